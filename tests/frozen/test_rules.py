"""The rules on labelled news: none falls below its floors, none weighs more than its precision allows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import rules as benchmark
from benchmarks.labelled import Alarm, Fault, Judged, digest, items, judge, labelled
from benchmarks.rules import below, counts, floors, quick, raise_floors, too_heavy
from claims.document import Span
from verifier.rules import RULES
from verifier.rules.measured import Measured, measured

HERE = Path(__file__).parent
FLOORS: dict[str, Any] = json.loads((HERE / "rules_floors.json").read_text("utf-8"))
SUM = Measured(alarms=10, right=8, faults=5, found=2)


@pytest.fixture(scope="module")
def reached() -> dict[str, Measured]:
    """What came of each rule on the items that are quick to check; `make bench` measures all."""
    return counts(judge(quick()))


def test_no_rule_falls_below_its_floors(reached: dict[str, Measured]) -> None:
    assert below(reached, FLOORS["quick"]) == []


def test_no_rule_weighs_more_than_its_precision_allows() -> None:
    """`to_mend` names the rules that do still; `--update` takes names from it and never adds one."""
    published = {r.id: m for r in RULES if (m := measured(r.id)) is not None}
    heavy = too_heavy(published)
    assert sorted(heavy) == FLOORS["to_mend"], heavy


def test_published_counts_reach_the_floors() -> None:
    published = {name: measured(name) or Measured(0, 0, 0, 0) for name in FLOORS["all"]}
    assert below(published, FLOORS["all"]) == []


def test_the_labels_are_those_that_were_measured() -> None:
    assert FLOORS["corpus"] == digest(), "python -m benchmarks.rules --update"


def test_items_are_many_and_nearly_half_are_clean() -> None:
    assert len(items()) >= 110
    assert len({item["id"] for item in items()}) == len(items())
    assert sum(not item["faults"] for item in items()) >= 0.45 * len(items())
    assert sum(bool(item["sources"]) for item in items()) >= 0.4 * len(items())


def test_each_fault_stands_once_in_its_item() -> None:
    assert [
        (item["id"], fault["words"])
        for item in items()
        for fault in item["faults"]
        if item["text"].count(fault["words"]) != 1
    ] == []


def test_each_rule_that_is_labelled_has_four_faults() -> None:
    given = [fault["rule"] for item in items() for fault in item["faults"]]
    assert [rule for rule in sorted(labelled()) if given.count(rule) < 4] == []
    assert len(labelled()) >= 69


def test_the_id_says_which_items_may_be_read() -> None:
    for item in items():
        first = int.from_bytes(hashlib.sha256(item["id"].encode()).digest()[:2], "big")
        assert item["part"] == ("read" if first < 0.6 * 2**16 else "unread")


def test_an_alarm_is_right_in_the_faults_sentence_by_its_rule_or_one_accepted() -> None:
    fault = Fault("FIG002", ("SRC002",), Span(10, 20), "9 boats")
    item = Judged("a", "read", (fault,), ())
    there = Alarm("FIG002", Span(5, 15), "", "")
    assert item.right(there)
    assert item.right(replace(there, rule="SRC002"))
    assert not item.right(replace(there, rule="QUO001"))
    assert not item.right(replace(there, span=Span(20, 30)))
    assert item.found(fault) is False
    assert replace(item, alarms=(there,)).found(fault)


def test_a_rule_on_the_whole_document_is_right_anywhere_in_it() -> None:
    item = Judged("a", "read", (Fault("FAI006", (), Span(0, 5), "All of"),), ())
    assert item.right(Alarm("FAI006", Span(90, 99), "", ""))
    assert not item.right(Alarm("VRB006", Span(90, 99), "", ""))


def test_a_floor_leaves_room_for_one_and_is_only_for_enough() -> None:
    assert floors({"ATT004": SUM}) == {"ATT004": {"precision": 70, "recall": 20}}
    assert floors({"ATT004": Measured(3, 3, 3, 3)}) == {}
    assert floors({"ATT004": Measured(9, 1, 9, 0)}) == {}


def test_a_floor_is_missed_only_from_below() -> None:
    assert below({"ATT004": SUM}, {"ATT004": {"precision": 80, "recall": 40}}) == []
    assert below({"ATT004": SUM}, {"ATT004": {"precision": 81, "recall": 40}}) == [
        "ATT004 precision 80, floor 81"
    ]


def test_floors_only_go_up() -> None:
    held = {"ATT004": {"precision": 75}, "ATT005": {"recall": 10}}
    assert raise_floors(held, {"ATT004": {"precision": 60, "recall": 20}}) == {
        "ATT004": {"precision": 75, "recall": 20},
        "ATT005": {"recall": 10},
    }


def test_update_refuses_to_lower_a_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = tmp_path / "floors.json"
    before = json.dumps({"all": {"ATT004": {"precision": 90}}})
    held.write_text(before, encoding="utf-8")
    published = tmp_path / "measured.toml"
    monkeypatch.setattr(benchmark, "FLOORS", held)
    monkeypatch.setattr(benchmark, "MEASURED", published)
    wrong = Judged("a", "read", (), (Alarm("ATT004", Span(0, 5), "", ""),))
    with pytest.raises(SystemExit, match=r"ATT004 precision 0, floor 90.*ERRATA"):
        benchmark.update([wrong])
    assert held.read_text(encoding="utf-8") == before
    assert not published.exists()


def test_update_writes_what_the_package_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    monkeypatch.setattr(benchmark, "FLOORS", tmp_path / "floors.json")
    monkeypatch.setattr(benchmark, "MEASURED", tmp_path / "measured.toml")
    wrong = Judged("a", "read", (), (Alarm("ATT004", Span(0, 5), "", ""),))
    benchmark.update([wrong])
    assert tomllib.loads((tmp_path / "measured.toml").read_text(encoding="utf-8")) == {
        "ATT004": {"alarms": 1, "right": 0, "faults": 0, "found": 0}
    }
    assert json.loads((tmp_path / "floors.json").read_text(encoding="utf-8"))["corpus"] == digest()


def test_weight_is_held_against_precision_where_there_are_enough_alarms() -> None:
    error = next(r.id for r in RULES if r.severity.name == "ERROR")
    assert too_heavy({error: Measured(10, 9, 0, 0)}) == {}
    assert too_heavy({error: Measured(3, 0, 0, 0)}) == {}
    assert too_heavy({error: Measured(10, 8, 0, 0)}) == {error: "error, alarms right 80 % (8 of 10)"}
    warning = next(r.id for r in RULES if r.severity.name == "WARNING")
    assert too_heavy({warning: Measured(10, 7, 0, 0)}) == {}
    assert list(too_heavy({warning: Measured(10, 6, 0, 0)})) == [warning]
