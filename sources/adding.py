"""Putting a source into the store: which source it is, what is new about it, and all its rows at once.

Every write here is told in the audit log, in the same transaction.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from claims.errors import StoreBusy
from sources import audit, copies, fetches, fingerprint, lexical, snapshot
from sources.audit import Action
from sources.fetched import Fetch
from sources.location import key_of, place_of
from sources.passages import Cut
from sources.recorded import Change, Details, as_json, changes_between, recorded
from sources.schema import LocationRow, PassageRow, SnapshotRow, SourceRow, StatementRow, VectorRow
from sources.source import Snapshot, Source
from sources.statements import FoundStatement
from sources.values import snapshot_of, source_of, statement_row, utc_of

_ID_LENGTH = 10


class State(StrEnum):
    """What adding did: `CHANGED` where the bytes or what is recorded of the source are not what they were."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Added:
    """A source as it stands after adding, and its newest snapshot."""

    source: Source
    snapshot: Snapshot
    state: State


@dataclass(frozen=True, slots=True)
class Log:
    """A transaction that writes, and for the audit log the time and who does it."""

    session: Session
    now: datetime
    actor: str

    def enter(self, action: Action, row: SourceRow, detail: Mapping[str, object]) -> None:
        """Write an entry about the source in `row`, as it stands now."""
        self.session.flush()
        state = None if action is Action.REMOVE else fingerprint.of_source(self.session, row.id)
        told = {"title": row.title, **detail, "state": state}
        audit.append(self.session, action, row.id, told, time=self.now, actor=self.actor)


@dataclass(frozen=True, slots=True)
class Addition:
    """Everything about a source that is to be stored together.

    Attributes:
        location: the address that it was asked for by.
        also: further addresses that lead to it, such as the one it was redirected to.
        taken: when the bytes were had, with a time zone.
        fetch: how they were had from the web, where they were.
        vectors: one for each passage, little-endian float32, by the encoder with the hash `encoder`.
    """

    data: bytes
    media_type: str
    location: str
    taken: datetime
    details: Details
    passages: tuple[Cut, ...]
    statements: tuple[FoundStatement, ...]
    vectors: tuple[bytes, ...]
    encoder: str
    also: tuple[str, ...] = ()
    fetch: Fetch | None = None

    def __post_init__(self) -> None:
        if not self.details.title.strip():
            raise ValueError("a source needs a title")
        if len(self.vectors) != len(self.passages):
            raise ValueError("every passage needs a vector")


def match(session: Session, location: str, sha256: str, *, publisher: str | None = None) -> SourceRow | None:
    """The row of the source that these bytes from this location belong to, or None for a new one.

    The location decides. Where it is unknown, the same bytes as another source's newest are that source met
    at another address, so that a document published twice never counts as two; unless the editor names
    another publisher.
    """
    known = session.get(LocationRow, key_of(location))
    if known is not None and (not known.mirror or _newest(known.source).sha256 == sha256):
        return known.source
    if known is not None:
        return None
    query = select(SourceRow).join(SnapshotRow).where(SnapshotRow.sha256 == sha256).order_by(SourceRow.id)
    for row in session.scalars(query).unique():
        one_body = None in (publisher, row.publisher) or publisher == row.publisher
        if one_body and _newest(row).sha256 == sha256:
            return row
    return None


def add(log: Log, folder: Path, addition: Addition) -> Added:
    """Store `addition` in the transaction of `log`, its bytes in `folder`."""
    session, details = log.session, addition.details
    sha256 = snapshot.keep(folder, addition.data)
    row = match(session, addition.location, sha256, publisher=details.publisher)
    if row is None:
        row, state = _new_row(session, addition, sha256), State.NEW
    elif utc_of(addition.taken) < _newest(row).taken and _newest(row).sha256 != sha256:
        return _add_earlier(log, row, addition, sha256)
    elif _newest(row).sha256 != sha256 or recorded(source_of(row)) != details:
        state = State.CHANGED
    else:
        state = State.UNCHANGED
    if state is State.UNCHANGED:
        log_locations(log, row, addition.location, addition.also, addition.fetch)
    else:
        changes = () if state is State.NEW else changes_between(recorded(source_of(row)), details)
        _describe(row, details)
        if not row.snapshots or _newest(row).sha256 != sha256:
            row.snapshots.append(_snapshot_row(addition, sha256))
        _replace_passages(session, row, addition, sha256)
        noted = note_locations(session, row, addition.location, addition.also)
        detail = {"snapshot": sha256, "locations": noted, "changes": as_json(changes)}
        detail |= _fetched(row, addition.fetch)
        log.enter(Action.ADD if state is State.NEW else Action.CHANGE, row, detail)
    session.flush()
    return Added(source_of(row), snapshot_of(_newest(row)), state)


def _add_earlier(log: Log, row: SourceRow, addition: Addition, sha256: str) -> Added:
    """Keep bytes of a source, such as those in an archive, that are older than the newest that are held."""
    state = State.UNCHANGED
    if any(snapshot.sha256 == sha256 for snapshot in row.snapshots):
        log_locations(log, row, addition.location, addition.also, addition.fetch)
    else:
        state = State.CHANGED
        row.snapshots.append(_snapshot_row(addition, sha256))
        noted = note_locations(log.session, row, addition.location, addition.also)
        detail = {"earlier": sha256, "locations": noted} | _fetched(row, addition.fetch)
        log.enter(Action.CHANGE, row, detail)
    log.session.flush()
    log.session.refresh(row, ["snapshots"])
    return Added(source_of(row), snapshot_of(_newest(row)), state)


