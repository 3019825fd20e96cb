"""The first schema: sources, their snapshots, passages, statements, vectors, and the word search."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE passage_search USING fts5"
        "(words, context, tokenize = 'porter unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE passage_search (rowid BIGINT PRIMARY KEY, words TEXT NOT NULL, context TEXT NOT NULL, "
        "vector TSVECTOR GENERATED ALWAYS AS (setweight(to_tsvector('english', words), 'A') "
        "|| setweight(to_tsvector('english', context), 'D')) STORED)",
        "CREATE INDEX passage_search_vector ON passage_search USING gin (vector)",
    ),
}


def upgrade() -> None:
    """Make the tables of version 1 in an empty database."""
    op.create_table(
        "store_setting",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("publisher", sa.String),
        sa.Column("published", sa.Date),
        sa.Column("location", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("author", sa.String),
    )
    op.create_table(
        "location",
        sa.Column("key", sa.String, primary_key=True),
        _child_of("source", "source_id", type_=sa.String),
        sa.Column("mirror", sa.Boolean, nullable=False),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String, nullable=False, index=True),
        _child_of("source", "source_id", type_=sa.String),
        sa.Column("taken", sa.DateTime, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("media_type", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer, primary_key=True),
        _child_of("source", "source_id", type_=sa.String),
        sa.Column("snapshot_sha256", sa.String, nullable=False),
        sa.Column("paragraph", sa.Integer, nullable=False),
        sa.Column("span_start", sa.Integer, nullable=False),
        sa.Column("span_end", sa.Integer, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("context", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    _create_what_passages_hold()
    for statement in _SEARCH[op.get_context().dialect.name]:
        op.execute(statement)


def _create_what_passages_hold() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True),
        _child_of("passage", "passage_id"),
        sa.Column("speaker_name", sa.String, index=True),
        sa.Column("speaker_type", sa.String, nullable=False),
        sa.Column("speaker_branch", sa.String),
        sa.Column("speaker_role", sa.String),
        sa.Column("speaker_organisation", sa.String),
        sa.Column("mention_start", sa.Integer),
        sa.Column("mention_end", sa.Integer),
        sa.Column("named", sa.Boolean, nullable=False),
        sa.Column("resolved", sa.Boolean, nullable=False),
        sa.Column("ambiguous", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("cue", sa.String, nullable=False),
        sa.Column("own_voice", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quotation",
        sa.Column("id", sa.Integer, primary_key=True),
        _child_of("statement", "statement_id"),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.UniqueConstraint("statement_id", "position"),
    )
    op.create_table(
        "vector",
        sa.Column(
            "passage_id", sa.Integer, sa.ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("encoder", sa.String, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )


def _child_of(
    parent: str, name: str, *, type_: type[sa.String] | type[sa.Integer] = sa.Integer
) -> sa.Column[Any]:
    key = sa.ForeignKey(f"{parent}.id", ondelete="CASCADE")
    return sa.Column(name, type_, key, nullable=False, index=True)
