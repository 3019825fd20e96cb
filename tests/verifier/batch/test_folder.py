"""The folder that a batch writes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from verifier.batch.folder import locked, put, report_name, whole
from verifier.batch.ledger import Ledger
from verifier.batch.types import ident_of


def test_a_second_run_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "out"),
        pytest.raises(BadConfiguration, match="another batch is at work"),
        locked(tmp_path / "out"),
    ):
        pass
    with locked(tmp_path / "out") as folder:
        assert folder.reports.is_dir()


def test_a_folder_with_files_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Mine.", encoding="utf-8")
    for again in (False, True):
        with (
            pytest.raises(BadConfiguration, match="files of something else"),
            locked(tmp_path, again=again),
        ):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BadConfiguration, match="can't be written"), locked(tmp_path / "file" / "out"):
        pass


def test_beginning_again_takes_out_what_is_ours_alone(tmp_path: Path) -> None:
    name = report_name("sub/a.md", ident_of(b"sub/a.md"), ".json")
    with locked(tmp_path / "out") as folder, Ledger.open(folder.ledger):
        put(folder.reports / name, b"{}")
        (folder.reports / f".{name}.part").write_bytes(b"{")
        (folder.reports / "mine.txt").write_bytes(b"Mine.")
        (folder.path / "mine.txt").write_bytes(b"Mine.")
        (folder.path / "table.xlsx").write_bytes(b"Mine.")
        put(folder.csv, b"x")
        (folder.path / f".{folder.parquet.name}.part").write_bytes(b"x")
    with locked(tmp_path / "out", again=True) as folder:
        assert sorted(path.name for path in folder.path.rglob("*")) == [
            "batch.lock",
            "mine.txt",
            "mine.txt",
            "reports",
            "table.xlsx",
        ]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("sub/Harbour fire.docx", "Harbour-fire.docx"),
        ("../../etc/passwd", "passwd"),
        ("\x1b]0;x\x07", "0-x"),
        ("日本", "article"),
        ("..", "article"),
        ("", "article"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_report_is_named_after_its_article_safely(name: str, stem: str) -> None:
    ident = ident_of(name.encode())
    assert report_name(name, ident, ".json") == f"{stem}-{ident}.json"


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    put(tmp_path / "a", b"one")
    with pytest.raises(ZeroDivisionError), whole(tmp_path / "a") as part:
        part.write_bytes(b"tw" * (1 // 0))
    assert (tmp_path / "a").read_bytes() == b"one"
    put(tmp_path / "a", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"two"
