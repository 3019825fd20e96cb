"""What counts as the same sentence with a slip mended, and what has to be looked at again."""

from __future__ import annotations

import pytest

from verifier.desk.matching import slightly_changed

SENTENCE = (
    "The minister, Ada Holm, said that 14 locks were probably never closed by the authorities in Linden."
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("minister, Ada Holm, said", "minister Ada Holm said"),
        ("probably", "probaly"),
        ("authorities", "authoritise"),
        ("closed by", "closed  by"),
        ("Linden.", "Linden"),
    ],
)
def test_a_slip_that_is_mended_changes_nothing(old: str, new: str) -> None:
    assert old in SENTENCE
    assert slightly_changed(SENTENCE.replace(old, new), SENTENCE)
    assert slightly_changed(SENTENCE, SENTENCE.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("14", "41"),
        ("14", "140"),
        ("Ada Holm", "Ada Holt"),
        ("Linden", "Lindon"),
        ("never", "ever"),
        ("never", "not"),
        ("were probably", "were not probably"),
        ("probably never", "probably"),
        ("closed", "opened"),
        ("said that", "said “that”"),
        ("authorities", "authors"),
    ],
)
def test_what_may_say_something_else_is_another_sentence(old: str, new: str) -> None:
    assert old in SENTENCE
    assert not slightly_changed(SENTENCE, SENTENCE.replace(old, new))
    assert not slightly_changed(SENTENCE.replace(old, new), SENTENCE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Émilie Škarić", "Émilia Škarić"),
        ("E\u0301milie Škarić", "E\u0301milia Škarić"),
        ("Émilie Škarić", "Émilie Škaric"),
        ("Miller", "Millar"),
    ],
)
def test_a_name_is_one_in_any_letters_and_at_the_start(old: str, new: str) -> None:
    sentence = f"{old} had never closed the locks in the harbour of the town."
    assert not slightly_changed(sentence, sentence.replace(old, new))
    assert not slightly_changed(
        f"It was said that {sentence}", f"It was said that {sentence.replace(old, new)}"
    )


def test_a_short_sentence_has_no_slips() -> None:
    assert not slightly_changed("It was probaly so.", "It was probably so.")
    two = "It was probaly never cloesd by men there."
    assert not slightly_changed(two, "It was probably never closed by men there.")
    assert not slightly_changed("...", "?!")
