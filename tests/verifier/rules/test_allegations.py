"""Who is accused, by whom, and where it is answered, on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.types import Found, SpeakerType
from tests.verifier.rules.builder import article, bullet, fact, heading, para, quote, said, speaker
from verifier.rules.allegations import Allegation, accused_first, allegations, criticisms
from verifier.rules.answers import Answer, Answering, answers, unanswered
from verifier.types import CheckedArticle

WATCH = speaker("Forest Watch", SpeakerType.NGO)
TIMBER = speaker("Greenwall Timber", SpeakerType.COMPANY)
BERG = speaker("Ola Berg", SpeakerType.INDIVIDUAL, role="mayor")


def accuses(text: str) -> object:
    return said(text, WATCH, cue="accused", lemma="accuse", content=text.partition("accused ")[2])


def told(checked: CheckedArticle) -> list[tuple[str | None, str]]:
    return [(a.accused, a.words) for a in allegations(checked)]


@pytest.mark.parametrize(
    ("content", "accused", "words"),
    [
        ("Greenwall Timber bribed two rangers", "Greenwall Timber", "Greenwall Timber"),
        ("the river police tortured two fishermen", "the river police", "the river police"),
        ("guards tortured inmates", None, "guards"),
        ("the guards of the camp had repeatedly tortured inmates", None, "the guards of the camp"),
        ("inmates were tortured by guards", None, "guards"),
        ("Arda inmates were tortured", None, ""),
        ("Arda inmates were brutally tortured by the police", "the police", "the police"),
        ("the vote was rigged", None, ""),
        ("Greenwall Timber was corrupt", "Greenwall Timber", "Greenwall Timber"),
    ],
)
def test_who_does_it_by_what_is_said(content: str, accused: str | None, words: str) -> None:
    found = told(article(para(said(f"Forest Watch said that {content}.", WATCH, content=content))))
    assert found == [(accused, words)]


@pytest.mark.parametrize(
    ("before", "pronoun", "accused"),
    [
        (fact("Greenwall Timber felled forty oaks."), "it", "Greenwall Timber"),
        (said("Ola Berg said it was late.", BERG), "him", "Ola Berg"),
        (fact("Mayor Ola Berg opened the mill."), "him", "Ola Berg"),
        (fact("Greenwall Timber and its partners left."), "them", "Greenwall Timber"),
        (said("Ola Berg said it was late.", BERG), "it", None),
        (fact("Forest Watch met on Monday."), "it", None),
        (fact("The meeting was late."), "him", None),
    ],
)
def test_a_pronoun_stands_for_somebody_named_just_before(
    before: object, pronoun: str, accused: str | None
) -> None:
    found = told(article(para(before, accuses(f"Forest Watch accused {pronoun} of bribery."))))
    assert found == [(accused, pronoun)]


def test_who_was_accused_last_is_accused_again() -> None:
    first = accuses("Forest Watch accused Greenwall Timber of fraud.")
    other = fact("The Arda Post printed it.")
    found = told(article(para(first, other, accuses("Forest Watch also accused it of bribery."))))
    assert found[-1] == ("Greenwall Timber", "it")


def test_a_pronoun_does_not_reach_far() -> None:
    far = [fact("It rained."), fact("It rained again."), fact("It snowed.")]
    first = fact("Mayor Ola Berg opened the mill.")
    assert told(article(para(first, *far, accuses("Forest Watch accused him of bribery.")))) == [
        (None, "him")
    ]


def test_two_accused_in_one_sentence_are_two() -> None:
    text = "Forest Watch accused Greenwall Timber of bribery and blamed Ola Berg for the fire."
    found = told(article(para(accuses(text))))
    assert found == [("Greenwall Timber", "Greenwall Timber"), ("Ola Berg", "Ola Berg")]


def listed(point: str) -> object:
    return bullet(
        said(point, WATCH, source="", cue="", found=Found.LEAD_IN, source_above="Forest Watch"), lead_in=0
    )


def test_points_accuse_whom_their_lead_in_accuses() -> None:
    lead_in = para(accuses("Forest Watch accused Greenwall Timber of:"))
    checked = article(lead_in, listed("Bribery of two rangers"), listed("Felling at night"))
    found = allegations(checked)
    assert [(a.sentence, a.accused, a.word, a.under) for a in found] == [
        (0, "Greenwall Timber", "", None),
        (1, "Greenwall Timber", "Bribery", 0),
        (2, "Greenwall Timber", "", 0),
    ]
    assert [a.accuser.name for a in found if a.accuser] == ["Forest Watch"] * 3
    own = bullet(fact("Bribery is a crime"), lead_in=0)
    assert len(allegations(article(lead_in, own))) == 1


def test_an_accusation_without_an_accuser() -> None:
    (found,) = allegations(article(para(fact("Greenwall Timber is accused of bribery."))))
    assert (found.accused, found.accuser) == ("Greenwall Timber", None)


def test_a_heading_accuses_nobody() -> None:
    assert allegations(article(heading("Forest Watch accused Greenwall Timber of bribery"))) == ()


def test_groups_are_named_then_described_then_nobody() -> None:
    made = allegations(
        article(
            para(
                said(
                    "Forest Watch said that guards tortured inmates.",
                    WATCH,
                    content="guards tortured inmates",
                )
            ),
            para(said("Forest Watch said the vote was rigged.", WATCH, content="the vote was rigged")),
            para(accuses("Forest Watch accused the police of torture.")),
            para(accuses("Forest Watch accused Greenwall of fraud.")),
            para(accuses("Forest Watch accused Greenwall Timber of bribery.")),
            para(accuses("Forest Watch accused The police of bribery.")),
        )
    )
    assert [(name, [a.sentence for a in held]) for name, held in accused_first(made)] == [
        ("Greenwall Timber", [3, 4]),
        ("guards", [0]),
        ("the police", [2, 5]),
        ("", [1]),
    ]


def test_a_short_name_that_fits_two_stands_alone() -> None:
    names = ("the Ministry", "the Ministry of Health", "the Ministry of Mines")
    made = allegations(article(*(para(accuses(f"Forest Watch accused {n} of fraud.")) for n in names)))
    assert [name for name, _ in accused_first(made)] == list(names)


def answer(*lines: object) -> Answer | None:
    checked = article(*(para(line) for line in lines))
    return answers(checked, allegations(checked))[0]


ACCUSED = accuses("Forest Watch accused Greenwall Timber of bribery.")


def test_how_an_accusation_is_answered() -> None:
    denied = said("Greenwall Timber denied it.", TIMBER, cue="denied", lemma="deny")
    silent = fact("Greenwall Timber did not respond to a request for comment.")
    spoke = said("Greenwall Timber said it plants trees.", TIMBER)
    assert answer(ACCUSED, denied) == Answer(1, Answering.REPLY)
    assert answer(ACCUSED, silent) == Answer(1, Answering.SILENCE)
    assert answer(ACCUSED, spoke) == Answer(1, Answering.SPEAKS)
    assert answer(ACCUSED, fact("It rained."), fact("It snowed."), fact("It froze."), spoke) is None


def test_the_reply_that_names_the_accused_goes_before_one_that_names_nobody() -> None:
    named = said("Greenwall Timber rejected it.", TIMBER, cue="rejected", lemma="reject")
    assert answer(ACCUSED, fact("The claim was disputed."), named) == Answer(2, Answering.REPLY)


def test_an_accused_official_answers_for_himself_alone() -> None:
    mayor = speaker("Ola Berg", SpeakerType.GOVERNMENT, role="mayor")
    checked = article(
        para(accuses("Forest Watch accused Ola Berg of bribery.")),
        para(said("Ola Berg denied it.", mayor, cue="denied", lemma="deny")),
        para(accuses("Forest Watch accused the Ministry of Health of fraud.")),
    )
    assert answers(checked, allegations(checked)) == (Answer(1, Answering.REPLY), None)


def test_nobody_in_particular_is_neither_answered_nor_unanswered() -> None:
    checked = article(para(accuses("Forest Watch accused poachers of bribery.")), para(ACCUSED))
    made = allegations(checked)
    assert answers(checked, made) == (None, None)
    assert [a.sentence for a in unanswered(checked, made)] == [1]


def blamed(checked: CheckedArticle) -> list[Allegation]:
    return list(criticisms(checked, allegations(checked)))


def test_blame_without_a_word_of_wrongdoing_is_criticism() -> None:
    checked = article(
        para(said("Forest Watch criticised Greenwall Timber for its haste.", WATCH, cue="criticised")),
        para(ACCUSED),
        para(
            said(
                "Greenwall Timber called the report “a careless attack”.",
                TIMBER,
                cue="called",
                lemma="call",
                content="the report “a careless attack”",
            )
        ),
        para(said("Forest Watch praised Ola Berg.", WATCH, cue="praised", lemma="praise")),
        quote(fact("Forest Watch attacked the plan.")),
    )
    assert [(a.sentence, a.accused, a.words) for a in blamed(checked)] == [
        (0, "Greenwall Timber", "Greenwall Timber"),
        (1, "Greenwall Timber", "Greenwall Timber"),
        (2, None, "the report"),
    ]
