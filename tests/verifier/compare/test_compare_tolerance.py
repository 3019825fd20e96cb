"""How far apart two figures may be and still say the same."""

from __future__ import annotations

from math import inf

import pytest

from verifier.compare.quantities import Quantity, find_quantities
from verifier.compare.tolerance import agreement, limits_of, reach
from verifier.thresholds import default_thresholds


def one(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("50 boats", "50 boats", "agrees"), ("50 boats", "51 boats", "differs"),
        # A rounded figure agrees with what rounds to it.
        ("1.2 million voters", "1,213,456 voters", "agrees"),
        ("1.2 million voters", "1,250,000 voters", "agrees"),
        ("1.2 million voters", "1,260,000 voters", "differs"),
        ("1.2 million voters", "1.3 million voters", "differs"),
        ("1,213,456 voters", "1.2 million voters", "agrees"),
        ("1,160,000 voters", "1.2 million voters", "agrees"),
        # A converted unit is never exact.
        ("6.2 miles", "10 km", "agrees"), ("10 km", "10.1 km", "agrees"),
        ("100 tonnes", "101 tonnes", "agrees"),
        ("100 tonnes", "103 tonnes", "differs"),
        ("10 hectares", "25 acres", "agrees"), ("102 euros", "101 euros", "differs"),
        ("100 acres", "101 acres", "agrees"), ("100 acres", "103 acres", "differs"),
        # The claim's words leave room.
        ("more than 50 boats", "50 boats", "loose"), ("more than 50 boats", "51 boats", "agrees"),
        ("more than 50 boats", "67 boats", "agrees"), ("more than 50 boats", "68 boats", "loose"),
        ("at least 50 boats", "50 boats", "agrees"), ("at least 50 boats", "49 boats", "differs"),
        ("fewer than 50 boats", "50 boats", "loose"), ("fewer than 50 boats", "40 boats", "agrees"),
        ("fewer than 50 boats", "30 boats", "loose"), ("fewer than 50 boats", "51 boats", "differs"),
        ("at most 50 boats", "50 boats", "agrees"), ("up to 50 boats", "10 boats", "loose"),
        ("about 50 boats", "55 boats", "agrees"), ("about 50 boats", "56 boats", "differs"),
        ("about 50 boats", "45 boats", "agrees"), ("about 50 boats", "44 boats", "differs"),
        ("nearly 50 boats", "45 boats", "agrees"), ("nearly 50 boats", "50 boats", "agrees"),
        ("nearly 50 boats", "51 boats", "differs"), ("nearly 50 boats", "44 boats", "differs"),
        ("between 50 and 60 boats", "50 boats", "agrees"), ("between 50 and 60 boats", "60 boats", "agrees"),
        ("between 50 and 60 boats", "61 boats", "differs"),
        ("between 50 and 60 boats", "49 boats", "differs"),
        # So do the source's: "more than 50" there bears out 51, but not 70.
        ("51 boats", "more than 50 boats", "agrees"), ("55 boats", "more than 50 boats", "agrees"),
        ("1,100 boats", "more than 1,000 boats", "agrees"), ("900 boats", "under 1,000 boats", "agrees"),
        ("56 boats", "more than 50 boats", "differs"), ("49 boats", "more than 50 boats", "differs"),
        ("50 boats", "more than 50 boats", "loose"), ("50 boats", "at least 50 boats", "agrees"),
        ("50 boats", "fewer than 50 boats", "loose"), ("48 boats", "fewer than 50 boats", "agrees"),
        ("45 boats", "fewer than 50 boats", "agrees"), ("44 boats", "fewer than 50 boats", "differs"),
        ("50 boats", "up to 50 boats", "agrees"), ("51 boats", "up to 50 boats", "differs"),
        ("55 boats", "about 50 boats", "agrees"), ("52 boats", "between 50 and 60 boats", "loose"),
        ("between 50 and 60 boats", "52 boats", "agrees"),
        # Both leave room.
        ("about 50 boats", "nearly 55 boats", "agrees"), ("about 50 boats", "nearly 56 boats", "differs"),
        ("about 1,000 boats", "some 1,100 boats", "agrees"),
        ("about 1,000 boats", "some 1,120 boats", "differs"),
        ("some 1,120 boats", "about 1,000 boats", "differs"),
        ("some 950 boats", "more than 900 boats", "agrees"),
        ("more than 50 boats", "at least 54 boats", "agrees"),
        ("more than 50 boats", "more than 60 boats", "loose"),
        ("more than 50 boats", "about 58 boats", "agrees"),
        ("about 58 boats", "more than 50 boats", "agrees"),
        ("between 50 and 60 boats", "between 52 and 58 boats", "agrees"),
        ("between 52 and 58 boats", "between 50 and 60 boats", "agrees"),
        ("between 50 and 60 boats", "between 51 and 70 boats", "loose"),
        ("between 50 and 60 boats", "between 60 and 70 boats", "loose"),
        ("between 50 and 60 boats", "between 62 and 70 boats", "differs"),
        ("hundreds of boats", "dozens of boats", "loose"),
        # What is near is not the same where one is a least and the other a most.
        ("more than 50 boats", "fewer than 50 boats", "differs"),
        ("fewer than 50 boats", "more than 50 boats", "differs"),
        ("more than 50 boats", "at most 50 boats", "differs"),
        ("at least 50 boats", "fewer than 50 boats", "differs"),
        ("at least 50 boats", "at most 50 boats", "loose"),
        ("more than 50 boats", "fewer than 60 boats", "loose"),
        ("more than 50 boats", "fewer than 40 boats", "differs"),
    ],
)  # fmt: skip
def test_whether_two_figures_say_the_same(claim: str, source: str, expected: str) -> None:
    assert agreement(one(claim), one(source), default_thresholds()) == expected


@pytest.mark.parametrize(
    ("text", "fits", "allows"),
    [
        ("50 boats", (49.5, 50.5), (49.5, 50.5)),
        ("1.2 million boats", (1.15e6, 1.25e6), (1.15e6, 1.25e6)),
        ("50-60 boats", (50, 60), (50, 60)),
        ("about 50 boats", (45, 55), (50, 50)),
        ("nearly 50 boats", (45, 50), (50, 50)),
        ("more than 50 boats", (50, 67.5), (50, inf)),
        ("at least 50 boats", (50, 67.5), (50, inf)),
        ("less than 50 boats", (32.5, 50), (-inf, 50)),
        ("at most 50 boats", (32.5, 50), (-inf, 50)),
    ],
)
def test_what_the_words_fit_and_what_they_allow(
    text: str, fits: tuple[float, float], allows: tuple[float, float]
) -> None:
    assert reach(one(text), 0.1, 0.35) == pytest.approx(fits)
    assert limits_of(one(text)) == allows
