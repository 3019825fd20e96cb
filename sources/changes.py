"""What a source said before it changed: its earlier snapshots, read again and held against the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.errors import VerifierError
from claims.reading import read_bytes
from sources.details import format_of
from sources.passages import cut
from sources.source import Snapshot, Source
from sources.store import Store

# A page that is fetched every day has a state for every day; the last few tell what a draft was written from.
_MOST_STATES = 5


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was different in the earlier states of a source.

    Attributes:
        taken: when the first of these states was had, in UTC.
        gone: passages that are not in its newest snapshot any more, those of later states first.
        new: numbers of passages of the newest snapshot that were in no earlier one.
    """

    taken: datetime
    gone: tuple[str, ...]
    new: frozenset[int]


def earlier_states(store: Store, sources: Iterable[Source]) -> dict[str, Earlier]:
    """By id, what was different in those of `sources` that have changed since they were first stored.

    Of a source with many states the last five before the newest are read. One that is damaged or can't be
    read any more is left out: `sources.verify` tells of it.
    """
    found = {}
    for source in sources:
        before = store.snapshots(source.id)[:-1][-_MOST_STATES:]
        texts = [(state, text) for state in before if (text := _passages(store, source, state))]
        if texts:
            passages = store.passages(source.id)
            now = _plain(p.text for p in passages)
            earlier = _plain(part for _, text in texts for part in text)
            gone = dict.fromkeys(
                part for _, text in reversed(texts) for part in text if _plain((part,)) not in now
            )
            new = frozenset(p.id for p in passages if _plain((p.text,)) not in earlier)
            found[source.id] = Earlier(texts[0][0].taken, tuple(gone), new)
    return found


def _passages(store: Store, source: Source, state: Snapshot) -> tuple[str, ...]:
    try:
        data = store.snapshot_bytes(state.sha256)
        document = read_bytes(data, name=source.location, format=format_of(state.media_type))
    except VerifierError:
        return ()
    return tuple(passage.text for passage in cut(document))


def _plain(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split())
