"""The values that the store gives out: sources, their snapshots, passages and statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.document import Span
from claims.types import Speaker


class SourceKind(StrEnum):
    """What a source is, as the editor says."""

    DOCUMENT = "document"
    PRESS_RELEASE = "press_release"
    REPORT = "report"
    INTERVIEW = "interview"
    WIRE = "wire"
    NEWS = "news"


class Terms(StrEnum):
    """On what terms a source was given. BACKGROUND: its words may be used, but not with its name."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Source:
    """Something cited: one document by one publisher.

    Attributes:
        id: short, stable, made from the first snapshot's hash and where it came from.
        title: as given or as the document says, never empty.
        publisher: the body that answers for it, or None where nothing tells.
        published: its own date, or None.
        location: the URL or file path it was added from.
        kind: what it is.
        author: person, or None.
        on_record: on what terms it was given.
        embargo: nothing from it may be published before; in UTC, or None.
        added_by: who brought it in, empty where nobody said.
        why: what for, in the editor's words; may be empty.
    """

    id: str
    title: str
    publisher: str | None
    published: date | None
    location: str
    kind: SourceKind = SourceKind.DOCUMENT
    author: str | None = None
    on_record: Terms = Terms.ON_RECORD
    embargo: datetime | None = None
    added_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of a source at one time; they lie in the content-addressed folder under `sha256`."""

    sha256: str
    source: str
    taken: datetime
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a passage stands in its snapshot: paragraph and page from 1, characters of its text.

    `at` is the place in a format that counts otherwise than by pages: "row 12", "00:01:23".
    """

    paragraph: int
    span: Span
    page: int | None = None
    at: str = ""

    def __str__(self) -> str:
        place = self.at or f"paragraph {self.paragraph}"
        return f"page {self.page}, {place}" if self.page is not None else place


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a source's newest snapshot. `id` is the store's own number."""

    id: int
    source: Source
    snapshot: str
    locator: Locator
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that a source shows a speaker to have said.

    Attributes:
        passage: where it stands.
        speaker: who says it there; the publisher where the document speaks in its own voice.
        text: the words of the statement.
        quotations: the parts of `text` that stand between quotation marks in the source.
        cue: base form of the reporting word ("say"), empty for the document's own voice.
        own_voice: True where the document itself speaks, with no cue.
    """

    passage: Passage
    speaker: Speaker
    text: str
    quotations: tuple[str, ...]
    cue: str
    own_voice: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by search: fused score in 0..1 and the rank (from 1) in each list it stood in."""

    passage: Passage
    score: float
    lexical_rank: int | None
    vector_rank: int | None
    similarity: float | None
