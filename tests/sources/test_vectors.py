"""The vector index: the same answer from memory, from its file, made anew, and by comparing everything."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from sources import codes, vectors
from sources.codes import Codes, codes_of
from sources.kept_codes import keeper_of
from sources.search import search
from sources.similarity import Compared, compared, exact_similarities, similarities_to
from sources.store import Store
from sources.vectors import VectorIndex, index_of
from tests.postgres import Server
from tests.sources.conftest import NOW, WordEncoder, make_addition

WORDS = (
    "boats", "wages", "harbour", "rain", "hills", "crews", "inspectors", "ferry", "smoke", "keeper", "north",
)  # fmt: skip


def unit(count: int, places: int = 384, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).standard_normal((count, places)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def paragraph(number: int) -> str:
    random = np.random.default_rng(number)
    return " ".join(random.choice(WORDS, 8)) + f" number {number}."


def add(store: Store, first: int, count: int) -> str:
    texts = [paragraph(n) for n in range(first, first + count)]
    return store.add(make_addition(*texts, location=f"https://wire.example/{first}")).source.id


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of more than 30 passages counts as large."""
    monkeypatch.setattr(vectors, "EXACT", 30)
    monkeypatch.setattr(vectors, "CANDIDATES", 10)


def index(store: Store, encoder: WordEncoder) -> VectorIndex:
    made = VectorIndex(store, encoder, exact=30, candidates=10)
    made.refresh(store)
    return made


def told(compared: Compared) -> list[tuple[int, float, int]]:
    rows = zip(
        compared.numbers.tolist(), compared.similarities.tolist(), compared.ranks.tolist(), strict=True
    )
    return list(rows)


def test_the_fast_similarities_are_the_exact_ones() -> None:
    held, asked = unit(3000), unit(20, seed=1)
    for query in [*asked, held[7]]:
        assert (similarities_to(query, held) == exact_similarities(query, held)).all()
    assert similarities_to(asked[0], held[:0]).tolist() == []


def test_equal_similarities_rank_by_number() -> None:
    found = compared(np.array([3, 5, 9]), np.array([0.5, 0.7, 0.5]))
    assert found.ranks.tolist() == [2, 1, 3]
    assert found.best(2).tolist() == [5, 3]
    assert found.places([9, 4, 10]) == {9: 2}


def test_codes_find_the_nearest() -> None:
    held, asked = unit(5000), unit(30, seed=1)
    near = held[:30] * 0.9 + asked * 0.3
    made = Codes(6)
    made.append(np.arange(1, 5001), codes_of(held))
    for row, query in enumerate(near, start=1):
        found = made.nearest(query, 20)
        assert row in found
        assert found.tolist() == sorted(found)
    among = np.zeros(5000, dtype=bool)
    among[:3] = True
    assert made.nearest(near[0], 20, among=among).tolist() == [1, 2, 3]


def test_codes_grow_over_a_block_and_shrink() -> None:
    held = codes_of(unit(70_000, places=64))
    whole, grown = Codes(1), Codes(1)
    whole.append(np.arange(70_000), held)
    for start in range(0, 70_000, 32_000):
        grown.append(np.arange(start, min(start + 32_000, 70_000)), held[start : start + 32_000])
    assert (grown.rows() == whole.rows()).all()
    less = whole.without(np.array([0, 69_999]))
    assert len(less) == 69_998
    assert (less.rows() == held[1:-1]).all()


def test_a_length_that_fills_no_word_is_coded() -> None:
    made = Codes(2)
    made.append(np.array([4]), codes_of(unit(1, places=100)))
    assert made.nearest(unit(1, places=100)[0], 5).tolist() == [4]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-1],
        lambda data: data[:10],
        lambda data: b"X" + data[1:],
        lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        lambda data: b"",
    ],
)
def test_damaged_codes_are_not_believed(damage: Callable[[bytes], bytes]) -> None:
    made = Codes(6)
    made.append(np.arange(40), codes_of(unit(40)))
    data = codes.packed(made, encoder="one", revision=3)
    kept = codes.unpacked(data, encoder="one")
    assert kept is not None
    assert kept.revision == 3
    assert (kept.codes.rows() == made.rows()).all()
    assert codes.unpacked(data, encoder="another") is None
    assert codes.unpacked(damage(data), encoder="one") is None


def test_grown_and_made_anew_are_the_same(store: Store, encoder: WordEncoder) -> None:
    add(store, 0, 20)
    grown = index(store, encoder)
    gone = [add(store, 100, 15)]
    grown.refresh(store)
    add(store, 200, 20)
    gone.append(add(store, 300, 10))
    assert grown.refresh(store) == 65
    for source in gone:
        store.remove(source, now=NOW)
    assert grown.refresh(store) == 40
    for query in encoder.encode([paragraph(5), "ferry smoke", "unpaid wages number 210"]):
        assert told(grown.compare(store, query)) == told(index(store, encoder).compare(store, query))
    store.remove(store.sources()[0].id, now=NOW)
    assert grown.refresh(store) == 20
    query = encoder.encode(["ferry"])[0]
    assert told(grown.compare(store, query)) == told(index(store, encoder).compare(store, query))


