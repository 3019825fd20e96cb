"""Words for a time that a dateline places: "last year" is "in 2025" in a paper of 2026."""

from __future__ import annotations

import re
from datetime import date

from claims.document import Span
from verifier.compare.calendar import Moment, find_moments

_IN = re.compile(
    r"\b(?:after|before|by|during|for|from|in|of|on|since|than|through|to|until)\s+$", re.IGNORECASE
)
_OWNED = re.compile(r"['’]s\b")
_BEFORE = 9  # letters of the longest of these words, and its space


def placed(text: str, dateline: date | None) -> tuple[tuple[Span, str], ...]:
    """The words of `text` that tell a time by the day it was written, and the time itself, in order.

    Args:
        text: a claim or a passage.
        dateline: the day it was written; nothing can be placed without.
    """
    return tuple(
        (moment.span, _name(moment, moment.first, text))
        for moment in find_moments(text, dateline)
        if moment.first is not None and _is_relative(moment)
    )


def replaced(text: str, edits: tuple[tuple[Span, str], ...]) -> str:
    """`text` with each span replaced; `edits` are in order and do not overlap."""
    made, place = "", 0
    for span, new in edits:
        made += text[place : span.start] + new
        place = span.end
    return made + text[place:]


def _is_relative(moment: Moment) -> bool:
    told = moment.year or moment.month or moment.day
    return not told and moment.precision in ("day", "month", "year")


def _name(moment: Moment, day: date, text: str) -> str:
    names = {"day": f"{day.day} {day:%B %Y}", "month": f"{day:%B %Y}", "year": f"{day.year}"}
    name = names[moment.precision]
    before = text[max(0, moment.span.start - _BEFORE) : moment.span.start]
    if _IN.search(before) or _OWNED.match(text, moment.span.end):
        return name
    return f"{'on' if moment.precision == 'day' else 'in'} {name}"
