"""A store of any size, the same at every run: what search is measured on.

The sentences are those of `benchmarks.newswriter`, each about people, bodies and places of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from random import Random

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, insert, select

from benchmarks.newswriter import Cast, sentence
from claims.document import Span
from sources import lexical, snapshot
from sources.adding import Addition, Details
from sources.encoder import DIMENSIONS, TextEncoder
from sources.passages import Cut
from sources.schema import PassageRow, ShingleRow, SnapshotRow, SourceRow, VectorRow
from sources.shingles import runs, sampled
from sources.source import Locator
from sources.store import Store

#: Passages in each source that `fill` writes unless told otherwise.
PER_SOURCE = 100
_AT_ONCE = 10_000

_TAKEN = datetime(2026, 3, 4, tzinfo=UTC)


def passages(count: int, *, seed: int) -> Iterator[str]:
    """So many passages of three sentences each."""
    random = Random(seed)
    for _ in range(count):
        yield " ".join(invented(random) for _ in range(3))


def invented(random: Random) -> str:
    """One sentence of news about people whom hardly another is about."""
    return sentence(random, Cast.drawn(random, 1))


class WordVectors:
    """Stands in for the encoder: a passage is the sum of its words' fixed random vectors.

    Args:
        sha256: of the encoder whose vectors they are to pass for, in a store that is asked with that one.
    """

    name = "word vectors"

    def __init__(self, sha256: str = hashlib.sha256(b"word vectors").hexdigest()) -> None:
        self.sha256 = sha256
        self._known: dict[str, NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row for each text, of unit length."""
        found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            words = [self._vector(w) for w in re.findall(r"\w+", text.lower())]
            if words:
                found[row] = np.sum(words, axis=0)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return (found / np.where(lengths, lengths, 1)).astype(np.float32)

    def _vector(self, word: str) -> NDArray[np.float32]:
        if word not in self._known:
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "little")
            self._known[word] = np.random.default_rng(seed).standard_normal(DIMENSIONS, dtype=np.float32)
        return self._known[word]


def fill(store: Store, encoder: TextEncoder, count: int, *, seed: int, per_source: int = PER_SOURCE) -> None:
    """Write so many passages to `store`, many at once: far faster than sources come in one by one."""
    # One file stands for all: a store whose folder of snapshots is empty takes nothing in.
    snapshot.keep(store.snapshots_folder, b"Notes")
    texts = passages(count, seed=seed)
    step = _AT_ONCE // per_source * per_source
    for start in range(0, count, step):
        part = [next(texts) for _ in range(min(step, count - start))]
        _write(store, encoder, part, f"{seed}-{start}", per_source)


def _write(store: Store, encoder: TextEncoder, texts: Sequence[str], name: str, per_source: int) -> None:
    vectors = encoder.encode(texts)
    with store.writing() as session:
        first = session.execute(select(func.coalesce(func.max(PassageRow.id), 0))).scalar_one()
        ids = [f"{name}-{n}" for n in range(-(-len(texts) // per_source))]
        session.execute(
            insert(SourceRow),
            [
                {"id": i, "title": f"Notes {i}", "location": f"https://wire.example/{i}", "kind": "report"}
                for i in ids
            ],
        )
        session.execute(
            insert(SnapshotRow),
            [
                {"sha256": i, "source_id": i, "taken": _TAKEN, "size": 0, "media_type": "text/plain"}
                for i in ids
            ],
        )
        rows = list(enumerate(texts, start=first + 1))
        session.execute(
            insert(PassageRow),
            [
                {
                    "id": number,
                    "source_id": ids[place // per_source],
                    "snapshot_sha256": ids[place // per_source],
                    "paragraph": place % per_source + 1,
                    "span_start": 0,
                    "span_end": len(text),
                    "text": text,
                    "context": "",
                }
                for place, (number, text) in enumerate(rows)
            ],
        )
        session.execute(
            insert(VectorRow),
            [
                {"passage_id": number, "encoder": encoder.sha256, "data": vector.tobytes()}
                for (number, _), vector in zip(rows, vectors, strict=True)
            ],
        )
        lexical.insert(session.connection(), [(number, text, "Notes") for number, text in rows])
        parts = [texts[place : place + per_source] for place in range(0, len(texts), per_source)]
        session.execute(
            insert(ShingleRow),
            [
                {"hash": run, "source_id": source_id}
                for source_id, part in zip(ids, parts, strict=True)
                for run in sampled(runs(part))
            ],
        )


def addition(encoder: TextEncoder, count: int, *, seed: int) -> Addition:
    """A source of so many passages, as intake hands it to the store."""
    texts = list(passages(count, seed=seed))
    cuts = tuple(
        Cut(Locator(number, Span(0, len(text))), text, "") for number, text in enumerate(texts, start=1)
    )
    return Addition(
        data="\n\n".join(texts).encode(),
        media_type="text/plain",
        location=f"https://wire.example/{seed}",
        taken=_TAKEN,
        details=Details(f"Notes {seed}", "Harbour Wire", date(2026, 3, 4)),
        passages=cuts,
        statements=(),
        vectors=tuple(v.tobytes() for v in encoder.encode(texts)),
        encoder=encoder.sha256,
    )
