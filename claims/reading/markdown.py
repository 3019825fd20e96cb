"""Markdown (CommonMark with tables, footnotes and front matter): text without marks, mapped to the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.document import BlockKind, Footnote, Link, OffsetMap, Remark, Span
from claims.offsets import MapBuilder, compose
from claims.reading.encoding import decode
from claims.reading.extract import Extract, Note, RawBlock, add_link, mark_note
from claims.reading.headings import is_caption
from claims.reading.inline import Piece, comments, parser, pieces
from claims.reading.markdown_notes import CODE, LINE, blanked, definitions
from claims.reading.metadata import from_front_matter, is_front_matter
from claims.reading.urls import urls_in

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")
# One that isn't closed takes the rest, so that many of them don't each search it.
_TAGS = re.compile(r"<!--.*?(-->|\Z)|<[^>]*(>|\Z)", re.DOTALL)


def read(data: bytes, *, name: str) -> Extract:
    """The text of a Markdown file, its blocks and links, and its front matter as metadata."""
    text, encoding = decode(data, name=name)
    return _extract(text, encoding)


def read_text(text: str, *, name: str) -> Extract:  # noqa: ARG001 - all readers take it
    """The same of Markdown that comes as characters."""
    return _extract(text, None)


def _extract(original: str, encoding: str | None) -> Extract:
    source, line_ends = _with_newlines(original)
    # As the parser shows it.
    source = source.replace("\0", "\ufffd")
    front = _FRONT.match(source)
    front = front if front and is_front_matter(front.group("body")) else None
    masked = blanked(source, [front]) if front else source
    notes = definitions(masked)
    walker = _Walker(blanked(masked, notes), notes)
    walker.walk()
    return Extract(
        walker.builder.text(),
        tuple(walker.blocks),
        tuple(walker.links),
        tuple(walker.footnotes),
        from_front_matter(front.group("body") if front else ""),
        tuple(walker.notes),
        encoding=encoding,
        original=original,
        offsets=compose(walker.builder.map(), line_ends),
        remarks=tuple(walker.remarks),
    )


def _with_newlines(original: str) -> tuple[str, OffsetMap]:
    """The file with every line end as a newline."""
    builder = MapBuilder()
    at = 0
    for match in re.finditer("\r\n?", original):
        builder.keep(original[at : match.start()], at)
        builder.put("\n", Span(*match.span()))
        at = match.end()
    builder.keep(original[at:], at)
    return builder.text(), builder.map()


@dataclass
class _State:
    """Where the walk is: how deep in lists and quotations, and what the next inline content is."""

    lists: int = 0
    quotes: int = 0
    heading: int = 0
    cell: bool = False


class _Walker:
    def __init__(self, masked: str, definitions: list[re.Match[str]]) -> None:
        self.masked = masked
        self.waiting = definitions[::-1]
        # Of two with one label the later one is meant.
        self.definitions = {match.group("label"): match for match in definitions}
        self.builder = MapBuilder()
        self.blocks: list[RawBlock] = []
        self.links: list[Link] = []
        self.footnotes: list[Footnote] = []
        self.remarks: list[Remark] = []
        self.notes: list[str] = []
        self._md: MarkdownIt = parser()
        self._env: dict[str, object] = {}
        self._read: dict[str, Note] = {}  # by label
        self._lines = [m.span() for m in LINE.finditer(masked) if m.end() > m.start()]
        self._cursor = 0

    def walk(self) -> None:
        """Go through the block tokens, and give each its text."""
        state = _State()
        for token in self._md.parse(self.masked, self._env):
            self._open_or_close(token, state)
            lines = (token.map[0], token.map[1]) if token.map else None
            if token.type in ("inline", *CODE) and lines:
                start = self._lines[lines[0]][0]
                while self.waiting and self.waiting[-1].start() < start:
                    self._definition(self.waiting.pop())
            if token.type == "inline" and lines:
                self._inline(token, lines, state)
            elif token.type in CODE and lines:
                self._verbatim(token, lines)
            elif token.type == "html_block" and lines:
                self._markup(token, lines[0] + 1)
        while self.waiting:
            self._definition(self.waiting.pop())

    def _open_or_close(self, token: Token, state: _State) -> None:
        if token.type in ("bullet_list_open", "bullet_list_close", "ordered_list_open", "ordered_list_close"):
            state.lists += token.nesting
        elif token.type in ("blockquote_open", "blockquote_close"):
            state.quotes += token.nesting
        elif token.type == "heading_open":
            state.heading = int(token.tag[1])
        elif token.type == "heading_close":
            state.heading = 0
        elif token.type in ("td_open", "th_open", "td_close", "th_close"):
            state.cell = token.nesting > 0

    def _inline(self, token: Token, lines: tuple[int, int], state: _State) -> None:
        places = self._places(token.content, *lines)
        kind = BlockKind.PARAGRAPH
        if state.heading:
            kind = BlockKind.HEADING
            if state.heading == 1 and not any(b.kind is BlockKind.HEADLINE for b in self.blocks):
                kind = BlockKind.HEADLINE
        elif state.cell:
            kind = BlockKind.CELL
        elif state.quotes:
            kind = BlockKind.QUOTE
        elif state.lists:
            kind = BlockKind.BULLET
        found = pieces(token.content, token.children or [])
        found, places = self._placed(found, places, lines)
        self._write(found, places, kind, max(0, state.lists - 1))

    def _placed(
        self, found: list[Piece], places: list[int] | None, lines: tuple[int, int]
    ) -> tuple[list[Piece], list[int]]:
        """The pieces with their places; where there are none, each maps to all lines of its token."""
        if places is not None:
            return found, places
        start = max(self._lines[lines[0]][0], self._end)
        end = max(start, self._lines[min(lines[1], len(self._lines)) - 1][1])
        inexact = [replace(piece, start=0, end=1, exact=False) for piece in found]
        return inexact, [start, end]

    def _markup(self, token: Token, line: int) -> None:
        for comment in comments(token.content, line):
            self._remark(comment.words, comment.line, inside=False)
        if _TAGS.sub(lambda tag: "" if tag[1] or tag[2] else tag[0], token.content).strip():
            self.notes.append(f"Line {line}: HTML inside the Markdown was not read.")

    def _verbatim(self, token: Token, lines: tuple[int, int]) -> None:
        places = self._places(token.content.rstrip("\n"), *lines, inside=token.type == "fence")
        text = token.content.rstrip("\n")
        found, places = self._placed([Piece(text, 0, len(text), True, None)], places, lines)
        self._write(found, places, BlockKind.PARAGRAPH, 0)

    def _definition(self, match: re.Match[str]) -> None:
        start, end = match.span("text")
        self._write(self._noted(match), list(range(start, end + 1)), BlockKind.FOOTNOTE, 0)

    def _noted(self, match: re.Match[str]) -> list[Piece]:
        content = match.group("text")
        return pieces(content, self._md.parseInline(content, self._env)[0].children or [])

    def _places(self, content: str, first: int, last: int, *, inside: bool = False) -> list[int] | None:
        """For each character of a token's content its offset in the file, and one more for the end.

        None where the parser changed the content (tabs in code, escaped bars in tables).
        """
        places: list[int] = []
        line = first + inside
        for part in content.split("\n"):
            at = -1
            while line < min(last, len(self._lines)):
                start, end = self._lines[line]
                at = self.masked.find(part, max(start, self._cursor), end)
                if at >= 0:
                    break
                line += 1
            if at < 0:
                return None
            places += range(at, at + len(part) + 1)
            self._cursor = at + len(part)
            line += 1
        return places

    def _write(self, found: list[Piece], places: list[int], kind: BlockKind, depth: int) -> None:
        if not any(piece.text.strip() for piece in found):
            for piece in found:
                self._remark(piece.remark, self._line(places[piece.start]), inside=False)
            return
        if self.builder.length:
            self.builder.put("\n\n", Span(self._end, self._end))
        start = self.builder.length
        for piece in found:
            self._piece(piece, places, start)
        span = Span(start, self.builder.length)
        if kind is BlockKind.PARAGRAPH and is_caption("".join(p.text for p in found).strip()):
            kind = BlockKind.CAPTION
        self.blocks.append(RawBlock(span, kind, depth))

    _end = 0

    def _piece(self, piece: Piece, places: list[int], block: int) -> None:
        at = self.builder.length
        taken = 0
        if piece.remark is not None:
            self._remark(piece.remark, self._line(places[piece.start]), inside=True)
        elif piece.exact:
            for match in _REFERENCE.finditer(piece.text):
                if match.group(1) in self.definitions:
                    self._keep(piece, places, taken, match.start())
                    self._mark(match.group(1), block, places, piece.start + match.start(), len(match.group()))
                    taken = match.end()
            self._keep(piece, places, taken, len(piece.text))
        else:
            start, end = places[piece.start], places[min(piece.end, len(places) - 1)]
            self.builder.put(piece.text, Span(start, end))
            self._end = end
        if piece.url and self.builder.length > at:
            add_link(self.links, Span(at, self.builder.length), piece.url)

    def _keep(self, piece: Piece, places: list[int], start: int, end: int) -> None:
        """Copy a stretch of a piece; a line break takes the marks at the start of the next line with it."""
        first = start
        for at in range(start, end + 1):
            if at < end and piece.text[at] != "\n":
                continue
            if at > first:
                self.builder.keep(piece.text[first:at], places[piece.start + first])
                self._end = places[piece.start + at - 1] + 1
            if at < end:
                self._end = places[min(piece.start + at + 1, len(places) - 1)]
                self.builder.put("\n", Span(places[piece.start + at], self._end))
            first = at + 1

    def _line(self, place: int) -> int:
        return bisect_right(self._lines, place, key=lambda line: line[0])

    def _remark(self, words: str | None, line: int | None, *, inside: bool) -> None:
        if words is not None:
            self.remarks.append(Remark(self.builder.length, words.strip(), line, inside))

    def _mark(self, label: str, block: int, places: list[int], at: int, length: int) -> None:
        self.builder.put("", Span(places[at], places[at] + length))
        self._end = places[at] + length
        # One note may have many marks.
        if label not in self._read:
            self._read[label] = self._note(label)
        end = self.builder.length
        self.footnotes.append(mark_note(self._read[label], max(block, end - 1), end))

    def _note(self, label: str) -> Note:
        noted = self._noted(self.definitions[label])
        text = re.sub(r"\s+", " ", "".join(piece.text for piece in noted)).strip()
        urls = [piece.url for piece in noted if piece.url] + urls_in(text)
        return Note(label, text, tuple(dict.fromkeys(urls)))
