from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Document
from claims.quotes import find_quotations
from claims.reading import read_text
from claims.sentences import segments, split
from claims.types import Sentence
from tests.sources.conftest import make_document
from tests.timing import cpu_seconds


def sentences(text: str) -> list[str]:
    document = read_text(text)
    return [s.span.of(document.text) for s in split_up(document)]


def split_up(document: Document) -> tuple[Sentence, ...]:
    return split(find_quotations(document), segments(document))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. J. R. Holm met Dr. Ines Vale at 3 p.m. on Jan. 5.",
        "The U.S. Senate voted on Monday.",
        "Shares fell 3.5 percent to $12.40 on Friday.",
        "“We came. We saw. We left,” said the driver.",
        "“Is this fair?” Holm asked.",
        "“Get out!” the guard shouted.",
        "Acme Inc. Chairman Paul Reed resigned.",
        "He waited … and then left.",
        "It stands at no. 5 on the list.",
    ],
)
def test_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


def test_splits_after_a_country_before_a_word_that_starts_sentences() -> None:
    assert sentences("They left the U.S. The ship sank.") == ["They left the U.S.", "The ship sank."]


def test_splits_after_a_quotation_that_ends_a_sentence() -> None:
    assert sentences("She said: “It is over.” Then she left.") == [
        "She said: “It is over.”",
        "Then she left.",
    ]


def test_a_quotation_of_many_sentences_is_one_sentence() -> None:
    text = "“One came in. Two went out. Nobody spoke.”"
    assert sentences(text) == [text]


def test_segments_do_end_inside_a_quotation() -> None:
    document = read_text("“One came in. Two went out,” she said.")
    (pieces,) = segments(document)
    assert [p.of(document.text) for p in pieces] == ["“One came in.", "Two went out,” she said."]


def test_bullets_and_headings_are_sentences_of_their_own() -> None:
    text = "Raids in the north\n\nOfficers searched homes in:\n\n- Talmouth\n- Garrow\n\nNobody was hurt."
    assert sentences(text) == [
        "Raids in the north",
        "Officers searched homes in:",
        "Talmouth",
        "Garrow",
        "Nobody was hurt.",
    ]


def test_every_sentence_lies_in_its_block() -> None:
    document = read_text("First one. Second one.\n\nThird one. “Fourth. Fifth.”")
    for sentence in split_up(document):
        assert document.blocks[sentence.block].span.contains(sentence.span)


@pytest.mark.parametrize(
    ("piece", "most"),
    [(".", 10_000), ("The man ran. ", 50_000), ("A. ", 100_000)],
    ids=["dots", "ends", "initials"],
)
def test_time_grows_with_the_block_not_with_its_square(piece: str, most: int) -> None:
    def seconds(times: int) -> float:
        document = make_document("The end " + piece * times + "x")
        return cpu_seconds(lambda: segments(document))

    seconds(10)
    assert seconds(most) < 30 * max(seconds(most // 10), 0.002)


def test_time_grows_with_the_blocks_not_with_their_square() -> None:
    def seconds(times: int) -> float:
        document = make_document(*["He said: “It sank. Nobody drowned.”"] * times)
        quotations, pieces = find_quotations(document), segments(document)
        return cpu_seconds(lambda: split(quotations, pieces))

    seconds(10)
    assert seconds(5_000) < 30 * max(seconds(500), 0.002)


PIECES = st.sampled_from(
    [
        *(
            "The",
            "ship",
            "sailed.",
            "Nobody",
            "he",
            "said.",
            "U.S.",
            "Mr.",
            "J.",
            "Inc.",
            "a.m.",
            "3.5",
            "10–12",
        ),
        *("“We", "came.", "spoke,”", "gone!”", '"Yes."', '"', "”", "‘No’", "d’Or", "«Oui»", "(so", "was)."),
        *("…", "...", ". . .", "?", "!?", "—", ":", ";", "🙏🏽", "№", "'", "\u00a0", "["),
    ]
)
PARAGRAPHS = st.lists(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4)


@given(PARAGRAPHS)
def test_sentences_are_in_order_apart_and_leave_no_letter_out(paragraphs: list[str]) -> None:
    document = make_document(*paragraphs)
    found = split_up(document)
    assert [sentence.index for sentence in found] == list(range(len(found)))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    for number, block in enumerate(document.blocks):
        inside = [s.span for s in found if s.block == number]
        assert all(block.span.contains(span) for span in inside)
        assert "".join("".join(s.of(document.text) for s in inside).split()) == "".join(
            block.span.of(document.text).split()
        )


@given(PARAGRAPHS, PARAGRAPHS)
def test_another_paragraph_splits_no_sentence_otherwise(paragraphs: list[str], others: list[str]) -> None:
    def words(*texts: str) -> list[str]:
        document = make_document(*texts)
        return [s.span.of(document.text) for s in split_up(document)]

    assert words(*paragraphs, *others) == words(*paragraphs) + words(*others)


def test_no_is_a_word_before_a_name() -> None:
    assert sentences("Paul Reed said no. Ines Vale left.") == ["Paul Reed said no.", "Ines Vale left."]
