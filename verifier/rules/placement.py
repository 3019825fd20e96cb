"""ATT: where the attribution stands: in the sentence itself, and again where it could be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import BlockKind, Span
from claims.types import Claim, ClaimKind
from verifier.rules.contentious import contentious
from verifier.rules.reading import (
    block_of,
    carries_on,
    cites,
    claims_of,
    describe,
    main_claim,
    own_words,
    says_who,
    sentence_span,
    sentences,
    supported,
)
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity

_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|half|third|quarter|dozen|hundred)s?\b", re.IGNORECASE)


def _afterthought(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        match = next((m for p in _trailing() if (m := p.match(text)) is not None), None)
        before = sentence.index - 1
        if match is None or before < 0 or not _unattributed(article, before, but_in=sentence.span):
            continue
        of_figures = "figures" in match.re.groupindex
        if not of_figures or _NUMBER.search(_own(article, before)) is not None:
            says = f"Who says so comes only in the next sentence (“{match.group().strip()} …”)."
            yield Mark(sentence_span(article, before), before, says)


@cache
def _trailing() -> tuple[re.Pattern[str], ...]:
    """Openings of sentences that do no more than attribute what stands before them."""
    this = r"(?:That|This|All\s+(?:that|this))(?:['’]s|\s+(?:is|was))\s+(?:at\s+least\s+|all\s+)?"
    published = r"(?:published|released|issued|compiled|collected|contained|given|made\s+public|disclosed)\s+"
    return (
        re.compile(rf"{this}(?:according\s+to\b|the\s+{any_of('view')}\s+of\b)"),
        re.compile(rf"{this}what\s+(?:[\w'’-]+\s+){{1,8}}?{any_of('reporting')}"),
        re.compile(
            rf"(?:The|These|Those)\s+(?P<figures>(?:\w+\s+)?{any_of('figures')})\s+"
            rf"(?:(?:come|came|are|were|is|was)\s+(?:{published})?(?:by|from|in)|appear(?:ed|s)?\s+in)\b"
        ),
        re.compile(r"So\s+(?:says?|said|claims?|claimed|argues?|found|finds|reports?|reported)\s+\w"),
    )


def _unattributed(article: CheckedArticle, sentence: int, *, but_in: Span | None = None) -> bool:
    """True where a sentence of a paragraph is nobody's, or somebody's by words in the span `but_in` alone."""
    if block_of(article, sentence).kind is not BlockKind.PARAGRAPH:
        return False
    if any(not _is_outlets(c.claim, but_in) for c in claims_of(article, sentence)):
        return False
    return not cites(article, sentence) and not says_who(_own(article, sentence))


def _is_outlets(claim: Claim, but_in: Span | None) -> bool:
    if claim.attribution is None:
        return claim.kind is ClaimKind.FACT
    cue = claim.attribution.cue
    return but_in is not None and bool(cue) and all(but_in.contains(part) for part in cue)


def _own(article: CheckedArticle, sentence: int) -> str:
    return own_words(article, sentence_span(article, sentence))


def _lapsed(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        if not carries_on(article, sentence.index) or not _unattributed(article, sentence.index):
            continue
        match = _taking_sides(text)
        if match is not None and not supported(main_claim(article, sentence.index)):
            who = describe(main_claim(article, sentence.index - 1).claim.speaker)
            says = (
                f"{who[0].upper()}{who[1:]} speaks in the sentence before; "
                f"“{match.group()}” is the outlet's own word."
            )
            yield Mark(sentence.span, sentence.index, says)


def _taking_sides(text: str) -> re.Match[str] | None:
    found = contentious(text)
    # An estimate goes on telling what the speaker counts.
    if found is not None and pattern("estimate").fullmatch(found[0].group()) is None:
        return found[0]
    return pattern("evaluative").search(text)


ATT002 = Rule(
    id="ATT002",
    title="Who says so comes only in the next sentence",
    severity=Severity.WARNING,
    asked_by=("AP: attribute right before or after the information, in the same sentence",),
    why="For the length of a sentence the outlet says it, and a quoted or shared sentence says it for good.",
    action="Take the attribution into the sentence itself.",
    check=_afterthought,
    hits=examples(
        "The dam has lost a third of its water since May. That is according to the river board.",
        "More than 300 pupils left school without a certificate. The figures come from a survey "
        "by the teachers' college.",
        "The new stand is unsafe in high winds.\n\nThat is the view of the engineers' guild.",
        "The vaccine halves the risk of a second stroke. So says a team at the Rhine Clinic.",
    ),
    misses=examples(
        "The dam has lost a third of its water since May, according to the river board.",
        "The dam has lost a third of its water, the river board said. That is according to its own gauges.",
        "The dam was finished in 1961. That was the year of the great flood.",
        "One pupil in nine left school early, the college found. The figures come from a survey.",
        "The striker left the pitch in tears. The numbers on the scoreboard were in Arabic.",
    ),
    covers=("ATT001", "FIG001"),
)

ATT003 = Rule(
    id="ATT003",
    title="A judgement right after somebody's words, without attribution",
    severity=Severity.SUGGESTION,
    asked_by=("AP: say again who speaks unless it is perfectly clear",),
    why="The speaker's view becomes the outlet's own in the middle of a paragraph.",
    action="Say again whose view it is (“she added”), or end the paragraph before it.",
    check=_lapsed,
    hits=examples(
        "Forest Watch said the mill had felled 300 oaks. The owner bribed two rangers.",
        "The opposition's leader, Ana Prieto, said the budget was too late. It is a disgrace.",
        "Coach Ivo Kranjc said the pitch had frozen. The league's answer was shameful.",
        "The nurses' union said that forty posts stood empty. The minister is to blame.",
    ),
    misses=examples(
        "Forest Watch said the mill had felled 300 oaks. The owner bribed two rangers, it added.",
        "Coach Ivo Kranjc said the pitch had frozen. The match was called off at noon.",
        "The nurses' union said that forty posts stood empty. An estimated 4,000 patients wait.",
        "The opposition's leader, Ana Prieto, said the budget was late. “It is a disgrace,” she said.",
    ),
)

RULES = (ATT002, ATT003)
