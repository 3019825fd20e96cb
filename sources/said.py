"""Everything that a speaker said, across all sources, by date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from claims.types import Branch, Speaker, SpeakerType
from sources.database import in_parts
from sources.schema import PassageRow, SourceRow, StatementRow
from sources.source import Statement
from sources.values import passage_of, statement_of

if TYPE_CHECKING:
    from sources.store import Store


def said_by(
    store: Store,
    is_meant: Callable[[Speaker], bool],
    *,
    since: date | None = None,
    until: date | None = None,
    own_voice: bool | None = None,
) -> tuple[Statement, ...]:
    """The statements of the speakers that `is_meant` says yes to, by their source's date.

    Those of sources without a date come last, and not at all where `since` or `until` is given.

    Args:
        is_meant: asked once for each name, type, branch, role and body that speakers have in the store.
        since: the first day.
        until: the last day.
        own_voice: True for what documents say themselves, False for what they attribute, None for both.
    """
    names = sorted({s.name for s in speakers(store) if s.name and is_meant(s)})
    query = (
        select(StatementRow)
        .join(PassageRow)
        .join(SourceRow)
        .options(joinedload(StatementRow.passage).joinedload(PassageRow.source))
        .options(selectinload(StatementRow.quotations))
    )
    if since is not None:
        query = query.where(SourceRow.published >= since)
    if until is not None:
        query = query.where(SourceRow.published <= until)
    if own_voice is not None:
        query = query.where(StatementRow.own_voice == own_voice)
    with store.reading() as session:
        rows = [
            row
            for part in in_parts(names)
            for row in session.scalars(query.where(StatementRow.speaker_name.in_(part)))
        ]
        found = [(row.id, statement_of(row, passage_of(row.passage))) for row in rows]
    meant = [(number, s) for number, s in found if is_meant(s.speaker)]
    meant.sort(key=lambda pair: _by_date(pair[1], pair[0]))
    return tuple(statement for _, statement in meant)


def _by_date(statement: Statement, number: int) -> tuple[bool, date, str, int]:
    source = statement.passage.source
    return source.published is None, source.published or date.min, source.id, number


def speakers(store: Store) -> tuple[Speaker, ...]:
    """Everybody who says something in a source, once for each name, type, branch, role and body, by name."""
    kinds = (
        StatementRow.speaker_name,
        StatementRow.speaker_type,
        StatementRow.speaker_branch,
        StatementRow.speaker_role,
        StatementRow.speaker_organisation,
        StatementRow.named,
    )
    with store.reading() as session:
        rows = session.execute(select(*kinds).distinct().where(StatementRow.speaker_name.is_not(None))).all()
    found = [
        Speaker(
            name=row[0],
            type=SpeakerType(row[1]),
            branch=Branch(row[2]) if row[2] else None,
            role=row[3],
            organisation=row[4],
            named=row[5],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda s: (s.name or "", s.type, s.role or "", s.organisation or "")))
