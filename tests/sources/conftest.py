"""A store on each database, a small encoder, and a way to build documents without a reader."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from claims.document import Block, BlockKind, Document, Metadata, OffsetMap, Span
from claims.types import Speaker, SpeakerType
from sources import rarity, vector_rows
from sources.adding import Addition
from sources.fetched import Fetch, Hop
from sources.passages import cut
from sources.recorded import Details
from sources.source import SourceKind
from sources.statements import FoundStatement
from sources.store import Store
from sources.words import query_words
from tests.postgres import Server
from tests.sources.site import Site

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


class WordEncoder:
    """Hashes words into 64 places: the same words give the same vector, shared words a near one."""

    name = "words"
    sha256 = hashlib.sha256(b"words").hexdigest()

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.encoded += texts
        vectors = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in query_words(text):
                vectors[row, zlib.crc32(word.encode()) % 64] += 1
            vectors[row] /= np.linalg.norm(vectors[row]) or 1
        return vectors


@pytest.fixture
def encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture(scope="session")
def postgres(server: Server) -> str:
    """URL of the server, without a database."""
    return server.url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty database, once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'sources.db'}"
    return request.getfixturevalue("server").emptied()


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    with Store.open(url, snapshots=tmp_path / "snapshots") as opened:
        yield opened


def make_document(*parts: str | tuple[BlockKind, str], lead_ins: dict[int, int] | None = None) -> Document:
    """A document of these blocks, paragraphs unless they say otherwise, two line breaks between them."""
    blocks, text, heading = [], "", None
    for index, part in enumerate(parts):
        kind, words = part if isinstance(part, tuple) else (BlockKind.PARAGRAPH, part)
        if text:
            text += "\n- " if kind is BlockKind.BULLET else "\n\n"
        span = Span(len(text), len(text) + len(words))
        blocks.append(Block(span, kind, lead_in=(lead_ins or {}).get(index), heading=heading))
        if kind in (BlockKind.HEADING, BlockKind.HEADLINE):
            heading = index
        text += words
    return Document(
        name="made.txt",
        format="plain",
        text=text,
        blocks=tuple(blocks),
        original=text,
        offsets=OffsetMap.identity(len(text)),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        metadata=Metadata(),
    )


def make_addition(
    *paragraphs: str,
    location: str = "https://harbourwatch.example/report",
    title: str = "Nets of Silence",
    publisher: str | None = "Harbour Watch",
    kind: SourceKind = SourceKind.REPORT,
    also: tuple[str, ...] = (),
    speaker: str | None = None,
) -> Addition:
    """An addition of these paragraphs; with `speaker`, each is a statement of theirs."""
    encoder = WordEncoder()
    passages = cut(make_document(*paragraphs))
    statements = tuple(
        FoundStatement(
            index,
            Speaker(speaker, SpeakerType.NGO, role="director", mention=Span(0, 4), named=True),
            passage.text,
            ("first words", "second words"),
            "say",
            False,
        )
        for index, passage in enumerate(passages)
        if speaker
    )
    return Addition(
        data="\n\n".join(paragraphs).encode(),
        media_type="text/plain",
        location=location,
        taken=NOW,
        details=Details(title, publisher, date(2026, 5, 1), "R. Venn", kind),
        passages=passages,
        statements=statements,
        vectors=tuple(v.tobytes() for v in encoder.encode([p.text for p in passages])),
        encoder=encoder.sha256,
        also=also,
    )


def make_fetch(data: bytes, *urls: str, **headers: str) -> Fetch:
    """How `data` was had from the last of `urls`, over those before it."""
    hops = (*(Hop(url, 302) for url in urls[:-1]), Hop(urls[-1], 200))
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Fetch(urls[0], hops, named, NOW, hashlib.sha256(data).hexdigest())


def found_by_words(
    store: Store, queries: Sequence[str], *, within: Collection[str] | None = None
) -> list[tuple[int, ...]]:
    """For each query the numbers of the passages that share words with it, best first."""
    with store.reading() as session:
        connection, total = session.connection(), vector_rows.count(session)
        return [rarity.find(connection, q, total=total, within=within).numbers for q in queries]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()
