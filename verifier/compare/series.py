"""Figures of one series: "88 percent in 2021" beside "71 percent in 2025"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from verifier.compare.calendar import MONTH_NAMES
from verifier.compare.context import view_at
from verifier.compare.quantities import Quantity
from verifier.compare.tolerance import agreement
from verifier.thresholds import Thresholds

_TIME = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(MONTH_NAMES)})\b")


def of_its_time(
    ours: Quantity,
    all_ours: Sequence[Quantity],
    theirs: Sequence[Quantity],
    claim: str,
    passage: str,
    limits: Thresholds,
) -> Quantity | None:
    """The figure that the passage gives for the time of `ours`, where it is another and the series is one.

    The series is one where a figure of the claim for another time stands in the passage with its time, or
    where the claim's figure stands there with another time.

    Args:
        ours: a figure of the claim.
        all_ours: the claim's figures.
        theirs: the passage's figures.
        claim, passage: the texts.
        limits: how much two figures may differ.
    """
    mine = times([q for q in all_ours if q.dimension == ours.dimension], claim)
    if len(mine) < 2 or ours not in mine:
        return None
    yours = times([q for q in theirs if q.dimension == ours.dimension], passage)
    shared = any(
        time != mine[ours] and agreement(q, t, limits) == "agrees" and (q is ours or when == time)
        for q, when in mine.items()
        for t, time in yours.items()
    )
    rivals = [t for t, time in yours.items() if time == mine[ours]]
    if shared and len(rivals) == 1 and agreement(ours, rivals[0], limits) == "differs":
        return rivals[0]
    return None


def times(figures: Sequence[Quantity], text: str) -> dict[Quantity, str]:
    """The year or month of each figure, sentence by sentence, where as many of both stand in turns.

    Args:
        figures: those figures of `text` that are of one dimension, in order.
        text: what they stand in.
    """
    found: dict[Quantity, str] = {}
    for sentence in dict.fromkeys(view_at(text, q.span.start).span for q in figures):
        inside = [q for q in figures if sentence.contains(q.span)]
        named = list(_TIME.finditer(text, sentence.start, sentence.end))
        marks = sorted([(q.span.start, "figure") for q in inside] + [(m.start(), "time") for m in named])
        kinds = [kind for _, kind in marks]
        in_turns = len(inside) == len(named) and all(a != b for a, b in pairwise(kinds))
        if in_turns:
            found |= {q: m.group() for q, m in zip(inside, named, strict=True)}
    return found
