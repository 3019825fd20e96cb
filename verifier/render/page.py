"""The article laid out for the HTML report: blocks in groups, sentences in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from claims.document import Block, BlockKind, Span
from claims.types import ClaimKind, SpeakerType
from verifier.render.opening import Opening
from verifier.render.words import Summary
from verifier.terms import TYPES
from verifier.types import CheckedClaim, CheckedQuotation, Finding, QuoteState, Report, Severity

KIND_CLASSES = {
    ClaimKind.GOVERNMENT: "gov",
    ClaimKind.NGO: "ngo",
    ClaimKind.ATTRIBUTED: "att",
    ClaimKind.FACT: "fact",
    ClaimKind.NONE: "none",
}
_CHANGED = (QuoteState.ALTERED, QuoteState.PARTIAL, QuoteState.OTHER_SPEAKER, QuoteState.ABSENT)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence and the marks that it carries."""

    text: str
    severity: str
    quote: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence with all that the report says of it. `gap` is the text between it and the one before."""

    number: int
    gap: str
    kind: ClaimKind
    css: str
    pieces: tuple[Piece, ...]
    claims: tuple[CheckedClaim, ...]
    quotations: tuple[CheckedQuotation, ...]
    findings: tuple[Finding, ...]
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its sentences, and the text that belongs to none of them."""

    kind: str
    sentences: tuple[SentenceView, ...]
    rest: str
    reason: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar chart: offset and length in thousandths of its width."""

    label: str
    css: str
    number: int
    start: int
    length: int


def layout(report: Report) -> list[tuple[str, list[BlockView]]]:
    """The article's blocks, neighbours of one kind together, each group with the name of its kind."""
    groups: list[tuple[str, list[BlockView]]] = []
    for number, block in enumerate(report.article.analysis.document.blocks):
        view = _block(report, number, block)
        if groups and groups[-1][0] == view.kind and view.kind in ("bullet", "cell"):
            groups[-1][1].append(view)
        else:
            groups.append((view.kind, [view]))
    return groups


def _block(report: Report, number: int, block: Block) -> BlockView:
    analysis = report.article.analysis
    views, at = [], block.span.start
    for sentence in analysis.sentences:
        if sentence.block == number:
            gap = analysis.document.text[at : sentence.span.start]
            views.append(_sentence(report, sentence.index, gap))
            at = max(at, sentence.span.end)
    rest = analysis.document.text[at : block.span.end]
    return BlockView(
        block.kind.value, tuple(views), rest, block.reason if block.kind is BlockKind.BOILERPLATE else ""
    )


def _sentence(report: Report, index: int, gap: str) -> SentenceView:
    article = report.article
    analysis = article.analysis
    kind = analysis.main_claim(index).kind
    quotations = tuple(q for q in article.quotations if q.sentence == index)
    return SentenceView(
        number=index + 1,
        gap=gap,
        kind=kind,
        css=KIND_CLASSES[kind],
        pieces=tuple(_pieces(report, index, quotations)),
        claims=tuple(c for c in article.claims if c.claim.sentence == index),
        quotations=quotations,
        findings=report.findings_of(index),
        links=_links(report, analysis.sentences[index].span),
    )


def _pieces(report: Report, index: int, quotations: tuple[CheckedQuotation, ...]) -> Iterator[Piece]:
    """Cuts a sentence wherever a finding or a changed quotation starts or ends."""
    text, whole = report.article.analysis.document.text, report.article.analysis.sentences[index].span
    changed = [(q.quotation.inner, q.state.value) for q in quotations if q.state in _CHANGED]
    flagged = [
        (f.span, f.severity) for f in report.findings if f.span.overlaps(whole) and not f.span.contains(whole)
    ]
    ends = {whole.start, whole.end}
    for span in [s for s, _ in changed] + [s for s, _ in flagged]:
        ends |= {min(max(edge, whole.start), whole.end) for edge in (span.start, span.end)}
    for start, end in pairwise(sorted(ends)):
        here = Span(start, end)
        gravest = max((severity for span, severity in flagged if span.overlaps(here)), default=None)
        state = next((state for span, state in changed if span.overlaps(here)), "")
        yield Piece(here.of(text), _name(gravest), state)


def _name(severity: Severity | None) -> str:
    return "" if severity is None else severity.name.lower()


def _links(report: Report, span: Span) -> tuple[tuple[str, str], ...]:
    """The sentence's hyperlinks and its footnotes' URLs, with the words that carry them."""
    document = report.article.analysis.document
    found = [(link.span.of(document.text), link.url) for link in document.links if link.span.overlaps(span)]
    for note in document.footnotes:
        if note.mark.overlaps(span):
            found += [(f"Footnote {note.label}", url) for url in note.urls]
    return tuple(found)


def web_address(url: str) -> str | None:
    """`url` where it is an http or https address, else None: nothing else may become a link."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def kind_bars(summary: Summary, labels: dict[ClaimKind, str]) -> list[Bar]:
    """Sentences by kind, as a bar."""
    return _bars([(labels[kind], KIND_CLASSES[kind], number) for kind, number in summary.kinds])


def voice_bars(first: Opening) -> list[Bar]:
    """Attributed claims by type of speaker, most first, as a bar."""
    return _bars([(TYPES[share.type], f"t-{share.type.value}", share.claims) for share in first.shares])


def texture(kind: SpeakerType) -> str:
    """The pattern that tells a type of speaker from others of its shade without colour; empty for none."""
    return TEXTURES.get(kind, "")


TEXTURES: Mapping[SpeakerType, str] = {
    SpeakerType.NGO: "lines-on-dark",
    SpeakerType.COMPANY: "lines",
    SpeakerType.INSTITUTION: "lines",
    SpeakerType.PARTY: "dots-on-dark",
    SpeakerType.IGO: "dots",
    SpeakerType.INDIVIDUAL: "dots",
    SpeakerType.ARMED_GROUP: "bars-on-dark",
    SpeakerType.MEDIA: "bars",
    SpeakerType.ANONYMOUS: "bars",
}
"""Patterns of report.html. Two types that share one, or have none, differ in lightness (report.css)."""


def _bars(parts: list[tuple[str, str, int]]) -> list[Bar]:
    total = sum(number for _, _, number in parts)
    bars, before = [], 0
    for label, css, number in parts:
        if number:
            start, end = round(1000 * before / total), round(1000 * (before + number) / total)
            bars.append(Bar(label, css, number, start, end - start))
        before += number
    return bars
