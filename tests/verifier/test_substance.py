"""Is it so? Where each line lies, and which passages count, on signals that are given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claims.document import Span
from claims.types import Attribution, Manner
from sources.source import Locator, Passage, Source
from tests.words import is_sentence
from verifier.substance import Substance, decide_substance, is_contradicted, is_wish, judge_substance
from verifier.thresholds import default_thresholds
from verifier.types import Evidence, Outcome, Signal, SubstanceVerdict

LIMITS = replace(
    default_thresholds(),
    substance_supported=0.7,
    substance_in_part=0.7,
    substance_partly=0.5,
    substance_unsure=0.3,
    substance_dead_band=0.02,
    substance_contradicted=0.3,
)
CLAIM = "Guards never held 85 sailors."


def span(words: str) -> Span:
    return Span(CLAIM.index(words), CLAIM.index(words) + len(words))


def lacks(*words: str) -> Signal:
    """What a passage says that lacks these words of the claim."""
    return Signal("lexical", Outcome.PARTLY, 0.5, "", tuple(span(word) for word in words))


FIGURE = Signal("figures", Outcome.DIFFERS, 0.0, "The claim has 85 sailors, the source 58.", (span("85"),))
NO_FIGURE = Signal("figures", Outcome.SILENT, None, "", (span("85"),))
NO_DENIAL = Signal("negation", Outcome.SILENT, None, "", (span("never"),))


def reads(score: float | None) -> Signal:
    """How sure the network is that a passage says otherwise."""
    return Signal("contradiction", Outcome.SILENT, score, "")


def decide(score: float, *signals: Signal, where: str = "the source") -> Substance:
    found = decide_substance(CLAIM, score, [signals], thresholds=LIMITS, where=where)
    assert is_sentence(found.reason)
    return found


@pytest.mark.parametrize(
    ("score", "verdict"),
    [
        (1.0, SubstanceVerdict.SUPPORTED),
        (0.72, SubstanceVerdict.SUPPORTED),
        (0.71996, SubstanceVerdict.SUPPORTED),
        (0.7199, SubstanceVerdict.UNSURE),
        (0.68, SubstanceVerdict.UNSURE),
        (0.6799, SubstanceVerdict.PARTLY_SUPPORTED),
        (0.0, SubstanceVerdict.PARTLY_SUPPORTED),
    ],
)
def test_the_lines_between_verdicts(score: float, verdict: SubstanceVerdict) -> None:
    found = decide(score, lacks("held", "sailors"))
    assert found.verdict is verdict
    assert found.score == round(score, 4)
    # What is said so lacks nothing; of all else the report marks the words.
    supported = verdict is SubstanceVerdict.SUPPORTED
    assert found.unsupported == (() if supported else (span("held"), span("sailors")))
    assert found.reason.startswith("The source ")
    assert ('"held"' in found.reason) is (verdict is SubstanceVerdict.PARTLY_SUPPORTED)
    assert '"Fire", page 3 ' in decide(score, lacks("held"), where='"Fire", page 3').reason


@pytest.mark.parametrize(
    ("score", "share", "verdict"),
    [
        (0.72, 0.1, SubstanceVerdict.SUPPORTED),
        (0.71, 0.1, SubstanceVerdict.UNSURE),
        (0.3, 0.5, SubstanceVerdict.PARTLY_SUPPORTED),
        (0.3, 0.49, SubstanceVerdict.UNSURE),
        (0.2999, 0.49, SubstanceVerdict.NOT_FOUND),
    ],
)
def test_part_of_a_claim_is_told_by_its_words(score: float, share: float, verdict: SubstanceVerdict) -> None:
    assert decide(score, replace(lacks("held", "sailors"), score=share)).verdict is verdict


def test_the_lines_are_those_given_else_those_shipped() -> None:
    low = replace(LIMITS, substance_supported=0.5, substance_in_part=0.5)
    weak, strong = held("Gazette", 0.6), held("Gazette", 0.9)
    assert judge_substance(CLAIM, [weak], thresholds=low).verdict is SubstanceVerdict.SUPPORTED
    assert judge_substance(CLAIM, [weak]).verdict is SubstanceVerdict.UNSURE
    assert judge_substance(CLAIM, [strong]).verdict is SubstanceVerdict.SUPPORTED
    found = decide_substance(CLAIM, 0.9, [[lacks("held")]])
    assert (found.verdict, found.reason) == (SubstanceVerdict.SUPPORTED, "The source says so.")


def test_a_part_that_lacks_no_words_is_not_called_a_part() -> None:
    assert decide(0.5, Signal("lexical", Outcome.AGREES, 1.0, "")).verdict is SubstanceVerdict.UNSURE


def test_a_figure_or_a_denial_that_nothing_bears_out_is_named() -> None:
    found = decide(0.9, lacks("held"), NO_FIGURE)
    assert found.verdict is SubstanceVerdict.PARTLY_SUPPORTED
    assert '"85"' in found.reason
    assert '"held"' not in found.reason
    assert (found.score, found.unsupported) == (0.9, (span("held"), span("85")))
    found = decide(0.9, NO_DENIAL)
    assert '"never"' in found.reason
    assert found.unsupported == (span("never"),)


def test_a_mismatch_that_the_network_reads_too_contradicts() -> None:
    found = decide(0.9, FIGURE, reads(0.3))
    assert found.verdict is SubstanceVerdict.CONTRADICTED
    assert found.reason == "The source: the claim has 85 sailors, the source 58."
    assert (found.score, found.unsupported) == (0.9, (span("85"),))


def test_a_mismatch_that_the_network_does_not_read_leaves_it_open() -> None:
    found = decide(0.9, FIGURE, reads(0.2999))
    assert found.verdict is SubstanceVerdict.UNSURE
    assert found.reason.startswith("The source: the claim has 85 sailors, the source 58, but ")
    assert (found.score, found.unsupported) == (0.9, (span("85"),))


@pytest.mark.parametrize(
    ("signals", "expected"),
    [
        ((FIGURE,), False),
        ((FIGURE, reads(0.3)), True),
        ((FIGURE, reads(0.29)), False),
        ((FIGURE, reads(None)), False),
        ((FIGURE, reads(0.0), Signal("instead", Outcome.DIFFERS, 0.0, "")), True),
        ((FIGURE, reads(0.0), Signal("instead", Outcome.AGREES, 1.0, "")), False),
        ((reads(1.0),), False),
        ((), False),
    ],
)
def test_what_contradicts(signals: tuple[Signal, ...], expected: bool) -> None:
    assert is_contradicted(signals, LIMITS) is expected


def test_a_mismatch_counts_where_there_is_no_network_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.substance.network", lambda _: None)
    assert is_contradicted((FIGURE,), LIMITS)


def test_a_passage_that_was_not_worth_reading_leaves_the_claim_not_found() -> None:
    assert decide(0.1, FIGURE).verdict is SubstanceVerdict.NOT_FOUND


def source(name: str, publisher: str | None = None) -> Source:
    return Source(name, f"The {name} paper", publisher or f"{name} news", date(2021, 5, 4), name)


def held(
    name: str, support: float, *signals: Signal, number: int = 1, independent: bool = True, **more: str
) -> Evidence:
    """A passage of the source called `name`, and how far it supports the claim."""
    passage = Passage(number, source(name, **more), "0" * 64, Locator(number, Span(0, 1)), "x")
    return Evidence(passage, signals or (lacks(),), support, independent, False, None)


def judge(*evidence: Evidence, claim: str = CLAIM) -> Substance:
    found = judge_substance(claim, evidence, thresholds=LIMITS)
    assert is_sentence(found.reason)
    return found


def test_without_sources_nothing_is_checked() -> None:
    found = judge_substance(CLAIM, [held("Gazette", 0.9)], sources_held=0)
    assert (found.verdict, found.score, found.unsupported) == (SubstanceVerdict.NOT_CHECKED, 0.0, ())
    assert "no sources" in found.reason
    assert is_sentence(found.reason)


def test_without_an_independent_passage_the_reason_tells_whose_there_are() -> None:
    whole = (Span(0, len(CLAIM)),)
    own = {"independent": False}
    found = judge()
    assert (found.verdict, found.score, found.unsupported) == (SubstanceVerdict.NOT_FOUND, 0.0, whole)
    assert "No independent source" in found.reason
    two = [held("Board", 0.9, **own), held("Office", 0.9, **own), held("Board", 0.2, number=3, **own)]
    found = judge(*two)
    assert (found.verdict, found.score, found.unsupported) == (SubstanceVerdict.NOT_FOUND, 0.0, whole)
    assert "(Board news, Office news)" in found.reason
    nobodys = replace(two[0], passage=replace(two[0].passage, source=replace(source("x"), publisher=None)))
    assert "without a known publisher" in judge(nobodys).reason
    assert judge(claim="").unsupported == ()


def test_one_that_says_so_and_another_that_does_not_leave_it_open() -> None:
    against = held("Courier", 0.3, FIGURE, reads(0.9), number=2)
    found = judge(held("Gazette", 0.72), against)
    assert (found.verdict, found.score, found.unsupported) == (SubstanceVerdict.UNSURE, 0.72, ())
    assert 'disagree: "The Gazette paper", paragraph 1 says so' in found.reason
    assert '"The Courier paper", paragraph 2 does not. The claim has 85' in found.reason
    # Below the line the first doesn't say so, and with a mismatch of its own it doesn't either.
    for first in (held("Gazette", 0.7199), held("Gazette", 0.9, FIGURE, reads(0.1))):
        found = judge(first, against)
        assert (found.verdict, found.score) == (SubstanceVerdict.CONTRADICTED, 0.3)
        assert found.reason == '"The Courier paper", paragraph 2: the claim has 85 sailors, the source 58.'
        assert found.unsupported == (span("85"),)


def test_a_document_that_says_so_does_not_contradict_itself() -> None:
    otherwise = held("Gazette", 0.3, FIGURE, reads(0.9), number=2)
    assert judge(held("Gazette", 0.72), otherwise).verdict is SubstanceVerdict.SUPPORTED
    assert judge(held("Gazette", 0.71), otherwise).verdict is SubstanceVerdict.CONTRADICTED


@pytest.mark.parametrize("claim", ["the accusation", "That report!", "It was so.", ""])
def test_what_only_names_a_thing_is_not_called_supported(claim: str) -> None:
    found = judge_substance(claim, [held("Gazette", 0.9)], thresholds=LIMITS)
    assert (found.verdict, found.score) == (SubstanceVerdict.NOT_CHECKED, 0.0)
    assert is_sentence(found.reason)


@pytest.mark.parametrize("claim", ["Rook resigned.", "that Rook resigned", "all 412", "mercury"])
def test_what_tells_something_is_checked(claim: str) -> None:
    found = judge_substance(claim, [held("Gazette", 0.9)], thresholds=LIMITS)
    assert found.verdict is SubstanceVerdict.SUPPORTED


def test_the_contradiction_told_is_the_one_nearest_to_the_claim() -> None:
    def says(share: float) -> tuple[Signal, ...]:
        return (Signal("lexical", Outcome.PARTLY, share, ""), FIGURE, reads(0.9))

    near, far = held("Near", 0.1, *says(0.9), number=3), held("Far", 0.3, *says(0.4), number=1)
    alike = held("Alike", 0.2, *says(0.9), number=2)
    assert "The Near paper" in judge(far, near).reason
    assert "The Alike paper" in judge(far, near, alike).reason
    unread = held("Unread", 0.3, FIGURE, reads(0.1), number=5)
    assert judge(unread).verdict is SubstanceVerdict.UNSURE


def test_three_passages_are_read_together() -> None:
    first, second = held("A", 0.5, lacks("held", "85")), held("B", 0.4, lacks("85"), number=2)
    third, fourth = (held(n, 0.4, lacks("85", "sailors"), number=3) for n in "CD")
    found = judge(first, second, third, fourth)
    assert (found.verdict, found.score) == (SubstanceVerdict.PARTLY_SUPPORTED, 0.5)
    assert found.unsupported == (span("85"),)
    assert found.reason.startswith('"The A paper", paragraph 1 says part of it')
    # One that has all the words is read before those that have some.
    found = judge(first, second, third, replace(fourth, signals=(lacks(),)))
    assert (found.verdict, found.unsupported) == (SubstanceVerdict.UNSURE, ())


def test_where_nothing_says_so_the_reason_tells_whether_the_speaker_does() -> None:
    weak = held("Gazette", 0.1, replace(lacks("held"), score=0.4), number=1)
    found = judge(weak)
    assert found.reason == "No source held says so."
    assert (found.verdict, found.score, found.unsupported) == (
        SubstanceVerdict.NOT_FOUND,
        0.1,
        (span("held"),),
    )
    own = held("Board", 0.7199, number=2, independent=False)
    assert judge(weak, own).reason == "No independent source held says so."
    found = judge(weak, replace(own, support=0.72))
    assert "say so (Board news)" in found.reason
    assert (found.verdict, found.score) == (SubstanceVerdict.NOT_FOUND, 0.1)


@pytest.mark.parametrize(
    ("lemma", "frame", "wish"),
    [
        ("recommend", "ccomp", True), ("urge", "dobj_to", True), ("call", "prep_for", True),
        ("ask", "xcomp", True),
        ("call", "answer", False), ("ask", "ccomp", False), ("say", "ccomp", False),
    ],
)  # fmt: skip
def test_what_somebody_asks_for_is_no_matter_of_fact(lemma: str, frame: str, wish: bool) -> None:
    asked = Attribution((), (), (), Manner.INDIRECT, lemma=lemma, frame=frame)
    assert is_wish(asked) is wish
    assert not is_wish(None)


def test_a_wish_is_not_checked() -> None:
    found = judge_substance("at least 95 percent of children receive two doses", (), wished=True)
    assert found.verdict is SubstanceVerdict.NOT_CHECKED


def test_a_date_of_another_figure_contradicts_nothing() -> None:
    date_differs = Signal(
        "dates", Outcome.DIFFERS, 0.0, "The claim says May, the source June.", (span("held"),)
    )
    assert is_contradicted((date_differs, reads(0.9)), LIMITS)
    assert not is_contradicted((date_differs, NO_FIGURE, reads(0.9)), LIMITS)


def test_words_without_a_meaning_of_their_own_are_not_told() -> None:
    doubt = Signal("doubt", Outcome.PARTLY, 0.2, "", (span("never"),))
    assert decide(0.1, doubt, lacks()).unsupported == (span("never"),)
    claim = "Guards came after 85 sailors."
    after = Span(claim.index("after"), claim.index("after") + 5)
    found = decide_substance(claim, 0.1, [(replace(doubt, claim_spans=(after,)),)], thresholds=LIMITS)
    assert found.unsupported == ()
