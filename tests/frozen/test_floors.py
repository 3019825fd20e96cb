"""Quality never falls below what was reached on the frozen sample."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.record import dump_lines, load_lines
from tests.frozen.scoring import same_speaker, score

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return load_lines(HERE / "annotated.jsonl")


@pytest.fixture(scope="module")
def samples(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The frozen samples; of `unseen.jsonl`, errors on every second line are never read, only counted."""
    unseen = load_lines(HERE / "unseen.jsonl")
    return {"annotated": documents, "unseen_odd": unseen[0::2], "unseen_even": unseen[1::2]}


@pytest.fixture(scope="module")
def reached(
    samples: dict[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, float]]:
    from verifier.cli import run

    folder = tmp_path_factory.mktemp("frozen")
    found = {}
    for name, documents in samples.items():
        given, written = folder / f"{name}.jsonl", folder / f"{name}_out.jsonl"
        dump_lines(given, ({"id": d["id"], "text": d["text"]} for d in documents))
        assert run(["annotate", str(given), str(written)]) == 0
        found[name] = score(documents, {d["id"]: d["sentences"] for d in load_lines(written)})
    return found


def as_labelled(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        d["id"]: [
            {"start": s, "end": e, **label} for (s, e), label in zip(d["sentences"], d["labels"], strict=True)
        ]
        for d in documents
    }


def test_the_samples_are_well_formed(samples: dict[str, list[dict[str, Any]]]) -> None:
    assert {name: len(sample) for name, sample in samples.items()} == {
        "annotated": 12,
        "unseen_odd": 15,
        "unseen_even": 15,
    }
    documents = [document for sample in samples.values() for document in sample]
    assert len({document["id"] for document in documents}) == len(documents)
    for document in documents:
        assert [label["i"] for label in document["labels"]] == list(range(len(document["sentences"])))
        for (start, end), label in zip(document["sentences"], document["labels"], strict=True):
            sentence = document["text"][start:end]
            assert sentence == sentence.strip() != ""
            own_voice = label["kind"] in {"reported_fact", "not_a_claim"}
            assert own_voice == (label["type"] is None), sentence
            assert (label["type"] == "government") == (label["kind"] == "government_claim"), sentence
            assert (label["type"] == "ngo") == (label["kind"] == "ngo_allegation"), sentence
            assert (label["branch"] is not None) == (label["type"] == "government"), sentence


def test_the_labels_score_full_marks_against_themselves(documents: list[dict[str, Any]]) -> None:
    assert set(score(documents, as_labelled(documents)).values()) == {100.0}


def test_a_wrong_kind_costs_its_share(documents: list[dict[str, Any]]) -> None:
    found = copy.deepcopy(as_labelled(documents))
    wrong = next(s for s in found["flood"] if s["kind"] == "reported_fact")
    wrong["kind"] = "not_a_claim"
    total = sum(len(d["labels"]) for d in documents)
    assert score(documents, found)["kind"] == round(100 * (total - 1) / total, 1)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("Rita Falcato", "mayor Rita Falcato", True),
        ("Rita Falcato", "Falcato", True),
        ("the defence ministry", "the transport ministry", False),
        ("the army", "the police", False),
        (None, None, True),
        (None, "the army", False),
    ],
)
def test_same_speaker(gold: str | None, found: str | None, expected: bool) -> None:
    assert same_speaker(gold, found) is expected


def test_every_measure_has_a_floor(reached: dict[str, dict[str, float]]) -> None:
    assert {n: sorted(r) for n, r in reached.items()} == {n: sorted(f) for n, f in FLOORS.items()}


@pytest.mark.parametrize(
    ("sample", "measure"), [(name, measure) for name, floors in FLOORS.items() for measure in floors]
)
def test_floor(sample: str, measure: str, reached: dict[str, dict[str, float]]) -> None:
    assert reached[sample][measure] >= FLOORS[sample][measure], f"{measure} fell: {reached[sample]}"
