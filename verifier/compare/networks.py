"""The two networks that read a claim and a window of a source together.

The first is small (MiniLM, Wang et al., 2020) and reads whatever may speak to a claim; the second is larger
(MPNet, Song et al., 2020) and reads closely what the first finds best. Both were trained as
`training/entailment` does; they and their MODEL.md lie in `verifier/models/`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from claims.document import Span
from claims.errors import BadConfiguration
from claims.runtime import session
from sources.encoder import WEIGHTS, check_weights, model_folder

TOKENIZER, DIGEST = "tokenizer.json", "sha256"
#: How the evidence of all comparisons is weighed, fitted for the networks; read by `verifier.support`.
SUPPORT = "support.json"

#: Pieces of a word read at most, of claim and window together.
PIECES = 272
_CLAIM_PIECES = 80
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_REMEDY = "Install the program again, or make the network again with training/entailment."


@dataclass(frozen=True, slots=True)
class Kind:
    """What is to be known of a network before it is loaded.

    Attributes:
        name: what a report's manifest calls it.
        file: of its folder, the one that holds it.
        belonging: files of its folder that decide with it what comes out.
        separators: marks between claim and window, as it was trained.
        borrows: whether its word vectors are those of the sentence encoder, in that one's file.
    """

    name: str
    file: str
    belonging: tuple[str, ...]
    separators: int
    borrows: bool

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(__file__).parents[1] / "models" / self.name


FIRST = Kind("entailment", "entailment.onnx", (TOKENIZER, SUPPORT), separators=1, borrows=True)
CLOSE = Kind("reader", "reader.onnx", (TOKENIZER,), separators=2, borrows=False)


@dataclass(frozen=True, slots=True)
class Network:
    """A network as its ONNX session runs it, its tokenizer, and the hash of their files."""

    run: Callable[[None, Mapping[str, Any]], Any]
    tokenizer: Any
    digest: str
    separators: int = 1


@dataclass(frozen=True, slots=True)
class Encoded:
    """Claim and window as a network reads them.

    Attributes:
        ids: numbers of word pieces.
        segments: 0 for the claim, 1 for the window.
        claim: positions of the claim's pieces, with where each stands in the claim.
    """

    ids: list[int]
    segments: list[int]
    claim: tuple[tuple[int, Span], ...]


def encode(tokenizer: Any, claim: str, window: str, separators: int = 1) -> Encoded:
    """Claim and window in one row: start, claim, separators, window, end. Curly marks are read as straight.

    What goes beyond 80 pieces of the claim, and beyond 272 in all, is left out.
    """
    ours, theirs = (tokenizer.encode(text.translate(_STRAIGHT)) for text in (claim, window))
    start, end = ours.ids[0], ours.ids[-1]
    pieces = list(zip(ours.ids[1:-1], ours.offsets[1:-1], strict=True))[:_CLAIM_PIECES]
    rest = theirs.ids[1:-1][: PIECES - len(pieces) - separators - 2]
    ids = [start, *(i for i, _ in pieces), *[end] * separators, *rest, end]
    segments = [0] * (len(pieces) + 2) + [1] * (len(rest) + separators)
    return Encoded(ids, segments, tuple((n, Span(*place)) for n, (_, place) in enumerate(pieces, start=1)))


def open_tokenizer(path: Path) -> Any:
    """The tokenizer, without padding and truncation."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(path))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


@cache
def network(kind: Kind, folder: Path | None = None) -> Network | None:
    """The network, loaded once; None where its file is missing.

    Args:
        kind: which.
        folder: where its files lie, where not in the program.

    Raises:
        BadConfiguration: the files are not those that were measured together.
    """
    place = folder or kind.folder
    if not (place / kind.file).is_file():
        return None
    try:
        expected, found = (place / DIGEST).read_text(encoding="ascii").strip(), digest(kind, place)
    except OSError as error:
        raise BadConfiguration(str(place), f"a file of the network is missing ({error})", _REMEDY) from error
    if found != expected:
        reason = f"the files of the network {kind.name} are not those that belong together ({found[:12]}...)"
        raise BadConfiguration(str(place), reason, _REMEDY)
    return load(kind, place)


def load(kind: Kind, folder: Path | None = None) -> Network:
    """The network, whatever else is there. It is opened where it first has something to read.

    Its `run` raises BadConfiguration where the file is no network, or word vectors that it borrows are not
    there.
    """
    place = folder or kind.folder

    def run(outputs: None, given: Mapping[str, Any]) -> Any:
        return _opened(kind, place).run(outputs, given)

    return Network(run, open_tokenizer(place / TOKENIZER), digest(kind, place), kind.separators)


@cache
def _opened(kind: Kind, folder: Path) -> Any:
    file, entries = folder / kind.file, {}
    if kind.borrows:
        check_weights(model_folder() / WEIGHTS)
        entries = {"session.model_external_initializers_file_folder_path": str(model_folder())}
    try:
        return session(file.read_bytes() if kind.borrows else file, entries=entries)
    except Exception as error:  # the runtime raises a class of its own for each fault
        raise BadConfiguration(
            str(file), f"the network {kind.name} can't be loaded: {error}", _REMEDY
        ) from error


@cache
def digest(kind: Kind, folder: Path | None = None) -> str:
    """sha256 over the files that decide what the network and its weighing give."""
    found = hashlib.sha256()
    for name in (kind.file, *kind.belonging):
        found.update(((folder or kind.folder) / name).read_bytes())
    return found.hexdigest()
