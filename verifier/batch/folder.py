"""The folder that a batch writes to: its layout, its lock, and files that are there whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from claims.errors import BadConfiguration

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_LONGEST_STEM = 60
_REPORT = re.compile(r"^\.?[A-Za-z0-9_.-]*-[0-9a-f]{32}\.[A-Za-z0-9_.-]+$")
_LOCK = "batch.lock"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the files of a batch are."""

    path: Path

    @property
    def reports(self) -> Path:
        """The folder of the reports, one file an article."""
        return self.path / "reports"

    @property
    def ledger(self) -> Path:
        """The file of what is planned and done."""
        return self.path / "ledger.db"

    @property
    def csv(self) -> Path:
        """The table for spreadsheets."""
        return self.path / "table.csv"

    @property
    def parquet(self) -> Path:
        """The table for programs."""
        return self.path / "table.parquet"


@contextmanager
def locked(path: Path, *, again: bool = False) -> Iterator[Folder]:
    """The folder at `path`, made where there is none, held against other runs.

    Args:
        again: take out what an earlier run left.

    Raises:
        BadConfiguration: another run is at work in it, it holds files that are not ours, or it can't be made.
    """
    from filelock import FileLock, Timeout

    folder = Folder(path)
    with telling(path):
        path.mkdir(parents=True, exist_ok=True)
        # The lock comes first, so a folder with neither it nor a ledger was never ours.
        if not any(found.exists() for found in (folder.ledger, path / _LOCK)) and any(path.iterdir()):
            raise BadConfiguration(
                str(path), "the folder holds files of something else", "Name a new folder as --output."
            )
        lock = FileLock(path / _LOCK)
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            raise BadConfiguration(
                str(path),
                "another batch is at work in this folder",
                "Wait until it is done, or name another folder as --output.",
            ) from error
    try:
        with telling(path):
            if again:
                _clear(folder)
            folder.reports.mkdir(exist_ok=True)
        yield folder
    finally:
        lock.release()


def _clear(folder: Folder) -> None:
    """Takes out what a run made, and nothing else; the ledger last, by which the folder is known as ours."""
    if folder.reports.is_dir():
        for found in folder.reports.iterdir():
            if _REPORT.match(found.name):
                found.unlink()
    tables = (found for table in (folder.csv, folder.parquet) for found in (table, _part_of(table)))
    ledger = (folder.ledger.with_name(f"{folder.ledger.name}{end}") for end in ("-wal", "-shm", ""))
    for found in (*tables, *ledger):
        found.unlink(missing_ok=True)


def report_name(name: str, ident: str, suffix: str) -> str:
    """The file name of an article's report: of letters that are safe everywhere, and never that of another.

    What is readable of the article's name comes first, so that a person finds it.
    """
    stem = _UNSAFE.sub("-", PurePath(name).name)[:_LONGEST_STEM].strip(".-")
    return f"{stem or 'article'}-{ident}{suffix}"


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A path to write to; the file takes the name `path` only when all went well.

    What is left of it where the process is killed is written over the next time.

    Raises:
        BadConfiguration: it can't be written.
    """
    part = _part_of(path)
    with telling(path):
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)


def put(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all. Raises BadConfiguration as `whole` does."""
    with whole(path) as part:
        part.write_bytes(data)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turns trouble with a file into a BadConfiguration about `path`."""
    try:
        yield
    except OSError as error:
        raise BadConfiguration(
            str(path),
            f"it can't be written ({error.strerror or error})",
            "Free some space or check the permissions; the same command then goes on.",
        ) from error
