import pytest

from claims.document import OffsetMap, Segment, Span, cover


def test_span_refuses_what_is_no_range():
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    with pytest.raises(ValueError, match="not a span"):
        Span(-1, 2)


def test_span_relations():
    assert Span(2, 5).of("abcdefg") == "cde"
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(0, 3).overlaps(Span(3, 4))
    assert Span(0, 5).contains(Span(5, 5))
    assert not Span(1, 5).contains(Span(0, 2))
    assert Span(1, 2).shifted(4) == Span(5, 6)
    assert cover([Span(4, 6), Span(1, 2)]) == Span(1, 6)


# "ab" kept, three characters became "X", two were removed, "cd" kept, "--" was put in, "e" kept.
MAPPED = OffsetMap(
    (
        Segment(Span(0, 2), Span(0, 2)),
        Segment(Span(2, 3), Span(2, 5)),
        Segment(Span(3, 3), Span(5, 7)),
        Segment(Span(3, 5), Span(7, 9)),
        Segment(Span(5, 7), Span(9, 9)),
        Segment(Span(7, 8), Span(9, 10)),
    )
)


@pytest.mark.parametrize(
    ("span", "origin"),
    [
        (Span(0, 1), Span(0, 1)),
        (Span(1, 2), Span(1, 2)),
        (Span(1, 3), Span(1, 5)),
        (Span(2, 3), Span(2, 5)),
        (Span(3, 5), Span(7, 9)),
        (Span(4, 5), Span(8, 9)),
        (Span(2, 4), Span(2, 8)),
        (Span(7, 8), Span(9, 10)),
        (Span(5, 7), Span(9, 9)),
        (Span(0, 8), Span(0, 10)),
    ],
)
def test_to_origin(span, origin):
    assert MAPPED.to_origin(span) == origin


@pytest.mark.parametrize(("at", "origin"), [(0, 0), (1, 1), (3, 5), (4, 8), (8, 10)])
def test_an_empty_span_maps_to_an_empty_one(at, origin):
    assert MAPPED.to_origin(Span(at, at)) == Span(origin, origin)


def test_the_end_of_a_changed_stretch_is_its_end():
    changed = OffsetMap((Segment(Span(0, 1), Span(0, 3)),))
    assert changed.to_origin(Span(1, 1)) == Span(3, 3)


def test_a_span_beyond_the_text_and_an_empty_map():
    assert OffsetMap(()).to_origin(Span(0, 0)) == Span(0, 0)
    assert OffsetMap(()).to_origin(Span(0, 2)) == Span(0, 0)
    assert OffsetMap.identity(4).to_origin(Span(1, 3)) == Span(1, 3)
