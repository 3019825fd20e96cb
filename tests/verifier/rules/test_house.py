"""A newsroom's own rules: what they find, where they look, and what is wrong with a file of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from claims.types import SpeakerType
from tests.verifier.rules.builder import article, fact, heading, para, said, speaker
from verifier.cli import run
from verifier.config import Config, load_config
from verifier.rules import RULES, flag
from verifier.rules.house import house_rules
from verifier.rules.known import OURS
from verifier.types import CheckedArticle, Severity

WHOLE = {
    "title": '"A worn phrase"',
    "severity": '"warning"',
    "why": '"It says nothing."',
    "action": '"Say what happened."',
    "asked_by": '"Our style book"',
    "words": '["playing field*", "end of the day"]',
    "message": '"“{words}” says nothing; {speaker} could say it better."',
    "hits": '["At the end of the day, 40 ferries sailed."]',
    "misses": '["At the end of the street, 40 ferries sailed."]',
}
MINISTRY = speaker("the finance ministry", SpeakerType.GOVERNMENT, named=False)
WATCH = speaker("Harbour Watch", SpeakerType.NGO)


def write(folder: Path, name: str = "HOU001", **changes: str | None) -> Path:
    """A file of one whole rule, with these keys changed or, where None, left out."""
    keys = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    path = folder / "house.toml"
    path.write_text("\n".join([f"[{name}]", *(f"{k} = {v}" for k, v in keys.items())]), encoding="utf-8")
    return path


def found(path: Path, checked: CheckedArticle) -> list[str]:
    return [f.message for f in flag(checked, config=Config(rules=house_rules(path)))]


def test_a_rule_says_what_it_found_and_who_speaks(tmp_path: Path) -> None:
    checked = article(para(fact("At the END of  the day the playing fields flooded.")))
    (rule,) = house_rules(write(tmp_path))
    first, second = flag(checked, config=Config(rules=(rule,)))
    assert first.message == "“END of the day” says nothing; the speaker could say it better."
    assert checked.analysis.text(second.span) == "playing fields"
    assert (second.rule, second.title, second.severity) == ("HOU001", "A worn phrase", Severity.WARNING)


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        ({}, ["fact"]),
        ({"look": '"own voice"'}, ["fact"]),
        ({"look": '"all"'}, ["head", "fact", "ministry", "watch"]),
        ({"look": '"headlines"'}, ["head"]),
        ({"look": '"speakers"', "speakers": '["government", "igo"]'}, ["ministry"]),
    ],
)
def test_where_a_rule_looks(tmp_path: Path, keys: dict[str, str], seen: list[str]) -> None:
    path = write(tmp_path, words=None, pattern=r"'end of the (?:head|fact|ministry|watch)'", **keys)
    checked = article(
        heading("End of the road, end of the head"),
        para(fact("It was the end of the fact.")),
        para(said("It is the end of the ministry, the finance ministry said.", MINISTRY)),
        para(said("“It is the end of the fact and the end of the head,” Harbour Watch said.", WATCH)),
        para(said("It is the end of the watch, Harbour Watch said.", WATCH)),
    )
    assert [message.split("”")[0].split()[-1] for message in found(path, checked)] == seen


def test_words_near_by_keep_a_rule_silent(tmp_path: Path) -> None:
    path = write(tmp_path, unless='["football"]')
    assert found(path, article(para(fact("The Football playing field flooded.")))) == []
    assert len(found(path, article(para(fact("The playing field flooded."), fact("Football ended."))))) == 1


def test_a_pattern_that_takes_too_long_stops_with_its_name(tmp_path: Path) -> None:
    path = write(tmp_path, words=None, pattern="'(a|aa|a)+$'")
    with pytest.raises(BadConfiguration) as caught:
        found(path, article(para(fact("a" * 200 + "b is the name of it."))))
    assert caught.value.subject == f"{path}, HOU001.pattern"
    assert "simpler" in caught.value.remedy


@pytest.mark.parametrize(
    ("keys", "place", "remedy"),
    [
        ({"title": None}, "HOU001.title", "Add title"),
        ({"severity": '"grave"'}, "HOU001.severity", "warning"),
        ({"severity": None}, "HOU001.severity", "Add"),
        ({"tittle": '"x"'}, "HOU001.tittle", "title"),
        ({"words": None}, "HOU001.words", "one of the two"),
        ({"pattern": '"x"'}, "HOU001.words", "one of the two"),
        ({"words": None, "pattern": "'(x'"}, "HOU001.pattern", "single quotes"),
        ({"look": '"everywhere"'}, "HOU001.look", "own voice"),
        ({"look": '"speakers"'}, "HOU001.speakers", "speakers ="),
        ({"speakers": '["ngo"]'}, "HOU001.speakers", "look ="),
        ({"look": '"speakers"', "speakers": '["goverment"]'}, "HOU001.speakers", "government"),
        ({"message": '"{word}"'}, "HOU001.message", "{words}"),
        ({"message": '"{words.__class__}"'}, "HOU001.message", "{words}"),
        ({"message": '"{words!r}"'}, "HOU001.message", "{words}"),
        ({"message": '"{words"'}, "HOU001.message", "{{"),
        ({"hits": "[]"}, "HOU001.hits", "a text that it flags"),
        ({"misses": None}, "HOU001.misses", "near miss"),
    ],
)
def test_what_is_wrong_is_named_with_file_rule_key_and_remedy(
    tmp_path: Path, keys: dict[str, str | None], place: str, remedy: str
) -> None:
    path = write(tmp_path, **keys)
    with pytest.raises(BadConfiguration) as caught:
        house_rules(path)
    assert caught.value.subject == f"{path}, {place}"
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "reason"), [("HOU1", "not the id"), ("hou001", "not the id"), ("QUO900", "ids with QUO")]
)
def test_ids_that_are_none_or_ours_are_refused(tmp_path: Path, name: str, reason: str) -> None:
    write(tmp_path, name)
    (tmp_path / "verifier.toml").write_text('[rules]\nfiles = ["house.toml"]\n', encoding="utf-8")
    with pytest.raises(BadConfiguration, match=reason):
        load_config(tmp_path)


def test_an_id_in_two_files_is_refused_and_a_file_that_is_not_there_told(tmp_path: Path) -> None:
    write(tmp_path).rename(tmp_path / "first.toml")
    write(tmp_path)
    settings = tmp_path / "verifier.toml"
    settings.write_text('[rules]\nfiles = ["first.toml", "house.toml"]\n', encoding="utf-8")
    with pytest.raises(BadConfiguration, match=r"house.toml, HOU001: .*first.toml has a rule"):
        load_config(tmp_path)
    settings.write_text('[rules]\nfiles = ["third.toml"]\n', encoding="utf-8")
    with pytest.raises(BadConfiguration, match="Check that it is there"):
        load_config(tmp_path)


def test_a_house_rule_is_known_to_the_settings_and_to_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, hits='["At the end of the day, 40 ferries sailed.", "All is well on the quay."]')
    text = '[rules]\nfiles = ["house.toml"]\n[rules.severity]\nHOU001 = "error"\n'
    (tmp_path / "verifier.toml").write_text(text, encoding="utf-8")
    config = load_config()
    assert config.rules == (*RULES, config.rules[-1])
    assert "HOU" not in OURS
    assert run(["rule", "hou001"]) == 0
    assert "Our style book" in capsys.readouterr().out
    assert run(["rule", "--test"]) == 1
    told = capsys.readouterr().out
    assert "HOU001: 2 of 3 examples pass\n" in told
    assert "  hit 2 is not flagged: All is well on the quay.\n" in told
    (tmp_path / "draft.md").write_text("At the end of the day, ferries sailed.\n", encoding="utf-8")
    assert run(["check", "draft.md", "--no-store", "--quiet"]) == 1
    assert "HOU001 A worn phrase" in capsys.readouterr().out


def test_without_rules_of_its_own_there_is_nothing_to_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["rule", "--test"]) == 0
    assert "no rules of your own" in capsys.readouterr().out
    assert run(["rule", "VRB002", "--test"]) == 0
    assert "VRB002: 7 of 7 examples pass" in capsys.readouterr().out
