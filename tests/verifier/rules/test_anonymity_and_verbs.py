"""ANO and VRB on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.types import SpeakerType
from tests.verifier.rules.builder import article, fact, para, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag
from verifier.types import SubstanceVerdict

NOBODY = speaker("a security source", SpeakerType.ANONYMOUS, named=False)


def test_an_anonymous_source_needs_a_reason() -> None:
    bare = said(
        "The tender was decided in January, a security source said.", NOBODY, source="a security source"
    )
    found = only("ANO001", article(para(bare)))
    assert "a security source" in found[0].message
    because = fact("She asked not to be named because she was not authorised to speak.")
    assert only("ANO001", article(para(bare, because))) == ()
    elsewhere = article(para(bare), para(fact("The tender was cancelled because of rain.")))
    assert len(only("ANO001", elsewhere)) == 1


def test_an_anonymous_source_is_flagged_once_and_not_for_a_pronoun() -> None:
    first = said(
        "The tender was decided in January, a security source said.", NOBODY, source="a security source"
    )
    again = said("It was unfair, he said.", NOBODY, source="he")
    twice = article(para(first), para(again), para(first))
    assert [f.sentence for f in only("ANO001", twice)] == [0]


@pytest.mark.parametrize(
    "words", ["on condition of anonymity", "asking not to be named", "requesting anonymity"]
)
def test_words_of_anonymity_without_a_reason(words: str) -> None:
    who = speaker("a nurse", SpeakerType.INSTITUTION, named=False)
    assert len(only("ANO001", article(para(said(f"The ward is full, a nurse said, {words}.", who))))) == 1
    safe = f"The ward is full, a nurse said, {words} for fear of losing her job."
    assert only("ANO001", article(para(said(safe, who)))) == ()


def test_a_crowd_is_not_an_anonymous_source() -> None:
    some = speaker("some", SpeakerType.ANONYMOUS, named=False)
    assert only("ANO001", article(para(said("Some lamented the price.", some, source="Some")))) == ()


def test_a_passive_without_anybody_is_not_an_anonymous_source() -> None:
    passive = said("The ward is reportedly full.", speaker(None, SpeakerType.ANONYMOUS), source="reportedly")
    assert only("ANO001", article(para(passive))) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The merger is off, a source said.", "a source"),
        ("According to an insider, the band will split.", "an insider"),
        ("“It is over,” said one source.", "one source"),
    ],
)
def test_a_bare_source(text: str, who: str) -> None:
    checked = article(para(fact(text)))
    found = [f for f in flag(checked) if f.rule.startswith("ANO")]
    assert [(f.rule, f.span.of(checked.analysis.document.text)) for f in found] == [("ANO002", who)]


@pytest.mark.parametrize(
    "text",
    [
        "The merger is off, said a source at the bank.",
        "Fishing is a source of income, said the mayor.",
        "According to a source who was in the room, the band will split.",
        "The spring is the source the town drinks from.",
    ],
)
def test_a_described_source(text: str) -> None:
    assert only("ANO002", article(para(fact(text)))) == ()


MAYOR = speaker("the mayor", SpeakerType.GOVERNMENT, named=False)


@pytest.mark.parametrize(
    ("rule", "cue", "lemma"),
    [
        ("VRB001", "admitted", "admit"),
        ("VRB001", "conceded", "concede"),
        ("VRB002", "claimed", "claim"),
        ("VRB002", "insisted", "insist"),
        ("VRB003", "revealed", "reveal"),
        ("VRB003", "noted", "note"),
    ],
)
def test_loaded_verbs_are_flagged_at_the_verb(rule: str, cue: str, lemma: str) -> None:
    line = said(f"the mayor {cue} that the road is new.", MAYOR, cue=cue, lemma=lemma)
    checked = article(para(line))
    found = flag(checked)
    assert [(f.rule, f.span.of(checked.analysis.document.text)) for f in found] == [(rule, cue)]


@pytest.mark.parametrize(
    ("text", "cue", "lemma"),
    [
        ("the mayor said that the road is new.", "said", "say"),
        ("In court the mayor admitted that he took the car.", "admitted", "admit"),
        ("the mayor claimed responsibility for the delay.", "claimed", "claim"),
    ],
)
def test_plain_verbs_and_the_courtroom(text: str, cue: str, lemma: str) -> None:
    assert flag(article(para(said(text, MAYOR, cue=cue, lemma=lemma)))) == ()


def test_a_truth_verb_is_earned_by_a_source() -> None:
    line = said("the mayor revealed that the road is new.", MAYOR, cue="revealed", lemma="reveal")
    proven = said(line.text, MAYOR, cue="revealed", lemma="reveal", substance=SubstanceVerdict.SUPPORTED)
    assert [f.rule for f in flag(article(para(line)))] == ["VRB003"]
    assert flag(article(para(proven), held=1)) == ()
