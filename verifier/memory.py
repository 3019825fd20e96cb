"""What the networks gave, kept from one check to the next in a file of the user's: numbers, and no text.

An article that is checked at every save is mostly the article of the save before. The file can be deleted at
any time; where it can't be used, everything is computed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from claims.recall import Memory, recalling

#: Bytes of the file from which on the oldest values give way, until three quarters are left.
MOST = 256 * 2**20
_FILE = "readings-1.db"
_WAIT = 2.0  # seconds for another process that writes
_CHECK_BYTES = 8
_FORGET = """
    DELETE FROM reading WHERE number <= (
        SELECT max(number) FROM (
            SELECT number, sum(length(value)) OVER (ORDER BY number DESC) AS newer FROM reading
        ) WHERE newer > ?
    )
"""
_SCHEMA = "CREATE TABLE IF NOT EXISTS reading (number INTEGER PRIMARY KEY, key BLOB UNIQUE, value BLOB)"


def place() -> Path:
    """The file, in the user's folder for caches."""
    from platformdirs import user_cache_path

    return user_cache_path("verifier", appauthor=False) / _FILE


@contextmanager
def remembering(file: Path | None = None) -> Iterator[None]:
    """Keep what the networks give inside the block, and give it again.

    Args:
        file: where; `place()` unless given.

    May be used by several processes at once. What was new is written at the end of the block, in one go.
    """
    kept = _opened(file or place())
    if kept is None:
        yield
        return
    with closing(kept):
        readings = Readings(kept)
        with recalling(readings):
            yield
        readings.write()


class Readings(Memory):
    """The values in a file that is open. Trouble with it counts as a value that isn't there."""

    def __init__(self, connection: sqlite3.Connection, *, most: int = MOST) -> None:
        self._connection = connection
        self._most = most
        self._new: dict[bytes, bytes] = {}

    def get(self, key: bytes) -> bytes | None:
        """The value at `key`; None also for one that is no longer as it was written."""
        if key in self._new:
            return self._new[key]
        try:
            row = self._connection.execute("SELECT value FROM reading WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        check, value = row[0][:_CHECK_BYTES], row[0][_CHECK_BYTES:]
        return value if check == _check(key, value) else None

    def put(self, key: bytes, value: bytes) -> None:
        """Keep `value` for `write`."""
        self._new[key] = value

    def write(self) -> None:
        """Put what is new into the file, and take out what is too old."""
        if not self._new:
            return
        rows = [(key, _check(key, value) + value) for key, value in self._new.items()]
        with suppress(sqlite3.Error), self._connection as connection:
            connection.executemany("INSERT OR REPLACE INTO reading (key, value) VALUES (?, ?)", rows)
            if _used(connection) > self._most:
                connection.execute(_FORGET, (self._most * 3 // 4,))


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    size, pages, free = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


def _check(key: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=_CHECK_BYTES, key=key).digest()


def _opened(file: Path) -> sqlite3.Connection | None:
    """The file, ready for use, made anew where it is no database; None where that fails."""
    for _ in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # The file's own mode first: it tells something about what its user writes.
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
            connection = sqlite3.connect(file, timeout=_WAIT)
        except (OSError, sqlite3.Error):
            return None
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(_SCHEMA)
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.DatabaseError:
            connection.close()
            with suppress(OSError):
                file.unlink()
        else:
            return connection
    return None
