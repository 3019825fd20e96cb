"""The audit log on both databases: every write is in it, and whatever is done to it shows."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from sources import audit, lexical
from sources.audit import EMPTY, Action, Chain, Entry
from sources.recorded import recorded
from sources.source import Terms
from sources.store import Store
from tests.sources.conftest import NOW, found_by_words, make_addition

FIRST = "Fourteen boats were held at Port Vell."
LATER = NOW + timedelta(hours=3)


def entries(store: Store) -> list[Entry]:
    with store.reading() as session:
        return list(audit.entries(session))


def walk(store: Store) -> Chain:
    with store.reading() as session:
        return audit.walk(session)


def last(store: Store) -> tuple[str, str, dict[str, object]]:
    """What the newest entry says was done, to which source, and its detail."""
    entry = entries(store)[-1]
    detail = json.loads(entry.detail)
    detail.pop("state")
    return entry.action, entry.subject, detail


def test_a_new_store_has_an_empty_log(store: Store) -> None:
    assert store.head() == EMPTY == "0" * 64
    assert walk(store) == Chain(0, EMPTY, None)


def test_adding_is_told(store: Store) -> None:
    addition = make_addition(FIRST, also=("https://harbourwatch.example/nets",))
    added = store.add(addition, now=LATER, actor="lena")
    (entry,) = entries(store)
    assert (entry.number, entry.previous, entry.actor) == (1, EMPTY, "lena")
    assert entry.time == "2026-05-04T12:30:00.000000+00:00"
    assert last(store) == (
        Action.ADD,
        added.source.id,
        {
            "title": "Nets of Silence",
            "snapshot": added.snapshot.sha256,
            "locations": ["web:harbourwatch.example/report", "web:harbourwatch.example/nets"],
            "changes": {},
        },
    )
    assert store.head() == entry.hash


def test_times_are_told_in_utc_wherever_the_desk_is(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        store.add(make_addition(FIRST), now=LATER)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert entries(store)[0].time == "2026-05-04T12:30:00.000000+00:00"


def test_the_newest_entries_come_first(store: Store) -> None:
    for count in ("One", "Two", "Three"):
        store.add(make_addition(f"{count} boats."))
    told = entries(store)
    with store.reading() as session:
        assert audit.newest(session, 2) == (told[2], told[1])
        assert audit.newest(session, 9) == tuple(reversed(told))


def test_what_is_written_is_what_is_read_back_and_in_one_form(store: Store) -> None:
    detail = {"title": "Äpfel", "b": [1, None], "a": {"z": 1, "y": "x"}}
    with store.writing() as session:
        entry = audit.append(session, Action.SET, "f0f0", detail, time=None, actor="")
        assert audit.head(session) == entry.hash
    assert entries(store) == [entry]
    assert (entry.time, entry.actor, entry.action, entry.subject) == ("", "", "set", "f0f0")
    assert entry.detail == '{"a":{"y":"x","z":1},"b":[1,null],"title":"\\u00c4pfel"}'
    assert walk(store) == Chain(1, entry.hash, None)


def test_other_bytes_and_other_details_are_told(store: Store) -> None:
    store.add(make_addition(FIRST))
    changed = store.add(make_addition("Sixteen boats.", title="Nets", publisher=None))
    action, subject, detail = last(store)
    assert (action, subject) == (Action.CHANGE, changed.source.id)
    assert detail["snapshot"] == changed.snapshot.sha256
    assert detail["changes"] == {"title": ["Nets of Silence", "Nets"], "publisher": ["Harbour Watch", None]}


def test_adding_the_same_again_tells_only_a_new_address(store: Store) -> None:
    added = store.add(make_addition(FIRST))
    store.add(make_addition(FIRST))
    assert len(entries(store)) == 1
    store.add(make_addition(FIRST, location="https://mirror.example/x"))
    title = {"title": "Nets of Silence"}
    assert last(store) == (
        Action.LOCATIONS,
        added.source.id,
        {**title, "locations": ["web:mirror.example/x"]},
    )
    store.note_locations(
        added.source.id, added.source.location, ("https://c.example/",), now=LATER, actor="jo"
    )
    assert last(store)[2] == {**title, "locations": ["web:c.example"]}
    assert entries(store)[-1].actor == "jo"
    store.note_locations(added.source.id, added.source.location, ("https://c.example/",), now=LATER)
    assert len(entries(store)) == 3


def test_recording_other_details_tells_old_and_new(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    embargo = datetime(2026, 6, 1, 7, tzinfo=timezone(timedelta(hours=7)))
    details = dataclasses.replace(
        recorded(source), title="Empty Nets", on_record=Terms.BACKGROUND, embargo=embargo, why="port story"
    )
    changes = store.describe(source.id, details, now=LATER, actor="lena")
    assert [change.name for change in changes] == ["title", "on_record", "embargo", "why"]
    assert last(store)[::2] == (
        Action.SET,
        {
            "title": "Empty Nets",
            "changes": {
                "title": ["Nets of Silence", "Empty Nets"],
                "on_record": ["on_record", "background"],
                "embargo": [None, "2026-06-01T07:00:00+07:00"],
                "why": ["", "port story"],
            },
        },
    )
    found = store.source(source.id)
    assert recorded(found) == details
    assert found_by_words(store, ["empty"])[0]
    assert found_by_words(store, ["silence"]) == [()]
    assert store.describe(source.id, recorded(found), now=LATER) == ()
    assert len(entries(store)) == 2


def test_removing_is_told_and_stays_told(store: Store) -> None:
    added = store.add(make_addition(FIRST))
    store.remove(added.source.id, now=LATER, actor="lena")
    detail = {"title": "Nets of Silence", "snapshots": [added.snapshot.sha256]}
    assert last(store) == (Action.REMOVE, added.source.id, detail)
    assert store.add(make_addition(FIRST)).state == "new"
    assert [e.action for e in entries(store)] == [Action.ADD, Action.REMOVE, Action.ADD]


def test_a_write_that_fails_is_not_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.add(make_addition(FIRST))
    before = walk(store)

    def failing(*_: object) -> str:
        raise OSError("power cut")

    monkeypatch.setattr("sources.store.Session.commit", failing)
    with pytest.raises(OSError, match="power cut"):
        store.add(make_addition("Sixteen boats."))
    assert walk(store) == before


def test_the_same_writes_give_the_same_head_on_any_database(store: Store, tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'other.db'}", snapshots=tmp_path / "other") as other:
        for each in (store, other):
            source = each.add(make_addition(FIRST, speaker="Ada Lorn"), actor="lena").source
            each.describe(source.id, dataclasses.replace(recorded(source), why="x"), now=LATER)
        assert store.head() == other.head()
        other.remove(source.id, now=LATER)
        assert store.head() != other.head()


def test_a_time_needs_a_zone(store: Store) -> None:
    with pytest.raises(ValueError, match=r"^a time without a zone can't be stored$"):
        store.add(make_addition(FIRST), now=datetime(2026, 5, 4))
    assert store.count() == 0


def test_the_hash_is_over_length_prefixed_fields(store: Store) -> None:
    store.add(make_addition(FIRST), actor="Léna")
    (entry,) = entries(store)
    fields = [str(field).encode() for field in dataclasses.astuple(entry)[:-1]]
    prefixed = b"".join(len(field).to_bytes(8, "big") + field for field in fields)
    assert entry.hash == hashlib.sha256(prefixed).hexdigest()
    assert audit._hash("ab", "c") != audit._hash("a", "bc")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'x' WHERE id = 1",
        "DELETE FROM audit WHERE id = 2",
        "INSERT INTO audit SELECT * FROM audit WHERE id = 1",
        "REPLACE INTO audit SELECT id, '', actor, action, subject, detail, previous, hash FROM audit",
        "TRUNCATE audit",
    ],
)
def test_the_database_refuses_to_change_the_log(store: Store, statement: str) -> None:
    sqlite = store.engine.dialect.name == "sqlite"
    if statement.startswith("REPLACE" if not sqlite else "TRUNCATE"):
        pytest.skip("this database has no such statement")
    store.add(make_addition(FIRST))
    store.add(make_addition("Sixteen boats."))
    before = entries(store)
    with pytest.raises(DBAPIError, match=r"append-only|duplicate key"), store.engine.begin() as connection:
        connection.execute(text(statement))
    assert entries(store) == before


def unguard(connection: Connection) -> None:
    """What somebody does who owns the database."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        return
    for name in (
        connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    ):
        connection.execute(text(f"DROP TRIGGER {name}"))


