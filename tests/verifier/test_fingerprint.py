"""A finding is known again where the draft moved around it; reworded it is another."""

from __future__ import annotations

import pytest

from claims.reading import read_bytes
from verifier.fingerprint import fingerprint, fingerprint_of
from verifier.pipeline import check
from verifier.types import Report

ARTICLE = "The harbour was shut on Monday.\n\nThe mayor, Ada Holm, admitted that the pier was unsafe.\n"


def fingerprints(text: str) -> dict[str, set[str]]:
    report: Report = check(read_bytes(text.encode(), name="a.txt"))
    found: dict[str, set[str]] = {}
    for finding in report.findings:
        found.setdefault(finding.rule, set()).add(fingerprint(report.article, finding))
    return found


def test_a_moved_sentence_is_the_same() -> None:
    moved = "Boats stayed out on Sunday.\n\n" + ARTICLE.replace("admitted that", "admitted  that")
    assert fingerprints(ARTICLE)["VRB001"] == fingerprints(moved)["VRB001"]


def test_another_word_or_another_speaker_makes_another() -> None:
    before = fingerprints(ARTICLE)["VRB001"]
    assert before.isdisjoint(fingerprints(ARTICLE.replace("unsafe", "rotten"))["VRB001"])
    assert before.isdisjoint(fingerprints(ARTICLE.replace("Ada Holm", "Nils Brandt"))["VRB001"])


@pytest.mark.parametrize(
    "text",
    ["“So it is,”  he said – twice.", '"so it is," He said - twice.', '"So it is," he said\n— twice. '],
)
def test_case_blanks_and_marks_make_no_difference(text: str) -> None:
    plain = fingerprint_of("QUO001", '"So it is," he said - twice.', ("Ada Holm",))
    assert fingerprint_of("QUO001", text, ("ada holm",)) == plain
    assert fingerprint_of("QUO001", text, ("Ada Holm", "ada holm")) == plain


def test_no_two_lists_of_fields_look_alike() -> None:
    assert fingerprint_of("A", "b", ("c",)) != fingerprint_of("A", "b1:c", ())
    assert fingerprint_of("A", "b", ("c", "d")) != fingerprint_of("A", "b", ("cd",))
