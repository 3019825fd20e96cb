"""Heads of turns, and when a text with them is a transcript."""

import pytest

from claims.turns import ANSWERS, ASKS, clock, is_transcript, turn_at


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
        "12: Yes.",
        "Maria Lopez:",
        "He said that Maria: Yes.",
        "A b: x",
        "A dog: Yes.",
        "Aker, chief engineer: Yes.",
        "Interview: Yes.",
        "A  Yes.",
    ],
)
def test_what_is_no_head(text):
    assert turn_at(text) is None


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Q: Yes.", "Q", ASKS),
        ("Q. Yes.", "Q", ASKS),
        ("Q    Yes.", "Q", ASKS),
        ("[0:09] QUESTION: Yes.", "QUESTION", ASKS),
        ("Q (Radio Nord): Yes.", "Radio Nord", ASKS),
        ("A: Yes.", "A", ANSWERS),
        ("Answer: Yes.", "Answer", ANSWERS),
        ("A Dog: Yes.", "A Dog", ""),
        ("A. Dog: Yes.", "A. Dog", ""),
        ("Q. Lie (Halm): Yes.", "Q. Lie", ""),
        ("Quentin Lie: Yes.", "Quentin Lie", ""),
    ],
)
def test_labels(text, name, label):
    turn = turn_at(text)
    assert turn is not None
    assert (turn.name.of(text), turn.label, text[turn.words :]) == (name, label, "Yes.")
    assert text[turn.start :].startswith(label)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Jens Aker, chief engineer: Yes.", ", chief engineer"),
        ("Jens Aker, Head of the Office, Halm: Yes.", ", Head of the Office, Halm"),
        ("Jens Aker (Halm): Yes.", None),
    ],
)
def test_offices(text, office):
    turn = turn_at(text)
    assert turn is not None
    assert turn.name.of(text) == "Jens Aker"
    assert (turn.office and turn.office.of(text), text[turn.words :]) == (office, "Yes.")


def test_clock():
    assert [clock(s) for s in ("", "1:02", "61:02", "1:02:03,5")] == ["", "00:01:02", "01:01:02", "01:02:03"]


def test_fact_boxes_are_no_transcripts():
    assert is_transcript([("A", "Yes.", ""), ("B", "No.", ""), ("A", "So be it.", "")])
    assert not is_transcript([("A", "Yes.", ""), ("B", "No.", ""), ("C", "So be it.", "")])
    assert is_transcript([("A", "Yes.", "00:00:01"), ("B", "No.", "00:00:02"), ("C", "So.", "00:00:03")])
    assert not is_transcript([("A", "yes", ""), ("B", "no", ""), ("A", "maybe", "")])
    assert is_transcript([("KIM ROE", "Yes.", ""), ("IDA HOLM", "No.", ""), ("ROE", "So be it.", "")])
    assert not is_transcript([("Start date", "1.", ""), ("End date", "2.", ""), ("Fee", "3.", "")])
    assert not is_transcript([("A", "Yes.", ""), ("A", "No.", ""), ("A", "So.", "")])
