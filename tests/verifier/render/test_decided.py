"""What was decided at the desk, in every form of report."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files

import pytest

from verifier.desk.applying import settled
from verifier.desk.deciding import on_finding
from verifier.desk.types import Act
from verifier.render import render
from verifier.render.decided import decision_line, set_aside
from verifier.types import Report

from .builder import report

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
HOSTILE = "<script>\x1b]52;c;aGk=\x07\u202egnp"


@pytest.fixture
def decided() -> Report:
    made = report()
    acts = (Act.DISMISS, Act.WRONG, Act.ACCEPT)
    return settled(
        made,
        [
            on_finding(made, finding, act, article="a", who=HOSTILE, when=NOW, note=f"{act} {HOSTILE}")
            for finding, act in zip(made.findings, acts, strict=False)
        ],
    )


def test_the_wire_format_takes_it(decided: Report) -> None:
    import jsonschema

    schema = json.loads(files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8"))
    text = str(render(decided, "json"))
    wire = json.loads(text)
    jsonschema.Draft202012Validator(schema).validate(wire)
    assert [f["state"] for f in wire["set_aside"]] == ["dismissed", "wrong"]
    accepted = wire["findings"][0]
    assert accepted["decision"] == {"act": "accept", "who": HOSTILE, "note": f"accept {HOSTILE}"}
    assert all(f["state"] == "open" and f["decision"] is None for f in wire["findings"][1:])
    assert "\u202e" not in text
    assert "\x1b" not in text


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_the_number_is_told_and_nothing_acts(decided: Report, form: str) -> None:
    text = str(render(decided, form))
    assert "1 dismissed and 1 called wrong at the desk." in text
    assert "at the desk." not in str(render(report(), form))
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert form == "terminal" or "<script>" not in text


def test_what_is_set_aside_is_in_words_only_where_something_is(decided: Report) -> None:
    assert set_aside(report()) == set_aside(settled(report(), ())) == ""
    wrong = tuple(s for s in decided.standings if s.state == "wrong")
    assert set_aside(replace(decided, standings=wrong)) == "1 called wrong at the desk."
    (accepted,) = (s.decision for s in decided.standings if s.state == "accepted")
    assert accepted is not None
    assert (
        decision_line(accepted)
        == "Accepted by <script>␛]52;c;aGk=␇⟨RLO⟩gnp: accept <script>␛]52;c;aGk=␇⟨RLO⟩gnp"
    )
