"""The tables of the store, as SQLAlchemy 2 models, and the version that a store file carries.

    source 1-n location      every address that leads to it, compared in normalised form
    source 1-n snapshot      its bytes at one time; the bytes themselves lie in the snapshots folder
    snapshot 1-n fetch       how its bytes were had from the web
    source 1-n passage       of the newest snapshot only
    passage 1-n statement    who said what in it
    passage 1-n vector       one for each encoder that was used
    source 1-n shingle       runs of words by which copies of its text are found
    source n-n copy          sources that hold the same text
    publisher_name           what a publisher is called, as the newsroom says

The words of the passages are indexed for search in one more table, whose form depends on the database:
see `sources.lexical`. The table `audit` tells every write and is only ever added to: see `sources.audit`.

A change here is a new revision in `sources/migrations/` as well, and raises SCHEMA_VERSION.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

#: Raised by one whenever a table changes; a store with a higher number was written by a newer program.
SCHEMA_VERSION = 3

#: "ATRV": marks an SQLite file as a store of this program (sqlite.org/pragma.html#pragma_application_id).
APPLICATION_ID = 0x41545256

_EMPTY = text("''")


class Base(DeclarativeBase):
    """Parent of all models."""


class SettingRow(Base):
    """A value about the store as a whole.

    `schema` is its version, `revision` counts its writes, `entries` those of the audit log.
    """

    __tablename__ = "store_setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class SourceRow(Base):
    """A source: see `sources.source.Source`."""

    __tablename__ = "source"

    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str | None]
    published: Mapped[date | None]
    location: Mapped[str]
    kind: Mapped[str]
    author: Mapped[str | None]
    on_record: Mapped[str] = mapped_column(default="on_record", server_default="on_record")
    embargo: Mapped[datetime | None]
    added_by: Mapped[str] = mapped_column(default="", server_default=_EMPTY)
    why: Mapped[str] = mapped_column(default="", server_default=_EMPTY)

    locations: Mapped[list[LocationRow]] = relationship(back_populates="source", cascade="all, delete-orphan")
    snapshots: Mapped[list[SnapshotRow]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="SnapshotRow.taken, SnapshotRow.id"
    )
    passages: Mapped[list[PassageRow]] = relationship(
        back_populates="source", cascade="all, delete-orphan", order_by="PassageRow.id"
    )


class LocationRow(Base):
    """An address that leads to a source.

    Attributes:
        key: normalised form, see `sources.location.key_of`.
        mirror: True for every address but the one that the source was added from: a redirect's end, another
            place with the same bytes. Should a mirror give other bytes one day, it is a source of its own.
    """

    __tablename__ = "location"

    key: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    mirror: Mapped[bool]

    source: Mapped[SourceRow] = relationship(back_populates="locations")


class SnapshotRow(Base):
    """The bytes of a source at one time; the one taken last is its newest, the highest id of one time."""

    __tablename__ = "snapshot"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(index=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    taken: Mapped[datetime]
    size: Mapped[int]
    media_type: Mapped[str]

    source: Mapped[SourceRow] = relationship(back_populates="snapshots")
    fetches: Mapped[list[FetchRow]] = relationship(
        back_populates="snapshot", cascade="all, delete-orphan", order_by="FetchRow.id"
    )


class FetchRow(Base):
    """How the bytes of a snapshot were had from the web: see `sources.fetched.Fetch`.

    Attributes:
        hops: a JSON array of pairs: address and HTTP status of each answer.
        headers: a JSON array of pairs: name and value of each header of the last answer.
        archived: True for what a web archive says.
    """

    __tablename__ = "fetched"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="CASCADE"), index=True)
    url: Mapped[str]
    time: Mapped[datetime]
    hops: Mapped[str]
    headers: Mapped[str]
    archived: Mapped[bool]

    snapshot: Mapped[SnapshotRow] = relationship(back_populates="fetches")


class PassageRow(Base):
    """A passage of a source's newest snapshot; its id is never given to another passage.

    `at` is where it stands in the words of its format, such as "row 12" or "00:01:23"; empty for a paragraph.
    """

    __tablename__ = "passage"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    snapshot_sha256: Mapped[str]
    paragraph: Mapped[int]
    span_start: Mapped[int]
    span_end: Mapped[int]
    page: Mapped[int | None]
    text: Mapped[str]
    context: Mapped[str]
    at: Mapped[str] = mapped_column(default="", server_default=_EMPTY)

    source: Mapped[SourceRow] = relationship(back_populates="passages")
    statements: Mapped[list[StatementRow]] = relationship(
        back_populates="passage", cascade="all, delete-orphan", order_by="StatementRow.id"
    )
    vectors: Mapped[list[VectorRow]] = relationship(back_populates="passage", cascade="all, delete-orphan")


class StatementRow(Base):
    """Something that a source shows a speaker to have said: see `sources.source.Statement`."""

    __tablename__ = "statement"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id", ondelete="CASCADE"), index=True)
    speaker_name: Mapped[str | None] = mapped_column(index=True)
    speaker_type: Mapped[str]
    speaker_branch: Mapped[str | None]
    speaker_role: Mapped[str | None]
    speaker_organisation: Mapped[str | None]
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    named: Mapped[bool]
    resolved: Mapped[bool]
    ambiguous: Mapped[bool]
    reason: Mapped[str]
    text: Mapped[str]
    cue: Mapped[str]
    own_voice: Mapped[bool]

    passage: Mapped[PassageRow] = relationship(back_populates="statements")
    quotations: Mapped[list[QuotationRow]] = relationship(
        back_populates="statement", cascade="all, delete-orphan", order_by="QuotationRow.position"
    )


class QuotationRow(Base):
    """Words of a statement that stand between quotation marks in the source."""

    __tablename__ = "quotation"
    __table_args__ = (UniqueConstraint("statement_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]

    statement: Mapped[StatementRow] = relationship(back_populates="quotations")


class VectorRow(Base):
    """A passage as an encoder sees it: little-endian float32, unit length."""

    __tablename__ = "vector"

    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True)
    encoder: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)

    passage: Mapped[PassageRow] = relationship(back_populates="vectors")


class ShingleRow(Base):
    """A sampled run of words of a source's newest snapshot, by its hash: see `sources.shingles`."""

    __tablename__ = "shingle"

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    source_id: Mapped[str] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class CopyRow(Base):
    """Two sources that hold the same text, the one with the lower id first: see `sources.copies`."""

    __tablename__ = "copy"

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    other_id: Mapped[str] = mapped_column(
        ForeignKey("source.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PublisherNameRow(Base):
    """A name or domain of a publisher: see `sources.publishers`.

    `key` is its normalised form, `name` as it was given, `publisher` what the body is called.
    """

    __tablename__ = "publisher_name"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    publisher: Mapped[str] = mapped_column(index=True)


class AuditRow(Base):
    """One entry of the audit log: see `sources.audit.Entry`. The database refuses to change or delete it."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    time: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]
