"""Quotations looked up in all sources, on both databases."""

from __future__ import annotations

import pytest

from sources.quotations import Match, find_quotation
from sources.rarity import Words, find
from sources.said import said_by, speakers
from sources.store import Store
from tests.sources.conftest import make_addition

FERRIES = "“We will not wait until the ferries fall apart,” the minister told reporters in Aldport on Monday."
WAGES = "Crews said that their wages went unpaid for nine months, and that the café at the pier had closed."
RAIN = "Heavy rain is expected over the northern hills before the ferries sail again on Tuesday."


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(make_addition(FERRIES, WAGES, speaker="Mara Ellison"))
    store.add(
        make_addition(RAIN, location="https://weather.example/", title="Forecast", speaker="Met Office")
    )
    return store


@pytest.mark.parametrize(
    ("words", "match", "shown"),
    [
        ("We will not wait until the ferries", Match.VERBATIM, ["We will not wait until the ferries"]),
        ("we will NOT wait – until", Match.VERBATIM, ["We will not wait until"]),
        ("Cafe at the pier", Match.VERBATIM, ["café at the pier"]),
        ("ferries", Match.VERBATIM, ["ferries"]),
        ("We will not wait … fall apart", Match.ELLIPSIS, ["We will not wait", "fall apart"]),
        ("we will not [...] ferries ... Aldport", Match.ELLIPSIS, ["We will not", "ferries", "Aldport"]),
        ("We will not wiat until the ferries", Match.NEAR, ["We will not wait until the ferries"]),
        ("wages went unpayed for nine months", Match.NEAR, ["wages went unpaid for nine months"]),
        ("wagess went ... nine month", Match.NEAR, ["wages went", "nine months"]),
    ],
)
def test_a_quotation_is_found(filled: Store, words: str, match: Match, shown: list[str]) -> None:
    found = find_quotation(filled, words)[0]
    assert (found.match, [span.of(found.passage.text) for span in found.spans]) == (match, shown)
    assert (found.similarity == 1.0) is (match is not Match.NEAR)
    assert found.similarity >= 0.85


@pytest.mark.parametrize(
    "words",
    [
        "",
        "… ...",
        "We will gladly wait until the harbour is rebuilt",
        "fall apart ... We will not wait",  # the other way round
        "wait until the ferries sail again",  # of two sources
        '"; DROP TABLE passage; --',
    ],
)
def test_what_nobody_said_is_not_found(filled: Store, words: str) -> None:
    assert find_quotation(filled, words) == ()
    assert filled.count() == 2


def test_the_most_alike_comes_first_within_the_limit(filled: Store) -> None:
    copy = FERRIES.replace("until", "till")
    other = filled.add(make_addition(copy, location="https://paper.example/", title="Paper")).source.id
    words = "we will not wait until the ferries fall apart"
    assert [q.match for q in find_quotation(filled, words)] == [Match.VERBATIM, Match.NEAR]
    assert len(find_quotation(filled, words, limit=1)) == 1
    assert [q.passage.source.id for q in find_quotation(filled, words, within=(other,))] == [other]


def test_who_said_what_by_date(filled: Store) -> None:
    assert [s.name for s in speakers(filled)] == ["Mara Ellison", "Met Office"]
    found = said_by(filled, lambda s: s.name == "Mara Ellison")
    assert [s.text for s in found] == [FERRIES, WAGES]
    day = found[0].passage.source.published
    assert day
    assert said_by(filled, lambda _: True, since=day, until=day, own_voice=False)[0].text in (FERRIES, RAIN)
    assert said_by(filled, lambda _: True, since=day.replace(year=2030)) == ()
    assert said_by(filled, lambda _: True, until=day.replace(year=2020), own_voice=True) == ()


def rare(store: Store, query: str, within: tuple[str, ...] | None = None) -> Words:
    with store.reading() as session:
        return find(session.connection(), query, total=40, within=within)


def test_the_rarest_words_choose_where_words_are_common(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"The ministry closed {n} ferries in the harbour." for n in range(20, 50)]
    store.add(make_addition(*texts, "The lighthouse in the harbour stood empty.", title="Notes"))
    store.add(make_addition("A lighthouse.", "A lighthouse by ferries.", location="https://b.example/"))
    exact = rare(store, "lighthouse ferries harbour 33")
    monkeypatch.setattr("sources.rarity.RANKED", 10)
    monkeypatch.setattr("sources.rarity.COMMON", 20)
    found = rare(store, "lighthouse ferries harbour 33")
    assert set(found.numbers) == {14, 31, 32, 33}
    assert found.numbers[0] == exact.numbers[0] == 14
    assert rare(store, "lighthouse ferries harbour", (store.sources()[0].id,)).numbers != ()
    assert found.share("33 ferries in a harbour") > found.share("ferries in a harbour") > 0
    assert found.share("Harbours, a lighthouse, the ferry, 33") == pytest.approx(1.0)
    # Nothing but common words: passages with all of them.
    assert rare(store, "ministry ferries harbour").numbers == tuple(range(1, 31))
    assert rare(store, "closed ferries harbour nobody").numbers == tuple(range(1, 31))
