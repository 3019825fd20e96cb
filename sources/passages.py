"""From a document's blocks to the passages that the store keeps and search finds.

A paragraph is a passage. A list, and a quotation set as a block, stand together with the words that lead into
them, so that the passage makes sense alone and the figures of a list can be summed. Headings are no passages:
they are the context that a passage is searched by. A passage's text is always a verbatim slice of the
document's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.document import Block, BlockKind, Document, Span, cover
from sources.source import Locator

#: Characters that a passage should not exceed: about what the encoder reads (256 tokens).
LIMIT = 1200

_NOT_PASSAGES = (BlockKind.BOILERPLATE, BlockKind.HEADLINE, BlockKind.HEADING)
_LISTED = (BlockKind.BULLET, BlockKind.CELL)


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage before it is stored.

    Attributes:
        locator: where it stands in its document; paragraphs are counted without headings and boilerplate, a
            list with its lead-in as one.
        text: its words, a slice of the document's text.
        context: the headings above it, and the lead-in of a list too long for one passage.
    """

    locator: Locator
    text: str
    context: str


def cut(document: Document, *, sentences: Sequence[Span] = (), limit: int = LIMIT) -> tuple[Cut, ...]:
    """The passages of `document`, in reading order.

    Args:
        document: what was read.
        sentences: where its sentences stand; a long paragraph is cut at their ends, else between words.
        limit: characters that a passage should not exceed. A single sentence may.
    """
    ends = sorted({s.end for s in sentences})
    found: list[Cut] = []
    groups = list(_groups(document))
    shared = Counter(document.blocks[group[0]].at for group in groups)
    met: Counter[str] = Counter()
    for number, group in enumerate(groups, start=1):
        blocks = [document.blocks[i] for i in group]
        at = blocks[0].at
        met[at] += 1
        # A row is one passage, but a chapter is many.
        place = f"{at}, paragraph {met[at]}" if at and shared[at] > 1 else at
        lead = blocks[0].span.of(document.text) if len(blocks) > 1 else ""
        for order, span in enumerate(_pieces(document.text, blocks, ends, limit)):
            page = next((b.page for b in blocks if b.span.overlaps(span)), None)
            locator = Locator(number, span, page, place)
            context = _context(document, blocks[0], lead if order else "")
            found.append(Cut(locator, span.of(document.text), context))
    return tuple(found)


def _groups(document: Document) -> Iterator[list[int]]:
    """Indexes of the blocks that belong together."""
    group: list[int] = []
    for index, block in enumerate(document.blocks):
        kept = block.kind not in _NOT_PASSAGES and any(c.isalnum() for c in block.span.of(document.text))
        if group and not (kept and _joins(document, group, index)):
            yield group
            group = []
        if kept:
            group.append(index)
    if group:
        yield group


def _joins(document: Document, group: list[int], index: int) -> bool:
    """True where the block at `index` goes on with the group that ends right before it."""
    block, last = document.blocks[index], document.blocks[group[-1]]
    # Blocks of a group stand one after the other.
    if block.lead_in is not None and group[0] <= block.lead_in <= group[-1] and block.at == last.at:
        return True
    same_place = (block.heading, block.lead_in, block.at) == (last.heading, last.lead_in, last.at)
    return block.kind == last.kind and block.kind in _LISTED and same_place


def _pieces(text: str, blocks: list[Block], ends: list[int], limit: int) -> Iterator[Span]:
    """The group as one span if it is short enough, else as few as whole blocks and sentences allow."""
    gathered: list[Span] = []
    for part in (p for b in blocks for p in _parts(text, b.span, ends, limit)):
        if gathered and len(cover([gathered[0], part])) > limit:
            yield cover(gathered)
            gathered = []
        gathered.append(part)
    if gathered:
        yield cover(gathered)


def _parts(text: str, span: Span, ends: list[int], limit: int) -> Iterator[Span]:
    """A block in stretches of at most `limit` characters where sentence ends or spaces allow."""
    start = span.start
    while span.end - start > limit:
        before = bisect_right(ends, start + limit)
        within = before and ends[before - 1] > start
        stop = ends[before - 1] if within else text.rfind(" ", start + 1, start + limit)
        if stop <= start:
            stop = start + limit
        yield Span(start, stop)
        start = stop
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _context(document: Document, block: Block, lead: str) -> str:
    heading = document.blocks[block.heading].span.of(document.text) if block.heading is not None else ""
    return "\n".join(part for part in (heading, lead) if part)
