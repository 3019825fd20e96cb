"""A store that others may harm: a full disk, folders without permission, files and logs that were changed.

Processes killed at every point where something becomes lasting are in `tests/sources/test_killed.py`; each
single forgery of the log in `tests/sources/test_audit.py`, on both databases. Here they are met as a newsroom
meets them: an SQLite file changed with another program, and the answers of the command line.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from claims.errors import StoreBusy, StoreError, StoreFull
from claims.reading import read_text
from sources import audit, sql
from sources.adding import Addition
from sources.schema import SCHEMA_VERSION
from sources.snapshot import path_of
from sources.verify import verify
from tests.sources.conftest import make_addition
from verifier.cli import run
from verifier.config import load_config
from verifier.pipeline import check

from .working import FORKING, add_as_anybody, add_with_little_room, append, opened, outcome

FIRST = make_addition("Fourteen boats were held at Port Vell.", speaker="Ada Lorn")
SECOND = make_addition("Crews said that wages went unpaid.", location="https://b.example/")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one source in it."""
    with opened(tmp_path / "sources.db") as store:
        store.add(FIRST, actor="lena")
    return tmp_path / "sources.db"


def sound(path: Path, *additions: Addition) -> None:
    """The store is whole and holds these and no others, and it can be written to."""
    with opened(path) as store:
        assert verify(store).whole
        assert {s.location for s in store.sources()} == {a.location for a in additions}
        with store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        store.add(make_addition("Rain on Monday.", location="https://rain.example/"))
        assert verify(store).whole


# Disk full


def test_a_database_that_finds_no_more_room(path: Path) -> None:
    large = make_addition(*(f"Boat number {n} was held at the quay." for n in range(2_000)), location="l.txt")
    with opened(path) as store:
        with store.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreFull, match=r"is full\. Free some space"):
            store.add(large)
        assert store.count() == 1
    sound(path, FIRST)


@pytest.mark.parametrize("room", [1, 4_096, 50_000, 100_000])
def test_files_that_can_not_grow(path: Path, room: int) -> None:
    assert outcome(add_with_little_room, path, room) == 3
    sound(path, FIRST)


