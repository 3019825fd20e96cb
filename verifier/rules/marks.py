"""QUO: the quotation marks themselves: which of them can't be paired, and which only raise an eyebrow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, islice

from claims.document import Block, BlockKind, Span
from claims.quotes import DOUBLE, MARKS
from claims.types import ClaimKind, Quotation
from verifier.rules.reading import (
    block_of,
    carries_on,
    cites,
    claims_of,
    own_words,
    says_who,
    sentence_at,
    sentence_span,
)
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, CheckedQuotation, Severity

_PAIRS = frozenset(("“”", '""', "«»", "»«", "””", "‘’", "''", "’’"))
_STRAIGHT_OR_CLOSING = '"”'
_SINGLE = re.compile(r"(?<![\w’'])‘(?=[^\W\d_])")
_VOWELS = "AEIU"  # "‘Ali", "‘Umar": the mark is a letter of Arabic
_UNIT_OR_YEAR = re.compile(r"[\d′’']")
_MOST_WORDS = 3


def _unpaired(article: CheckedArticle) -> Iterator[Mark]:
    blocks = article.analysis.document.blocks
    within = {index: list(found) for index, found in groupby(article.analysis.quotations, lambda q: q.block)}
    for index, block in enumerate(blocks):
        # In „...“ the mark that closes is the one that opens in English: not for this rule to tell.
        if block.kind is BlockKind.BOILERPLATE or "„" in block.span.of(article.analysis.document.text):
            continue
        quotations = within.get(index, [])
        told = ((q.span, _trouble(article, q)) for q in quotations)
        troubles = [(span, says) for span, says in told if says]
        troubles += _left_over(article, block, quotations)
        # One wrong mark upsets all that follow it in the paragraph.
        if troubles:
            span, says = min(troubles)
            message = f"{says}, so nobody can tell where the quotation ends."
            yield Mark(span, sentence_at(article, span.start), message)


def _trouble(article: CheckedArticle, quotation: Quotation) -> str:
    """What is wrong with the marks of a quotation, or an empty string."""
    text = article.analysis.document.text
    opening, closing = text[quotation.span.start], text[quotation.span.end - 1]
    if quotation.closed:
        return "" if opening + closing in _PAIRS else f"Opened by {opening} and closed by {closing}"
    block = article.analysis.document.blocks[quotation.block]
    below = islice(article.analysis.document.blocks, quotation.block + 1, None)
    if quotation.span.end == block.span.end and _runs_on(text, block, below):
        return ""
    return f"{opening} is never closed"


def _runs_on(text: str, block: Block, below: Iterable[Block]) -> bool:
    """True where the next paragraph opens with a mark again, as a speech of several paragraphs does."""
    following = next((b for b in below if b.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)), None)
    if following is None:
        return False
    both = block.kind is BlockKind.QUOTE and following.kind is BlockKind.QUOTE
    return both or text[following.span.start] in MARKS


def _left_over(
    article: CheckedArticle, block: Block, quotations: Sequence[Quotation]
) -> Iterator[tuple[Span, str]]:
    """Marks of a block that no quotation begins or ends with."""
    text = article.analysis.document.text
    for match in re.finditer(f"[{_STRAIGHT_OR_CLOSING}]", block.span.of(text)):
        span = Span(*match.span()).shifted(block.span.start)
        if any(q.span.contains(span) for q in quotations):
            continue
        if _UNIT_OR_YEAR.match(text, max(block.span.start, span.start - 1)) is None:
            yield span, f"{match.group()} closes what nothing opens"
    for match in _SINGLE.finditer(text, block.span.start, block.span.end):
        span = Span(*match.span())
        if any(q.span.contains(span) for q in quotations) or text[span.end] in _VOWELS:
            continue
        if pattern("elided").match(text, span.end) is None:
            yield span, "‘ is never closed"


def _raised_eyebrow(article: CheckedArticle) -> Iterator[Mark]:
    said = "\n".join(article.analysis.text(q.quotation.inner).casefold() for q in article.quotations)
    for checked in article.quotations:
        inner = article.analysis.text(checked.quotation.inner)
        if not _is_scare(article, checked, inner):
            continue
        # What somebody in the article says is being quoted, not doubted.
        if said.count(inner.casefold().strip(" ,.")) == 1:
            says = f"Nobody is quoted as saying “{inner}”, so the marks only say that it isn't meant."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _is_scare(article: CheckedArticle, checked: CheckedQuotation, inner: str) -> bool:
    found = re.findall(r"[^\W\d_][\w'’-]*", inner)
    if not checked.quotation.closed or not 1 <= len(found) <= _MOST_WORDS:
        return False
    # A name or a title; an address, a sum or a whole remark; a word in single marks, as for a gloss.
    if any(w[0].isupper() for w in found) or re.search(r"[\d@#/:=.?!]", inner) is not None:
        return False
    if article.analysis.text(checked.quotation.span)[0] not in DOUBLE:
        return False
    if block_of(article, checked.sentence).kind is not BlockKind.PARAGRAPH:
        return False
    claims = claims_of(article, checked.sentence)
    if any(c.claim.kind is not ClaimKind.FACT for c in claims) or cites(article, checked.sentence):
        return False
    text = own_words(article, sentence_span(article, checked.sentence))
    spoken = carries_on(article, checked.sentence) or says_who(text) or checked.speaker is not None
    return not spoken and _terms().search(text) is None


@cache
def _terms() -> re.Pattern[str]:
    return re.compile(any_of("term", "told", "told_by"), re.IGNORECASE)


QUO004 = Rule(
    id="QUO004",
    title="Quotation marks of doubt around a word or two",
    severity=Severity.SUGGESTION,
    asked_by=(
        "AFP and Guardian guides: marks around a term are not a quotation",
        "AP and the Guardian: avoid quotation marks that only signal irony or distance",
    ),
    why="The marks sneer without saying at what, and the reader looks for the speaker.",
    action="Say whose word it is, take the marks away, or say plainly what is wrong with it.",
    check=_raised_eyebrow,
    hits=examples(
        "The regime held its “elections” on Sunday in all but two provinces.",
        "The company's “independent” auditor has sat on its board since 2011.",
        "The “miracle cure” was on sale in most pharmacies of the capital by June.",
        'The club has parted with its "clean" sprinter and two of her coaches.',
    ),
    misses=examples(
        "The regime held what it called “elections” on Sunday in all but two provinces.",
        "The minister said the “elections” had been quiet in all but two provinces.",
        "The film “Quiet Water” opened in most cinemas of the capital in June.",
        "Swimmers know the cove as the “washing machine” for its currents.",
        "“It was a miracle cure,” said the nurse, Ada Brun.\n\n"
        "The “miracle cure” was on sale in most pharmacies of the capital by June.",
        "A banner across the street read “no more dams” for most of the summer.",
    ),
    in_quotations=True,
)

QUO009 = Rule(
    id="QUO009",
    title="Quotation marks that don't pair",
    severity=Severity.WARNING,
    asked_by=(
        "Guardian style, “quotation marks”: every mark that opens closes, and of its own kind",
        "Chicago Manual of Style: in a speech of several paragraphs each opens with a mark, the last closes",
    ),
    why="Where the quotation ends is where the outlet starts to speak.",
    action="Set the missing mark, or the right one of the pair.",
    check=_unpaired,
    hits=examples(
        "“We lost the whole crop, said Marek Dolny, a farmer.\n\nThe frost lasted three nights.",
        "We lost the whole crop,” said Marek Dolny, a farmer in Zabno.",
        'The mayor called it “a wonderful day" for the town.',
        "The judge spoke of ‘a cruel trick and adjourned the case until May.",
    ),
    misses=examples(
        "“We lost the whole crop,” said Marek Dolny, a farmer in Zabno.",
        "“We lost the whole crop.\n\n“And nobody helped,” said Marek Dolny, a farmer in Zabno.",
        "The ’90s were good years for the farmers’ union, and the ‘wet’ ones better.",
        'The board was 6\'2" long and the screen 27" wide.',
        "The judge, ‘Ali Hamdan, let ‘em go home early on Friday.",
        "'It's the boys' turn,' said the coach, Ann Doyle.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

RULES = (QUO004, QUO009)
