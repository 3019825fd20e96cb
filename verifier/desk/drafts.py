"""The drafts that were brought to the desk: each version's bytes as they came, and who brought it when.

The bytes lie in a folder beside the desk's file under their own sha256, as snapshots of sources do.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, func, insert, select

from sources import snapshot
from verifier.desk.tables import Moment, Tables

DRAFTS = MetaData()

_DRAFT = Table(
    "desk_draft",
    DRAFTS,
    # Drawn, so that the address of a draft's page says nothing of the draft.
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False, unique=True),
)
_VERSION = Table(
    "desk_version",
    DRAFTS,
    Column("number", Integer, primary_key=True),
    Column("draft", ForeignKey("desk_draft.id"), nullable=False, index=True),
    Column("sha256", String, nullable=False),
    Column("file", String, nullable=False),
    Column("format", String),
    Column("who", String, nullable=False),
    Column("when", Moment, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article that is worked on, and its newest version.

    Attributes:
        id: stands for it in addresses.
        article: its name, by which the desk knows what was decided of it.
        number: of the newest version, which counts up over all drafts.
        sha256: of that version's bytes.
        file: the name of the file that it came in; its suffix helps to tell the format.
        format: a key of `claims.reading.READERS`, or None to tell it by bytes and name.
        who: who brought it.
        when: when, in UTC.
        versions: how many there are.
    """

    id: str
    article: str
    number: int
    sha256: str
    file: str
    format: str | None
    who: str
    when: datetime
    versions: int


class Drafts:
    """The drafts in the desk's file. All methods raise StoreError where it or the folder is in trouble.

    Args:
        tables: the desk's file, opened with `DRAFTS`.
        folder: where the bytes lie.
    """

    def __init__(self, tables: Tables, folder: Path) -> None:
        self._tables = tables
        self._folder = folder

    def keep(
        self, article: str, data: bytes, *, file: str, format: str | None = None, who: str, now: datetime
    ) -> Draft:
        """Keep a version of `article`, which is new or known by this name; the same bytes again are none.

        Args:
            article: its name.
            data: the bytes of the version.
            file: the name of the file that it came in.
            format: a key of `claims.reading.READERS`, or None to tell it by bytes and name.
            who: who brings it.
            now: the time to record, with a time zone.
        """
        sha256 = snapshot.keep(self._folder, data)
        with self._tables.writing() as connection:
            known = connection.execute(select(_DRAFT.c.id).where(_DRAFT.c.article == article)).scalar()
            draft = known or secrets.token_hex(8)
            if known is None:
                connection.execute(insert(_DRAFT), [{"id": draft, "article": article}])
            newest = select(_VERSION).where(_VERSION.c.draft == draft).order_by(_VERSION.c.number.desc())
            row = connection.execute(newest.limit(1)).first()
            if row is None or (row.sha256, row.file, row.format) != (sha256, file, format):
                version = {"draft": draft, "sha256": sha256, "file": file, "format": format}
                connection.execute(insert(_VERSION), [{**version, "who": who, "when": now}])
        found = self.draft(draft)
        assert found is not None  # noqa: S101  it was just written
        return found

    def draft(self, draft: str) -> Draft | None:
        """The draft with this id, or None."""
        return next(iter(self._found(draft)), None)

    def all(self) -> tuple[Draft, ...]:
        """All drafts, the one that was brought last first."""
        return self._found()

    def bytes_of(self, draft: Draft) -> bytes:
        """The bytes of the newest version of `draft`. StoreError where they are lost or damaged."""
        return snapshot.load(self._folder, draft.sha256)

    def _found(self, draft: str | None = None) -> tuple[Draft, ...]:
        newest = select(
            _VERSION.c.draft, func.max(_VERSION.c.number).label("number"), func.count().label("versions")
        )
        if draft is not None:
            newest = newest.where(_VERSION.c.draft == draft)
        last = newest.group_by(_VERSION.c.draft).subquery()
        asked = (
            select(_DRAFT, _VERSION, last.c.versions)
            .join(last, last.c.draft == _DRAFT.c.id)
            .join(_VERSION, _VERSION.c.number == last.c.number)
            .order_by(_VERSION.c.number.desc())
        )
        with self._tables.reading() as connection:
            rows = connection.execute(asked).all()
        return tuple(
            Draft(r.id, r.article, r.number, r.sha256, r.file, r.format, r.who, r.when, r.versions)
            for r in rows
        )
