"""The names of publishers as the store holds them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from sources.publisher_names import Publishers
from sources.schema import PublisherNameRow


def load(session: Session) -> Publishers:
    """All names that are recorded."""
    by_key: dict[str, str] = {}
    called: dict[str, tuple[str, ...]] = {}
    for row in session.scalars(select(PublisherNameRow).order_by(PublisherNameRow.key)):
        by_key[row.key] = row.publisher
        known = called.get(row.publisher, (row.publisher,))
        called[row.publisher] = known if row.name == row.publisher else (*known, row.name)
    return Publishers(by_key, called)
