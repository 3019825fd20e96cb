"""Figures that make up others: totals of a sentence or a list, products, and parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from claims.document import Span
from verifier.compare.context import view, view_at
from verifier.compare.quantities import Bound, Quantity
from verifier.compare.tolerance import is_open, reach
from verifier.thresholds import Thresholds

_TELLING = 10
_TIMES = 13
# "Lost 15 more than", and not "more than 15".
_APART = re.compile(r"\d[\d,.]*\s+(?:more|fewer|less)\b|\b(?:difference|gap) of\b", re.IGNORECASE)
_NEAR = 25
_LEAD_IN = re.compile(r":[ \t]*\n")
_OF_THESE = re.compile(r"\b(?:including|among (?:them|whom)|of (?:them|whom|these|which))\b", re.IGNORECASE)


def multiple_of(ours: Quantity, theirs: Sequence[Quantity], passage: str) -> tuple[Quantity, int] | None:
    """A figure of the passage that makes `ours` so many times over: "in each of three years"."""
    words = {w.key for w in view(passage).words}
    for times in range(2, _TIMES):
        if str(times) not in words:
            continue
        for other in theirs:
            exact = other.dimension == ours.dimension and other.low == other.high
            if exact and other.low * times == ours.low:
                return other, times
    return None


def summing_to(
    ours: Quantity, theirs: Sequence[Quantity], passage: str, limits: Thresholds
) -> tuple[Quantity, ...]:
    """The figures of a sentence, or of a list's lines, that make up `ours` together; empty without them."""
    if ours.low < _TELLING or (ours.dimension != "count" and not ours.dimension.startswith("money")):
        return ()
    alike = [t for t in theirs if t.dimension == ours.dimension]
    sentences: dict[Span, list[Quantity]] = {}
    for other in alike:
        if other.bound is Bound.EXACT:
            sentences.setdefault(view_at(passage, other.span.start).span, []).append(other)
    for listed in (*sentences.values(), _of_lines(alike, passage)):
        for parts in (listed, listed[1:]):
            if len(parts) > 1 and _makes_up(ours, parts, limits):
                return tuple(parts)
    return ()


def difference_of(
    ours: Quantity, theirs: Sequence[Quantity], claim: str, passage: str
) -> tuple[Quantity, ...]:
    """Two figures of a sentence, of what the claim counts, that lie `ours` apart: "15 more than it hired"."""
    near = claim[max(0, ours.span.start - _NEAR) : ours.span.end + _NEAR]
    if ours.bound is not Bound.EXACT or not ours.nouns or _APART.search(near) is None:
        return ()
    sentences: dict[Span, list[Quantity]] = {}
    for other in theirs:
        counted = other.bound is Bound.EXACT and other.dimension == ours.dimension
        if counted and (not other.nouns or set(other.nouns) & set(ours.nouns)):
            sentences.setdefault(view_at(passage, other.span.start).span, []).append(other)
    for figures in sentences.values():
        for one, other in combinations(figures, 2):
            if abs(one.low - other.low) == ours.low:
                return one, other
    return ()


def _makes_up(ours: Quantity, parts: Sequence[Quantity], limits: Thresholds) -> bool:
    """True where the sum of `parts` fits `ours`; a list with "200+" in it fits only what is open as well."""
    if any(is_open(p) for p in parts) and not is_open(ours):
        return False
    low, high = reach(ours, 0.0, limits.figures_open_bound)
    return low <= sum(p.low for p in parts) <= high


def _of_lines(quantities: Sequence[Quantity], passage: str) -> list[Quantity]:
    """What the lines under a lead-in count, without the parts that a line tells of its own figure."""
    lead = _LEAD_IN.search(passage)
    if lead is None:
        return []
    found: list[Quantity] = []
    for quantity in quantities:
        line = passage.rfind("\n", 0, quantity.span.start) + 1
        counted = quantity.bound in (Bound.EXACT, Bound.MORE_THAN, Bound.AT_LEAST)
        if counted and line >= lead.end() and not _OF_THESE.search(passage, line, quantity.span.start):
            found.append(quantity)
    return found


def whole_of(ours: Quantity, all_ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> Quantity | None:
    """The figure of the passage that the claim's parts make up together; None where they make up none."""
    parts = [q for q in all_ours if q.dimension == ours.dimension]
    total = sum(q.low for q in parts)
    if len(parts) < 2 or total < _TELLING or any(q.bound is not Bound.EXACT for q in parts):
        return None
    return next((t for t in theirs if t.dimension == ours.dimension and t.low == t.high == total), None)
