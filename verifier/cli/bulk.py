"""Adding what is in a folder, a zip file or a web archive, for `verifier sources add`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import UnreadableInput, VerifierError

if TYPE_CHECKING:
    from sources.encoder import TextEncoder
    from sources.intake import Given
    from sources.store import Store


def is_container(location: str) -> bool:
    """True where `location` names a folder or an archive, not a file or a web address."""
    from sources.containers import is_container as is_container_path
    from sources.location import is_url

    return not is_url(location) and is_container_path(Path(location))


def add_container(
    store: Store, location: str, given: Given, *, encoder: TextEncoder, now: Callable[[], datetime]
) -> Iterator[str | VerifierError]:
    """Add everything in it; of each file a line to print, or the error that kept it out.

    Raises:
        UnreadableInput: the folder or archive itself can't be opened.
        StoreError: something can't be stored.
    """
    from sources.bulk import add_all
    from sources.intake import Result
    from verifier.render.visible import one_line

    for outcome in add_all(store, Path(location), given=given, now=now, encoder=encoder):
        if outcome.added is not None:
            source = outcome.added.source
            yield one_line(f"{outcome.result.value}: {source.id} {source.title}, {outcome.url}")
        elif outcome.result is Result.LEFT_OUT:
            yield one_line(f"left out: {outcome.url}: {outcome.reason}")
        else:
            reason, _, remedy = outcome.reason.partition(". ")
            yield UnreadableInput(outcome.url, reason, remedy)
