"""Paragraphs of one source that together say what a claim says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claims.document import Span
from sources.source import Hit, Locator, Passage, Source
from tests.words import is_sentence
from verifier.evidence import unsupported_words
from verifier.gathering import gather
from verifier.substance import judge_substance
from verifier.together import complements, read_source
from verifier.types import Evidence, SubstanceVerdict

GAZETTE = Source(
    "gaz", "Fire at the pier", "Oru Gazette", date(2021, 5, 4), "https://orugazette.example/fire"
)
COURIER = Source("cou", "Pier blaze", "Bena Courier", date(2021, 5, 4), "https://courier.example/pier")
CLAIM = "Oru closed the northern locks on Monday, citing the risk that loaded barges would sink."
CLOSED = "Oru closed the northern locks on Monday, a day after the storm began on the lower river."
WHY = "The harbour council of Oru cited the risk that loaded barges would sink in the locks."
CHOIR = "The choir sang at the summer fair in Bena."


def found(claim: str, *texts: str, sources: Sequence[Source] = (GAZETTE,) * 9) -> tuple[Evidence, ...]:
    """Evidence from a paragraph a text."""
    passages = []
    for number, (text, source) in enumerate(zip(texts, sources, strict=False), 1):
        place = Locator(number, Span(100 * number, 100 * number + len(text)))
        passages.append(Passage(number, source, "0" * 64, place, text))
    return gather(claim, [Hit(p, 1.0 / p.id, p.id, None, None) for p in passages], speaker=None)


def test_what_two_paragraphs_say_is_read_as_one() -> None:
    evidence = found(CLAIM, WHY, CHOIR, CLOSED)
    together = read_source(CLAIM, evidence)
    assert together is not None
    assert [p.locator.paragraph for p in together.passages] == [1, 3]
    assert together.support > evidence[0].support
    assert not unsupported_words([together.signals])
    judged = judge_substance(CLAIM, evidence, together=together)
    assert judged.score == together.support
    assert judged.reason.startswith('"Fire at the pier", paragraph 1, read with paragraph 3, ')
    assert is_sentence(judged.reason)


def test_the_words_that_nothing_supports_are_those_that_no_paragraph_has() -> None:
    claim = CLAIM.replace("sink", "catch fire")
    judged = judge_substance(claim, found(claim, CLOSED, WHY), together=None)
    assert {s.of(claim) for s in judged.unsupported} <= {"catch", "fire", "catch fire"}


def test_each_that_is_taken_adds_words() -> None:
    evidence = found(CLAIM, CLOSED, CLOSED, WHY, CHOIR)
    assert {e.passage.text for e in complements(evidence)} == {CLOSED, WHY}
    assert len(complements(evidence)) == 2
    assert complements(evidence[:1]) == evidence[:1]


def test_no_more_than_three_are_taken() -> None:
    claim = "Guards held sailors, burned barges, closed locks and seized papers on Monday."
    parts = ("Guards held sailors.", "Guards burned barges.", "Guards closed locks.", "Guards seized papers.")
    assert len(complements(found(claim, *parts))) == 3


def test_another_source_is_another_voice() -> None:
    assert read_source(CLAIM, found(CLAIM, CLOSED, WHY, sources=(GAZETTE, COURIER))) is None


def test_one_paragraph_is_not_read_twice() -> None:
    assert read_source(CLAIM, found(CLAIM, CLOSED)) is None
    assert read_source(CLAIM, ()) is None


def test_a_figure_of_another_paragraph_mends_no_mismatch() -> None:
    claim = "Guards held 85 sailors after the fire at the north pier, citing the lack of papers."
    other = "Guards held 58 sailors after the fire at the north pier."
    why = "They cited the lack of papers, and held 85 sailors more."
    assert read_source(claim, found(claim, other, why)) is None


def test_what_one_paragraph_says_is_not_read_again() -> None:
    evidence = found(CLAIM, CLOSED + " It cited the risk that loaded barges would sink.", WHY)
    assert judge_substance(CLAIM, evidence).verdict is SubstanceVerdict.SUPPORTED
    assert read_source(CLAIM, evidence) is None


def test_what_says_less_together_changes_nothing() -> None:
    evidence = found(CLAIM, CLOSED, WHY)
    together = read_source(CLAIM, evidence)
    assert together is not None
    weaker = replace(together, support=evidence[0].support)
    assert judge_substance(CLAIM, evidence, together=weaker) == judge_substance(CLAIM, evidence)
