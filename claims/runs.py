"""Which runs of words to keep, given how likely each word is to belong."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

# A word of a run counts as this many times likelier than it is scored, and every run has this price in nats:
# doubtful words inside a run stay and stray words alone go. Chosen on training documents that were held out.
LENIENCE, PRICE = 2.0, 2.0
_CERTAIN = 1e-6


def best_runs(scores: Sequence[float]) -> list[tuple[int, int]]:
    """First and last index of the runs that together are likeliest, in order.

    Args:
        scores: for each word, in 0..1, how likely it belongs.

    Two-state Viterbi decoding: maximises the sum of the log odds of the words kept, less PRICE a run.
    """
    outside, inside = 0.0, float("-inf")
    began: list[bool] = []
    ended: list[bool] = []
    for score in scores:
        kept = min(max(score, _CERTAIN), 1 - _CERTAIN)
        gain = log(LENIENCE * kept / (1 - kept))
        begins, goes_on = outside - PRICE + gain, inside + gain
        ends = inside > outside
        outside = max(outside, inside)
        inside = max(begins, goes_on)
        began.append(begins >= goes_on)
        ended.append(ends)
    return _traced(began, ended, inside > outside)


def _traced(began: Sequence[bool], ended: Sequence[bool], within: bool) -> list[tuple[int, int]]:
    """The runs of the best path, read from its end; `within` is True where the last word is kept."""
    runs: list[tuple[int, int]] = []
    last = len(began) - 1
    for at in range(len(began) - 1, -1, -1):
        if within and began[at]:
            runs.append((at, last))
            within = False
        elif not within and ended[at]:
            within = True
            last = at - 1
    return runs[::-1]