def test_scores_in_a_large_store_are_exact(store: Store, encoder: WordEncoder) -> None:
    add(store, 0, 60)
    everything = VectorIndex(store, encoder)
    everything.refresh(store)
    query = encoder.encode([paragraph(9)])[0]
    whole = everything.compare(store, query)
    some = index(store, encoder).compare(store, query, also={1, 2})
    assert 10 <= len(some.numbers) <= 12
    assert {1, 2} <= set(some.numbers.tolist())
    rows = whole.places(some.numbers.tolist())
    assert some.similarities.tolist() == [whole.similarities[rows[n]] for n in some.numbers.tolist()]
    assert some.best(1).tolist() == whole.best(1).tolist()


@pytest.mark.parametrize("large", [False, True])
def test_within_keeps_to_the_sources_named(store: Store, encoder: WordEncoder, large: bool) -> None:
    add(store, 0, 25)
    one, other = add(store, 100, 20), add(store, 200, 5)
    held = VectorIndex(store, encoder, exact=30 if large else 100, candidates=10)
    held.refresh(store)
    query = encoder.encode([paragraph(105)])[0]
    found = held.compare(store, query, also={1}, within={one})
    assert set(found.numbers.tolist()) <= set(range(26, 46))
    assert found.best(1).tolist() == [31]
    assert set(held.compare(store, query, within={other}).numbers.tolist()) == set(range(46, 51))
    assert held.compare(store, query, within=()).numbers.tolist() == []


def test_what_is_kept_is_used_caught_up_and_mended(
    store: Store, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = keeper_of(store, encoder.sha256)
    assert keeper is not None
    add(store, 0, 60)
    assert keeper.read() is None
    query = encoder.encode([paragraph(9)])[0]
    before = told(index(store, encoder).compare(store, query))
    written = keeper.read()
    assert written

    fresh: list[int] = []
    after = vectors.vector_rows.after

    def counted(session: Session, encoder: str, number: int) -> Iterator[list[vectors.vector_rows.Row]]:
        for rows in after(session, encoder, number):
            fresh.append(len(rows))
            yield rows

    monkeypatch.setattr(vectors.vector_rows, "after", counted)
    assert told(index(store, encoder).compare(store, query)) == before
    assert keeper.read() == written
    assert fresh == []

    keeper.write(written[:-3] + b"xyz")
    assert told(index(store, encoder).compare(store, query)) == before
    assert keeper.read() == written

    # Of another database: the codes do not fit the vectors.
    strange = Codes(1)
    strange.append(np.arange(1, 61), codes_of(unit(60, places=64)))
    keeper.write(codes.packed(strange, encoder=encoder.sha256, revision=0))
    assert told(index(store, encoder).compare(store, query)) == before

    keeper.write(written)
    add(store, 100, 3)  # fewer than are worth keeping anew
    late = index(store, encoder)
    assert keeper.read() == written
    assert late.compare(store, encoder.encode([paragraph(101)])[0]).best(1).tolist() == [62]
    add(store, 200, 10)
    index(store, encoder)
    assert len(keeper.read() or b"") > len(written)


@pytest.fixture
def refused(server: Server, tmp_path: Path) -> Iterator[Store]:
    """A store on a server, opened by a user who may make no table in it."""
    url = server.emptied()
    with Store.open(url, snapshots=tmp_path / "snapshots") as store:
        add(store, 0, 60)
    server.run("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reporter", database="tests")
    with Store.open(url.replace("tester@", "reporter@"), snapshots=tmp_path / "snapshots") as store:
        yield store


def test_a_user_who_may_make_no_table_has_the_index_in_memory(refused: Store, encoder: WordEncoder) -> None:
    assert index(refused, encoder).compare(refused, encoder.encode([paragraph(9)])[0]).best(1).tolist() == [
        10
    ]
    keeper = keeper_of(refused, encoder.sha256)
    assert keeper is not None
    assert keeper.read() is None


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_leaves_the_index_in_memory(
    tmp_path: Path, encoder: WordEncoder
) -> None:
    (tmp_path / "sources.db.vectors").mkdir(mode=0o500)
    with Store.open(f"sqlite:///{tmp_path / 'sources.db'}", snapshots=tmp_path / "s") as store:
        add(store, 0, 60)
        assert index(store, encoder).compare(store, encoder.encode([paragraph(9)])[0]).best(1).tolist() == [
            10
        ]


def test_a_large_store_of_another_encoder_is_encoded_anew(tmp_path: Path, encoder: WordEncoder) -> None:
    class Other(WordEncoder):
        sha256 = "another"

    with Store.open(f"sqlite:///{tmp_path / 'sources.db'}", snapshots=tmp_path / "s") as store:
        add(store, 0, 60)
        query = encoder.encode([paragraph(9)])[0]
        same = told(index(store, encoder).compare(store, query))
        assert told(index(store, Other()).compare(store, query)) == same
        assert len(list((tmp_path / "sources.db.vectors").iterdir())) == 1


@pytest.mark.usefixtures("small")
def test_search_in_a_large_store(store: Store, encoder: WordEncoder) -> None:
    first = add(store, 0, 60)
    other = add(store, 100, 5)
    assert search(store, paragraph(33), encoder=encoder)[0].passage.text == paragraph(33)
    assert search(store, paragraph(33), encoder=encoder, within=(other,))[0].passage.source.id == other
    hits = search(store, paragraph(33), encoder=encoder, prefer=(other,))
    assert [h.passage.source.id for h in hits][:5] == [other] * 4 + [first]
    assert all(h.vector_rank and h.similarity is not None for h in hits)


def test_there_is_one_index_for_a_store_and_an_encoder(store: Store, encoder: WordEncoder) -> None:
    assert index_of(store, encoder) is index_of(store, encoder)
