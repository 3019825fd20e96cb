"""How rules read a checked article: sentences, own words, sections, sources."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from claims.document import Block, BlockKind, Span
from claims.types import Attribution, ClaimKind, Found, Sentence, Speaker
from sources.source import Passage
from verifier.compare.context import view
from verifier.rules.words import CAPITAL, pattern
from verifier.types import (
    CheckedArticle,
    CheckedClaim,
    CheckedQuotation,
    Evidence,
    Outcome,
    Signal,
    SubstanceVerdict,
)

_SAME_MATTER = 0.5
# Different things that sources have against one sentence, told in full.
_MOST_TOLD = 3
_OPENING = 3  # words in which a sentence shows what it hangs on
SUPPORTING = (SubstanceVerdict.SUPPORTED, SubstanceVerdict.PARTLY_SUPPORTED)


def quotations_at(article: CheckedArticle, span: Span) -> tuple[Span, ...]:
    """What under `span` stands between quotation marks, or in a block quotation without marks, in order."""
    marked = article.quotations
    # Quotations and blocks are in reading order and don't overlap one another.
    found: list[Span] = []
    for checked in marked[bisect_right(marked, span.start, key=lambda q: q.quotation.span.end) :]:
        if checked.quotation.span.start >= span.end:
            break
        found.append(checked.quotation.span)
    block = block_at(article, span.start)
    if block is not None and block.kind is BlockKind.QUOTE and not _has_marks(article, block):
        found.append(block.span)
    return tuple(found)


def _has_marks(article: CheckedArticle, block: Block) -> bool:
    marked = article.quotations
    first = bisect_right(marked, block.span.start, key=lambda q: q.quotation.span.end)
    return first < len(marked) and marked[first].quotation.span.overlaps(block.span)


def block_at(article: CheckedArticle, offset: int) -> Block | None:
    """The block that holds the character at `offset`, or None."""
    blocks = article.analysis.document.blocks
    place = bisect_right(blocks, offset, key=lambda b: b.span.start) - 1
    return blocks[place] if place >= 0 and offset < blocks[place].span.end else None


def own_words(article: CheckedArticle, span: Span) -> str:
    """The text under `span` with every quotation blanked out, so that offsets stay as they are."""
    letters = list(span.of(article.analysis.document.text))
    for quoted in quotations_at(article, span):
        for at in range(max(quoted.start, span.start), min(quoted.end, span.end)):
            letters[at - span.start] = " "
    return "".join(letters)


def sentences(article: CheckedArticle) -> Iterator[tuple[Sentence, str]]:
    """Every sentence outside headings and boilerplate, with its own words."""
    for sentence in article.analysis.sentences:
        kind = block_of(article, sentence.index).kind
        if kind not in (BlockKind.BOILERPLATE, BlockKind.HEADING, BlockKind.HEADLINE):
            yield sentence, own_words(article, sentence.span)


def block_of(article: CheckedArticle, sentence: int) -> Block:
    """The block that holds sentence number `sentence`."""
    return article.analysis.document.blocks[article.analysis.sentences[sentence].block]


def sentence_span(article: CheckedArticle, sentence: int) -> Span:
    """The span of sentence number `sentence`."""
    return article.analysis.sentences[sentence].span


def sentence_at(article: CheckedArticle, offset: int) -> int | None:
    """Index of the sentence that holds the character at `offset`, or None."""
    found = article.analysis.sentences
    place = bisect_right(found, offset, key=lambda s: s.span.start) - 1
    return found[place].index if place >= 0 and offset < found[place].span.end else None


def claims_of(article: CheckedArticle, sentence: int) -> tuple[CheckedClaim, ...]:
    """The checked claims of sentence number `sentence`, in reading order."""
    first = bisect_left(article.claims, sentence, key=lambda c: c.claim.sentence)
    last = bisect_right(article.claims, sentence, key=lambda c: c.claim.sentence)
    return article.claims[first:last]


def main_claim(article: CheckedArticle, sentence: int) -> CheckedClaim:
    """The checked claim of the main clause of sentence number `sentence`."""
    return next(c for c in claims_of(article, sentence) if c.claim.main)


def in_own_voice(article: CheckedArticle, *, new_matter: bool = False) -> Iterator[tuple[CheckedClaim, str]]:
    """Reported facts that nobody but the outlet answers for, each with its sentence's own words.

    Left out: sentences that cite a source, and those right behind an attributed sentence of the same
    paragraph, which may well carry on with what that speaker said. With `new_matter` those are in again that
    share no telling word with the attributed sentence and don't hang on it by a pronoun or a joint.
    """
    for sentence, text in sentences(article):
        checked = main_claim(article, sentence.index)
        if checked.claim.kind is not ClaimKind.FACT:
            continue
        follows = carries_on(article, sentence.index)
        if follows and new_matter:
            follows = not _turns_to_new_matter(article, sentence.index)
        if not cites(article, sentence.index) and not follows:
            yield checked, text


def says_who(text: str) -> bool:
    """True where `text` holds words that attribute, whether or not the analysis made a claim of them."""
    return pattern("attributing").search(text) is not None


def cites(article: CheckedArticle, sentence: int) -> bool:
    """True where the sentence, or the lead-in above its block, points to a source."""
    lead_in = block_of(article, sentence).lead_in
    of = article.analysis.sentences
    citing = (c.sentence for c in article.analysis.citations)
    return any(at == sentence or (lead_in is not None and of[at].block == lead_in) for at in citing)


def linked(article: CheckedArticle, sentence: int) -> bool:
    """True where the sentence itself carries a link or a footnote with an address."""
    return any(c.sentence == sentence and c.url is not None for c in article.analysis.citations)


def carries_on(article: CheckedArticle, sentence: int) -> bool:
    """True where the sentence before, in the same block, is attributed to somebody."""
    if sentence == 0:
        return False
    before = article.analysis.sentences[sentence - 1]
    if before.block != article.analysis.sentences[sentence].block:
        return False
    return main_claim(article, before.index).claim.attribution is not None


def _turns_to_new_matter(article: CheckedArticle, sentence: int) -> bool:
    now, before = (view(own_words(article, sentence_span(article, n))) for n in (sentence, sentence - 1))
    opening = [w.text for w in now.words[:_OPENING]]
    joined = pattern("pronoun").search(" ".join(opening)) or pattern("joint").match(" ".join(opening[:1]))
    return joined is None and not now.stems & before.stems and bool(now.stems)


def supported(checked: CheckedClaim) -> bool:
    """True where an independent source supports the claim, in whole or in part."""
    return checked.verdict.substance in SUPPORTING


def spoken(article: CheckedArticle) -> Iterator[CheckedClaim]:
    """Claims that somebody makes by a cue of his own, not by a lead-in that another claim has as well."""
    seen: set[tuple[Span, ...]] = set()
    for checked in article.claims:
        attribution = checked.claim.attribution
        if attribution is None or not attribution.cue or attribution.cue in seen:
            continue
        seen.add(attribution.cue)
        yield checked


def attribution_of(article: CheckedArticle, checked: CheckedQuotation) -> Attribution | None:
    """The attribution that gives a quotation to its speaker, or None."""
    for claim in (c.claim for c in claims_of(article, checked.sentence)):
        if claim.attribution is not None and any(c.overlaps(checked.quotation.inner) for c in claim.content):
            return claim.attribution
    return None


def from_lead_in(checked: CheckedClaim) -> bool:
    """True where the claim has its speaker from a lead-in or a heading."""
    attribution = checked.claim.attribution
    return attribution is not None and attribution.found is Found.LEAD_IN


def describe(speaker: Speaker | None) -> str:
    """The speaker's name, or "the speaker" where there is none."""
    return speaker.name if speaker is not None and speaker.name else "the speaker"


