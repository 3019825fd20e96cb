"""Builds and joins offset maps: from a changed text back to the text that it was made from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from claims.document import OffsetMap, Segment, Span


class MapBuilder:
    """Collects stretches of a new text, each with the stretch of the origin that it came from.

    Stretches are given in the order of both texts.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._segments: list[Segment] = []
        self.length = 0
        self._keeping = False

    def keep(self, text: str, start: int) -> None:
        """Add `text`, which stands unchanged at offset `start` of the origin."""
        if not text:
            return
        span, origin = Span(self.length, self.length + len(text)), Span(start, start + len(text))
        last = self._segments[-1] if self._keeping else None
        if last and last.origin.end == start:
            self._segments[-1] = Segment(Span(last.span.start, span.end), Span(last.origin.start, origin.end))
        else:
            self._segments.append(Segment(span, origin))
        self._parts.append(text)
        self.length = span.end
        self._keeping = True

    def put(self, text: str, origin: Span) -> None:
        """Add `text`, which as a whole came from `origin`. Either may be empty."""
        if not text and not len(origin):
            return
        self._segments.append(Segment(Span(self.length, self.length + len(text)), origin))
        self._parts.append(text)
        self.length += len(text)
        self._keeping = False

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def map(self) -> OffsetMap:
        """The map of the text so far."""
        return OffsetMap(tuple(self._segments))


def compose(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """The map from the text of `outer` to the origin of `inner`.

    Args:
        outer: maps the last text to the middle one.
        inner: maps the middle text to the first one.
    """
    found: list[Segment] = []
    for segment in outer.segments:
        if len(segment.span) != len(segment.origin):
            found.append(Segment(segment.span, inner.to_origin(segment.origin)))
        else:
            found.extend(_split(segment, inner))
    return OffsetMap(tuple(found))


def _split(segment: Segment, inner: OffsetMap) -> list[Segment]:
    """A one-to-one segment, cut where the segments of `inner` end."""
    shift = segment.span.start - segment.origin.start
    low = bisect_right(inner.segments, segment.origin.start, key=lambda s: s.span.end)
    found: list[Segment] = []
    for part in inner.segments[low:]:
        start = max(part.span.start, segment.origin.start)
        end = min(part.span.end, segment.origin.end)
        if start > end or (start == end and not segment.origin.start < start < segment.origin.end):
            break
        origin = part.origin
        if len(part.span) == len(part.origin):
            origin = Span(origin.start + start - part.span.start, origin.end - (part.span.end - end))
        found.append(Segment(Span(start + shift, end + shift), origin))
    return found


def from_origin(offsets: OffsetMap, position: int) -> int:
    """Where a character offset of the origin stands in the text.

    An offset inside a stretch that was changed as a whole goes to the end of what it became.
    """
    at = bisect_left(offsets.segments, position, key=lambda s: s.origin.end)
    if at == len(offsets.segments):
        return offsets.segments[-1].span.end if offsets.segments else 0
    segment = offsets.segments[at]
    inside = max(0, position - segment.origin.start)
    if len(segment.span) == len(segment.origin):
        return segment.span.start + inside
    return segment.span.end if inside else segment.span.start
