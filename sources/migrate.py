"""Bringing a store of an earlier version to this program's: the revisions that it lacks, in order.

The store's own version says where to begin, so Alembic keeps no table of its own in it. Alembic is loaded
only where there is something to do: opening a store of this version takes no longer for it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from sources import audit, copies, fingerprint
from sources.schema import SourceRow

MIGRATIONS = Path(__file__).parent / "migrations"

_WITH_AUDIT = 2
_WITH_COPIES = 3


def migrate(connection: Connection, *, found: int) -> None:
    """Bring the store at `connection` from schema version `found` to the newest, in its transaction.

    Sources from before there was an audit log are entered in it as found, so that it accounts for all. Such
    an entry has no time: opening a store reads no clock. Copies among sources from before copies were looked
    for are found.

    Args:
        connection: in a transaction that writes; the caller commits it and records the new version.
        found: the version of the schema; 0 for an empty database.
    """
    upgrade(connection, found=found)
    if found < _WITH_AUDIT:
        with Session(connection) as session:
            for row in session.scalars(select(SourceRow).order_by(SourceRow.id)):
                detail = {"title": row.title, "state": fingerprint.of_source(session, row.id)}
                audit.append(session, audit.Action.FOUND, row.id, detail, time=None, actor="")
    if found < _WITH_COPIES:
        with Session(connection) as session:
            for row in session.scalars(select(SourceRow).order_by(SourceRow.id)).all():
                copies.note(session, row.id, [p.text for p in row.passages])


def upgrade(connection: Connection, *, found: int, to: int | None = None) -> None:
    """Run the revisions after version `found`, up to version `to`, by default the newest."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(MIGRATIONS))
    with Operations.context(MigrationContext.configure(connection)):
        for revision in reversed(list(script.walk_revisions())):
            if found < int(revision.revision) and (to is None or int(revision.revision) <= to):
                revision.module.upgrade()
