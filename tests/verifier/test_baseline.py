"""The baseline: it outlives moves, tells what is stale, and never hides a changed sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from tests.verifier.rules.builder import article, fact, para
from tests.words import tells_what_to_do
from verifier.baseline import Baseline, Entry, entries_of, read_baseline, to_text
from verifier.config import Config
from verifier.leaving_out import leave_out
from verifier.left_out import Sifted, Why
from verifier.rules import flag
from verifier.types import CheckedArticle

FUND = "Officials embezzled the fund."
FERRY = "Guards tortured the crew."
PLAIN = "The harbour is old."


def checked(*lines: str) -> CheckedArticle:
    return article(*(para(fact(line)) for line in lines), name="ferry.md")


def known(*lines: str) -> tuple[Entry, ...]:
    found = checked(*lines)
    return entries_of(found, flag(found, config=Config()))


def against(tmp_path: Path, old: tuple[str, ...], new: tuple[str, ...]) -> Sifted:
    """The findings of an article of the lines `new`, against a baseline made of the lines `old`."""
    file = tmp_path / "verifier-baseline.json"
    file.write_text(to_text(Baseline({"ferry.md": known(*old)})), encoding="utf-8")
    now = checked(*new)
    config = Config(baseline=file)
    return leave_out(now, flag(now, config=config), config=config, path=tmp_path / "ferry.md")


def test_a_sentence_that_moved_stays_known(tmp_path: Path) -> None:
    done = against(tmp_path, (FUND, FERRY), (PLAIN, FERRY, PLAIN, FUND))
    assert done.kept == ()
    assert {out.why for out in done.left_out} == {Why.BASELINE}
    assert {out.note for out in done.left_out} == {"known in verifier-baseline.json"}
    assert {out.finding.rule for out in done.left_out} == {"ATT001"}
    assert done.notes == ()


def test_a_changed_sentence_comes_back_and_its_entry_is_told(tmp_path: Path) -> None:
    done = against(tmp_path, (FUND, FERRY), ("Officials embezzled the pension fund.", FERRY))
    assert [f.rule for f in done.kept] == ["ATT001"]
    assert done.notes == (
        "verifier-baseline.json: 1 entry no longer matches; run: verifier baseline --prune ferry.md",
    )


def test_the_same_finding_twice_needs_a_count_of_two(tmp_path: Path) -> None:
    assert [entry.count for entry in known(FUND, PLAIN, FUND)] == [2]
    assert len(against(tmp_path, (FUND,), (FUND, FUND)).kept) == 1
    assert against(tmp_path, (FUND, FUND), (FUND, FUND)).kept == ()
    once = against(tmp_path, (FUND, FUND), (FUND,))
    assert once.kept == ()
    assert len(once.notes) == 1


def test_stale_entries_are_counted(tmp_path: Path) -> None:
    assert "2 entries no longer match;" in against(tmp_path, (FUND, FERRY), (PLAIN,)).notes[0]


def test_another_articles_entries_do_not_count(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text(to_text(Baseline({"archive/ferry.md": known(FUND)})), encoding="utf-8")
    now, config = checked(FUND), Config(baseline=file)
    found = flag(now, config=config)
    assert leave_out(now, found, config=config, path=tmp_path / "ferry.md").kept == found
    assert leave_out(now, found, config=config, path=tmp_path / "archive" / "ferry.md").kept == ()


def test_pruning_takes_out_only_what_is_gone() -> None:
    whole = Baseline({"ferry.md": known(FUND, FUND, FERRY), "other.md": known(FERRY)})
    pruned = whole.pruned("ferry.md", known(FUND, "Clerks embezzled the fund."))
    assert [(e.words, e.count) for e in pruned.of("ferry.md")] == [(FUND, 1)]
    assert pruned.of("other.md") == whole.of("other.md")
    assert "ferry.md" not in whole.pruned("ferry.md", ()).articles


def test_the_file_is_sorted_and_comes_back_as_it_was(tmp_path: Path) -> None:
    one = Baseline({"b.md": known(FUND, FERRY), "a.md": known(FERRY)})
    other = Baseline({"a.md": known(FERRY), "b.md": known(FERRY, FUND)})
    assert to_text(one) == to_text(other)
    file = tmp_path / "b.json"
    file.write_text(to_text(one), encoding="utf-8")
    assert read_baseline(file) == one
    assert list(json.loads(to_text(one))["articles"]) == ["a.md", "b.md"]


GOOD = {"kind": "attribution-verifier baseline", "version": 1, "articles": {}}
ENTRY = {"rule": "ATT001", "words": "x", "count": 1, "fingerprint": "00"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "it is not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "it is no baseline"),
        ('{"version": 1}', "no baseline"),
        (json.dumps({**GOOD, "version": 2}), "newer"),
        (json.dumps({**GOOD, "version": "1"}), "newer"),
        (json.dumps({**GOOD, "articles": []}), "damaged"),
        (json.dumps({**GOOD, "articles": {"a": [{**ENTRY, "count": 0}]}}), "damaged"),
        (json.dumps({**GOOD, "articles": {"a": [{**ENTRY, "count": True}]}}), "damaged"),
        (json.dumps({**GOOD, "articles": {"a": [{**ENTRY, "fingerprint": 3}]}}), "damaged"),
        (json.dumps({**GOOD, "articles": {"a": [{"rule": "ATT001"}]}}), "damaged"),
    ],
)
def test_what_is_no_baseline_is_refused_with_a_remedy(tmp_path: Path, content: str, reason: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadConfiguration) as caught:
        read_baseline(file)
    assert caught.value.subject == str(file)
    assert reason in caught.value.reason
    assert tells_what_to_do(caught.value)
    assert ("version of the program" if reason == "newer" else "verifier baseline") in caught.value.remedy


def test_a_baseline_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="verifier baseline ARTICLE") as caught:
        read_baseline(tmp_path / "none.json")
    assert caught.value.subject == str(tmp_path / "none.json")
    assert tells_what_to_do(caught.value)


def test_a_baseline_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="it can't be read \\(Is a directory\\)") as caught:
        read_baseline(tmp_path)
    assert caught.value.subject == str(tmp_path)
    assert tells_what_to_do(caught.value)


def test_a_damaged_entry_is_named(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    broken = [ENTRY, {**ENTRY, "rule": "QUO002", "words": None}]
    file.write_text(json.dumps({**GOOD, "articles": {"a": broken}}), encoding="utf-8")
    with pytest.raises(BadConfiguration, match="ValueError: the entry of 'QUO002'"):
        read_baseline(file)


def test_the_file_in_full(tmp_path: Path) -> None:
    known_ = (Entry("ATT001", "Äpfel …", "00ff", 2),)
    text = to_text(Baseline({"ferry.md": known_}))
    assert text == (
        '{\n  "kind": "attribution-verifier baseline",\n  "version": 1,\n  "articles": {\n'
        '    "ferry.md": [\n      {\n        "rule": "ATT001",\n        "words": "Äpfel …",\n'
        '        "count": 2,\n        "fingerprint": "00ff"\n      }\n    ]\n  }\n}\n'
    )


def test_entries_of_one_fingerprint_are_one(tmp_path: Path) -> None:
    """As after two versions of the file were joined."""
    file = tmp_path / "b.json"
    twice = [{**ENTRY, "words": "y", "count": 2}, ENTRY, {**ENTRY, "fingerprint": "01", "rule": "ATT000"}]
    file.write_text(json.dumps({**GOOD, "articles": {"a": twice}}), encoding="utf-8")
    assert read_baseline(file).of("a") == (Entry("ATT000", "x", "01", 1), Entry("ATT001", "x", "00", 3))
    assert read_baseline(file).count() == 4
    assert read_baseline(file).of("b") == ()


@pytest.mark.parametrize(("length", "shown"), [(60, 60), (61, 60)])
def test_long_sentences_are_shown_by_their_first_words(length: int, shown: int) -> None:
    line = "Officials embezzled the fund, ".ljust(length - 1, "x") + "."
    (entry,) = known(line)
    assert entry.words == (line if length == shown else line[:shown] + "…")
    (entry,) = known("Officials embezzled  the\tfund, ".ljust(59, "x") + "   and nobody saw it.")
    assert entry.words == "Officials embezzled the fund, ".ljust(58, "x") + " a…"
    (entry,) = known("Officials embezzled the fund, ".ljust(59, "x") + " and nobody saw it.")
    assert entry.words == "Officials embezzled the fund, ".ljust(59, "x") + "…"
