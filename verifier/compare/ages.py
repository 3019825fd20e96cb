"""Ages: which figures of a text count the years of a life."""

from __future__ import annotations

import re

from verifier.compare.words import STOPWORDS, fold

_PEOPLE = (
    r"adults?|anyone|babies|baby|boys?|child|children|drivers?|everybody|everyone|girls?|infants?|kids?|men|minors?"
    r"|passengers?|patients?|people|persons?|pupils?|residents?|students?|teenagers?|those|voters?|women|workers?"
)
_TOLD = re.compile(
    r"\b(?:(?:aged?|ages)(?: between| from)?|age of|(?:younger|older) than)\s*$", re.IGNORECASE
)
_OF_PEOPLE = re.compile(rf"\b(?:{_PEOPLE})\s+(?:under|over|below|above)\s*$", re.IGNORECASE)
_OLD = re.compile(r"[\s-]years?(?:[\s-]olds?|\s+of\s+age)\b", re.IGNORECASE)
_UNIT = re.compile(r"\s+(year|month)s?\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+(\w+)")
_REACH = 24  # characters before a figure in which the words stand that make it an age
_YEARS = {"year": 1.0, "month": 1 / 12}


def age(text: str, start: int, end: int) -> tuple[float, int] | None:
    """How many years the figure at `start` to `end` counts by one, and where its unit ends; None for no age.

    "Aged 12", "five years old", "younger than six months", "children under five".
    """
    before = text[max(0, start - _REACH) : start]
    old = _OLD.match(text, end)
    unit = _UNIT.match(text, end)
    if _TOLD.search(before) or (_OF_PEOPLE.search(before) and (unit or _stands_alone(text, end))):
        if unit and not old:
            return _YEARS[unit[1].lower()], unit.end()
        return 1.0, end
    return (1.0, end) if old else None


def _stands_alone(text: str, end: int) -> bool:
    """True where nothing is named that the figure counts: "children under five were"."""
    following = _NEXT.match(text, end)
    return following is None or fold(following[1]) in STOPWORDS or following[1].endswith("ed")
