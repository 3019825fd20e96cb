"""A process that is killed loses at most the decision that it was writing; two may write at once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.verifier.desk.killed import numbered
from verifier.desk.store import Desk


def start(path: Path, writer: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.verifier.desk.killed", str(path), writer, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )


def kept(path: Path, writer: str) -> list[int]:
    """The numbers of what `writer` recorded; each must be whole."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with Desk.open(path) as desk:
        found = [d for d in desk.decisions("draft.md") if d.who == writer]
    numbers = [int(d.fingerprint or "", 16) for d in found]
    for number, decision in zip(numbers, found, strict=True):
        made = numbered(writer, number)
        assert (decision.note, decision.anchor) == (made.note, made.anchor)
    return numbers


@pytest.mark.parametrize("after", [1, 20])
def test_what_was_told_as_kept_is_kept(tmp_path: Path, after: int) -> None:
    path = tmp_path / "desk.db"
    process = start(path, "L", 100_000)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(after)]
    process.kill()
    told += [int(line) for line in process.stdout if line.endswith("\n")]
    process.wait(60)
    numbers = kept(path, "L")
    assert numbers == list(range(len(numbers)))
    assert told[-1] + 1 <= len(numbers) <= told[-1] + 2


def test_two_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    running = [start(path, writer, 40) for writer in ("L", "M")]
    for process in running:
        process.communicate(timeout=120)
        assert process.returncode == 0
    assert [kept(path, writer) for writer in ("L", "M")] == [list(range(40))] * 2
