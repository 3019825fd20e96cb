from datetime import date

import pytest

from verifier.compare.calendar import find_moments
from verifier.compare.dates import compare_dates, date_spans
from verifier.types import Outcome

DATELINE = date(2025, 7, 20)  # a Sunday


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("3 May 2021", (2021, 5, 3), (2021, 5, 3), "day"),
        ("May 3, 2021", (2021, 5, 3), (2021, 5, 3), "day"),
        ("the 3rd of May 2021", (2021, 5, 3), (2021, 5, 3), "day"),
        ("Sept. 3, 2020", (2020, 9, 3), (2020, 9, 3), "day"),
        ("2020-03-04", (2020, 3, 4), (2020, 3, 4), "day"),
        ("between 14 and 16 July 2024", (2024, 7, 14), (2024, 7, 16), "days"),
        ("July 14-16, 2024", (2024, 7, 14), (2024, 7, 16), "days"),
        ("March 2020", (2020, 3, 1), (2020, 3, 31), "month"),
        ("in 2019", (2019, 1, 1), (2019, 12, 31), "year"),
        ("1992–93", (1992, 1, 1), (1993, 12, 31), "years"),
        ("the 1990s", (1990, 1, 1), (1999, 12, 31), "decade"),
        ("on 14 July", (2025, 7, 14), (2025, 7, 14), "day"),
        ("in December", (2024, 12, 1), (2024, 12, 31), "month"),
        ("on Tuesday", (2025, 7, 15), (2025, 7, 15), "day"),
        ("last Sunday", (2025, 7, 13), (2025, 7, 13), "day"),
        ("next Monday", (2025, 7, 21), (2025, 7, 21), "day"),
        ("yesterday", (2025, 7, 19), (2025, 7, 19), "day"),
        ("tomorrow", (2025, 7, 21), (2025, 7, 21), "day"),
        ("last week", (2025, 7, 7), (2025, 7, 13), "week"),
        ("this year", (2025, 1, 1), (2025, 12, 31), "year"),
        ("next month", (2025, 8, 1), (2025, 8, 31), "month"),
        ("three days ago", (2025, 7, 17), (2025, 7, 17), "day"),
        ("2 weeks ago", (2025, 6, 30), (2025, 7, 6), "week"),
    ],
)
def test_dates_are_placed(text, first, last, precision):
    (found,) = find_moments(text, DATELINE)
    assert (found.first, found.last, found.precision) == (date(*first), date(*last), precision)


@pytest.mark.parametrize(
    "text", ["It may rain.", "2,015 people", "$2000", "version 1.2000", "31 February 2020", "24-7"]
)
def test_what_is_no_date(text):
    assert find_moments(text, DATELINE) == ()


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "last week", "two days ago"])
def test_relative_dates_need_a_dateline(text):
    assert find_moments(text, None) == ()


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("yesterday", date.min),
        ("last week", date.min),
        ("two months ago", date.min),
        ("last Sunday", date.min),
        ("999 years ago", date(900, 1, 1)),
        ("tomorrow", date.max),
        ("next year", date.max),
    ],
)
def test_a_day_that_no_calendar_has_is_no_date(text, dateline):
    assert find_moments(text, dateline) == ()


def test_a_number_after_a_day_is_not_its_range():
    text = "On March 4 and 30 people left."
    assert [s.of(text) for s in date_spans(text)] == ["March 4"]


@pytest.mark.parametrize(
    ("claim", "passage", "outcome"),
    [
        ("The council met on 3 May 2021.", "The council met on May 3, 2021.", Outcome.AGREES),
        ("The council met on 3 May 2021.", "The council met on 4 May 2021.", Outcome.DIFFERS),
        ("The council met in May 2021.", "The council met on 4 May 2021.", Outcome.AGREES),
        ("The council met on 3 May 2021.", "The council met in May 2021.", Outcome.PARTLY),
        ("The council met on 3 May.", "The council met on May 3, 2020.", Outcome.AGREES),
        ("The council met between 14 and 16 July 2024.", "The council met on 15 July 2024.", Outcome.AGREES),
        ("The council met in 2019.", "The council met in 2018.", Outcome.DIFFERS),
        ("The council met in 2019.", "The mill burned in 2018.", Outcome.SILENT),
        ("The council met in 2019.", "The council met.", Outcome.SILENT),
        ("The council met.", "The council met in 2019.", Outcome.SILENT),
        ("The council met before 2019.", "The council met in 2018.", Outcome.SILENT),
        (
            "The old mill closed its doors in 2013.",
            "The steps of the pier were removed in 2013 by divers.",
            Outcome.PARTLY,
        ),
        ("In March 2019 and April 2020 the council met.", "The council met in March 2019.", Outcome.PARTLY),
    ],
)
def test_comparison(claim, passage, outcome):
    signal = compare_dates(claim, passage)
    assert signal.outcome is outcome
    assert (signal.score is None) == (outcome is Outcome.SILENT)
    assert signal.detail


def test_each_side_is_resolved_against_its_own_dateline():
    signal = compare_dates(
        "The council met on Tuesday.",
        "The council met yesterday.",
        claim_date=date(2025, 7, 17),
        passage_date=date(2025, 7, 16),
    )
    assert signal.outcome is Outcome.AGREES
    moved = compare_dates(
        "The council met on Tuesday.",
        "The council met yesterday.",
        claim_date=date(2025, 7, 17),
        passage_date=date(2025, 7, 12),
    )
    assert moved.outcome is Outcome.DIFFERS


def test_a_bare_dateline_gives_the_date():
    assert (
        compare_dates("The club signed Oren on 3 May 2021.", "3 May 2021\nThe club signs Oren.").outcome
        is Outcome.AGREES
    )


def test_a_mismatch_names_both():
    signal = compare_dates("The council met on 3 May 2021.", "The council met on 4 May 2021.")
    assert '"3 May 2021"' in signal.detail
    assert '"4 May 2021"' in signal.detail


@pytest.mark.parametrize("month", ["January", "March", "November"])
def test_changing_the_month_moves_the_outcome(month):
    passage = "The council met in June 2021."
    assert compare_dates("The council met in June 2021.", passage).outcome is Outcome.AGREES
    assert compare_dates(f"The council met in {month} 2021.", passage).outcome is Outcome.DIFFERS
