from datetime import date

import pytest

from tests.verifier.compare.told import AGREES, DIFFERS, PARTLY, SILENT, Told, told
from verifier.compare.calendar import find_moments, lie_apart
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
        ("12 weeks ago", (2025, 4, 21), (2025, 4, 27), "week"),
        ("next week", (2025, 7, 21), (2025, 7, 27), "week"),
        ("a month ago", (2025, 6, 1), (2025, 6, 30), "month"),
        ("seven months ago", (2024, 12, 1), (2024, 12, 31), "month"),
        ("8 months ago", (2024, 11, 1), (2024, 11, 30), "month"),
        ("last month", (2025, 6, 1), (2025, 6, 30), "month"),
        ("an year ago", (2024, 1, 1), (2024, 12, 31), "year"),
        ("three years ago", (2022, 1, 1), (2022, 12, 31), "year"),
        ("next year", (2026, 1, 1), (2026, 12, 31), "year"),
        ("10 days ago", (2025, 7, 10), (2025, 7, 10), "day"),
        ("tonight", (2025, 7, 20), (2025, 7, 20), "day"),
        ("TOMORROW", (2025, 7, 21), (2025, 7, 21), "day"),
        ("this Sunday", (2025, 7, 20), (2025, 7, 20), "day"),
        ("next Sunday", (2025, 7, 27), (2025, 7, 27), "day"),
        ("last Saturday", (2025, 7, 19), (2025, 7, 19), "day"),
        ("on Monday", (2025, 7, 14), (2025, 7, 14), "day"),
        ("29 February 2024", (2024, 2, 29), (2024, 2, 29), "day"),
        ("July 14 until 16 2024", (2024, 7, 14), (2024, 7, 16), "days"),
        ("from 3 to 5 May", (2025, 5, 3), (2025, 5, 5), "days"),
        ("Sept 2020", (2020, 9, 1), (2020, 9, 30), "month"),
        ("1992 to 1994", (1992, 1, 1), (1994, 12, 31), "years"),
        ("1999–2001", (1999, 1, 1), (2001, 12, 31), "years"),
        ("1999-99", (1999, 1, 1), (1999, 12, 31), "years"),
        ("1850's", (1850, 1, 1), (1859, 12, 31), "decade"),
        # A date without a year is the nearest, at most a month ahead.
        ("on 20 August", (2025, 8, 20), (2025, 8, 20), "day"),
        ("on 21 August", (2024, 8, 21), (2024, 8, 21), "day"),
        ("in August", (2025, 8, 1), (2025, 8, 31), "month"),
        ("in September", (2024, 9, 1), (2024, 9, 30), "month"),
        # A weekday before its date is no day of its own.
        ("on Wednesday, 3 May 2021", (2021, 5, 3), (2021, 5, 3), "day"),
        ("on Wednesday 3 May", (2025, 5, 3), (2025, 5, 3), "day"),
    ],
)
def test_dates_are_placed(text, first, last, precision):
    (found,) = find_moments(text, DATELINE)
    assert (found.first, found.last, found.precision) == (date(*first), date(*last), precision)
    assert found.span.of(text) == found.text


@pytest.mark.parametrize(
    "text",
    [
        "It may rain.",
        "2,015 people",
        "$2000",
        "version 1.2000",
        "31 February 2020",
        "29 February 2023",
        "2020-02-30",
        "24-7",
        "14 to 12 July 2024",
        "1998-97",
        # A long s and a Turkish i, which "in any case" are an s and an i.
        "laſt week",
        "thıs month",
        "ſix days ago",
        "yeſterday",
        "last Tueſday",
    ],
)
def test_what_is_no_date(text):
    assert find_moments(text, DATELINE) == ()