# Folders and files that can't be written to


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that other users may look into."""
    folder = Path(tempfile.mkdtemp(prefix="store-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o755 if each.is_dir() else 0o644)
    shutil.rmtree(folder)


@pytest.mark.parametrize("held", [True, False])
def test_a_folder_that_can_not_be_written_to(shared: Path, held: bool) -> None:
    path = shared / "sources.db"
    if held:
        with opened(path) as store:
            store.add(FIRST)
    shared.chmod(0o555)
    assert outcome(add_as_anybody, path) == 3
    shared.chmod(0o755)
    assert path.exists() is held
    if held:
        sound(path, FIRST)


def test_a_file_that_can_not_be_written_to(shared: Path) -> None:
    path = shared / "sources.db"
    with opened(path) as store:
        store.add(FIRST)
    path.chmod(0o444)
    shared.chmod(0o777 | stat.S_ISVTX)
    assert outcome(add_as_anybody, path) == 3
    path.chmod(0o644)
    sound(path, FIRST)


# Locked, foreign, of another version, damaged


def test_a_store_that_another_program_holds(path: Path) -> None:
    with opened(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with store.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout = 50"))
        with pytest.raises(StoreBusy, match=r"locked.*try again"):
            store.add(SECOND)
        assert store.count() == 1
        other.execute("ROLLBACK")
        other.close()
    sound(path, FIRST)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("could not extend file: No space left on device", StoreFull),
        ("connection failed: FATAL: the database system is starting up", StoreBusy),
        ("connection failed: FATAL: password authentication failed", StoreError),
        ("database disk image is malformed", StoreError),
    ],
)
def test_what_passes_is_told_from_what_does_not(reason: str, kind: type[StoreError]) -> None:
    with pytest.raises(StoreError) as caught, sql.translated("sources.db"):
        raise OperationalError("", None, Exception(reason))
    assert type(caught.value) is kind
    assert "healthy" not in caught.value.remedy


def test_who_waits_for_nobody_takes_no_patience_from_those_who_do(path: Path) -> None:
    with (
        opened(path) as store,
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StoreBusy),
            sql.translated(store.subject),
            sql.writing(store.engine, waits=False),
        ):
            raise AssertionError("somebody else writes")
        release = threading.Timer(0.3, other.execute, ["ROLLBACK"])
        release.start()
        release.join(0.1)
        store.add(SECOND)
        assert store.count() == 2
    sound(path, FIRST, SECOND)


def _changed(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.mark.parametrize("version", [SCHEMA_VERSION + 1, 2**31 - 1])
def test_a_store_of_a_newer_version_is_left_alone(path: Path, version: int) -> None:
    _changed(path, f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"newer version.*Update the program"):
        opened(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1, 1])
def test_a_store_that_lies_about_its_version_is_not_harmed(path: Path, version: int) -> None:
    _changed(path, f"PRAGMA user_version = {version}")
    with pytest.raises(StoreError) as caught:
        opened(path)
    assert caught.value.remedy
    _changed(path, f"PRAGMA user_version = {SCHEMA_VERSION}")
    sound(path, FIRST)


FOREIGN: dict[str, Callable[[Path], object]] = {
    "text": lambda path: path.write_text("Fourteen boats were held. " * 100),
    "nothing but a head": lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 84),
    "of another program": lambda path: _changed(path, "CREATE TABLE bookmarks (url TEXT)"),
    "with our tables": lambda path: _changed(path, "CREATE TABLE source (id TEXT)"),
    "marked by another program": lambda path: _changed(path, "PRAGMA application_id = 42"),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("make", FOREIGN.values(), ids=FOREIGN)
def test_a_file_that_is_no_store_is_left_alone(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "sources.db"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        opened(path)
    assert caught.value.remedy
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_damaged_store_is_told_and_never_believed(path: Path) -> None:
    _changed(path)
    whole = path.read_bytes()
    told = 0
    for page in range(len(whole) // 4096):
        data = bytearray(whole)
        data[page * 4096 : page * 4096 + 256] = b"\xff" * 256
        path.write_bytes(data)
        try:
            with opened(path) as store:
                told += not verify(store).whole
        except StoreError:
            told += 1
    # Indexes and pages without use may be damaged without a source being touched.
    assert told >= 10
    path.write_bytes(whole)
    sound(path, FIRST)


# The log


def test_two_writers_fork_no_chain(path: Path) -> None:
    running = [FORKING.Process(target=append, args=(path, name, 15)) for name in ("red", "blue")]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
        assert process.exitcode == 0
    with opened(path) as store, store.reading() as session:
        entries = list(audit.entries(session))
        assert [entry.number for entry in entries] == list(range(1, 32))
        assert [entry.previous for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]
        assert [sum(entry.actor == name for entry in entries) for name in ("red", "blue")] == [15, 15]
        assert audit.walk(session).broken is None


@pytest.fixture
def ran(path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs a command on the store; gives its exit status and what it says."""

    def call(*arguments: str) -> tuple[int, str]:
        capfd.readouterr()
        status = run([*arguments, "--store", str(path)])
        return int(status), capfd.readouterr().out

    return call


def _forged(path: Path, *statements: str) -> None:
    """Change the log with another program, its guards taken off."""
    connection = sqlite3.connect(path)
    guards = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    )
    for (name,) in guards.fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


