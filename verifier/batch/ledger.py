"""What is planned and what is done, in one SQLite file beside the reports.

The plan is made anew at each start; results stay. Each is one row for each article, by its ident, so that
nothing can be there twice, and a run that is killed loses only what was in flight.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Select,
    String,
    Table,
    delete,
    insert,
    select,
    tuple_,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL

from sources import sql
from verifier.batch.items import repeated
from verifier.batch.types import Basis, Entry, Status

#: Raised by one whenever a table changes; a ledger with a higher number was written by a newer program.
LEDGER_VERSION = 1

#: "ATRB": marks an SQLite file as a ledger of this program (sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x41545242

# Rows read or written at once: between two pages nothing stays open, so that the file's journal is folded in.
_PAGE = 500

_TABLES = MetaData()
_JOB = Table(
    "job",
    _TABLES,
    Column("number", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("part", String, nullable=False),
    Column("basis", JSON, nullable=False),
)
_PLAN = Table(
    "plan",
    _TABLES,
    Column("ident", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("path", LargeBinary),
    Column("start", Integer, nullable=False),
    Column("trouble", String, nullable=False),
    Index("plan_in_order", "number", "name", "ident"),
)
_RESULT = Table(
    "result",
    _TABLES,
    Column("ident", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("status", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("rules", String, nullable=False),
    Column("report", String, nullable=False),
    Column("seconds", Float, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Job:
    """What a ledger is about.

    Attributes:
        source: the input, as an absolute path.
        part: which part of it, such as "1/4"; empty for all.
        basis: what its results hang on.
    """

    source: str
    part: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of an article that is done: as `Result` has it, with the file name of its report."""

    ident: str
    key: str
    status: Status
    reason: str
    sha256: str
    counts: Mapping[str, int]
    rules: str
    report: str
    seconds: float


class Ledger(sql.Opened):
    """A ledger that is open. All methods raise StoreError where the database reports trouble."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """The ledger in the file at `path`, which is made where there is none.

        Raises:
            StoreError: see `sources.sql.opened`.
        """
        return cls(sql.opened(URL.create("sqlite", database=str(path)), _LEDGER), subject=str(path))

    def job(self) -> Job | None:
        """What it is about; None where nothing was begun."""
        with sql.translated(self.subject, _LEDGER.option), self.engine.connect() as connection:
            row = connection.execute(select(_JOB)).one_or_none()
            return None if row is None else Job(row.source, row.part, row.basis)

    def begin(self, job: Job) -> None:
        """Write down what it is about, once."""
        with self._writing() as connection:
            values = {"source": job.source, "part": job.part, "basis": dict(job.basis)}
            connection.execute(insert(_JOB).values(number=1, **values))

    def plan(self, entries: Iterable[Entry], *, source: Path) -> int:
        """Put `entries` in the place of what was planned before; gives how many there are.

        One whose name stood on an earlier line becomes an entry with that trouble.
        """
        with self._writing() as connection:
            connection.execute(delete(_PLAN))
        waiting, count = iter(entries), 0
        while page := list(islice(waiting, _PAGE)):
            with self._writing() as connection:
                rows = [_to_row(entry) for entry in _once(connection, page, source)]
                connection.execute(insert(_PLAN), rows)
            count += len(page)
        return count

    def planned(self) -> Iterator[tuple[Entry, Done | None]]:
        """All that is planned, in the order of the input, each with what is known of it."""
        for row in self._pages(select(_PLAN, _RESULT).join_from(_PLAN, _RESULT, _SAME, isouter=True)):
            yield _to_entry(row), _to_done(row) if row.key is not None else None

    def done(self) -> Iterator[tuple[Entry, Done]]:
        """All that is planned and done, in the order of the input."""
        for row in self._pages(select(_PLAN, _RESULT).join_from(_PLAN, _RESULT, _SAME)):
            yield _to_entry(row), _to_done(row)

    def known(self, ident: str) -> Done | None:
        """What is known of the article with this ident."""
        with sql.translated(self.subject, _LEDGER.option), self.engine.connect() as connection:
            row = connection.execute(select(_RESULT).where(_RESULT.c.ident == ident)).one_or_none()
            return None if row is None else _to_done(row)

    def record(self, done: Done) -> None:
        """Write down a result, in the place of an earlier one of the same article."""
        values = {
            "ident": done.ident,
            "key": done.key,
            "status": done.status.value,
            "reason": done.reason,
            "sha256": done.sha256,
            "counts": dict(done.counts),
            "rules": done.rules,
            "report": done.report,
            "seconds": done.seconds,
        }
        with self._writing() as connection:
            made = sqlite.insert(_RESULT).values(values)
            connection.execute(made.on_conflict_do_update(index_elements=["ident"], set_=values))

    def _pages(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows that `query` gives over the plan, in the order of the input."""
        order = (_PLAN.c.number, _PLAN.c.name, _PLAN.c.ident)
        page = query.order_by(*order).limit(_PAGE)
        last: tuple[Any, ...] | None = None
        while True:
            asked = page if last is None else page.where(tuple_(*order) > last)
            with sql.translated(self.subject, _LEDGER.option), self.engine.connect() as connection:
                rows = connection.execute(asked).all()
            yield from rows
            if len(rows) < _PAGE:
                return
            last = (rows[-1].number, rows[-1].name, rows[-1].ident)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with sql.translated(self.subject, _LEDGER.option), sql.writing(self.engine) as connection:
            yield connection


_SAME = _PLAN.c.ident == _RESULT.c.ident


def _once(connection: Connection, page: Sequence[Entry], source: Path) -> Iterator[Entry]:
    """`page`, with a trouble where the name of an entry was planned before."""
    idents = [entry.ident for entry in page]
    seen = set(connection.scalars(select(_PLAN.c.ident).where(_PLAN.c.ident.in_(idents))))
    for entry in page:
        yield repeated(source, entry) if entry.ident in seen else entry
        seen.add(entry.ident)


def _to_row(entry: Entry) -> dict[str, Any]:
    return {
        "ident": entry.ident,
        "number": entry.number,
        "name": entry.name,
        # As bytes: the name of a file need not be text.
        "path": None if entry.path is None else os.fsencode(entry.path),
        "start": entry.offset,
        "trouble": entry.trouble,
    }


def _to_entry(row: Row[Any]) -> Entry:
    path = None if row.path is None else Path(os.fsdecode(row.path))
    return Entry(row.number, row.name, row.ident, path, row.start, row.trouble)


def _to_done(row: Row[Any]) -> Done:
    return Done(
        row.ident,
        row.key,
        Status(row.status),
        row.reason,
        row.sha256,
        row.counts,
        row.rules,
        row.report,
        row.seconds,
    )


def _version(connection: Connection) -> int | None:
    return sql.sqlite_version(connection, APPLICATION_ID)


def _create(connection: Connection) -> None:
    _TABLES.create_all(connection)
    sql.mark_sqlite(connection, APPLICATION_ID, LEDGER_VERSION)


_LEDGER = sql.Contents("ledger", "--output", LEDGER_VERSION, _version, _create, None)
