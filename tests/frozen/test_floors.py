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
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    return load_lines(HERE / "annotated.jsonl")


@pytest.fixture(scope="module")
def reached(documents: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    from verifier.cli import run

    folder = tmp_path_factory.mktemp("frozen")
    given, written = folder / "in.jsonl", folder / "out.jsonl"
    dump_lines(given, ({"id": d["id"], "text": d["text"]} for d in documents))
    assert run(["annotate", str(given), str(written)]) == 0
    return score(documents, {d["id"]: d["sentences"] for d in load_lines(written)})


def as_labelled(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        d["id"]: [
            {"start": s, "end": e, **label} for (s, e), label in zip(d["sentences"], d["labels"], strict=True)
        ]
        for d in documents
    }


def test_the_sample_is_well_formed(documents: list[dict[str, Any]]) -> None:
    assert len(documents) == 12
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


def test_every_measure_has_a_floor(reached: dict[str, float]) -> None:
    assert sorted(reached) == sorted(FLOORS)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_floor(measure: str, reached: dict[str, float]) -> None:
    assert reached[measure] >= FLOORS[measure], f"{measure} fell: {reached}"
