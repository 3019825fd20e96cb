"""Bringing sources in: from a file, from a web address, or everything that a draft links to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from claims.document import Document
from claims.errors import UnreadableInput, VerifierError
from sources.adding import Added, Addition, State
from sources.details import Given, Received, declared, details, media_type
from sources.location import is_url, key_of
from sources.passages import cut
from sources.recorded import Details, recorded
from sources.snapshot import sha256_of
from sources.statements import find
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder
    from sources.fetch import PageFetcher

__all__ = ["Given", "Outcome", "Result", "add_cited", "add_file", "add_received", "add_url", "cited_urls"]


class Result(StrEnum):
    """What became of one link of a draft, or one file of a folder or archive.

    HELD: the store had it, and it was not asked for again. LEFT_OUT: it is of a type that isn't read.
    """

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    HELD = "held"
    LEFT_OUT = "left out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address or file, the source where there is one, else the reason in words."""

    url: str
    result: Result
    added: Added | None
    reason: str


def add_file(
    store: Store,
    path: Path,
    *,
    given: Given | None = None,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> Added:
    """Add the file at `path`; its location is the path as given.

    Args:
        store: where it goes.
        path: a file of a type in `claims.reading.ACCEPTED`.
        given: what the editor says of it.
        now: the time to record, with a time zone.
        encoder: makes the vectors of its passages.
        actors: who is who; the shipped lexicon where None.
        actor: who adds it, for the audit log.

    Raises:
        UnreadableInput: there is no such file, or nothing in it can be read.
        StoreError: it can't be stored.
    """
    data = _file(path)
    also = (given.url,) if given and given.url else ()
    received = Received(data, path.as_posix(), path.name, None, None, also)
    return add_received(store, received, given=given, now=now, encoder=encoder, actors=actors, actor=actor)


def add_url(
    store: Store,
    url: str,
    *,
    fetcher: PageFetcher,
    given: Given | None = None,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> Added:
    """Fetch the page at `url` and add it; see `add_file`. An address it redirects to leads to it as well.

    Raises:
        FetchError: it can't or mustn't be fetched.
        UnreadableInput: nothing in it can be read.
        StoreError: it can't be stored.
    """
    page = fetcher.fetch(url)
    name = unquote(urlsplit(page.final_url).path).rstrip("/").rpartition("/")[2]
    host = urlsplit(page.final_url).hostname or url
    also = tuple(a for a in (page.final_url,) if key_of(a) != key_of(url))
    received = Received(page.data, url, name or host, page.media_type, page.format, also)
    return add_received(store, received, given=given, now=now, encoder=encoder, actors=actors, actor=actor)


def add_received(
    store: Store,
    received: Received,
    *,
    given: Given | None = None,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> Added:
    """Add bytes that were had already, such as a file in an archive; see `add_file`.

    Raises:
        UnreadableInput: nothing in them can be read.
        StoreError: they can't be stored.
    """
    given, publishers = given or Given(), store.publishers()
    publisher = publishers.of(given.publisher)
    held = store.held(received.location, sha256_of(received.data), publisher=publisher)

    def described(document: Document | None) -> Details:
        found = details(given, held, document, received, actor=actor)
        places = (received.location, *received.also, *(declared(document, received) if document else ()))
        return replace(found, publisher=publishers.of(found.publisher, *places))

    # Bytes that were lost or damaged are stored again.
    known = held and held.state is State.UNCHANGED and store.has_bytes(held.snapshot.sha256)
    if held and known and described(None) == recorded(held.source):
        store.note_locations(held.source.id, received.location, received.also, now=now, actor=actor)
        return held

    addition = prepare(received, described, now=now, encoder=encoder, actors=actors)
    return store.add(addition, now=now, actor=actor)


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
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Outcome, ...]:
    """Add everything that a draft links to, one page at a time. A failure is listed and stops nothing.

    Args:
        store: where the pages go.
        document: the draft.
        fetcher: fetches them.
        now: gives the time to record for each, with a time zone.
        encoder: makes the vectors of their passages.
        actors: who is who; the shipped lexicon where None.
        actor: who adds them, for the audit log.
        refresh: also fetch anew what the store holds already.
        progress: called before each page with its number from 1, how many there are, and its address.

    Returns:
        One outcome for each address of `cited_urls`, in that order.
    """
    urls = cited_urls(document)
    outcomes = []
    for number, url in enumerate(urls, start=1):
        if progress:
            progress(number, len(urls), url)
        if not refresh and is_url(url) and store.by_location(url):
            outcomes.append(Outcome(url, Result.HELD, None, "the store holds it already"))
            continue
        try:
            added = add_url(
                store, url, fetcher=fetcher, now=now(), encoder=encoder, actors=actors, actor=actor
            )
        except VerifierError as error:
            outcomes.append(Outcome(url, Result.FAILED, None, f"{error.reason}. {error.remedy}"))
        else:
            outcomes.append(Outcome(url, Result(added.state.value), added, ""))
    return tuple(outcomes)


def _file(path: Path) -> bytes:
    from claims.reading import MAX_BYTES

    if not path.is_file():
        raise UnreadableInput(str(path), "there is no such file", "Check the name and the folder.")
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        reason = f"the file can't be read ({error.strerror})"
        raise UnreadableInput(str(path), reason, "Check that you may read it.") from error
    if size > MAX_BYTES:
        reason = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        raise UnreadableInput(str(path), reason, "Add only the part that is cited.")
    return data


def prepare(
    received: Received,
    described: Callable[[Document], Details],
    *,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
) -> Addition:
    """Read and analyse bytes, and make all that is stored of them.

    Args:
        received: the bytes, with what is known of them.
        described: gives what is to be recorded, from the document as read.
        now: when the bytes were had, with a time zone.
        encoder: makes the vectors of the passages.
        actors: who is who; the shipped lexicon where None.

    Raises:
        UnreadableInput: nothing in them can be read.
    """
    from claims.reading import read_bytes

    document = read_bytes(received.data, name=received.name, format=received.format)
    # After reading, so that a file that can't be read is told without waiting for the language model.
    from claims.analysis import analyse

    about = described(document)
    analysis = analyse(document, actors=actors)
    passages = cut(document, sentences=[sentence.span for sentence in analysis.sentences])
    if not passages:
        raise UnreadableInput(received.location, "it holds no text that can be read", _no_text(document))
    vectors = encoder.encode([passage.text for passage in passages])
    statements = find(analysis, passages, publisher=about.publisher, kind=about.kind, actors=actors)
    return Addition(
        data=received.data,
        media_type=received.media_type or media_type(document, received.name),
        location=received.location,
        taken=now,
        details=about,
        passages=passages,
        statements=statements,
        vectors=tuple(vector.astype("<f4").tobytes() for vector in vectors),
        encoder=encoder.sha256,
        also=received.also + declared(document, received),
    )


def _no_text(document: Document) -> str:
    told = " ".join(document.notes)
    return told or "If it is a scan or a page built by a script, save its text as a file and add that."
