"""FIG: figures and where they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from claims.document import Span
from verifier.compare.quantities import Quantity, find_quantities
from verifier.rules.reading import (
    all_against,
    all_told,
    cites,
    in_own_voice,
    main_claim,
    on_topic,
    says_who,
    sentence_span,
    supported,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.substance import is_contradicted, is_wish
from verifier.thresholds import default_thresholds
from verifier.types import CheckedArticle, CheckedClaim, Evidence, Outcome, Severity, Signal

_SMALLEST = 20  # below that a count is one that a reporter at the scene makes
# "Some 90 flights left late, airport director Ana Prado said at a briefing".
_TOLD_BEHIND = re.compile(
    r",\s+(?!(?:and|but|while|which|who|whose|where|when|after|before)\b)[^.;:]{2,120}?\s"
    r"(?:said|says|announced|reported|wrote|confirmed|testified|estimated|estimates)\b(?!\s+nothing\b)"
)
_COUNTED = re.compile(r"\bby\s+(?:[\w'’.-]+\s+){1,4}(?:count|tally|estimate|reckoning|calculation)\b", re.I)
# "A list of names that was left on a train shows 400 files".
_SHOWN = re.compile(
    r"\b(?:accounts|audit|budget|data|documents?|emails?|estimates?|figures|filings?|lists?|logs?|memo|papers?|"
    r"polls?|records?|registers?|reports?|statistics|study|studies|surveys?)\b[^.;:“”\"]{0,60}?"
    r"\s(?:gave|gives?|indicates?|puts?|showed|shows?)\b",
    re.I,
)


def _unsourced(article: CheckedArticle) -> Iterator[Mark]:
    known = _with_source(article)
    for checked, text in in_own_voice(article, new_matter=True):
        found = _amounts(text)
        if not found or says_who(text) or supported(checked) or _agreed(checked):
            continue
        told = _TOLD_BEHIND.search(text, found[0].span.end) or _COUNTED.search(text) or _SHOWN.search(text)
        if told is None and not all(any(_same(q, k) for k in known) for q in found):
            listed = ", ".join(f"“{q.span.of(text)}”" for q in found)
            start = sentence_span(article, checked.claim.sentence).start
            says = f"{listed}: neither the text nor the sources held say where this comes from."
            yield Mark(found[0].span.shifted(start), checked.claim.sentence, says)


def _with_source(article: CheckedArticle) -> tuple[Quantity, ...]:
    """The figures of all sentences that give a speaker or a source; a headline may repeat them without."""
    told = (
        s for s in article.analysis.sentences if _is_attributed(article, s.index) or cites(article, s.index)
    )
    return tuple(q for s in told for q in _amounts(article.analysis.text(s.span)))


def _is_attributed(article: CheckedArticle, sentence: int) -> bool:
    return main_claim(article, sentence).claim.attribution is not None


def _same(one: Quantity, other: Quantity) -> bool:
    equal = (one.dimension, one.low, one.high) == (other.dimension, other.low, other.high)
    return equal and (one.dimension != "count" or bool({*one.nouns} & {*other.nouns}))


def amounts(text: str) -> tuple[Span, ...]:
    """The figures in `text` that need a source: shares, sums of money, and counts beyond a handful.

    Ages, durations and measures are left out, as are dates, times and labels, which are no quantities at all.
    """
    return tuple(q.span for q in _amounts(text))


def _amounts(text: str) -> Sequence[Quantity]:
    return [q for q in find_quantities(text) if _needs_source(q) and not _is_address(q, text)]


def _is_address(quantity: Quantity, text: str) -> bool:
    return (
        re.match(
            r"\s+(?:[A-Z][\w'’.]*\s+){1,3}(?:Street|Road|Avenue|Lane|Square|Drive|Boulevard)\b",
            text[quantity.span.end :],
        )
        is not None
    )


def _needs_source(quantity: Quantity) -> bool:
    if quantity.dimension == "percent" and not any(c.isdigit() for c in quantity.text):
        return False  # "half of the voters" is a manner of speaking more often than a statistic
    if quantity.dimension == "count":
        return quantity.low >= _SMALLEST and bool(quantity.nouns)
    return quantity.dimension in ("percent", "points") or quantity.dimension.startswith("money")


def _agreed(checked: CheckedClaim) -> bool:
    return any(outcome_of(e) is Outcome.AGREES for e in checked.evidence)


def outcome_of(evidence: Evidence) -> Outcome:
    """What comparing the figures of the claim and of the passage gave."""
    signal = evidence.signal("figures")
    return signal.outcome if signal is not None else Outcome.SILENT


def _differs(article: CheckedArticle) -> Iterator[Mark]:
    limits = default_thresholds()
    for checked in article.claims:
        if _agreed(checked):
            continue
        # What somebody asks for is held against that body's own papers alone.
        speaking = [e for e in checked.evidence if not (e.independent and is_wish(checked.claim.attribution))]
        found = differing_figures(e for e in speaking if on_topic(e) or is_contradicted(e.signals, limits))
        if not found:
            continue
        cited = "The cited source" if found[0][0].cited else "A source held"
        says = f"{cited} has another figure {all_told(found)}."
        yield mark_of_figures(article, checked, found, says)


def mark_of_figures(
    article: CheckedArticle, checked: CheckedClaim, found: Sequence[tuple[Evidence, Signal]], says: str
) -> Mark:
    """The mark on the figures of a claim that passages differ from, at least one; see `differing_figures`."""
    # By the figures themselves: what is decided of one is not decided of the next.
    spans = [span for _, signal in found for span in signal.claim_spans]
    place = article.analysis.place_of(checked.claim, spans)
    return Mark(place, checked.claim.sentence, says, all_against(found))


def differing_figures(evidence: Iterable[Evidence]) -> list[tuple[Evidence, Signal]]:
    """The passages that have another figure than the claim, each with the comparison that tells it."""
    signals = ((e, e.signal("figures")) for e in evidence)
    return [(e, s) for e, s in signals if s is not None and s.outcome is Outcome.DIFFERS]


FIG001 = Rule(
    id="FIG001",
    title="A figure without a source",
    severity=Severity.SUGGESTION,
    asked_by=("BBC: say where statistics come from, and put them in context",),
    why="Figures are what readers repeat, and what is most often wrong.",
    action="Say who counted, or link the source that shows the figure.",
    check=_unsourced,
    hits=examples(
        "More than 1,200 houses burned down in the Alto valley.",
        "Unemployment in Karsk fell by 4.2 percent last year.",
        "The bridge cost $85 million.",
        "The bridge cost $85 million, and the minister said nothing of the road.",
        "Thousands of people left the coast before the storm.",
        "The records of 400 patients were left on a train.",
        "The fire service cleared the road, according to its chief. Bread prices have risen by 40 percent.",
    ),
    misses=(
        Example("More than 1,200 houses burned down in the Alto valley, the fire service said."),
        Example("The fire service lost nine engines, its chief said. The engines had cost $85 million."),
        Example("Some 90 flights left late, airport director Ana Prado said at a briefing."),
        Example("About 60 people stood outside the town hall, by this paper's count."),
        Example("A list that was left on a train shows 400 names."),
        Example("Two surveys, both of them old, put the damage at $20 million."),
        Example("Head took $90,000 in fares\n\nThe head took $90,000 in fares, the school board said."),
        Example("The bridge was opened on 14 June 1998 by the king."),
        Example("Three people and two dogs were rescued from the roof."),
        Example("The baker lived at 36 Third Street with her sister."),
        Example("Landslides were confirmed by the road company at 47 points along the coast."),
        Example("She has to win over half of the members."),
        Example("Ana Prado, 54, runs the shop with her sister."),
        Example("Flight 804 left at 10:30 from gate 22."),
        Example(
            "More than 1,200 houses burned down in the Alto valley.",
            (("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),),
        ),
    ),
)

FIG002 = Rule(
    id="FIG002",
    title="A figure differs from the source",
    severity=Severity.ERROR,
    asked_by=("New Yorker and SVT line-by-line checking: every figure is held against its source",),
    why="A wrong figure is the most common correction that newspapers print.",
    action="Take the source's figure, or add the source that has yours.",
    check=_differs,
    hits=(
        Example(
            "The fire burned down 1,400 houses in the Alto valley, the fire service said.",
            (("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),),
        ),
        Example(
            "Unemployment in Karsk fell by 4.2 percent in 2023.",
            (("Statistics Office", "Unemployment in Karsk fell by 2.4 percent in 2023."),),
        ),
        Example(
            "Police detained 31 suspects in raids on warehouses in Port Lomo.",
            (("Police of Lomo", "Police detained 13 suspects in raids on warehouses in Port Lomo."),),
        ),
    ),
    misses=(
        Example(
            "The fire burned down more than 1,200 houses in the Alto valley, the fire service said.",
            (("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),),
        ),
        Example(
            "Unemployment in Karsk fell by 4.2 percent in 2023.",
            (("Harbour Board", "The harbour handled 17 ships a day in spring."),),
        ),
        Example("Police detained 31 suspects in raids on warehouses in Port Lomo."),
    ),
    in_quotations=True,
    covers=("SAY006",),
)

RULES = (FIG001, FIG002)
