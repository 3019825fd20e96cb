"""The benchmarks' own parts: what they write, count and print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import attribution, kinds, newswriter, record


def test_an_article_has_the_words_asked_for_and_is_always_the_same() -> None:
    text = newswriter.article(1000, seed=0)
    assert 1000 <= len(text.split()) < 1100
    assert text == newswriter.article(1000, seed=0)
    assert text != newswriter.article(1000, seed=1)


def test_a_source_names_its_publisher_and_date() -> None:
    head = newswriter.source(50, seed=3).split("---")[1]
    assert "publisher: Harbour Wire 3" in head
    assert "date: 2026-03-" in head


def test_lines_survive_writing_and_reading(tmp_path: Path) -> None:
    objects = [{"id": "a", "text": "“Så,” she said.\u2028Then nothing."}, {"id": "b", "text": ""}]
    record.dump_lines(tmp_path / "x.jsonl", objects)
    assert record.load_lines(tmp_path / "x.jsonl") == objects


def test_absent_data_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="--data"):
        record.load_lines(tmp_path / "absent.jsonl")
    with pytest.raises(SystemExit, match="--data"):
        record.run_scorer(tmp_path / "absent.py")


def test_a_scorer_is_run_with_its_files(tmp_path: Path) -> None:
    scorer = tmp_path / "scorer.py"
    scorer.write_text("import json, sys\nprint(json.dumps({'arguments': sys.argv[1:]}))\n")
    assert record.run_scorer(scorer, tmp_path / "gold") == {"arguments": [str(tmp_path / "gold"), "--json"]}


def test_a_result_says_what_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "RESULTS", tmp_path / "results")
    written = json.loads(record.write_result("figures", {"F1": 61.5}).read_text(encoding="utf-8"))
    assert written["figures"] == {"F1": 61.5}
    assert written["machine"]["cpus"] >= 1
    assert written["versions"]["spacy"].startswith("3.")


def test_a_table_is_aligned() -> None:
    assert record.table([["name", "P"], ["long name", 61.5], ["x", None]]) == (
        "name          P\nlong name  61.5\nx             -"
    )


def test_a_corpus_without_spans_shows_sentences_only() -> None:
    prf = {"P": 1.0, "R": 2.0, "F1": 3.0}
    spans = {"gold": 5, "combined": prf, "sent_speech_label": None}
    sentences = {"gold": 0, "combined": prf, "sent_speech_label": prf}
    shown = attribution.rows({"one": spans, "two": sentences})
    assert [row[0] for row in shown[1:]] == ["one combined", "two sent_speech_label"]


def test_each_share_and_each_kind_has_a_line() -> None:
    prf = {"P": 1.0, "R": 2.0, "F1": 3.0}
    figures = dict.fromkeys(kinds.SHARES, 80.0) | {"kind_f1": {"reported_fact": prf}}
    shown = kinds.rows(figures)
    assert [row[0] for row in shown[1:]] == [*kinds.SHARES, "reported_fact"]
