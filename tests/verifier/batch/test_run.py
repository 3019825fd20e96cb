"""A batch goes on where it was broken off, and gives the same whatever happens on the way."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pyarrow import parquet

from claims.errors import BadConfiguration, StoreError
from tests.verifier.batch.checkers import BASIS, Here, Quick
from tests.verifier.batch.running import left, run_batch
from verifier.batch.run import Part
from verifier.batch.types import Result, Status, Task


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Twelve good articles, an unreadable one, and one that is no file any more."""
    folder = tmp_path / "articles"
    (folder / "sub").mkdir(parents=True)
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Words {number}.", encoding="utf-8")
    (folder / "sub" / "00.txt").write_text("BAD", encoding="utf-8")
    (folder / "dangling.txt").symlink_to(folder / "gone")
    listed = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))
    (tmp_path / "list").write_text("".join(f"articles/{name}\n" for name in listed), encoding="utf-8")
    return tmp_path / "list"


def rows(output: Path) -> list[dict[str, str]]:
    with (output / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def breaking_after(number: int) -> Here:
    """Workers with whom the command is interrupted at the task of this number."""
    quick = Quick(BASIS)
    made = Here(lambda task: _interrupt() if len(made.checked) > number else quick.check(task))
    return made


def _interrupt() -> Result:
    raise KeyboardInterrupt


def test_each_article_has_a_row_and_a_report(articles: Path, tmp_path: Path) -> None:
    ran = run_batch(articles, tmp_path / "out", Here())
    found = rows(tmp_path / "out")
    assert [row["article"] for row in found] == articles.read_text().split()
    assert [row["status"] for row in found] == ["checked"] * 12 + ["unreadable"] * 2
    assert "No such file" in found[12]["reason"]
    assert ran.total == 14
    assert len(ran.steps) == 14
    for row in found[:12]:
        report = (tmp_path / "out" / row["report"]).read_text(encoding="utf-8")
        assert report.startswith(row["article"])
    assert len(list(ran.folder.reports.iterdir())) == 12
    assert dict(ran.totals.articles) == {Status.CHECKED: 12, Status.UNREADABLE: 2}
    assert ran.totals.unattributed == sum(int(row["unattributed"] or 0) for row in found) > 0


def test_both_tables_say_the_same(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "out", Here())
    table = parquet.read_table(tmp_path / "out" / "table.parquet")
    assert str(table.schema.field("words").type) == "int64"
    as_text = [
        {name: "" if value is None else str(value) for name, value in row.items()}
        for row in table.to_pylist()
    ]
    assert as_text == rows(tmp_path / "out")


@pytest.mark.parametrize("number", [0, 1, 7, 11])
def test_a_run_that_is_broken_off_goes_on_and_gives_the_same(
    articles: Path, tmp_path: Path, number: int
) -> None:
    run_batch(articles, tmp_path / "unbroken", Here())
    with pytest.raises(KeyboardInterrupt):
        run_batch(articles, tmp_path / "out", breaking_after(number))
    assert len([row for row in rows(tmp_path / "out") if row["status"] == "checked"]) == number
    workers = Here()
    run_batch(articles, tmp_path / "out", workers)
    assert len(workers.checked) == 13 - number
    assert left(tmp_path / "out") == left(tmp_path / "unbroken")


def test_what_is_done_is_not_done_again(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "out", Here())
    before, workers = left(tmp_path / "out"), Here()
    ran = run_batch(articles, tmp_path / "out", workers)
    assert workers.checked == []
    assert [step.before for step in ran.steps].count(False) == 1  # the file that can't be opened
    assert left(tmp_path / "out") == before
    run_batch(articles, tmp_path / "out", Here(), again=True)
    assert left(tmp_path / "out") == before


def test_what_has_changed_is_done_again(articles: Path, tmp_path: Path) -> None:
    ran = run_batch(articles, tmp_path / "out", Here())
    (tmp_path / "articles" / "03.txt").write_text("Other words.", encoding="utf-8")
    (tmp_path / "articles" / "04.txt").write_text("BAD", encoding="utf-8")
    next(ran.folder.reports.glob("05.txt-*")).unlink()
    with articles.open("a", encoding="utf-8") as file:
        file.write("articles/new.txt\n")
    (tmp_path / "articles" / "new.txt").write_text("New.", encoding="utf-8")
    workers = Here()
    run_batch(articles, tmp_path / "out", workers)
    assert workers.checked == [f"articles/{name}.txt" for name in ("03", "04", "05", "new")]
    run_batch(articles, tmp_path / "fresh", Here())
    assert left(tmp_path / "out") == left(tmp_path / "fresh")


def test_names_that_are_alike_have_reports_of_their_own(tmp_path: Path) -> None:
    names = ["a.md", "A.md", "x/a.md", "../a.md", "/etc/a.md", "a\0.md", "é" * 4000, ".", "..", "CON", "-o"]
    source = tmp_path / "in.jsonl"
    source.write_text(
        "".join(json.dumps({"id": name, "text": f"Text {n}."}) + "\n" for n, name in enumerate(names)),
        encoding="utf-8",
    )
    ran = run_batch(source, tmp_path / "out", Here())
    found = rows(tmp_path / "out")
    assert len(found) == len({row["report"].lower() for row in found}) == len(names)
    for number, row in enumerate(found):
        path = (tmp_path / "out" / row["report"]).resolve()
        assert path.parent == ran.folder.reports.resolve()
        assert path.read_text(encoding="utf-8").endswith(f"Text {number}.")
        assert path.name.isascii()
        assert len(path.name) < 120
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out"}


def test_a_name_that_is_there_twice_is_told_and_counts_once(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "One."}\n' * 2 + '{"id": "b", "text": "Two."}\n', encoding="utf-8")
    run_batch(source, tmp_path / "out", Here())
    found = rows(tmp_path / "out")
    assert [(row["article"], row["status"]) for row in found] == [
        ("a", "checked"),
        ("in.jsonl, line 2", "unreadable"),
        ("b", "checked"),
    ]
    assert found[1]["reason"] == '"a" is named on an earlier line'


def test_a_spreadsheet_calculates_no_cell(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "=1+1", "text": "One."}\n', encoding="utf-8")
    run_batch(source, tmp_path / "out", Here())
    assert rows(tmp_path / "out")[0]["article"] == "'=1+1"
    (row,) = parquet.read_table(tmp_path / "out" / "table.parquet").to_pylist()
    assert row["article"] == "=1+1"


def test_a_folder_of_other_settings_or_another_input_is_refused(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "out", Here())
    before = left(tmp_path / "out")
    with pytest.raises(BadConfiguration, match="made with another version"):
        run_batch(articles, tmp_path / "out", Here(basis={**BASIS, "version": "2"}))
    with pytest.raises(BadConfiguration, match="the folder is that of"):
        run_batch(tmp_path / "articles", tmp_path / "out", Here())
    with pytest.raises(BadConfiguration, match="the folder is that of"):
        run_batch(articles, tmp_path / "out", Here(), part=Part(1, 2))
    assert left(tmp_path / "out") == before
    run_batch(tmp_path / "articles", tmp_path / "out", Here(basis={**BASIS, "version": "2"}), again=True)
    assert {row["article"] for row in rows(tmp_path / "out")} == {
        *(f"{number:02}.txt" for number in range(12)),
        "sub/00.txt",
    }


@pytest.mark.parametrize(
    ("basis", "error", "words"),
    [
        ({**BASIS, "store": "other"}, StoreError, "it changed while the batch ran"),
        ({**BASIS, "version": "0"}, BadConfiguration, "not all have the same version"),
    ],
)
def test_a_result_that_was_made_otherwise_is_refused(
    articles: Path,
    tmp_path: Path,
    basis: dict[str, str],
    error: type[Exception],
    words: str,
) -> None:
    def check(task: Task) -> Result:
        made = Quick(BASIS).check(task)
        return replace(made, basis=basis) if task.name.endswith("05.txt") else made

    with pytest.raises(error, match=words):
        run_batch(articles, tmp_path / "out", Here(check))
    assert [row["article"] for row in rows(tmp_path / "out")] == articles.read_text().split()[:5]


def test_what_failed_is_tried_again_only_when_asked(articles: Path, tmp_path: Path) -> None:
    def check(task: Task) -> Result:
        made = Quick(BASIS).check(task)
        return (
            replace(made, status=Status.FAILED, counts={}, report=b"")
            if task.name.endswith("05.txt")
            else made
        )

    ran = run_batch(articles, tmp_path / "out", Here(check))
    assert ran.totals.articles[Status.FAILED] == 1
    workers = Here()
    run_batch(articles, tmp_path / "out", workers)
    assert workers.checked == []
    ran = run_batch(articles, tmp_path / "out", workers, retry=True)
    assert workers.checked == ["articles/05.txt"]
    assert ran.totals.articles[Status.FAILED] == 0


def test_parts_have_each_article_once_and_join_to_the_same(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "whole", Here())
    parts = [tmp_path / "one", tmp_path / "two", tmp_path / "three"]
    workers = [Here(), Here(), Here()]
    for number, (output, each) in enumerate(zip(parts, workers, strict=True), start=1):
        run_batch(articles, output, each, part=Part(number, 3))
    checked = [name for each in workers for name in each.checked]
    assert len(checked) == len(set(checked)) == 13
    assert all(each.checked for each in workers)
    joining = Here()
    run_batch(articles, tmp_path / "all", joining, others=parts)
    assert joining.checked == []
    assert left(tmp_path / "all") == left(tmp_path / "whole")


def test_joining_does_what_the_parts_have_not_done(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "whole", Here())
    run_batch(articles, tmp_path / "one", Here(), part=Part(1, 2))
    shutil.rmtree(tmp_path / "one" / "reports")
    with pytest.raises(KeyboardInterrupt):
        run_batch(articles, tmp_path / "two", breaking_after(2), part=Part(2, 2))
    joining = Here()
    run_batch(articles, tmp_path / "all", joining, others=[tmp_path / "one", tmp_path / "two"])
    assert 0 < len(joining.checked) < 13
    assert left(tmp_path / "all") == left(tmp_path / "whole")


def test_only_runs_with_the_same_settings_are_joined(articles: Path, tmp_path: Path) -> None:
    run_batch(articles, tmp_path / "one", Here(basis={**BASIS, "store": "other"}))
    with pytest.raises(BadConfiguration, match="made with another store"):
        run_batch(articles, tmp_path / "all", Here(), others=[tmp_path / "one"])
    with pytest.raises(BadConfiguration, match="there is no batch in this folder"):
        run_batch(articles, tmp_path / "all", Here(), others=[tmp_path / "none"])
    assert not (tmp_path / "none").exists()


def test_a_plan_longer_than_a_page_keeps_its_order(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    names = [f"{(n * 7919) % 520}" for n in range(520)]
    source.write_text("".join(f'{{"id": "{n}", "text": "Words."}}\n' for n in names), encoding="utf-8")
    workers = Here()
    with pytest.raises(KeyboardInterrupt):
        run_batch(source, tmp_path / "out", breaking_after(3))
    run_batch(source, tmp_path / "out", workers)
    assert workers.checked == names[3:]
    assert [row["article"] for row in rows(tmp_path / "out")] == names
