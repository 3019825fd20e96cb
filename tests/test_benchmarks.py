"""The benchmarks' own parts: what they write, count and print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest

from benchmarks import attribution, batch, calibration, kinds, newswriter, record


def test_an_article_has_the_words_asked_for_and_is_always_the_same() -> None:
    text = newswriter.article(1000, seed=0)
    assert 1000 <= len(text.split()) < 1100
    assert text == newswriter.article(1000, seed=0)
    assert text != newswriter.article(1000, seed=1)


def test_hardly_a_sentence_is_written_twice() -> None:
    random = Random(1)
    cast = newswriter.Cast.drawn(random)
    written = [newswriter.sentence(random, cast) for _ in range(1000)]
    assert len(set(written)) > 990
    assert not any("{" in each for each in written)
    assert [each for each in written if not re.match("“?[A-Z0-9]", each)] == []


def test_half_of_a_source_about_an_article_is_what_the_article_says() -> None:
    told = newswriter.article(1000, seed=4)
    own, other = newswriter.source(500, seed=8, about=4), newswriter.source(500, seed=8)
    again = [sentence for sentence in own.split("\n\n", 1)[1].split(". ") if sentence in told]
    assert 4 <= len(again) <= 24
    assert [sentence for sentence in other.split("\n\n", 1)[1].split(". ") if sentence in told] == []


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
    rest = {"combined": prf, "docs_per_cpu_s": 4.0}
    spans = {"gold": 5, "sent_speech_label": None, "recall_by_type": {"direct": [90.0, 7]}, **rest}
    sentences = {"gold": 0, "sent_speech_label": prf, "recall_by_type": {}, **rest}
    figures = {
        "one": dict.fromkeys(attribution.TAGGERS, spans),
        "two": dict.fromkeys(attribution.TAGGERS, sentences),
    }
    assert attribution.rows(figures)[1:] == [
        ["one combined", 3.0, 3.0, 3.0],
        ["one recall direct", 90.0, 90.0, 90.0],
        ["one documents per CPU second", 4.0, 4.0, 4.0],
        ["two sent_speech_label", 3.0, 3.0, 3.0],
        ["two documents per CPU second", 4.0, 4.0, 4.0],
    ]


def test_each_share_and_each_kind_has_a_line() -> None:
    prf = {"P": 1.0, "R": 2.0, "F1": 3.0}
    figures = dict.fromkeys(kinds.SHARES, 80.0) | {"kind_f1": {"reported_fact": prf}}
    shown = kinds.rows(dict.fromkeys(kinds.TAGGERS, figures))
    assert [row[0] for row in shown[1:]] == [*kinds.SHARES, "reported_fact F1"]
    assert shown[-1][1:] == [3.0, 3.0, 3.0]


def test_a_bin_tells_what_share_is_right() -> None:
    judged = [(0.95, True), (0.92, True), (0.91, False), (0.62, True), (0.6, False), (1.0, True)]
    bins = calibration.binned(judged)
    assert [(b["from"], b["number"], b["right"]) for b in bins] == [(0.6, 2, 0.5), (0.9, 4, 0.75)]
    assert calibration.expected_error(bins) == pytest.approx((2 * 0.11 + 4 * 0.195) / 6, abs=1e-3)


def test_the_same_content_is_right_and_half_of_it_is_not() -> None:
    found = [{"content": [[0, 10]], "confidence": 0.9}, {"content": [[20, 24]], "confidence": 0.4}]
    assert calibration.judged(found, [{"content": [[0, 12]]}, {"content": [[20, 40]]}]) == [
        (0.9, True),
        (0.4, False),
    ]


def test_memory_is_told_by_tenths_of_the_run() -> None:
    assert batch.tenths([*range(20)]) == [0.5, 2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5]
    assert len(batch.tenths([1.0] * 13)) == 10


def test_the_page_on_scale_projects_what_was_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "RESULTS", tmp_path)
    assert "`python -m benchmarks.batch` measures" in batch.render_page()
    run = {"seconds": 100, "per_minute": 60.0, "cpu_per_article": 1.8}
    figures = {
        **{"articles": 2000, "words": 150, "sources": 20, "jobs1": run, "jobs2": run, "jobs2_speedup": 1.9},
        **{"memory_mb_by_tenth": [500.0] * 10, "memory_last_to_second": 1.0, "report_kb": 100.0},
        "killed": {"times": 10, "same": False},
    }
    made = {"machine": {"cpus": 2, "architecture": "x86_64"}, "figures": figures}
    (tmp_path / "batch.json").write_text(json.dumps(made), encoding="utf-8")
    page = batch.render_page()
    assert "| **1,000 articles** | **0.50 core-hours** |" in page
    assert "| **10,000,000 articles** | **5,000 core-hours** |" in page
    assert "| 10,000,000 articles on 64 cores | 3.3 days |" in page
    assert "| killed 10 times and resumed | NOT the same |" in page
    assert page.startswith("# Many articles")
    assert page.rstrip().endswith("tells the rate as it goes.")


def test_a_page_without_both_marks_is_left_alone() -> None:
    assert record.put_between("a <b> old <e> z", "<b>", "<e>", "new") == "a <b>\nnew\n<e> z"
    for page in ("a z", "a <b> z", "<e> a <b> z"):
        with pytest.raises(SystemExit, match="Put both marks back"):
            record.put_between(page, "<b>", "<e>", "new")
