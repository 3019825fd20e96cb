"""Days and months without a year: which year they are of, and that a guess contradicts nothing."""

from __future__ import annotations

from datetime import date

import pytest

from verifier.compare.calendar import find_moments
from verifier.compare.dates import compare_dates
from verifier.types import Outcome

WRITTEN = date(2026, 9, 14)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Voting will take place on 8 November.", date(2026, 11, 8)),
        ("Voting took place on 8 November.", date(2025, 11, 8)),
        ("The court is to rule on 3 March.", date(2027, 3, 3)),
        ("It is expected to open in July.", date(2027, 7, 1)),
        ("It will end. He was held on 3 March.", date(2026, 3, 3)),
    ],
)
def test_what_has_still_to_come_lies_ahead(text: str, first: date) -> None:
    (found,) = find_moments(text, WRITTEN)
    assert (found.first, found.year) == (first, None)


@pytest.mark.parametrize(
    ("claim", "passage", "outcome"),
    [
        ("voting on 8 November", "Voting will be on 8 November 2026.", Outcome.AGREES),
        ("voting on 9 November", "Voting will be on 8 November 2026.", Outcome.DIFFERS),
        ("the vote of 8 November 2025", "The vote of 8 November 2026.", Outcome.DIFFERS),
        ("the vote of 8 November", "The vote of 8 November 2019.", Outcome.DIFFERS),
    ],
)
def test_a_guessed_year_may_be_the_next_to_it(claim: str, passage: str, outcome: Outcome) -> None:
    assert compare_dates(claim, passage, claim_date=WRITTEN, passage_date=WRITTEN).outcome is outcome
