"""The registry and how rules are run: order, silence, configuration."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from claims.types import SpeakerType
from tests.verifier.rules.builder import article, boilerplate, fact, heading, nothing, para, said, speaker
from verifier.config import Config
from verifier.rules import RULES, flag, raised, rule, running
from verifier.rules.words import WORDS, any_of, pattern, words
from verifier.types import Severity

MINISTRY = speaker("the finance ministry", SpeakerType.GOVERNMENT, named=False)


def test_ids_are_unique_and_well_formed() -> None:
    ids = [r.id for r in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", i) for i in ids)


def test_no_id_goes_unnoticed_or_is_used_again() -> None:
    """`tests/frozen/rule_ids.txt` has every id that ever was; one that is no longer used says "retired"."""
    lines = (Path(__file__).parents[2] / "frozen" / "rule_ids.txt").read_text(encoding="utf-8").splitlines()
    ever = [line.split()[0] for line in lines]
    assert ever == sorted(set(ever))
    assert {line.split()[0] for line in lines if line.split()[1:] != ["retired"]} == {r.id for r in RULES}


@pytest.mark.parametrize("r", RULES, ids=lambda r: r.id)
def test_every_rule_says_what_an_editor_needs(r) -> None:  # type: ignore[no-untyped-def]
    assert len(r.hits) >= 3
    assert len(r.misses) >= 3
    assert r.asked_by
    assert r.title
    assert r.why.endswith(".")
    assert r.action.endswith(".")
    assert len({e.text for e in r.hits}) == len(r.hits)
    assert all(rule(less) is not r for less in r.covers)


def test_a_rule_is_found_by_its_id_in_any_case() -> None:
    assert rule("att001").id == "ATT001"


def test_an_unknown_rule_gets_near_ids() -> None:
    with pytest.raises(BadConfiguration, match="ATT001"):
        rule("AT001")
    with pytest.raises(BadConfiguration, match="Known are"):
        rule("zzz")


def test_findings_come_in_reading_order_and_nothing_twice() -> None:
    checked = article(
        para(fact("Officials embezzled the fund.")),
        para(fact("According to local media, the ferry was full.")),
        para(fact("Officials embezzled the fund.")),
    )
    found = flag(checked)
    assert [f.rule for f in found] == ["ATT001", "ATT004", "ATT001"]
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)
    assert flag(checked) == found


def test_what_a_speaker_says_in_a_quotation_is_his_business() -> None:
    boss = speaker("Ola Berg", SpeakerType.COMPANY, role="director")
    checked = article(para(said("“Media reports said we allegedly bribed a source,” Ola Berg said.", boss)))
    assert flag(checked, config=Config(disabled=("FAI001",))) == ()


def test_a_cue_inside_a_quotation_is_the_speakers_verb() -> None:
    text = "“He admitted that the road is late,” the finance ministry wrote."
    assert flag(article(para(said(text, MINISTRY, cue="admitted", lemma="admit")))) == ()


def test_boilerplate_is_told_and_not_judged() -> None:
    line = "“Read the best of our stories every morning.”"
    assert [f.rule for f in flag(article(boilerplate(line, "an advertisement")))] == ["TXT002"]


def test_headings_and_questions_are_left_alone() -> None:
    checked = article(heading("Media reports said so"), para(nothing("Was the ferry allegedly full?")))
    assert flag(checked) == ()


def test_a_rule_switched_off_is_silent_and_covers_nothing() -> None:
    checked = article(para(fact("An estimated 4,000 people fled.")))
    assert [f.rule for f in flag(checked)] == ["ATT001"]
    assert [f.rule for f in flag(checked, config=Config(disabled=("ATT001",)))] == ["FIG001"]


def test_the_configuration_changes_the_severity() -> None:
    checked = article(para(fact("Officials embezzled the fund.")))
    config = Config(severities=(("ATT001", Severity.SUGGESTION),))
    assert [f.severity for f in flag(checked, config=config)] == [Severity.SUGGESTION]


def test_a_rule_that_is_off_runs_where_it_is_enabled_and_in_its_own_tests() -> None:
    checked = article(para(fact("Officials embezzled the fund.")))
    off = replace(rule("ATT001"), off=True)
    known = tuple(off if r.id == "ATT001" else r for r in RULES)
    assert flag(checked, config=Config(rules=known)) == ()
    enabled = Config(rules=known, enabled=("ATT001",))
    assert [f.rule for f in flag(checked, config=enabled)] == ["ATT001"]
    assert off in running(enabled)
    assert running(None) == RULES
    assert flag(checked, config=replace(enabled, disabled=("ATT001",))) == ()


def test_word_lists_are_whole_words_with_stars() -> None:
    assert pattern("wrongdoing").search("They EMBEZZLED it").group() == "EMBEZZLED"  # type: ignore[union-attr]
    assert pattern("wrongdoing").search("photography, a telegraph, non-corrupt") is None
    assert "admit" in words("guilt")
    assert any_of("guilt").count("|") == 3
    with pytest.raises(KeyError):
        words("nosuch")


def test_no_word_list_is_left_without_a_reader_and_no_word_stands_twice() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(WORDS[0].parent.glob("*.py")))
    tables = [t for path in WORDS for t in tomllib.loads(path.read_text(encoding="utf-8")).values()]
    lists = [named for table in tables for named in table.items()]
    assert len({name for name, _ in lists}) == len(lists)
    for name, listed in lists:
        assert re.search(rf"""["']{name}["']""", code), name
        assert len(set(listed)) == len(listed), name


def test_a_question_is_raised_apart_from_the_findings() -> None:
    watch = speaker("Forest Watch", SpeakerType.NGO)
    text = "Forest Watch accused Greenwall Timber of illegal logging."
    found = raised(article(para(said(text, watch, cue="accused", lemma="accuse"))))
    assert [q.rule for q in found.questions] == ["FAI004"]
    assert [f.rule for f in found.findings] == ["FAI001"]
