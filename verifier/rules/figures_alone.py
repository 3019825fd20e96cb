"""FIG: figures and dates that mean little as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import BlockKind, Span
from verifier.compare.calendar import find_moments
from verifier.compare.quantities import find_quantities
from verifier.rules.reading import own_words, sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity

_NEAR = 60  # characters between a verb of change and its figure


def _without_base(article: CheckedArticle) -> Iterator[Mark]:
    everything = article.analysis.sentences
    for sentence, text in sentences(article):
        share = _change(text)
        if share is None:
            continue
        near = [
            s
            for s in everything[max(0, sentence.index - 1) : sentence.index + 2]
            if s.block == sentence.block
        ]
        around = " ".join(article.analysis.text(s.span) for s in near)
        if pattern("measured_from").search(around) is None and not find_moments(around, None):
            says = f"“{share.of(text)}”: the text doesn't say since when, or against what."
            yield Mark(share.shifted(sentence.span.start), sentence.index, says)


def _change(text: str) -> Span | None:
    """The share by which something is said to have changed in `text`, or None."""
    for quantity in find_quantities(text):
        if quantity.dimension == "percent" and any(c.isdigit() for c in quantity.text):
            before = text[max(0, quantity.span.start - _NEAR) : quantity.span.start]
            if re.search(rf"{any_of('change')}(?:\s+(?:by|a|an|some|up|down|around))*\s*$", before, re.I):
                return quantity.span
            if re.match(rf"\s+{any_of('change')}", text[quantity.span.end :], re.I):
                return quantity.span
    return None


def _unplaced(article: CheckedArticle) -> Iterator[Mark]:
    document = article.analysis.document
    if document.metadata.published is not None or _has_dateline(article):
        return
    found = []
    for sentence, text in sentences(article):
        match = pattern("relative_date").search(text)
        if match is not None and not _absolute(own_words(article, document.blocks[sentence.block].span)):
            found.append((Span(*match.span()).shifted(sentence.span.start), sentence.index))
    if found:
        span, index = found[0]
        more = f" So are {len(found) - 1} more." if len(found) > 1 else ""
        says = f"“{span.of(document.text)}” can't be placed: the draft has no date of its own.{more}"
        yield Mark(span, index, says)


def _has_dateline(article: CheckedArticle) -> bool:
    """True where a date stands before the story or opens it, as in "LUND, May 3 (Agency) - ..."."""
    document = article.analysis.document
    for block in document.blocks:
        text = block.span.of(document.text)
        if block.kind is BlockKind.PARAGRAPH:
            return _absolute(text[:_NEAR])
        if _absolute(text):
            return True
    return False


def _absolute(text: str) -> bool:
    return any(m.day is not None or m.year is not None for m in find_moments(text, None))


FIG005 = Rule(
    id="FIG005",
    title="A change without what it is measured from",
    severity=Severity.SUGGESTION,
    asked_by=("BBC: a number on its own rarely means much; give what it is measured against",),
    why="A rise of 40 percent can be from five to seven, in a week or in ten years.",
    action="Say since when, and from what to what.",
    check=_without_base,
    hits=examples(
        "Bread prices have risen by 40 percent, the bakers' union said.",
        "The office said that burglaries had dropped 12 percent.",
        "The hospital reported a 30 percent increase in admissions.",
    ),
    misses=examples(
        "Bread prices have risen by 40 percent since the harvest failed, the bakers' union said.",
        "The office said that burglaries had dropped 12 percent from a year earlier.",
        "Shares in the bank fell 3.2 percent on Monday.",
        "Shares in the bank fell 3.2 percent by midday in New York, the exchange said.",
        "About 40 percent of the bakers have closed their shops.",
        "Admissions rose 30 percent. The figures compare January with the month before.",
    ),
)

FIG007 = Rule(
    id="FIG007",
    title="A day that can't be placed",
    severity=Severity.SUGGESTION,
    asked_by=(
        "This program: a relative date is held against sources only where the draft says of when it is",
    ),
    why="“Last week” means another week once the article is held over, and nothing can be held against it.",
    action="Give the draft a dateline, or write the date.",
    check=_unplaced,
    hits=examples(
        "The ferry sank last week off the coast of Arda.",
        "Two judges resigned a month ago. A third followed yesterday.",
        "The club was sold three years ago to a bank.",
    ),
    misses=examples(
        "---\ndate: 2026-03-12\n---\n\nThe ferry sank last week off the coast of Arda.",
        "LUND, May 3 (Northern Wire) - The ferry sank last week off the coast of Arda.",
        "The ferry sank off the coast of Arda on 4 March 2026. A search last week found nothing.",
        "The mayor said: “The ferry sank last week.”",
        "The ferry sank in bad weather off the coast of Arda.",
    ),
)

RULES = (FIG005, FIG007)
