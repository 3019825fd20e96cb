"""Correcting what is recorded of a source that the store holds."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.details import Received
from sources.intake import prepare
from sources.location import is_url
from sources.media import READABLE
from sources.recorded import Change, Details, recorded
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder


def correct(
    store: Store,
    source_id: str,
    details: Details,
    *,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> tuple[Change, ...]:
    """Record `details` of a source in place of what is recorded, and give what was changed.

    Another publisher or kind alters whose statements the source's own words are, so its newest snapshot is
    read anew for them; that takes as long as adding it did.

    Args:
        store: where it is.
        source_id: its id, or how it begins.
        details: all of them, those that stay as they are too.
        now: the time to write into the audit log, with a time zone.
        encoder: makes the vectors of the passages, where they are read anew.
        actors: who is who; the shipped lexicon where None.
        actor: who does it, for the audit log.

    Raises:
        StoreError: there is no such source, or its snapshot is missing or changed.
        UnreadableInput: its snapshot can't be read any more.
        ValueError: the title is empty.
    """
    if not details.title.strip():
        raise ValueError("a source needs a title")
    source = store.source(source_id)
    before = recorded(source)
    if (before.publisher, before.kind) == (details.publisher, details.kind):
        return store.describe(source.id, details, now=now, actor=actor)
    newest = store.snapshots(source.id)[-1]
    path = urlsplit(source.location).path if is_url(source.location) else source.location
    received = Received(
        store.snapshot_bytes(newest.sha256),
        source.location,
        PurePosixPath(path).name or source.location,
        newest.media_type,
        READABLE.get(newest.media_type),
        (),
    )
    addition = prepare(received, lambda _: details, now=now, encoder=encoder, actors=actors)
    return store.describe(source.id, addition, now=now, actor=actor)
