"""An anchor finds its words again in a later draft, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Document, OffsetMap, Span
from verifier.desk.anchor import CONTEXT, anchor_of, locate
from verifier.desk.types import Anchor

BEFORE = "The harbour was shut on Monday. Boats stayed out, and the crews slept on the quay.\n\n"
QUOTE = "The mayor, Ada Holm, said that the pier was unsafe."
AFTER = " Nobody was hurt. The works will cost 14 million crowns, the council has found.\n"


def document(text: str) -> Document:
    return Document("a.txt", "plain", text, (), text, OffsetMap.identity(len(text)), "0" * 64)


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


TEXT = BEFORE + QUOTE + AFTER
ANCHOR = anchor_of(document(TEXT), at(TEXT, QUOTE))


def found(text: str, anchor: Anchor = ANCHOR) -> str | None:
    span = locate(document(text), anchor)
    return None if span is None else span.of(text)


def test_an_anchor_is_the_words_with_a_little_around_them() -> None:
    assert Anchor(QUOTE, BEFORE[-CONTEXT:], AFTER[:CONTEXT]) == ANCHOR
    whole = anchor_of(document(QUOTE), Span(0, len(QUOTE)))
    assert whole == Anchor(QUOTE, "", "")


EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "delete"]), st.booleans(), st.integers(0, 90), st.text(max_size=40)),
    max_size=6,
)


@given(EDITS)
def test_edits_elsewhere_never_move_it_to_other_words(edits: list[tuple[str, bool, int, str]]) -> None:
    parts = {True: BEFORE, False: AFTER}
    for act, before, place, text in edits:
        part = parts[before]
        kept = part[:place] + (text if act == "insert" else part[place + len(text) :])
        parts[before] = kept if act == "delete" else kept + part[place:]
    # A letter that runs into the words makes other words of them.
    before, after = parts[True] + "\n", "\n" + parts[False]
    text = before + QUOTE + after
    assert locate(document(text), ANCHOR) == Span(len(before), len(before) + len(QUOTE))


@given(st.text(max_size=300))
def test_in_a_text_without_the_words_it_finds_nothing_or_their_like(text: str) -> None:
    words = found(text)
    assert words is None or len(set(words.split()) & set(QUOTE.split())) > 5


@pytest.mark.parametrize(
    "edited",
    [
        QUOTE.replace("unsafe", "un-safe"),
        QUOTE.replace("Ada Holm", "Adda Holm"),
        QUOTE.replace("said that", "said on Monday that"),
        QUOTE.replace(", Ada Holm,", " Ada Holm"),
    ],
)
def test_words_with_a_little_mended_are_found_whole(edited: str) -> None:
    assert found(BEFORE + edited + AFTER) == edited


@pytest.mark.parametrize(
    "rewritten",
    ["Ada Holm called the pier a danger to everybody.", "Nothing was said of the pier by the mayor.", ""],
)
def test_words_that_were_rewritten_or_are_gone_are_not_found(rewritten: str) -> None:
    assert found(BEFORE + rewritten + AFTER) is None


def test_the_surroundings_tell_the_same_words_apart() -> None:
    text = (
        "Rook spoke first. He denied it. The court rose.\n\nLater Vaal spoke. He denied it. Nobody asked.\n"
    )
    last = Span(text.rindex("He denied"), text.rindex("He denied") + len("He denied it."))
    anchor = anchor_of(document(text), last)
    assert locate(document(text), anchor) == last
    moved = "A line that is new.\n\n" + text.replace("Rook spoke first", "Rook had spoken before them all")
    span = locate(document(moved), anchor)
    assert span is not None
    assert moved[: span.start].endswith("Later Vaal spoke. ")


def test_part_of_another_word_is_not_the_word() -> None:
    anchor = anchor_of(document("The ban ends."), Span(4, 7))
    assert found("The urban ends.", anchor) is None
    assert found("The urban ban ends.", anchor) == "ban"


def test_words_longer_than_the_whole_text_are_not_found_in_it() -> None:
    assert found("The pier.") is None
    assert found("") is None


def test_nothing_is_found_by_no_words() -> None:
    assert found(TEXT, Anchor("", "before", "after")) is None
