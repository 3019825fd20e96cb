"""Quotations with a signature, and words labelled as somebody's."""

import pytest

from claims import language, signatures
from claims.analysis import analyse
from claims.quotes import find_quotations
from claims.reading import read_text
from claims.sentences import segments, split
from claims.types import Found
from tests.timing import cpu_seconds


def signed(text: str) -> list[tuple[str, str, str]]:
    document = read_text(text)
    analysis = analyse(document)
    return [
        (
            claim.speaker.name or "",
            claim.speaker.type.value,
            " … ".join(s.of(document.text) for s in claim.content),
        )
        for claim in analysis.claims
        if claim.speaker is not None and claim.attribution and claim.attribution.found is Found.SIGNED
    ]


@pytest.mark.parametrize("dash", ["- ", "-- ", "–", "— "])
def test_a_name_after_a_dash_signs_the_quotation(dash: str) -> None:
    text = (
        f"“We have rebuilt every pump in the hall.” {dash}Karin Holt, chief executive of Brightwater Energy"
    )
    assert signed(text) == [("Karin Holt", "company", "“We have rebuilt every pump in the hall.”")]


def test_a_signature_may_stand_in_a_block_of_its_own() -> None:
    text = "The bridge opened.\n\n“It took us nine winters.”\n\n— Mayor Odd Lie\n\nIt is long."
    assert signed(text) == [("Odd Lie", "government", "“It took us nine winters.”")]


def test_a_label_of_origin_gives_its_block() -> None:
    text = "From Brightwater Energy: The plant will reopen in May. It has 120 new workers."
    assert [(name, content) for name, _, content in signed(text)] == [
        ("Brightwater Energy", "The plant will reopen in May."),
        ("Brightwater Energy", "It has 120 new workers."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We have rebuilt every pump,” – Karin Holt said so on Monday.",
        "The “old guard” - a handful of ministers - resigned on Monday.",
        "“It took us nine winters.” - and that was that",
        "The trip from Garrow: nine hours by boat and two on foot.",
        "The bridge opened.\n\n— Mayor Odd Lie",
        "Critics said he was best in “The Wire” – HBO's best drama.",
        "The mayor told reporters that the plan was “dead in the water” – Norway's worst defeat.",
        "From Tuesday: all buses in the city will be free.",
        "From Paris: The minister said that taxes would rise.",
    ],
)
def test_other_dashes_and_colons_sign_nothing(text: str) -> None:
    assert signed(text) == []


def test_only_the_last_speech_of_a_block_is_signed() -> None:
    text = "“The bridge is safe,” the mayor said on Monday. “It is not safe at all.” — Odd Lie, engineer"
    assert [(name, content) for name, _, content in signed(text)] == [("Odd Lie", "“It is not safe at all.”")]


def test_a_label_gives_way_to_who_is_named_as_speaking() -> None:
    assert signed("From Brightwater Energy: The plant will reopen, the mayor said.") == []


@pytest.mark.parametrize(
    ("start", "most"), [("“We have rebuilt every pump in the hall.” - Karin", 1_000), ("From Karin", 20_000)]
)
def test_time_grows_with_the_blanks_after_a_name_not_with_their_square(start: str, most: int) -> None:
    def seconds(blanks: int) -> float:
        document = read_text(start + " " * blanks + "“Holt”")
        (block,) = parsed = language.parse(document, segments(document))
        quotations = find_quotations(document)
        sentences = split(quotations, segments(document))

        def work() -> None:
            signatures.signed(document, parsed, sentences, quotations)
            signatures.labelled(document, (block,))

        return cpu_seconds(work)

    seconds(10)
    assert seconds(most) < 40 * max(seconds(most // 10), 0.0005)


BRIEFING = """Weekly briefing, 4 June

Moderator: Good morning. The minister will speak first.

Minister Oda Brandt: The last breach was closed on Sunday. Four hundred people went home.

Q: The union says that you were warned. Is that so?

Brandt: We had a letter in March.

Q (Radio Nord): Tell us what it costs.

Jens Aker, chief engineer: The survey will take three weeks.

In Halm, the mood was different: nobody was at work.

Brandt: That is all.
"""


def test_each_turn_of_a_briefing_is_its_speakers_own() -> None:
    """Least of all are a reporter's words put into the mouth of who spoke before. Questions make no claim."""
    found = signed(BRIEFING)
    assert [(name, content) for name, _, content in found if name != "Moderator"] == [
        ("Oda Brandt", "The last breach was closed on Sunday."),
        ("Oda Brandt", "Four hundred people went home."),
        ("Q", "The union says that you were warned."),
        ("Oda Brandt", "We had a letter in March."),
        ("Radio Nord", "Tell us what it costs."),
        ("Jens Aker", "The survey will take three weeks."),
        ("Jens Aker", "In Halm, the mood was different: nobody was at work."),
        ("Oda Brandt", "That is all."),
    ]


QUESTIONS = """Q: When did you hear of it?

A: On Monday. Nobody had called us.

Q: The council says that it wrote to you.

A: We have no letter.
"""


def test_answers_are_those_of_who_is_interviewed() -> None:
    found = signed(
        f"Karin Moe ran the shelter for years. The Courier interviewed Moe in Halm.\n\n{QUESTIONS}"
    )
    assert [(name, content) for name, _, content in found] == [
        ("Karin Moe", "On Monday."),
        ("Karin Moe", "Nobody had called us."),
        ("Q", "The council says that it wrote to you."),
        ("Karin Moe", "We have no letter."),
    ]


def test_what_the_text_above_says_of_who_is_interviewed_stays() -> None:
    above = "The council said that Karin Moe had been told. The Courier interviewed Moe in Halm."
    analysis = analyse(read_text(f"{above}\n\n{QUESTIONS}"))
    first = analysis.claims[0]
    assert first.attribution is not None
    assert (first.attribution.lemma, first.attribution.found) == ("say", Found.TAGGED)


@pytest.mark.parametrize(
    "above",
    [
        "",
        "Minister Karin Moe presented the law on Monday.\n\n",
        "The Courier interviewed Karin Moe and Peter Marsh.\n\n",
    ],
    ids=["nobody", "nobody interviewed", "two"],
)
def test_where_nobody_is_told_to_answer_the_answers_are_the_outlets_own(above: str) -> None:
    assert signed(above + QUESTIONS) == []
