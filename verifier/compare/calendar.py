"""An exact grammar of English dates: absolute, partial and relative, with ranges.

A date that can be placed has a first and a last day; one that can't (no year, no dateline) keeps what it
says.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from claims.document import Span
from verifier.compare.numerals import CURRENCY_WORDS, SCALES, UNITS
from verifier.compare.words import listed

MONTH_NAMES = listed("January February March April May June July August September October November December")
_WEEKDAYS = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_MONTH_NUMBER = {n[:3].lower(): i for i, n in enumerate(MONTH_NAMES, 1)}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7} | {
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

_SHORT_MONTHS = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_M = rf"(?P<{{m}}>{'|'.join(MONTH_NAMES)}|{_SHORT_MONTHS})"
_D = r"(?P<{d}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_Y = r"(?P<{y}>1[5-9]\d\d|20\d\d)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$£€.,-]){text}(?![\w])")


_TO = r"\s*(?:-|–|—|to|and|until|through|till)\s*"
_JOINT = re.compile(_TO)
_DAY_MONTH = _pattern(
    rf"{_D.format(d='d1')}(?:{_TO}{_D.format(d='d2')})?\s+(?:of\s+)?{_M.format(m='m')}(?:,?\s+{_Y.format(y='y')})?"
)
_MONTH_DAY = _pattern(
    rf"{_M.format(m='m')}\s+{_D.format(d='d1')}(?!,\d|\.\d|:\d|%)(?:{_TO}{_D.format(d='d2')}(?!\s+[a-z]|,\d|\d|%|:))?"
    rf"(?:,?\s+{_Y.format(y='y')})?"
)
_MONTH_YEAR = _pattern(rf"{_M.format(m='m')}(?:\s+of)?,?\s+{_Y.format(y='y')}")
_MONTH_ALONE = re.compile(
    rf"\b(?:in|since|until|by|last|next|this|of|from|during|early|late|mid|between|and|to)[\s-]+{_M.format(m='m')}(?!\w|\s*\d)"
)
_ISO = _pattern(r"(?P<y>1[5-9]\d\d|20\d\d)-(?P<mn>0[1-9]|1[0-2])-(?P<d1>0[1-9]|[12]\d|3[01])")
_YEARS = _pattern(r"(?P<y>1[5-9]\d\d|20\d\d)\s*(?:-|–|to)\s*(?P<y2>\d{2}|1[5-9]\d\d|20\d\d)")
_DECADE = _pattern(r"(?P<dec>1[5-9]\d|20\d)0'?s")
# What is measured, and what a bound limits, is no year: "1500 million", "1600 km", "more than 2000 people".
_TIMES = ("hours", "days", "months")
_MEASURES = "|".join(
    word
    for word in (*SCALES, *CURRENCY_WORDS, *UNITS, "per cent", "percent")
    if len(word) > 1 and UNITS.get(word, ("",))[0] not in _TIMES
)
_YEAR = re.compile(
    r"(?<![\w$£€.,:/-])(?P<y>1[5-9]\d\d|20\d\d)(?![\w%]|[,.]\d|-(?!\d{2}\b)" + rf"|\s(?:{_MEASURES})\b)"
)
_BOUND = re.compile(
    r"\b(?:(?:more|fewer|less) than|at (?:least|most)|as many as|nearly|almost|some|an estimated)\s+$",
    re.IGNORECASE,
)
# (?a:...), because in any case an "s" is also a long "ſ", and an "i" a Turkish one, which no table below has.
_WEEKDAY = re.compile(
    rf"(?:\b(?P<which>(?a:last|next|this))\s+)?\b(?P<wd>(?a:{'|'.join(_WEEKDAYS)}))\b", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"\b(?:(?P<word>(?a:yesterday|today|tomorrow|tonight))"
    r"|(?P<which>(?a:last|this|next))\s+(?P<unit>(?a:week|month|year))"
    r"|(?P<n>\d{1,3}|an?|(?a:one|two|three|four|five|six|seven|eight|nine|ten))"
    r"\s+(?P<ago>(?a:day|week|month|year))s?\s+ago)\b",
    re.IGNORECASE,
)


# What is told in these words before a bare "8 November" has still to come.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|scheduled|planned|plans? to|due|expected|slated|upcoming|(?:is|are) (?:set )?to"
    r"|postponed (?:to|until))\b[^.;:!?]*$",
    re.IGNORECASE,
)
_REACH = 80  # characters before a date


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as a text gives it.

    Attributes:
        span: its characters.
        text: as written.
        first: first day of it, or None where it can't be placed.
        last: last day of it, likewise.
        precision: "day", "days", "week", "month" or "year".
        year, month, day, end_day: what the words themselves say; None where they don't.
    """

    span: Span
    text: str
    first: date | None
    last: date | None
    precision: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_day: int | None = None


