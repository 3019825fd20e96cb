import json
from dataclasses import asdict

from tests.verifier.rules.test_house import write
from verifier.rules import RULES
from verifier.rules.measured import measured


def test_the_table_has_every_rule(verifier):
    done = verifier("rule")
    assert done.status == 0
    for rule in RULES:
        assert f"{rule.id} " in done.out
        assert rule.title in done.out


def test_one_rule_explained(verifier):
    rule = next(r for r in RULES if r.id == "QUO001")
    done = verifier("rule", "quo001")
    assert done.status == 0
    for part in (rule.title, rule.why, rule.action, *rule.asked_by):
        assert part in done.out
    for example in (*rule.hits, *rule.misses):
        assert example.text.splitlines()[0] in done.out
        for publisher, text in example.sources:
            assert f"held, from {publisher}: {text}" in done.out


def test_a_rule_tells_how_it_was_measured(verifier):
    counts = measured("FIG002")
    assert counts is not None
    done = verifier("rule", "FIG002")
    assert f"({counts.right} of {counts.alarms})" in done.out
    assert f"({counts.found} of {counts.faults})" in done.out
    wire = json.loads(verifier("rule", "FIG002", "--format", "json").out)
    assert wire["measured"] == asdict(counts)


def test_a_rule_that_was_not_measured_says_so(verifier):
    assert measured("TXT001") is None
    assert "Not measured" in verifier("rule", "TXT001").out
    assert json.loads(verifier("rule", "TXT001", "--format", "json").out)["measured"] is None


def test_as_json(verifier):
    rules = json.loads(verifier("rule", "--format", "json").out)
    assert [r["id"] for r in rules] == [r.id for r in RULES]
    one = json.loads(verifier("rule", "FIG002", "--format", "json").out)
    assert one == next(r for r in rules if r["id"] == "FIG002")


def test_an_unknown_rule_is_told_with_near_ones(verifier):
    done = verifier("rule", "QUO01")
    assert done.status == 2
    assert "QUO001" in done.err
    assert done.out == ""


def test_how_often_a_rule_of_ones_own_was_right(verifier, folder):
    write(folder)
    (folder / "verifier.toml").write_text('[rules]\nfiles = ["house.toml"]\n', encoding="utf-8")
    assert verifier("rule", "HOU001", "--stats").status == 0
    assert "HOU001" in verifier("rule", "HOU002", "--stats").err
