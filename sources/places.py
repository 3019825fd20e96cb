"""Where the snapshots of a store on a server lie when nobody says."""

from __future__ import annotations

import re

from sources import database
from sources.snapshot import sha256_of


def folder_name(url: str) -> str:
    """The name of a folder of snapshots for the database at `url`; no other database has the same.

    Removing a source removes its bytes, so two stores may not share a folder.

    Raises:
        StoreError: it is no database URL.
    """
    parsed = database.parse(url)
    held = parsed.database or "memory"
    mark = sha256_of(f"{parsed.host}:{parsed.port}/{held}".encode())[:8]
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', held).strip('-')}-{mark}.snapshots"
