"""Search on both databases: words, vectors, their fusion, and no query that can break it."""

from __future__ import annotations

import itertools

import pytest

from sources import rarity
from sources.search import search, search_many
from sources.store import Store
from sources.words import fold, query_words
from tests.sources.conftest import NOW, WordEncoder, found_by_words, make_addition

BOATS = "Fourteen boats were held at Port Vell after the harbour inspection."
WAGES = "Crews said that their wages went unpaid for nine months."
WEATHER = "The meteorological office expects heavy rain over the northern hills."
CAFE = "The café owner Søren Müller denied paying the inspectors."


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(make_addition(BOATS, WAGES))
    store.add(make_addition(WEATHER, location="https://weather.example/", title="Forecast", publisher="Met"))
    store.add(make_addition(CAFE, location="https://paper.example/", title="The Vell Post", publisher="Post"))
    return store


def texts(hits: tuple) -> list[str]:
    return [hit.passage.text for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fourteen boats held", BOATS),
        ("the crew's unpaid wage", WAGES),  # stemmed
        ("rain in the hills", WEATHER),
        ("Muller's CAFE", CAFE),  # accents and case folded
    ],
)
def test_words_find_their_passage(filled: Store, encoder: WordEncoder, query: str, expected: str) -> None:
    hits = search(filled, query, encoder=encoder)
    assert hits[0].passage.text == expected
    assert hits[0].lexical_rank == 1


@pytest.mark.parametrize(
    "query",
    [
        '"boats"',
        '"boats',
        "boats' OR",
        "boats AND NOT",
        "NEAR(boats, 3)",
        "words:boats*",
        "boats ^ - ~ : ( ) { }",
        "boats; DROP TABLE passage",
        "boats\x00\n%s :query :within",
        "boats & | ! <-> :*",
        "“boats” – ‘held’ …",
    ],
)
def test_no_query_is_read_as_syntax(filled: Store, encoder: WordEncoder, query: str) -> None:
    assert BOATS in texts(search(filled, query, encoder=encoder))
    assert filled.count() == 3


@pytest.mark.parametrize("query", ["", "  ", '"', "…", "( )"])
def test_a_query_without_words_finds_nothing(filled: Store, encoder: WordEncoder, query: str) -> None:
    assert search(filled, query, encoder=encoder) == ()


def test_stopwords_alone_leave_the_vectors(filled: Store, encoder: WordEncoder) -> None:
    hits = search(filled, "what was said", encoder=encoder)
    assert all(hit.lexical_rank is None for hit in hits)
    assert found_by_words(filled, ["it is what it was"]) == [()]


def test_an_empty_store_finds_nothing(store: Store, encoder: WordEncoder) -> None:
    assert search(store, "boats", encoder=encoder) == ()
    assert search_many(store, ("boats", "rain"), encoder=encoder) == ((), ())


def test_score_is_one_for_the_first_of_both_lists(filled: Store, encoder: WordEncoder) -> None:
    hits = search(filled, BOATS, encoder=encoder)
    assert (hits[0].lexical_rank, hits[0].vector_rank) == (1, 1)
    assert hits[0].score == 1.0
    assert hits[0].similarity == pytest.approx(1.0)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert sorted(h.vector_rank for h in hits if h.vector_rank) == [1, 2, 3, 4]


def test_preferred_sources_come_first_but_leave_room(filled: Store, encoder: WordEncoder) -> None:
    weather = filled.by_location("https://weather.example/")
    harbour = filled.by_location("https://harbourwatch.example/report")
    assert weather
    assert harbour
    hits = search(filled, "fourteen boats held", encoder=encoder, prefer=(weather.id,))
    assert texts(hits)[:2] == [WEATHER, BOATS]
    two = search(filled, "heavy rain", encoder=encoder, limit=2, prefer=(harbour.id,))
    assert two[0].passage.source == harbour
    assert two[1].passage.text == WEATHER


def test_within_keeps_to_the_sources_named(filled: Store, encoder: WordEncoder) -> None:
    weather = filled.by_location("https://weather.example/")
    assert weather
    assert texts(search(filled, "fourteen boats", encoder=encoder, within=(weather.id,))) == [WEATHER]
    assert search(filled, "fourteen boats", encoder=encoder, within=()) == ()
    assert found_by_words(filled, ["boats"], within=()) == [()]


