"""QUO: quotations that nothing in their own place gives to a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import Block, BlockKind, Span
from claims.types import Found, SpeakerType
from verifier.rules.quotation import is_term
from verifier.rules.reading import attribution_of, claims_of, describe, from_lead_in, main_claim, own_words
from verifier.rules.rule import Mark, Rule, examples
from verifier.types import CheckedArticle, CheckedQuotation, Severity

_REPORTER_WORDS = 4  # fewer outside the marks are a joint such as "and" or "he added"
# A noun in the plural, before whatever says where they are or who.
_SEVERAL = re.compile(
    r"(?!(?:an?|one|the)\b)(?:(?!(?:at|in|of|from|with|near|on|for|to)\b)[\w'’-]+\s+){0,4}?"
    r"(?:people|[\w-]+[^s\W]s)(?:\s+(?:at|in|of|from|with|near|on|who)\b|$)",
    re.IGNORECASE,
)


def _nobodys(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        if is_term(article, checked) or _block(article, checked.quotation.block).kind is BlockKind.HEADLINE:
            continue
        if checked.speaker is None or checked.speaker.name is None:
            if not _stands_alone(article, checked):
                continue
            yield Mark(checked.quotation.span, checked.sentence, "Nothing here says whose words these are.")
            continue
        if _only_from_above(article, checked):
            says = f"Only the line above gives these words to {describe(checked.speaker)}."
            yield Mark(checked.quotation.span, checked.sentence, says)
        elif _one_of_several(article, checked):
            says = f"Nothing here says which of “{checked.speaker.name}” spoke these words."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _stands_alone(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where the sentence is little but the quotation; words around it are likely to say whose it is."""
    own = own_words(article, article.analysis.sentences[checked.sentence].span).split()
    named = (c.claim.speaker for c in claims_of(article, checked.sentence))
    return len(own) < _REPORTER_WORDS and not any(s is not None and s.name for s in named)


def _only_from_above(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where a heading, or the lead-in of a list, is all that names the speaker.

    A quotation of its own right under "X stated:" is the ordinary form of a long quotation, not meant here.
    """
    attribution = attribution_of(article, checked)
    if attribution is None or attribution.found is not Found.LEAD_IN:
        return False
    in_list = _block(article, checked.quotation.block).kind is BlockKind.BULLET
    return in_list or any(_kind_at(article, span) is BlockKind.HEADING for span in attribution.source)


def _one_of_several(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where only a paragraph above, of several people without a name, says whose words they are."""
    attribution, speaker = attribution_of(article, checked), checked.speaker
    if attribution is None or speaker is None or attribution.found is Found.LEAD_IN:
        return False
    here = _block(article, checked.quotation.block).span
    if any(here.contains(span) for span in (*attribution.source, *attribution.cue)):
        return False
    people = not speaker.named and speaker.type in (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)
    return people and _SEVERAL.match(speaker.name or "") is not None


def _block(article: CheckedArticle, index: int) -> Block:
    return article.analysis.document.blocks[index]


def _kind_at(article: CheckedArticle, span: Span) -> BlockKind | None:
    return next((b.kind for b in article.analysis.document.blocks if b.span.contains(span)), None)


def _mixed_block(article: CheckedArticle) -> Iterator[Mark]:
    quoting = {q.quotation.block for q in article.quotations}
    for sentence in article.analysis.sentences:
        block = _block(article, sentence.block)
        if block.kind not in (BlockKind.QUOTE, BlockKind.PARAGRAPH) or block.lead_in is None:
            continue
        claim = main_claim(article, sentence.index)
        if sentence.block not in quoting or not from_lead_in(claim):
            continue
        if len(own_words(article, sentence.span).split()) >= _REPORTER_WORDS:
            says = (
                f"The line above gives this to {describe(claim.claim.speaker)}, "
                "but it stands outside the quotation marks."
            )
            yield Mark(sentence.span, sentence.index, says)


QUO005 = Rule(
    id="QUO005",
    title="A quotation without a speaker of its own",
    severity=Severity.WARNING,
    asked_by=("AFP and Guardian guides: the reader must know whose words they read",),
    why="Words between marks that belong to nobody are soon given to the wrong person.",
    action="Name the speaker in the sentence itself.",
    check=_nobodys,
    hits=examples(
        "The hall was silent. “We never saw the money that was promised to us.” Rain fell outside.",
        "Residents told the council:\n\n- “We have had no water since the first of May.”\n"
        "- “The lorry comes when it pleases the driver.”",
        "“Nobody asked us before they cut the trees down.”\n\nThe square will reopen in June.",
        "Lifts stood still for nine days, tenants in Holm Road say.\n\n"
        "“I carried my mother down the stairs.”\n\nThe landlord did not answer.",
    ),
    misses=examples(
        "“We never saw the money that was promised to us,” said Olga Ivanova, a baker.",
        "Lifts stood still for nine days, said Mara Lindt, a tenant.\n\n"
        "“I carried my mother down the stairs.”",
        "The city calls its tram “light rail” in every brochure.",
        "The director, Hana Sato, stated:\n\n“We never saw the money that was promised to us.”",
    ),
    in_quotations=True,
    in_non_claims=True,
)

QUO006 = Rule(
    id="QUO006",
    title="A block quotation mixes quotation and reporter's text",
    severity=Severity.WARNING,
    asked_by=("AFP and Guardian guides: a quotation over several sentences is one span with one speaker",),
    why="After “X stated:” the reader takes all that follows for X's words.",
    action="End the quotation, and start the reporter's text in a paragraph of its own.",
    check=_mixed_block,
    hits=examples(
        "The director, Hana Sato, stated:\n\n“We never saw the money.” Two banks set up the fund in 2016.",
        "Union leader Jakub Maly said:\n\n“Nobody asked us.” The plant employs most of the town.",
        "Bishop Luis Ortega declared:\n\n“The doors stay open.” Mass was held in the yard on Sunday.",
    ),
    misses=examples(
        "The director, Hana Sato, stated:\n\n“We never saw the money. It was gone by spring.”",
        "Union leader Jakub Maly said:\n\n“Nobody asked us,” and then “nobody will”.",
        "Bishop Luis Ortega declared:\n\n“The doors stay open.”\n\nMass was held in the yard on Sunday.",
    ),
)

RULES = (QUO005, QUO006)
