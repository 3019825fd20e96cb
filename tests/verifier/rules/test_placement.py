"""ATT002, ATT003, ATT008 and ATT009 on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.types import SpeakerType
from tests.verifier.rules.builder import article, fact, heading, nothing, para, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag
from verifier.types import SubstanceVerdict

BOARD = speaker("the river board", SpeakerType.GOVERNMENT, named=False)
LIND = speaker("Rosa Lind", role="owner")
DAM = "The dam has lost a third of its water."


@pytest.mark.parametrize(
    "then",
    [
        "That is according to the river board.",
        "That’s the view of most engineers.",
        "This is what the river board says.",
        "The figures come from a survey of gauges.",
        "The latest numbers were published by the river board.",
        "So says the river board.",
    ],
)
def test_an_attribution_that_follows_is_late_for_the_sentence_before(then: str) -> None:
    checked = article(para(fact(DAM), fact(then)))
    (found,) = only("ATT002", checked)
    assert found.span.of(checked.analysis.document.text) == DAM
    assert then.split()[0] in found.message


@pytest.mark.parametrize(
    "then",
    [
        "That is a record.",
        "This is what happens in dry years.",
        "The numbers on the gauge are painted red.",
        "So far nobody has been hurt.",
    ],
)
def test_sentences_that_only_begin_like_an_attribution(then: str) -> None:
    assert only("ATT002", article(para(fact(DAM), fact(then)))) == ()


def test_nothing_comes_late_where_the_sentence_has_a_source_or_makes_no_claim() -> None:
    after = fact("That is according to its own gauges.")
    linked = fact(DAM, cites=("https://river.example/dam", None))
    signed = said(DAM, BOARD)  # no words in the text give it to the board
    assert only("ATT002", article(para(said(f"{DAM[:-1]}, the river board said.", BOARD), after))) == ()
    assert only("ATT002", article(para(linked, after))) == ()
    assert only("ATT002", article(para(signed, after))) == ()
    assert only("ATT002", article(heading(DAM), para(after))) == ()
    assert only("ATT002", article(para(nothing("How low is it?"), after))) == ()
    assert only("ATT002", article(para(after))) == ()


def test_figures_that_come_from_somewhere_need_figures_before_them() -> None:
    after = fact("The figures come from a survey of gauges.")
    assert only("ATT002", article(para(fact("The dam is low."), after))) == ()
    assert len(only("ATT002", article(para(fact("The dam is 40 feet low."), after)))) == 1


def test_late_attribution_speaks_for_the_missing_one() -> None:
    checked = article(para(fact("An estimated 4,000 people fled."), fact("That is according to the board.")))
    assert [f.rule for f in flag(checked) if f.sentence == 0] == ["ATT002"]


def test_a_judgement_right_after_somebodys_words_is_the_outlets() -> None:
    words = said("The pitch was frozen, Rosa Lind said.", LIND)
    checked = article(para(words, fact("The league's answer was shameful.")))
    (found,) = only("ATT003", checked)
    assert "Rosa Lind speaks in the sentence before" in found.message
    assert "“shameful”" in found.message
    assert only("ATT003", article(para(words), para(fact("The league's answer was shameful.")))) == ()
    assert only("ATT003", article(para(words, fact("The match was called off.")))) == ()


def test_a_judgement_that_a_source_bears_out_is_no_lapse() -> None:
    words = said("The pitch was frozen, Rosa Lind said.", LIND)
    proven = fact("The owner bribed a ranger.", substance=SubstanceVerdict.SUPPORTED)
    assert only("ATT003", article(para(words, proven), held=1)) == ()
    assert len(only("ATT003", article(para(words, fact("The owner bribed a ranger."))))) == 1


LONG = (
    "“The roof was never part of it. We signed in good faith and waited for two winters while the water ran "
    "down the walls of the shop and into the cellar,”"
)


def test_a_long_quotation_names_its_speaker_early() -> None:
    late = said(f"{LONG} said Rosa Lind.", LIND, content=LONG)
    (found,) = only("ATT008", article(para(late)))
    assert "Rosa Lind" in found.message
    assert "after 31 words" in found.message
    first = said(f"Rosa Lind said: {LONG}", LIND, content=LONG)
    assert only("ATT008", article(para(first))) == ()


def test_a_speaker_who_is_known_from_the_sentence_before_is_not_late() -> None:
    late = said(f"{LONG} said Rosa Lind.", LIND, content=LONG)
    before = said("The shop is closed, Rosa Lind said.", LIND)
    assert only("ATT008", article(para(before), para(late))) == ()
    assert only("ATT008", article(para(fact("Lind stood in the yard.")), para(late))) == ()
    assert len(only("ATT008", article(para(fact("The shop is closed.")), para(late)))) == 1
    pronoun = said(f"{LONG} she said.", LIND, source="she", content=LONG)
    assert only("ATT008", article(para(fact("The shop is closed.")), para(pronoun))) == ()


def test_short_quotations_and_single_sentences_may_end_with_their_speaker() -> None:
    for words in ("“Yes. We won,”", "“We signed in good faith and waited for two winters,”"):
        assert only("ATT008", article(para(said(f"{words} said Rosa Lind.", LIND, content=words)))) == ()


def test_a_second_quotation_after_another_name_is_anybodys() -> None:
    first = said("“We signed in good faith,” said Rosa Lind.", LIND)
    turn = fact("Peter Oyelaran shook his head.")
    bare = fact("“The roof was never part of it.”")
    (found,) = only("ATT009", article(para(first, turn, bare)))
    assert "After Rosa Lind the paragraph turns to Peter Oyelaran" in found.message
    assert only("ATT009", article(para(first), para(turn, bare))) == ()
    assert only("ATT009", article(para(first, fact("The rain came back."), bare))) == ()
    assert only("ATT009", article(para(first, fact("Rosa Lind shook her head."), bare))) == ()
    told = said("“The roof was never part of it,” he said.", speaker("Peter Oyelaran"), source="he")
    assert only("ATT009", article(para(first, turn, told))) == ()


def test_two_voices_in_a_paragraph_are_told_once() -> None:
    first = said("“We signed in good faith,” said Rosa Lind.", LIND)
    checked = article(para(first, fact("Peter Oyelaran rose."), fact("“The roof was never part of it.”")))
    assert [f.rule for f in flag(checked) if f.sentence == 2] == ["ATT009"]
