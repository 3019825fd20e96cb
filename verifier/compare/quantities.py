"""Typed quantities in a text: how much or how many, of what, and how exactly the words say so.

Dates, times, ordinals, telephone numbers, scores and labels ("Article 5") are not quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal, Overflow
from enum import StrEnum
from functools import lru_cache
from math import inf

from claims.document import Span
from verifier.compare.ages import age
from verifier.compare.dates import date_spans
from verifier.compare.numerals import (
    AFTER_BOUND,
    BOUNDS,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DIGITS,
    FRACTIONS,
    LABELS,
    NOT_QUANTITIES,
    SCALES,
    UNITS,
    VAGUE,
    WORDS,
    words_to_number,
)
from verifier.compare.words import STOPWORDS, Word, fold, key, listed, stem, tokenize


class Bound(StrEnum):
    """How the words limit the figure they give."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a text gives it.

    Attributes:
        span: from the approximator or currency sign to the figure, its scale and unit.
        text: as written there, with the noun.
        low, high: the figure; both equal unless it is a range or a vague plural ("dozens").
        step: the place that the last digit shown stands in, as 0.1 million for "1.2 million".
        bound: how the words limit it.
        dimension: count, percent, points, age, money:usd, length, ...
        nouns: stems of what is counted, head last; empty where nothing tells.
        near: stems of the meaningful words around it.
    """

    span: Span
    text: str
    low: float
    high: float
    step: float
    bound: Bound
    dimension: str
    nouns: tuple[str, ...]
    near: frozenset[str]


# Few texts hold a fraction in words or a vague plural: each kind is looked for at once before one by one.
_ANY_FRACTION = re.compile(rf"\b(?:{'|'.join(FRACTIONS)})\s+(?:of\b|the\b)", re.IGNORECASE)
_FRACTIONS = [
    (re.compile(rf"\b{phrase}\s+(?:of\b|the\b)", re.IGNORECASE), share) for phrase, share in FRACTIONS.items()
]
_ANY_VAGUE = re.compile(rf"\b(?:{'|'.join(VAGUE)})\b", re.IGNORECASE)
_VAGUE = [(re.compile(rf"\b{phrase}\b", re.IGNORECASE), reach) for phrase, reach in VAGUE.items()]
_LEADING = [
    (re.compile(rf"(?:^|\W)({phrase})\s*(?:the\s+(?:age\s+of\s+)?|an?\s+)?$", re.I), kind)
    for phrase, kind in BOUNDS
]
_RANGE_JOINT = re.compile(r"^\s*(?:-|–|—|to)\s*$|^\s+(?:and)\s+$", re.IGNORECASE)
_STOP_NOUN = STOPWORDS - {"more", "other"}
_NEAR = 8
# What has more digits is counted by nobody, and a float may not hold it.
_LARGEST = 1e100


@lru_cache(maxsize=2048)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text` in order."""
    taken = [Span(*m.span()) for m in NOT_QUANTITIES.finditer(text)] + date_spans(text)
    words = tokenize(text)
    found: list[_Raw] = []
    for raw in sorted(
        (*_digit_numbers(text), *_word_numbers(text), *_vague(text)), key=lambda r: (r.start, -r.end)
    ):
        if any(Span(raw.start, raw.end).overlaps(t) for t in taken) or _is_label(text, raw):
            continue
        taken.append(Span(raw.start, raw.end))
        if raw.high <= _LARGEST:
            found.append(raw)
    found = _join_ranges(found, text)
    return tuple(_quantity(raw, text, words) for raw in found)


@dataclass(frozen=True, slots=True)
class _Raw:
    start: int
    end: int
    low: float
    high: float
    step: float
    dimension: str = ""
    bound: Bound | None = None


def _digit_numbers(text: str) -> list[_Raw]:
    found = []
    for m in DIGITS.finditer(text):
        digits = m["n"].replace(",", "").replace(" ", "")
        scale = SCALES[m["scale"].lower()] if m["scale"] else 1.0
        # "5 m" may be five metres, and "3 b" hardly anything: a lone letter needs a currency or no space.
        if m["scale"] and len(m["scale"]) == 1 and not m["sign"]:
            tight = text[m.start("scale") - 1].isdigit()
            scale = scale if tight and m["scale"].lower() != "b" else 1.0
        decimals = len(digits.partition(".")[2])
        # In binary "4.1 million" would be a hair less than 4,100,000.
        try:
            value = float(Decimal(digits) * int(scale))
        except Overflow:
            value = inf
        end = m.end() if scale != 1.0 or not m["scale"] else m.end("n")
        dimension = (
            "percent" if m["pct"] else "money:" + CURRENCY_SIGNS[m["sign"].upper()] if m["sign"] else ""
        )
        start = m.start("sign") if m["sign"] else m.start("n")
        bound = Bound.AT_LEAST if m["plus"] else None
        found.append(_Raw(start, end, value, value, scale * 10.0**-decimals, dimension, bound))
    return found


def _word_numbers(text: str) -> list[_Raw]:
    found = []
    for m in WORDS.finditer(text):
        parts = re.split(r"[\s-]+", m.group().lower())
        if set(parts) <= {"one", "and"}:
            continue
        value = words_to_number(parts)
        if value is None:
            continue
        scale = max((SCALES[p] for p in parts if p in SCALES and p != "hundred"), default=1.0)
        # "Half a million" is rounded to the next hundred thousand, not to the next million.
        step = scale / 10 if parts[0] == "half" else scale
        found.append(_Raw(m.start(), m.end(), value, value, step if scale >= 1e6 else 1.0))
    for fraction, share in _FRACTIONS if _ANY_FRACTION.search(text) else ():
        for m in fraction.finditer(text):
            end = m.start() + len(m.group().rstrip().rsplit(None, 1)[0])
            found.append(_Raw(m.start(), end, share, share, 2.0, "percent"))
    return found


