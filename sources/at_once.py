"""What the store holds on many passages and sources, each kind of thing asked for once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from claims.types import Speaker, SpeakerType
from sources.among import among
from sources.database import in_parts
from sources.schema import PassageRow, SnapshotRow, StatementRow
from sources.source import Passage, Snapshot, Statement
from sources.store import Store
from sources.values import snapshot_of, statement_of


def statements_in(store: Store, passages: Iterable[Passage]) -> dict[int, tuple[Statement, ...]]:
    """By the number of each of `passages` that shows somebody to have said something, what, in order."""
    known = {passage.id: passage for passage in passages}
    found: defaultdict[int, list[Statement]] = defaultdict(list)
    asked = select(StatementRow).options(selectinload(StatementRow.quotations)).order_by(StatementRow.id)
    with store.reading() as session:
        for row in session.scalars(asked.where(among(session.connection(), StatementRow.passage_id, known))):
            found[row.passage_id].append(statement_of(row, known[row.passage_id]))
    return {number: tuple(statements) for number, statements in found.items()}


def introduced_in(store: Store, sources: Collection[str]) -> tuple[Speaker, ...]:
    """The speakers whom these sources name with an organisation, each once, in order of first appearance.

    Mentions and reasons are left out.
    """
    columns = (
        StatementRow.speaker_name,
        StatementRow.speaker_type,
        StatementRow.speaker_role,
        StatementRow.speaker_organisation,
        StatementRow.named,
    )
    first: dict[Speaker, tuple[int, int]] = {}
    with store.reading() as session:
        for part in in_parts(sorted(sources)):
            asked = (
                select(*columns, func.min(StatementRow.passage_id), func.min(StatementRow.id))
                .join(PassageRow)
                .where(PassageRow.source_id.in_(part))
                .where(StatementRow.speaker_name.is_not(None), StatementRow.speaker_organisation.is_not(None))
                .group_by(*columns)
            )
            for name, kind, role, organisation, named, passage, number in session.execute(asked):
                speaker = Speaker(name, SpeakerType(kind), None, role, organisation, named=named)
                first[speaker] = min(first.get(speaker, (passage, number)), (passage, number))
    return tuple(sorted(first, key=first.__getitem__))


def snapshots_of(store: Store, sources: Collection[str]) -> tuple[Snapshot, ...]:
    """The snapshots of these sources, by the source's id, each source's oldest first."""
    order = (SnapshotRow.source_id, SnapshotRow.taken, SnapshotRow.id)
    with store.reading() as session:
        found = [
            snapshot_of(row)
            for part in in_parts(sorted(sources))
            for row in session.scalars(
                select(SnapshotRow).where(SnapshotRow.source_id.in_(part)).order_by(*order)
            )
        ]
    return tuple(found)
