"""Whether a text says what a claim says, by a network that reads both together.

The network is MiniLM (Wang et al., 2020), trained as `training/entailment` does; it and its MODEL.md lie in
`verifier/models/entailment/`. It gives the shares of three verdicts, and for each word of the claim how
likely it is that the text does not bear it out.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from claims.document import Span
from claims.errors import BadConfiguration
from claims.recall import recalled
from claims.runtime import session
from sources.encoder import WEIGHTS, check_weights, model_folder
from verifier.compare.standalone import Standalone
from verifier.compare.words import tokenize
from verifier.types import Outcome, Signal

FOLDER = Path(__file__).parents[1] / "models" / "entailment"
NETWORK, TOKENIZER, DIGEST = "entailment.onnx", "tokenizer.json", "sha256"
#: How the evidence of all comparisons is weighed, fitted for this network; read by `verifier.support`.
SUPPORT = "support.json"
#: What a report's manifest calls the network.
NAME = "entailment"

# Pieces of a word read at most: of the claim, and of claim and window together.
_CLAIM_PIECES = 80
_PIECES = 208
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")
_PLACES = 4
_LIKELY = 0.5
# A word is doubted from here. In held-out written claims that are not borne out 48 in 100 words so marked
# are at fault, of the words that their text lacks 34; of claims that are borne out 51 in 100 have a word so
# marked, and 91 one that their text lacks.
_DOUBTED = 0.2
_REMEDY = "Install the program again, or make the network again with training/entailment."


class Label(IntEnum):
    """What a text says to a claim; the order of the network's outputs."""

    SUPPORTED = 0
    CONTRADICTED = 1
    NOT_FOUND = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Claim and window as the network reads them.

    Attributes:
        ids: numbers of word pieces.
        segments: 0 for the claim, 1 for the window.
        claim: positions of the claim's pieces, with where each stands in the claim.
    """

    ids: list[int]
    segments: list[int]
    claim: tuple[tuple[int, Span], ...]


@dataclass(frozen=True, slots=True)
class Entailed:
    """What the network makes of a claim and a window; shares in 0..1, rounded to 4 places.

    Attributes:
        supported, contradicted, not_found: shares of the verdicts, 1 together.
        doubts: each word of the claim that was read, with how likely the window does not bear it out.
    """

    supported: float
    contradicted: float
    not_found: float
    doubts: tuple[tuple[Span, float], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """The network and its tokenizer, loaded, and the hash of their files."""

    run: Any
    tokenizer: Any
    digest: str


def entail(claim: str, window: str) -> Entailed | None:
    """Reads `claim` against `window`, each pair by itself; None where the network is not there.

    Args:
        claim: a sentence or a few; what goes beyond 80 word pieces is not read.
        window: sentences of a source; what goes beyond 208 pieces, the claim's included, is not read.

    Raises:
        BadConfiguration: the network's files are not those that were measured together.
    """
    loaded = network()
    return read_pair(loaded, claim, window) if loaded is not None and claim and window else None


@lru_cache(maxsize=1024)
def read_pair(loaded: Network, claim: str, window: str) -> Entailed:
    """What `loaded` makes of a claim and a window, neither of them empty."""
    import numpy as np

    read = encode(loaded.tokenizer, claim, window)
    given = np.array([read.ids, read.segments], dtype=np.int64)

    def run() -> bytes:
        verdict, marks = loaded.run(None, {"ids": given[0], "segments": given[1]})
        return bytes(np.concatenate([verdict, marks]).astype(np.float32).tobytes())

    shares = np.frombuffer(recalled(f"entailment {loaded.digest}", given.tobytes(), run), dtype=np.float32)
    supported, contradicted, not_found = (round(float(share), _PLACES) for share in shares[: len(Label)])
    return Entailed(supported, contradicted, not_found, _by_word(claim, read, shares[len(Label) :]))


def entailment_signals(entailed: Entailed, alone: Standalone | None = None) -> tuple[Signal, ...]:
    """The network's reading as signals: whether the text says so, says otherwise, and which words it lacks.

    A share is no named mismatch: none of them is ever DIFFERS. `alone` is the claim as it was read, where
    that is not as it stands.
    """
    says = Outcome.AGREES if entailed.supported >= _LIKELY else Outcome.PARTLY
    against = Outcome.PARTLY if entailed.contradicted >= _LIKELY else Outcome.SILENT
    doubted = tuple(span for span, doubt in entailed.doubts if doubt >= _DOUBTED)
    if alone is not None:
        doubted = tuple(dict.fromkeys(alone.back(span) for span in doubted))
    most = max((doubt for _, doubt in entailed.doubts), default=0.0)
    return (
        Signal(
            "entailment", says, entailed.supported,
            f"Read together, the passage says so with {entailed.supported:.2f} of 1.",
        ),
        Signal(
            "contradiction", against, entailed.contradicted,
            f"Read together, the passage says otherwise with {entailed.contradicted:.2f} of 1.",
        ),
        Signal(
            "doubt", Outcome.PARTLY if doubted else Outcome.AGREES, round(1 - most, _PLACES),
            "Read together, the passage does not bear out every word." if doubted
            else "Read together, the passage bears out every word.",
            doubted,
        ),
    )  # fmt: skip


def _by_word(claim: str, read: Reading, marks: Any) -> tuple[tuple[Span, float], ...]:
    found = []
    for word in tokenize(claim):
        pieces = [float(marks[n]) for n, span in read.claim if span.overlaps(word.span)]
        if pieces:
            found.append((word.span, round(max(pieces), _PLACES)))
    return tuple(found)


def encode(tokenizer: Any, claim: str, window: str) -> Reading:
    """Claim and window in one row: start, claim, end, window, end. Curly marks are read as straight ones."""
    ours, theirs = (tokenizer.encode(text.translate(_STRAIGHT)) for text in (claim, window))
    start, end = ours.ids[0], ours.ids[-1]
    pieces = list(zip(ours.ids[1:-1], ours.offsets[1:-1], strict=True))[:_CLAIM_PIECES]
    rest = theirs.ids[1:-1][: _PIECES - len(pieces) - 3]
    ids = [start, *(i for i, _ in pieces), end, *rest, end]
    segments = [0] * (len(pieces) + 2) + [1] * (len(rest) + 1)
    return Reading(ids, segments, tuple((n, Span(*place)) for n, (_, place) in enumerate(pieces, start=1)))


def open_tokenizer(path: Path) -> Any:
    """The tokenizer, without padding and truncation."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(path))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


