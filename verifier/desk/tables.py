"""Tables of the desk's file that are the web application's own: its users, and the drafts that it holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, DateTime, Dialect, MetaData
from sqlalchemy.engine import URL
from sqlalchemy.types import TypeDecorator

from sources import sql
from sources.values import utc_of
from verifier.desk.schema import DESK


class Moment(TypeDecorator[datetime]):
    """A time with a zone, which SQLite keeps in UTC without one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As it is kept. ValueError where it carries no zone."""
        return None if value is None else utc_of(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """As it is given back."""
        return None if value is None else value.replace(tzinfo=UTC)


class Tables(sql.Opened):
    """The desk's file, opened for further tables; they are made where they are missing.

    All methods raise StoreError where the database reports trouble.
    """

    @classmethod
    def open(cls, path: Path, *further: MetaData, patience: int = sql.BUSY_TIMEOUT) -> Self:
        """The desk in the file at `path`, with these tables beside its own.

        A writer waits `patience` milliseconds for another.

        Raises:
            StoreError: see `sources.sql.opened`.
        """
        url = URL.create("sqlite", database=str(path))
        made = cls(sql.opened(url, DESK, patience=patience), subject=str(path))
        with made.writing() as connection:
            for tables in further:
                tables.create_all(connection)
        return made

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file."""
        with sql.translated(self.subject, DESK.option), self.engine.connect() as made, made.begin():
            yield made

    @contextmanager
    def writing(self, *, waits: bool = True) -> Iterator[Connection]:
        """A connection whose work is kept whole at the end, or not at all; see `sources.sql.writing`."""
        with sql.translated(self.subject, DESK.option), sql.writing(self.engine, waits=waits) as made:
            yield made
