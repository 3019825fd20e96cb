"""SRC: whether what the store keeps of a source is still what was stored."""

from __future__ import annotations

from collections.abc import Iterator

from sources.source import Passage
from verifier.rules.reading import on_topic, sentence_span
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, Severity


def _damaged(article: CheckedArticle) -> Iterator[Mark]:
    if not article.damaged:
        return
    told: set[tuple[int, str]] = set()
    for sentence, passage in _leaning(article):
        if passage.snapshot in article.damaged and (sentence, passage.source.id) not in told:
            told.add((sentence, passage.source.id))
            whose = f"The stored bytes of “{passage.source.title}”"
            says = f"{whose} were changed or lost, and this leans on them."
            yield Mark(sentence_span(article, sentence), sentence, says, passage.source.title)


def _leaning(article: CheckedArticle) -> Iterator[tuple[int, Passage]]:
    """Each sentence with the passages that its verdicts lean on."""
    for claim in article.claims:
        for evidence in claim.evidence:
            if on_topic(evidence):
                yield claim.claim.sentence, evidence.passage
    for quotation in article.quotations:
        if quotation.passage is not None:
            yield quotation.sentence, quotation.passage


_PIER = "The eastern pier was closed for eleven weeks after the storm."
_CRANES = "Four cranes were sold in March, and the sheds were painted."
_LORN = "“We will open the pier before the summer fair,” said Ada Lorn, the harbour master."

SRC012 = Rule(
    id="SRC012",
    title="The stored source was changed or lost",
    severity=Severity.ERROR,
    asked_by=("Fact-checking practice: a source is kept as it was when it was used",),
    why="A verdict is worth what can be shown for it: where the stored bytes are other ones, or gone, it "
    "leans on words that nobody can read in the source any more.",
    action="Run `verifier sources verify`, restore the snapshot from a backup or add the source again, and "
    "check again.",
    check=_damaged,
    in_quotations=True,
    hits=(
        Example(_PIER, (("Harbour Authority", _PIER),), lost=("Harbour Authority",)),
        Example(
            "The Harbour Authority said that four cranes were sold in March.",
            (("Harbour Authority", _CRANES), ("Coast Courier", _PIER)),
            lost=("Harbour Authority",),
        ),
        Example(_LORN, (("Coast Courier", _LORN),), lost=("Coast Courier",)),
    ),
    misses=(
        Example(_PIER, (("Harbour Authority", _PIER),)),
        Example(
            "The Harbour Authority said that four cranes were sold in March.",
            (("Harbour Authority", _CRANES), ("Coast Courier", _PIER)),
            lost=("Coast Courier",),
        ),
        Example(
            "The choir sang at the summer fair, and the mayor danced.",
            (("Harbour Authority", _PIER),),
            lost=("Harbour Authority",),
        ),
    ),
)

RULES = (SRC012,)
