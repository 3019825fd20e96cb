"""Kinds of paragraphs told by their look, for formats whose writers seldom mark them (Word, PDF)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.boilerplate import boilerplate_reason
from claims.document import BlockKind, Span
from claims.reading.extract import Extract, RawBlock
from claims.reading.headings import is_caption, is_heading
from claims.reading.plain import BULLET

_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)


def by_looks(extract: Extract, *, all_marked: bool = True) -> Extract:
    """The extract with typed bullets, bylines and credits told, and headings where none are marked.

    Args:
        all_marked: False where a heading that is marked doesn't mean that all of them are.
    """
    marked = all_marked and any(b.kind in _HEADS for b in extract.blocks)
    blocks = [_bullet_or_caption(b, extract.text) for b in extract.blocks]
    found: list[RawBlock] = []
    first = True
    for block, below in zip(blocks, _below(blocks, extract.text), strict=True):
        words = block.span.of(extract.text)
        if block.kind is BlockKind.PARAGRAPH and not marked and not boilerplate_reason(words):
            heading = is_heading(
                words,
                first=first,
                alone=True,
                below=below.span.of(extract.text) if below else "",
                below_is_bullet=below is not None and below.kind is BlockKind.BULLET,
            )
            block = replace(block, kind=BlockKind.HEADING) if heading else block
            first = False
        found.append(block)
    return replace(extract, blocks=tuple(found))


def _below(blocks: Sequence[RawBlock], text: str) -> list[RawBlock | None]:
    """For each block the next one that belongs to the story."""
    found: list[RawBlock | None] = []
    below: RawBlock | None = None
    for block in reversed(blocks):
        found.append(below)
        below = below if _is_aside(block, text) else block
    return found[::-1]


def _is_aside(block: RawBlock, text: str) -> bool:
    aside = block.kind in (BlockKind.CAPTION, BlockKind.BOILERPLATE)
    return aside or bool(boilerplate_reason(block.span.of(text)))


def _bullet_or_caption(block: RawBlock, text: str) -> RawBlock:
    words = block.span.of(text)
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    if typed := BULLET.match(words):
        span = Span(block.span.start + typed.end(), block.span.end)
        return replace(block, span=span, kind=BlockKind.BULLET)
    return replace(block, kind=BlockKind.CAPTION) if is_caption(words) else block
