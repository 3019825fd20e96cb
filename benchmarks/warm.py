"""The program inside one process, with everything loaded: what the desk and `verifier batch` are as fast as.

All functions are called in a worker, and load what they need before their clock runs. `folder` is the folder
of a store, which stays open there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import Used, call

if TYPE_CHECKING:
    from sources.encoder import Encoder
    from sources.store import Store
    from verifier.types import Report

_NOW = datetime(2026, 3, 4, tzinfo=UTC)
_PER_SOURCE = 3


@cache
def _store(folder: Path) -> Store:
    from benchmarks.search import open_at

    return open_at(folder)


@cache
def _encoder() -> Encoder:
    from sources.encoder import Encoder

    return Encoder()


def check(texts: Sequence[str], folder: Path | None = None) -> tuple[Used, int]:
    """What a check of `texts` takes, against a store or none, and the number of their sentences.

    Nothing of an earlier check is used but what is loaded.
    """
    from claims.reading import read_text
    from verifier.config import Config
    from verifier.pipeline import check

    store = _store(folder) if folder is not None else None
    config = Config(cache=False)
    reports: list[Report] = []
    used = call(
        lambda: reports.extend(
            check(read_text(text), store=store, encoder=_encoder(), config=config) for text in texts
        )
    )
    return used, sum(len(report.article.analysis.sentences) for report in reports)


def add(sources: Sequence[str], folder: Path) -> Used:
    """What it takes to add `sources`, in Markdown, to a store."""
    from sources.details import Received
    from sources.intake import add_received

    store = _store(folder)

    def added() -> None:
        for text in sources:
            name = f"{hashlib.sha256(text.encode()).hexdigest()[:12]}.md"
            received = Received(text.encode(), name, name, None, None, ())
            add_received(store, received, now=_NOW, encoder=_encoder())

    return call(added)


def find(queries: Sequence[str], folder: Path) -> dict[str, float]:
    """Milliseconds a search: see `benchmarks.search.timed`."""
    from benchmarks.search import timed
    from sources.search import search

    store, encoder = _store(folder), _encoder()
    return timed(queries, lambda query: search(store, query, encoder=encoder))


def fill(count: int, folder: Path, *, seed: int) -> None:
    """Write so many small sources to a store, with made-up vectors that pass for the shipped encoder's."""
    from benchmarks import corpus
    from sources.encoder import WEIGHTS_SHA256

    vectors = corpus.WordVectors(WEIGHTS_SHA256)
    corpus.fill(_store(folder), vectors, count * _PER_SOURCE, seed=seed, per_source=_PER_SOURCE)
