"""Finding where in a long text a short run of words stands, and what differs there.

Never quadratic over the text: shared word pairs vote for a place, and only the best places are aligned.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.compare.words import STOPWORDS, stem

_WINDOWS = 4
_SKIP_COST = 0.25


@dataclass(frozen=True, slots=True)
class Step:
    """Words `left[a:b]` against `right[c:d]`; `same` where their keys are equal."""

    a: int
    b: int
    c: int
    d: int
    same: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """How one run of keys lies on a stretch of another: steps in order, and how many keys are shared."""

    steps: tuple[Step, ...]
    shared: int

    @property
    def start(self) -> int:
        """First word of the stretch on the right."""
        return self.steps[0].c

    @property
    def end(self) -> int:
        """One past the last word of the stretch on the right."""
        return self.steps[-1].d


def find_runs(needle: Sequence[str], hay: Sequence[str]) -> list[int]:
    """Positions where all of `needle` stands in `hay` in a row."""
    if not needle:
        return []
    first, size = needle[0], len(needle)
    wanted = list(needle)
    return [i for i in range(len(hay) - size + 1) if hay[i] == first and list(hay[i : i + size]) == wanted]


def best_alignment(left: Sequence[str], right: Sequence[str]) -> Alignment | None:
    """The stretch of `right` that shares most words in order with `left`, or None where nothing is shared.

    Args:
        left: keys of the short run.
        right: keys of the text.
    """
    best: Alignment | None = None
    best_value = 0.0
    for low, high in _windows(left, right):
        found = _align(left, right[low:high], low)
        if found is None:
            continue
        value = found.shared - _SKIP_COST * (found.end - found.start - found.shared)
        if best is None or value > best_value:
            best, best_value = found, value
    return best


def _windows(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    wanted = set(left)
    for i, word in enumerate(right):
        if word in wanted:
            places[word].append(i)
    # A word that stands everywhere says little about the place, so rare words vote with more weight.
    votes: Counter[int] = Counter()
    bucket = max(8, len(left) // 2)
    for i, word in enumerate(left):
        found = places.get(word, ())
        if not found or (word in STOPWORDS and len(found) > 40):
            continue
        weight = (1 if word in STOPWORDS else 4) * 1000 // (len(found) + 3)
        following = left[i + 1] if i + 1 < len(left) else None
        for place in found:
            pair = place + 1 < len(right) and right[place + 1] == following
            votes[(place - i) // bucket] += weight * (4 if pair else 1)
    joined = {b: n + votes.get(b + 1, 0) for b, n in votes.items()}
    ranked = sorted(joined, key=lambda b: (-joined[b], b))[:_WINDOWS]
    slack = max(6, len(left) // 2)
    return [
        (max(0, b * bucket - slack), min(len(right), (b + 2) * bucket + len(left) + slack))
        for b in sorted(ranked)
    ]


def _align(left: Sequence[str], right: Sequence[str], shift: int) -> Alignment | None:
    from rapidfuzz.distance import Indel

    low, high = _tight(left, right)
    pairs = [
        (op.src_start + k, op.dest_start + k + low)
        for op in Indel.opcodes(list(left), list(right[low:high]))
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]
    pairs = _densest(pairs)
    if not pairs:
        return None
    while min(pairs[0]) > 0 and left[pairs[0][0] - 1] == right[pairs[0][1] - 1]:
        pairs.insert(0, (pairs[0][0] - 1, pairs[0][1] - 1))
    # A common word at an edge may have been matched with a farther twin: take the near one.
    while (
        pairs[-1][0] + 1 < len(left)
        and pairs[-1][1] + 1 < len(right)
        and left[pairs[-1][0] + 1] == right[pairs[-1][1] + 1]
    ):
        pairs.append((pairs[-1][0] + 1, pairs[-1][1] + 1))
    steps: list[Step] = []
    i, j = pairs[0]
    a, c = i, j
    for n, (x, y) in enumerate(pairs):
        if (x, y) != (i, j):
            steps.append(Step(a, i, c + shift, j + shift, True))
            steps.append(Step(i, x, j + shift, y + shift, False))
            a, c = x, y
        i, j = x + 1, y + 1
        if n == len(pairs) - 1:
            steps.append(Step(a, i, c + shift, j + shift, True))
    # Words at either edge that were replaced one for one still belong to the stretch.
    head, tail = pairs[0][0], len(left) - pairs[-1][0] - 1
    first, last = pairs[0][1], pairs[-1][1] + 1
    if head:
        steps.insert(0, Step(0, head, max(0, first - head) + shift, first + shift, False))
    if tail:
        steps.append(
            Step(len(left) - tail, len(left), last + shift, min(len(right), last + tail) + shift, False)
        )
    return Alignment(tuple(steps), len(pairs))


def _tight(left: Sequence[str], right: Sequence[str]) -> tuple[int, int]:
    """The shortest stretch of `right` that still shares as many words in order with `left`."""
    from rapidfuzz.distance import LCSseq

    most = LCSseq.similarity(left, right)
    low, high = 0, len(right)
    # Both ends move as far in as they can; taking words away never makes the shared run longer.
    start, end = low, high
    while end - start > 1:
        middle = (start + end) // 2
        if LCSseq.similarity(left, right[middle:high]) == most:
            start = middle
        else:
            end = middle
    low, start, end = start, start, high
    while end - start > 1:
        middle = (start + end) // 2
        if LCSseq.similarity(left, right[low:middle]) == most:
            end = middle
        else:
            start = middle
    return low, end


def _densest(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    # Maximum-scoring segment: a common word far from the rest costs more than it brings.
    best: tuple[float, int, int] = (0.0, 0, 0)
    total, start = 0.0, 0
    for n, (x, y) in enumerate(pairs):
        gap = 0.0
        if n:
            px, py = pairs[n - 1]
            gap = _SKIP_COST * max(y - py - 1, x - px - 1)
        if total - gap <= 0:
            total, start = 0.0, n
            gap = 0.0
        total += 1.0 - gap
        if total > best[0]:
            best = (total, start, n + 1)
    return pairs[best[1] : best[2]]


def inflected(left: str, right: str) -> bool:
    """True where two different keys are forms of one word ("maintain", "maintaining")."""
    return left != right and stem(left) == stem(right)