def _vague(text: str) -> list[_Raw]:
    return [
        _Raw(m.start(), m.end(), low, high, 1.0, "", Bound.RANGE)
        for plural, (low, high) in (_VAGUE if _ANY_VAGUE.search(text) else ())
        for m in plural.finditer(text)
    ]


def _is_label(text: str, raw: _Raw) -> bool:
    before = text[max(0, raw.start - 24) : raw.start].rstrip()
    word = re.search(r"([A-Za-z]+)\.?$", before)
    follows = text[raw.end : raw.end + 1]
    unit = re.match(r" ([a-z]+)", text[raw.end : raw.end + 16])
    # "The group 18 kilometres from there" gives no number of a group.
    measured = unit is not None and key(unit[1]) in UNITS
    return (
        (word is not None and word.group(1).lower() in LABELS and not measured)
        or (follows.isalpha() and not raw.dimension)
        or text[max(0, raw.start - 1) : raw.start] in ("#", "/", "_")
    )


def _join_ranges(raws: list[_Raw], text: str) -> list[_Raw]:
    found: list[_Raw] = []
    for raw in raws:
        if found:
            last = found[-1]
            joint = text[last.end : raw.start]
            led = re.search(r"\bbetween\s*[$£€]?$", text[max(0, last.start - 12) : last.start], re.IGNORECASE)
            fits = _RANGE_JOINT.match(joint) and ("and" not in joint or led)
            apart = last.dimension == "percent" != raw.dimension  # "fell 19% to 4.1 billion"
            if fits and not apart and last.low < raw.low and last.bound is None and raw.bound is None:
                # "5-7 million" scales both ends.
                low = last.low * raw.step if raw.step >= 1e3 and last.step <= 1 else last.low
                if low < raw.low:
                    dimension = raw.dimension or last.dimension
                    found[-1] = _Raw(last.start, raw.end, low, raw.low, raw.step, dimension, Bound.RANGE)
                    continue
        found.append(raw)
    return found


def _quantity(raw: _Raw, text: str, words: list[Word]) -> Quantity:
    bound, start = raw.bound, raw.start
    lead = text[max(0, start - 28) : start]
    if bound is None:
        bound = Bound.EXACT
        for leading, kind in _LEADING:
            if m := leading.search(lead):
                bound, start = Bound(kind), start - len(lead) + m.start(1)
                break
        else:
            tail = text[raw.end : raw.end + 12].lower()
            if found := next(((p, kind) for p, kind in AFTER_BOUND if tail.startswith(p)), None):
                raw, bound = replace(raw, end=raw.end + len(found[0])), Bound(found[1])
    dimension, factor, end = raw.dimension or "count", 1.0, raw.end
    place = bisect_left(words, raw.end, key=lambda w: w.start)
    following = words[place : place + 7]
    if dimension == "count":
        dimension, factor, end = _unit(text, raw, following)
    following = [w for w in following if w.start >= end]
    nouns, noun_end = _nouns(text, end, following)
    near = frozenset(
        stem(w.key)
        for w in words[max(0, place - _NEAR - 1) : place + _NEAR]
        if fold(w.text) not in STOPWORDS and not w.key[0].isdigit()
    )
    return Quantity(
        Span(start, end), text[start : max(end, noun_end)], raw.low * factor, raw.high * factor,
        raw.step * factor, bound, dimension, nouns, near,
    )  # fmt: skip


def _unit(text: str, raw: _Raw, following: list[Word]) -> tuple[str, float, int]:
    if lived := age(text, raw.start, raw.end):
        return "age", *lived
    if not following or following[0].start - raw.end > 1:
        return "count", 1.0, raw.end
    first = following[0]
    if first.key == "percent":
        if len(following) > 1 and following[1].key in ("point", "points"):
            return "points", 1.0, following[1].end
        return "percent", 1.0, first.end
    if first.key == "percentage" and len(following) > 1 and following[1].key in ("point", "points"):
        return "points", 1.0, following[1].end
    two = f"{first.key} {following[1].key}" if len(following) > 1 else ""
    for name, end in ((two, following[1].end if two else 0), (first.key, first.end)):
        if name in CURRENCY_WORDS:
            return "money:" + CURRENCY_WORDS[name], 1.0, end
        if name in UNITS:
            return UNITS[name][0], UNITS[name][1], end
    return "count", 1.0, raw.end


_BEFORE_NOUN = frozenset(listed("of the a its their his her our all other more new additional different"))


def _nouns(text: str, end: int, following: list[Word]) -> tuple[tuple[str, ...], int]:
    nouns: list[str] = []
    position = end
    for word in following:
        gap = text[position : word.start]
        folded = fold(word.text)
        if any(c in gap for c in ',.;:!?()\n–—"“”') or word.key[0].isdigit():
            break
        skippable = not nouns and folded in _BEFORE_NOUN
        if not skippable and folded in _STOP_NOUN:
            break
        position = word.end
        if not skippable:
            nouns.append(stem(word.key))
        if len(nouns) == 3:
            break
    return tuple(nouns), position if nouns else end
