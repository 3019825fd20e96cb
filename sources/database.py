"""Opening the database of a store: which databases can hold one, its schema, and what makes it ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, insert, inspect, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from claims.errors import StoreError
from sources import audit, lexical
from sources.schema import APPLICATION_ID, SCHEMA_VERSION, Base, SettingRow
from sources.sql import FOREIGN, Contents, mark_sqlite, opened, shown, sqlite_version

_AT_ONCE = 500

T = TypeVar("T")


def parse(url: str) -> URL:
    """The parsed database URL.

    Raises:
        StoreError: it is no database URL, or names a database that can't hold a store.
    """
    try:
        parsed = make_url(url)
        dialect = parsed.get_backend_name()
    except (ArgumentError, ValueError) as error:  # of value is a port that is no number
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


def connect(url: URL) -> Engine:
    """An engine on the store at `url`: see `sources.sql.opened`."""
    return opened(url, STORE)


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """`values` in stretches of as many as a query asks for at once."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))


def _version(connection: Connection) -> int | None:
    if connection.dialect.name == "sqlite":
        return sqlite_version(connection, APPLICATION_ID)
    tables = set(inspect(connection).get_table_names())
    if SettingRow.__tablename__ not in tables:
        return FOREIGN if tables & set(Base.metadata.tables) else None
    return connection.execute(select(SettingRow.value).where(SettingRow.name == "schema")).scalar_one()


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection)
    lexical.create(connection)
    audit.guard(connection)
    values = {"schema": SCHEMA_VERSION, "revision": 0, "entries": 0}
    connection.execute(insert(SettingRow), [{"name": name, "value": value} for name, value in values.items()])
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
        mark_sqlite(connection, APPLICATION_ID, SCHEMA_VERSION)


#: What a store is, as a database: see `sources.schema`.
STORE = Contents("store", "--store", SCHEMA_VERSION, _version, _create, _migrate)
