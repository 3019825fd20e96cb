"""Subtitles and transcripts: who speaks, and when."""

import pytest

from claims.analysis import analyse
from claims.document import Document
from claims.errors import UnreadableInput
from claims.reading import read_bytes, read_text

from .real import places, read


def said(document: Document) -> list[tuple[str | None, str]]:
    """Of each claim the speaker and the words."""
    return [
        (claim.speaker.name if claim.speaker else None, " ".join(claim.content[0].of(document.text).split()))
        for claim in analyse(document).claims
    ]


def test_voices_of_webvtt():
    document = read("talk.vtt")
    assert document.format == "subtitles"
    assert places(document) == [
        ("00:00:03", "Maria Lopez: Good morning. We counted fourteen boats at the quay on Friday."),
        ("00:00:08", "Odd Lie: The ministry says nine, & it is right about that."),
        ("00:01:23", "Maria Lopez: Then let us look at the log."),
    ]
    assert said(document)[1:] == [
        ("Maria Lopez", "We counted fourteen boats at the quay on Friday."),
        ("Odd Lie", "The ministry says nine, & it is right about that."),
        ("Maria Lopez", "Then let us look at the log."),
    ]


def test_cues_of_subrip():
    assert places(read("talk.srt")) == [
        ("00:00:01", "The harbour was closed on Friday. Nobody was told why."),
        ("00:01:02", "Who closed it?"),
        ("00:01:02", "The ministry did."),
        ("00:01:10", "MAYOR ODD LIE: We were not asked."),
    ]


def test_captions_that_roll_are_told_once():
    data = (
        b"WEBVTT\n\n00:01.000 --> 00:03.000\nthe harbour was closed\n\n"
        b"00:03.000 --> 00:05.000\nthe harbour was closed\n<00:03.100><c>on Friday by order</c>\n\n"
        b"00:05.000 --> 00:07.000\non Friday by order\nof the ministry.\n"
    )
    assert places(read_bytes(data, name="a.vtt")) == [
        ("00:00:01", "the harbour was closed on Friday by order of the ministry.")
    ]


def test_a_long_speech_is_cut_at_sentences_and_keeps_its_speaker():
    cues = "".join(
        f"{n}\n00:0{n}:00,000 --> 00:0{n}:58,000\n{label}Boat {n} was held at the quay.\n\n"
        for n, label in enumerate(["MARIA: ", "", ""])
    )
    assert places(read_bytes(cues.encode(), name="a.srt")) == [
        (f"00:0{n}:00", f"MARIA: Boat {n} was held at the quay.") for n in range(3)
    ]


def test_files_without_cues():
    with pytest.raises(UnreadableInput, match="no subtitles"):
        read_bytes(b"WEBVTT\n\nNOTE nothing\n", name="a.vtt")


def test_a_transcript_with_time_stamps():
    document = read("hearing.txt")
    assert [p for p in places(document) if p[0]] == [
        ("00:12:03", "MARIA LOPEZ: We counted fourteen boats at the quay\non Friday. Nobody was paid."),
        ("00:12:40", "ODD LIE (Mayor): The ministry says nine. It told me so."),
        ("00:13:01", "MARIA LOPEZ: I have the log here."),
        ("00:13:30", "ODD LIE: Then I was wrong."),
    ]
    assert said(document)[1:] == [
        ("MARIA LOPEZ", "We counted fourteen boats at the quay on Friday."),
        ("MARIA LOPEZ", "Nobody was paid."),
        ("ODD LIE", "The ministry says nine."),
        ("ODD LIE", "It told me so."),
        (None, "(Laughter)"),
        ("MARIA LOPEZ", "I have the log here."),
        ("MARIA LOPEZ", "It has fourteen names."),
        ("ODD LIE", "Then I was wrong."),
        (None, "The hearing ended at noon."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez: We counted boats.\nOdd Lie: I did not.\nMaria Lopez: Look here.",
        "Maria Lopez 0:03: We counted boats.\n\nOdd Lie 0:09: I did not.\n\nJo Marsh 0:12: Look here.",
        "0:03\nMaria Lopez: We counted boats.\n\n0:09\nOdd Lie: I did not.\n\n0:12\nMaria Lopez: Look here.",
        ">> MARIA LOPEZ: We counted boats.\n>> ODD LIE: I did not.\n>> MARIA LOPEZ: Look here.",
        "MARIA LOPEZ:\nWe counted boats.\n\nODD LIE:\nI did not.\n\nMARIA LOPEZ:\nLook here.",
    ],
)
def test_forms_of_transcripts(text):
    found = said(read_text(text))
    assert [words for _, words in found] == ["We counted boats.", "I did not.", "Look here."]
    assert [name.title() for name, _ in found if name][:2] == ["Maria Lopez", "Odd Lie"]


@pytest.mark.parametrize(
    "text",
    [
        "Population: 4,100\nCapital: Vell\nArea: 31 square miles",
        "Date: 3 May\nPlace: Vell\n\nDate: 4 May\nPlace: Ostra",
        "Note: The harbour is closed.\nUpdate: The harbour is open.\nNote: It rained.",
        "Winner: The boat was fast.\nLoser: The boat was slow.\nJudge: The boat was late.",
        "It was late: Everybody left.\nthe clerk: I know.\nthe mayor: Good.",
    ],
)
def test_boxes_and_forms_are_no_transcripts(text):
    document = read_text(text)
    assert all(name is None or name not in text.split(":")[0] for name, _ in said(document))
    assert all(not place for place, _ in places(document))
