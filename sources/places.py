"""Where the store lies when nobody says."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL

from sources import database
from sources.store import Store

_NAME = "attribution-verifier"
_FILE = "sources.db"
_SNAPSHOTS = "snapshots"


def store_at(url: str | None = None, *, folder: Path | None = None, snapshots: Path | None = None) -> Store:
    """The store to work with, open; made where it isn't there yet.

    Args:
        url: database URL, or the path of an SQLite file; by default the file "sources.db" in `folder`.
        folder: by default the user's data folder.
        snapshots: the folder of the snapshots. By default "snapshots" beside the file "sources.db";
            every other database has one named after it, beside the SQLite file or in `folder`, because
            removing a source removes its bytes.

    Raises:
        StoreError: it can't be opened.
    """
    parsed = _parsed(url, folder)
    given = parsed.render_as_string(hide_password=False)
    return Store.open(given, snapshots=snapshots or _snapshots(parsed, folder))


def has_store(url: str | None = None, *, folder: Path | None = None) -> bool:
    """True where `store_at` would open a store rather than make the file of a new one. Makes nothing."""
    file = _file(_parsed(url, folder))
    return file is None or file.exists()


def _parsed(url: str | None, folder: Path | None) -> URL:
    if url is not None and "://" in url:
        return database.parse(url)
    path = Path(url).expanduser() if url else (folder or _data_folder()) / _FILE
    return URL.create("sqlite", database=path.as_posix())


def _file(parsed: URL) -> Path | None:
    """The SQLite file, or None for a store in memory or on a server."""
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(parsed.database or "")


def _snapshots(parsed: URL, folder: Path | None) -> Path:
    file = _file(parsed)
    if file is not None:
        return file.parent / (_SNAPSHOTS if file.name == _FILE else f"{file.stem}-{_SNAPSHOTS}")
    parts = (parsed.host, parsed.database if parsed.host else "memory", _SNAPSHOTS)
    return (folder or _data_folder()) / "-".join(part for part in parts if part)


def _data_folder() -> Path:
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)
