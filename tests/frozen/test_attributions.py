"""How much of what is marked in invented news is found, by rules, by the learned tagger and by both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.analysis import TAGGERS, analyse
from claims.attribution import Tagger
from claims.confidence import SAME, likeness
from claims.reading import read_text
from claims.spans import overlap
from claims.types import Attribution
from tests.frozen.marked import Marked, load, read

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "attribution_floors.json").read_text("utf-8"))


def matches(found: Attribution, marked: Marked) -> bool:
    """True where contents agree by half and a source is named where one is marked."""
    named = overlap(found.source, marked.source) or not marked.source
    return likeness(found.content, marked.content) >= SAME and named


def f1(tagger: Tagger) -> float:
    """F1 in percent of contents with their sources over all texts."""
    right = found = marked = 0
    for text, attributions in load(HERE / "attributions.txt").values():
        told = analyse(read_text(text), tagger=tagger).attributions
        right += sum(any(matches(each, mark) for each in told) for mark in attributions)
        found += len(told)
        marked += len(attributions)
    return round(200 * right / (found + marked), 1)


def test_marks_are_read() -> None:
    text, (only,) = read("[S1 Ann] [C1 said] on Monday [T1 it rained], [T1 twice].")
    assert text == "Ann said on Monday it rained, twice."
    assert [span.of(text) for span in (*only.source, *only.content)] == ["Ann", "it rained", "twice"]


@pytest.fixture(scope="module")
def reached() -> dict[str, float]:
    return {name: f1(tagger) for name, tagger in TAGGERS.items()}


@pytest.mark.parametrize("name", TAGGERS)
def test_floor(name: str, reached: dict[str, float]) -> None:
    assert reached[name] >= FLOORS[name]["f1"]


def test_both_find_no_less_than_either(reached: dict[str, float]) -> None:
    assert reached["both"] >= max(reached["rules"], reached["learned"])
