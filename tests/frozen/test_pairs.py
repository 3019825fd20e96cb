"""Alarms on invented articles held against invented sources: which are right, and which faults are found."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.reading import read_text
from sources.encoder import Encoder
from sources.given import Given
from sources.intake import add_file
from sources.store import Store
from verifier.pipeline import check_document
from verifier.rules import flag

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "pairs_floors.json").read_text("utf-8"))
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
OTHERWISE = "says_otherwise"
# A rule's alarm is right where the pair has a fault of its kind.
KINDS = {
    "QUO001": "altered_quote",
    "QUO002": "turned_quote",
    "QUO003": "absent_quote",
    "SAY001": "wrong_speaker",
    "SAY002": "hedge_lost",
    "SAY003": "told_as_fact",
    "SAY004": "stronger_verb",
    "SAY005": "other_time",
    "ATT006": "one_for_many",
    "FIG002": OTHERWISE,
    "SRC002": OTHERWISE,
    "SRC011": OTHERWISE,
    "SAY006": OTHERWISE,
}
# Faults that the same rules tell, by naming both sides.
SAME = dict.fromkeys(("wrong_figure", "wrong_date", "wrong_name", "denied"), OTHERWISE)


def load(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).open(encoding="utf-8")]


def parts() -> dict[str, list[dict[str, Any]]]:
    """The pairs whose errors may be read, and two parts whose errors nobody reads."""
    mixed = load("pairs.jsonl")
    read = [*mixed[0::2], *load("pairs_read.jsonl")]
    return {"read": read, "unread": mixed[1::2], "fresh": load("pairs_fresh.jsonl")}


def alarms(pair: dict[str, Any], folder: Path, encoder: Encoder) -> set[str]:
    """The kinds of alarm that the program raises on a pair."""
    folder.mkdir()
    document = read_text(pair["article"], name="draft.txt", format="plain")
    with Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "snapshots") as store:
        for number, source in enumerate(pair["sources"], 1):
            path = folder / f"source-{number}.txt"
            path.write_text(source["text"], encoding="utf-8")
            published = date.fromisoformat(source["published"]) if source["published"] else None
            given = Given(publisher=source["publisher"], published=published)
            add_file(store, path, given=given, now=NOW, encoder=encoder)
        found = flag(check_document(document, store=store, encoder=encoder))
    return {KINDS[f.rule] for f in found if f.rule in KINDS}


def wanted(pair: dict[str, Any]) -> set[str]:
    return {SAME.get(a, a) for a in pair["alarms"]}


def shares(judged: Iterable[tuple[dict[str, Any], set[str]]]) -> dict[str, float]:
    """Precision of the alarms and recall of the faults, in percent."""
    n: Counter[str] = Counter()
    for pair, told in judged:
        n["told"] += len(told)
        n["faults"] += len(wanted(pair))
        n["right"] += len(told & wanted(pair))
    return {
        "precision": round(100 * n["right"] / max(1, n["told"]), 1),
        "recall": round(100 * n["right"] / max(1, n["faults"]), 1),
    }


@pytest.mark.parametrize("part", ["unread", *(["read"] if os.environ.get("VERIFIER_LONG_TESTS") else [])])
def test_floor(part: str, tmp_path: Path) -> None:
    encoder = Encoder()
    reached = shares([(pair, alarms(pair, tmp_path / pair["id"], encoder)) for pair in parts()[part]])
    assert {name: reached[name] >= floor for name, floor in FLOORS[part].items()} == dict.fromkeys(
        FLOORS[part], True
    ), reached


def test_pairs_are_many_and_a_third_is_clean() -> None:
    pairs = [pair for part in parts().values() for pair in part]
    assert len(pairs) >= 60
    assert sum(not p["alarms"] for p in pairs) >= len(pairs) / 3
    assert len({p["id"] for p in pairs}) == len(pairs)
