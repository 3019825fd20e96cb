"""Bringing sources in: from a file or from a web address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from claims.document import Document
from claims.errors import UnreadableInput
from sources.adding import Added, Addition, State
from sources.details import Received, declared, details, media_type
from sources.fetched import Fetched, Unchanged
from sources.fetches import known
from sources.given import Given
from sources.location import escaped, key_of, name_of, written
from sources.media import READABLE
from sources.passages import cut
from sources.recorded import Details, recorded
from sources.snapshot import sha256_of
from sources.statements import find
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder
    from sources.fetched import PageFetcher

__all__ = ["Given", "Outcome", "Result", "add_file", "add_page", "add_received", "add_url"]


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
    received = Received(data, written(path), escaped(path.name), None, None, also)
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
    page = fetcher.fetch(url, known(store, url))
    return add_page(store, page, given=given, now=now, encoder=encoder, actors=actors, actor=actor)


def add_page(
    store: Store,
    page: Fetched | Unchanged,
    *,
    given: Given | None = None,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> Added:
    """Add a page that was fetched; see `add_url`. Of one that is unchanged, what is held is read again.

    Raises:
        UnreadableInput: nothing in it can be read.
        StoreError: it can't be stored.
    """
    how = page.how
    name = name_of(how.final_url)
    also = () if key_of(how.final_url) == key_of(how.url) else (how.final_url,)
    if isinstance(page, Fetched):
        received = Received(page.data, how.url, name, page.media_type, page.format, also, how.time, how)
    else:
        held, told = store.snapshot_bytes(page.known.sha256), page.known.media_type
        received = Received(held, how.url, name, told, READABLE.get(told), also, how.time)
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
        store.note_locations(
            held.source.id, received.location, received.also, fetch=received.fetch, now=now, actor=actor
        )
        return held

    addition = prepare(received, described, now=now, encoder=encoder, actors=actors)
    return store.add(addition, now=now, actor=actor)


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
        now: when the bytes were had, where `received` doesn't say, with a time zone.
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
        taken=received.taken or now,
        details=about,
        passages=passages,
        statements=statements,
        vectors=tuple(vector.astype("<f4").tobytes() for vector in vectors),
        encoder=encoder.sha256,
        also=received.also + declared(document, received),
        fetch=received.fetch,
    )


def _no_text(document: Document) -> str:
    told = " ".join(document.notes)
    return told or "If it is a scan or a page built by a script, save its text as a file and add that."
