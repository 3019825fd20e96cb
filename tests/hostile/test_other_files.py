"""The desk's file and that of a batch, harmed as `test_store.py` harms the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from claims.errors import StoreError
from sources.sql import Opened
from tests.hostile.test_store import FOREIGN
from verifier.batch.ledger import LEDGER_VERSION, Job, Ledger
from verifier.desk.schema import DESK_VERSION
from verifier.desk.store import Desk
from verifier.desk.types import Act, Anchor, Decision

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DECISION = Decision(
    article="draft.txt",
    act=Act.DISMISS,
    anchor=Anchor("Nine boats were held.", "", ""),
    rule="ATT001",
    fingerprint="ab" * 32,
    words="Nine",
    value="",
    note="x" * 20_000,
    who="lena",
    when=NOW,
)


def decide(desk: Desk) -> None:
    desk.record(DECISION)


def begin(ledger: Ledger) -> None:
    ledger.begin(Job("x" * 20_000, "", {"version": "1"}))


def read_ledger(ledger: Ledger) -> None:
    assert ledger.job() is not None
    assert list(ledger.planned()) == []


KINDS = {
    "desk": (Desk.open, decide, Desk.decisions, DESK_VERSION),
    "ledger": (Ledger.open, begin, read_ledger, LEDGER_VERSION),
}
Open = Callable[[Path], Opened]
Work = Callable[[Opened], object]
every_kind = pytest.mark.parametrize(("opening", "write", "read", "version"), KINDS.values(), ids=KINDS)


def changed(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@every_kind
@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_file_of_something_else_is_refused_and_left_alone(
    opening: Open, write: Work, read: Work, version: int, make: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "ours.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        opening(path)
    assert caught.value.remedy
    assert (path.read_bytes() if path.is_file() else None) == before


@every_kind
def test_a_file_of_a_newer_version_is_refused_and_left_alone(
    opening: Open, write: Work, read: Work, version: int, tmp_path: Path
) -> None:
    path = tmp_path / "ours.db"
    opening(path).close()
    changed(path, f"PRAGMA user_version = {version + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*Update the program"):
        opening(path)
    assert path.read_bytes() == before


@every_kind
def test_a_file_that_another_program_holds_is_told_and_written_later(
    opening: Open, write: Work, read: Work, version: int, tmp_path: Path
) -> None:
    path = tmp_path / "ours.db"
    with opening(path) as opened:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with opened.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout = 50"))
        with pytest.raises(StoreError, match=r"locked.*try again"):
            write(opened)
        other.execute("ROLLBACK")
        other.close()
        write(opened)


@every_kind
def test_a_full_disk_is_told_and_nothing_is_half_written(
    opening: Open, write: Work, read: Work, version: int, tmp_path: Path
) -> None:
    path = tmp_path / "ours.db"
    with opening(path) as opened:
        with opened.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match=r"is full\. Free some space"):
            write(opened)
    with opening(path) as opened:
        with opened.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        write(opened)


@every_kind
def test_a_damaged_file_raises_nothing_but_what_says_so(
    opening: Open, write: Work, read: Work, version: int, tmp_path: Path
) -> None:
    path = tmp_path / "ours.db"
    with opening(path) as opened:
        write(opened)
    changed(path, "SELECT 1")
    whole, told = path.read_bytes(), 0
    for page in range(len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 : page * 4096 + 512] = b"\xff" * 512
        path.write_bytes(data)
        for beside in tmp_path.glob("ours.db-*"):
            beside.unlink()
        try:
            with opening(path) as opened:
                read(opened)
        except StoreError:
            told += 1
    assert told >= 2
