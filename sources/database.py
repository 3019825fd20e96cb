"""Opening the database of a store: its settings, its schema, and what makes it ours.

SQLite settings follow sqlite.org/pragma.html and, for files that come from elsewhere,
sqlite.org/security.html. WAL with synchronous=FULL loses no commit on power loss.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from claims.errors import StoreError
from sources import audit, lexical
from sources.schema import APPLICATION_ID, SCHEMA_VERSION, Base, SettingRow

#: Milliseconds that a writer waits for another. Two reporters who each add a hundred files wait for each
#: other again and again; on a busy machine ten seconds were not enough.
BUSY_TIMEOUT = 60_000

#: Milliseconds after which a server takes the writer's place back from one that has gone silent, such as a
#: laptop that was shut; less than the others wait.
SILENT_TIMEOUT = 30_000

# Seconds. The driver would wait two minutes for a server that doesn't answer.
_CONNECT_TIMEOUT = "15"
_AT_ONCE = 500
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA synchronous = FULL",
    # In KiB: a search touches some hundred pages, far apart in a large store.
    "PRAGMA cache_size = -65536",
)

# Both settings end with the transaction.
_ALONE = text(
    "SELECT set_config('lock_timeout', :busy, true), "
    "set_config('idle_in_transaction_session_timeout', :silent, true), pg_advisory_xact_lock(:key)"
)

T = TypeVar("T")


def parse(url: str) -> URL:
    """The parsed database URL.

    Raises:
        StoreError: it is no database URL, or names a database that can't hold a store.
    """
    try:
        parsed = make_url(url)
        dialect = parsed.get_backend_name()
    except ArgumentError as error:
        raise StoreError(
            _subject(url), "this is not a database URL", "Give one like sqlite:////path/to/sources.db."
        ) from error
    if dialect not in lexical.DIALECTS:
        raise StoreError(
            shown(parsed),
            f"a store can't be kept in {dialect}, because the program has no word search for it",
            f"Use one of: {', '.join(lexical.DIALECTS)}.",
        )
    return parsed


def _subject(url: str) -> str:
    # A URL that can't be parsed may still carry a password.
    return "the store's URL" if "@" in url else url


def shown(url: URL) -> str:
    """The URL as it may be shown: the file path of SQLite, else without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "the store in memory"
    return url.render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine on the store at `url`, whose schema is there and of this program's version.

    A new or empty database gets the schema. A store of an earlier version is brought to this one,
    whole or not at all.

    Raises:
        StoreError: it can't be opened, belongs to another program, or was written by a newer version.
    """
    engine = _engine(url)
    try:
        with translated(shown(url)):
            _prepare(engine, shown(url))
    except BaseException:
        engine.dispose()
        raise
    return engine


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        given = {"connect_timeout": _CONNECT_TIMEOUT, **url.query}
        return _made(url.set(query=given), pool_pre_ping=True)
    if url.database in (None, "", ":memory:"):
        engine = _made(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        _make_folder(Path(url.database or "").parent)
        engine = _made(url)
    event.listen(engine, "connect", _set_pragmas)
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


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            str(folder),
            f"the folder of the store can't be made ({error.strerror})",
            "Check that you may write there, or name another place with --store.",
        ) from error


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would otherwise open transactions of its own accord, and only before writes.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, alone among all writers; committed at the end, undone on an error."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            limits = {"busy": str(BUSY_TIMEOUT), "silent": str(SILENT_TIMEOUT)}
            connection.execute(_ALONE, {"key": APPLICATION_ID, **limits})
        yield connection


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """`values` in stretches of as many as a query asks for at once."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


@contextmanager
def translated(subject: str) -> Iterator[None]:
    """Turns what the database reports into a StoreError about `subject`."""
    try:
        yield
    except SQLAlchemyError as error:
        # The driver's own words: SQLAlchemy's repeat the statement with its values, which may be secret.
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        broken = isinstance(error, DBAPIError) and error.connection_invalidated
        remedy = _AGAIN if broken else _remedy(reason)
        raise StoreError(subject, f"the database reports: {reason}", remedy) from error


