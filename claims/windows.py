"""A document as the learned tagger sees it: words in windows of neighbouring sentences.

A window has a *core*, whose cues it is asked about, and sentences before and after as context. Cores do not
overlap and together cover all blocks but boilerplate. A `[SEP]` piece stands between blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from claims.document import BlockKind, Document, Span
from claims.types import Quotation, Sentence, by_block

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# In word pieces; the encoder reads 512 at most.
CORE, BEFORE, AFTER = 330, 20, 50
# A sentence of more pieces is read in parts.
LONGEST = 300
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: its place, its word pieces, and where it stands.

    Attributes:
        span: characters of the document's text.
        pieces: ids of its word pieces, at least one.
        sentence: index of its sentence.
        block: index of its block.
        quoted: True inside quotation marks, the marks included.
    """

    span: Span
    pieces: tuple[int, ...]
    sentence: int
    block: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring words, read at once.

    Attributes:
        words: all its words, in order.
        core: the half-open range of `words` that are the window's own.
        ids: word pieces with those that mark beginning, block ends and end.
        firsts: for each word the place in `ids` of its first piece.
    """

    words: tuple[Word, ...]
    core: tuple[int, int]
    ids: tuple[int, ...]
    firsts: tuple[int, ...]


@cache
def tokenizer(path: Path) -> Tokenizer:
    """The word-piece tokenizer of a `tokenizer.json`, without truncation or padding."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(str(path))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def windows(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation], pieces: Tokenizer
) -> tuple[Window, ...]:
    """The windows of a document, in reading order.

    Args:
        document: what was read.
        sentences: its sentences.
        quotations: its quotations.
        pieces: splits words into pieces, as `tokenizer` gives it.
    """
    marked = by_block(quotations)
    units = [
        unit
        for sentence in sentences
        if document.blocks[sentence.block].kind is not BlockKind.BOILERPLATE
        for unit in _parts(_words(document, sentence, marked[sentence.block], pieces))
    ]
    # With one piece more a unit for a block's end.
    sizes = [1 + sum(len(word.pieces) for word in unit) for unit in units]
    found: list[Window] = []
    start = 0
    while start < len(units):
        end = _reach(sizes, start + 1, CORE - sizes[start])
        before = sizes[:start][::-1]
        first = start - _reach(before, 0, BEFORE)
        last = _reach(sizes, end, AFTER)
        found.append(_window(units[first:start], units[start:end], units[end:last]))
        start = end
    return tuple(found)


def _reach(sizes: Sequence[int], start: int, room: int) -> int:
    """The end of the run from `start` on whose sizes fit into `room` together."""
    end = start
    while end < len(sizes) and sizes[end] <= room:
        room -= sizes[end]
        end += 1
    return end


def _words(
    document: Document, sentence: Sentence, quotations: Sequence[Quotation], pieces: Tokenizer
) -> list[Word]:
    start = sentence.span.start
    quoted = [q.span for q in quotations if q.span.overlaps(sentence.span)]
    encoded = pieces.encode(sentence.span.of(document.text), add_special_tokens=False)
    # For each word its first and last character, and the pieces that it has.
    places: list[tuple[int, int, list[int]]] = []
    latest: int | None = None
    for number, (begin, end), piece in zip(encoded.word_ids, encoded.offsets, encoded.ids, strict=True):
        if places and number == latest:
            first, _, own = places[-1]
            own.append(piece)
            places[-1] = (first, end, own)
        else:
            places.append((begin, end, [piece]))
        latest = number
    found: list[Word] = []
    for begin, end, own in places:
        if begin < end:
            span = Span(start + begin, start + end)
            inside = bool(quoted) and any(q.overlaps(span) for q in quoted)
            found.append(Word(span, tuple(own[:8]), sentence.index, sentence.block, inside))
    return found


def _parts(words: list[Word]) -> list[list[Word]]:
    """A sentence as one unit, or as several where it is too long for a window."""
    parts: list[list[Word]] = [[]]
    size = 0
    for word in words:
        if size + len(word.pieces) > LONGEST:
            parts.append([])
            size = 0
        parts[-1].append(word)
        size += len(word.pieces)
    return [part for part in parts if part]


def _window(
    before: Sequence[Sequence[Word]], core: Sequence[Sequence[Word]], after: Sequence[Sequence[Word]]
) -> Window:
    words = tuple(word for part in (before, core, after) for unit in part for word in unit)
    begin = sum(map(len, before))
    ids, firsts = [CLS], []
    for place, word in enumerate(words):
        if place and word.block != words[place - 1].block:
            ids.append(SEP)
        firsts.append(len(ids))
        ids.extend(word.pieces)
    ids.append(SEP)
    return Window(words, (begin, begin + sum(map(len, core))), tuple(ids), tuple(firsts))
