"""Two reports held against each other: nothing that differs is passed over, and each place is told once."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from tests.verifier.render.builder import report
from verifier.differences import Difference, Wire, conditions, results
from verifier.render.differences import told
from verifier.render.json import render


@pytest.fixture
def wire() -> Wire:
    made: Wire = json.loads(render(report()))
    return made


def leaves(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of each value in JSON that holds no others."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in leaves(inner, (*place, key))]
    if isinstance(value, list) and value:
        return [found for number, inner in enumerate(value) for found in leaves(inner, (*place, number))]
    return [place]


def with_other_value(wire: Wire, place: tuple[Any, ...]) -> Wire:
    made = copy.deepcopy(wire)
    holder: Any = made
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = "something else"
    return made


def test_equal_reports_do_not_differ(wire: Wire) -> None:
    assert conditions(wire, copy.deepcopy(wire)) == results(wire, copy.deepcopy(wire)) == ()


def test_no_value_that_differs_is_passed_over(wire: Wire) -> None:
    """But for the findings of sentences in the list of all findings: they are told with their sentences."""
    places = [place for place in leaves(wire) if place[0] not in ("schema", "findings")]
    assert len(places) > 500
    for place in random.Random(1).sample(places, 300):
        other = with_other_value(wire, place)
        found = conditions(wire, other) if place[0] == "manifest" else results(wire, other)
        assert found, place
        assert not (results(wire, other) if place[0] == "manifest" else conditions(wire, other)), place


def test_a_finding_that_is_gone_or_new_is_told_once_and_moves_nothing_else(wire: Wire) -> None:
    other = copy.deepcopy(wire)
    with_one = next(s for s in other["sentences"] if s["findings"])
    gone = with_one["findings"].pop(0)
    other["findings"].remove(gone)
    (found,) = results(wire, other)
    assert found == Difference(
        ("sentences", with_one["text"], "findings", gone["rule"]), gone, None, item=True
    )
    (back,) = results(other, wire)
    assert (back.before, back.now, back.item) == (None, gone, True)


def test_a_finding_about_the_whole_article_is_told(wire: Wire) -> None:
    other = copy.deepcopy(wire)
    about_all = {**wire["findings"][0], "sentence": None, "rule": "TXT001"}
    other["findings"].append(about_all)
    (found,) = results(wire, other)
    assert found.place == ("findings", "TXT001")


def test_another_order_is_told(wire: Wire) -> None:
    other = copy.deepcopy(wire)
    other["sentences"].reverse()
    (found,) = results(wire, other)
    assert found.place == ("sentences", "order")


def test_of_two_that_are_known_by_the_same_each_is_held_against_its_own(wire: Wire) -> None:
    twice = copy.deepcopy(wire)
    twice["sentences"].append(copy.deepcopy(twice["sentences"][0]))
    other = copy.deepcopy(twice)
    other["sentences"][-1]["kind"] = "not_a_claim_at_all"
    (found,) = results(twice, other)
    assert found.place[-1] == "kind"


def test_what_the_first_does_not_tell_is_not_asked_for(wire: Wire) -> None:
    older = copy.deepcopy(wire)
    del older["snapshots"], older["manifest"]["made_on"]
    assert conditions(older, wire) == results(older, wire) == ()


def test_what_is_said_of_it(wire: Wire) -> None:
    other = copy.deepcopy(wire)
    other["manifest"]["lexicon_sha256"] = "ab" * 32
    other["manifest"]["rules"] = [*wire["manifest"]["rules"][1:], "NEW001"]
    other["manifest"]["made_on"] = {"python": "3.99", "platform": "x", "libraries": []}
    sentence = other["sentences"][4]
    sentence["kind"] = "reported_fact"
    long = "The figure stands in no source that is held, and nobody in the text says where it was had from"
    for one, end in ((wire, "."), (other, "\x1b[2J!")):
        one["sentences"][4]["findings"][0]["message"] = long + end
    text = told("a.md", conditions(wire, other), results(wire, other), sentences=len(wire["sentences"]))
    lines = text.splitlines()
    assert lines[0] == "What made it:"
    assert "abababababab…" in text
    assert f"  rules that ran: no longer {wire['manifest']['rules'][0]}; now also NEW001" in lines
    assert "  made on Python: none, now 3.99" in lines
    assert any(line.strip() == "kind: government_claim, now reported_fact" for line in lines)
    assert "\x1b" not in text
    assert "where it was had from., now …" in text
    assert lines[-1].startswith("a.md: the report differs in 2 places, in 1 of ")
    same = told("a.md", (), (), sentences=3)
    assert same == "a.md: the report is the same in all 3 sentences, and so is what made it.\n"


@pytest.mark.parametrize("broken", [None, 7, "text", [], [1, None], {"text": []}, [{"text": {}}, [[]]]])
def test_what_is_no_report_inside_is_told_as_a_difference(wire: Wire, broken: Any) -> None:
    for key in ("sentences", "findings", "document", "snapshots"):
        other = copy.deepcopy(wire)
        other[key] = broken
        if key == "findings" and not isinstance(broken, list):
            continue
        found = results(other, wire)
        assert found or broken in ([], {})
        told("a.md", (), found, sentences=1)
