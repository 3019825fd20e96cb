"""A text as the program holds it: blocks over one repaired text that maps back to what was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` up to but not including `end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where both share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains all of `spans`, which must not be empty."""
    found = list(spans)
    return Span(min(s.start for s in found), max(s.end for s in found))


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADLINE = "headline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    QUOTE = "quote"
    CAPTION = "caption"
    CELL = "cell"
    FOOTNOTE = "footnote"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of layout.

    Attributes:
        span: its characters in `Document.text`, without bullet mark, quote mark or line break.
        kind: what it is.
        lead_in: index of the block whose last sentence introduces this one (it ends in a colon), or None.
            A bullet, a quote, or a paragraph right after "X stated:" has one.
        heading: index of the nearest heading above, or None.
        page: page number from 1 where the format has pages, else None.
        reason: why the block is boilerplate; empty for all other kinds.
        at: where it stands in a format that counts otherwise than by pages ("row 12", "00:01:23",
            "sheet Costs, row 4", "chapter 3, The Port"); else empty.
    """

    span: Span
    kind: BlockKind
    lead_in: int | None = None
    heading: int | None = None
    page: int | None = None
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the characters that carry it and where it points."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: the mark in the text, and what the note says with the URLs in it."""

    mark: Span
    label: str
    text: str
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the markup (`<!-- ... -->`), which no reader of the article sees.

    Attributes:
        at: the offset in `Document.text` that it stands at; what precedes it ends there or before.
        words: what it says, without its marks and the blanks around it.
        line: of the file as read, from 1; None where the format can't tell.
        inside: True where it stands in the text of a block or at its end, False where it stands apart.
    """

    at: int
    words: str
    line: int | None
    inside: bool


class RepairKind(StrEnum):
    """What was mended in the text as read."""

    MOJIBAKE = "mojibake"
    INVISIBLE = "invisible"
    BIDI = "bidi"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Repair:
    """One mending: where it stands in the repaired text, and the characters before and after."""

    kind: RepairKind
    span: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; every field may be None."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and the stretch of the text as read that it came from.

    Where both are equally long, characters map one to one; otherwise the stretch maps as a whole.
    """

    span: Span
    origin: Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps spans of the repaired text back to the text as read. Segments are in order, without gaps."""

    segments: tuple[Segment, ...]

    def to_origin(self, span: Span) -> Span:
        """The smallest span of the text as read that `span` came from.

        An empty span maps to an empty one. Stretches removed on either side are not included.
        """
        if not len(span):
            return self._point(span.start)
        low = bisect_right(self.segments, span.start, key=lambda s: s.span.end)
        high = bisect_left(self.segments, span.end, key=lambda s: s.span.start)
        if low >= high:
            return self._point(span.start)
        first, last = self.segments[low], self.segments[high - 1]
        start, end = first.origin.start, last.origin.end
        if len(first.span) == len(first.origin):
            start += max(0, span.start - first.span.start)
        if len(last.span) == len(last.origin):
            end -= max(0, last.span.end - span.end)
        return Span(start, end)

    def _point(self, offset: int) -> Span:
        at = min(bisect_left(self.segments, offset, key=lambda s: s.span.end), len(self.segments) - 1)
        if at < 0:
            return Span(0, 0)
        segment = self.segments[at]
        inside = offset - segment.span.start
        if len(segment.span) != len(segment.origin):
            inside = len(segment.origin) if inside >= len(segment.span) else 0
        point = segment.origin.start + min(inside, len(segment.origin))
        return Span(point, point)

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """The map of a text of `length` characters that nothing was changed in."""
        return cls((Segment(Span(0, length), Span(0, length)),))


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read, ready to be split.

    Attributes:
        name: file name, or "<stdin>".
        format: the reader that made it, a key of `claims.reading.READERS`.
        text: the repaired text; every span in this program is an offset into it.
        blocks: in reading order; together they need not cover the text.
        original: the text as read, before repair. For plain text and Markdown it is the decoded file;
            for the other formats the text as extracted.
        offsets: from `text` back to `original`.
        sha256: of the bytes read, as hexadecimal digits.
        remarks: comments in Markdown and HTML, in order of place.
        notes: what the reader could not read or was unsure of, each a sentence for the editor.
    """

    name: str
    format: str
    text: str
    blocks: tuple[Block, ...]
    original: str
    offsets: OffsetMap
    sha256: str
    encoding: str | None = None
    links: tuple[Link, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    repairs: tuple[Repair, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()
