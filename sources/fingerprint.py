"""Digests over what the store holds: of all evidence, and of one source as it stands in the database."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, select
from sqlalchemy.orm import Session, selectinload

from sources.schema import FetchRow, PassageRow, QuotationRow, SnapshotRow, SourceRow, StatementRow
from sources.source import Source
from sources.values import source_of

# Columns are named one by one: a new column must not alter what was written into the audit log before.
_ASKED: BindParameter[str] = bindparam("asked")
_PARTS = (
    select(
        SourceRow.id,
        SourceRow.title,
        SourceRow.publisher,
        SourceRow.published,
        SourceRow.location,
        SourceRow.kind,
        SourceRow.author,
        SourceRow.on_record,
        SourceRow.embargo,
        SourceRow.added_by,
        SourceRow.why,
    ).where(SourceRow.id == _ASKED),
    select(SnapshotRow.sha256, SnapshotRow.taken, SnapshotRow.size, SnapshotRow.media_type)
    .where(SnapshotRow.source_id == _ASKED)
    .order_by(SnapshotRow.id),
    select(
        PassageRow.id,
        PassageRow.snapshot_sha256,
        PassageRow.paragraph,
        PassageRow.span_start,
        PassageRow.span_end,
        PassageRow.page,
        PassageRow.at,
        PassageRow.text,
        PassageRow.context,
    )
    .where(PassageRow.source_id == _ASKED)
    .order_by(PassageRow.id),
    select(
        StatementRow.passage_id,
        StatementRow.speaker_name,
        StatementRow.speaker_type,
        StatementRow.speaker_branch,
        StatementRow.speaker_role,
        StatementRow.speaker_organisation,
        StatementRow.text,
        StatementRow.cue,
        StatementRow.own_voice,
    )
    .join(PassageRow)
    .where(PassageRow.source_id == _ASKED)
    .order_by(StatementRow.id),
    select(QuotationRow.statement_id, QuotationRow.position, QuotationRow.text)
    .join(StatementRow)
    .join(PassageRow)
    .where(PassageRow.source_id == _ASKED)
    .order_by(QuotationRow.statement_id, QuotationRow.position),
)
# What later versions record beside it counts only where there is any, for the same reason.
_LATER_PARTS = (
    select(
        SnapshotRow.sha256,
        FetchRow.url,
        FetchRow.time,
        FetchRow.hops,
        FetchRow.headers,
        FetchRow.archived,
    )
    .join(SnapshotRow)
    .where(SnapshotRow.source_id == _ASKED)
    .order_by(FetchRow.id),
)


def of_evidence(session: Session) -> str:
    """sha256 over what verdicts can lean on: the same sources with the same bytes give the same digest."""
    query = select(SourceRow).options(selectinload(SourceRow.snapshots)).order_by(SourceRow.id)
    return _digest([[*_evidence(source_of(row)), row.snapshots[-1].sha256] for row in session.scalars(query)])


def of_source(session: Session, source_id: str) -> str:
    """sha256 over what the database holds of a source.

    The audit log keeps it with every entry, so that a change past the program shows. Left out are the
    source's addresses, vectors and word index, and of its speakers how each was made out: where the name
    stands, whether it is one, whether it was resolved or is ambiguous, and the reason.
    """
    connection = session.connection()

    def rows_of(query: Executable) -> list[list[Any]]:
        return [list(row) for row in connection.execute(query, {"asked": source_id})]

    later = (rows_of(query) for query in _LATER_PARTS)
    return _digest([*map(rows_of, _PARTS), *filter(None, later)])


def _evidence(source: Source) -> list[str | None]:
    published = source.published.isoformat() if source.published else None
    about = [source.id, source.title, source.publisher, published]
    return [*about, source.location, source.kind.value, source.author]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True, default=str).encode()).hexdigest()
