"""Where in a long text a short run of words stands, and what differs there."""

from __future__ import annotations

import pytest

from verifier.compare.alignment import best_alignment, find_runs, inflected


def steps(left: str, right: str) -> list[str]:
    """The steps as "ours" where both are the same, else "ours/theirs"."""
    ours, theirs = left.split(), right.split()
    found = best_alignment(ours, theirs)
    if found is None:
        return []
    assert found.start == found.steps[0].c
    assert found.end == found.steps[-1].d
    assert found.shared == sum(s.b - s.a for s in found.steps if s.same)
    assert [s.a for s in found.steps] == [0, *(s.b for s in found.steps[:-1])]
    assert [s.c for s in found.steps[1:]] == [s.d for s in found.steps[:-1]]
    return [
        " ".join(ours[s.a : s.b]) + ("" if s.same else f"/{' '.join(theirs[s.c : s.d])}") for s in found.steps
    ]


FAR = " q" * 9


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("a b c d", "x a b c d y", ["a b c d"]),
        ("a b c d", "x a q c d y", ["a", "b/q", "c d"]),
        ("a b c d", "x a c d y", ["a", "b/", "c d"]),
        ("a b c d", "x a b q c d y", ["a b", "/q", "c d"]),
        # What an edge has in the place of other words is shown beside them.
        ("h a b c", "x y a b c", ["h/y", "a b c"]),
        ("h i a b c", "x a b c", ["h i/x", "a b c"]),
        ("h a b c", "a b c", ["h/", "a b c"]),
        ("a b c t", "a b c x y", ["a b c", "t/x"]),
        ("a b c t", "a b c", ["a b c", "t/"]),
        # A word that stands near as well as far is taken near; one that stands only far is left.
        ("t a b c d", f"t{FAR} t a b c d", ["t a b c d"]),
        ("x t a b c d", f"x t{FAR} t a b c d", ["x/q", "t a b c d"]),
        ("x s t a b c d", f"x s t{FAR} s t a b c d", ["x/q", "s t a b c d"]),
        ("a b c d t e", f"a b c d t{FAR} t e", ["a b c d t", "e/q"]),
        ("a b c d s t e", f"a b c d s t{FAR} s t e", ["a b c d s t", "e/q"]),
        ("b b c b b c a b", "b c a b q q b q", ["b b c b/", "b c a b"]),
        ("a b b b a c c", "a c c b c q q a q", ["a b b b/", "a c c"]),
        ("b a a b b b b b", "q a q q q a b", ["b/q", "a", "/q q q", "a b", "b b b b/"]),
        ("a b a a b b b a", "a q q b q q q a a", ["a", "/q q", "b", "/q q q", "a a", "b b b a/"]),
        ("b a b b c b b c b", "q q q q b q b b", ["b", "a/q", "b b", "c b b c b/"]),
        ("a b c d", "a" + " q" * 30 + " b c d", ["a/q", "b c d"]),
        ("a b c d", "a q q b c d", ["a", "/q q", "b c d"]),
        ("a b", "x y", []),
        ("a b", "", []),
    ],
)
def test_how_words_lie_on_others(left: str, right: str, expected: list[str]) -> None:
    assert steps(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "start"),
    [
        ("a b c d", "a b " + "q " * 300 + "a b c d " + "q " * 300 + "c d", 302),
        ("a b c d", "a b x d " + "q " * 300 + "a b c d", 304),
        ("a b c d", "a b c d " + "q " * 300 + "a b x d", 0),
        ("the a of b", "the " * 50 + "the a of b " + "of the " * 50, 50),
        ("a b c d", "b d " * 20 + "q " * 60 + "a b c d", 100),
        ("a b c", "a b c " + "q " * 300 + "a b c", 0),
        ("the of", "q " * 30 + "the of " + "q " * 30, 30),
    ],
)
def test_the_best_place_in_a_long_text(left: str, right: str, start: int) -> None:
    found = best_alignment(left.split(), right.split())
    assert found is not None
    assert (found.start, found.end) == (start, start + len(left.split()))


def test_a_long_run_is_found_with_what_was_changed_in_it() -> None:
    left = "m n o p q r s t u v w x y z a b c d e f"
    right = "k " * 500 + "m n o p k k q r s t u v w x y z a b k d e f " + "k " * 200
    assert steps(left, right) == ["m n o p", "/k k", "q r s t u v w x y z a b", "c/k", "d e f"]


@pytest.mark.parametrize(
    ("needle", "hay", "places"),
    [
        ("a b", "x a b a b a", [1, 3]),
        ("a", "a", [0]),
        ("a a", "a a a", [0, 1]),
        ("a b", "a", []),
        ("", "a", []),
    ],
)
def test_where_words_stand_in_a_row(needle: str, hay: str, places: list[int]) -> None:
    assert find_runs(needle.split(), hay.split()) == places


@pytest.mark.parametrize(
    ("one", "other", "forms"),
    [("maintain", "maintaining", True), ("mill", "mill", False), ("mill", "mint", False)],
)
def test_forms_of_one_word(one: str, other: str, forms: bool) -> None:
    assert inflected(one, other) is forms