@pytest.mark.parametrize(
    ("dateline", "text", "first"),
    [
        ((2025, 12, 31), "on 1 January", (2026, 1, 1)),
        ((2025, 12, 15), "on 15 January", (2026, 1, 15)),
        ((2025, 12, 15), "on 16 January", (2025, 1, 16)),
        ((2025, 12, 15), "on 1 December", (2025, 12, 1)),
        ((2025, 11, 15), "in December", (2025, 12, 1)),
        ((2025, 7, 1), "in August", (2025, 8, 1)),
        ((2025, 11, 15), "in January", (2025, 1, 1)),
        ((2025, 1, 10), "in February", (2025, 2, 1)),
        ((2025, 1, 10), "in March", (2024, 3, 1)),
        ((2025, 1, 10), "last month", (2024, 12, 1)),
        ((2025, 12, 10), "next month", (2026, 1, 1)),
    ],
)
def test_the_turn_of_the_year(dateline, text, first):
    (found,) = find_moments(text, date(*dateline))
    assert found.first == date(*first)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("in May and June 2021", [((2021, 5, 1), (2021, 5, 31)), ((2021, 6, 1), (2021, 6, 30))]),
        ("from 3 May to 5 June 2021", [((2021, 5, 3), (2021, 5, 3)), ((2021, 6, 5), (2021, 6, 5))]),
        ("in December and January 2021", [((2020, 12, 1), (2020, 12, 31)), ((2021, 1, 1), (2021, 1, 31))]),
        ("in May, not in June 2021", [((2025, 5, 1), (2025, 5, 31)), ((2021, 6, 1), (2021, 6, 30))]),
        ("on Monday and in June 2021", [((2025, 7, 14), (2025, 7, 14)), ((2021, 6, 1), (2021, 6, 30))]),
        ("3 May 2020 and 4 May 2021", [((2020, 5, 3), (2020, 5, 3)), ((2021, 5, 4), (2021, 5, 4))]),
        ("2 and 3 May 2021", [((2021, 5, 2), (2021, 5, 3))]),
    ],
)
def test_two_dates_share_a_year(text, days):
    found = [(m.first, m.last) for m in find_moments(text, DATELINE)]
    assert found == [(date(*first), date(*last)) for first, last in days]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("3 May 2021", "4 May 2021", True), ("3 May 2021", "in May 2021", False), ("3 May", "in June", True),
        ("3 May", "in 2019", False), ("3 May", "4 May", True), ("3 May", "in May", False),
        ("in 2019", "in 2020", True), ("3 May", "3 May 2019", False),
        ("14-16 July 2024", "16 July 2024", False),
        ("14-16 July 2024", "17 July 2024", True), ("the 1990s", "in 1999", False),
        ("the 1990s", "in 2000", True),
    ],
)  # fmt: skip
def test_which_dates_lie_apart(one, other, apart):
    first, second = (find_moments(text, None)[0] for text in (one, other))
    assert lie_apart(first, second) is apart
    assert lie_apart(second, first) is apart


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


