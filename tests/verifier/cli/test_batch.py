"""`verifier batch`, as a newsroom uses it."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from verifier.batch.folder import locked
from verifier.cli.rate import progress_line

ARTICLE = "The minister said on Monday that the bridge at Carrow is safe.\n\nResidents waited for {} hours.\n"


@pytest.fixture
def articles(folder: Path) -> Path:
    """A folder of three short articles and two that can't be read."""
    made = folder / "articles"
    (made / "sub").mkdir(parents=True)
    for number, name in enumerate(("a.md", "b.txt", "sub/a.md")):
        (made / name).write_text(ARTICLE.format(number + 2), encoding="utf-8")
    (made / "c.txt").write_bytes(b"\x89PNG\r\n")
    (made / "empty.md").write_bytes(b"")
    return made


def rows(output: Path) -> list[dict[str, str]]:
    with (output / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_reports_are_those_of_check_and_the_table_adds_up(articles, folder, verifier, monkeypatch):
    done = verifier("batch", "articles", "--output", "out", "--jobs", "1")
    assert done.status == 3
    assert "5 articles: 3 checked, 2 unreadable, 0 failed" in done.out
    assert "c.txt: it is a PNG image" in done.err
    found = rows(folder / "out")
    assert [(row["article"], row["status"]) for row in found] == [
        ("a.md", "checked"),
        ("b.txt", "checked"),
        ("c.txt", "unreadable"),
        ("empty.md", "unreadable"),
        ("sub/a.md", "checked"),
    ]
    monkeypatch.chdir(articles)
    for row in (found[0], found[1], found[4]):
        alone = verifier("check", row["article"], "--format", "json", "--fail-on", "never").out
        assert (folder / "out" / row["report"]).read_text(encoding="utf-8") == alone
        summary = json.loads(alone)["summary"]
        assert int(row["unattributed"]) == summary["unattributed"]
        assert int(row["findings_warning"]) == summary["findings"]["warning"]
        assert int(row["kind_government_claim"]) == summary["kinds"]["government_claim"]
        rules = [finding["rule"] for finding in json.loads(alone)["findings"]]
        assert row["rules"] == ", ".join(f"{rule} {rules.count(rule)}" for rule in sorted(set(rules)))


def test_wrong_options_are_told_before_anything_is_written(articles, folder, verifier):
    for options, words in (
        (("articles", "-o", "articles/out"), "--output lies in the folder of the articles"),
        (("articles", "-o", "out", "--part", "3/2"), "such as 1/4"),
        (("articles", "-o", "out", "--part", "x"), "such as 1/4"),
        (("articles", "-o", "out", "--part", f"1/{'9' * 5000}"), "such as 1/4"),
        (("articles", "-o", "out", "--format", "jsn"), "is not one of the forms of report"),
        (("articles", "-o", "out", "--no-store", "--store", "x.db"), "exclude each other"),
        (("articles", "-o", "out", "--store", "x.db"), "there is no store of sources here"),
        (("articles", "-o", "out", "--tls-ca", "ca.pem"), "belong to --scheduler"),
        (("articles", "-o", "out", "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), "--jobs is for"),
    ):
        done = verifier("batch", *options)
        assert done.status == 2, options
        assert words in done.err
    assert not (folder / "out").exists()
    assert not (articles / "out").exists()


def test_an_input_that_is_none_is_told(articles, folder, verifier):
    for source, words in (("articles/a.md", "verifier check"), ("gone.jsonl", "can't be opened")):
        done = verifier("batch", source, "-o", "out")
        assert done.status == 3
        assert words in done.err
    assert not (folder / "out").exists()


def test_a_folder_in_use_is_refused(articles, folder, verifier):
    with locked(folder / "out"):
        done = verifier("batch", "articles", "-o", "out", "--no-store")
    assert done.status == 2
    assert "another batch is at work in this folder" in done.err


def test_workers_elsewhere_can_not_open_a_file_of_this_machine(articles, folder, verifier):
    verifier("sources", "add", "--store", "s.db", "articles/a.md")
    done = verifier("batch", "articles", "-o", "out", "--store", "s.db", "--scheduler", "tcp://10.0.0.1:8786")
    assert done.status == 2
    assert "keep the sources in PostgreSQL" in done.err


@pytest.mark.parametrize(
    ("done", "new", "seconds", "told"),
    [
        (0, 0, 0.0, "0 of 2,000 articles"),
        (500, 0, 9.0, "500 of 2,000 articles"),
        (1200, 1200, 720.0, "1,200 of 2,000 articles, 100 a minute, about 8 minutes left"),
        (1900, 100, 60.0, "1,900 of 2,000 articles, 100 a minute, about 60 seconds left"),
        (1000, 10, 3600.0, "1,000 of 2,000 articles, 10 an hour, about 4 days left"),
    ],
)
def test_the_line_of_progress_has_rate_and_time_left(done, new, seconds, told):
    assert progress_line(done, 2000, new=new, seconds=seconds) == told


def test_ctrl_c_keeps_what_is_done_and_the_same_command_goes_on(folder):
    lines = [{"id": f"{n}", "text": ARTICLE.format(n)} for n in range(40)]
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    command = ("in.jsonl", "--no-store", "--jobs", "1", "--output", "out")
    process = subprocess.Popen(
        [sys.executable, "-m", "verifier", "batch", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while len(list((folder / "out").glob("reports/*.json"))) < 3 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130, told
    assert b"the same command goes on from here" in told
    done = rows(folder / "out")
    assert 0 < len(done) < 40
    assert [row["article"] for row in done] == [f"{n}" for n in range(len(done))]