def describe(log: Log, row: SourceRow, described: Details | Addition) -> tuple[Change, ...]:
    """Record other details of the source in `row`, and give what was changed.

    Given an addition, which holds the newest bytes read anew, its passages and statements replace the others.

    Raises:
        StoreBusy: somebody stored newer bytes while those of the addition were read.
    """
    details = described.details if isinstance(described, Addition) else described
    changes = changes_between(recorded(source_of(row)), details)
    if not changes:
        return ()
    _describe(row, details)
    if isinstance(described, Addition):
        sha256 = snapshot.sha256_of(described.data)
        if sha256 != _newest(row).sha256:
            reason = "it got other bytes while it was read anew"
            raise StoreBusy(f'source "{row.id}"', reason, "Do it again.")
        _replace_passages(log.session, row, described, sha256)
    else:
        unindex(log.session, row)
        _index(log.session, row)
    log.enter(Action.SET, row, {"changes": as_json(changes)})
    return changes


def remove(log: Log, row: SourceRow) -> None:
    """Forget the source in `row` with everything that belongs to it but the files of its snapshots."""
    log.enter(Action.REMOVE, row, {"snapshots": [s.sha256 for s in row.snapshots]})
    unindex(log.session, row)
    log.session.delete(row)


def log_locations(
    log: Log, row: SourceRow, location: str, also: Iterable[str] = (), fetch: Fetch | None = None
) -> None:
    """Do as `note_locations`, record `fetch`, and tell it in the audit log where any of it is news."""
    noted = note_locations(log.session, row, location, also)
    fetched = _fetched(row, fetch)
    if noted or fetched:
        log.enter(Action.LOCATIONS, row, {"locations": noted, **fetched})


def note_locations(session: Session, row: SourceRow, location: str, also: Iterable[str] = ()) -> list[str]:
    """Record that `location`, at which its bytes were had, and the addresses `also` lead to a source.

    An address that leads to another source already is left as it is; but `location` comes back from the
    source that it was only a mirror of. Returns the addresses, in normal form, that were not known to.
    """
    noted = []
    for address in (location, *also):
        key = key_of(address)
        known = session.get(LocationRow, key)
        own = key == key_of(row.location)
        if known is None:
            # By its source, because the source would first read all of its addresses.
            session.add(LocationRow(key=key, source=row, mirror=not own))
            session.flush()
            noted.append(key)
        elif known.mirror and address == location and (known.source is not row or own):
            known.source = row
            known.mirror = not own
            noted.append(key)
    return noted


def unindex(session: Session, row: SourceRow) -> None:
    """Take a source's passages out of the word search."""
    lexical.delete(session.connection(), [p.id for p in row.passages])


def _fetched(row: SourceRow, fetch: Fetch | None) -> dict[str, str]:
    """Record how bytes of a source were had; gives what the audit log is told of it."""
    return {"fetched": fetch.url} if fetch and fetches.record(row, fetch) else {}


def _newest(row: SourceRow) -> SnapshotRow:
    return row.snapshots[-1]


def _new_row(session: Session, addition: Addition, sha256: str) -> SourceRow:
    row = SourceRow(id=_new_id(session, sha256, addition.location), location=addition.location)
    session.add(row)
    return row


def _new_id(session: Session, sha256: str, location: str) -> str:
    digest = hashlib.sha256(f"{sha256}\n{place_of(location)}".encode()).hexdigest()
    starts = range(0, len(digest) - _ID_LENGTH, _ID_LENGTH)
    return next(found for i in starts if session.get(SourceRow, found := digest[i : i + _ID_LENGTH]) is None)


def _describe(row: SourceRow, details: Details) -> None:
    row.title = details.title
    row.publisher = details.publisher
    row.published = details.published
    row.author = details.author
    row.kind = details.kind.value
    row.on_record = details.on_record.value
    row.embargo = utc_of(details.embargo) if details.embargo else None
    row.added_by = details.added_by
    row.why = details.why


def _snapshot_row(addition: Addition, sha256: str) -> SnapshotRow:
    taken, size = utc_of(addition.taken), len(addition.data)
    return SnapshotRow(sha256=sha256, taken=taken, size=size, media_type=addition.media_type)


def _replace_passages(session: Session, row: SourceRow, addition: Addition, sha256: str) -> None:
    unindex(session, row)
    said: defaultdict[int, list[StatementRow]] = defaultdict(list)
    for statement in addition.statements:
        said[statement.passage].append(statement_row(statement))
    row.passages = [
        PassageRow(
            snapshot_sha256=sha256,
            paragraph=cut.locator.paragraph,
            span_start=cut.locator.span.start,
            span_end=cut.locator.span.end,
            page=cut.locator.page,
            at=cut.locator.at,
            text=cut.text,
            context=cut.context,
            statements=said[index],
            vectors=[VectorRow(encoder=addition.encoder, data=vector)],
        )
        for index, (cut, vector) in enumerate(zip(addition.passages, addition.vectors, strict=True))
    ]
    _index(session, row)
    copies.note(session, row.id, (p.text for p in row.passages))


def _index(session: Session, row: SourceRow) -> None:
    session.flush()
    lexical.insert(session.connection(), [(p.id, p.text, f"{p.context}\n{row.title}") for p in row.passages])
