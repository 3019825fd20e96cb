"""What the commands that fetch share: the fetcher, and what to ask it for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from verifier import __version__

if TYPE_CHECKING:
    from sources.fetch import Fetcher
    from sources.fetching import Wanted
    from sources.store import Store


def fetcher() -> Fetcher:
    """The one for all pages of a command, so that a host is asked at one pace."""
    from sources.fetch import Fetcher

    return Fetcher(version=__version__)


def wanted(store: Store, locations: Iterable[str]) -> tuple[Wanted, ...]:
    """Those of `locations` that are web addresses, with what the store knows of each."""
    from sources.fetches import known
    from sources.fetching import Wanted
    from sources.location import is_url

    return tuple(Wanted(url, known(store, url)) for url in locations if is_url(url))
