"""A claim read again with the passage's own detail in it: when that tells a mismatch, and when it doesn't."""

import pytest

from verifier.compare.instead import put_right
from verifier.evidence import signals_of
from verifier.types import Outcome

CLAIM = "Founded in 1934, the Lindenau theatre is to close this winter for want of money."
PASSAGE = "Founded in 1943 by two brothers, the Lindenau theatre will close this winter for want of money."


def reader(*true):
    """Supports the claims that hold one of these words fully, others hardly."""
    return lambda claim: 0.9 if any(t in claim for t in true) else 0.05


def test_both_sides_are_named_where_the_passages_own_detail_makes_it_true():
    found = put_right(CLAIM, PASSAGE, signals_of(CLAIM, PASSAGE), reader("1943"))
    assert found.detail == 'The claim says "1934" where the passage says "1943".'
    assert found.claim_spans[0].of(CLAIM) == "1934"
    assert found.passage_spans[0].of(PASSAGE) == "1943"


@pytest.mark.parametrize("read", [reader("1950"), lambda claim: 0.6, lambda claim: 0.1])
def test_nothing_is_told_where_it_makes_no_difference(read):
    assert put_right(CLAIM, PASSAGE, signals_of(CLAIM, PASSAGE), read) is None


def test_nothing_is_read_where_no_comparison_names_a_mismatch():
    def unread(claim):
        raise AssertionError(claim)

    same = PASSAGE.replace("1943", "1934")
    assert put_right(CLAIM, same, signals_of(CLAIM, same), unread) is None


def test_words_are_put_right_as_dates_are():
    claim = "Bread prices fell by 9 per cent in Gdow last winter."
    passage = "Bread prices rose by 9 per cent in Gdow last winter."
    found = put_right(claim, passage, signals_of(claim, passage), reader("rose"))
    assert found.claim_spans[0].of(claim) == "fell"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0.05, 0.9, True), (0.3, 0.9, True), (0.31, 0.99, False), (0.05, 0.2, True), (0.05, 0.18, False),
        (0.0, 0.009, True), (0.0, 0.008, False), (0.002, 0.009, True), (0.2, 0.53, True), (0.2, 0.52, False),
        (0.29, 1.0, True),
    ],
)  # fmt: skip
def test_how_much_better_it_must_be_borne_out(before, after, told):
    shares = {CLAIM: before, CLAIM.replace("1934", "1943"): after}
    found = put_right(CLAIM, PASSAGE, signals_of(CLAIM, PASSAGE), shares.__getitem__)
    assert (found is not None) is told
    if found:
        assert (found.name, found.outcome, found.score) == ("instead", Outcome.DIFFERS, 0.0)


def test_a_sentence_in_the_same_words_needs_no_reading():
    claim = "Unemployment in Karsk fell by 4.2 percent in 2023."
    passage = "Unemployment in Karsk fell by 2.4 percent in 2023."
    found = put_right(claim, passage, signals_of(claim, passage), lambda _: 0.99)
    assert found.claim_spans[0].of(claim) == "4.2 percent"
