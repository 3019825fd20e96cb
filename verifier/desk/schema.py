"""The tables of a desk's file, as SQLAlchemy 2 models, and what makes an SQLite file a desk.

    decision                one row for each that was ever made
    checked 1-n finding     what later checks of an article are compared with

Rows are added and never changed: triggers refuse anything else. Times are in UTC, without a zone.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, ForeignKey, Index, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from sources.sql import Contents, mark_sqlite, sqlite_version

#: Raised by one whenever a table changes; a desk with a higher number was written by a newer program.
DESK_VERSION = 1

#: "ATRD": marks an SQLite file as a desk of this program (sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x41545244


class Base(DeclarativeBase):
    """Parent of all models."""


class DecisionRow(Base):
    """A decision: see `verifier.desk.types.Decision`."""

    __tablename__ = "decision"
    __table_args__ = (Index("decision_by_article", "article", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str]
    act: Mapped[str]
    quote: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    rule: Mapped[str | None]
    fingerprint: Mapped[str | None]
    words: Mapped[str]
    value: Mapped[str]
    note: Mapped[str]
    who: Mapped[str]
    when: Mapped[datetime]


class CheckRow(Base):
    """A check that was kept: see `verifier.desk.types.KeptCheck`."""

    __tablename__ = "checked"
    __table_args__ = (Index("checked_by_article", "article", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    article: Mapped[str]
    sha256: Mapped[str]
    when: Mapped[datetime]

    findings: Mapped[list[FindingRow]] = relationship(order_by="FindingRow.id")


class FindingRow(Base):
    """A finding of a kept check: see `verifier.desk.types.KeptFinding`."""

    __tablename__ = "finding"

    id: Mapped[int] = mapped_column(primary_key=True)
    check: Mapped[int] = mapped_column(ForeignKey("checked.id"), index=True)
    fingerprint: Mapped[str]
    rule: Mapped[str]
    words: Mapped[str]
    message: Mapped[str]
    sentence: Mapped[str]


def _found(connection: Connection) -> int | None:
    return sqlite_version(connection, APPLICATION_ID)


def _create(connection: Connection) -> None:
    Base.metadata.create_all(connection)
    for table in Base.metadata.tables:
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'what was decided is only ever added to'); END"
                )
            )
    mark_sqlite(connection, APPLICATION_ID, DESK_VERSION)


DESK = Contents("desk", "--desk", DESK_VERSION, _found, _create, None)
"""What a desk is, as a database. There is no earlier version to come from."""
