"""Which sentences of a source are read against a claim."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from verifier.compare.context import views
from verifier.compare.window import closest_sentences, lines, read_together, room, with_neighbours

TEXT = (
    "The valley council met on Monday. Its budget was read. The old bridge at Oru was closed after the flood."
    " Traffic goes over the new bridge. Ines Kruse said so. The flood took nine houses. Rain fell for weeks. "
    "The mayor was away. Nobody had a map of the bridge. The school reopened."
)
REPORT = " ".join(
    f"Part{n} of the report said at length that the council would go on with its work in the year."
    for n in range(12)
)


@pytest.mark.parametrize(
    ("claim", "chosen"),
    [
        ("The old bridge at Oru was closed after the flood.", (2,)),
        ("The flood took the bridge and nine houses.", (5, 3)),
        ("Ines Kruse reopened the school.", (4, 9)),
        ("Rain closed the school, the bridge, the council and nine houses.", (5, 2, 0, 6)),
        ("It was.", ()),
        ("Pigs fly.", ()),
    ],
)
def test_the_sentences_that_together_hold_most_of_a_claim(claim: str, chosen: tuple[int, ...]) -> None:
    assert closest_sentences(claim, views(TEXT), TEXT) == chosen


def test_a_rare_word_tells_more_than_one_that_stands_everywhere() -> None:
    text = (
        "The bridge was shut. Men saw the bridge. The bridge fell. A lorry came. The bridge is long. Boats "
        "pass the bridge."
    )
    assert closest_sentences("The lorry left the bridge.", views(text), text) == (3, 1)


def test_nothing_is_chosen_of_no_sentences() -> None:
    assert closest_sentences("The bridge was closed.", (), "") == ()


def test_what_is_near_in_meaning_comes_first_among_those_that_share_a_word() -> None:
    text = (
        "The bridge was painted. Lorries may not use the bridge. The bridge has lamps. The mayor has a dog."
    )
    asked: list[tuple[str, list[str]]] = []

    def nearness(claim: str, texts: Sequence[str]) -> list[float]:
        asked.append((claim, list(texts)))
        return [0.4 if "Lorries" in t else 0.0 for t in texts]

    claim = "No heavy traffic is let on the bridge."
    assert closest_sentences(claim, views(text), text)[0] == 0
    assert closest_sentences(claim, views(text), text, encoder=nearness)[0] == 1
    assert [(c, sorted(texts)) for c, texts in asked] == [
        (claim, sorted(s.span.of(text) for s in views(text)))
    ]


def test_shared_words_weigh_more_than_nearness() -> None:
    claim = "The old bridge was painted red."
    text = claim + " A bridge is red."
    assert closest_sentences(claim, views(text), text, encoder=lambda _, texts: [0.0, 0.5])[0] == 0


def test_only_a_dozen_sentences_are_asked_for_their_meaning() -> None:
    text = " ".join(f"Barge{n} lay in port." for n in range(30)) + " A ferry lay in port with barge20."
    asked: list[str] = []

    def nearness(claim: str, texts: Sequence[str]) -> list[float]:
        asked.extend(texts)
        return [0.0] * len(texts)

    closest_sentences("The ferry lay in port.", views(text), text, encoder=nearness)
    assert len(asked) == 12
    assert asked[0] == "A ferry lay in port with barge20."


def test_a_short_text_is_read_whole() -> None:
    assert read_together("The old bridge was closed.", TEXT) == "\n".join(
        s.span.of(TEXT) for s in views(TEXT)
    )


@pytest.mark.parametrize(
    ("chosen", "read"),
    [
        ((5,), (4, 5, 6)),
        ((0,), (0, 1)),
        ((11,), (10, 11)),
        ((5, 1), (1, 2, 4, 5, 6)),
        ((5, 6), (4, 5, 6, 7)),
        ((), ()),
    ],
)
def test_neighbours_are_read_while_that_stays_short(chosen: tuple[int, ...], read: tuple[int, ...]) -> None:
    sentences = views(REPORT)
    assert [len(s.words) for s in sentences] == [20] * 12
    assert with_neighbours(chosen, sentences) == read


@pytest.mark.parametrize(
    ("last", "read"), [("Then it rained on.", (0, 1, 2, 3, 4, 5)), ("Then it rained on us.", (0, 1))]
)
def test_a_hundred_words_are_short_and_one_more_is_not(last: str, read: tuple[int, ...]) -> None:
    four = [s.span.of(REPORT) for s in views(REPORT)[:4]]
    text = " ".join(
        [*four, "In that year all of the seventeen old and dull books of the council were read.", last]
    )
    assert with_neighbours((0,), views(text)) == read


@pytest.mark.parametrize(("words", "read"), [(20, (4, 100)), (21, (6, 160))])
def test_a_claim_of_several_things_is_read_against_more_of_a_text(words: int, read: tuple[int, int]) -> None:
    # "part0" is two words.
    claim = " ".join([*(f"part{n}" for n in range(0, 18, 2)), *["failed"] * (words - 18)])
    assert room(claim) == read
    sentences = read_together(claim, REPORT).split("\n")
    assert len(sentences) == read[1] // 20
    assert [s.span.of(REPORT) for s in views(REPORT) if s.span.of(REPORT) in sentences] == sentences


def test_the_more_sentences_are_the_closest_and_others_after_them() -> None:
    claim = "Rain closed the school, the bridge, the council and nine houses, and the mayor had a map."
    six = closest_sentences(claim, views(TEXT), TEXT, most=6)
    assert six[:4] == closest_sentences(claim, views(TEXT), TEXT)
    assert len(six) == 6


def test_the_chosen_sentences_are_given_a_line_each() -> None:
    assert lines(TEXT, views(TEXT), (1, 9)) == "Its budget was read.\nThe school reopened."
