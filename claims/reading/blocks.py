"""From an extract to a document: repaired text, boilerplate told, lead-ins and headings tied to blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.boilerplate import boilerplate_reason
from claims.document import Block, BlockKind, Document, Footnote, Link, OffsetMap, Remark, Span
from claims.offsets import compose, from_origin
from claims.reading.extract import Extract, RawBlock
from claims.reading.urls import written_out
from claims.repair import repair

_COLON = re.compile(r"[:：][\"”’')\]*_\u00a0 –—-]{0,3}$")
_OPEN = "\"“‘„«'"
_CLOSE = "\"”’»'“"
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)
_ASIDE = (BlockKind.BOILERPLATE, BlockKind.CAPTION, BlockKind.CELL, BlockKind.FOOTNOTE)
_KEPT = (BlockKind.FOOTNOTE, BlockKind.CELL)


def assemble(extract: Extract, *, name: str, format: str, sha256: str) -> Document:
    """The document made of `extract`: its text is repaired, and its blocks know their place."""
    mended = repair(extract.text)

    def moved(span: Span) -> Span:
        start = from_origin(mended.offsets, span.start)
        return Span(start, max(start, from_origin(mended.offsets, span.end)))

    offsets = compose(mended.offsets, extract.offsets) if extract.offsets else mended.offsets
    raw = [replace(b, span=moved(b.span)) for b in extract.blocks]
    links = tuple(Link(moved(link.span), link.url) for link in extract.links)
    return Document(
        name=name,
        format=format,
        text=mended.text,
        blocks=related(raw, mended.text),
        original=extract.text if extract.original is None else extract.original,
        offsets=offsets if mended.text else OffsetMap.identity(0),
        sha256=sha256,
        encoding=extract.encoding,
        links=with_bare_links(links, mended.text),
        footnotes=tuple(Footnote(moved(f.mark), f.label, f.text, f.urls) for f in extract.footnotes),
        remarks=tuple(
            Remark(from_origin(mended.offsets, r.at), r.words, r.line, r.inside) for r in extract.remarks
        ),
        repairs=mended.repairs,
        metadata=extract.metadata,
        notes=extract.notes,
    )


def related(raw: Sequence[RawBlock], text: str) -> tuple[Block, ...]:
    """Blocks with boilerplate told, one headline, and each with its lead-in and heading."""
    trimmed = [replace(b, span=_trim(b.span, text)) for b in raw]
    told = _headline([_told(b, text) for b in trimmed if len(b.span)])
    leads = _lead_ins(told, text)
    found: list[Block] = []
    heading: int | None = None
    for index, block in enumerate(told):
        found.append(Block(block.span, block.kind, leads[index], heading, block.page, block.reason, block.at))
        if block.kind in _HEADS:
            heading = index
    return tuple(found)


def with_bare_links(links: tuple[Link, ...], text: str) -> tuple[Link, ...]:
    """`links` and, in order with them, every URL that is written out in `text`."""
    taken = sorted(link.span for link in links)
    bare: list[Link] = []
    at = 0
    for place in written_out(text):
        while at < len(taken) and taken[at].end <= place.start:
            at += 1
        if at == len(taken) or not taken[at].overlaps(place):
            bare.append(Link(place, place.of(text)))
    return tuple(sorted([*links, *bare], key=lambda link: (link.span, link.url)))


def ends_in_colon(text: str) -> bool:
    """True where `text` announces what comes next."""
    return bool(_COLON.search(text.rstrip()))


def opens_quotation(text: str) -> bool:
    """True where `text` begins with a quotation mark."""
    return text[:1] in set(_OPEN)


def is_one_quotation(text: str) -> bool:
    """True where `text` is one quotation from its first character to its last, perhaps left open."""
    if not opens_quotation(text):
        return False
    first = text[0]
    if first in "\"'":
        return text.count(first) == 1 if not text.endswith(first) else text[1:-1].count('"') % 2 == 0
    closing = {"“": "”", "‘": "’", "«": "»", "„": "“"}[first]
    inner = text[1:].rstrip(".,")
    if first == "‘":
        return inner.endswith("’")
    return closing not in inner[:-1] and (inner.endswith(closing) or closing not in inner)


def _trim(span: Span, text: str) -> Span:
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _told(block: RawBlock, text: str) -> RawBlock:
    if block.kind is BlockKind.BOILERPLATE or block.kind in _KEPT:
        return block
    reason = boilerplate_reason(block.span.of(text))
    if not reason:
        return block
    return replace(block, kind=BlockKind.BOILERPLATE, reason=reason)


def _headline(blocks: list[RawBlock]) -> list[RawBlock]:
    """The first heading is the headline where no other is, and no text of the story comes before it."""
    if any(b.kind is BlockKind.HEADLINE for b in blocks):
        return blocks
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            first = replace(block, kind=BlockKind.HEADLINE)
            return [*blocks[:index], first, *blocks[index + 1 :]]
        if block.kind not in _ASIDE:
            break
    return blocks


def _lead_ins(blocks: Sequence[RawBlock], text: str) -> list[int | None]:
    found: list[int | None] = []
    before: int | None = None
    items: list[tuple[int, int]] = []  # depth and index of the list items that are open
    for index, block in enumerate(blocks):
        lead: int | None = None
        if block.kind is BlockKind.BULLET:
            items = [item for item in items if item[0] < block.depth]
            above = items[-1][1] if items else before
            if above is not None:
                introduces = ends_in_colon(blocks[above].span.of(text))
                lead = above if introduces else found[above] if items else None
            items.append((block.depth, index))
        elif block.kind in (BlockKind.QUOTE, BlockKind.PARAGRAPH) and before is not None:
            lead = _of_text(blocks, text, before, block, found)
        found.append(lead)
        if block.kind is not BlockKind.BULLET and block.kind not in _ASIDE:
            before, items = index, []
    return found


def _of_text(
    blocks: Sequence[RawBlock], text: str, before: int, block: RawBlock, found: list[int | None]
) -> int | None:
    last = blocks[before]
    words = last.span.of(text)
    if any(b.kind is BlockKind.BULLET for b in blocks[before + 1 : len(found)]):
        return None
    if last.kind not in _HEADS and ends_in_colon(words):
        return before
    if last.kind is BlockKind.QUOTE and block.kind is BlockKind.QUOTE:
        return found[before]
    # A speech of several paragraphs opens each of them and closes only the last.
    left_open = opens_quotation(words) and words[-1] not in _CLOSE
    return found[before] if left_open and opens_quotation(block.span.of(text)) else None
