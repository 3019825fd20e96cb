"""How the time of a check grows with the length of the draft: in proportion, never with its square."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from benchmarks.newswriter import article, source
from claims.reading import read_text
from sources.encoder import Encoder
from sources.intake import add_file
from sources.store import Store
from verifier.pipeline import check_document

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SHORT, TIMES = 80, 5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with two sources about the drafts."""
    folder = tmp_path_factory.mktemp("store")
    with Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "snapshots") as opened:
        for seed in (4, 5):
            path = folder / f"{seed}.md"
            path.write_text(source(300, seed=seed, about=seed), encoding="utf-8")
            add_file(opened, path, now=NOW, encoder=Encoder())
        yield opened


def test_five_times_the_words_take_no_more_than_nine_times_the_time(store: Store) -> None:
    encoder = Encoder()

    def seconds(words: int, seed: int) -> float:
        document = read_text(article(words, seed=seed))
        start = time.process_time()
        check_document(document, store=store, encoder=encoder)
        return time.process_time() - start

    seconds(SHORT, 1)  # what is loaded once is no part of it
    short = min(seconds(SHORT, seed) for seed in (2, 3))
    assert seconds(SHORT * TIMES, 5) < 9 * short, "with its square it would be 25 times"
