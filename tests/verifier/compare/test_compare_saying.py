"""Which statements of the sources say what a claim says."""

from __future__ import annotations

import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from sources.source import Locator, Passage, Source, Statement
from verifier.compare.saying import closest, holds, reporting_sentence, says_alone, sentences_up_to, share

HOLM = Speaker("Ida Holm", SpeakerType.GOVERNMENT, role="minister", named=True)
CLAIM = "the new line has cost twice its budget"
LONG = (
    "Rain fell all week. The mayor spoke on Monday. He read a long list. Then he came to it. "
    "The new line has cost twice its budget, he said. Nobody asked why."
)


def said(
    text: str, *, passage: str | None = None, number: int = 1, publisher: str | None = None
) -> Statement:
    whole = passage or text
    source = Source("s", "Lines", publisher, None, "gazette.txt")
    place = Passage(number, source, "0" * 64, Locator(1, Span(0, len(whole))), whole)
    return Statement(place, HOLM, text, (), "say", False)


def test_the_sentences_before_a_statement_and_its_own() -> None:
    statement = said("The new line has cost twice its budget", passage=LONG)
    assert sentences_up_to(statement) == [
        "The mayor spoke on Monday.",
        "He read a long list.",
        "Then he came to it.",
        "The new line has cost twice its budget, he said.",
    ]
    assert reporting_sentence(statement) == "The new line has cost twice its budget, he said."


def test_a_statement_in_the_first_sentence_has_none_before() -> None:
    assert sentences_up_to(said("Rain fell", passage=LONG)) == ["Rain fell all week."]


def test_a_statement_that_its_passage_lacks_stands_for_itself() -> None:
    assert sentences_up_to(said("words of another page", passage=LONG)) == ["words of another page"]


def test_the_share_of_a_claims_words() -> None:
    assert share(CLAIM, LONG) == 1.0
    assert share(CLAIM, "It rained.") == 0.0
    assert 0.3 < share(CLAIM, "the new line") < 0.4


@pytest.mark.parametrize(
    ("statement", "held"),
    [
        (said(CLAIM), True),
        # A part of it, in a passage that has most of the rest.
        (said("cost twice", passage=f"It cost twice. {CLAIM}."), True),
        (said("cost twice", passage="It cost twice. The line is new."), True),
        (said("cost twice", passage="It cost twice. The line."), False),
        (said("the budget", passage=f"The budget is long. {CLAIM}."), False),
        (said("it rained", passage=f"It rained. {CLAIM}."), False),
    ],
)
def test_a_statement_and_its_passage_hold_a_claim(statement: Statement, held: bool) -> None:
    assert holds(CLAIM, statement) is held


def test_a_publishers_name_is_part_of_what_a_passage_says() -> None:
    claim = "Amber Watch counted nine boats"
    assert not holds(claim, said("nine boats were seen", passage="Today nine boats were seen."))
    assert holds(
        claim, said("nine boats were seen", passage="Today nine boats were seen.", publisher="Amber Watch")
    )


def test_the_closest_statements_say_about_as_much_as_any() -> None:
    whole, part = (
        said(CLAIM),
        said("the new line has cost a lot", passage=f"{CLAIM}; the new line has cost a lot"),
    )
    nearly = said("the new line cost twice a budget", number=2)
    assert closest(CLAIM, [part, whole, nearly]) == [whole, nearly]
    assert closest(CLAIM, [part]) == [part]
    assert closest(CLAIM, []) == []


def test_what_one_statement_says_alone() -> None:
    whole, other = said(CLAIM), said("the new line has cost a lot", number=2)
    assert says_alone(CLAIM, whole, [whole, other])
    assert not says_alone(CLAIM, other, [whole, other])
    assert not says_alone(CLAIM, whole, [whole, said(CLAIM, number=2)])
    assert not says_alone(CLAIM, said("it rained"), [])


def test_one_passages_words_told_twice_are_one_statement() -> None:
    inner = said(CLAIM, passage=f"Holm said {CLAIM}.")
    outer = said(f"Holm said {CLAIM}", passage=f"Holm said {CLAIM}.")
    assert says_alone(CLAIM, inner, [inner, outer])
    assert says_alone(CLAIM, outer, [inner, outer])
    beside = said("the line has cost twice its budget in May", passage=f"Holm said {CLAIM}.")
    assert not says_alone(CLAIM, inner, [inner, beside])
