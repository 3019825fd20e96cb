"""FAI, HED and TXT on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.document import Repair, RepairKind, Span
from claims.types import Found, SpeakerType
from tests.verifier.rules.builder import (
    Line,
    article,
    boilerplate,
    bullet,
    fact,
    heading,
    para,
    said,
    speaker,
)
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag, raised
from verifier.types import SubstanceVerdict

WATCH = speaker("Forest Watch", SpeakerType.NGO)
TIMBER = speaker("Greenwall Timber", SpeakerType.COMPANY)


def accused(text: str = "Forest Watch accused Greenwall Timber of bribery.", **more: object) -> Line:
    return said(text, WATCH, cue="accused", lemma="accuse", **more)


@pytest.mark.parametrize(
    ("text", "content", "who"),
    [
        ("Forest Watch accused Greenwall Timber of bribery.", "bribery", "Greenwall Timber"),
        ("Forest Watch blamed the ministry for the fire.", "the fire", "The ministry"),
        (
            "Forest Watch said that Greenwall Timber bribed two rangers.",
            "Greenwall Timber bribed two rangers",
            "Greenwall Timber",
        ),
        (
            "Forest Watch said that rangers were tortured by guards from the coast.",
            "rangers were tortured by guards from the coast",
            None,
        ),
        (
            "Forest Watch said that Arda rangers were tortured by Greenwall Timber.",
            "Arda rangers were tortured by Greenwall Timber",
            "Greenwall Timber",
        ),
        ("Forest Watch repeated its allegations against Greenwall Timber.", "", "Greenwall Timber"),
    ],
)
def test_an_allegation_without_a_reply(text: str, content: str, who: str | None) -> None:
    found = only("FAI001", article(para(said(text, WATCH, content=content))))
    assert [f.message for f in found] == ([f"{who} is accused here and isn't heard."] if who else [])


def test_a_name_may_begin_with_any_capital() -> None:
    found = only("FAI001", article(para(accused("Forest Watch accused Željko Škarić of bribery."))))
    assert [f.message for f in found] == ["Željko Škarić is accused here and isn't heard."]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The fire killed nine-year-old Tomas Hale in his bed.", "Tomas Hale (aged 9)"),
        ("The fire killed then-nine-year-old Tomas Hale in his bed.", "Tomas Hale (aged 9)"),
        ("The fire killed twenty-nine-year-old Tomas Hale in his bed.", None),
        ("Şule Škarić, 14, saw the bus leave the road.", "Şule Škarić (aged 14)"),
        ("The mayor closed the many-year-old Apollo Project.", None),
    ],
)
def test_whoever_is_of_age_may_be_named(text: str, who: str | None) -> None:
    asked = [q.message for q in raised(article(para(fact(text)))).questions if q.rule == "FAI008"]
    assert [who in message for message in asked if who] == [True] * len(asked)
    assert bool(asked) is (who is not None)


def test_the_accused_in_the_passive() -> None:
    (found,) = only("FAI001", article(para(fact("Greenwall Timber is accused of bribery."))))
    assert found.message.startswith("Greenwall Timber")


def test_one_finding_for_each_accused() -> None:
    other = accused("Forest Watch accused Ola Berg of bribery.")
    found = only("FAI001", article(para(accused()), para(accused()), para(other)))
    assert [f.sentence for f in found] == [0, 2]


@pytest.mark.parametrize(
    "reply",
    [
        said("Greenwall Timber denied it.", TIMBER, cue="denied", lemma="deny"),
        fact("Greenwall Timber did not respond to a request for comment."),
        said("The firm, it said, rejects the report.", TIMBER, source="it"),
        fact("The company could not be reached."),
        said("“We plant two trees for each one we cut,” Greenwall Timber said.", TIMBER),
    ],
)
def test_a_reply_anywhere_or_the_accused_speaking_next(reply: Line) -> None:
    assert only("FAI001", article(para(accused()), para(reply))) == ()


def test_a_reply_of_another_accused_does_not_count() -> None:
    other = accused("Forest Watch accused Ola Berg of fraud.")
    denial = fact("Ola Berg denied the accusation.")
    found = only("FAI001", article(para(accused()), para(other), para(denial)))
    assert [f.sentence for f in found] == [0]


def test_a_government_replies_through_its_ministers() -> None:
    line = accused("Forest Watch accused the Arda government of bribery.")
    minister = speaker("Tom Aker", SpeakerType.GOVERNMENT, role="minister")
    reply = said("Tom Aker denied it.", minister, cue="denied", lemma="deny")
    assert only("FAI001", article(para(line), para(reply))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Forest Watch accused poachers of setting snares.",
        "Forest Watch accused him of bribery.",
        "Forest Watch praised Greenwall Timber.",
    ],
)
def test_nobody_in_particular_needs_no_reply(text: str) -> None:
    assert only("FAI001", article(para(said(text, WATCH)))) == ()


def test_an_allegation_that_the_outlet_repeats_as_fact() -> None:
    repeated = fact("Greenwall Timber took part in bribery for years.")
    found = flag(article(para(accused()), para(repeated)))
    told = [f for f in found if f.sentence == 1]
    assert [f.rule for f in told] == ["FAI003"]
    assert "Forest Watch" in told[0].message


@pytest.mark.parametrize(
    "line",
    [
        fact("Greenwall Timber owns two sawmills."),
        fact("Ola Berg took part in bribery."),
        fact("Greenwall Timber was convicted of bribery."),
        fact("Greenwall Timber took part in bribery.", substance=SubstanceVerdict.SUPPORTED),
        said("Greenwall Timber took part in bribery, Forest Watch said.", WATCH),
    ],
)
def test_what_is_not_the_allegation_repeated(line: Line) -> None:
    assert only("FAI003", article(para(accused()), para(line), held=1)) == ()


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Police arrested 14 smugglers in Gdow.", "smugglers"),
        ("Officers detained a fraudster at the airport.", "fraudster"),
        ("Three human traffickers were caught at the border.", "traffickers"),
        ("Three alleged human traffickers were caught at the border.", None),
        ("Traffickers use the old road.", None),
        ("He was arrested on criminal charges.", None),
        ("Police captured a smuggler ring's ledger.", None),
        ("Rangers caught a killer whale on film.", None),
        ("Police arrested 14 suspected smugglers.", None),
        ("Officers detained a convicted fraudster.", None),
        ("Officers questioned a murder suspect.", None),
        ("Police held a drug dealer's mother.", None),
    ],
)
def test_suspects_called_criminals(text: str, agent: str | None) -> None:
    checked = article(para(fact(text)))
    found = [f.span.of(checked.analysis.document.text) for f in only("FAI003", checked)]
    assert found == ([agent] if agent else [])


def test_a_heading_that_alone_attributes_its_bullets() -> None:
    points = [bullet(fact("The pipes were laid in 2012")), bullet(fact("The water is safe"))]
    (found,) = flag(article(heading("Ministry response"), *points))
    assert found.rule == "HED003"
    assert "2 points hang" in found.message
    ministry = speaker("Ministry", SpeakerType.GOVERNMENT)
    inherited = said("The water is safe", ministry, cue="", found=Found.LEAD_IN, source_above="Ministry")
    (found,) = flag(article(heading("Ministry response"), bullet(inherited)))
    assert "1 point hangs" in found.message


def test_headings_that_do_not() -> None:
    point = bullet(fact("The pipes were laid in 2012"))
    own = bullet(said("It is safe, Forest Watch said", WATCH))
    lead = para(fact("The ministry wrote:"))
    assert flag(article(heading("Timeline"), point)) == ()
    assert flag(article(heading("Ministry response"), own)) == ()
    assert flag(article(heading("Ministry response"), lead, bullet(fact("It is safe"), lead_in=1))) == ()
    assert flag(article(heading("Ministry response"), para(fact("It is safe.")))) == ()


def test_repaired_characters_show_before_and_after() -> None:
    mended = Repair(RepairKind.MOJIBAKE, Span(7, 8), "Ã©", "é")
    hidden = Repair(RepairKind.INVISIBLE, Span(0, 0), "\u200b", "")
    checked = article(para(fact("The café opened.")), repairs=(hidden, mended))
    (found,) = flag(checked)
    assert found.rule == "TXT001"
    assert found.message == "Broken characters: the draft has “cafÃ©”, read as “café”."


def test_repaired_characters_are_told_once_a_paragraph() -> None:
    spans = (Span(1, 2), Span(13, 14), Span(21, 22))
    repairs = tuple(Repair(RepairKind.MOJIBAKE, s, "Ã¶", "ö") for s in spans)
    checked = article(para(fact("Köln is not Mönch.")), para(fact("Töne.")), repairs=repairs)
    assert [f.span for f in flag(checked)] == [Span(1, 14), Span(21, 22)]
    assert "1 more here" in flag(checked)[0].message


def test_dropped_lines_give_their_reason() -> None:
    line = "Your browser does not support the video tag, please update it to see the moving picture."
    (found,) = flag(article(boilerplate(line, "a video player's line"), para(fact("The café opened."))))
    assert found.rule == "TXT002"
    assert "a video player's line" in found.message
    assert "…”" in found.message
    (found,) = flag(article(boilerplate("|", ""), para(fact("The café opened."))))
    assert found.message == "“|” was left out of the check."
