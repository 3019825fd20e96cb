from pathlib import Path

import pytest

from benchmarks.record import load_lines
from claims import cues, language
from claims.frames import Frame, frames, frames_at
from claims.rule_tagger import THRESHOLD
from claims.types import CueClass

FROZEN = Path(__file__).parents[1] / "frozen"


def frame(text: str, lemma: str, name: str) -> Frame:
    return next(f for f in frames(language.model()(text)) if (f.lemma, f.name) == (lemma, name))


def test_said_that_is_surer_than_took_it() -> None:
    said = frame("The minister said that the bridge was safe.", "say", "ccomp")
    took = frame("The minister took the train.", "take", "dobj")
    assert cues.confidence(said) > 0.6
    assert cues.confidence(took) < 0.3


@pytest.mark.parametrize(
    ("text", "lemma", "name", "expected"),
    [
        ("The minister said that the bridge was safe.", "say", "ccomp", CueClass.SPEECH),
        ("Police found that the bridge was unsafe.", "find", "ccomp", CueClass.FINDING),
        ("The report found that the bridge was unsafe.", "find", "ccomp", CueClass.DOCUMENT),
        ("Drivers believe that the bridge is unsafe.", "believe", "ccomp", CueClass.BELIEF),
        ("The captain is believed to have left.", "believe", "pass_xcomp", CueClass.HOLLOW),
        ("The union wants to strike.", "want", "xcomp", CueClass.INTENT),
    ],
)
def test_what_kind_of_reporting(text: str, lemma: str, name: str, expected: CueClass) -> None:
    assert cues.cue_class(frame(text, lemma, name)) is expected


def test_a_word_the_lexicon_lacks_has_no_class() -> None:
    assert cues.class_of("sprinkle", "VERB") is None


def test_verbs_of_speech() -> None:
    assert cues.is_speech_verb("say")
    assert cues.is_speech_verb("ask")
    assert not cues.is_speech_verb("believe")


def test_a_word_that_is_passed_over_has_no_frame_that_counts() -> None:
    lines = load_lines(FROZEN / "annotated.jsonl") + load_lines(FROZEN / "unseen.jsonl")
    passed = 0
    for doc in language.model().pipe([line["text"] for line in lines]):
        kept = {token.i for token in cues.may_report(list(doc), THRESHOLD)}
        for token in doc:
            if token.i not in kept:
                passed += 1
                assert all(cues.confidence(frame) < THRESHOLD for frame in frames_at(token)), token.sent
    assert passed > 1000
