"""Builds checked articles by hand, so that a rule is tested on exactly the analysis that a test states."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from claims.document import Block, BlockKind, Document, OffsetMap, Repair, Span
from claims.types import (
    Analysis,
    Attribution,
    Citation,
    Claim,
    ClaimKind,
    Found,
    Manner,
    Quotation,
    Sentence,
    Speaker,
    SpeakerType,
)
from sources.source import Locator, Passage, Source
from verifier.types import (
    AttributionVerdict,
    CheckedArticle,
    CheckedClaim,
    CheckedQuotation,
    Evidence,
    Outcome,
    QuoteMatch,
    QuoteState,
    Signal,
    SubstanceVerdict,
    Verdict,
    WordChange,
)

KIND_OF = {SpeakerType.GOVERNMENT: ClaimKind.GOVERNMENT, SpeakerType.NGO: ClaimKind.NGO}


@dataclass(frozen=True)
class Line:
    """A sentence with the one claim that it makes."""

    text: str
    kind: ClaimKind = ClaimKind.FACT
    speaker: Speaker | None = None
    source: str = ""
    cue: str = ""
    content: str = ""
    lemma: str = ""
    found: Found = Found.TAGGED
    source_above: str = ""
    substance: SubstanceVerdict = SubstanceVerdict.NOT_CHECKED
    attribution: AttributionVerdict | None = None
    evidence: tuple[Evidence, ...] = ()
    cited: tuple[Source, ...] = ()
    cites: tuple[str | None, str | None] | None = None
    quote_state: QuoteState = QuoteState.NOT_CHECKED
    match: QuoteMatch | None = None
    passage: Passage | None = None


@dataclass(frozen=True)
class Part:
    """A block: its kind, its lines, and which earlier block leads in."""

    kind: BlockKind
    lines: tuple[Line, ...]
    lead_in: int | None = None
    reason: str = ""


def fact(text: str, **more: object) -> Line:
    return replace(Line(text), **more)


def nothing(text: str) -> Line:
    return Line(text, kind=ClaimKind.NONE)


def speaker(name: str | None, kind: SpeakerType = SpeakerType.UNKNOWN, **more: object) -> Speaker:
    return replace(Speaker(name, kind, named=name is not None), **more)


def said(
    text: str, who: Speaker, *, source: str = "", cue: str = "said", lemma: str = "say", **more: object
) -> Line:
    kind = KIND_OF.get(who.type, ClaimKind.ATTRIBUTED)
    return replace(Line(text, kind, who, source or (who.name or ""), cue, lemma=lemma), **more)


def para(*lines: Line, lead_in: int | None = None) -> Part:
    return Part(BlockKind.PARAGRAPH, lines, lead_in)


def bullet(line: Line, *, lead_in: int | None = None) -> Part:
    return Part(BlockKind.BULLET, (line,), lead_in)


def quote(*lines: Line, lead_in: int | None = None) -> Part:
    return Part(BlockKind.QUOTE, lines, lead_in)


def heading(text: str) -> Part:
    return Part(BlockKind.HEADING, (nothing(text),))


def boilerplate(text: str, reason: str) -> Part:
    return Part(BlockKind.BOILERPLATE, (nothing(text),), reason=reason)


def article(
    *parts: Part, held: int = 0, name: str = "draft.txt", repairs: tuple[Repair, ...] = ()
) -> CheckedArticle:
    """The article made of `parts`, blocks parted by an empty line, with `held` sources in the store."""
    text = ""
    blocks: list[Block] = []
    placed: list[tuple[Line, Span, int]] = []
    above: int | None = None
    for index, part in enumerate(parts):
        text += "\n\n" if text else ""
        start = len(text)
        for number, line in enumerate(part.lines):
            text += " " if number else ""
            placed.append((line, Span(len(text), len(text) + len(line.text)), index))
            text += line.text
        blocks.append(Block(Span(start, len(text)), part.kind, part.lead_in, above, reason=part.reason))
        above = index if part.kind is BlockKind.HEADING else above
    document = Document(
        name, "plain", text, tuple(blocks), text, OffsetMap.identity(len(text)), "0" * 64, repairs=repairs
    )
    sentences = tuple(Sentence(i, span, block) for i, (_, span, block) in enumerate(placed))
    quotations = tuple(_quotations(text, blocks))
    claims = tuple(_claim(i, line, span, text) for i, (line, span, _) in enumerate(placed))
    citations = tuple(
        Citation(i, span, *line.cites) for i, (line, span, _) in enumerate(placed) if line.cites is not None
    )
    attributions = tuple(c.attribution for c in claims if c.attribution is not None)
    analysis = Analysis(document, sentences, quotations, attributions, claims, citations)
    checked = tuple(
        CheckedClaim(c, Verdict(line.attribution, "", line.substance, "", 0.0), line.evidence, line.cited)
        for c, (line, _, _) in zip(claims, placed, strict=True)
    )
    checked_quotations = tuple(_checked_quotation(q, placed) for q in quotations)
    return CheckedArticle(analysis, checked, checked_quotations, held)


def _quotations(text: str, blocks: list[Block]) -> list[Quotation]:
    found = []
    for match in re.finditer(r"“([^”]*)”", text):
        block = next(i for i, b in enumerate(blocks) if b.span.contains(Span(*match.span())))
        found.append(Quotation(Span(*match.span()), Span(*match.span(1)), block))
    return found


def _claim(index: int, line: Line, span: Span, text: str) -> Claim:
    if line.speaker is None:
        return Claim(index, (span,), line.kind, None, None, True, "as built")
    source = _place(line.source, line.text, span)
    if line.source_above:
        start = text.index(line.source_above)
        source = (Span(start, start + len(line.source_above)),)
    cue = _place(line.cue, line.text, span)
    content = _place(line.content, line.text, span) or (span,)
    attribution = Attribution(source, cue, content, Manner.INDIRECT, line.found, lemma=line.lemma)
    mention = source[0] if source else None
    who = line.speaker if line.speaker.mention is not None else replace(line.speaker, mention=mention)
    return Claim(index, content, line.kind, who, attribution, True, "as built")


def _place(words: str, within: str, span: Span) -> tuple[Span, ...]:
    if not words:
        return ()
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", within)
    return (Span(*match.span()).shifted(span.start),) if match else ()


def _checked_quotation(found: Quotation, placed: list[tuple[Line, Span, int]]) -> CheckedQuotation:
    index, line = next((i, line) for i, (line, span, _) in enumerate(placed) if span.overlaps(found.span))
    return CheckedQuotation(
        found, index, line.speaker, line.quote_state, line.match, line.passage, "as built"
    )


def passage(text: str, *, publisher: str | None = "Harbour Board", title: str = "Annual report") -> Passage:
    source = Source("s1", title, publisher, date(2024, 3, 1), "https://example.org/report")
    return Passage(1, source, "f" * 64, Locator(2, Span(0, len(text)), page=4), text)


FIRST_LETTER = Span(0, 1)


def evidence(
    text: str,
    *,
    cited: bool = False,
    independent: bool = True,
    publisher: str | None = "Harbour Board",
    detail: str = "the article says 31, the source 13",
    at: Span = FIRST_LETTER,
    **signals: Outcome,
) -> Evidence:
    """Evidence whose signals, about the words of the claim `at`, are as given; the lexical one agrees."""
    outcomes = {"lexical": Outcome.AGREES, **signals}
    made = tuple(Signal(name, outcome, None, detail, (at,)) for name, outcome in outcomes.items())
    return Evidence(passage(text, publisher=publisher), made, 0.5, independent, cited)


def changed(*changes: tuple[str, str]) -> QuoteMatch:
    """An altered match with the given word changes, as (article, source)."""
    return QuoteMatch(QuoteState.ALTERED, 0.8, Span(0, 1), tuple(WordChange(*c) for c in changes), "altered")
