"""Which figures are ages, and that those of one matter are held against each other."""

from __future__ import annotations

import pytest

from verifier.compare.figures import compare_figures
from verifier.compare.quantities import Bound, find_quantities
from verifier.types import Outcome


@pytest.mark.parametrize(
    ("text", "years", "bound"),
    [
        ("most of them children under five, have", 5, Bound.LESS_THAN),
        ("children younger than five years", 5, Bound.LESS_THAN),
        ("all children under the age of ten", 10, Bound.LESS_THAN),
        ("infants younger than six months", 0.5, Bound.LESS_THAN),
        ("women over 40 were hired", 40, Bound.MORE_THAN),
        ("boys aged 12 or more", 12, Bound.AT_LEAST), ("a man of 61 years of age", 61, Bound.EXACT),
        ("a 7-year-old girl", 7, Bound.EXACT), ("those older than 65", 65, Bound.MORE_THAN),
    ],
)  # fmt: skip
def test_ages(text: str, years: float, bound: Bound) -> None:
    (found,) = find_quantities(text)
    assert (found.dimension, found.low, found.bound) == ("age", years, bound)


def test_ages_between_two() -> None:
    (found,) = find_quantities("girls aged between 12 and 15")
    assert (found.dimension, found.low, found.high) == ("age", 12, 15)


@pytest.mark.parametrize("text", ["people over 50 countries", "under five bridges", "five years in office"])
def test_what_is_no_age(text: str) -> None:
    assert [q.dimension for q in find_quantities(text)] != ["age"]


def test_one_age_in_two_ways_agrees() -> None:
    found = compare_figures(
        "every child under ten is to be seen", "All children under the age of ten are seen."
    )
    assert found.outcome is Outcome.AGREES


def test_a_count_of_children_is_no_age() -> None:
    found = compare_figures("every child under ten was seen", "Eleven died, nine of them children.")
    assert found.outcome is not Outcome.AGREES
