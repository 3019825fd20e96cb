"""ATT011 to ATT013 on analyses stated by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.types import Speaker, SpeakerType
from sources.source import Passage, SourceKind
from tests.verifier.rules.builder import article, evidence, fact, para, passage, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.types import QuoteState

MINISTRY = speaker("the health ministry", SpeakerType.GOVERNMENT, named=False)
QADRI = speaker("Samir Qadri", SpeakerType.GOVERNMENT, role="minister")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A video circulating on Telegram shows a burning barn.", "video circulating"),
        ("Viral footage showed the ferry listing.", "Viral footage"),
        ("Photographs shared widely on Monday appear to show a crater.", "Photographs shared widely"),
    ],
)
def test_pictures_that_go_round(text: str, words: str) -> None:
    checked = article(para(fact(text)))
    found = only("ATT011", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == (
        [words] if "memo" not in words else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "A video posted by the coast guard on social media shows a burning barn.",
        "A video on the team's official Instagram page shows a burning barn.",
        "A video circulating on Telegram made people laugh.",
        "The exhibition shows photographs of barns.",
    ],
)
def test_pictures_whose_maker_is_named_or_that_show_nothing(text: str) -> None:
    assert only("ATT011", article(para(fact(text)))) == ()


def test_a_label_anywhere_is_a_label() -> None:
    shown = para(fact("A video circulating on Telegram shows a burning barn."))
    assert len(only("ATT011", article(shown, para(fact("It rained."))))) == 1
    assert only("ATT011", article(shown, para(fact("The Courier verified where it was shot.")))) == ()


@pytest.mark.parametrize(
    ("text", "who", "source", "flagged"),
    [
        ("the health ministry said it was safe.", MINISTRY, "", True),
        ("On Tuesday the health ministry said it was safe.", MINISTRY, "", False),
        ("the health ministry said in a letter it was safe.", MINISTRY, "", False),
        (
            "Officials of the health ministry said it was safe.",
            MINISTRY,
            "Officials of the health ministry",
            False,
        ),
        ("Samir Qadri said it was safe.", QADRI, "", False),
        ("Arda Clinic said it was safe.", speaker("Arda Clinic", SpeakerType.UNKNOWN), "", False),
        ("Arda Clinic said it was safe.", speaker("Arda Clinic", SpeakerType.INSTITUTION), "", True),
        (
            "Lena Fisch of Arda Clinic said it was safe.",
            speaker("Lena Fisch", SpeakerType.INSTITUTION, organisation="Arda Clinic"),
            "Lena Fisch of Arda Clinic",
            False,
        ),
    ],
)
def test_a_body_that_speaks_by_no_way_at_all(text: str, who: Speaker, source: str, flagged: bool) -> None:
    assert bool(only("ATT012", article(para(said(text, who, source=source))))) is flagged


def test_a_body_is_told_once_and_not_where_the_article_tells_its_way_anywhere() -> None:
    bare = said("the health ministry said it was safe.", MINISTRY)
    assert [f.sentence for f in only("ATT012", article(para(bare), para(bare)))] == [0]
    later = said("the health ministry said on its website it was safe.", MINISTRY)
    assert only("ATT012", article(para(bare), para(later))) == ()
    spokesman = said("Ola Berg said so.", speaker("Ola Berg", organisation="Arda Clinic", role="spokesman"))
    clinic = said("Arda Clinic said it was safe.", speaker("Arda Clinic", SpeakerType.INSTITUTION))
    assert only("ATT012", article(para(clinic), para(spokesman))) == ()
    linked = said("the health ministry said it was safe.", MINISTRY, cites=("https://health.example", None))
    assert only("ATT012", article(para(linked))) == ()


RELEASE = passage(
    "“No village is left without a doctor,” he said.", publisher="Ministry of Health, press release"
)


@pytest.mark.parametrize(
    ("where", "flagged"),
    [
        ("Samir Qadri said in an interview.", True),
        ("Samir Qadri told us.", True),
        ("Samir Qadri told the Evening Herald.", True),
        ("Samir Qadri told parliament.", False),
        ("Samir Qadri told the board.", False),
        ("Samir Qadri said.", False),
    ],
)
def test_words_of_a_release(where: str, flagged: bool) -> None:
    text = f"“No village is left without a doctor,” {where}"
    cue = "told" if "told" in where else "said"
    line = said(text, QADRI, cue=cue, quote_state=QuoteState.VERBATIM, passage=RELEASE)
    assert bool(only("ATT013", article(para(line), held=1))) is flagged


def test_what_makes_a_release_and_what_an_interview() -> None:
    def asked(
        source: Passage, *, state: QuoteState = QuoteState.VERBATIM, kind: SourceKind | None = None
    ) -> int:
        other = evidence("No village is left.", publisher="Radio Arda")
        if kind is not None:
            other = replace(
                other, passage=replace(other.passage, source=replace(other.passage.source, kind=kind))
            )
        text = "“No village is left without a doctor,” Samir Qadri told us."
        line = said(text, QADRI, cue="told", quote_state=state, passage=source, evidence=(other,))
        return len(only("ATT013", article(para(line), held=2)))

    plain = passage("“No village is left without a doctor,” he said.", publisher="Ministry of Health")
    as_release = replace(plain, source=replace(plain.source, kind=SourceKind.PRESS_RELEASE))
    assert (asked(plain), asked(as_release), asked(RELEASE)) == (0, 1, 1)
    assert asked(RELEASE, state=QuoteState.ALTERED) == 0
    assert asked(RELEASE, kind=SourceKind.INTERVIEW) == 0