def place(passage: Passage) -> str:
    """Where a passage stands, as a phrase: publisher, title and locator."""
    source = passage.source
    title = f"“{source.title}”"
    named = f"{source.publisher}, {title}" if source.publisher else title
    return f"{named}, {passage.locator}"


def all_told(found: Sequence[tuple[Evidence, Signal]], *, where: Callable[[Passage], str] = place) -> str:
    """What passages have against a sentence, in words: the first with its place, then what others say else.

    Args:
        found: each passage with the comparison that tells it; at least one.
        where: tells a passage's place.
    """
    details: dict[str, str] = {}
    for evidence, signal in found:
        details.setdefault(signal.detail.rstrip("."), where(evidence.passage))
    told = [f"({there}): {detail}" for detail, there in details.items()]
    more = [f"{len(told) - _MOST_TOLD} more"] if len(told) > _MOST_TOLD else []
    return "; also ".join([*told[:_MOST_TOLD], *more])


def all_against(found: Iterable[tuple[Evidence, Signal]]) -> str:
    """What tells a finding from one that leans on passages which say something else; see `Mark.against`."""
    return " ".join(sorted({signal.detail for _, signal in found}))


def said_at(reason: str) -> str:
    """The reason of a verdict, without the place that it begins with."""
    return reason.partition(" has ")[2] or reason


def on_topic(evidence: Evidence) -> bool:
    """True where the passage holds at least half of what the claim's words tell, whatever else it says."""
    signal = evidence.signal("lexical")
    if signal is None or signal.outcome is Outcome.SILENT:
        return False
    return signal.outcome is Outcome.AGREES or (signal.score or 0.0) >= _SAME_MATTER


def significant(name: str) -> frozenset[str]:
    """The words of a name that tell it from others: capitalised ones, without case or possessive."""
    found = re.findall(rf"[{CAPITAL}][\w-]*", name.replace("’s", "").replace("'s", ""))
    return frozenset(w.casefold() for w in found if w.casefold() not in _EMPTY)


_EMPTY = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "of", "and"}
    | {"whoever", "anyone", "anybody", "someone", "somebody", "everyone", "everybody", "nobody"}
)
