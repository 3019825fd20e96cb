"""What a reader hands over: text with blocks, before repair and before the blocks are related."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claims.document import BlockKind, Footnote, Link, Metadata, OffsetMap, Remark, Span

# A no-break space is kept: it is the writer's, not the markup's.
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as its format marks it.

    Attributes:
        span: in the extracted text.
        kind: what the format says it is.
        depth: nesting of a list, from 0.
        page: page number from 1 where the format has pages.
        reason: why it is boilerplate, where the reader knows.
        at: where it stands, as `claims.document.Block.at` has it.
    """

    span: Span
    kind: BlockKind
    depth: int = 0
    page: int | None = None
    reason: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file. The places of links, footnotes and remarks are offsets into `text`.

    `original` and `offsets` are given where the text is not the text as read (Markdown, with its marks).
    """

    text: str
    blocks: tuple[RawBlock, ...]
    links: tuple[Link, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    notes: tuple[str, ...] = ()
    encoding: str | None = None
    original: str | None = None
    offsets: OffsetMap | None = None
    remarks: tuple[Remark, ...] = ()

    def shifted(self, by: int) -> Extract:
        """The same with all its places but those of remarks, which go, `by` characters further on."""
        return replace(
            self,
            blocks=tuple(replace(block, span=block.span.shifted(by)) for block in self.blocks),
            links=tuple(replace(link, span=link.span.shifted(by)) for link in self.links),
            footnotes=tuple(replace(note, mark=note.mark.shifted(by)) for note in self.footnotes),
            remarks=(),
        )


class Writer:
    """Puts an extract together block by block, for the formats whose text is scattered over markup."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._blocks: list[RawBlock] = []
        self._links: list[Link] = []
        self._footnotes: list[Footnote] = []
        self._remarks: list[Remark] = []

    def block(
        self,
        runs: list[Run],
        kind: BlockKind,
        *,
        depth: int = 0,
        page: int | None = None,
        reason: str = "",
        at: str = "",
    ) -> None:
        """Add a block made of `runs`; nothing but remarks is added where they hold no text."""
        tidy = tidied(runs)
        if not tidy:
            for run in runs:
                if run.remark:
                    self.remark(run.remark, inside=False)
            return
        if self._parts:
            self._add("\n\n")
        start = self.length
        for run in tidy:
            begin = self.length
            if run.remark:
                self.remark(run.remark, inside=True)
            self._add(run.text)
            if run.url and run.text.strip():
                add_link(self._links, Span(begin, self.length), run.url)
            if run.note:
                self._footnotes.append(mark_note(run.note, max(start, begin - 1), begin))
        self._blocks.append(RawBlock(Span(start, self.length), kind, depth, page, reason, at))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def remark(self, comment: Comment, *, inside: bool) -> None:
        """Add a comment that stands here, in the text of a block or between two."""
        self._remarks.append(Remark(self.length, comment.words.strip(), comment.line, inside))

    def extract(self, metadata: Metadata, notes: tuple[str, ...], encoding: str | None = None) -> Extract:
        """The whole."""
        return Extract(
            "".join(self._parts),
            tuple(self._blocks),
            tuple(self._links),
            tuple(self._footnotes),
            metadata,
            notes,
            encoding,
            remarks=tuple(self._remarks),
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote before its mark has a place."""

    label: str
    text: str
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment before it has a place in the text: what it says, and its line in the file where known."""

    words: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind: with a link or without; or without text, the mark of a footnote or a comment."""

    text: str
    url: str | None = None
    note: Note | None = None
    remark: Comment | None = None


def add_link(links: list[Link], span: Span, url: str) -> None:
    """Add a link to those before it; one that goes on with the last is one with it."""
    last = links[-1] if links else None
    if last and last.url == url and last.span.end == span.start:
        links[-1] = Link(Span(last.span.start, span.end), url)
    else:
        links.append(Link(span, url))


def mark_note(note: Note, start: int, end: int) -> Footnote:
    """The footnote whose mark stood at `end`; it takes the character before, for marks are left out."""
    return Footnote(Span(start, end), note.label, note.text, note.urls)


def tidied(runs: list[Run]) -> list[Run]:
    """The runs with white space as it is shown: runs of it are one space, none at the ends."""
    found: list[Run] = []
    spaced = True
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if spaced:
            text = text.removeprefix(" ")
        if text:
            spaced = text.endswith(" ")
        found.append(Run(text, run.url, run.note, run.remark))
    # The last text loses its blanks, and so does one right before the mark of a footnote.
    last = len(found)
    while last and not found[last - 1].text.rstrip() and not found[last - 1].note:
        last -= 1
        found[last] = replace(found[last], text="")
    if last and found[last - 1].note:
        last -= 1
    if last:
        found[last - 1] = replace(found[last - 1], text=found[last - 1].text.rstrip())
    return found if any(r.text.strip() for r in found) else []
