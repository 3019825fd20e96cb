"""Is the store still what was put into it? Snapshots, rows and audit log, held against each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sources import audit, copies, fingerprint, snapshot
from sources.audit import Action, Chain
from sources.publisher_rows import load
from sources.schema import PassageRow, SnapshotRow, SourceRow, StatementRow
from sources.source import Source
from sources.store import Store
from sources.values import source_of

_UNTOLD = "it was changed, and the audit log doesn't tell of that"


class Harm(StrEnum):
    """What is wrong with a snapshot."""

    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Leaning:
    """A source that leans on a snapshot, with how many of its passages and statements were read from it."""

    source: Source
    passages: int
    statements: int


@dataclass(frozen=True, slots=True)
class Damage:
    """A snapshot that is not what was stored, where it should lie, and what leans on it, by source id."""

    sha256: str
    path: str
    harm: Harm
    leaning: tuple[Leaning, ...]


@dataclass(frozen=True, slots=True)
class Stray:
    """What is not as the audit log last tells, with how it differs.

    `source` is an id, and `title` its title; where a publisher's names are concerned, `source` is empty and
    `title` the publisher.
    """

    source: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Attributes:
        snapshots: how many different snapshots were looked at.
        damaged: those that are missing or changed, by hash.
        strays: what was changed past the program, sources by id first; empty where the chain is broken, for
            a log that can't be believed says nothing of the sources.
        chain: the audit log.
        meddling: what was done to the code in the database, in words: see `sources.audit.meddling`.
    """

    snapshots: int
    damaged: tuple[Damage, ...]
    strays: tuple[Stray, ...]
    chain: Chain
    meddling: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True where nothing is wrong."""
        return not (self.damaged or self.strays or self.meddling) and self.chain.broken is None


def verify(store: Store) -> Verification:
    """Hash all snapshots of `store` again, walk along its audit log, and hold its sources against the log.

    Raises:
        StoreError: the database can't be read, or no snapshot lies where all should lie.
    """
    with store.reading() as session:
        store.snapshots_at_hand(session)
        hashes = session.scalars(select(SnapshotRow.sha256).distinct().order_by(SnapshotRow.sha256)).all()
        harmed = ((sha256, harm) for sha256 in hashes if (harm := _harm(store, sha256)))
        damaged = tuple(_damage(session, store, sha256, harm) for sha256, harm in harmed)
        chain = audit.walk(session)
        strays = () if chain.broken else tuple(_strays(session))
        meddling = audit.meddling(session)
    return Verification(len(hashes), damaged, strays, chain, meddling)


def _harm(store: Store, sha256: str) -> Harm | None:
    if store.has_bytes(sha256):
        return None
    there = snapshot.path_of(store.snapshots_folder, sha256).exists()
    return Harm.CHANGED if there else Harm.MISSING


def _damage(session: Session, store: Store, sha256: str, harm: Harm) -> Damage:
    path = snapshot.path_of(store.snapshots_folder, sha256)
    query = (
        select(SourceRow).where(SourceRow.snapshots.any(SnapshotRow.sha256 == sha256)).order_by(SourceRow.id)
    )
    leaning = tuple(_leaning(session, row, sha256) for row in session.scalars(query))
    return Damage(sha256, str(path), harm, leaning)


def _leaning(session: Session, row: SourceRow, sha256: str) -> Leaning:
    of_it = (PassageRow.source_id == row.id) & (PassageRow.snapshot_sha256 == sha256)
    passages = session.execute(select(func.count()).select_from(PassageRow).where(of_it)).scalar_one()
    said = select(func.count()).select_from(StatementRow).join(PassageRow).where(of_it)
    return Leaning(source_of(row), passages, session.execute(said).scalar_one())


def _strays(session: Session) -> Iterator[Stray]:
    logged, entered = _last_told(session)
    held = {row.id: row.title for row in session.execute(select(SourceRow.id, SourceRow.title))}
    for key in sorted({*held, *logged}):
        told = logged.get(key, _Told("", None))
        if key not in held:
            if told.state is not None:
                yield Stray(key, told.title, "it is gone, and the audit log tells of no removal")
        elif told.state is None:
            yield Stray(key, held[key], "the audit log doesn't tell of it")
        elif told.state != fingerprint.of_source(session, key):
            yield Stray(key, held[key], _UNTOLD)
        elif not copies.are_noted(session, key):
            yield Stray(key, held[key], "which other sources hold its text was changed")
    called = load(session).called
    for publisher in sorted(called.keys() | entered.keys()):
        if called.get(publisher, ()) != entered.get(publisher, ()):
            yield Stray("", publisher, _UNTOLD)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the log last says of a source; `state` is None for one that was removed."""

    title: str
    state: str | None


def _last_told(session: Session) -> tuple[dict[str, _Told], dict[str, tuple[str, ...]]]:
    """What the log last says of each source, by id, and of the names of each publisher."""
    sources: dict[str, _Told] = {}
    names: dict[str, tuple[str, ...]] = {}
    for entry in audit.entries(session):
        try:
            detail = json.loads(entry.detail)
            if entry.action == Action.NAMES:
                names[entry.subject] = tuple(detail["names"])
            else:
                sources[entry.subject] = _Told(detail["title"], detail["state"])
        except (ValueError, KeyError, TypeError, RecursionError):
            # A forged entry, which tells of nothing.
            sources[entry.subject] = _Told("", None)
    return sources, names
