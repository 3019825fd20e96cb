"""HED: headings and what stands under them."""

from __future__ import annotations

from collections.abc import Iterator

from claims.document import BlockKind
from claims.types import ClaimKind, Found
from verifier.rules.reading import main_claim, sentence_at
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import pattern
from verifier.types import CheckedArticle, CheckedClaim, Severity


def _heading_speaks(article: CheckedArticle) -> Iterator[Mark]:
    blocks = article.analysis.document.blocks
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.HEADING:
            continue
        if pattern("voice").search(block.span.of(article.analysis.document.text)) is None:
            continue
        bullets = sum(_leans_on(article, index, sentence.index) for sentence in article.analysis.sentences)
        if bullets:
            points = "1 point hangs" if bullets == 1 else f"{bullets} points hang"
            says = f"{points} on this heading alone: nothing under it says who claims them."
            yield Mark(block.span, sentence_at(article, block.span.start), says)


def _leans_on(article: CheckedArticle, heading: int, sentence: int) -> bool:
    """True for a bullet right under the heading whose claim has no attribution of its own."""
    block = article.analysis.document.blocks[article.analysis.sentences[sentence].block]
    if block.kind is not BlockKind.BULLET or block.heading != heading or block.lead_in not in (None, heading):
        return False
    checked = main_claim(article, sentence)
    return checked.claim.kind is ClaimKind.FACT or _speaks_from(article, checked, heading)


def _speaks_from(article: CheckedArticle, checked: CheckedClaim, heading: int) -> bool:
    attribution = checked.claim.attribution
    span = article.analysis.document.blocks[heading].span
    if attribution is None or attribution.found is not Found.LEAD_IN:
        return False
    return any(span.overlaps(s) for s in (*attribution.source, *attribution.cue))


HED003 = Rule(
    id="HED003",
    title="Only the heading says whose points these are",
    severity=Severity.WARNING,
    asked_by=("AP: the attribution stands in the same sentence as the information, or right before it",),
    why="A bullet that is quoted or shared alone becomes the outlet's own statement.",
    action="Put a sentence with the speaker before the list, or the speaker into each point.",
    check=_heading_speaks,
    hits=examples(
        "# Water\n\n## Ministry response\n\n- The pipes were laid in 2012\n- The water is safe to drink",
        "# Water\n\n## What the union says\n\n- Wages fell by a tenth\n- Nobody was asked",
        "# Water\n\n## The operator's position\n\n- The plant meets every limit",
    ),
    misses=examples(
        "# Water\n\n## Ministry response\n\nThe ministry said in a letter:\n\n- The pipes were laid in 2012\n"
        "- The water is safe to drink",
        "# Water\n\n## Timeline\n\n- The pipes were laid in 2012\n- The plant opened in 2014",
        "# Water\n\n## Ministry response\n\nThe ministry said on Monday that the water is safe to drink.",
        "# Water\n\n## Residents' concerns\n\n- The water smells, said Ada Kovac, who lives nearby",
    ),
    in_non_claims=True,
)

RULES = (HED003,)
