"""Recording that names and domains are one publisher, and having the sources held say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from claims.errors import StoreBusy, StoreError, StoreFull, UnreadableInput
from sources import audit
from sources.audit import Action
from sources.correcting import correct
from sources.location import address_of
from sources.publisher_names import key_of
from sources.publisher_rows import load
from sources.recorded import recorded
from sources.schema import LocationRow, PublisherNameRow
from sources.source import Source
from sources.store import Store

if TYPE_CHECKING:
    from claims.actors import Actors
    from sources.encoder import TextEncoder


def declare(
    store: Store,
    publisher: str,
    also: Sequence[str],
    *,
    now: datetime,
    encoder: TextEncoder,
    actors: Actors | None = None,
    actor: str = "",
) -> tuple[Source, ...]:
    """Record that `also` are names or domains of `publisher`, and give the sources that changed by it.

    Sources held under one of the names, or from one of the domains without a publisher, get `publisher`; each
    is read anew for who speaks in it. Done twice it changes nothing, so a run that broke off can be repeated.
    A source whose snapshot is lost or can't be read any more stays as it is.

    Args:
        store: where it is recorded.
        publisher: what the body is to be called.
        also: further names, and domains such as "amnesty.org", which stand for their subdomains too.
        now: the time to write into the audit log, with a time zone.
        encoder: makes the vectors of the passages that are read anew.
        actors: who is who; the shipped lexicon where None.
        actor: who says so, for the audit log.

    Raises:
        StoreError: one of the names is empty, or is another publisher's already.
        StoreBusy, StoreFull: not all sources could be changed; do it again.
    """
    publisher = publisher.strip()
    with store.writing() as session:
        wanted = {_key(name): name.strip() for name in (publisher, *also)}
        query = select(PublisherNameRow).where(PublisherNameRow.key.in_(wanted))
        known = {row.key: row.publisher for row in session.scalars(query)}
        for key, other in known.items():
            if other != publisher:
                reason = f"it is recorded as a name of {other}"
                remedy = "Take it from there first: verifier sources publisher --forget NAME."
                raise StoreError(f'publisher name "{wanted[key]}"', reason, remedy)
        new = [
            {"key": key, "name": name, "publisher": publisher}
            for key, name in wanted.items()
            if key not in known
        ]
        if new:
            session.execute(insert(PublisherNameRow), new)
            _enter(session, publisher, now=now, actor=actor)
    return _renamed(store, now=now, encoder=encoder, actors=actors, actor=actor)


def forget(store: Store, name: str, *, now: datetime, actor: str = "") -> str:
    """Forget that `name` is a name of a publisher, and give that publisher. Sources stay as recorded.

    Where it is what the publisher is called, all its names are forgotten.

    Raises:
        StoreError: no publisher is recorded under this name.
    """
    with store.writing() as session:
        row = session.get(PublisherNameRow, _key(name))
        if row is None:
            remedy = "List them with: verifier sources publisher."
            raise StoreError(f'publisher name "{name}"', "no publisher is recorded under it", remedy)
        publisher, whole = row.publisher, row.name == row.publisher
        which = PublisherNameRow.publisher == publisher if whole else PublisherNameRow.key == row.key
        session.execute(delete(PublisherNameRow).where(which))
        _enter(session, publisher, now=now, actor=actor)
    return publisher


def _key(name: str) -> str:
    key = key_of(name)
    if not key:
        raise StoreError(f'publisher name "{name}"', "it has no word in it", "Give a name or a domain.")
    return key


def _enter(session: Session, publisher: str, *, now: datetime, actor: str) -> None:
    names = load(session).called.get(publisher, ())
    audit.append(session, Action.NAMES, publisher, {"names": names}, time=now, actor=actor)


def _renamed(
    store: Store, *, now: datetime, encoder: TextEncoder, actors: Actors | None, actor: str
) -> tuple[Source, ...]:
    publishers, addresses = store.publishers(), _addresses(store)
    changed = []
    for source in store.sources():
        publisher = publishers.of(source.publisher, source.location, *addresses.get(source.id, ()))
        if publisher != source.publisher:
            details = replace(recorded(source), publisher=publisher)
            try:
                correct(store, source.id, details, now=now, encoder=encoder, actors=actors, actor=actor)
            except (StoreBusy, StoreFull):
                raise
            except (UnreadableInput, StoreError):
                continue
            changed.append(store.source(source.id))
    return tuple(changed)


def _addresses(store: Store) -> dict[str, list[str]]:
    """By source, the web addresses that lead to it."""
    found: dict[str, list[str]] = {}
    with store.reading() as session:
        for key, source_id in session.execute(
            select(LocationRow.key, LocationRow.source_id).order_by(LocationRow.key)
        ):
            if (address := address_of(key)) is not None:
                found.setdefault(source_id, []).append(address)
    return found