def test_limit(filled: Store, encoder: WordEncoder) -> None:
    assert len(search(filled, "boats rain wages", encoder=encoder, limit=2)) == 2


@pytest.mark.parametrize("ranked", [rarity.RANKED, 0])
def test_many_queries_give_what_each_gives_alone(
    filled: Store, encoder: WordEncoder, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sources.rarity.RANKED", ranked)
    queries = ("unpaid wages", "", "heavy rain", "who held the boats?", "boats in the rain")
    weather = filled.by_location("https://weather.example/")
    assert weather
    prefer = ((), (), (), (weather.id,), ())
    together = search_many(filled, queries, encoder=encoder, prefer=prefer)
    alone = tuple(search(filled, q, encoder=encoder, prefer=p) for q, p in zip(queries, prefer, strict=True))
    assert together == alone
    with pytest.raises(ValueError, match="prefer"):
        search_many(filled, queries, encoder=encoder, prefer=((),))


def test_a_write_is_seen_by_the_next_search(filled: Store, encoder: WordEncoder) -> None:
    assert len(search(filled, "lighthouse", encoder=encoder, limit=50)) == 4
    added = filled.add(make_addition("The lighthouse keeper saw smoke.", location="https://k.example/"))
    assert texts(search(filled, "lighthouse", encoder=encoder))[0] == "The lighthouse keeper saw smoke."
    filled.remove(added.source.id, now=NOW)
    assert len(search(filled, "lighthouse", encoder=encoder, limit=50)) == 4


def test_how_common_words_are_is_kept_until_a_write(filled: Store, encoder: WordEncoder) -> None:
    search(filled, "lighthouse", encoder=encoder)
    known = rarity.counts_at(filled, filled.revision())
    assert known == {"lighthouse": 0}
    assert rarity.counts_at(filled, filled.revision()) is known
    filled.add(make_addition("The lighthouse keeper saw smoke.", location="https://k.example/"))
    assert rarity.counts_at(filled, filled.revision()) == {}
    search(filled, "lighthouse", encoder=encoder)
    assert rarity.counts_at(filled, filled.revision()) == {"lighthouse": 1}


def test_stored_vectors_are_not_encoded_again(filled: Store, encoder: WordEncoder) -> None:
    search(filled, "boats", encoder=encoder)
    search(filled, "rain", encoder=encoder)
    assert encoder.encoded == ["boats", "rain"]


def test_vectors_of_another_encoder_are_made_anew(filled: Store) -> None:
    class Other(WordEncoder):
        sha256 = "another"

    other = Other()
    assert search(filled, BOATS, encoder=other)[0].similarity == pytest.approx(1.0)
    assert other.encoded[0] == BOATS
    assert len(other.encoded) == 5


def test_heading_and_title_help_to_find(store: Store, encoder: WordEncoder) -> None:
    store.add(make_addition("They were released on Sunday.", title="Dockers' strike"))
    store.add(make_addition("Prices rose on Sunday.", location="https://b.example/", title="Markets"))
    hits = search(store, "dockers", encoder=encoder)
    assert (hits[0].passage.text, hits[0].lexical_rank) == ("They were released on Sunday.", 1)


def test_order_of_adding_leaves_the_ranking(store: Store, encoder: WordEncoder) -> None:
    parts = {"a": BOATS, "b": WAGES, "c": WEATHER}
    found = set()
    for order in itertools.permutations(parts):
        for key in order:
            store.add(make_addition(parts[key], location=f"https://{key}.example/", title=key))
        found.add(tuple(texts(search(store, "crews on boats held for wages", encoder=encoder))[:2]))
        for source in store.sources():
            store.remove(source.id, now=NOW)
    assert len(found) == 1


def test_query_words() -> None:
    assert query_words("The ministry SAID that 14 boats, 14 crews and a café…") == (
        "ministry",
        "14",
        "boats",
        "crews",
        "cafe",
    )
    assert fold("Żółw ÉTÉ") == "zołw ete"
