"""The store of cited sources: what the newsroom holds as evidence, in one database and one folder."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from claims.errors import UnknownSource
from sources import adding, audit, database, fingerprint, names, snapshot, sql
from sources.adding import Added, Addition, State
from sources.among import among
from sources.fetched import Fetch
from sources.location import key_of
from sources.publisher_names import Publishers
from sources.publisher_rows import load
from sources.recorded import Change, Details
from sources.schema import (
    LocationRow,
    PassageRow,
    SettingRow,
    SnapshotRow,
    SourceRow,
    StatementRow,
)
from sources.source import Passage, Snapshot, Source, Statement
from sources.values import passage_of, snapshot_of, source_of, statement_of


class Store(sql.Opened):
    """A store that is open.

    All methods raise StoreError where the database reports trouble.
    """

    def __init__(self, engine: Engine, *, subject: str, snapshots: Path) -> None:
        super().__init__(engine, subject=subject)
        self.snapshots_folder = snapshots
        self._steady = sql.steady(engine)

    @classmethod
    def open(cls, url: str, *, snapshots: Path) -> Self:
        """The store at the database `url`, its snapshots in the folder `snapshots`.

        A new database gets the schema; the folder is made at the first snapshot.

        Raises:
            StoreError: see `sources.sql.opened`.
        """
        parsed = database.parse(url)
        return cls(database.connect(parsed), subject=sql.shown(parsed), snapshots=snapshots)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one state of the store."""
        with sql.translated(self.subject), Session(self._steady) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose work is kept whole at the end, or not at all. Counts up the revision."""
        with (
            sql.translated(self.subject),
            sql.writing(self.engine) as connection,
            Session(connection) as session,
        ):
            yield session
            session.flush()
            session.execute(
                update(SettingRow).where(SettingRow.name == "revision").values(value=SettingRow.value + 1)
            )
            session.commit()

    def revision(self) -> int:
        """How many writes the store has seen; whatever is kept in memory is stale once it changes."""
        with self.reading() as session:
            return session.execute(select(SettingRow.value).where(SettingRow.name == "revision")).scalar_one()

    def count(self) -> int:
        """How many sources the store holds."""
        with self.reading() as session:
            return session.execute(select(func.count()).select_from(SourceRow)).scalar_one()

    def sources(self) -> tuple[Source, ...]:
        """All sources, by title."""
        with self.reading() as session:
            rows = session.scalars(select(SourceRow).order_by(SourceRow.title, SourceRow.id))
            return tuple(source_of(row) for row in rows)

    def source(self, source_id: str) -> Source:
        """The source with this id, or the only one whose id begins with it.

        Raises:
            UnknownSource: none or several do; names those that are near.
        """
        with self.reading() as session:
            return source_of(self.row(session, source_id))

    def row(self, session: Session, source_id: str) -> SourceRow:
        """The row of the source with this id, or the only one whose id begins with it."""
        exact = session.get(SourceRow, source_id)
        if exact is not None:
            return exact
        ids = list(session.scalars(select(SourceRow.id).order_by(SourceRow.id)))
        found = [i for i in ids if source_id and i.startswith(source_id)]
        if len(found) == 1:
            return session.get_one(SourceRow, found[0])
        if found:
            raise UnknownSource(
                f'source "{source_id}"', "several sources begin so", f"Give more of it: {', '.join(found)}."
            )
        near = difflib.get_close_matches(source_id, ids, n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(near)}?" if near else "List the sources to see their ids."
        raise UnknownSource(f'source "{source_id}"', "there is no such source in the store", remedy)

    def snapshots(self, source_id: str) -> tuple[Snapshot, ...]:
        """The snapshots of a source, oldest first."""
        with self.reading() as session:
            return tuple(snapshot_of(row) for row in self.row(session, source_id).snapshots)

    def has_bytes(self, sha256: str) -> bool:
        """True where the bytes of a snapshot are there and as they were stored."""
        return snapshot.intact(self.snapshots_folder, sha256)

    def snapshot_bytes(self, sha256: str) -> bytes:
        """The bytes of a snapshot. StoreError where they are missing or no longer the same."""
        return snapshot.load(self.snapshots_folder, sha256)

    def snapshots_at_hand(self, session: Session) -> None:
        """Raises StoreError where the store has snapshots and its folder has none."""
        held = select(SnapshotRow.id).limit(1)
        if not snapshot.any_in(self.snapshots_folder) and session.scalars(held).first() is not None:
            raise snapshot.elsewhere(self.snapshots_folder, store=self.subject)

    def passages(self, source_id: str) -> tuple[Passage, ...]:
        """The passages of a source's newest snapshot, in reading order."""
        with self.reading() as session:
            return tuple(passage_of(row) for row in self.row(session, source_id).passages)

    def passages_numbered(self, numbers: Collection[int]) -> dict[int, Passage]:
        """The passages with these numbers, by number; those that are not there are left out."""
        query = select(PassageRow).options(joinedload(PassageRow.source)).order_by(PassageRow.id)
        with self.reading() as session:
            rows = session.scalars(query.where(among(session.connection(), PassageRow.id, numbers))).all()
            sources = {row.source_id: row.source for row in rows}
            values = {source_id: source_of(row) for source_id, row in sources.items()}
            return {row.id: passage_of(row, values[row.source_id]) for row in rows}

    def statements(
        self,
        source_id: str | None = None,
        *,
        passage: int | None = None,
        own_voice: bool | None = None,
    ) -> tuple[Statement, ...]:
        """Who said what, in reading order.

        Args:
            source_id: keep to this source.
            passage: keep to the passage with this number.
            own_voice: True for what documents say themselves, False for what they attribute, None for both.
        """
        query = (
            select(StatementRow)
            .join(PassageRow)
            .options(joinedload(StatementRow.passage).joinedload(PassageRow.source))
            .options(selectinload(StatementRow.quotations))
            .order_by(PassageRow.source_id, StatementRow.id)
        )
        with self.reading() as session:
            if source_id is not None:
                query = query.where(PassageRow.source_id == self.row(session, source_id).id)
            if passage is not None:
                query = query.where(StatementRow.passage_id == passage)
            if own_voice is not None:
                query = query.where(StatementRow.own_voice == own_voice)
            rows = session.scalars(query).all()
            passages = {row.passage_id: passage_of(row.passage) for row in rows}
            return tuple(statement_of(row, passages[row.passage_id]) for row in rows)

    def by_location(self, location: str) -> Source | None:
        """The source that was added from this address, or that this address was found to lead to."""
        with self.reading() as session:
            row = session.get(LocationRow, key_of(location))
            return source_of(row.source) if row else None

    def by_names(self, asked: Collection[str]) -> dict[str, tuple[Source, ...]]:
        """For each name the sources whose publisher or title it means in an article ("Amnesty's report")."""
        if not asked:
            return {}
        sources, publishers = self.sources(), self.publishers()
        meant = {name: publishers.of(name) or name for name in asked}
        return {
            name: tuple(s for s in sources if names.is_meant(m, title=s.title, publisher=s.publisher))
            for name, m in meant.items()
        }

    def publishers(self) -> Publishers:
        """What the newsroom says that publishers are called."""
        with self.reading() as session:
            return load(session)

    def add(self, addition: Addition, *, now: datetime | None = None, actor: str = "") -> Added:
        """Store a source whole, or not at all; see `sources.adding.match` for which source it becomes.

        Args:
            now: the time to write into the audit log, by default when the bytes were had.
            actor: who adds it, for the audit log.

        Raises:
            StoreError: its bytes can't be written, or the store's snapshots lie elsewhere.
        """
        with self.writing() as session:
            self.snapshots_at_hand(session)
            log = adding.Log(session, now or addition.taken, actor)
            return adding.add(log, self.snapshots_folder, addition)

    def describe(
        self, source_id: str, described: Details | Addition, *, now: datetime, actor: str = ""
    ) -> tuple[Change, ...]:
        """Record other details of a source, and give what was changed. Its snapshots stay as they are.

        Args:
            source_id: the source.
            described: its details; or, where they alter who speaks in it, its newest bytes read anew.
            now: the time to write into the audit log.
            actor: who does it, for the audit log.
        """
        with self.writing() as session:
            return adding.describe(adding.Log(session, now, actor), self.row(session, source_id), described)

    def held(self, location: str, sha256: str, *, publisher: str | None = None) -> Added | None:
        """The source that bytes with this hash from this location belong to, as it stands, or None.

        Its state is UNCHANGED where the bytes are those of its newest snapshot, else CHANGED.
        """
        with self.reading() as session:
            row = adding.match(session, location, sha256, publisher=publisher)
            if row is None:
                return None
            newest = snapshot_of(row.snapshots[-1])
            state = State.UNCHANGED if newest.sha256 == sha256 else State.CHANGED
            return Added(source_of(row), newest, state)

    def note_locations(
        self,
        source_id: str,
        location: str,
        also: Sequence[str] = (),
        *,
        fetch: Fetch | None = None,
        now: datetime,
        actor: str = "",
    ) -> None:
        """Record further addresses that lead to a source, and how its bytes were had once more.

        See `sources.adding.note_locations`.
        """
        with self.writing() as session:
            row = self.row(session, source_id)
            adding.log_locations(adding.Log(session, now, actor), row, location, also, fetch)

    def remove(self, source_id: str, *, now: datetime, actor: str = "") -> Source:
        """Forget a source with everything that belongs to it, and return what it was.

        The audit log keeps that it was there: its title and the hashes of its snapshots.
        """
        with self.writing() as session:
            self.snapshots_at_hand(session)
            row = self.row(session, source_id)
            removed = source_of(row)
            hashes = {s.sha256 for s in row.snapshots}
            adding.remove(adding.Log(session, now, actor), row)
        # Only once the rows are gone for good, and while no one else can add the same bytes.
        with self.writing() as session:
            query = select(SnapshotRow.sha256).where(SnapshotRow.sha256.in_(hashes))
            for sha256 in sorted(hashes - set(session.scalars(query))):
                snapshot.discard(self.snapshots_folder, sha256)
        return removed

    def digest(self) -> str:
        """sha256 over all evidence: see `sources.fingerprint.of_evidence`."""
        with self.reading() as session:
            return fingerprint.of_evidence(session)

    def head(self) -> str:
        """The head of the audit log, which stands for all writes so far; 64 zeros before the first."""
        with self.reading() as session:
            return audit.head(session)
