"""The best runs, against all that there are."""

from itertools import groupby, product
from math import log

from hypothesis import given
from hypothesis import strategies as st

from claims.runs import LENIENCE, PRICE, best_runs

SCORES = st.lists(st.floats(0.01, 0.99), max_size=8)


def worth(scores: list[float], kept: tuple[bool, ...]) -> float:
    runs = sum(1 for is_kept, _ in groupby(kept) if is_kept)
    gains = (log(LENIENCE * s / (1 - s)) for s, is_kept in zip(scores, kept, strict=True) if is_kept)
    return sum(gains) - PRICE * runs


@given(SCORES)
def test_no_other_choice_is_worth_more(scores: list[float]) -> None:
    runs = best_runs(scores)
    kept = tuple(any(first <= i <= last for first, last in runs) for i in range(len(scores)))
    best = max(worth(scores, choice) for choice in product((False, True), repeat=len(scores)))
    assert abs(worth(scores, kept) - best) < 1e-9


def test_a_doubtful_word_inside_stays_and_a_stray_word_goes() -> None:
    assert best_runs([0.1, 0.9, 0.4, 0.9, 0.0, 0.0, 0.0, 0.6, 0.0]) == [(1, 3)]


def test_certain_scores_are_no_trouble() -> None:
    assert best_runs([0.0, 1.0, 1.0, 0.0]) == [(1, 2)]
    assert best_runs([]) == []
