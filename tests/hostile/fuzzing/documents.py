"""What holds of every document, whatever it was read from, and of what is found in it without a network."""

from __future__ import annotations

import itertools

from claims.document import Document, Span
from claims.quotes import find_quotations
from claims.sentences import segments, split
from claims.types import Quotation, Sentence

_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A}
_BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
#: Characters that the text of a document never holds.
MENDED = frozenset(map(chr, _CONTROLS | _BIDI | set(range(0xD800, 0xE000))))


def holds(document: Document) -> None:
    """Raises AssertionError where `document` breaks what its type promises."""
    text, original = document.text, document.original
    assert not MENDED.intersection(text), "a character that should have been mended"
    whole = Span(0, len(text))
    assert document.blocks
    before = 0
    for number, block in enumerate(document.blocks):
        assert block.span.of(text).strip(), "a block without text"
        assert whole.contains(block.span)
        assert block.span.start >= before, "blocks out of order"
        before = block.span.end
        for other in (block.lead_in, block.heading):
            assert other is None or 0 <= other < number
    for link in document.links:
        assert whole.contains(link.span)
        assert link.url.strip()
    assert all(whole.contains(note.mark) for note in document.footnotes)
    assert all(0 <= remark.at <= len(text) for remark in document.remarks)
    for repair in document.repairs:
        assert whole.contains(repair.span)
    _maps_back(document, text, original)
    told = (*document.notes, *(block.at for block in document.blocks), *_told(document))
    for words in told:
        words.encode()


def _told(document: Document) -> list[str]:
    found = document.metadata
    fields = (found.title, found.author, found.publisher, found.url, found.language)
    urls = [url for note in document.footnotes for url in note.urls]
    notes = [text for note in document.footnotes for text in (note.label, note.text)]
    return [field for field in fields if field] + urls + notes + [link.url for link in document.links]


def _maps_back(document: Document, text: str, original: str) -> None:
    at = 0
    origin = Span(0, 0)
    for segment in document.offsets.segments:
        assert segment.span.start == at, "a gap in the map"
        assert origin.start <= segment.origin.start, "the map leads back and forth"
        assert origin.end <= segment.origin.end <= len(original)
        at, origin = segment.span.end, segment.origin
    assert at == len(text)
    for block in document.blocks:
        back = document.offsets.to_origin(block.span)
        assert 0 <= back.start <= back.end <= len(original)


def parted(document: Document) -> tuple[tuple[Quotation, ...], tuple[Sentence, ...]]:
    """The quotations and the sentences of `document`; raises AssertionError where they don't fit it."""
    quotations = find_quotations(document)
    for quotation in quotations:
        assert document.blocks[quotation.block].span.contains(quotation.span)
        assert quotation.span.contains(quotation.inner)
        assert len(quotation.inner)
    for one, other in itertools.pairwise(quotations):
        assert one.span.end <= other.span.start, "quotations overlap"
    within = segments(document)
    for block, pieces in zip(document.blocks, within, strict=True):
        assert pieces
        assert all(block.span.contains(piece) and piece.of(document.text).strip() for piece in pieces)
        assert all(one.end <= other.start for one, other in itertools.pairwise(pieces))
        lost = block.span.of(document.text)
        for piece in reversed(pieces):
            lost = lost[: piece.start - block.span.start] + lost[piece.end - block.span.start :]
        assert not lost.strip(), "words between two sentences"
    sentences = split(quotations, within)
    for number, sentence in enumerate(sentences):
        assert sentence.index == number
        assert document.blocks[sentence.block].span.contains(sentence.span)
    covered = {(s.block, s.span.start) for s in sentences}
    assert all((block, pieces[0].start) in covered for block, pieces in enumerate(within))
    return quotations, sentences
