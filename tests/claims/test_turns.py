"""Heads of turns, and when a text with them is a transcript."""

import pytest

from claims.turns import clock, is_transcript, turn_at


@pytest.mark.parametrize(
    ("text", "name", "time"),
    [
        ("MARIA LOPEZ: Yes.", "MARIA LOPEZ", ""),
        ("[00:12:03] MARIA LOPEZ: Yes.", "MARIA LOPEZ", "00:12:03"),
        ("12:03 - Maria Lopez: Yes.", "Maria Lopez", "00:12:03"),
        ("(1:02:03.500) Dr. Odd Lie: Yes.", "Dr. Odd Lie", "01:02:03"),
        ("Jean-Luc de la Cour (Mayor): Yes.", "Jean-Luc de la Cour", ""),
        ("Siobhán O’Neil [0:09]: Yes.", "Siobhán O’Neil", "00:00:09"),
        (">> MR. HOLT: Yes.", "MR. HOLT", ""),
    ],
)
def test_heads(text, name, time):
    turn = turn_at(text)
    assert turn is not None
    assert (turn.name.of(text), text[turn.words :], turn.time) == (name, "Yes.", time)


@pytest.mark.parametrize(
    "text",
    [
        "maria: Yes.",
        "Note: Yes.",
        "Q: Yes.",
        "12: Yes.",
        "Maria Lopez:",
        "He said that Maria: Yes.",
        "A b: x",
    ],
)
def test_what_is_no_head(text):
    assert turn_at(text) is None


def test_clock():
    assert [clock(s) for s in ("", "1:02", "61:02", "1:02:03,5")] == ["", "00:01:02", "01:01:02", "01:02:03"]


def test_fact_boxes_are_no_transcripts():
    assert is_transcript([("A", "Yes.", ""), ("B", "No.", ""), ("A", "So be it.", "")])
    assert not is_transcript([("A", "Yes.", ""), ("B", "No.", ""), ("C", "So be it.", "")])
    assert is_transcript([("A", "Yes.", "00:00:01"), ("B", "No.", "00:00:02"), ("C", "So.", "00:00:03")])
    assert not is_transcript([("A", "yes", ""), ("B", "no", ""), ("A", "maybe", "")])
    assert not is_transcript([("A", "Yes.", ""), ("A", "No.", ""), ("A", "So.", "")])
