"""Figures of one series: which is whose year's, and that a wrong one is told."""

from __future__ import annotations

import pytest

from verifier.compare.figures import compare_figures
from verifier.compare.quantities import find_quantities
from verifier.compare.series import times
from verifier.types import Outcome

PASSAGE = "In 2025, 71 per cent of children had received two doses. In 2021 it was 86 per cent."


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("Only 71 percent had both in 2025, down from 86 percent in 2021.", Outcome.AGREES),
        ("Only 71 percent had both in 2025, down from 88 percent in 2021.", Outcome.DIFFERS),
        ("Only 86 percent had both in 2025, up from 71 percent in 2021.", Outcome.DIFFERS),
        ("Only 71 percent had both in 2025, down from 88 percent in 2011.", Outcome.PARTLY),
        ("In Oru 60 percent had both in 2024, and 88 percent in 2021.", Outcome.SILENT),
    ],
)
def test_a_figure_is_held_against_that_of_its_year(claim: str, outcome: Outcome) -> None:
    assert compare_figures(claim, PASSAGE).outcome is outcome


def test_both_sides_are_named() -> None:
    found = compare_figures("Only 71 percent had both in 2025, down from 88 percent in 2021.", PASSAGE)
    assert found.detail == 'The claim says "88 percent" where the passage says "86 per cent".'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PASSAGE, ["2025", "2021"]),
        ("It rose from 12 percent in March to 15 percent in May.", ["March", "May"]),
        ("Of 12 percent and 15 percent in 2019 nothing is left.", []),
        ("It was 12 percent.", []),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    shares = [q for q in find_quantities(text) if q.dimension == "percent"]
    assert list(times(shares, text).values()) == expected
