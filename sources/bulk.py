"""Adding all that is in a folder, a zip file or a web archive, each file as a source of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UnreadableInput
from sources.containers import Refused, members
from sources.details import Received
from sources.given import Given
from sources.intake import Outcome, Result, add_received
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder


def add_all(
    store: Store,
    path: Path,
    *,
    given: Given | None = None,
    now: Callable[[], datetime],
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> Iterator[Outcome]:
    """Add everything in the container at `path`, and tell of each file what became of it.

    A file that can't be read is told with the reason and stops nothing. A record of a web archive is stored
    under its own address, with the time that the archive gives; with the present one where that lies ahead.

    Args:
        store: where it goes.
        path: a folder, a zip file, or a WARC or WACZ file.
        given: what the editor says of all of them.
        now: gives the time of each write, with a time zone.
        encoder: makes the vectors of their passages.
        actors: who is who; the shipped lexicon where None.
        actor: who adds them, for the audit log.

    Raises:
        UnreadableInput: the container itself can't be opened.
        StoreError: something can't be stored.
    """
    for found in members(path):
        if isinstance(found, Refused):
            result = Result.FAILED if found.ours else Result.LEFT_OUT
            yield Outcome(found.location, result, None, f"{found.reason}. {found.remedy}")
            continue
        received = Received(
            found.data,
            found.location,
            found.name,
            found.media_type,
            found.format,
            found.also,
            min(found.taken, now()) if found.taken is not None else None,
            found.fetch,
        )
        try:
            added = add_received(
                store, received, given=given, now=now(), encoder=encoder, actors=actors, actor=actor
            )
        except UnreadableInput as error:
            yield Outcome(found.location, Result.FAILED, None, f"{error.reason}. {error.remedy}")
        else:
            yield Outcome(found.location, Result(added.state.value), added, "")
