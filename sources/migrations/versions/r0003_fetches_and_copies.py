"""How snapshots were had from the web, copies of one text among the sources, and the names of publishers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring a store of version 2 to version 3."""
    snapshot = sa.ForeignKey("snapshot.id", ondelete="CASCADE")
    op.create_table(
        "fetched",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("snapshot_id", sa.Integer, snapshot, nullable=False, index=True),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("time", sa.DateTime, nullable=False),
        sa.Column("hops", sa.String, nullable=False),
        sa.Column("headers", sa.String, nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shingle",
        sa.Column("hash", sa.BigInteger, primary_key=True, autoincrement=False),
        _source("source_id", index=True),
    )
    op.create_table("copy", _source("source_id"), _source("other_id", index=True))
    op.create_table(
        "publisher_name",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("publisher", sa.String, nullable=False, index=True),
    )


def _source(name: str, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.String, sa.ForeignKey("source.id", ondelete="CASCADE"), primary_key=True, index=index
    )
