"""Small steps on spans of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from claims.document import Span


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """`spans`, which are in order, with those joined that only marks or spaces part; wordless ones go."""
    found: list[Span] = []
    for span in spans:
        between = text[found[-1].end : span.start] if found else ""
        if found and not any(c.isalnum() for c in between):
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return [span for span in found if any(c.isalnum() for c in span.of(text))]


def trimmed(text: str, span: Span) -> Span:
    """`span` less the white space at both ends and the commas that cut it off from its speaker."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in " ,;\n":
        end -= 1
    while start < end and text[start] in " ,;\n":
        start += 1
    return Span(start, end)


def overlap(one: Iterable[Span], other: Collection[Span]) -> bool:
    """True where some span of `one` shares a character with some span of `other`."""
    return any(a.overlaps(b) for a in one for b in other)


def shared(one: Iterable[Span], other: Collection[Span]) -> int:
    """The number of characters that both have, each without overlaps of its own."""
    return sum(min(a.end, b.end) - max(a.start, b.start) for a in one for b in other if a.overlaps(b))


def left_of(text: str, spans: Sequence[Span], removed: Sequence[Span]) -> list[Span]:
    """What is left of `spans`, which are in order, without `removed`: trimmed, and joined across marks."""
    return joined(text, [trimmed(text, span) for span in without(spans, removed)])


def without(spans: Sequence[Span], removed: Sequence[Span]) -> list[Span]:
    """`spans` less what lies in any of `removed`."""
    kept = list(spans)
    for gone in removed:
        pieces: list[Span] = []
        for span in kept:
            if not span.overlaps(gone):
                pieces.append(span)
                continue
            if span.start < gone.start:
                pieces.append(Span(span.start, gone.start))
            if gone.end < span.end:
                pieces.append(Span(gone.end, span.end))
        kept = pieces
    return kept
