"""What a sentence points at: its links, its footnotes, and the documents that it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from claims.document import BlockKind, Document, Span
from claims.lexicon import words
from claims.types import Attribution, Citation, Sentence, Speaker


def find_citations(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> tuple[Citation, ...]:
    """All citations, in reading order.

    A link or a footnote mark cites for the sentence that it stands in, or for the one before it where it
    stands between two. "According to X" and "the X report found" cite by the name of the body.
    """
    found: list[Citation] = []
    for link in document.links:
        at = _sentence_at(sentences, link.span)
        if at is not None and document.blocks[sentences[at].block].kind is not BlockKind.FOOTNOTE:
            found.append(Citation(at, link.span, url=link.url))
    for note in document.footnotes:
        at = _sentence_at(sentences, note.mark)
        if at is not None:
            urls: Sequence[str | None] = note.urls or (None,)
            found.extend(Citation(at, note.mark, url=url, name=None if url else note.text) for url in urls)
    for attribution, speaker in zip(attributions, speakers, strict=True):
        name = speaker.organisation or (speaker.name if speaker.named else None)
        at = _sentence_at(sentences, attribution.cue[0]) if attribution.cue else None
        if name and at is not None and attribution.source and _names_document(document, attribution):
            found.append(Citation(at, attribution.source[0], name=name))
    return tuple(sorted(found, key=lambda c: (c.span, c.url or "", c.name or "")))


def _names_document(document: Document, attribution: Attribution) -> bool:
    if attribution.lemma == "according":
        return True
    mention = " ".join(span.of(document.text) for span in attribution.source).lower()
    return any(noun in mention.split() for noun in words("documents", "nouns"))


def _sentence_at(sentences: Sequence[Sentence], span: Span) -> int | None:
    """The first sentence that `span` lies in, or reaches into; else the last before it."""
    at = bisect_left(sentences, span.start + bool(len(span)), key=lambda s: s.span.end)
    if at < len(sentences) and sentences[at].span.start < max(span.end, span.start + 1):
        return sentences[at].index
    return sentences[at - 1].index if at else None