@lru_cache(maxsize=2048)
def find_moments(text: str, dateline: date | None) -> tuple[Moment, ...]:
    """All dates of `text` in order, resolved against `dateline` where they need one and it is given."""
    found: list[Moment] = []
    taken: list[Span] = []

    def free(span: Span) -> bool:
        return not any(span.overlaps(t) for t in taken)

    for pattern in (_ISO, _MONTH_DAY, _DAY_MONTH, _MONTH_YEAR, _DECADE, _YEARS, _RELATIVE, _WEEKDAY):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not free(span) or (pattern is _WEEKDAY and _names_a_day(text, span, taken)):
                continue
            taken.append(span)
            if moment := _moment(match, span, text, dateline):
                found.append(moment)
    for pattern, group in ((_MONTH_ALONE, "m"), (_YEAR, "y")):
        for match in pattern.finditer(text):
            span = Span(*match.span(group))
            if not free(span) or (group == "y" and _BOUND.search(text, max(0, span.start - 20), span.start)):
                continue
            taken.append(span)
            if moment := _moment(match, span, text, dateline):
                found.append(moment)
    return tuple(_with_shared_year(sorted(found, key=lambda m: m.span), text))


def _names_a_day(text: str, weekday: Span, taken: list[Span]) -> bool:
    """True for the "Wednesday" of "Wednesday, 3 May 2021", which is no day of its own."""
    return any(t.start > weekday.end and not text[weekday.end : t.start].strip(" ,") for t in taken)


def _with_shared_year(moments: list[Moment], text: str) -> list[Moment]:
    """The moments, with the year that stands once for two of them: "in May and June 2021"."""
    found = moments[-1:]
    for moment in reversed(moments[:-1]):
        after = found[0]
        joint = _JOINT.fullmatch(text[moment.span.end : after.span.start])
        if joint and moment.month and not moment.year and after.year and after.month:
            year = after.year - (moment.month > after.month)
            placed = _placed(moment.span, moment.text, year, moment.month, moment.day, moment.end_day, None)
            found.insert(0, placed or moment)
        else:
            found.insert(0, moment)
    return found


def _moment(match: re.Match[str], span: Span, text: str, dateline: date | None) -> Moment | None:
    given = match.groupdict()
    written = span.of(text)
    if given.get("wd") or "ago" in given:
        try:
            return (_weekday if given.get("wd") else _relative)(given, span, written, dateline)
        except (OverflowError, ValueError):  # before the year 1, or after 9999
            return None
    if given.get("dec"):
        start = int(given["dec"]) * 10
        return Moment(span, written, date(start, 1, 1), date(start + 9, 12, 31), "decade", start)
    year = int(given["y"]) if given.get("y") else None
    if given.get("y2") and year:
        end = int(str(year)[: 4 - len(given["y2"])] + given["y2"])
        if end < year:
            return None
        return Moment(span, written, date(year, 1, 1), date(end, 12, 31), "years", year)
    month = int(given["mn"]) if given.get("mn") else None
    if given.get("m"):
        month = _MONTH_NUMBER[given["m"][:3].lower()]
    day = int(given["d1"]) if given.get("d1") else None
    end_day = int(given["d2"]) if given.get("d2") else None
    ahead = _AHEAD.search(text, max(0, span.start - _REACH), span.start) is not None
    return _placed(span, written, year, month, day, end_day, dateline, ahead=ahead)


