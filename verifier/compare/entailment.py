"""Whether a text says what a claim says, by networks that read both together.

They give the shares of three verdicts, and for each word of the claim how likely it is that the text does not
bear it out. The networks are in `verifier/compare/networks.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Any

from claims.document import Span
from claims.recall import recalled
from verifier.compare.networks import CLOSE, FIRST, Encoded, Network, encode, network
from verifier.compare.standalone import Standalone
from verifier.compare.words import tokenize
from verifier.types import Outcome, Signal

_PLACES = 4
_LIKELY = 0.5
# What the close reading weighs beside the first one: as much as was best on average over the sets held out.
_CLOSE = 0.85
_LEAST = 1e-4
# What the first network gives less than this is not read closely: of the pairs held out a fifth, for half a
# point of the area under the ROC curve at most.
_HOPELESS = 0.02
# A word is doubted from here. In held-out written claims that are not borne out 61 in 100 words so marked
# are at fault, of the words that their text lacks 35; of claims that are borne out 28 in 100 have a word so
# marked, and 90 one that their text lacks.
_DOUBTED = 0.2


class Label(IntEnum):
    """What a text says to a claim; the order of the networks' outputs."""

    SUPPORTED = 0
    CONTRADICTED = 1
    NOT_FOUND = 2


@dataclass(frozen=True, slots=True)
class Entailed:
    """What networks make of a claim and a window; shares in 0..1, rounded to 4 places.

    Attributes:
        supported, contradicted, not_found: shares of the verdicts, 1 together.
        doubts: each word of the claim that was read, with how likely the window does not bear it out.
    """

    supported: float
    contradicted: float
    not_found: float
    doubts: tuple[tuple[Span, float], ...]


def entail(claim: str, window: str, *, closely: bool = False) -> Entailed | None:
    """Reads `claim` against `window`, each pair by itself; None where the network is not there.

    Args:
        claim: a sentence or a few; what goes beyond 80 word pieces is not read.
        window: sentences of a source; what goes beyond 272 pieces, the claim's included, is not read.
        closely: has the larger network read too, which takes six times as long, unless the first rules out
            that the window says so; both then have a say.

    Raises:
        BadConfiguration: a network's files are not those that were measured together.
    """
    first = network(FIRST)
    if first is None or not claim or not window:
        return None
    found = read_pair(first, claim, window)
    close = network(CLOSE) if closely and found.supported >= _HOPELESS else None
    return mixed(found, read_pair(close, claim, window)) if close is not None else found


@lru_cache(maxsize=1024)
def read_pair(loaded: Network, claim: str, window: str) -> Entailed:
    """What `loaded` makes of a claim and a window, neither of them empty."""
    import numpy as np

    read = encode(loaded.tokenizer, claim, window, loaded.separators)
    given = np.array([read.ids, read.segments], dtype=np.int64)

    def run() -> bytes:
        verdict, marks = loaded.run(None, {"ids": given[0], "segments": given[1]})
        return bytes(np.concatenate([verdict, marks]).astype(np.float32).tobytes())

    shares = np.frombuffer(recalled(f"entailment {loaded.digest}", given.tobytes(), run), dtype=np.float32)
    supported, contradicted, not_found = (round(float(share), _PLACES) for share in shares[: len(Label)])
    return Entailed(supported, contradicted, not_found, _by_word(claim, read, shares[len(Label) :]))


def mixed(first: Entailed, close: Entailed) -> Entailed:
    """One reading of two: the weighted geometric means of their shares."""
    verdict = [
        _mean(ours, theirs)
        for ours, theirs in (
            (first.supported, close.supported),
            (first.contradicted, close.contradicted),
            (first.not_found, close.not_found),
        )
    ]
    supported, contradicted, not_found = (round(share / sum(verdict), _PLACES) for share in verdict)
    other = dict(close.doubts)
    doubts = tuple((span, _mixed_share(doubt, other.get(span, doubt))) for span, doubt in first.doubts)
    return Entailed(supported, contradicted, not_found, doubts)


def _mixed_share(first: float, close: float) -> float:
    so, not_so = _mean(first, close), _mean(1 - first, 1 - close)
    return round(so / (so + not_so), _PLACES)


def _mean(first: float, close: float) -> float:
    return float(max(first, _LEAST) ** (1 - _CLOSE) * max(close, _LEAST) ** _CLOSE)


def entailment_signals(entailed: Entailed, alone: Standalone | None = None) -> tuple[Signal, ...]:
    """A reading as signals: whether the text says so, says otherwise, and which words it lacks.

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


def _by_word(claim: str, read: Encoded, marks: Any) -> tuple[tuple[Span, float], ...]:
    found = []
    for word in tokenize(claim):
        pieces = [float(marks[n]) for n, span in read.claim if span.overlaps(word.span)]
        if pieces:
            found.append((word.span, round(max(pieces), _PLACES)))
    return tuple(found)
