"""How the snapshots of a store were had from the web: recording it, and asking for it."""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from sources.fetched import Fetch, Hop, Known
from sources.location import key_of
from sources.schema import FetchRow, LocationRow, SnapshotRow, SourceRow
from sources.values import utc_of

if TYPE_CHECKING:
    from sources.store import Store


def record(row: SourceRow, fetch: Fetch) -> bool:
    """Record how the bytes of a snapshot of the source in `row` were had; True where that is news.

    A page that is fetched again over the same way, with the same validators, is none.
    """
    snapshot = next((s for s in reversed(row.snapshots) if s.sha256 == fetch.sha256), None)
    if snapshot is None or any(_way(fetch_of(known)) == _way(fetch) for known in snapshot.fetches):
        return False
    snapshot.fetches.append(
        FetchRow(
            url=fetch.url,
            time=utc_of(fetch.time),
            hops=_written([[hop.url, hop.status] for hop in fetch.hops]),
            headers=_written(fetch.headers),
            archived=fetch.archived,
        )
    )
    return True


def fetch_of(row: FetchRow) -> Fetch:
    """The fetch in `row`, its time in UTC."""
    hops = tuple(Hop(url, status) for url, status in json.loads(row.hops))
    headers = tuple((name, value) for name, value in json.loads(row.headers))
    return Fetch(row.url, hops, headers, row.time.replace(tzinfo=UTC), row.snapshot.sha256, row.archived)


def fetches_of(store: Store, source_id: str) -> tuple[tuple[Fetch, ...], ...]:
    """For each snapshot of a source, oldest first, how it was had from the web, in the order recorded.

    A snapshot has none where its bytes came from a file, or were stored before fetches were recorded.
    """
    with store.reading() as session:
        snapshots = store.row(session, source_id).snapshots
        return tuple(tuple(fetch_of(row) for row in snapshot.fetches) for snapshot in snapshots)


def known(store: Store, url: str) -> Known | None:
    """What a server can be told of the page at `url`; None where nothing is held of it that it would know.

    Only what was fetched by this program and is still intact counts: the server's word that nothing has
    changed brings no bytes, and an archive could pair a page's mark with other bytes.
    """
    with store.reading() as session:
        snapshot = _newest(session, url)
        own = [fetch for fetch in map(fetch_of, snapshot.fetches) if not fetch.archived] if snapshot else []
        if snapshot is None or not own:
            return None
        fetch = own[-1]
        etag, modified = _sendable(fetch.header("etag")), _sendable(fetch.header("last-modified"))
        found = Known(fetch.final_url, etag, modified, snapshot.sha256, snapshot.media_type)
    return found if (etag or modified) and store.has_bytes(found.sha256) else None


def _newest(session: Session, url: str) -> SnapshotRow | None:
    location = session.get(LocationRow, key_of(url))
    return location.source.snapshots[-1] if location is not None else None


def _sendable(value: str) -> str:
    return value if value.isascii() and value.isprintable() else ""


def _way(fetch: Fetch) -> tuple[object, ...]:
    return fetch.archived, fetch.url, fetch.hops, fetch.header("etag"), fetch.header("last-modified")


def _written(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
