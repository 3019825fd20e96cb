"""Words beside a quotation, or under its ellipsis, that turn its meaning."""

from __future__ import annotations

import pytest

from claims.document import Span
from verifier.compare.turns import turn_alike, turned_by, turning_words
from verifier.compare.words import tokenize

BEFORE = "the source has {} right before these words"
AFTER = "the source's sentence goes on with {}"


@pytest.mark.parametrize(
    ("source", "quoted", "told"),
    [
        ("I do not think the road is open.", "the road is open", BEFORE.format('"not"')),
        ("Nobody denies that the road is open.", "the road is open", BEFORE.format('"Nobody" and "denies"')),
        ("No, the road is open.", "the road is open", BEFORE.format('"No"')),
        # A denial reaches six words, a condition as far as its clause.
        ("He did not say to us then that the road is open.", "the road is open", BEFORE.format('"not"')),
        ("He did not say so to us then that the road is open.", "the road is open", ""),
        ("If rain stops and the wind turns at last we will sail.", "we will sail", BEFORE.format('"If"')),
        ("If not for the rain and the wind we sail today.", "we sail today", BEFORE.format('"If"')),
        ("It was not so. The road is open.", "The road is open", ""),
        ("It was not so: the road is open.", "the road is open", ""),
        ("He never said “the road is open” at all.", "the road is open", ""),
        # "But" joins sentences before a quotation, and takes something back after it.
        ("But the road is open.", "the road is open", ""),
        ("And, however, although, though, the road is open.", "the road is open", ""),
        ("The road is open, but not to lorries.", "The road is open", AFTER.format('"but" and "not"')),
        ("The road is open if dry.", "The road is open", AFTER.format('"if"')),
        ("The road is open when not wet.", "The road is open", AFTER.format('"not"')),
        ("The road is open to all if dry.", "The road is open", ""),
        ("The road is open. If dry, it is safe.", "The road is open", ""),
        ("The road is open; not so the bridge.", "The road is open", ""),
        ("The road is open and not for long.", "The road is open", ""),
        ("The road is open and if so, cheap.", "The road is open", AFTER.format('"if"')),
        (
            "Unless it rains, the road is open until May.", "the road is open",
            BEFORE.format('"Unless"') + "; " + AFTER.format('"until"'),
        ),
    ],
)  # fmt: skip
def test_what_stands_beside_a_quotation(source: str, quoted: str, told: str) -> None:
    start = source.index(quoted)
    assert turned_by(source, Span(start, start + len(quoted))) == told


def test_what_stands_beside_the_second_of_two_sentences() -> None:
    source = "The road is open. We do not think the road is safe, though dry."
    start = source.index("the road is safe")
    told = turned_by(source, Span(start, start + len("the road is safe")))
    assert told == BEFORE.format('"not"') + "; " + AFTER.format('"though"')


def test_nothing_stands_beside_no_words() -> None:
    assert turned_by("", Span(0, 0)) == ""


def test_words_that_turn_are_told_once_as_written() -> None:
    words = tokenize("They can't and can't, unless denied; NEVER, says a false rumour, but never")
    assert turning_words(words) == ["can't", "unless", "denied", "NEVER", "false", "but", "never"]


@pytest.mark.parametrize(
    ("source", "quoted", "told"),
    [
        ("Some pupils walk to school.", "pupils walk to school", BEFORE.format('"Some"')),
        ("No family will be moved before 2030.", "No family will be moved", AFTER.format('"before 2030"')),
        ("The reef is dead in three bays.", "The reef is dead", AFTER.format('"in three bays"')),
        ("We never sold data by which you are known.", "We never sold data", AFTER.format('"by which you"')),
        ("We can be bold once prices fall.", "We can be bold", AFTER.format('"once"')),
        ("I have never seen such rain in my life.", "I have never seen such rain", ""),
        ("We will win in court.", "We will win", ""),
        ("Nobody came, she said.", "Nobody came", ""),
    ],
)
def test_what_narrows_a_quotation_at_its_edges(source: str, quoted: str, told: str) -> None:
    start = source.index(quoted)
    assert turned_by(source, Span(start, start + len(quoted))) == told


def test_a_denial_around_a_quotation_is_no_condition() -> None:
    told = AFTER.format('"if it rains"')
    assert turn_alike("asked if it would", told)
    assert not turn_alike("asked why it had not", told)
    assert not turn_alike("she said", told)
