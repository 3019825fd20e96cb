"""Which sentences speak of the same matter as a claim."""

from __future__ import annotations

import pytest

from verifier.compare.context import same_scope, shared_matter, view, view_at, views


def test_names_are_capitals_after_the_first_word_that_are_no_months() -> None:
    seen = view("Ferries from Oru met Hald in May, on a Monday, at the WGC.")
    assert seen.names == {"oru", "hald", "wgc"}
    assert seen.stems == {"ferry", "oru", "meet", "hald", "monday", "wgc"}
    assert seen.span.of("Ferries from Oru") == "Ferries from Oru"[: len(seen.span)]


def test_figures_are_no_matter() -> None:
    assert view("12 boats sank in 2019.").stems == {"boat", "sink"}


def test_each_sentence_has_its_own_words() -> None:
    first, second = views("The old mill burned. Nobody was hurt!")
    assert [w.text for w in first.words] == ["The", "old", "mill", "burned"]
    assert [w.text for w in second.words] == ["Nobody", "was", "hurt"]


@pytest.mark.parametrize(("offset", "sentence"), [(0, "It rained."), (9, "It rained."), (11, "We left.")])
def test_the_sentence_at_a_place(offset: int, sentence: str) -> None:
    text = "It rained. We left."
    assert view_at(text, offset).span.of(text) == sentence


def test_between_sentences_the_whole_text_is_meant() -> None:
    text = "It rained. We left."
    assert view_at(text, 10) == view(text)


@pytest.mark.parametrize(
    ("claim", "other", "share"),
    [
        ("The old mill burned.", "A mill burned in the night.", 2 / 3),
        ("The old mill burned.", "It rained.", 0),
        ("12 of them.", "12 of them.", 0),
    ],
)
def test_how_much_of_a_claim_a_sentence_is_about(claim: str, other: str, share: float) -> None:
    assert shared_matter(view(claim), view(other)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("claim", "sentence", "passage", "same"),
    [
        ("In Oru 3 men fell.", "Then in Bena 3 men fell.", None, False),
        ("In Oru 3 men fell.", "Then in Oru 3 men fell.", None, True),
        ("In Oru 3 men fell.", "3 men fell.", None, False),
        ("In Oru 3 men fell.", "3 men fell.", "They came to Oru. 3 men fell.", True),
        ("In Oru 3 men fell.", "3 men fell.", "They came to Bena. 3 men fell.", False),
        (
            "In Oru 3 men fell.",
            "Then in Bena 3 men fell.",
            "They came to Oru. Then in Bena 3 men fell.",
            False,
        ),
        ("It fell in Oru.", "Then Oru.", None, True),
        ("In Oru 3 men fell.", "3 men fell.", "Oru saw raids. 3 men fell.", True),
        ("Three men fell.", "Then in Bena 3 men fell.", None, True),
        ("Three of Hald's men fell in Oru.", "In Oru men fell.", "Oru is far. In Oru men fell.", False),
    ],
)
def test_a_figure_for_one_town_is_not_one_for_the_next(
    claim: str, sentence: str, passage: str | None, same: bool
) -> None:
    assert same_scope(view(claim), view(sentence), view(passage) if passage else None) is same
