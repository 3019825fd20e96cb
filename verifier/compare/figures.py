"""Figures: the claim's quantities against those of a passage that count the same thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verifier.compare.context import View, same_scope, shared_matter, view, view_at
from verifier.compare.numerals import OF_PEOPLE, SYNONYMS
from verifier.compare.quantities import Quantity, find_quantities
from verifier.compare.series import of_its_time
from verifier.compare.slots import same_slot
from verifier.compare.sums import difference_of, multiple_of, summing_to, whole_of
from verifier.compare.tolerance import agreement, is_open
from verifier.compare.words import joined
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Outcome, Signal

_TELLING = 10
_SAME_SCALE = 20
_LOOSE_MATTER = 0.3
_TIMES = {"hours", "days", "months", "years"}
# Words around both figures that show them to tell of one thing.
_AMONG = 2
# What is left over is no rival of the whole: "the other seven authors".
_REST = re.compile(r"\b(?:other|others|remaining|further|another|additional)\s+$")
_BEFORE = 14


@dataclass(frozen=True, slots=True)
class _Held:
    """What became of one quantity of the claim: agrees, loose, differs or missing; against what; in words."""

    ours: Quantity
    outcome: str
    theirs: tuple[Quantity, ...] = ()
    detail: str = ""


def compare_figures(claim: str, passage: str, *, thresholds: Thresholds | None = None) -> Signal:
    """Holds the claim's figures against the passage's, with the tolerance that the words themselves give.

    "Over 50" agrees with 53, "about 300" with 312, "1.2 million" with 1,213,456; a total agrees with the
    sum of a list. Only figures that count the same thing are compared.

    Returns:
        AGREES where the passage bears out every figure; PARTLY where it bears out some, or only loosely;
        DIFFERS where a sentence about the same matter gives another figure for the same thing, naming both;
        SILENT where no figure can be compared. `claim_spans` are the figures that the passage does not bear
        out, and where it bears out all of them, the figures themselves.
    """
    limits = thresholds or default_thresholds()
    ours = find_quantities(claim)
    if not ours:
        return Signal("figures", Outcome.SILENT, None, "The claim gives no figures.")
    theirs = find_quantities(passage)
    held = [_hold(q, ours, theirs, claim, passage, limits) for q in ours]
    return _signal(held)


def _hold(
    ours: Quantity,
    all_ours: Sequence[Quantity],
    theirs: Sequence[Quantity],
    claim: str,
    passage: str,
    limits: Thresholds,
) -> _Held:
    about = view(claim)
    same = [t for t in theirs if counts_same(ours, t)]
    graded = [(t, agreement(ours, t, limits)) for t in same]
    placed = [
        t
        for t, grade in graded
        if grade == "differs"
        and _alike_in_size(ours, t)
        and same_slot(claim, ours.span, passage, t.span, alike=bool(set(ours.nouns) & set(t.nouns)))
    ]
    if other := of_its_time(ours, all_ours, theirs, claim, passage, limits):
        return _Held(ours, "differs", (other,))
    fitting = [t for t, grade in graded if grade == "agrees"]
    placed += [t for t in _of_its_noun(ours, graded, about, passage) if t not in placed]
    if fitting and not (placed and _of_something_else(ours, fitting, about, passage)):
        return _Held(ours, "agrees", (fitting[0],))
    rivals = _rivals(ours, theirs, graded)
    rivals += [t for t in placed if t not in rivals]
    if (echo := _same_value(ours, theirs, about, passage)) and not _beside(echo, rivals, passage):
        return _Held(ours, "agrees", (echo,))
    if parts := summing_to(ours, theirs, passage, limits):
        listed = " + ".join(_number(p) for p in parts)
        return _Held(ours, "agrees", parts, f'"{ours.text}" is the sum of the passage\'s {listed}')
    if differing := difference_of(ours, theirs, claim, passage):
        detail = f'"{ours.text}" is what lies between "{differing[0].text}" and "{differing[1].text}"'
        return _Held(ours, "agrees", differing, detail)
    if found := multiple_of(ours, theirs, passage):
        detail = f'"{ours.text}" is {found[1]} times the passage\'s "{found[0].text}"'
        return _Held(ours, "agrees", found[:1], detail)
    if whole := whole_of(ours, all_ours, theirs):
        listed = " + ".join(_number(q) for q in all_ours if q.dimension == whole.dimension)
        return _Held(ours, "loose", (whole,), f"the claim's {listed} make the passage's \"{whole.text}\"")
    if loose := [t for t, grade in graded if grade == "loose"]:
        return _Held(ours, "loose", (loose[0],), f'"{ours.text}" only loosely fits "{loose[0].text}"')
    if (unit := _other_unit(ours, theirs)) is not None:
        return _Held(ours, "differs", (unit,))
    others = [q for q in all_ours if q is not ours]
    clashing = []
    for other in rivals:
        if _REST.search(passage, max(0, other.span.start - _BEFORE), other.span.start):
            continue
        if any(counts_same(q, other) and agreement(q, other, limits) != "differs" for q in others):
            continue
        sentence = view_at(passage, other.span.start)
        apart = (about.stems & sentence.stems) - set(ours.nouns[:1])
        near = shared_matter(about, sentence) >= limits.figures_same_matter
        # Sharing only what is counted ("people") is no common matter.
        if (near and apart and same_scope(about, sentence, view(passage))) or (apart and other in placed):
            clashing.append(other)
    # Two other figures for the same thing: which one the claim means is anybody's guess.
    if len({(c.low, c.high) for c in clashing}) == 1:
        return _Held(ours, "differs", (clashing[0],))
    return _Held(ours, "missing")


def _other_unit(ours: Quantity, theirs: Sequence[Quantity]) -> Quantity | None:
    """The same number of months for weeks, or of years for days, among the same words."""
    for other in theirs:
        units = {ours.dimension, other.dimension}
        same = ours.step and other.step and ours.low / ours.step == other.low / other.step
        if len(units) > 1 and units <= _TIMES and same and len(ours.near & other.near) >= _AMONG:
            return other
    return None


def _of_its_noun(
    ours: Quantity, graded: Sequence[tuple[Quantity, str]], about: View, passage: str
) -> list[Quantity]:
    """Other figures for what the claim counts, where the one that would fit counts nothing that is named.

    "8% of staff" in the sentence about the matter outweighs a bare "12%" in the next for "12% of its staff".
    """
    fitting = [t for t, grade in graded if grade == "agrees"]
    if not fitting or any(set(ours.nouns) & set(t.nouns) for t in fitting):
        return []
    nearest = max(shared_matter(about, view_at(passage, t.span.start)) for t in fitting)
    return [
        t
        for t, grade in graded
        if grade == "differs"
        and _alike_in_size(ours, t)
        and set(ours.nouns) & set(t.nouns)
        and shared_matter(about, view_at(passage, t.span.start)) > nearest
    ]


def counts_same(one: Quantity, other: Quantity) -> bool:
    """True where both are of one dimension and, for counts and shares, of one noun or its synonyms."""
    if _dimension(one) != _dimension(other):
        return False
    mine, yours = _named(one), _named(other)
    if one.dimension in ("count", "percent", "points") and mine and yours:
        return bool(mine & yours) or _same_people(mine, yours, other) or _same_people(yours, mine, one)
    if one.dimension == "count":
        return bool(one.near & other.near)
    return True


def _dimension(quantity: Quantity) -> str:
    """Its dimension; bare "points" may be percentage points."""
    bare = quantity.dimension == "count" and quantity.nouns[-1:] == ("point",)
    return "points" if bare else quantity.dimension


def _same_people(fate: set[str], people: set[str], counted: Quantity) -> bool:
    """True where "63 detained" may be the "63 people" beside whom the text says that they were detained."""
    told = fate & OF_PEOPLE
    return "person" in people and bool(told & {SYNONYMS.get(n, n) for n in counted.near})


def _named(quantity: Quantity) -> set[str]:
    return {SYNONYMS.get(n, n) for n in quantity.nouns}


def _same_value(ours: Quantity, theirs: Sequence[Quantity], about: View, passage: str) -> Quantity | None:
    # The same telling figure in a sentence about the matter, whatever noun it goes by there.
    if ours.low < _TELLING and ours.low == int(ours.low) and ours.dimension == "count":
        return None
    for other in theirs:
        if other.dimension == ours.dimension and (other.low, other.high) == (ours.low, ours.high):
            compatible = other.bound is ours.bound or not (is_open(other) or is_open(ours))
            if compatible and shared_matter(about, view_at(passage, other.span.start)) >= _LOOSE_MATTER:
                return other
    return None


def _beside(echo: Quantity, rivals: Sequence[Quantity], passage: str) -> bool:
    # "12 boats" in a sentence that counts the sailors as 85 does not bear out "12 sailors".
    sentence = view_at(passage, echo.span.start).span
    return any(sentence.contains(r.span) for r in rivals)


def _of_something_else(ours: Quantity, fitting: Sequence[Quantity], about: View, passage: str) -> bool:
    """True where the figures that would fit count something else, and stand far from the claim's matter."""
    return not any(
        set(ours.nouns) & set(t.nouns)
        or shared_matter(about, view_at(passage, t.span.start)) >= _LOOSE_MATTER
        for t in fitting
    )


