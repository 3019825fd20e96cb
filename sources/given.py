"""What an editor says of a source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sources.source import SourceKind, Terms


@dataclass(frozen=True, slots=True)
class Given:
    """What the editor says of a source; None leaves it to what is recorded, else to the document itself.

    `url` is the address that a file was saved from.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    kind: SourceKind | None = None
    url: str | None = None
    on_record: Terms | None = None
    embargo: datetime | None = None
    added_by: str | None = None
    why: str | None = None