@pytest.mark.parametrize(
    ("claim", "passage", "expected"),
    [
        ("The old red ferry of Oru ran on 3 May 2021.", "The ferry of Oru left on 4 May 2021.",
         (DIFFERS, 0.0, 'The claim says "3 May 2021" where the passage says "4 May 2021".',
          ["3 May 2021"], ["4 May 2021"])),
        ("The old red ferry of new Oru ran on 3 May 2021.", "The ferry of Oru left on 4 May 2021.",
         (SILENT, None, 'The passage does not give "3 May 2021".', ["3 May 2021"], [])),
        ("The council met on 3 May 2021.",
         "The council met on 4 May 2021. The council met for long on 4 May 2021.",
         (DIFFERS, 0.0, 'The claim says "3 May 2021" where the passage says "4 May 2021".',
          ["3 May 2021"], ["4 May 2021"])),
        ("The club signed Oren on 3 May 2021.", "Oru Gazette report, 3 May 2021\nA new man is there.",
         (AGREES, 1.0, 'The passage gives "3 May 2021" as well.', ["3 May 2021"], ["3 May 2021"])),
        ("The club signed Oren on 3 May 2021.",
         "Oru Gazette report, page four, 3 May 2021\nA new man is there.",
         (PARTLY, 0.25, "The passage gives 3 May 2021, but for something else.",
          ["3 May 2021"], ["3 May 2021"])),
        ("In 2013 the steps of the pier were removed.", "In 2013 the old mill of Oru closed its doors.",
         (PARTLY, 0.25, "The passage gives 2013, but for something else.", ["2013"], ["2013"])),
        ("The ferry ran on 3 May.", "The ferry ran in May.",
         (PARTLY, 0.5, 'The passage has only "May" for "3 May".', ["3 May"], ["May"])),
        ("The ferry ran on 3 May.", "The ferry ran in 2019.",
         (SILENT, None, 'The passage does not give "3 May".', ["3 May"], [])),
        ("The ferry ran in 2019.", "The ferry ran on 3 May.",
         (SILENT, None, 'The passage does not give "2019".', ["2019"], [])),
        ("The ferry ran on 3 May 2021.", "The ferry ran on 3 May 2020.",
         (DIFFERS, 0.0, 'The claim says "3 May 2021" where the passage says "3 May 2020".',
          ["3 May 2021"], ["3 May 2020"])),
        ("The old ferry of Oru ran until March 2020.",
         "The old ferry of Oru was red. It was used until May 2020.",
         (DIFFERS, 0.0, 'The claim says "March 2020" where the passage says "May 2020".',
          ["March 2020"], ["May 2020"])),
        ("The old ferry of Oru ran by March 2020.",
         "The old ferry of Oru was red. It was used until May 2020.",
         (SILENT, None, 'The passage does not give "March 2020".', ["March 2020"], [])),
        ("The old ferry of Oru ran until March 2020.", "The new mill was red. It was used until May 2020.",
         (SILENT, None, 'The passage does not give "March 2020".', ["March 2020"], [])),
        ("The council met on 3 May 2021 and on 5 May 2021.", "The council met on 4 May 2021.",
         (DIFFERS, 0.0, 'The claim says "3 May 2021" where the passage says "4 May 2021".',
          ["3 May 2021", "5 May 2021"], ["4 May 2021", "4 May 2021"])),
        ("The council met on 3 May 2021 and on 4 May 2021.", "The council met on 4 May 2021.",
         (PARTLY, 0.5, 'The passage does not give "3 May 2021".', ["3 May 2021"], ["4 May 2021"])),
        ("The council met in March 2019 and in April 2020.", "The council met in 2019 and in June 2020.",
         (DIFFERS, 0.0, 'The claim says "April 2020" where the passage says "June 2020".',
          ["April 2020", "March 2019"], ["June 2020"])),
        ("In Oru the council met in May 2021.", "In Bena the council met in June 2021.",
         (SILENT, None, 'The passage does not give "May 2021".', ["May 2021"], [])),
        ("The council of Oru met in May 2021 in the old hall.", "The council of Oru met in June 2021.",
         (DIFFERS, 0.0, 'The claim says "May 2021" where the passage says "June 2021".',
          ["May 2021"], ["June 2021"])),
        ("The council met since 3 May 2021.", "The council met on 4 May 2021.",
         (SILENT, None, 'The passage does not give "3 May 2021".', ["3 May 2021"], [])),
        ("The council met on 3 May 2021.", "The council met in June 2021.",
         (SILENT, None, 'The passage does not give "3 May 2021".', ["3 May 2021"], [])),
        ("The council met on 3 May 2021 in Oru, not in 2019.",
         "The council met in 2021; in Bena, in 1998, it met too.",
         (PARTLY, 0.25, 'The passage has only "2021" for "3 May 2021"; the passage does not give "2019".',
          ["3 May 2021", "2019"], ["2021"])),
        ("The council met in 2019.", "The council met before 2020.",
         (SILENT, None, 'The passage does not give "2019".', ["2019"], [])),
        ("The council met before 2019.", "The council met before 2018.",
         (SILENT, None, 'The passage does not give "2019".', ["2019"], [])),
        ("The curfew in Oru lasts until 5 May.", "The curfew in Oru lasts until 8 May.",
         (DIFFERS, 0.0, 'The claim says "5 May" where the passage says "8 May".', ["5 May"], ["8 May"])),
        ("The curfew in Oru lasts until 5 May.", "The curfew in Oru began on 8 May.",
         (SILENT, None, 'The passage does not give "5 May".', ["5 May"], [])),
        ("The fair in Oru runs from 5 May.", "The fair in Oru runs from 8 May.",
         (DIFFERS, 0.0, 'The claim says "5 May" where the passage says "8 May".', ["5 May"], ["8 May"])),
        ("The curfew in Oru lasts by 5 May.", "The curfew in Oru lasts until 8 May.",
         (SILENT, None, 'The passage does not give "5 May".', ["5 May"], [])),
        ("The curfew in Oru lasts until 5 May.", "Rain lasts until 8 May.",
         (SILENT, None, 'The passage does not give "5 May".', ["5 May"], [])),
        ("The council met on 3 May 2021.", "The council met on May 3, 2021.",
         (AGREES, 1.0, 'The passage gives "3 May 2021" as well.', ["3 May 2021"], ["May 3, 2021"])),
        ("The council met on 3 May 2021 and in July 2022.",
         "The council met on May 3, 2021, and again in July 2022.",
         (AGREES, 1.0, 'The passage gives "3 May 2021" and "July 2022" as well.',
          ["3 May 2021", "July 2022"], ["May 3, 2021", "July 2022"])),
        ("The council met on 3 May 2021.", "The council met in May 2021.",
         (PARTLY, 0.5, 'The passage has only "May 2021" for "3 May 2021".', ["3 May 2021"], ["May 2021"])),
        ("The council met on 3 May 2021.", "The council met in 2021.",
         (PARTLY, 0.5, 'The passage has only "2021" for "3 May 2021".', ["3 May 2021"], ["2021"])),
        ("The council met on 3 May 2021.", "The council met on 4 May 2021.",
         (DIFFERS, 0.0, 'The claim says "3 May 2021" where the passage says "4 May 2021".',
          ["3 May 2021"], ["4 May 2021"])),
        ("The council met on 3 May 2021.", "The council met on 4 May 2021. The council met on 5 May 2021.",
         (SILENT, None, 'The passage does not give "3 May 2021".', ["3 May 2021"], [])),
        ("In March 2019 and April 2020 the council met.", "The council met in March 2019.",
         (PARTLY, 0.5, 'The passage does not give "April 2020".', ["April 2020"], ["March 2019"])),
        ("The old mill closed its doors in 2013.", "The steps of the pier were removed in 2013 by divers.",
         (PARTLY, 0.25, "The passage gives 2013, but for something else.", ["2013"], ["2013"])),
        ("The old mill closed its doors in 2013 and burned in 2015.",
         "The steps of the pier were removed in 2013 by divers.",
         (PARTLY, 0.125, 'The passage gives 2013, but for something else; the passage does not give "2015".',
          ["2013", "2015"], ["2013"])),
        ("The ferry ran until March 2020.", "Ferries of the line ran until May 2020, a ferry guide says.",
         (DIFFERS, 0.0, 'The claim says "March 2020" where the passage says "May 2020".',
          ["March 2020"], ["May 2020"])),
        ("The ferry ran before March 2020.", "The ferry ran in May 2020.",
         (SILENT, None, 'The passage does not give "March 2020".', ["March 2020"], [])),
        ("The ferry ran on 3 May.", "The ferry ran on 3 May 2020.",
         (AGREES, 1.0, 'The passage gives "3 May" as well.', ["3 May"], ["3 May 2020"])),
        ("The ferry ran on 3 May 2020.", "The ferry ran on 3 May.",
         (AGREES, 1.0, 'The passage gives "3 May 2020" as well.', ["3 May 2020"], ["3 May"])),
        ("The ferry ran in May.", "The ferry ran on 3 May.",
         (AGREES, 1.0, 'The passage gives "May" as well.', ["May"], ["3 May"])),
        ("The ferry ran on 3 May.", "The ferry ran on 4 May.",
         (DIFFERS, 0.0, 'The claim says "3 May" where the passage says "4 May".', ["3 May"], ["4 May"])),
        ("The ferry ran in the 1990s.", "The ferry ran in 1994.",
         (AGREES, 1.0, 'The passage gives "1990s" as well.', ["1990s"], ["1994"])),
        ("The ferry ran in 1994.", "The ferry ran in the 1990s.",
         (PARTLY, 0.5, 'The passage has only "1990s" for "1994".', ["1994"], ["1990s"])),
        ("The harbour in Oru opened in 1978.", "The harbour in Bena opened in 1987.",
         (SILENT, None, 'The passage does not give "1978".', ["1978"], [])),
        ("Founded in 1978, the Oru club rows on the river.",
         "The club from Oru was founded in 1987 and rows.",
         (DIFFERS, 0.0, 'The claim says "1978" where the passage says "1987".', ["1978"], ["1987"])),
        ("The board met from 14 to 16 July.", "The board met from 14 to 16 July.",
         (AGREES, 1.0, 'The passage gives "14 to 16 July" as well.', ["14 to 16 July"], ["14 to 16 July"])),
    ],
)  # fmt: skip
def test_what_the_reader_is_told(claim: str, passage: str, expected: Told) -> None:
    assert told("dates", compare_dates(claim, passage), claim, passage) == expected
