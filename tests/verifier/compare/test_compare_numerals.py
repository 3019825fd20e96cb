"""Number words in a row."""

from __future__ import annotations

import pytest

from verifier.compare.numerals import words_to_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("zero", 0), ("nineteen", 19), ("twenty", 20), ("twenty five", 25), ("ninety nine", 99),
        ("hundred", 100),
        ("a hundred", 100), ("two hundred and six", 206), ("three hundred twelve", 312),
        ("nineteen hundred", 1900),
        ("hundred twenty one", 121), ("thousand", 1000), ("two thousand five", 2005), ("a dozen", 12),
        ("two dozen", 24), ("half a dozen", 6), ("half a million", 500_000), ("five hundred million", 5e8),
        ("twelve hundred thousand", 1.2e6), ("two million three hundred thousand and four", 2_300_004),
        ("one billion two million", 1_002_000_000), ("an hundred and ten", 110),
    ],
)  # fmt: skip
def test_what_they_come_to(words: str, value: float) -> None:
    assert words_to_number(words.split()) == value


@pytest.mark.parametrize(
    "words", ["five six", "six twenty", "twenty thirty", "twenty eleven", "ten five", "twenty ten", "few"]
)
def test_two_numbers_are_not_one(words: str) -> None:
    assert words_to_number(words.split()) is None