COLUMNS = "time, actor, action, subject, detail, previous, hash"
FORGERIES = {
    "edited": (3, "UPDATE audit SET detail = replace(detail, 'example', 'other') WHERE id = 3"),
    "edited with its hash": (
        3,
        "UPDATE audit SET actor = 'jo', hash = lower(hex(randomblob(32))) WHERE id = 3",
    ),
    "deleted": (3, "DELETE FROM audit WHERE id = 3"),
    "first deleted": (1, "DELETE FROM audit WHERE id = 1"),
    "inserted": (
        3,
        "UPDATE audit SET id = id + 100 WHERE id >= 3",
        f"INSERT INTO audit (id, {COLUMNS}) SELECT 3, {COLUMNS} FROM audit WHERE id = 2",
        "UPDATE audit SET id = id - 99 WHERE id > 100",
        "UPDATE store_setting SET value = value + 1 WHERE name = 'entries'",
    ),
    "appended": (6, f"INSERT INTO audit (id, {COLUMNS}) SELECT 6, {COLUMNS} FROM audit WHERE id = 5"),
    "reordered": (
        2,
        "UPDATE audit SET id = 99 WHERE id = 2",
        "UPDATE audit SET id = 2 WHERE id = 3",
        "UPDATE audit SET id = 3 WHERE id = 99",
    ),
    "cut short": (4, "DELETE FROM audit WHERE id > 3"),
    "emptied": (1, "DELETE FROM audit"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_log_is_told_with_the_number_of_the_entry(
    name: str, path: Path, ran: Callable[..., tuple[int, str]]
) -> None:
    append(path, "red", 4)
    assert ran("audit", "verify")[0] == 0
    number, *statements = FORGERIES[name]
    _forged(path, *map(str, statements))
    status, told = ran("audit", "verify")
    assert status == 1
    assert f"broken at entry {number}:" in told
    assert ran("sources", "verify")[0] == 1


def test_a_log_written_anew_with_right_hashes_shows_against_a_head_kept_elsewhere(
    path: Path, ran: Callable[..., tuple[int, str]]
) -> None:
    append(path, "red", 4)
    with opened(path) as store:
        kept = store.head()
    connection = sqlite3.connect(path)
    rows = connection.execute(f"SELECT id, {COLUMNS} FROM audit ORDER BY id").fetchall()
    connection.close()
    statements, previous = [], audit.EMPTY
    for number, time, actor, action, subject, detail, _, _ in rows:
        fields = [str(number), time, "mallory" if number == 2 else actor, action, subject, detail, previous]
        coded = [field.encode() for field in fields]
        prefixed = b"".join(len(each).to_bytes(8, "big") + each for each in coded)
        before, previous = previous, hashlib.sha256(prefixed).hexdigest()
        row = f"actor = '{fields[2]}', previous = '{before}', hash = '{previous}'"
        statements.append(f"UPDATE audit SET {row} WHERE id = {number}")
    _forged(path, *statements)
    assert ran("audit", "verify")[0] == 0  # whoever owns the file can do this
    status, told = ran("audit", "verify", "--head", kept)
    assert status == 1
    assert "is not in the log" in told


# Snapshots


def test_a_flipped_bit_is_told_with_all_that_leans_on_it(
    path: Path, ran: Callable[..., tuple[int, str]]
) -> None:
    with opened(path) as store:
        also = store.add(
            make_addition(
                "Fourteen boats were held at Port Vell.",
                location="https://mirror.example/",
                title="Mirror",
                publisher="Port Mirror",
            )
        )
        store.add(SECOND)
        assert len(store.snapshots(also.source.id)) == 1
        snapshot = path_of(store.snapshots_folder, also.snapshot.sha256)
    data = bytearray(snapshot.read_bytes())
    for at in (0, len(data) // 2, len(data) - 1):
        flipped = bytearray(data)
        flipped[at] ^= 0x10
        snapshot.chmod(0o644)
        snapshot.write_bytes(flipped)
        status, told = ran("sources", "verify")
        assert status == 1
        assert f"changed: {snapshot}" in told
        assert FIRST.details.title in told
        assert "Mirror" in told
        assert "b.example" not in told
    snapshot.write_bytes(data)
    assert ran("sources", "verify")[0] == 0


DRAFT = """Fourteen boats were held at Port Vell.

Crews said that wages went unpaid.

“We shall not sail before we are paid,” said Ivo Brandt, who leads the crews.

Nobody was hurt in the storm.
"""


def test_each_sentence_that_leans_on_changed_bytes_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = {"harbour": DRAFT.split("\n\n")[0], "crews": "\n\n".join(DRAFT.split("\n\n")[1:3])}
    for name, words in texts.items():
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
        assert run(["sources", "add", f"{name}.txt", "--store", "sources.db"]) == 0

    def marked() -> list[int | None]:
        with opened(tmp_path / "sources.db") as store:
            report = check(read_text(DRAFT), store=store, config=load_config())
        return [f.sentence for f in report.findings if f.rule == "SRC012"]

    assert marked() == []
    kept = {
        path.read_text(encoding="utf-8"): path
        for path in (tmp_path / "sources.snapshots").rglob("*")
        if path.is_file()
    }
    crews = kept[texts["crews"]]
    whole = crews.read_bytes()
    crews.chmod(0o644)
    for at in (0, len(whole) // 2, len(whole) - 1):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        crews.write_bytes(flipped)
        assert marked() == [1, 2]
    crews.unlink()
    assert marked() == [1, 2]
    crews.write_bytes(whole)
    kept[texts["harbour"]].unlink()
    assert marked() == [0]
    # Added again, the bytes are there again.
    assert run(["sources", "add", "harbour.txt", "--store", "sources.db"]) == 0
    assert marked() == []
