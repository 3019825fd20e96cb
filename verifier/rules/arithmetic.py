"""FIG006: sums and shares that don't add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.document import Span, cover
from verifier.compare.numerals import SYNONYMS
from verifier.compare.quantities import Bound, Quantity, find_quantities
from verifier.compare.tolerance import limits_of
from verifier.rules.reading import sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity

_ABOUT = 0.1  # how far a share given as "about" or "nearly" may be off
_ALL = 100  # percent
_EQUAL = 1e-9
_PART_OF = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:out\s+)?of\s+(?:(?:the|its|their|all|his|her|a total of)\s+)*$"
)
_SHARE_AFTER = re.compile(r"[^.;,()]{0,60}?(?:,\s+or|,|\s*\(|\s+[—–-])\s*$")
_SHARE_BEFORE = re.compile(r"[^.;,()]{0,40}?(?:,\s+or|,|\s*\()\s*$")
_LIST = re.compile(r"[^.;:,]{0,40}(?::|\s[—–-])\s")


def _off(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        found = find_quantities(text)
        if len(found) < 2:
            continue
        sums = (*_shares(text, found), *_changes(text, found), *_parts(text, found))
        for span, says in (*sums, *_money(text, found), *_rest(text, found)):
            yield Mark(span.shifted(sentence.span.start), sentence.index, says)


def _shares(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, str]]:
    """Shares beside the two counts that they come from: "31 of 85 members (36 percent)"."""
    for n in range(len(found) - 2):
        for share, part, whole in (
            (found[n + 2], found[n], found[n + 1]),
            (found[n], found[n + 1], found[n + 2]),
        ):
            if share.dimension != "percent" or not (_is_count(part) and _is_count(whole)) or not whole.low:
                continue
            if _PART_OF.fullmatch(text[part.span.end : whole.span.start]) is None:
                continue
            after = share is found[n + 2]
            joint = (
                text[whole.span.end : share.span.start] if after else text[share.span.end : part.span.start]
            )
            if (_SHARE_AFTER if after else _SHARE_BEFORE).fullmatch(joint) is None:
                continue
            low = 100 * (part.low - part.step / 2) / (whole.low + whole.step / 2)
            high = 100 * (part.low + part.step / 2) / max(whole.low - whole.step / 2, 1e-9)
            right = 100 * part.low / whole.low
            if part.low <= whole.low and not _fits(
                share, *((right, right) if part.step == 1 else (low, high))
            ):
                counts = f"{_written(part, text)} of {_written(whole, text)}"
                says = f"{counts} is {_short(right)} percent, not {_written(share, text)}."
                yield cover((part.span, whole.span, share.span)), says


def _changes(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, str]]:
    """Changes beside both figures that they lie between: "from 80 to 92, a rise of 15 percent"."""
    for share in found:
        if share.dimension != "percent":
            continue
        for old, new, span in _ends(text, found):
            first, last = min(share.span, span), max(share.span, span)
            joint = text[first.end : last.start]
            if share.span.overlaps(span) or pattern("change_joint").sub("", joint).strip(" ,(—–-"):
                continue
            low = 100 * (new.low - new.step / 2 - old.low - old.step / 2) / (old.low + old.step / 2)
            high = 100 * (new.low + new.step / 2 - old.low + old.step / 2) / max(old.low - old.step / 2, 1e-9)
            low, high = sorted((abs(low), abs(high))) if low * high > 0 else (0.0, max(abs(low), abs(high)))
            if not _fits(share, low, high):
                right = abs(100 * (new.low - old.low) / old.low)
                change = f"From {old.text} to {new.text} is a change of {_short(right)} percent"
                says = f"{change}, not {_written(share, text)}."
                yield cover((share.span, span)), says


def _ends(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity, Span]]:
    """The figures that something went from and to, with the span of both."""
    for one, other in pairwise(found):
        between = text[one.span.end : other.span.start]
        exact = one.bound is Bound.EXACT and other.bound is Bound.EXACT and one.dimension == other.dimension
        if not exact or not one.low or not other.low:
            continue
        span = Span(one.span.start, other.span.end)
        if re.fullmatch(r"\s+(?:[a-z-]+\s+){0,2}?to\s+", between) and _led(text, one, "from"):
            yield one, other, span
        if re.fullmatch(r"\s+(?:[a-z-]+\s+){0,2}?from\s+", between) and _led(text, one, "to"):
            yield other, one, span
    for both in found:
        if both.bound is Bound.RANGE and _led(text, both, "from") and both.low:
            low, high = _numbers(both)
            yield low, high, both.span


def _numbers(both: Quantity) -> tuple[Quantity, Quantity]:
    """A range as its two ends; "from 80 to 92" reads as one."""
    plain = [f"{value:,.10g}" for value in (both.low, both.high)]
    ends = (both.low, both.high)
    low, high = (
        Quantity(both.span, text, v, v, both.step, Bound.EXACT, both.dimension, both.nouns, both.near)
        for text, v in zip(plain, ends, strict=True)
    )
    return low, high


def _led(text: str, quantity: Quantity, word: str) -> bool:
    return re.search(rf"\b{word}\s+(?:about\s+|just\s+)?$", text[: quantity.span.start]) is not None


def _parts(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, str]]:
    """People counted whole and in parts: "12 people: five men and four women", "12, including 14"."""
    for n, whole in enumerate(found[:-1]):
        if not (_is_count(whole) and "person" in {SYNONYMS.get(noun, noun) for noun in whole.nouns}):
            continue
        rest = found[n + 1 :]
        if _LIST.match(text, whole.span.end) and _is_whole_list(text[whole.span.end :], rest):
            total = sum(part.low for part in rest)
            if total != whole.low:
                says = f"The parts come to {total:,.10g}, not to {_written(whole, text)}."
                yield cover((whole.span, rest[-1].span)), says
            continue
        joint = text[whole.span.end : rest[0].span.start]
        part = rest[0]
        including = re.search(rf"{any_of('including')}\s+$", joint, re.IGNORECASE)
        counted = including and _is_count(part) and part.nouns and not re.search(r"[.;:]", joint)
        if counted and part.low > whole.high:
            says = f"{_written(part, text)} can't be among {_written(whole, text)}."
            yield cover((whole.span, part.span)), says


def _money(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, str]]:
    """A sum of money and all that it is made of: "$3.2 billion: $2.1 billion in cash and $900 million"."""
    whole, parts = found[0], found[1:]
    exact = all(q.bound is Bound.EXACT and q.dimension == whole.dimension for q in found)
    joint = text[whole.span.end : parts[0].span.start]
    if not exact or len(parts) < 2 or not whole.dimension.startswith("money"):
        return
    listed = [text[one.span.end : other.span.start] for one, other in pairwise(parts)]
    told = _LIST.fullmatch(joint) and all(re.fullmatch(r"[^.;:]{1,60}", between) for between in listed)
    total = sum(part.low for part in parts)
    slack = sum(q.step for q in found) / 2
    if told and re.search(r"\band\s", listed[-1]) and abs(total - whole.low) > slack + _EQUAL * whole.low:
        says = f"The parts come to {total:,.10g}, not to {_written(whole, text)}."
        yield cover((whole.span, parts[-1].span)), says


def _rest(text: str, found: Sequence[Quantity]) -> Iterator[tuple[Span, str]]:
    """A share and the rest, which must be the whole: "40% of seats are cheaper, the other 70% dearer"."""
    shares = [q for q in found if q.dimension == "percent"]
    if len(shares) != 2 or any(q.bound is not Bound.EXACT for q in shares):
        return
    one, rest = shares
    said = re.search(r"\bthe\s+(?:other|remaining)\s+$", text[: rest.span.start], re.IGNORECASE)
    if said and ":" not in text[one.span.end : rest.span.start]:
        total = one.low + rest.low
        if abs(total - _ALL) > one.step + rest.step:
            says = f"{_written(one, text)} and {_written(rest, text)} come to {_short(total)} percent."
            yield cover((one.span, rest.span)), says


def _is_whole_list(tail: str, parts: Sequence[Quantity]) -> bool:
    """True where everything behind the whole is counts with nouns, with nobody told without a figure."""
    counted = all(_is_count(p) and p.bound is Bound.EXACT and p.nouns for p in parts)
    return counted and len(parts) > 1 and pattern("uncounted").search(tail) is None


def _is_count(quantity: Quantity) -> bool:
    return quantity.dimension == "count" and quantity.bound is Bound.EXACT


def _fits(share: Quantity, low: float, high: float) -> bool:
    """True where a share that lies between `low` and `high` may be written as `share`."""
    least, most = limits_of(share)
    slack = max(share.step, _ABOUT * share.high if share.bound in (Bound.ABOUT, Bound.NEARLY) else 0.0)
    return least - slack <= high and low <= most + slack


def _written(quantity: Quantity, text: str) -> str:
    return f"“{quantity.span.of(text)}”"


def _short(number: float) -> str:
    return f"{number:,.1f}".removesuffix(".0")


FIG006 = Rule(
    id="FIG006",
    title="Figures that don't add up",
    severity=Severity.WARNING,
    asked_by=("Fact-checking practice: calculations are done again and noted",),
    why="A reader with a pencil finds it, and stops believing the other figures.",
    action="Do the sum again, and ask the source which figure is wrong.",
    check=_off,
    hits=examples(
        "The council said that 31 of 85 members (46 percent) had voted for the plan.",
        "Exports rose from 80 tonnes to 92 tonnes, an increase of 25 percent.",
        "Unemployment rose by 2 percent from 4 percent to 6 percent, the office said.",
        "The storm killed 12 people: five men, four women and two children.",
        "The crash killed nine people, including 14 soldiers, the army said.",
        "Profit fell 20 percent to $60 million from $100 million.",
        "The price is $3.2 billion: $2.1 billion in cash and $900 million in shares.",
        "The club said that 40 percent of seats would be cheaper and the other 70 percent would not.",
    ),
    misses=examples(
        "The council said that 31 of 85 members (36 percent) had voted for the plan.",
        "Exports rose from 80 tonnes to 92 tonnes, an increase of 15 percent.",
        "Unemployment rose by two percentage points from 4 percent to 6 percent, the office said.",
        "The storm killed 12 people: five men, four women and three children.",
        "The crash killed nine people, including four soldiers and a priest.",
        "Profit fell 40 percent to $60 million from $100 million.",
        "The price is $3 billion: $2.1 billion in cash and $900 million in shares.",
        "The bank named three loans: $40 million for the port and $12 million for the school.",
        "The club said that 40 percent of seats would be cheaper and the other 60 percent would not.",
        "Turnout rose from 61 percent in 2019 to 64 percent, and 12 percent voted by post.",
        "About 1.2 million of 3.5 million voters, or roughly a third, stayed at home.",
        "The fire drove out 12 families, including 30 children.",
        "The police chief said: “We have searched 31 of 85 houses, or 90 percent.”",
    ),
)

RULES = (FIG006,)
