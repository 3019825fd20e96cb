"""What is recorded of a source: as the editor says, as it was recorded, or as the document itself says."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from datetime import datetime

from claims.document import BlockKind, Document
from sources.adding import Added
from sources.fetched import Fetch
from sources.given import Given
from sources.location import is_url
from sources.media import READABLE
from sources.recorded import Details, recorded
from sources.source import SourceKind, Terms

_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes with what is known of them before they are read.

    `taken` is when they were had, where that is not now; `fetch` how, where they were had from the web.
    """

    data: bytes
    location: str
    name: str
    media_type: str | None
    format: str | None
    also: tuple[str, ...]
    taken: datetime | None = None
    fetch: Fetch | None = None


def details(
    given: Given, held: Added | None, document: Document | None, received: Received, *, actor: str = ""
) -> Details:
    """What the editor says; else what is recorded; else what the document says.

    Who brought in a source that is not held yet is `actor`, where the editor names nobody.
    """
    before = recorded(held.source) if held else None
    said = document.metadata if document else None
    return Details(
        title=(
            (given.title or "").strip()
            or (before.title if before else "")
            or (_title(document) if document else "")
            or received.name
        ),
        publisher=given.publisher or (before and before.publisher) or (said and said.publisher) or None,
        published=given.published or (before and before.published) or (said and said.published) or None,
        author=given.author or (before and before.author) or (said and said.author) or None,
        kind=given.kind or (before.kind if before else SourceKind.DOCUMENT),
        on_record=given.on_record or (before.on_record if before else Terms.ON_RECORD),
        embargo=given.embargo or (before.embargo if before else None),
        added_by=given.added_by or (before.added_by if before else actor),
        why=given.why or (before.why if before else ""),
    )


def _title(document: Document) -> str:
    """The title that the document gives itself, else its first headline or heading."""
    if document.metadata.title and document.metadata.title.strip():
        return " ".join(document.metadata.title.split())[:_LONGEST_TITLE]
    for kind in (BlockKind.HEADLINE, BlockKind.HEADING):
        for block in document.blocks:
            if block.kind is kind and block.span.of(document.text).strip():
                return " ".join(block.span.of(document.text).split())[:_LONGEST_TITLE]
    return ""


def declared(document: Document, received: Received) -> tuple[str, ...]:
    """The address that a saved file says it is from.

    A page on the web isn't believed in this: many name their site's front page.
    """
    url = document.metadata.url
    return (url,) if url and is_url(url) and not is_url(received.location) else ()


def media_type(document: Document, name: str) -> str:
    """The media type of a file, by the reader that read it, else by its name."""
    if document.format == "subtitles":
        return "text/vtt" if name.lower().endswith(".vtt") else "application/x-subrip"
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return next((told for told, reader in READABLE.items() if reader == document.format), guessed)