def _placed(
    span: Span,
    written: str,
    year: int | None,
    month: int | None,
    day: int | None,
    end_day: int | None,
    dateline: date | None,
    *,
    ahead: bool = False,
) -> Moment | None:
    known = year
    if known is None and dateline and month:
        known = _guessed_year(month, day, dateline, ahead=ahead)
    precision = "days" if end_day else "day" if day else "month" if month else "year"
    if known is None:
        return Moment(span, written, None, None, precision, None, month, day, end_day)
    try:
        low = date(known, month or 1, day or 1)
        high = date(known, month or 12, end_day or day or monthrange(known, month or 12)[1])
    except ValueError:
        return None
    if high < low:
        return None
    return Moment(span, written, low, high, precision, year, month, day, end_day)


def _guessed_year(month: int, day: int | None, dateline: date, *, ahead: bool) -> int:
    """The year of a bare "July": of the next one if `ahead`, else the nearest, at most a month ahead."""
    if ahead:
        return dateline.year + ((month, day or 31) < (dateline.month, dateline.day))
    if dateline.month == 12 and (month, day or 1) <= (1, dateline.day):
        return dateline.year + 1
    return dateline.year - ((month, day or 1) > (dateline.month + 1, dateline.day))


def _weekday(given: dict[str, str], span: Span, written: str, dateline: date | None) -> Moment | None:
    if dateline is None:
        return None
    wanted = [d.lower() for d in _WEEKDAYS].index(given["wd"].lower())
    which = (given.get("which") or "").lower()
    back = (dateline.weekday() - wanted) % 7
    if which == "next":
        day = dateline + timedelta(days=7 - back)
    elif which == "last":
        day = dateline - timedelta(days=back or 7)
    else:
        day = dateline - timedelta(days=back)
    return Moment(span, written, day, day, "day")


def _relative(given: dict[str, str], span: Span, written: str, dateline: date | None) -> Moment | None:
    if dateline is None:
        return None
    if given["word"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(given["word"].lower(), 0)
        day = dateline + timedelta(days=shift)
        return Moment(span, written, day, day, "day")
    if given["unit"]:
        shift = {"last": -1, "this": 0, "next": 1}[given["which"].lower()]
        return _period(given["unit"].lower(), shift, span, written, dateline)
    count = _COUNTS.get(given["n"].lower()) or int(given["n"])
    unit = given["ago"].lower()
    if unit == "day":
        day = dateline - timedelta(days=count)
        return Moment(span, written, day, day, "day")
    return _period(unit, -count, span, written, dateline)


def _period(unit: str, shift: int, span: Span, written: str, dateline: date) -> Moment:
    if unit == "week":
        first = dateline - timedelta(days=dateline.weekday()) + timedelta(weeks=shift)
        return Moment(span, written, first, first + timedelta(days=6), "week")
    if unit == "year":
        year = dateline.year + shift
        return Moment(span, written, date(year, 1, 1), date(year, 12, 31), "year")
    months = dateline.year * 12 + dateline.month - 1 + shift
    year, month = divmod(months, 12)
    return Moment(
        span,
        written,
        date(year, month + 1, 1),
        date(year, month + 1, monthrange(year, month + 1)[1]),
        "month",
    )


def aligned(one: Moment, other: Moment) -> tuple[Moment, Moment]:
    """Both, a bare day or month in the year of the other if that is next to its own, which is a guess."""
    if not (one.first and other.first) or "year" in (one.precision, other.precision):
        return one, other
    if abs(one.first.year - other.first.year) != 1:
        return one, other
    if _is_bare(one):
        return _in_year(one, other.first.year), other
    return (one, _in_year(other, one.first.year)) if _is_bare(other) else (one, other)


def _is_bare(moment: Moment) -> bool:
    return moment.year is None and moment.month is not None


def _in_year(moment: Moment, year: int) -> Moment:
    moved = _placed(moment.span, moment.text, year, moment.month, moment.day, moment.end_day, None)
    return replace(moved, year=None) if moved else moment


def lie_apart(one: Moment, other: Moment) -> bool:
    """True where both can't be the same time."""
    one, other = aligned(one, other)
    if one.first and one.last and other.first and other.last:
        return one.last < other.first or other.last < one.first
    pairs = [(one.year, other.year), (one.month, other.month), (one.day, other.day)]
    return any(a is not None and b is not None and a != b for a, b in pairs)
