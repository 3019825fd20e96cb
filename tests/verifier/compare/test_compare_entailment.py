import shutil

import pytest

from claims.errors import BadConfiguration
from verifier.compare import entailment
from verifier.compare.entailment import DIGEST, FOLDER, SUPPORT, Entailed, entail, entailment_signals
from verifier.compare.standalone import stand_alone
from verifier.compare.wording import compare_wording
from verifier.evidence import read_against, signals_of
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


def test_nothing_is_read_without_claim_or_window():
    assert entail("", PASSAGE) is None
    assert entail(CLAIM, "") is None


def test_a_share_is_never_a_named_mismatch():
    signals = entailment_signals(Entailed(0.0, 1.0, 0.0, ()))
    assert {s.name for s in signals} == {"entailment", "contradiction", "doubt"}
    assert Outcome.DIFFERS not in {s.outcome for s in signals}


def test_doubts_find_their_way_back_into_the_claim():
    from claims.types import Speaker, SpeakerType

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


def test_without_its_file_the_exact_comparisons_decide(tmp_path, monkeypatch):
    assert entailment.network(tmp_path) is None
    monkeypatch.setattr("verifier.support.network", lambda: None)
    signals = signals_of("The council approved the new bridge.", PASSAGE)
    assert support_of(signals) == plain_support(signals)


def test_files_that_do_not_belong_together_are_refused(tmp_path):
    folder = tmp_path / "entailment"
    shutil.copytree(FOLDER, folder)
    (folder / SUPPORT).write_text("{}", encoding="utf-8")
    with pytest.raises(BadConfiguration, match="belong together"):
        entailment.network(folder)
    (folder / DIGEST).unlink()
    with pytest.raises(BadConfiguration, match="missing"):
        entailment.network(folder)


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
