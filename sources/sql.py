"""Databases of this program: their settings, one writer at a time, and whose they are.

SQLite settings follow sqlite.org/pragma.html and, for files that come from elsewhere,
sqlite.org/security.html. WAL with synchronous=FULL loses no commit on power loss.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from claims.errors import StoreError
from sources.schema import APPLICATION_ID
from sources.trouble import trouble_of

#: The mode of a folder that is made for a database: what lies in it is nobody else's business.
PRIVATE = 0o700

#: Milliseconds that a writer waits for another. Two reporters who each add a hundred files wait for each
#: other again and again; on a busy machine ten seconds were not enough.
BUSY_TIMEOUT = 60_000

#: Milliseconds after which a server takes the writer's place back from one that has gone silent, such as a
#: laptop that was shut; less than the others wait.
SILENT_TIMEOUT = 30_000

# Seconds. The driver would wait two minutes for a server that doesn't answer.
_CONNECT_TIMEOUT = "15"
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
    # In KiB: a search touches some hundred pages, far apart in a large store.
    "PRAGMA cache_size = -65536",
)

# Parts of a URL's query that are nobody's business.
_SECRETS = ("password", "sslpassword")

# Both settings end with the transaction.
_ALONE = text(
    "SELECT set_config('lock_timeout', :busy, true), "
    "set_config('idle_in_transaction_session_timeout', :silent, true), pg_advisory_xact_lock(:key)"
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database of the program holds, and how it comes to.

    Attributes:
        noun: what it is called in messages ("store").
        option: the option that names another one ("--store").
        version: of the schema that this program knows.
        found: the version of what is there; None for a database with nothing in it that concerns us,
            `FOREIGN` for another program's.
        create: makes the tables in an empty database, and marks it.
        migrate: brings what is there, of the version given, to `version`, and marks it; None where there was
            never another version.
    """

    noun: str
    option: str
    version: int
    found: Callable[[Connection], int | None]
    create: Callable[[Connection], None]
    migrate: Callable[[Connection, int], None] | None


#: A version that no database of the program has.
FOREIGN = -1


def opened(url: URL, contents: Contents, *, patience: int = BUSY_TIMEOUT) -> Engine:
    """An engine on the database at `url`, in which `contents` are there and of this program's version.

    A new or empty database gets the schema. One of an earlier version is brought to this one, whole or not at
    all. A writer to an SQLite file waits `patience` milliseconds for another.

    Raises:
        StoreError: it can't be opened, belongs to another program, or was written by a newer version.
    """
    engine = _engine(url, contents, patience)
    try:
        with translated(shown(url), contents.option):
            _prepare(engine, contents, shown(url))
    except BaseException:
        engine.dispose()
        raise
    return engine


class Opened:
    """A database that is open, called `subject` in errors. Use as a context manager, or call `close`."""

    def __init__(self, engine: Engine, *, subject: str) -> None:
        self.engine = engine
        self.subject = subject

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self.engine.dispose()


def shown(url: URL) -> str:
    """The URL as it may be shown: the file path of SQLite, else without passwords."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the store in memory"
    return url.difference_update_query(_SECRETS).render_as_string(hide_password=True)


def _engine(url: URL, contents: Contents, patience: int) -> Engine:
    if url.get_backend_name() != "sqlite":
        given = {"connect_timeout": _CONNECT_TIMEOUT, **url.query}
        return _made(url.set(query=given), pool_pre_ping=True)
    if url.database in (None, "", ":memory:"):
        engine = _made(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        _make_folder(Path(url.database or "").parent, contents)
        engine = _made(url)

    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        # The driver would otherwise open transactions of its own accord, and only before writes.
        connection.isolation_level = None
        for pragma in (f"PRAGMA busy_timeout = {patience}", *_PRAGMAS):
            connection.execute(pragma)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _made(url: URL, **options: Any) -> Engine:
    try:
        return create_engine(url, **options)
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            shown(url),
            f"the driver for this database is not installed ({error})",
            'For PostgreSQL, install it with: pip install "attribution-verifier[postgres]".',
        ) from error


def _make_folder(folder: Path, contents: Contents) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE)
    except OSError as error:
        raise StoreError(
            str(folder),
            f"the folder of the {contents.noun} can't be made ({error.strerror})",
            f"Check that you may write there, or name another place with {contents.option}.",
        ) from error


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
    elif options["waits"]:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")


def steady(engine: Engine) -> Engine:
    """`engine`, with transactions that see one state from their first look to their last, as SQLite's do."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def writing(engine: Engine, *, waits: bool = True) -> Iterator[Connection]:
    """A transaction that writes, alone among all writers; committed at the end, undone on an error.

    On an SQLite file that another writes to it fails at once where it `waits` for nobody.
    """
    with engine.connect().execution_options(writes=True, waits=waits) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            limits = {"busy": str(BUSY_TIMEOUT), "silent": str(SILENT_TIMEOUT)}
            connection.execute(_ALONE, {"key": APPLICATION_ID, **limits})
        yield connection


@contextmanager
def translated(subject: str, option: str = "--store") -> Iterator[None]:
    """Turns what the database reports, or can't be told, into a StoreError about `subject`.

    `option` is what names that database.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise trouble_of(error, subject, option) from error
    except UnicodeEncodeError as error:
        reason = "what it was to look up or hold has bytes in it that are no characters"
        raise StoreError(
            subject, reason, "Write it anew in UTF-8, which the terminal may not be set to."
        ) from error


def _prepare(engine: Engine, contents: Contents, subject: str) -> None:
    with engine.connect() as connection:
        found = _found(connection, contents, subject)
    _use_wal(engine)
    if found != contents.version:
        with writing(engine) as connection:
            # Another process may have made or changed the schema since the first look.
            found = _found(connection, contents, subject)
            if found is None:
                contents.create(connection)
            elif found < contents.version and contents.migrate is not None:
                contents.migrate(connection, found)


def _found(connection: Connection, contents: Contents, subject: str) -> int | None:
    found = contents.found(connection)
    if found == FOREIGN:
        raise StoreError(
            subject,
            "this database belongs to another program",
            f"Name another one with {contents.option}; this one is left as it is.",
        )
    if found is not None and found > contents.version:
        noun, known = contents.noun, contents.version
        raise StoreError(
            subject,
            f"a newer version of the program wrote this {noun} (schema {found}, known {known})",
            f"Update the program, or name another {noun} with {contents.option}.",
        )
    return found


def _use_wal(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    # The journal mode can't be changed inside a transaction, so past SQLAlchemy's.
    raw: Any = engine.raw_connection()
    try:
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def sqlite_version(connection: Connection, application: int) -> int | None:
    """The version of an SQLite file that is marked with the id `application`, as `Contents.found` has it."""
    found = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = inspect(connection).get_table_names()
    if found != application and (found != 0 or tables):
        return FOREIGN
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) if tables else None


def mark_sqlite(connection: Connection, application: int, version: int) -> None:
    """Mark an SQLite file with its application id and the version of its schema."""
    connection.exec_driver_sql(f"PRAGMA application_id = {application}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")
