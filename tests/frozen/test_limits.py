"""What docs/limits.md and the last line of reports tell is what the program does, and gets no worse."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from benchmarks import limits
from benchmarks.record import RESULTS, load_lines
from claims.types import ClaimKind

KINDS = {kind.value for kind in ClaimKind}
ENGLISH = {"us", "uk", "world"}


@pytest.fixture(scope="module")
def items() -> list[dict[str, Any]]:
    return load_lines(limits.CORPUS)


@pytest.fixture(scope="module")
def recorded() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((RESULTS / "limits.json").read_text(encoding="utf-8"))["figures"]
    return figures


@pytest.fixture(scope="module")
def reached() -> dict[str, Any]:
    return limits.run()


def test_the_texts_cover_the_grid(items: list[dict[str, Any]]) -> None:
    assert len({item["id"] for item in items}) == len(items) == 60
    assert set(Counter(item["genre"] for item in items).values()) == {15}
    assert set(Counter(item["topic"] for item in items).values()) == {6}
    assert len({(item["genre"], item["topic"]) for item in items}) == 40
    assert len({(item["topic"], item["english"]) for item in items}) == 30
    assert {item["english"] for item in items} == ENGLISH


def test_the_labels_are_well_formed(items: list[dict[str, Any]]) -> None:
    for item in items:
        text, labels = limits.document(item)
        for label in labels:
            assert text[slice(*label.span)] == label.text == label.text.strip() != ""
            assert label.kind in KINDS
            attributed = label.kind not in {"reported_fact", "not_a_claim"}
            assert attributed == (label.said in {"direct", "indirect", "mixed"}), label
            assert attributed or label.speaker is None, label


def test_the_labels_score_full_marks_against_themselves(items: list[dict[str, Any]]) -> None:
    found = {
        item["id"]: [
            {"start": label.span[0], "end": label.span[1], "kind": label.kind, "speaker": label.speaker}
            for label in limits.document(item)[1]
        ]
        for item in items
    }
    figures = limits.measure(items, found)["all"]
    assert figures["right"] == figures["given"] == figures["attributed"] > 200
    assert {figures.get(name, 0) for name in ("wrong", "missed", "false_alarms")} == {0}


def test_an_own_claim_that_is_given_to_somebody_is_missed() -> None:
    item = {"paragraphs": [[["The dam broke.", "reported_fact", None, None]]]}
    labels = limits.document(item)[1]
    found = [{"start": 0, "end": 14, "kind": "government_claim", "speaker": "the army"}]
    counts = limits.counted(labels, found)
    assert (counts["wrong"], counts["missed"], counts["false_alarms"], counts["right"]) == (1, 1, 0, 0)


def test_a_claim_that_is_taken_from_its_speaker_is_a_false_alarm() -> None:
    item = {"paragraphs": [[["The dam broke, the army said.", "government_claim", "the army", "indirect"]]]}
    labels = limits.document(item)[1]
    found = [{"start": 0, "end": 29, "kind": "reported_fact", "speaker": None}]
    counts = limits.counted(labels, found)
    assert (counts["wrong"], counts["missed"], counts["false_alarms"], counts["right"]) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_wilsons_interval(part: int, whole: int, low: float, high: float) -> None:
    assert limits.interval(part, whole) == pytest.approx((low, high), abs=1e-4)


def test_reports_tell_what_was_measured(recorded: dict[str, Any]) -> None:
    assert limits.LIMITS.read_text(encoding="utf-8") == limits.told(recorded)


def test_no_group_has_more_errors_than_are_told(recorded: dict[str, Any], reached: dict[str, Any]) -> None:
    now, then = _flat(reached), _flat(recorded)
    assert now.keys() == then.keys()
    worse = {
        (group, name): (counts.get(name, 0), then[group].get(name, 0))
        for group, counts in now.items()
        for name in ("wrong", "missed", "false_alarms")
        if counts.get(name, 0) > then[group].get(name, 0)
    }
    assert worse == {}, "measure again with python -m benchmarks.limits, and tell why in ERRATA.md"


def test_no_group_has_fewer_speakers_right_than_are_told(
    recorded: dict[str, Any], reached: dict[str, Any]
) -> None:
    then = _flat(recorded)
    fewer = {
        group: counts["right"]
        for group, counts in _flat(reached).items()
        if counts["right"] < then[group]["right"]
    }
    assert fewer == {}


def _flat(figures: dict[str, Any]) -> dict[str, dict[str, int]]:
    """All texts, and each kind of text; six of a topic would move with a single sentence."""
    return {"all": figures["all"], **figures["by"]["genre"], **figures["by"]["told_as"]}