def _rivals(
    ours: Quantity, theirs: Sequence[Quantity], graded: Sequence[tuple[Quantity, str]]
) -> list[Quantity]:
    rivals = [t for t, grade in graded if grade == "differs" and _rival(ours, t)]
    if ours.dimension in ("percent", "points"):
        # 5 per cent and 5 percentage points are different things that are easily taken for each other.
        rivals += [
            t
            for t in theirs
            if {ours.dimension, t.dimension} == {"percent", "points"}
            and t.low == ours.low
            and t.high == ours.high
        ]
    return rivals


def _alike_in_size(ours: Quantity, other: Quantity) -> bool:
    # Two languages and 300 languages are hardly two readings of one fact.
    small, large = sorted((ours.high, other.high))
    return large <= _SAME_SCALE * small


def _rival(ours: Quantity, other: Quantity) -> bool:
    if not _alike_in_size(ours, other):
        return False
    if ours.dimension == "count":
        return bool(ours.nouns and other.nouns) and counts_same(ours, other)
    # Sums of money, shares and measures look alike: only those among the same words are rivals.
    return len(ours.near & other.near) >= 2


def _signal(held: Sequence[_Held]) -> Signal:
    by = {o: [h for h in held if h.outcome == o] for o in ("agrees", "loose", "differs", "missing")}
    lacking = tuple(h.ours.span for h in held if h.outcome != "agrees")
    theirs = tuple(dict.fromkeys(t.span for h in held for t in h.theirs))
    if first := next(iter(by["differs"]), None):
        detail = f'The claim says "{first.ours.text}" where the passage says "{first.theirs[0].text}".'
        wrong = tuple(h.ours.span for h in by["differs"])
        clashing = tuple(h.theirs[0].span for h in by["differs"])
        return Signal("figures", Outcome.DIFFERS, 0.0, detail, wrong, clashing)
    missing = joined([h.ours.text for h in by["missing"]])
    if not by["agrees"] and not by["loose"]:
        return Signal("figures", Outcome.SILENT, None, f"The passage gives no figure for {missing}.", lacking)
    score = round((len(by["agrees"]) + 0.5 * len(by["loose"])) / len(held), 4)
    notes = list(dict.fromkeys(h.detail for h in held if h.detail))
    if not lacking:
        notes = notes or [
            f'the passage bears out "{h.ours.text}": "{h.theirs[0].text}"' for h in by["agrees"]
        ]
        spans = tuple(h.ours.span for h in held)
        return Signal("figures", Outcome.AGREES, 1.0, _sentence(notes), spans, theirs)
    if missing:
        notes.append(f"the passage gives no figure for {missing}")
    return Signal("figures", Outcome.PARTLY, score, _sentence(notes), lacking, theirs)


def _number(quantity: Quantity) -> str:
    return f"{quantity.low:,.10g}"


def _sentence(notes: Sequence[str]) -> str:
    text = "; ".join(notes)
    return text[0].upper() + text[1:] + "."
