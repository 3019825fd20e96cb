"""How snapshots were had from the web: addresses asked, redirects, headers of the answer."""

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
        sqlite_autoincrement=True,
    )
