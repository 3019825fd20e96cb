"""Names and domains of one body are one publisher, now and for what is added later. On both databases."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from claims.errors import StoreError, StoreFull
from sources.audit import Action, newest
from sources.fetched import Fetched, Known
from sources.given import Given
from sources.intake import add_file, add_url
from sources.publisher_names import Publishers, key_of
from sources.publishers import declare, forget
from sources.snapshot import path_of
from sources.source import Source
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, WordEncoder, make_fetch

BODY = "Harbour Watch International"


class Page:
    """Gives one page for every address."""

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        words = f"<p>The crews of {len(url)} boats were not paid for months.</p>"
        data = f"<html><body>{words}</body></html>".encode()
        return Fetched(make_fetch(data, url), data, "text/html", "html")


def added(store: Store, folder: Path, publisher: str | None, encoder: WordEncoder) -> Source:
    path = folder / f"{publisher}.txt"
    path.write_text(f"Wages of {publisher or 'nobody'} went unpaid for nine months.", encoding="utf-8")
    return add_file(store, path, given=Given(publisher=publisher), now=NOW, encoder=encoder).source


def fetched(store: Store, url: str, encoder: WordEncoder, publisher: str | None = None) -> Source:
    given = Given(publisher=publisher)
    return add_url(store, url, fetcher=Page(), given=given, now=NOW, encoder=encoder).source


def say(store: Store, encoder: WordEncoder, *also: str, body: str = BODY) -> list[str]:
    return [s.id for s in declare(store, body, also, now=NOW, encoder=encoder, actor="lena")]


def voices(store: Store, source: Source) -> set[str | None]:
    return {s.speaker.name for s in store.statements(source.id, own_voice=True)}


def test_what_is_added_later_gets_the_publisher(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    assert say(store, encoder, "HWI", "The Harbour Watch", "harbourwatch.example") == []
    for name in ("HWI", "harbour watch", "  Harbour Watch International", "www.harbourwatch.example"):
        source = added(store, tmp_path, name, encoder)
        assert source.publisher == BODY
        assert voices(store, source) == {BODY}
    assert added(store, tmp_path, "Harbour Board", encoder).publisher == "Harbour Board"
    assert fetched(store, "https://news.harbourwatch.example/2026/nets", encoder).publisher == BODY
    assert fetched(store, "https://notharbourwatch.example/nets", encoder).publisher is None
    named = fetched(store, "https://harbourwatch.example/guest", encoder, publisher="Lorn Institute")
    assert named.publisher == "Lorn Institute"


def test_a_file_saved_from_a_domain_is_its_publishers(
    store: Store, tmp_path: Path, encoder: WordEncoder
) -> None:
    say(store, encoder, "harbourwatch.example")
    path = tmp_path / "saved.txt"
    path.write_text("Wages went unpaid for nine months.", encoding="utf-8")
    given = Given(url="https://harbourwatch.example/nets")
    assert add_file(store, path, given=given, now=NOW, encoder=encoder).source.publisher == BODY


def test_sources_held_already_are_recorded_anew(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    short = added(store, tmp_path, "HWI", encoder)
    page = fetched(store, "https://harbourwatch.example/nets", encoder)
    other = added(store, tmp_path, "Harbour Board", encoder)
    assert voices(store, page) == set()
    assert set(say(store, encoder, "HWI", "harbourwatch.example")) == {short.id, page.id}
    assert {store.source(s.id).publisher for s in (short, page)} == {BODY}
    assert voices(store, page) == voices(store, short) == {BODY}
    assert store.source(other.id) == other
    assert say(store, encoder, "HWI", "harbourwatch.example") == []
    assert {s.id for s in store.by_names(("the HWI report",))["the HWI report"]} == {short.id, page.id}
    assert verify(store).whole


def test_every_address_of_a_source_tells(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    page = fetched(store, "https://short.example/x", encoder)
    store.note_locations(page.id, "https://short.example/x", ("https://harbourwatch.example/l",), now=NOW)
    assert say(store, encoder, "harbourwatch.example") == [page.id]


def test_a_lost_snapshot_stops_no_other_source(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    lost, other = (added(store, tmp_path, name, encoder) for name in ("HWI", "Harbour Watch"))
    path_of(store.snapshots_folder, store.snapshots(lost.id)[-1].sha256).unlink()
    assert say(store, encoder, "HWI", "Harbour Watch") == [other.id]


def test_a_full_disk_is_told(tmp_path: Path, encoder: WordEncoder) -> None:
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "s") as store:
        source = added(store, tmp_path, "HWI", encoder)

        class Filling(WordEncoder):
            def encode(self, texts: Sequence[str]) -> np.ndarray:
                with store.engine.connect() as connection:
                    pages = connection.execute(text("PRAGMA page_count")).scalar_one()
                    connection.execute(text(f"PRAGMA max_page_count = {pages}"))
                return np.zeros((len(texts), 1_000_000), dtype=np.float32)

        with pytest.raises(StoreFull):
            declare(store, BODY, ("HWI",), now=NOW, encoder=Filling())
        assert store.source(source.id).publisher == "HWI"


def test_one_document_stays_one_source(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    page = fetched(store, "https://elsewhere.example/nets12", encoder)
    say(store, encoder, "harbourwatch.example")
    mirrored = fetched(store, "https://harbourwatch.example/abc", encoder)
    assert (mirrored.id, mirrored.publisher) == (page.id, BODY)


def test_adding_the_same_again_changes_nothing(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    say(store, encoder, "HWI")
    first = added(store, tmp_path, "HWI", encoder)
    revision, head = store.revision(), store.head()
    assert added(store, tmp_path, "HWI", encoder) == first
    assert store.head() == head
    assert store.revision() <= revision + 1


def test_a_name_belongs_to_one_publisher(store: Store, encoder: WordEncoder) -> None:
    say(store, encoder, "HWI")
    with pytest.raises(StoreError, match=r'publisher name "hwi".*a name of Harbour Watch International'):
        say(store, encoder, "hwi", body="Hotel Workers International")
    assert store.publishers().called == {BODY: (BODY, "HWI")}
    with pytest.raises(StoreError, match="no word in it"):
        say(store, encoder, " - ")
    assert store.publishers().called == {BODY: (BODY, "HWI")}


def test_forgetting(store: Store, tmp_path: Path, encoder: WordEncoder) -> None:
    say(store, encoder, "HWI", "harbourwatch.example")
    source = added(store, tmp_path, "HWI", encoder)
    assert forget(store, "hwi", now=NOW) == BODY
    assert store.publishers().called == {BODY: (BODY, "harbourwatch.example")}
    assert store.source(source.id).publisher == BODY
    forget(store, BODY, now=NOW)
    assert store.publishers() == Publishers({}, {})
    with pytest.raises(StoreError, match="no publisher is recorded"):
        forget(store, "HWI", now=NOW)
    assert verify(store).whole


def test_the_audit_log_tells_of_names(store: Store, encoder: WordEncoder) -> None:
    say(store, encoder, "HWI")
    with store.reading() as session:
        (entry,) = newest(session, 1)
    assert (entry.action, entry.subject, entry.actor) == (Action.NAMES, BODY, "lena")
    assert json.loads(entry.detail) == {"names": [BODY, "HWI"]}


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM publisher_name",
        "UPDATE publisher_name SET publisher = 'Other'",
        "INSERT INTO publisher_name (key, name, publisher) VALUES ('x', 'X', 'Other')",
    ],
)
def test_names_changed_past_the_program_are_told(store: Store, encoder: WordEncoder, statement: str) -> None:
    say(store, encoder, "HWI")
    assert verify(store).whole
    with store.writing() as session:
        session.execute(text(statement))
    assert {stray.source for stray in verify(store).strays} == {""}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.harbourwatch.example/about", "harbourwatch.example"),
        ("WWW.Harbourwatch.Example.", "harbourwatch.example"),
        ("The Ministry of Nets", "ministry of nets"),
        ("H.W.I.", "hwi"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_the_longest_domain_tells() -> None:
    publishers = Publishers({"gov.example": "Government", "nets.gov.example": "Ministry of Nets"}, {})
    assert publishers.of(None, "https://nets.gov.example/x") == "Ministry of Nets"
    assert publishers.of(None, "https://www.gov.example/x") == "Government"
    assert publishers.of(None, "https://example/x", "http://[broken", "notes.txt") is None
