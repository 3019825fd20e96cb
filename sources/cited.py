"""Everything that a draft links to: listing it, and fetching it into the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from claims.document import Document
from claims.errors import FetchError, VerifierError
from sources.fetches import known
from sources.fetching import AT_ONCE, Wanted, fetch_all
from sources.intake import Outcome, Result, add_page
from sources.location import is_url, key_of
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder
    from sources.fetched import PageFetcher


def cited_urls(document: Document) -> tuple[str, ...]:
    """Every web address that the links and footnotes of `document` point to, in reading order, each once.

    Links within the page, mail addresses and telephone numbers are no citations.
    """
    links = sorted(document.links, key=lambda link: link.span)
    urls = [link.url for link in links] + [url for note in document.footnotes for url in note.urls]
    found: dict[str, str] = {}
    for url in (u.strip() for u in urls):
        if url and not url.lower().startswith(("#", "mailto:", "tel:", "sms:", "javascript:", "data:")):
            found.setdefault(key_of(url) if is_url(url) else url, url)
    return tuple(found.values())


def add_cited(
    store: Store,
    document: Document,
    *,
    fetcher: PageFetcher,
    now: Callable[[], datetime],
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
    refresh: bool = False,
    at_once: int = AT_ONCE,
    progress: Callable[[int, int, str], None] | None = None,
) -> Iterator[Outcome]:
    """Add everything that a draft links to. A failure is told and stops nothing.

    Pages are fetched from several hosts at once and stored one by one. Whoever stops asking for outcomes
    leaves stored what was told; the same call again asks the web only for the rest.

    Args:
        store: where the pages go.
        document: the draft.
        fetcher: fetches them, from several threads.
        now: gives the time of each write, with a time zone.
        encoder: makes the vectors of their passages.
        actors: who is who; the shipped lexicon where None.
        actor: who adds them, for the audit log.
        refresh: also ask anew for what the store holds already, and take it where it has changed.
        at_once: hosts that are asked at the same time.
        progress: called at each page's turn with its number from 1, how many there are, and its address.

    Yields:
        One outcome for each address of `cited_urls`, in that order.
    """
    urls = cited_urls(document)

    def held(url: str) -> bool:
        return not refresh and is_url(url) and store.by_location(url) is not None

    wanted = {url: Wanted(url, known(store, url) if is_url(url) else None) for url in urls if not held(url)}
    with closing(fetch_all(fetcher, tuple(wanted.values()), at_once=at_once)) as pages:
        for number, url in enumerate(urls, start=1):
            if progress:
                progress(number, len(urls), url)
            page = next(pages) if url in wanted else None
            # Looked up once more: an earlier page may have turned out to be the same one.
            if page is None or held(url):
                yield Outcome(url, Result.HELD, None, "the store holds it already")
                continue
            try:
                if isinstance(page, FetchError):
                    raise page
                added = add_page(store, page, now=now(), encoder=encoder, actors=actors, actor=actor)
            except VerifierError as error:
                yield Outcome(url, Result.FAILED, None, f"{error.reason}. {error.remedy}")
            else:
                yield Outcome(url, Result(added.state.value), added, "")
