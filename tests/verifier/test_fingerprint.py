"""A finding is known again where the draft moved around it; reworded it is another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.document import Span
from claims.reading import read_bytes
from tests.verifier.rules.builder import article, fact, para, said, speaker
from verifier.fingerprint import fingerprint, fingerprint_of, normalised, passage_of, speakers_of
from verifier.pipeline import check
from verifier.types import Finding, Report, Severity

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
    assert fingerprint_of("A", "b", ("c",), "d") != fingerprint_of("A", "b", ("d",))


def test_a_fingerprint_lasts_because_files_and_desks_keep_it() -> None:
    kept = "70d64e65706f31a2a2ba57cc4dda4b0c0340716379a5e76dbe7ed94762a920ee"
    speakers = ("Ada Holm", "Jonas Reed")
    assert fingerprint_of("QUO001", "“So it is,”  he said – at ‘Ａ’.", speakers) == kept
    assert fingerprint_of("QUO001", "“So it is,” he said – at ‘Ａ’.", speakers[::-1]) == kept
    against = "7c36c27efa21f745"
    for speaking in (speakers, ()):
        assert fingerprint_of("FIG002", "It has 12.", speaking, "The source  has 13.").startswith(against)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“a” „b« »c", '"a" "b" "c'),
        ("‘a’ ‚b", "'a' 'b"),
        ("a–b—c", "a-b-c"),
        ("ﬁre ½", "fire 1⁄2"),
        ("STRASSE straße", "strasse strasse"),
        (" a \n\t b\u00a0c ", "a b c"),
    ],
)
def test_normalised(text: str, plain: str) -> None:
    assert normalised(text) == plain


def test_a_lone_half_of_a_letter_is_no_trouble() -> None:
    assert fingerprint_of("A", "x\ud83d", ()) != fingerprint_of("A", "x", ())


def found(span: Span, sentence: int | None) -> Finding:
    return Finding("VRB001", Severity.WARNING, span, sentence, "", "")


def test_a_finding_is_known_by_its_sentence_and_by_who_speaks_there() -> None:
    made = article(
        para(said("Ada Holm said the pier was safe.", speaker("Ada Holm")), fact("It was shut.")),
        para(said("Residents said it was not.", speaker(None), source="Residents")),
    )
    _, second, third = made.analysis.sentences
    one = found(Span(0, 3), 0)
    assert passage_of(made, one) == "Ada Holm said the pier was safe."
    assert speakers_of(made, one) == ("Ada Holm",)
    assert fingerprint(made, one) == fingerprint_of("VRB001", passage_of(made, one), ("Ada Holm",))
    # Where in the sentence the rule points makes no difference; another sentence does.
    assert fingerprint(made, found(Span(9, 13), 0)) == fingerprint(made, one)
    assert fingerprint(made, found(second.span, 1)) != fingerprint(made, one)
    assert speakers_of(made, found(second.span, 1)) == speakers_of(made, found(third.span, 2)) == ()
    # What a source says against it makes one; case and blanks in it don't.
    against = replace(one, message="The source has 12.", against="The source has 12.")
    other = replace(one, message="The source has 13.", against="The source has 13.")
    assert len({fingerprint(made, each) for each in (one, against, other)}) == 3
    assert fingerprint(made, replace(against, against="the source  has 12.")) == fingerprint(made, against)
    # Of the whole document it is known by the words that it points at.
    whole = found(Span(4, 8), None)
    assert (passage_of(made, whole), speakers_of(made, whole)) == ("Holm", ())