# Whether a commit was done can't be known where the connection broke off before the answer.
_AGAIN = "Do it again once the server answers: what was stored already is not stored twice."
_RIGHTS = "Ask whoever runs the server for the rights that docs/shared-store.md names."

_REMEDIES = {
    "not a database": "Name another file with --store; this one is left as it is.",
    "malformed": "Restore the store from a backup.",
    "locked": "Another program is writing to it: try again when it is done.",
    "lock timeout": "Another program is writing to it: try again when it is done.",
    "readonly": "Check that you may write to the file and to its folder.",
    "unable to open": "Check that the path exists and that you may read and write it.",
    "full": "Free some space on the disk.",
    "permission denied": _RIGHTS,
    "no schema": _RIGHTS,
    "pg_hba.conf": "Ask whoever runs the server to let this machine and user in.",
    "password": "Check the user and the password in the store's URL.",
    'role "': "Check the user in the store's URL, or have it made on the server.",
    'database "': "Check the name of the database in the store's URL, or make it first.",
    "connection": "Check the address in the store's URL, and that the server runs.",
    "resolve": "Check the address in the store's URL, and that the server runs.",
}


def _remedy(reason: str) -> str:
    found = (remedy for sign, remedy in _REMEDIES.items() if sign in reason)
    return next(found, "Check that the database is there and healthy.")


def _prepare(engine: Engine, subject: str) -> None:
    with engine.connect() as connection:
        found = _version(connection, subject)
    _refuse_newer(found, subject)
    _use_wal(engine)
    if found != SCHEMA_VERSION:
        with writing(engine) as connection:
            # Another process may have made or changed the schema since the first look.
            found = _version(connection, subject)
            _refuse_newer(found, subject)
            if found is None:
                _create(connection)
            elif found < SCHEMA_VERSION:
                _migrate(connection, found)


def _refuse_newer(found: int | None, subject: str) -> None:
    if found is not None and found > SCHEMA_VERSION:
        raise StoreError(
            subject,
            f"a newer version of the program wrote this store (schema {found}, known {SCHEMA_VERSION})",
            "Update the program, or name another store with --store.",
        )


def _use_wal(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    # The journal mode can't be changed inside a transaction, so past SQLAlchemy's.
    raw: Any = engine.raw_connection()
    try:
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()


def _version(connection: Connection, subject: str) -> int | None:
    """The schema version found, or None for a database with nothing in it that concerns us."""
    sqlite = connection.dialect.name == "sqlite"
    tables = set(inspect(connection).get_table_names())
    if sqlite:
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        foreign = application != APPLICATION_ID and (application != 0 or bool(tables))
    else:
        foreign = SettingRow.__tablename__ not in tables and bool(tables & set(Base.metadata.tables))
    if foreign:
        raise StoreError(
            subject,
            "this database belongs to another program",
            "Name another one with --store; this one is left as it is.",
        )
    if SettingRow.__tablename__ not in tables:
        return None
    if sqlite:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    return connection.execute(select(SettingRow.value).where(SettingRow.name == "schema")).scalar_one()


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection)
    lexical.create(connection)
    audit.guard(connection)
    values = {"schema": SCHEMA_VERSION, "revision": 0, "entries": 0}
    connection.execute(insert(SettingRow), [{"name": name, "value": value} for name, value in values.items()])
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    _mark(connection)


def _migrate(connection: Connection, found: int) -> None:
    from sources.migrate import migrate

    migrate(connection, found=found)
    _mark(connection)


def _mark(connection: Connection) -> None:
    """Record that the schema is of this version."""
    named = SettingRow.name == "schema"
    connection.execute(update(SettingRow).where(named).values(value=SCHEMA_VERSION))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