@cache
def network(folder: Path = FOLDER) -> Network | None:
    """The network in `folder`, loaded once; None where its file is missing.

    Raises:
        BadConfiguration: the files are not those that were measured together.
    """
    if not (folder / NETWORK).is_file():
        return None
    try:
        expected, found = (folder / DIGEST).read_text(encoding="ascii").strip(), digest(folder)
    except OSError as error:
        raise BadConfiguration(
            str(folder), f"a file of the entailment network is missing ({error})", _REMEDY
        ) from error
    if found != expected:
        reason = f"the entailment network's files are not those that belong together ({found[:12]}...)"
        raise BadConfiguration(str(folder), reason, _REMEDY)
    return load(folder)


def load(folder: Path = FOLDER) -> Network:
    """The network in `folder`, whatever else is there.

    Raises:
        BadConfiguration: the file is no network, or the word vectors that it shares with the sentence encoder
            are not there.
    """
    shared = model_folder()
    check_weights(shared / WEIGHTS)
    entries = {"session.model_external_initializers_file_folder_path": str(shared)}
    try:
        loaded = session((folder / NETWORK).read_bytes(), entries=entries)
    except Exception as error:  # the runtime raises a class of its own for each fault
        raise BadConfiguration(
            str(folder / NETWORK), f"the entailment network can't be loaded: {error}", _REMEDY
        ) from error
    return Network(loaded.run, open_tokenizer(folder / TOKENIZER), digest(folder))


@cache
def digest(folder: Path = FOLDER) -> str:
    """sha256 over the files that decide what the network and its weighing give."""
    found = hashlib.sha256()
    for name in (NETWORK, TOKENIZER, SUPPORT):
        found.update((folder / name).read_bytes())
    return found.hexdigest()
