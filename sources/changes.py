"""What a source said before it changed: its earlier snapshots, read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.errors import VerifierError
from claims.reading import read_bytes
from sources.media import READABLE
from sources.passages import cut
from sources.source import Snapshot, Source
from sources.store import Store

# A page that is fetched every day has a state for every day, and each is read: the last few tell what a draft
# was written from.
_MOST_STATES = 3


@dataclass(frozen=True, slots=True)
class State:
    """The passages of a source in one of its snapshots, and when that was had, in UTC."""

    taken: datetime
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What a source says now, and what it said before, the latest state first."""

    now: tuple[str, ...]
    before: tuple[State, ...]


def histories(store: Store, sources: Iterable[Source]) -> dict[str, History]:
    """By id, what those of `sources` said that have several snapshots.

    Of a source with many the last three before the newest are read. One that is damaged or can't be read any
    more is left out: `sources.verify` tells of it.
    """
    found = {}
    for source in sources:
        snapshots = store.snapshots(source.id)[:-1][-_MOST_STATES:]
        states = [State(s.taken, texts) for s in reversed(snapshots) if (texts := _read(store, source, s))]
        if states:
            now = tuple(passage.text for passage in store.passages(source.id))
            found[source.id] = History(now, tuple(states))
    return found


def _read(store: Store, source: Source, snapshot: Snapshot) -> tuple[str, ...]:
    try:
        data = store.snapshot_bytes(snapshot.sha256)
        document = read_bytes(data, name=source.location, format=READABLE.get(snapshot.media_type))
    except VerifierError:
        return ()
    return tuple(passage.text for passage in cut(document))
