"""Kinds and speakers on the texts whose errors may be read: what was reached is kept."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.limits import counted, document
from benchmarks.record import annotate, load_lines
from claims.types import ClaimKind

HERE = Path(__file__).parent
KINDS = {kind.value for kind in ClaimKind}
NOBODYS = {"reported_fact", "not_a_claim"}


def test_the_labels_are_well_formed() -> None:
    items = load_lines(HERE / "read.jsonl")
    assert len({item["id"] for item in items}) == len(items) == 70
    for item in items:
        for label in document(item)[1]:
            assert label.text == label.text.strip() != ""
            assert label.kind in KINDS
            assert label.speaker is None or label.kind not in NOBODYS, label


def test_kinds_and_speakers_reach_their_floors(tmp_path: Path) -> None:
    items = load_lines(HERE / "read.jsonl")
    annotate([{"id": item["id"], "text": document(item)[0]} for item in items], tmp_path / "found.jsonl")
    found = {line["id"]: line["sentences"] for line in load_lines(tmp_path / "found.jsonl")}
    counts: Counter[str] = Counter()
    for item in items:
        counts += counted(document(item)[1], found[item["id"]])
    reached = {
        "kinds": round(100 * (1 - counts["wrong"] / counts["sentences"]), 1),
        "speakers": round(100 * counts["right"] / counts["given"], 1),
    }
    floors: dict[str, float] = json.loads((HERE / "read_floors.json").read_text(encoding="utf-8"))
    below = {name: (share, floors[name]) for name, share in reached.items() if share < floors[name]}
    assert below == {}, f"reached {reached}"
