"""ATT on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.types import Speaker, SpeakerType
from tests.verifier.rules.builder import (
    Part,
    article,
    bullet,
    fact,
    heading,
    para,
    quote,
    said,
    speaker,
)
from verifier.config import Config
from verifier.rules import RULES, flag
from verifier.types import CheckedArticle, Finding, SubstanceVerdict

POLICE = speaker("Orlu police", SpeakerType.GOVERNMENT)


def only(rule: str, checked: CheckedArticle) -> tuple[Finding, ...]:
    """What the rule called `rule` alone finds."""
    return flag(checked, config=Config(disabled=tuple(r.id for r in RULES if r.id != rule)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The governor of Sarn embezzled the flood fund.", "embezzled"),
        ("The owner was to blame for the collapse of the dam.", "was to blame"),
        ("An estimated 12,000 herders lost their animals.", "An estimated"),
        ("Two teenagers were shot dead by soldiers at the well.", "shot dead by soldiers"),
        ("The reply was a sham trial of four poets.", "sham trial"),
    ],
)
def test_contentious_own_voice_is_flagged(text: str, word: str) -> None:
    found = only("ATT001", article(para(fact(text))))
    assert [f.sentence for f in found] == [0]
    assert f"“{word}”" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "A court convicted the governor of embezzling the flood fund.",
        "Parliament debated a law against forced labour.",
        "Police arrested the treasurer on suspicion of bribery.",
        "The museum shows photographs of the massacre.",
        "The bridge opened on Monday.",
        "Did the governor embezzle the fund, and was anybody complicit?",
        "The report could lead to corruption trials.",
        "The trial was moved to Sunday to silence the opposition.",
    ],
)
def test_official_acts_and_plain_events_are_not(text: str) -> None:
    assert only("ATT001", article(para(fact(text)))) == ()


def test_a_source_in_the_store_or_a_link_answers_for_it() -> None:
    text = "The governor of Sarn embezzled the flood fund."
    assert only("ATT001", article(para(fact(text, substance=SubstanceVerdict.SUPPORTED)), held=1)) == ()
    assert len(only("ATT001", article(para(fact(text, substance=SubstanceVerdict.NOT_FOUND)), held=1))) == 1
    assert only("ATT001", article(para(fact(text, cites=("https://example.org", None))))) == ()


def test_a_citation_in_the_lead_in_answers_for_its_bullets() -> None:
    lead = fact("The audit lists three findings:", cites=(None, "The audit"))
    checked = article(para(lead), bullet(fact("Officials embezzled the fund"), lead_in=0))
    assert only("ATT001", checked) == ()


def test_a_sentence_that_carries_on_an_attributed_one_is_left_to_the_reader() -> None:
    before = said("The fund is empty, Orlu police said.", POLICE)
    after = fact("The governor had embezzled it.")
    assert only("ATT001", article(para(before, after))) == ()
    assert len(only("ATT001", article(para(before), para(after)))) == 1


def test_words_in_a_quotation_are_not_the_outlets() -> None:
    assert only("ATT001", article(para(fact("The poster read “They embezzled it” in red.")))) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to local media, the ferry was full.", "local media"),
        ("Several media reports said the ferry was full.", "media reports"),
        ("The ferry was full, sources say.", "sources"),
        ("Reports suggest that the ferry was full.", "Reports"),
        ("The ferry was full, according to sources.", "sources"),
    ],
)
def test_second_hand_sources(text: str, who: str) -> None:
    checked = article(para(fact(text)))
    found = only("ATT004", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "According to local media outlet Radio Kesra, the ferry was full.",
        "News outlets including the Orlu Courier said the ferry was full.",
        "According to reports by the audit office, the ferry was full.",
        "The town draws on two water sources.",
        "The port reports its traffic every week.",
        "Diplomatic sources said the ferry was full.",
        "The local media were not let in.",
    ],
)
def test_sources_that_can_be_looked_up(text: str) -> None:
    assert only("ATT004", article(para(fact(text)))) == ()


def test_a_linked_report_is_not_hollow() -> None:
    line = fact("Media reports said the ferry was full.", cites=("https://example.org/ferry", None))
    assert only("ATT004", article(para(line))) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It is widely believed that the ferry was full.", "It is widely believed"),
        ("The captain allegedly slept.", "allegedly"),
        ("But critics argue that the ferry was old.", "critics argue"),
        ("The ferry was old, experts say.", "experts say"),
    ],
)
def test_agentless_attribution(text: str, words: str) -> None:
    checked = article(para(fact(text)))
    found = only("ATT005", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == [words]


def test_agentless_words_with_an_alleger_beside_them() -> None:
    assert only("ATT005", article(para(said("The captain allegedly slept, Orlu police said.", POLICE)))) == ()
    assert (
        only("ATT005", article(para(fact("It is believed by many sailors that Friday brings bad luck."))))
        == ()
    )
    assert only("ATT005", article(para(fact("He was charged with allegedly setting fire to a barn.")))) == ()
    nobody = speaker(None, SpeakerType.ANONYMOUS)
    assert (
        len(only("ATT005", article(para(said("The captain allegedly slept.", nobody, cue="allegedly"))))) == 1
    )


@pytest.mark.parametrize(
    ("text", "who", "flagged"),
    [
        ("The river rose, said Martin Dolny.", speaker("Martin Dolny"), True),
        ("Martin Dolny, 43, said the river rose.", speaker("Martin Dolny", SpeakerType.INDIVIDUAL), True),
        ("The river rose, said Martin Dolny, a miller.", speaker("Martin Dolny"), False),
        ("Miller Martin Dolny said the river rose.", speaker("Martin Dolny"), False),
        ("Martin Dolny of the mill said it.", speaker("Martin Dolny"), False),
        ("The river rose, said Martin Dolny.", speaker("Martin Dolny", role="miller"), False),
        ("The river rose, said Martin Dolny.", speaker("Martin Dolny", organisation="Dolny Mill"), False),
        ("The river rose, said Martin Dolny.", speaker("Martin Dolny", SpeakerType.GOVERNMENT), False),
        ("The river rose, said Zabno.", speaker("Zabno"), False),
    ],
)
def test_named_without_role(text: str, who: Speaker, flagged: bool) -> None:
    checked = article(para(said(text, who)))
    found = only("ATT007", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == (["Martin Dolny"] if flagged else [])


def test_a_role_at_the_first_mention_counts_for_later_ones_and_one_finding_is_enough() -> None:
    who = speaker("Martin Dolny")
    introduced = para(fact("The miller, a widower named Martin Dolny, lives alone."))
    checked = article(introduced, para(said("It rose, Martin Dolny said.", who)))
    assert len(only("ATT007", checked)) == 0
    twice = article(
        para(said("It rose, Martin Dolny said.", who)), para(said("It fell, Martin Dolny said.", who))
    )
    assert [f.sentence for f in only("ATT007", twice)] == [0]


def test_a_name_that_stands_only_in_a_quotation_is_not_judged() -> None:
    checked = article(para(said("“Call Martin Dolny,” it said.", speaker("Martin Dolny"), source="it")))
    assert only("ATT007", checked) == ()


def test_an_ambiguous_pronoun() -> None:
    who = speaker("Paul Reyes", ambiguous=True, resolved=True, role="harbour master")
    met = fact("Paul Reyes met Victor Sandoval.")
    found = only("ATT010", article(para(met, said("He said talks would go on.", who, source="He"))))
    assert "more than one" in found[0].message
    assert "Paul Reyes" in found[0].message


def _sections(under: str) -> tuple[Part, ...]:
    who = speaker("Paul Reyes", resolved=True, role="harbour master")
    return (
        heading("Storm"),
        para(fact("Paul Reyes spoke on Friday.")),
        heading("Costs"),
        para(fact(under), said("He said repairs would take a year.", who, source="He")),
    )


def test_a_pronoun_whose_name_stands_under_another_heading() -> None:
    found = only("ATT010", article(*_sections("The pier is closed.")))
    assert ["no name" in f.message for f in found] == [True]
    assert only("ATT010", article(*_sections("The office of Reyes is closed."))) == ()


def test_a_pronoun_without_headings_and_a_surname_are_fine() -> None:
    who = speaker("Paul Reyes", resolved=True)
    met = fact("Paul Reyes spoke on Friday.")
    assert only("ATT010", article(para(met), para(said("He said so.", who, source="He")))) == ()
    parts = (heading("Storm"), para(met), heading("Costs"), para(said("Reyes said so.", who, source="Reyes")))
    assert only("ATT010", article(*parts)) == ()
    assert only("ATT010", article(heading("H"), para(said("He said so.", speaker(None), source="He")))) == ()


def test_a_block_quotation_without_marks_is_a_quotation() -> None:
    embezzled = fact("Officials embezzled the fund.")
    assert only("ATT001", article(para(fact("The letter reads:")), quote(embezzled, lead_in=0))) == ()
    assert len(only("ATT001", article(para(fact("The letter reads:")), para(embezzled)))) == 1
