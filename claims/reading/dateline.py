"""Datelines and date lines: the day that a story gives of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from claims.document import Block, BlockKind
from claims.reading.metadata import parse_date

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
_YEAR = r",?\s+(?:19|20)\d\d"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?,?\s+)?"
_PLACE = r"[A-Z][\w.’'-]*(?:[ /](?:[A-Z][\w.’'-]*|of|and|am|sur|de|la|le|el|di|da|do|dos|del)){0,4}"
_AGENCY = r"\([A-Z][^)]{1,40}\)"
# "SELMOUTH, March 12 (Wire) -- ", "(Wire) - ", "Geneva/Lund, 4 May 2031 – ".
DATELINE = re.compile(
    rf"(?:[A-Z][A-Z'’. /-]{{2,}}(?:, [^—–()]{{2,40}}?)?\s*(?:\([^)]{{2,40}}\))?"
    rf"|{_PLACE}(?:, {_PLACE})?,?\s+\(?{_WEEKDAY}{_DAY}(?:{_YEAR})?\)?(?:\s+{_AGENCY})?"
    rf"|{_AGENCY})"
    r"\s*(?:--|—|–|-)\s+(?=[\"“‘']?[A-Z0-9])"
)
_FULL_DAY = re.compile(rf"{_DAY}{_YEAR}|\d{{4}}-\d\d-\d\d|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}", re.IGNORECASE)
_LATER = re.compile(r"(?:last )?updated\b", re.IGNORECASE)
_DATE_LINE = re.compile(
    r"(?:(?:published|updated|posted|last updated|first published)(?: on| at)?:?\s*)?"
    rf"{_WEEKDAY}(?:{_DAY}{_YEAR}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
    r"(?:[ ,|·•-]+(?:at )?\d{1,2}[:.]\d{2}.{0,20})?",
    re.IGNORECASE,
)
# Blocks at whose head the day of a story stands.
_HEAD = 8


def is_date_line(text: str) -> bool:
    """True for a day by itself, with or without "published" and the time."""
    return _DATE_LINE.fullmatch(text) is not None


def day_of(blocks: Sequence[Block], text: str) -> date | None:
    """The day that a story gives in a date line above it or in its dateline; None where neither has a year.

    Args:
        blocks: the document's.
        text: the document's.
    """
    updated: date | None = None
    for block in blocks[:_HEAD]:
        words = block.span.of(text)
        if block.kind is BlockKind.CAPTION and is_date_line(words) and (day := _full(words)):
            if not _LATER.match(words):
                return day
            updated = updated or day
        elif block.kind is BlockKind.PARAGRAPH and (opening := DATELINE.match(words)):
            return _full(opening.group()) or updated
    return updated


def _full(words: str) -> date | None:
    return next((day for found in _FULL_DAY.finditer(words) if (day := parse_date(found.group()))), None)
