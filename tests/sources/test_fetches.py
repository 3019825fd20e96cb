"""How snapshots were had: recorded with them, told in the audit log, gone with them; on both databases."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from sources.audit import newest
from sources.fetched import Fetch
from sources.fetches import fetches_of, known
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, make_addition, make_fetch

URL = "https://vellpost.example/short"
END = "https://vellpost.example/boats"
ADDITION = make_addition("Fourteen boats were held.", location=URL, also=(END,))
FETCH = make_fetch(
    ADDITION.data, URL, END, ETag='"v1"', Last_Modified="Mon, 04 May 2026 09:30:00 GMT", Server="é"
)


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(replace(ADDITION, fetch=FETCH), actor="lena")
    return store


def only(store: Store) -> str:
    (source,) = store.sources()
    return source.id


def test_a_fetch_is_kept_as_it_was(filled: Store) -> None:
    assert fetches_of(filled, only(filled)) == ((FETCH,),)
    with filled.reading() as session:
        (entry,) = newest(session, 9)
    assert json.loads(entry.detail)["fetched"] == URL
    assert verify(filled).whole


def test_the_same_way_to_the_same_bytes_is_recorded_once(filled: Store) -> None:
    head = filled.head()
    filled.add(replace(ADDITION, fetch=replace(FETCH, time=NOW.replace(hour=12))))
    assert (filled.head(), fetches_of(filled, only(filled))) == (head, ((FETCH,),))


@pytest.mark.parametrize(
    "other",
    [
        make_fetch(ADDITION.data, END, ETag='"v1"'),
        make_fetch(ADDITION.data, URL, END, ETag='"v2"'),
        make_fetch(ADDITION.data, URL, "https://m.vellpost.example/boats", ETag='"v1"'),
    ],
    ids=["address", "validator", "redirect"],
)
def test_another_way_to_the_same_bytes_is_news(filled: Store, other: Fetch) -> None:
    filled.note_locations(only(filled), other.url, fetch=other, now=NOW, actor="mio")
    assert fetches_of(filled, only(filled)) == ((FETCH, other),)
    with filled.reading() as session:
        last = newest(session, 1)[0]
    assert (last.action, last.actor, json.loads(last.detail)["fetched"]) == ("locations", "mio", other.url)
    assert verify(filled).whole


def test_a_fetch_of_bytes_that_are_not_held_is_not_recorded(filled: Store) -> None:
    head = filled.head()
    filled.note_locations(only(filled), URL, fetch=make_fetch(b"other", URL), now=NOW)
    assert (filled.head(), fetches_of(filled, only(filled))) == (head, ((FETCH,),))


def test_each_snapshot_has_its_own(filled: Store) -> None:
    changed = make_addition("Sixteen boats were held.", location=URL)
    later = make_fetch(changed.data, URL)
    filled.add(replace(changed, fetch=later))
    assert fetches_of(filled, only(filled)) == ((FETCH,), (later,))
    filled.add(make_addition("Nine boats were held.", location=URL))
    assert fetches_of(filled, only(filled))[-1] == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE fetched SET hops = '[[\"https://other.example/\",200]]'",
        "UPDATE fetched SET headers = '[]'",
        "DELETE FROM fetched",
        "UPDATE fetched SET archived = NOT archived",
        "INSERT INTO fetched (snapshot_id, url, time, hops, headers, archived) "
        "SELECT snapshot_id, 'https://x.example/', time, hops, headers, archived FROM fetched",
    ],
)
def test_a_change_past_the_program_shows(filled: Store, statement: str) -> None:
    with filled.engine.begin() as connection:
        connection.execute(text(statement))
    assert [stray.source for stray in verify(filled).strays] == [only(filled)]


def test_it_goes_with_its_source(filled: Store) -> None:
    filled.remove(only(filled), now=NOW)
    with filled.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM fetched")).scalar_one() == 0
    assert verify(filled).whole


def test_what_a_server_is_told(filled: Store) -> None:
    found = known(filled, END)
    assert found == known(filled, URL + "#part")
    assert found
    assert (found.final_url, found.etag, found.modified) == (
        END,
        '"v1"',
        "Mon, 04 May 2026 09:30:00 GMT",
    )
    assert (found.sha256, found.media_type) == (FETCH.sha256, "text/plain")
    assert known(filled, "https://vellpost.example/other") is None


def test_an_archives_word_is_not_told_to_a_server(store: Store) -> None:
    store.add(replace(ADDITION, fetch=replace(FETCH, archived=True)))
    assert known(store, URL) is None
    store.note_locations(only(store), URL, fetch=FETCH, now=NOW)
    assert known(store, URL) is not None


@pytest.mark.parametrize("value", ["", "\u201cv1\u201d", '"v1"\r\nX-More: 1'])
def test_nothing_is_told_that_is_no_header(store: Store, value: str) -> None:
    store.add(replace(ADDITION, fetch=make_fetch(ADDITION.data, URL, ETag=value)))
    assert known(store, URL) is None
