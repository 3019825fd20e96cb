"""A few words between marks, and what the source has in their place."""

import pytest

from verifier.compare.quote_frame import in_its_place
from verifier.types import QuoteState

SOURCE = "The survey is long. Health officer Gwen Tolland called the result “a beginning”. It will go on."
AROUND = "Health officer Gwen Tolland called the result “a miracle”."


def test_the_words_in_its_place_are_named():
    found = in_its_place("a miracle", AROUND, SOURCE)
    assert found is not None
    assert found.state is QuoteState.ALTERED
    assert '"a miracle" where the source has "a beginning"' in found.detail
    assert found.span is not None
    assert found.span.of(SOURCE) == "a beginning"


@pytest.mark.parametrize(
    ("around", "source"),
    [
        # Another matter, no marks, two quotations, and too few words around to know the place by.
        (AROUND, "Health officer Gwen Tolland opened the ward that they call “the ark”."),
        (AROUND, "Health officer Gwen Tolland called the result a beginning."),
        (AROUND, "Health officer Gwen Tolland called the result “a start” and “a beginning”."),
        ("Tolland: “a miracle”.", "Tolland: “a beginning”."),
    ],
)
def test_what_is_not_its_place(around, source):
    assert in_its_place("a miracle", around, source) is None
