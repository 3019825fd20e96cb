"""The store on both databases: what goes in comes out, once, whole, or not at all."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from claims.document import Span
from claims.errors import StoreBusy, StoreError
from claims.types import Speaker, SpeakerType
from sources import vector_rows
from sources.adding import State
from sources.schema import SourceRow
from sources.snapshot import path_of
from sources.source import SourceKind
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, found_by_words, make_addition

FIRST = "Fourteen boats were held at Port Vell, the group found."
SECOND = "Crews told the group that wages went unpaid for nine months."


def test_what_is_added_comes_back(store: Store) -> None:
    added = store.add(make_addition(FIRST, SECOND, speaker="Ada Lorn"))
    assert added.state is State.NEW
    source = store.source(added.source.id)
    assert source == added.source
    assert (source.title, source.publisher, source.author) == ("Nets of Silence", "Harbour Watch", "R. Venn")
    assert (source.published, source.kind) == (date(2026, 5, 1), SourceKind.REPORT)
    assert store.sources() == (source,)
    assert store.count() == 1
    (snapshot,) = store.snapshots(source.id)
    assert (snapshot.taken, snapshot.media_type, snapshot.source) == (NOW, "text/plain", source.id)
    assert store.snapshot_bytes(snapshot.sha256) == f"{FIRST}\n\n{SECOND}".encode()
    passages = store.passages(source.id)
    assert [p.text for p in passages] == [FIRST, SECOND]
    assert [p.locator.paragraph for p in passages] == [1, 2]
    assert passages[1].locator.span == Span(len(FIRST) + 2, len(FIRST) + 2 + len(SECOND))
    assert store.passages_numbered([passages[1].id]) == {passages[1].id: passages[1]}
    assert passages[0].source == source


def test_statements_keep_the_speaker(store: Store) -> None:
    source = store.add(make_addition(FIRST, SECOND, speaker="Ada Lorn")).source
    store.add(make_addition("Nothing was said here.", location="https://other.example/"))
    first, second = store.statements(source.id)
    assert (first.text, first.cue, first.own_voice) == (FIRST, "say", False)
    assert first.quotations == ("first words", "second words")
    assert first.speaker == Speaker(
        "Ada Lorn", SpeakerType.NGO, role="director", mention=Span(0, 4), named=True
    )
    assert second.passage == store.passages(source.id)[1]
    assert store.statements() == (first, second)
    assert store.statements(passage=second.passage.id) == (second,)
    assert store.statements(own_voice=False) == (first, second)
    assert store.statements(own_voice=True) == ()


def test_adding_twice_changes_nothing(store: Store) -> None:
    addition = make_addition(FIRST, SECOND)
    first = store.add(addition)
    numbers = [p.id for p in store.passages(first.source.id)]
    digest = store.digest()
    later = dataclasses.replace(addition, taken=NOW + timedelta(days=1))
    second = store.add(later)
    assert second.state is State.UNCHANGED
    assert (second.source, second.snapshot) == (first.source, first.snapshot)
    assert [p.id for p in store.passages(first.source.id)] == numbers
    assert store.digest() == digest


def test_changed_bytes_make_a_new_snapshot_and_replace_the_passages(store: Store) -> None:
    first = store.add(make_addition(FIRST, SECOND))
    changed = store.add(make_addition("Sixteen boats were held at Port Vell."))
    assert changed.state is State.CHANGED
    assert changed.source == first.source
    assert [s.sha256 for s in store.snapshots(first.source.id)] == [
        first.snapshot.sha256,
        changed.snapshot.sha256,
    ]
    (passage,) = store.passages(first.source.id)
    assert passage.text == "Sixteen boats were held at Port Vell."
    assert passage.snapshot == changed.snapshot.sha256
    assert found_by_words(store, ["fourteen wages"]) == [()]
    assert found_by_words(store, ["sixteen"]) == [(passage.id,)]
    assert store.snapshot_bytes(first.snapshot.sha256)
    back = store.add(make_addition(FIRST, SECOND))
    assert back.state is State.CHANGED
    assert store.snapshots(first.source.id)[-1].sha256 == first.snapshot.sha256


def test_numbers_of_passages_are_never_given_again(store: Store) -> None:
    first = store.add(make_addition(FIRST))
    (old,) = store.passages(first.source.id)
    store.remove(first.source.id, now=NOW)
    (new,) = store.passages(store.add(make_addition(FIRST)).source.id)
    assert new.id > old.id
    assert store.passages_numbered([old.id]) == {}


def test_new_details_of_the_same_bytes_are_a_change_without_a_snapshot(store: Store) -> None:
    first = store.add(make_addition(FIRST))
    again = store.add(make_addition(FIRST, title="Nets of Silence, corrected"))
    assert again.state is State.CHANGED
    assert again.source.id == first.source.id
    assert store.source(first.source.id).title == "Nets of Silence, corrected"
    assert len(store.snapshots(first.source.id)) == 1


def test_the_same_bytes_elsewhere_are_the_same_source(store: Store) -> None:
    first = store.add(make_addition(FIRST))
    copy = store.add(make_addition(FIRST, location="https://mirror.example/copy"))
    assert (copy.state, copy.source) == (State.UNCHANGED, first.source)
    assert store.by_location("https://mirror.example/copy") == first.source
    assert store.count() == 1
    other = store.add(make_addition(SECOND, location="https://mirror.example/copy"))
    assert other.state is State.NEW
    assert store.by_location("https://mirror.example/copy") == other.source
    assert [p.text for p in store.passages(first.source.id)] == [FIRST]


def test_the_same_bytes_by_another_publisher_are_another_source(store: Store) -> None:
    first = store.add(make_addition(FIRST, location="a/release.txt"))
    second = store.add(make_addition(FIRST, location="b/release.txt", publisher="Port Authority of Vell"))
    assert second.state is State.NEW
    assert second.source.id != first.source.id
    unnamed = store.add(make_addition(FIRST, location="c/release.txt", publisher=None))
    assert unnamed.source.id in (first.source.id, second.source.id)
    assert store.count() == 2


def test_location_is_compared_in_normal_form(store: Store) -> None:
    source = store.add(
        make_addition(FIRST, location="https://www.harbourwatch.example/report/?utm_source=x&b=2&a=1#top")
    ).source
    assert store.by_location("http://harbourwatch.example/report?a=1&b=2") == source
    assert store.by_location("http://harbourwatch.example/report?a=1") is None
    assert store.by_location("http://harbourwatch.example:8080/report?a=1&b=2") is None


def test_further_addresses_lead_to_the_source(store: Store) -> None:
    source = store.add(make_addition(FIRST, also=("https://harbourwatch.example/2026/nets",))).source
    assert store.by_location("https://harbourwatch.example/2026/nets") == source
    other = store.add(make_addition(SECOND, location="https://b.example/", also=(source.location,))).source
    assert store.by_location(source.location) == source
    assert store.by_location("https://b.example/") == other


def test_id_is_stable_short_and_independent_of_the_folder(tmp_path: Path) -> None:
    ids = set()
    for place in ("one", "two"):
        with Store.open(f"sqlite:///{tmp_path / place}.db", snapshots=tmp_path / place) as store:
            ids.add(store.add(make_addition(FIRST, location=f"{place}/release.txt")).source.id)
    (found,) = ids
    assert len(found) == 10


def test_by_id_takes_prefixes_and_names_near_ones(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    assert store.source(source.id[:4]) == source
    with pytest.raises(StoreError, match=f"Did you mean {source.id}"):
        store.source(source.id[:-1] + "z")
    with pytest.raises(StoreError, match="List the sources"):
        store.source("")
    many = [store.add(make_addition(f"Report {i}.", location=f"https://x.example/{i}")) for i in range(17)]
    initials = [a.source.id[0] for a in many] + [source.id[0]]
    shared = next(i for i in initials if initials.count(i) > 1)
    with pytest.raises(StoreError, match="several sources begin so"):
        store.source(shared)


def test_remove_takes_everything_but_bytes_that_others_need(store: Store) -> None:
    first = store.add(make_addition(FIRST, location="a/x.txt", speaker="Ada Lorn"))
    second = store.add(make_addition(FIRST, location="b/x.txt", publisher="Port Authority"))
    file = path_of(store.snapshots_folder, first.snapshot.sha256)
    assert store.remove(first.source.id[:6], now=NOW) == first.source
    assert file.exists()
    assert store.statements() == ()
    assert store.sources() == (second.source,)
    store.remove(second.source.id, now=NOW)
    assert not file.exists()
    assert found_by_words(store, ["boats"]) == [()]
    with store.reading() as session:
        assert vector_rows.count(session) == 0
        assert list(vector_rows.after(session, "any", 0)) == []
    assert store.by_location("a/x.txt") is None


def test_by_names(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    meant = {"the Harbour Watch report": (source,), "Nets of Silence": (source,), "the ministry": ()}
    assert store.by_names(meant) == meant
    assert store.by_names(()) == {}


def test_digest_follows_the_evidence_and_nothing_else(store: Store, tmp_path: Path) -> None:
    empty = store.digest()
    one, two = make_addition(FIRST), make_addition(SECOND, location="https://b.example/")
    store.add(one)
    store.add(two)
    with Store.open(f"sqlite:///{tmp_path / 'other.db'}", snapshots=tmp_path / "other") as other:
        other.add(dataclasses.replace(two, taken=datetime(2020, 1, 1, tzinfo=UTC)))
        other.add(one)
        assert other.digest() == store.digest() != empty
        other.add(make_addition("Changed.", location="https://b.example/"))
        assert other.digest() != store.digest()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Nets"},
        {"publisher": None},
        {"published": date(2026, 5, 2)},
        {"published": None},
        {"author": None},
        {"kind": SourceKind.NEWS},
    ],
    ids=str,
)
def test_digest_follows_each_detail_that_verdicts_lean_on(tmp_path: Path, change: dict[str, object]) -> None:
    one = make_addition(FIRST)
    digests = set()
    for name, addition in {
        "one": one,
        "other": dataclasses.replace(one, details=dataclasses.replace(one.details, **change)),  # type: ignore[arg-type]
    }.items():
        with Store.open(f"sqlite:///{tmp_path / name}.db", snapshots=tmp_path / name) as store:
            store.add(addition)
            digests.add(store.digest())
    assert len(digests) == 2


def test_a_failed_addition_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from sources import lexical

    kept = store.add(make_addition("Kept as it was.", location="https://kept.example/"))
    before = (store.digest(), store.revision())
    insert = lexical.insert

    def failing(*args: object) -> None:
        insert(*args)  # type: ignore[arg-type]
        raise OSError("power cut")

    monkeypatch.setattr(lexical, "insert", failing)
    with pytest.raises(OSError, match="power cut"):
        store.add(make_addition(FIRST, SECOND, speaker="Ada Lorn"))
    assert (store.digest(), store.revision()) == before
    assert store.sources() == (kept.source,)
    assert store.statements() == ()
    assert found_by_words(store, ["boats wages"]) == [()]


def test_times_are_kept_in_utc_and_need_a_zone(store: Store) -> None:
    there = datetime(2026, 5, 4, 16, 30, tzinfo=timezone(timedelta(hours=7)))
    added = store.add(dataclasses.replace(make_addition(FIRST), taken=there))
    assert added.snapshot.taken == NOW
    assert added.snapshot.taken.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="zone"):
        store.add(dataclasses.replace(make_addition(SECOND), taken=datetime(2026, 5, 4)))


def test_writes_count_up_the_revision(store: Store) -> None:
    before = store.revision()
    store.add(make_addition(FIRST))
    assert store.revision() == before + 1


def test_a_newer_schema_is_refused(url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE store_setting SET value = 99 WHERE name = 'schema'"))
        if url.startswith("sqlite"):
            connection.execute(text("PRAGMA user_version = 99"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(url, snapshots=tmp_path)


def test_reopening_keeps_everything(url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path) as store:
        store.add(make_addition(FIRST))
    with Store.open(url, snapshots=tmp_path) as store:
        assert store.count() == 1
        assert found_by_words(store, ["boats"])[0]


def test_an_addition_needs_a_title_and_all_vectors() -> None:
    with pytest.raises(ValueError, match="title"):
        make_addition(FIRST, title=" ")
    with pytest.raises(ValueError, match="vector"):
        dataclasses.replace(make_addition(FIRST), vectors=())


def test_bytes_from_before_what_is_held_become_an_earlier_state(store: Store) -> None:
    march = dataclasses.replace(make_addition(SECOND), taken=NOW)
    source = store.add(march).source
    january = dataclasses.replace(make_addition(FIRST), taken=NOW - timedelta(days=60))
    filed = store.add(january)
    assert (filed.state, filed.snapshot.sha256) == (State.CHANGED, store.snapshots(source.id)[-1].sha256)
    assert [p.text for p in store.passages(source.id)] == [SECOND]
    assert [s.taken for s in store.snapshots(source.id)] == [january.taken, march.taken]
    again = store.add(january)
    assert again.state is State.UNCHANGED
    assert len(store.snapshots(source.id)) == 2
    assert verify(store).whole
    later = store.add(dataclasses.replace(make_addition(FIRST), taken=NOW + timedelta(days=1)))
    assert later.state is State.CHANGED
    assert [p.text for p in store.passages(source.id)] == [FIRST]


def test_text_that_is_none_is_refused(store: Store) -> None:
    """As a terminal in another encoding gives it."""
    with pytest.raises(StoreError, match="no characters"):
        store.source("caf\udce9")
    with pytest.raises(StoreError, match="no characters"):
        store.add(make_addition("One.", title="caf\udce9"))
    assert store.count() == 0


def test_a_session_sees_one_state(store: Store) -> None:
    store.add(make_addition("One."))
    with store.reading() as session:
        count = select(func.count()).select_from(SourceRow)
        assert session.execute(count).scalar_one() == 1
        store.add(make_addition("Two.", location="https://vellpost.example/two"))
        assert session.execute(count).scalar_one() == 1
    assert store.count() == 2


def test_bytes_that_can_not_be_removed_are_told(store: Store) -> None:
    added = store.add(make_addition("One."))
    path = path_of(store.snapshots_folder, added.snapshot.sha256)
    path.unlink()
    path.mkdir()
    with pytest.raises(StoreError, match=r"still there.*Delete it yourself"):
        store.remove(added.source.id, now=NOW)
    assert store.count() == 0


def test_what_was_read_from_older_bytes_does_not_describe_newer_ones(store: Store) -> None:
    older, newer = make_addition("One."), make_addition("Two.")
    added = store.add(older)
    store.add(newer)
    anew = dataclasses.replace(
        older, details=dataclasses.replace(older.details, publisher="Port Authority of Vell")
    )
    with pytest.raises(StoreBusy, match="other bytes"):
        store.describe(added.source.id, anew, now=NOW)
    (passage,) = store.passages(added.source.id)
    assert (passage.text, passage.source.publisher) == ("Two.", "Harbour Watch")
