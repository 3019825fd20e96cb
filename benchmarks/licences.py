"""Under which licences the program's parts come: docs/licences.md, written by python -m benchmarks.pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.record import ROOT
from benchmarks.supplied import RUNTIME, Package, data_files, packages, pinned

PAGE = ROOT / "docs" / "licences.md"
ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BSL-1.0",
        "CC0-1.0",
        "CNRI-Python",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-1.1",
        "MPL-2.0",
        "PSF-2.0",
        "Zlib",
    }
)
"""Licences under which an unchanged package may be used beside a program of any licence."""

_ROW = re.compile(r"^\| ([\w.-]+) \| ([\w.!]+) \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
_PART = re.compile(
    r"(<!-- (\w+): benchmarks/licences\.py writes from here -->\n\n).*?(\n<!-- to here -->)", re.DOTALL
)


def allowed(expression: str) -> bool:
    """True where one of the ways in which an SPDX `expression` can be met has allowed licences alone."""
    ways = expression.split(" OR ")
    return any(all(licence in ALLOWED for licence in way.split(" AND ")) for way in ways)


def on_page() -> tuple[Package, ...]:
    """The packages as the page has them."""
    rows = _ROW.findall(PAGE.read_text(encoding="utf-8"))
    return tuple(Package(*row) for row in rows if row[1] != "version")


def render_page() -> str:
    """docs/licences.md. Of packages that are not installed here, what it says of the pinned version stays."""
    tables = {
        "packages": "| package | version | licence | for |\n|---|---|---|---|\n" + "".join(_package_rows()),
        "files": "| file | licence | made from |\n|---|---|---|\n" + "".join(_data_rows()),
    }
    return _PART.sub(lambda part: part[1] + tables[part[2]] + part[3], PAGE.read_text(encoding="utf-8"))


def _package_rows() -> Iterator[str]:
    before = {(p.name, p.version): p for p in on_page()}
    now = {p.name: p for p in packages()}
    for name, version in pinned().items():
        told = before.get((name, version))
        found = now.get(name) or told
        if found is None:
            raise SystemExit(f"{name} {version}: it is not installed. Install it, then write the page again.")
        # What asks for it may not be installed here.
        use = RUNTIME if found.use == RUNTIME else (told.use if told else "") or found.use
        yield f"| {name} | {version} | {found.licence} | {use} |\n"


def _data_rows() -> Iterator[str]:
    for file in data_files():
        yield f"| {file.name} | {file.licence} | {file.origin} |\n"
