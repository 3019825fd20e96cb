"""The search benchmark's own parts: the store that it writes, and what it makes of times."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from benchmarks import corpus, retrieval, search
from sources.quotations import find_quotation
from sources.store import Store


def test_the_same_passages_are_written_at_every_run() -> None:
    texts = list(corpus.passages(3, seed=4))
    assert texts == list(islice(corpus.passages(9, seed=4), 3))
    assert texts != list(corpus.passages(3, seed=5))


def test_sources_are_as_long_as_they_are_asked_to_be(tmp_path: Path) -> None:
    with search.open_at(tmp_path) as store:
        corpus.fill(store, corpus.WordVectors(), 7, seed=0, per_source=3)
        assert store.count() == 3


def test_made_up_vectors_are_those_of_words() -> None:
    one, same, other = corpus.WordVectors().encode(["Ferries closed.", "closed ferries", "rain"])
    assert np.allclose(one, same, atol=1e-6)
    assert abs(float(one @ other)) < 0.3
    assert np.linalg.norm(one) == np.float32(1) or abs(np.linalg.norm(one) - 1) < 1e-6


def test_a_store_is_filled_searched_and_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "INGESTED", 50)
    encoder = corpus.WordVectors()
    with search.open_at(tmp_path) as store:
        corpus.fill(store, encoder, 150, seed=0)
        corpus.fill(store, encoder, 50, seed=1)
        assert store.count() == 3
        asked = search.queries()[:5]
        assert search.recall(store, encoder, asked) == 1.0
        assert min(search.ingested_per_s(store, tmp_path, encoder)) > 0
        assert store.count() == 3 + search.ADDITIONS
        first = next(corpus.passages(1, seed=0))
        assert find_quotation(store, first)[0].passage.text == first


def test_a_claim_finds_its_source(tmp_path: Path) -> None:
    encoder = corpus.WordVectors()
    texts = list(corpus.passages(30, seed=0))
    pairs = [{"claim": text.split(". ")[0], "source_text": text} for text in texts]
    figures = retrieval.measure({"first": pairs[:10], "second": pairs[10:]}, encoder)
    assert [figures[name]["claims"] for name in ("first", "second")] == [10, 20]
    assert all(figure["fused"] >= 90.0 for figure in figures.values())
    with Store.open("sqlite://", snapshots=tmp_path) as store:
        assert set(retrieval.fill(store, texts[:1], encoder)) == {texts[0]}
