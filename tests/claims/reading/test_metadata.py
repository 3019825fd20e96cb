from datetime import date

import pytest

from claims.reading.metadata import from_front_matter, is_front_matter, parse_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-03-04", date(2031, 3, 4)),
        ("20310304", date(2031, 3, 4)),
        ("2031-03-04T23:59:00Z", date(2031, 3, 4)),
        ("Tuesday, 4 March 2031", date(2031, 3, 4)),
        ("March 4th, 2031", date(2031, 3, 4)),
        ("4 Mar 2031", date(2031, 3, 4)),
        ("31.12.2031", date(2031, 12, 31)),
        ("2031-02-30", None),
        ("03/04/2031", None),
        ("Copyright 2031", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text, day):
    assert parse_date(text) == day


def test_front_matter_of_other_shapes():
    found = from_front_matter("headline: 'Port'\nauthors:\n- Jane Doe\n- \"Ivo Hadd\"\n# a comment\nempty:\n")
    assert (found.title, found.author, found.published) == ("Port", "Jane Doe, Ivo Hadd", None)
    assert is_front_matter("title: x\n  more: y\n")
    assert not is_front_matter("Nine were held.\n")
    assert not is_front_matter("\n")
