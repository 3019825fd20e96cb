from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claims.document import OffsetMap, Segment, Span
from claims.offsets import MapBuilder, compose, from_origin


def _built(*stretches):
    builder = MapBuilder()
    for text, origin in stretches:
        if isinstance(origin, int):
            builder.keep(text, origin)
        else:
            builder.put(text, Span(*origin))
    return builder


def test_neighbours_that_map_one_to_one_are_one_segment():
    builder = _built(("ab", 0), ("", 2), ("cd", 2), ("", (4, 4)), ("e", 5))
    assert builder.text() == "abcde"
    assert builder.map().segments == (
        Segment(Span(0, 4), Span(0, 4)),
        Segment(Span(4, 5), Span(5, 6)),
    )


def test_from_origin_and_back():
    offsets = _built(("ab", 0), ("X", (2, 5)), ("cd", 5)).map()
    assert [from_origin(offsets, i) for i in range(8)] == [0, 1, 2, 3, 3, 3, 4, 5]
    assert from_origin(offsets, 99) == 5
    assert from_origin(OffsetMap(()), 3) == 0


def test_compose_splits_what_maps_one_to_one_and_widens_what_does_not():
    # "aXXXb" -> "aXb" -> "ab!"
    inner = _built(("a", 0), ("X", (1, 4)), ("b", 4)).map()
    outer = _built(("a", 0), ("", (1, 2)), ("b", 2), ("!", (3, 3))).map()
    joined = compose(outer, inner)
    assert joined.to_origin(Span(0, 2)) == Span(0, 5)
    assert joined.to_origin(Span(1, 2)) == Span(4, 5)
    kept = compose(OffsetMap.identity(3), inner)
    assert kept.segments == inner.segments


def test_compose_keeps_what_was_removed_before():
    inner = _built(("a", 0), ("", (1, 3)), ("b", 3)).map()
    joined = compose(OffsetMap.identity(2), inner)
    assert joined.to_origin(Span(0, 1)) == Span(0, 1)
    assert joined.to_origin(Span(1, 2)) == Span(3, 4)
    assert joined.to_origin(Span(0, 2)) == Span(0, 4)


def test_compose_takes_nothing_of_what_comes_after_a_stretch():
    # "abXXXcd" -> "abXcd" -> "abcd"
    inner = _built(("ab", 0), ("X", (2, 5)), ("cd", 5)).map()
    outer = _built(("ab", 0), ("", (2, 3)), ("cd", 3)).map()
    assert compose(outer, inner).segments == (
        Segment(Span(0, 2), Span(0, 2)),
        Segment(Span(2, 2), Span(2, 5)),
        Segment(Span(2, 4), Span(5, 7)),
    )


# A text is made from another by keeping and by changing stretches: how long each was, and what it became,
# which is never longer, as with all that is mended.
EDITS = st.lists(st.tuples(st.integers(1, 4), st.none() | st.text("xyz", max_size=3)), max_size=8)


def _edited(text, edits):
    """What becomes of `text`, by these edits and then as it is, with the map back."""
    builder, at = MapBuilder(), 0
    for length, became in [*edits, (len(text), None)]:
        end = min(at + length, len(text))
        if became is None:
            builder.keep(text[at:end], at)
        else:
            builder.put(became[: end - at], Span(at, end))
        at = end
    assert builder.length == len(builder.text())
    return builder.text(), builder.map()


def _tiles(spans, length):
    """True where the spans follow each other without gaps, from 0 to `length`."""
    ends = [0, *(span.end for span in spans)]
    return [span.start for span in spans] == ends[:-1] and ends[-1] == length


def _origins(offsets):
    """For each character of a text the span that it came from."""
    found = []
    for segment in offsets.segments:
        one_to_one = len(segment.span) == len(segment.origin)
        for n in range(len(segment.span)):
            start = segment.origin.start + n
            found.append(Span(start, start + 1) if one_to_one else segment.origin)
    return found


@given(EDITS, EDITS)
def test_a_map_of_two_changes_says_what_both_say_one_after_the_other(first, second):
    text = "abcdefghijkl"
    middle, inner = _edited(text, first)
    last, outer = _edited(middle, second)
    joined = compose(outer, inner)
    assert _tiles([s.span for s in joined.segments], len(last))
    assert all(a.origin.start <= b.origin.start for a, b in pairwise(joined.segments))
    for n, through in enumerate(_origins(outer)):
        assert joined.to_origin(Span(n, n + 1)) == inner.to_origin(through)


@given(EDITS)
def test_a_kept_character_is_found_from_either_side(edits):
    text = "abcdefghijkl"
    changed, offsets = _edited(text, edits)
    assert _tiles([s.span for s in offsets.segments], len(changed))
    assert _tiles([s.origin for s in offsets.segments], len(text))
    for segment in offsets.segments:
        for n in range(len(segment.origin)):
            position = segment.origin.start + n
            if len(segment.span) == len(segment.origin):
                assert from_origin(offsets, position) == segment.span.start + n
            else:
                assert from_origin(offsets, position) == (segment.span.end if n else segment.span.start)
    places = [from_origin(offsets, n) for n in range(len(text) + 2)]
    assert all(a <= b for a, b in pairwise(places))
    assert places[-1] == len(changed)


def test_stretches_without_anything_in_them_leave_no_segment():
    assert _built(("", 3), ("", (2, 2))).map() == OffsetMap(())
    assert _built(("ab", 0), ("cd", 5)).map().segments == (
        Segment(Span(0, 2), Span(0, 2)),
        Segment(Span(2, 4), Span(5, 7)),
    )