def forge(*statements: str) -> Callable[[Connection], None]:
    def run(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return run


def edit(column: str) -> Callable[[Connection], None]:
    return forge(f"UPDATE audit SET {column} = {column} || 'x' WHERE id = 3")


def swap(connection: Connection) -> None:
    forge(
        "UPDATE audit SET id = 99 WHERE id = 2",
        "UPDATE audit SET id = 2 WHERE id = 3",
        "UPDATE audit SET id = 3 WHERE id = 99",
    )(connection)


def put_between(connection: Connection) -> None:
    forge(
        "UPDATE audit SET id = id + 100 WHERE id > 2",
        "INSERT INTO audit SELECT 3, time, actor, action, subject, detail, hash, '' FROM audit WHERE id = 2",
        "UPDATE audit SET id = id - 99 WHERE id > 100",
        "UPDATE store_setting SET value = 6 WHERE name = 'entries'",
    )(connection)


def move_a_boundary(connection: Connection) -> None:
    forge("UPDATE audit SET actor = actor || 'ad', action = 'd' WHERE id = 3")(connection)


CUT = "DELETE FROM audit WHERE id > 3"
SPLICED = (
    "DELETE FROM audit WHERE id = 3",
    "UPDATE audit SET previous = (SELECT hash FROM audit WHERE id = 2) WHERE id = 4",
    "UPDATE audit SET id = id - 1 WHERE id = 4",
    "UPDATE audit SET id = id - 1 WHERE id = 5",
    "UPDATE store_setting SET value = 4 WHERE name = 'entries'",
)


@pytest.mark.parametrize(
    ("forging", "number", "reason"),
    [
        (edit("time"), 3, "changed after it was written"),
        (edit("actor"), 3, "changed after it was written"),
        (edit("action"), 3, "changed after it was written"),
        (edit("subject"), 3, "changed after it was written"),
        (edit("detail"), 3, "changed after it was written"),
        (edit("hash"), 3, "changed after it was written"),
        (edit("previous"), 3, "doesn't follow"),
        (move_a_boundary, 3, "changed after it was written"),
        (forge("DELETE FROM audit WHERE id = 3"), 3, "it is missing"),
        (forge("DELETE FROM audit WHERE id = 1"), 1, "it is missing"),
        (forge(*SPLICED), 3, "changed after it was written"),
        (put_between, 3, "changed after it was written"),
        (swap, 2, "doesn't follow"),
        (forge(CUT), 4, r"missing, and so is every one up to 5"),
        (forge("DELETE FROM audit"), 1, "up to 5"),
        (forge("UPDATE store_setting SET value = 4 WHERE name = 'entries'"), 5, "counted 4 entries"),
        (forge("UPDATE audit SET id = 0 WHERE id = 1"), 1, "number 0 stands in its place"),
    ],
)
def test_each_forgery_is_named_by_its_entry(
    store: Store, forging: Callable[[Connection], None], number: int, reason: str
) -> None:
    for count in ("One", "Two", "Three", "Four", "Five"):
        store.add(make_addition(f"{count} boats."), actor="lena")
    assert walk(store) == Chain(5, store.head(), None)
    heads = [EMPTY, *(entry.hash for entry in entries(store))]
    with store.engine.begin() as connection:
        unguard(connection)
        forging(connection)
    found = walk(store)
    assert found.broken is not None
    assert found.broken.number == number
    assert reason in found.broken.reason
    assert found.broken.reason.startswith(("it ", "an entry ", "the store "))
    assert found.broken.reason[-1].islower() or found.broken.reason[-1].isdigit()
    # What stands before the break is still believed.
    assert found.entries == (5 if "counted" in reason else number - 1)
    assert found.head == heads[found.entries]


_ROWS = 6
_TAMPERINGS = st.one_of(
    st.tuples(st.just("edit"), st.integers(0, _ROWS - 1), st.integers(0, 5)),
    st.tuples(st.just("delete"), st.integers(0, _ROWS - 1), st.just(0)),
    st.tuples(st.just("insert"), st.integers(0, _ROWS), st.integers(0, _ROWS - 1)),
    st.tuples(st.just("swap"), st.integers(0, _ROWS - 1), st.integers(0, _ROWS - 1)),
)


def tampered(rows: list[tuple[str, ...]], how: tuple[str, int, int]) -> list[tuple[str, ...]]:
    """The fields of all entries but their numbers, with one of them edited, deleted, copied or moved."""
    act, at, other = how
    if act == "edit":
        row = rows[at]
        return [*rows[:at], (*row[:other], row[other] + "x", *row[other + 1 :]), *rows[at + 1 :]]
    if act == "insert":
        return [*rows[:at], rows[other], *rows[at:]]
    changed = list(rows)
    if act == "swap":
        changed[at], changed[other] = changed[other], changed[at]
    else:
        del changed[at]
    return changed


def test_whatever_is_done_to_a_log_shows_at_the_first_entry_that_it_concerns(store: Store) -> None:
    for number in range(_ROWS):
        store.add(make_addition(f"{number + 2} boats."), actor="lena")
    head = store.head()
    rows = [dataclasses.astuple(entry)[1:] for entry in entries(store)]
    with store.engine.begin() as connection:
        unguard(connection)
    write = text(
        "INSERT INTO audit (id, time, actor, action, subject, detail, previous, hash) "
        "VALUES (:n, :a, :b, :c, :d, :e, :f, :g)"
    )

    @given(st.lists(_TAMPERINGS, min_size=1, max_size=3))
    def shows(tamperings: list[tuple[str, int, int]]) -> None:
        left = rows
        for how in tamperings:
            act, at, other = how
            if at < len(left) + (act == "insert") and (act in ("edit", "delete") or other < len(left)):
                left = tampered(left, how)
        first = next((n for n, (a, b) in enumerate(zip(rows, left, strict=False)) if a != b), None)
        with store.engine.connect() as connection, connection.begin() as transaction:
            connection.execute(text("DELETE FROM audit"))
            for number, row in enumerate(left, 1):
                connection.execute(write, dict(zip("nabcdefg", (number, *row), strict=True)))
            told = Session(connection)
            counting = text("UPDATE store_setting SET value = :n WHERE name = 'entries'")
            connection.execute(counting, {"n": len(left)})
            broken, known = audit.walk(told).broken, audit.holds(told, head)
            transaction.rollback()
        if left == rows:
            assert broken is None
        elif first is None and len(left) < len(rows):
            # Cut short with its counter forged as well: what is left is a whole log, and the head is gone.
            assert broken is None
            assert not known
        else:
            assert broken is not None
            assert broken.number == (len(rows) if first is None else first) + 1

    shows()


def test_a_log_written_anew_shows_against_a_head_kept_elsewhere(store: Store) -> None:
    store.add(make_addition(FIRST), actor="lena")
    kept = store.head()
    with store.engine.begin() as connection:
        unguard(connection)
        forge("DELETE FROM audit", "UPDATE store_setting SET value = 0 WHERE name = 'entries'")(connection)
    store.add(make_addition("Sixteen boats."), actor="lena")
    assert walk(store).broken is None
    with store.reading() as session:
        assert not audit.holds(session, kept)
        assert audit.holds(session, store.head())
        assert audit.holds(session, EMPTY)


def test_an_older_head_is_still_in_the_log(store: Store) -> None:
    store.add(make_addition(FIRST))
    older = store.head()
    store.add(make_addition("Sixteen boats."))
    assert store.head() != older
    with store.reading() as session:
        assert audit.holds(session, older)


def test_names_that_no_database_can_hold_are_told_readably(store: Store) -> None:
    store.add(make_addition(FIRST), actor="le\udce9na")
    assert entries(store)[0].actor == "le?na"
    assert walk(store).broken is None


def test_the_word_index_is_kept_when_nothing_fails(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    store.describe(source.id, dataclasses.replace(recorded(source), why="x"), now=LATER)
    with store.reading() as session:
        assert len(lexical.ranked(session.connection(), ("boats", "held"))) == 1
