"""How long sources are, counted in passages."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from sources.database import in_parts
from sources.schema import PassageRow
from sources.store import Store


def lengths(store: Store, wanted: Collection[str]) -> dict[str, int]:
    """By id, how many passages the newest snapshot of each source in `wanted` has."""
    found: dict[str, int] = {}
    with store.reading() as session:
        for part in in_parts(sorted(wanted)):
            counted = select(PassageRow.source_id, func.count()).where(PassageRow.source_id.in_(part))
            for source_id, count in session.execute(counted.group_by(PassageRow.source_id)):
                found[source_id] = count
    return found
