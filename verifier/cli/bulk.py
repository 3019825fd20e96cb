"""Adding what is in a folder, a zip file or a web archive, for `verifier sources add`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UnreadableInput, VerifierError

if TYPE_CHECKING:
    from sources.encoder import TextEncoder
    from sources.given import Given
    from sources.intake import Outcome
    from sources.store import Store


def is_container(location: str) -> bool:
    """True where `location` names a folder or an archive, not a file or a web address."""
    from sources.containers import is_container as is_container_path
    from sources.location import is_url

    return not is_url(location) and is_container_path(Path(location))


def add_container(
    store: Store,
    location: str,
    given: Given,
    *,
    encoder: TextEncoder,
    now: Callable[[], datetime],
    actor: str,
) -> Iterator[str | VerifierError]:
    """Add everything in it; of each file a line to print, or the error that kept it out.

    Raises:
        StoreError: something can't be stored.
    """
    from sources.bulk import add_all

    try:
        outcomes = add_all(store, Path(location), given=given, now=now, encoder=encoder, actor=actor)
        yield from (_told(outcome) for outcome in outcomes)
    except UnreadableInput as error:
        yield error


def _told(outcome: Outcome) -> str | VerifierError:
    from sources.intake import Result
    from verifier.visible import one_line

    if outcome.added is not None:
        source = outcome.added.source
        return one_line(f"{outcome.result.value}: {source.id} {source.title}, {outcome.url}")
    if outcome.result is Result.LEFT_OUT:
        return one_line(f"left out: {outcome.url}: {outcome.reason}")
    reason, _, remedy = outcome.reason.partition(". ")
    return UnreadableInput(outcome.url, reason, remedy)
