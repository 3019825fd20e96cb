"""Stores as earlier versions of the program wrote them, kept as SQL in `stores/`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url

STORES = Path(__file__).parent / "stores"

#: `Store.digest` of the store of version 1, as that version gave it.
DIGEST = "773a8e4fcf3be198abe931dc3b1bebc3d9a1fa92539cd257cd5feec305070c23"
#: The hash of each snapshot in it, and the bytes.
SNAPSHOTS = (
    b"Fourteen boats were held at Port Vell.\n\nCrews said that wages went unpaid.",
    b"Rain is expected on Monday.",
    b"Rain is expected on Tuesday.",
)


def make_version_1(url: str) -> None:
    """Fill the empty database at `url` with a store of version 1: two sources, three snapshots."""
    parsed = make_url(url)
    dialect = parsed.get_backend_name()
    script = (STORES / f"version_1_{dialect}.sql").read_text(encoding="utf-8")
    if dialect == "sqlite":
        connection = sqlite3.connect(parsed.database or "")
        connection.executescript(script)
        connection.close()
        return
    import psycopg

    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(script.encode())
