import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from verifier.compare.entailment import Entailed, entail, entailment_signals, mixed, read_pair
from verifier.compare.networks import CLOSE, network
from verifier.compare.standalone import stand_alone
from verifier.compare.wording import compare_wording
from verifier.evidence import signals_of
from verifier.reading import decided, read_against
from verifier.support import plain_support, support_of
from verifier.types import Outcome

CLAIM = "The council has not approved the new bridge."
PASSAGE = "The council approved the new bridge in March and will open it to lorries next year."


def test_the_shares_are_shares_and_the_doubts_lie_in_the_claim():
    found = entail(CLAIM, PASSAGE)
    assert found is not None
    assert found.supported + found.contradicted + found.not_found == pytest.approx(1, abs=0.001)
    assert [span.of(CLAIM) for span, _ in found.doubts] == CLAIM.rstrip(".").split()
    assert found == entail(CLAIM, PASSAGE)
    assert found.contradicted > 0.5


def test_a_close_reading_is_mixed_of_both():
    claim = "Lorries may cross the new bridge from next year on."
    closely = entail(claim, PASSAGE, closely=True)
    assert closely == mixed(entail(claim, PASSAGE), read_pair(network(CLOSE), claim, PASSAGE))
    assert closely != entail(claim, PASSAGE)


def test_what_the_first_network_rules_out_is_not_read_closely(monkeypatch):
    claim = "The council will not open the bridge to lorries next year."
    assert entail(claim, PASSAGE).supported < 0.02
    monkeypatch.setattr("verifier.compare.entailment.mixed", lambda *_: pytest.fail("read closely"))
    assert entail(claim, PASSAGE, closely=True) == entail(claim, PASSAGE)


def test_of_two_readings_each_share_lies_between():
    first = Entailed(0.5, 0.3, 0.2, ((Span(0, 3), 0.2), (Span(4, 7), 0.6)))
    close = Entailed(0.9, 0.05, 0.05, ((Span(0, 3), 0.1), (Span(4, 7), 0.6)))
    found = mixed(first, close)
    assert 0.5 < found.supported < 0.9
    assert found.supported + found.contradicted + found.not_found == pytest.approx(1, abs=0.001)
    assert 0.1 < found.doubts[0][1] < 0.2
    assert found.doubts[1] == (Span(4, 7), 0.6)
    assert mixed(first, first) == first


def test_where_an_exact_comparison_decides_nothing_is_read_closely():
    """The larger network can't lift what a named mismatch caps, nor lower what is there word for word."""
    for claim in ("The council approved the new bridge.", "The council approved the new bridge in May."):
        plain = signals_of(claim, PASSAGE)
        assert decided(plain)
        assert read_against(claim, PASSAGE, PASSAGE, plain, closely=True) == read_against(
            claim, PASSAGE, PASSAGE, plain
        )
    assert not decided(signals_of("Lorries may use the bridge.", PASSAGE))


def test_nothing_is_read_without_claim_or_window():
    assert entail("", PASSAGE) is None
    assert entail(CLAIM, "") is None


def test_a_share_is_never_a_named_mismatch():
    signals = entailment_signals(Entailed(0.0, 1.0, 0.0, ()))
    assert {s.name for s in signals} == {"entailment", "contradiction", "doubt"}
    assert Outcome.DIFFERS not in {s.outcome for s in signals}


def test_doubts_find_their_way_back_into_the_claim():
    claim = "we will rebuild the mill"
    alone = stand_alone(claim, Speaker("Gita Rao", SpeakerType.GOVERNMENT, named=True))
    found = entail(alone.text, "Gita Rao spoke of the weather.")
    (doubt,) = [s for s in entailment_signals(found, alone) if s.name == "doubt"]
    assert {span.of(claim) for span in doubt.claim_spans} <= set(claim.split())


def test_a_contradiction_is_read_from_the_sentence_that_differs():
    others = "Bread prices rose in Gdow. The school has closed. "
    plain = signals_of(CLAIM, others + PASSAGE)
    found = read_against(CLAIM, others + PASSAGE, others + PASSAGE, plain)
    (against,) = [s.score for s in found if s.name == "contradiction"]
    assert against == entail(CLAIM, PASSAGE).contradicted


