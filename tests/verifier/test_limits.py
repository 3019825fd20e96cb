"""The line that each report ends with: what was measured on texts of its kind."""

from __future__ import annotations

import json
import re

import pytest

from claims.reading import read_bytes, read_text
from verifier.limits import Genre, genre, in_a_line, measured
from verifier.pipeline import check
from verifier.render import Look, render

NEWS = "The pier at Lomo was closed on Monday. The port said that nobody was hurt."
RELEASE = f"FOR IMMEDIATE RELEASE\n\n{NEWS}"
TRANSCRIPT = (
    "MS ORLO: The pier was closed on Monday.\n\n"
    "MR VANE: Nobody was hurt when it was closed.\n\n"
    "MS ORLO: I never said that anybody was."
)
TEXTS = {Genre.NEWS: NEWS, Genre.PRESS_RELEASE: RELEASE, Genre.TRANSCRIPT: TRANSCRIPT}


@pytest.mark.parametrize("kind", Genre)
def test_a_text_is_known_by_its_layout(kind: Genre) -> None:
    assert genre(read_text(TEXTS[kind])) is kind


@pytest.mark.parametrize(
    "line",
    ["Press release: New pier for Lomo", "PRESS STATEMENT", "Notes to editors", "ENDS", "-30-", "* Ends *"],
)
def test_a_line_of_its_own_marks_a_press_release(line: str) -> None:
    assert genre(read_text(f"{NEWS}\n\n{line}")) is Genre.PRESS_RELEASE


@pytest.mark.parametrize(
    "words",
    ["The press release said so.", "The story ends here.", "Ends meet at Lomo.", "An editor took notes."],
)
def test_the_same_words_in_a_sentence_do_not(words: str) -> None:
    assert genre(read_text(f"{NEWS}\n\n{words}")) is Genre.NEWS


def test_subtitles_with_a_speaker_are_a_transcript() -> None:
    subtitles = b"1\n00:00:01,000 --> 00:00:04,000\nMS ORLO: The pier was closed on Monday.\n"
    assert genre(read_bytes(subtitles, name="a.srt")) is Genre.TRANSCRIPT


@pytest.mark.parametrize("kind", Genre)
def test_the_line_tells_what_was_measured_on_such_texts(kind: Genre) -> None:
    counts, line = measured(kind), in_a_line(read_text(TEXTS[kind]))
    assert 0 < counts.wrong < counts.sentences
    assert 0 < counts.right <= counts.attributed < counts.sentences
    assert f"{counts.wrong} of {counts.sentences} sentences got the wrong kind" in line
    assert f"{counts.attributed - counts.right} of {counts.attributed} attributions" in line
    assert "does not say that the article is right" in line


@pytest.mark.parametrize("form", ["terminal", "html", "json", "reply-sheet", "fact-sheet"])
@pytest.mark.parametrize("kind", Genre)
def test_reports_that_people_read_have_it_once(form: str, kind: Genre) -> None:
    report = check(read_text(TEXTS[kind]))
    made = render(report, form, Look(width=400))
    assert isinstance(made, str)
    line = in_a_line(report.article.analysis.document)
    assert re.sub(r"\s+", " ", made).count(line) == 1


def test_programs_get_the_counts() -> None:
    wire = json.loads(render(check(read_text(RELEASE)), "json"))["limits"]
    counts = measured(Genre.PRESS_RELEASE)
    assert wire["genre"] == "press_release"
    assert (wire["sentences"], wire["wrong"]) == (counts.sentences, counts.wrong)
    assert (wire["attributed"], wire["right"]) == (counts.attributed, counts.right)
