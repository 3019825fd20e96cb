import pytest

from claims.quotes import find_quotations
from claims.reading import read_text
from claims.sentences import segments, split


def sentences(text: str) -> list[str]:
    document = read_text(text)
    return [s.span.of(document.text) for s in split(find_quotations(document), segments(document))]


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
    for sentence in split(find_quotations(document), segments(document)):
        assert document.blocks[sentence.block].span.contains(sentence.span)
