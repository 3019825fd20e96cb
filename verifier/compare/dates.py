"""Dates: what a claim and a passage say about when, each resolved against its own dateline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from claims.document import Span
from verifier.compare.calendar import Moment, aligned, find_moments, lie_apart
from verifier.compare.context import same_scope, shared_matter, view, view_at
from verifier.compare.slots import same_slot, slot_of
from verifier.compare.words import joined
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Outcome, Signal

# "Before 2006" is not another date than 2005.
_LIMITING = re.compile(r"\b(?:before|after|by|since|until|till|from|as of)\s+(?:the\s+)?$", re.IGNORECASE)
_LIMITS = ("until", "till", "by", "since", "from")
# Share of the claim's meaning that a passage must hold before two limits are of the same thing.
_SAME_PASSAGE = 0.6
_DATELINE_WORDS = 3
_AROUND = 40
_SHARED_AROUND = 0.34


def compare_dates(
    claim: str,
    passage: str,
    *,
    claim_date: date | None = None,
    passage_date: date | None = None,
    thresholds: Thresholds | None = None,
) -> Signal:
    """Holds the claim's dates against the passage's.

    Args:
        claim: the claim's text.
        passage: the passage's text.
        claim_date: dateline of the article, for "on Tuesday" and dates without a year.
        passage_date: dateline of the source, likewise.
        thresholds: the shipped ones unless given.

    Returns:
        AGREES where every date of the claim is in the passage, as exactly or more so; PARTLY where only some
        are, or where the passage is vaguer; DIFFERS where a sentence about the same matter names another
        date;
        SILENT where there is nothing to compare. `claim_spans` are the dates that the passage does not give,
        and where it gives all of them, the dates themselves.
    """
    limits = thresholds or default_thresholds()
    ours = find_moments(claim, claim_date)
    if not ours:
        return Signal("dates", Outcome.SILENT, None, "The claim gives no dates.")
    theirs = find_moments(passage, passage_date)
    agreed: list[tuple[Moment, Moment]] = []
    vaguer: list[tuple[Moment, Moment]] = []
    differing: list[tuple[Moment, Moment]] = []
    astray: list[tuple[Moment, Moment]] = []
    missing: list[Moment] = []
    for moment in ours:
        same = [m for m in theirs if _gives(m, moment)]
        if grounded := [m for m in same if _same_event(claim, moment, passage, m)]:
            agreed.append((moment, grounded[0]))
        elif same:
            astray.append((moment, same[0]))
        elif wider := [m for m in theirs if _gives(moment, m)]:
            vaguer.append((moment, wider[0]))
        elif clash := _clash(moment, ours, theirs, claim, passage, limits):
            differing.append((moment, clash))
        else:
            missing.append(moment)
    lacking = tuple(m.span for m, _ in (*differing, *vaguer, *astray)) + tuple(m.span for m in missing)
    if differing:
        ours_text, theirs_text = differing[0][0].text, differing[0][1].text
        spans = tuple(t.span for _, t in differing)
        detail = f'The claim says "{ours_text}" where the passage says "{theirs_text}".'
        return Signal("dates", Outcome.DIFFERS, 0.0, detail, lacking, spans)
    held = tuple(t.span for _, t in (*agreed, *vaguer, *astray))
    if not held:
        named = joined([m.text for m in missing])
        return Signal("dates", Outcome.SILENT, None, f"The passage does not give {named}.", lacking)
    score = round((len(agreed) + 0.5 * len(vaguer) + 0.25 * len(astray)) / len(ours), 4)
    if not lacking:
        detail = f"The passage gives {joined([m.text for m, _ in agreed])} as well."
        return Signal("dates", Outcome.AGREES, 1.0, detail, tuple(m.span for m, _ in agreed), held)
    parts = [f'the passage has only "{t.text}" for "{m.text}"' for m, t in vaguer]
    parts += [f"the passage gives {t.text}, but for something else" for _, t in astray]
    if missing:
        parts.append(f"the passage does not give {joined([m.text for m in missing])}")
    return Signal("dates", Outcome.PARTLY, score, _sentence("; ".join(parts)), lacking, held)


def _same_event(claim: str, ours: Moment, passage: str, theirs: Moment) -> bool:
    """True where the passage's sentence shares the words around the claim's date, or is a bare dateline."""
    sentence = view_at(passage, theirs.span.start)
    if len(sentence.stems) <= _DATELINE_WORDS:
        return True
    around = view(claim[max(0, ours.span.start - _AROUND) : ours.span.end + _AROUND]).stems
    around = frozenset(s for s in around if s in view(claim).stems)
    return not around or len(around & sentence.stems) >= _SHARED_AROUND * len(around)


def _gives(giver: Moment, asked: Moment) -> bool:
    """True where `giver` is the same time as `asked`, or a part of it."""
    giver, asked = aligned(giver, asked)
    if giver.first and giver.last and asked.first and asked.last:
        return asked.first <= giver.first and giver.last <= asked.last
    pairs = [(giver.year, asked.year), (giver.month, asked.month), (giver.day, asked.day)]
    if any(g is not None and a is not None and g != a for g, a in pairs):
        return False
    if (giver.end_day or giver.day) != (asked.end_day or asked.day) and asked.day is not None:
        return False
    # Without a dateline a day and a month may lack the year; the year alone says too little.
    finest = asked.month is not None or asked.year is not None
    return finest and all(g is not None for g, a in pairs[1:] if a is not None) and _common(giver, asked)


def _common(giver: Moment, asked: Moment) -> bool:
    if asked.month is not None:
        return giver.month == asked.month
    return asked.year is not None and giver.year == asked.year


def _clash(
    moment: Moment,
    ours: Sequence[Moment],
    theirs: Sequence[Moment],
    claim: str,
    passage: str,
    limits: Thresholds,
) -> Moment | None:
    limited = _LIMITING.search(claim[: moment.span.start]) is not None
    about = view(claim)
    candidates = []
    for other in theirs:
        if other.precision != moment.precision or not lie_apart(moment, other):
            continue
        if any(_gives(other, m) or _gives(m, other) for m in ours):
            continue
        if limited or _LIMITING.search(passage[: other.span.start]):
            same = _until(claim, moment, passage, other)
        else:
            sentence = view_at(passage, other.span.start)
            near = shared_matter(about, sentence) >= limits.dates_same_matter and same_scope(about, sentence)
            same = near or same_slot(claim, moment.span, passage, other.span)
        if same:
            candidates.append(other)
    # Two other dates in sentences about the matter: which one the claim means is anybody's guess.
    days = {(c.first, c.last, c.month, c.day, c.end_day) for c in candidates}
    return candidates[0] if len(days) == 1 else None


def _until(claim: str, moment: Moment, passage: str, other: Moment) -> bool:
    """True where both are limits of one kind, in a passage about the same matter."""
    mine, yours = slot_of(claim, moment.span).link, slot_of(passage, other.span).link
    return mine == yours and mine in _LIMITS and shared_matter(view(claim), view(passage)) >= _SAME_PASSAGE


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def date_spans(text: str) -> list[Span]:
    """Where dates stand in `text`, in order."""
    return [m.span for m in find_moments(text, None)]