def test_without_its_file_the_exact_comparisons_decide(monkeypatch):
    monkeypatch.setattr("verifier.support.network", lambda _: None)
    signals = signals_of("The council approved the new bridge.", PASSAGE)
    assert support_of(signals) == plain_support(signals)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("The council approved the new bridge.", Outcome.AGREES),
        ("The new bridge approved the council.", Outcome.PARTLY),
        ("The council will approve the new bridge in March.", Outcome.PARTLY),
        ("The council opened the bridge to lorries.", Outcome.PARTLY),
        ("The council is expected to open the bridge to lorries next year.", Outcome.SILENT),
        ("The council approved the old bridge.", Outcome.SILENT),
        (CLAIM, Outcome.SILENT),
        ("The bridge.", Outcome.SILENT),
    ],
)
def test_wording(claim, outcome):
    assert compare_wording(claim, PASSAGE).outcome is outcome


def test_a_reserve_or_a_condition_is_not_the_same_wording():
    assert compare_wording("The dam leaked in March.", "The dam may have leaked in March.").outcome is not (
        Outcome.AGREES
    )
    assert compare_wording(
        "The pool will open in May.", "The pool will open in May unless it rains."
    ).outcome is not (Outcome.AGREES)


SAYS = "Read together, the passage says so with {} of 1."
AGAINST = "Read together, the passage says otherwise with {} of 1."
LACKS, BEARS_OUT = "does not bear out every word.", "bears out every word."


@pytest.mark.parametrize(
    ("entailed", "says", "against", "doubt"),
    [
        (
            Entailed(0.9, 0.05, 0.05, ((Span(0, 3), 0.19), (Span(4, 7), 0.6))),
            (Outcome.AGREES, 0.9, SAYS.format("0.90")), (Outcome.SILENT, 0.05, AGAINST.format("0.05")),
            (Outcome.PARTLY, 0.4, LACKS, (Span(4, 7),)),
        ),
        (
            Entailed(0.5, 0.5, 0.0, ((Span(0, 3), 0.5),)),
            (Outcome.AGREES, 0.5, SAYS.format("0.50")), (Outcome.PARTLY, 0.5, AGAINST.format("0.50")),
            (Outcome.PARTLY, 0.5, LACKS, (Span(0, 3),)),
        ),
        (
            Entailed(0.49, 0.49, 0.02, ()),
            (Outcome.PARTLY, 0.49, SAYS.format("0.49")), (Outcome.SILENT, 0.49, AGAINST.format("0.49")),
            (Outcome.AGREES, 1.0, BEARS_OUT, ()),
        ),
        (
            Entailed(0.1, 0.2, 0.7, ((Span(0, 3), 0.12344),)),
            (Outcome.PARTLY, 0.1, SAYS.format("0.10")), (Outcome.SILENT, 0.2, AGAINST.format("0.20")),
            (Outcome.AGREES, 0.8766, BEARS_OUT, ()),
        ),
    ],
)  # fmt: skip
def test_what_a_reading_says(entailed, says, against, doubt):
    found = entailment_signals(entailed)
    assert [s.name for s in found] == ["entailment", "contradiction", "doubt"]
    assert [(s.outcome, s.score, s.detail) for s in found[:2]] == [says, against]
    assert (found[2].outcome, found[2].score, found[2].claim_spans) == (*doubt[:2], doubt[3])
    assert found[2].detail == f"Read together, the passage {doubt[2]}"


def test_two_words_of_one_name_are_doubted_once():
    alone = stand_alone("we left", Speaker("Gita Rao", SpeakerType.GOVERNMENT, named=True))
    entailed = Entailed(0.1, 0.1, 0.8, ((Span(0, 4), 0.9), (Span(5, 8), 0.9), (Span(9, 13), 0.7)))
    assert entailment_signals(entailed, alone)[2].claim_spans == (Span(0, 2), Span(3, 7))


def test_what_is_borne_out_is_supported_word_by_word():
    found = entail("The mill at Oru burned down.", "The mill at Oru burned down in May.")
    assert found.supported > 0.9
    assert all(doubt < 0.1 for _, doubt in found.doubts)
    other = entail("The mill at Oru burned down.", "The mill at Bena burned down in May.")
    assert max(other.doubts, key=lambda doubt: doubt[1])[0].of("The mill at Oru burned down.") == "Oru"
    assert all(round(n, 4) == n for n in (other.supported, other.contradicted, other.not_found))
