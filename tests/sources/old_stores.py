"""Stores as earlier versions of the program wrote them, kept as SQL in `stores/`.

Made with `Store` of that version on an empty database, and written out table by table (SQLite) or with
`pg_dump --inserts --column-inserts` (PostgreSQL). Both hold the same: two sources, three snapshots.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy.engine import make_url

STORES = Path(__file__).parent / "stores"

#: `Store.digest` of each, as its own version gave it.
DIGEST = "773a8e4fcf3be198abe931dc3b1bebc3d9a1fa92539cd257cd5feec305070c23"
#: The head of the audit log of version 2, as that version gave it.
HEAD_2 = "a84ec07dec6f0f0be0a1bbd396fcd9dfffc387e88663b36d7f5fc5a1cfa1fb7e"
#: The bytes of the snapshots.
SNAPSHOTS = (
    b"Fourteen boats were held at Port Vell.\n\nCrews said that wages went unpaid.",
    b"Rain is expected on Monday.",
    b"Rain is expected on Tuesday.",
)


def make_old(url: str, version: int) -> None:
    """Fill the empty database at `url` with a store of this version."""
    parsed = make_url(url)
    dialect = parsed.get_backend_name()
    script = (STORES / f"version_{version}_{dialect}.sql").read_text(encoding="utf-8")
    if dialect == "sqlite":
        connection = sqlite3.connect(parsed.database or "")
        connection.executescript(script)
        connection.close()
        return
    import psycopg

    plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as server:
        server.execute(script.encode())
