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


# What becomes of the characters of a text, a few at a time: None where they stay.
EDITS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([None, None, "", "x", "yz"])), max_size=8)


def changed(text, edits):
    builder, at = MapBuilder(), 0
    for length, becomes in edits:
        piece = text[at : at + length]
        if becomes is None:
            builder.keep(piece, at)
        else:
            builder.put(becomes, Span(at, at + len(piece)))
        at += len(piece)
    builder.keep(text[at:], at)
    return builder.text(), builder.map()


@given(EDITS, EDITS)
def test_what_was_kept_twice_is_found_through_two_maps_joined(first, second):
    text = "abcdefghijkl"
    middle, inner = changed(text, first)
    last, outer = changed(middle, second)
    joined = compose(outer, inner)
    kept = [at for at, letter in enumerate(last) if letter in text]
    for start in kept:
        for end in kept[kept.index(start) :]:
            origin = joined.to_origin(Span(start, end + 1))
            assert origin == Span(text.index(last[start]), text.index(last[end]) + 1)
            assert origin == inner.to_origin(outer.to_origin(Span(start, end + 1)))
