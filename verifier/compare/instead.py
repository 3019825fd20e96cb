"""Whether a passage says in other respects what a claim says: read again with the passage's own detail in it.

A long claim that differs from its source in one date is far from it in many words, so that a network calls it
not found rather than contradicted. But where the passage bears the claim out far better once its own date
stands there, both speak of the same thing, and the claim's date is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log

from verifier.compare.wording import compare_wording
from verifier.types import Outcome, Signal

#: How far a passage supports a claim, 0..1.
Read = Callable[[str], float]

_BORNE_OUT = 0.3  # support for the claim as it stands, above which nothing in it is wrong
_RISE = 1.5  # of the log odds
_CERTAIN = 0.002
# What tells nothing else of a sentence once it is put right; a word turned round may.
_DETAILS = ("figures", "dates", "names")


def put_right(claim: str, passage: str, signals: Sequence[Signal], read: Read) -> Signal | None:
    """Reads the claim again with the passage's words in the place of those that differ.

    Args:
        claim: the claim.
        passage: what it is held against.
        signals: the exact comparisons of both.
        read: how far the passage supports a claim.

    Returns:
        A signal DIFFERS that names both sides where a sentence of the passage is the changed claim word for
        word, or the passage supports that far better; None where it does not, or where no comparison names a
        mismatch.
    """
    differing = [s for s in signals if s.outcome is Outcome.DIFFERS and s.claim_spans and s.passage_spans]
    if not differing:
        return None
    ours, theirs = differing[0].claim_spans[0], differing[0].passage_spans[0]
    found = Signal("instead", Outcome.DIFFERS, 0.0, differing[0].detail, (ours,), (theirs,))
    changed = claim[: ours.start] + theirs.of(passage) + claim[ours.end :]
    if differing[0].name in _DETAILS and compare_wording(changed, passage).outcome is Outcome.AGREES:
        return found
    before = read(claim)
    if before > _BORNE_OUT or log_odds(read(changed)) - log_odds(before) < _RISE:
        return None
    return found


def log_odds(share: float) -> float:
    """The logarithm of the odds of a share in 0..1, which is taken for neither quite 0 nor quite 1."""
    return log(max(share, _CERTAIN) / max(1 - share, _CERTAIN))
