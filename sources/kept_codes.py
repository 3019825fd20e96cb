"""Where the sign codes of a large store are kept between one process and the next.

Beside an SQLite file they lie in a file of their own. On a server they lie in one row of a table of it, so
that the first desk makes them for all: they are 48 bytes a passage where a vector is 1,536. Both are derived
from the vectors and can be deleted at any time, so the table is no part of the schema. Where they can't be
read or written, a process makes them for itself.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from sources.store import Store

_TABLE = "vector_codes"
_CREATE = (
    "CREATE TABLE vector_codes (encoder TEXT PRIMARY KEY, data BYTEA NOT NULL)",
    # Codes are as good as random: the server would try in vain to make them smaller.
    "ALTER TABLE vector_codes ALTER COLUMN data SET STORAGE EXTERNAL",
)
_READ = text("SELECT data FROM vector_codes WHERE encoder = :encoder")
_WRITE = text(
    "INSERT INTO vector_codes (encoder, data) VALUES (:encoder, :data) "
    "ON CONFLICT (encoder) DO UPDATE SET data = EXCLUDED.data"
)


class Keeper(Protocol):
    """A place for the bytes of one encoder's codes; see `sources.codes.packed`."""

    def read(self) -> bytes | None:
        """What was written last, or None where there is nothing or it can't be read."""

    def write(self, data: bytes) -> None:
        """Put `data` in place of what was there, whole or not at all. Nothing where it may not be written."""


@dataclass(frozen=True, slots=True)
class InFile:
    """The codes in the file at `path`."""

    path: Path

    def read(self) -> bytes | None:
        """See `Keeper`."""
        try:
            return self.path.read_bytes()
        except OSError:
            return None

    def write(self, data: bytes) -> None:
        """See `Keeper`."""
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                Path(name).replace(self.path)
            finally:
                Path(name).unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class OnServer:
    """The codes by this encoder in a table of the server that `engine` leads to."""

    engine: Engine
    encoder: str

    def read(self) -> bytes | None:
        """See `Keeper`."""
        with suppress(SQLAlchemyError), self.engine.connect() as connection:
            if inspect(connection).has_table(_TABLE):
                return connection.execute(_READ, {"encoder": self.encoder}).scalar_one_or_none()
        return None

    def write(self, data: bytes) -> None:
        """See `Keeper`."""
        with suppress(SQLAlchemyError), self.engine.begin() as connection:
            if not inspect(connection).has_table(_TABLE):
                for statement in _CREATE:
                    connection.execute(text(statement))
            connection.execute(_WRITE, {"encoder": self.encoder, "data": data})


def keeper_of(store: Store, encoder: str) -> Keeper | None:
    """Where the codes of `store` by the encoder with this hash are kept; None for a store in memory."""
    url = store.engine.url
    if url.get_backend_name() != "sqlite":
        return OnServer(store.engine, encoder)
    if url.database in (None, "", ":memory:"):
        return None
    name = hashlib.sha256(encoder.encode()).hexdigest()[:16]
    return InFile(Path(f"{url.database}.vectors") / f"{name}.codes")
