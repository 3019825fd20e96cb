"""Plain text: paragraphs, bullets, headings and quotations told by the shape of the lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.boilerplate import boilerplate_reason
from claims.document import BlockKind, Document, Span
from claims.reading.blocks import ends_in_colon, is_one_quotation, related, with_bare_links
from claims.reading.encoding import decode
from claims.reading.extract import Extract, RawBlock
from claims.reading.headings import is_caption, is_heading
from claims.reading.transcript import turn_blocks
from claims.repair import repair

BULLET = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark>[-*+•·–‣◦▪●○■□➤►▶✓✔→]|(?P<number>\d{1,2})[.)]"
    r"|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)"
    r"|[a-z]\))(?P<gap>[ \t\u00a0]+)(?=\S)"
)
_RULE = re.compile(r"[ \t]*([-*_=~·•])(?:[ \t]*\1){2,}[ \t]*")
TERMINAL = re.compile(r"[.!?:…][\"”’'»)\]]*$")
_LONGEST_WRAP = 110
_SHORTEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    bullet: re.Match[str] | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(data: bytes, *, name: str) -> Extract:
    """The characters of a plain text file; `document` finds its blocks once they are repaired."""
    text, encoding = decode(data, name=name)
    return Extract(text, (), encoding=encoding)


def document(extract: Extract, *, name: str, format: str, sha256: str) -> Document:
    """The document of a plain text: the shape of its lines is told after repair, for mojibake hides it."""
    mended = repair(extract.text)
    return Document(
        name=name,
        format=format,
        text=mended.text,
        blocks=related(find_blocks(mended.text), mended.text),
        original=extract.text,
        offsets=mended.offsets,
        sha256=sha256,
        encoding=extract.encoding,
        links=with_bare_links((), mended.text),
        repairs=mended.repairs,
    )


def find_blocks(text: str) -> tuple[RawBlock, ...]:
    """The blocks of a plain text, in order. In a transcript each turn is one."""
    chunks = _chunks(text)
    turns = turn_blocks(text, [[*(line.start for line in chunk), chunk[-1].end] for chunk in chunks])
    if turns is None:
        return _blocks_of(chunks, text)
    found: list[RawBlock] = []
    between: list[list[_Line]] = []
    for chunk, blocks in zip(chunks, turns, strict=True):
        if blocks:
            found += [*_blocks_of(between, text), *blocks]
            between = []
        else:
            between.append(chunk)
    return (*found, *_blocks_of(between, text))


def _blocks_of(chunks: Sequence[Sequence[_Line]], text: str) -> tuple[RawBlock, ...]:
    width = _wrap_width(chunks)
    units: list[tuple[list[_Line], bool, bool]] = []
    for chunk in chunks:
        pieces = _pieces(chunk, width)
        units += [(piece, i == 0, i == len(pieces) - 1) for i, piece in enumerate(pieces)]
    found: list[RawBlock] = []
    below: list[list[_Line] | None] = []
    nearest: list[_Line] | None = None
    for lines, _, _ in reversed(units):
        below.append(nearest)
        nearest = nearest if _is_aside(lines, text) else lines
    before: RawBlock | None = None
    begun = False
    for (lines, first, last), following in zip(units, reversed(below), strict=True):
        block = _block(lines, text, before, following, first and last, wrapped=width is not None, begun=begun)
        found.append(block)
        if block.kind is not BlockKind.CAPTION and not boilerplate_reason(block.span.of(text)):
            before = block
            begun = begun or block.kind is not BlockKind.HEADING
    return tuple(found)


def _chunks(text: str) -> list[list[_Line]]:
    """Lines that no blank line parts, rules between paragraphs counting as blank."""
    chunks: list[list[_Line]] = [[]]
    at = 0
    for line in text.split("\n"):
        if not line.strip():
            chunks.append([])
        elif _RULE.fullmatch(line):
            chunks += [[_Line(at, line)], []]
        else:
            chunks[-1].append(_Line(at, line, BULLET.match(line)))
        at += len(line) + 1
    return [chunk for chunk in chunks if chunk]


def _wrap_width(chunks: Sequence[Sequence[_Line]]) -> int | None:
    """The column at which the file was hard-wrapped, or None where each line is a paragraph.

    In a wrapped file the first word of a line would not have fitted on the line before, and lines seldom
    end where sentences do.
    """
    lines = [line for chunk in chunks for line in chunk]
    width = max((len(line.text.rstrip()) for line in lines), default=0)
    breaks = [(a, b) for chunk in chunks for a, b in pairwise(chunk) if b.bullet is None]
    if not breaks or not _SHORTEST_WRAP <= width <= _LONGEST_WRAP:
        return None
    full = [a for a, b in breaks if _is_full(a, b, width)]
    ended = sum(bool(TERMINAL.search(a.text.rstrip())) for a in full)
    if len(full) >= 0.6 * len(breaks) and ended <= 0.4 * len(full):
        return width
    return None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    # Files are wrapped by hand too: a little slack.
    return len(line.text.rstrip()) + 1 + len(following.text.split()[0]) > width - 8


def _pieces(chunk: Sequence[_Line], width: int | None) -> list[list[_Line]]:
    pieces: list[list[_Line]] = []
    for line in chunk:
        if pieces and _continues(pieces[-1], line, width):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return pieces


def _continues(piece: Sequence[_Line], line: _Line, width: int | None) -> bool:
    last = piece[-1]
    words = last.text.rstrip()
    full = width is not None and _is_full(last, line, width)
    if line.bullet:
        # A dash or a number that wrapping brought to the start of a line.
        strayed = line.bullet.group("mark") in "–-" or (line.bullet.group("number") or "1") != "1"
        listed = piece[0].bullet is not None or ends_in_colon(words)
        return full and strayed and not listed and not TERMINAL.search(words)
    if boilerplate_reason(words) or boilerplate_reason(line.text):
        return False
    text = line.text.lstrip()
    if piece[0].bullet and len(line.text) - len(text) > len(piece[0].bullet.group("indent")):
        return True
    if full:
        return not (TERMINAL.search(words) and ends_in_colon(words))
    return text[0].islower() and len(words) >= _SHORTEST_WRAP and not TERMINAL.search(words)


def _block(
    lines: Sequence[_Line],
    text: str,
    before: RawBlock | None,
    following: Sequence[_Line] | None,
    alone: bool,
    *,
    wrapped: bool,
    begun: bool,
) -> RawBlock:
    first = lines[0]
    span = Span(first.start, lines[-1].end)
    if first.bullet and not _RULE.fullmatch(first.text):
        indent = len(first.bullet.group("indent").expandtabs(4))
        return RawBlock(Span(first.start + first.bullet.end(), span.end), BlockKind.BULLET, indent)
    words = span.of(text).strip()
    if is_caption(words):
        return RawBlock(span, BlockKind.CAPTION)
    below = following[0] if following else None
    heading = len(lines) <= (2 if wrapped and alone else 1) and is_heading(
        words,
        first=not begun,
        alone=alone,
        below="" if below is None else below.text.strip(),
        below_is_bullet=below is not None and below.bullet is not None,
    )
    if heading:
        return RawBlock(span, BlockKind.HEADING)
    if before is not None and is_one_quotation(words):
        last = before.span.of(text)
        if ends_in_colon(last) or (before.kind is BlockKind.QUOTE and _left_open(last)):
            return RawBlock(span, BlockKind.QUOTE)
    return RawBlock(span, BlockKind.PARAGRAPH)


def _is_aside(lines: Sequence[_Line], text: str) -> bool:
    words = Span(lines[0].start, lines[-1].end).of(text).strip()
    return is_caption(words) or bool(boilerplate_reason(words))


def _left_open(words: str) -> bool:
    return words.strip()[-1:] not in set("\"”’»'")


def read_text(text: str, *, name: str) -> Extract:  # noqa: ARG001 - all readers take it
    """`text` as it is, for drafts that come as characters."""
    return Extract(text, ())
