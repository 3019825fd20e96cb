"""Transcripts in plain text: each turn a block, its place the time stamp in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import BlockKind, Span
from claims.reading.extract import RawBlock
from claims.turns import Turn, is_transcript, turn_at


def turn_blocks(text: str, chunks: Sequence[Sequence[int]]) -> list[list[RawBlock]] | None:
    """The turns of a transcript, for each stretch of lines without a blank one; None where it is none.

    A block begins with the turn's head, behind a time stamp. Lines under a turn belong to it; lines above the
    first turn of a stretch are a paragraph.

    Args:
        text: the whole text.
        chunks: for each stretch where its lines start, and at last where it ends.
    """
    heads = [_heads(text, lines) for lines in chunks]
    found = [_blocks(lines, turns) for lines, turns in zip(chunks, heads, strict=True)]
    said = [
        (turn.name.of(text), text[turn.words : block.span.end], turn.time)
        for blocks, turns in zip(found, heads, strict=True)
        for block, (_, turn) in zip(blocks[len(blocks) - len(turns) :], turns, strict=True)
    ]
    return found if is_transcript(said) else None


def _heads(text: str, lines: Sequence[int]) -> list[tuple[int, Turn]]:
    """Where turns begin, with what their heads say."""
    found: list[tuple[int, Turn]] = []
    for start in lines[:-1]:
        # A stamp on a line of its own belongs to the line below.
        if found and start < found[-1][1].words:
            continue
        turn = turn_at(text, start, lines[-1])
        if turn is not None:
            found.append((start, turn))
    return found


def _blocks(lines: Sequence[int], turns: Sequence[tuple[int, Turn]]) -> list[RawBlock]:
    if not turns:
        return []
    found = []
    if turns[0][0] > lines[0]:
        found.append(RawBlock(Span(lines[0], turns[0][0]), BlockKind.PARAGRAPH))
    ends = [start for start, _ in turns[1:]] + [lines[-1]]
    for (_, turn), end in zip(turns, ends, strict=True):
        found.append(RawBlock(Span(turn.start, end), BlockKind.PARAGRAPH, at=turn.time))
    return found
