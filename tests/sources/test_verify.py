"""Is the store whole? On both databases, with real files that are changed and lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from claims.errors import StoreError
from sources import audit
from sources.audit import Action
from sources.snapshot import path_of
from sources.store import Store
from sources.verify import Harm, Stray, verify
from tests.sources.conftest import NOW, found_by_words, make_addition

FIRST = "Fourteen boats were held at Port Vell."
SECOND = "Crews said that wages went unpaid."


def test_a_whole_store(store: Store) -> None:
    assert verify(store).whole
    store.add(make_addition(FIRST, SECOND, speaker="Ada Lorn"))
    store.add(make_addition("Sixteen boats."))
    store.add(make_addition("Rain on Monday.", location="https://b.example/"))
    store.remove(store.sources()[0].id, now=NOW)
    store.note_locations(store.sources()[0].id, "https://c.example/", now=NOW)
    found = verify(store)
    assert found.whole
    assert (found.damaged, found.strays) == ((), ())
    assert (found.snapshots, found.chain.entries) == (1, 5)


def test_a_changed_snapshot_is_told_with_what_leans_on_it(store: Store) -> None:
    first = store.add(make_addition(FIRST, SECOND, speaker="Ada Lorn", location="a/x.txt"))
    second = store.add(make_addition(FIRST, SECOND, location="b/x.txt", publisher="Port Authority"))
    store.add(make_addition("Rain on Monday.", location="https://b.example/"))
    path = path_of(store.snapshots_folder, first.snapshot.sha256)
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    found = verify(store)
    (damage,) = found.damaged
    assert not found.whole
    assert found.snapshots == 2
    assert (damage.sha256, damage.path, damage.harm) == (first.snapshot.sha256, str(path), Harm.CHANGED)
    assert {(each.source, each.passages, each.statements) for each in damage.leaning} == {
        (first.source, 2, 2),
        (second.source, 2, 0),
    }
    assert (found.strays, found.chain.broken) == ((), None)


def test_what_leans_on_a_snapshot_is_told_in_order(store: Store) -> None:
    added = [
        store.add(make_addition(FIRST, location=f"{folder}/x.txt", publisher=folder)) for folder in "abcde"
    ]
    path_of(store.snapshots_folder, added[0].snapshot.sha256).write_bytes(b"other")
    store.add(make_addition("Rain on Monday.", location="https://b.example/"))
    (damage,) = verify(store).damaged
    ids = [each.source.id for each in added]
    assert [each.source.id for each in damage.leaning] == sorted(ids) != ids


def test_a_missing_snapshot_of_an_older_state(store: Store) -> None:
    older = store.add(make_addition(FIRST, speaker="Ada Lorn"))
    store.add(make_addition("Sixteen boats."))
    path_of(store.snapshots_folder, older.snapshot.sha256).unlink()
    (damage,) = verify(store).damaged
    assert damage.harm is Harm.MISSING
    assert [(each.passages, each.statements) for each in damage.leaning] == [(0, 0)]


def test_a_desk_without_the_folder_is_told_and_writes_nothing(url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path / "shared") as store:
        added = store.add(make_addition(FIRST))
    # A disk that isn't mounted leaves a folder without anything in it.
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "absent", tmp_path / "empty"):
        with Store.open(url, snapshots=folder) as store:
            for act in (
                lambda store: store.add(make_addition(SECOND, location="https://b.example/")),
                lambda store: store.remove(added.source.id, now=NOW),
                verify,
            ):
                with pytest.raises(StoreError, match=r"not in this folder\. Name theirs as snapshots"):
                    act(store)
            assert store.count() == 1
            assert found_by_words(store, ["boats"]) == [(store.passages(added.source.id)[0].id,)]
    with Store.open(url, snapshots=tmp_path / "shared") as store:
        assert verify(store).whole


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE source SET publisher = 'Other'", "it was changed"),
        ("UPDATE source SET published = '2020-01-01'", "it was changed"),
        ("UPDATE source SET on_record = 'background'", "it was changed"),
        ("UPDATE passage SET text = 'Forty boats were held.'", "it was changed"),
        ("UPDATE statement SET speaker_name = 'Ivo Venn'", "it was changed"),
        ("UPDATE quotation SET text = 'other words' WHERE position = 1", "it was changed"),
        ("UPDATE snapshot SET sha256 = '00'", "it was changed"),
        ("DELETE FROM statement", "it was changed"),
        ("DELETE FROM source", "it is gone"),
        (
            "INSERT INTO source (id, title, location, kind) VALUES ('f0f0', 'Made up', 'x', 'report')",
            "doesn't tell of it",
        ),
    ],
)
def test_rows_changed_past_the_program_are_told(store: Store, statement: str, reason: str) -> None:
    store.add(make_addition(FIRST, speaker="Ada Lorn"))
    assert verify(store).whole
    with store.engine.begin() as connection:
        connection.execute(text(statement))
    found = verify(store)
    (stray,) = found.strays
    assert not found.whole
    assert reason in stray.reason
    assert stray.title == ("Made up" if stray.source == "f0f0" else "Nets of Silence")
    assert found.chain.broken is None


def test_a_source_put_back_after_it_was_removed_is_told(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    store.remove(source.id, now=NOW)
    with store.engine.begin() as connection:
        row = {"id": source.id, "title": "Nets of Silence"}
        values = "INSERT INTO source (id, title, location, kind) VALUES (:id, :title, 'x', 'report')"
        connection.execute(text(values), row)
    (stray,) = verify(store).strays
    assert stray.source == source.id


def test_a_forged_entry_that_tells_nothing_is_told(store: Store) -> None:
    source = store.add(make_addition(FIRST)).source
    with Session(store.engine) as session, session.begin():
        audit.append(session, Action.CHANGE, source.id, {"forged": True}, time=NOW, actor="nobody")
    found = verify(store)
    (stray,) = found.strays
    assert stray.source == source.id
    assert "doesn't tell of it" in stray.reason
    assert found.chain.broken is None


def test_what_was_changed_is_told_in_order_and_by_name(store: Store) -> None:
    added = [
        store.add(make_addition(f"{name} were sold.", location=f"https://{name}.example/", title=name)).source
        for name in ("Anchors", "Boats", "Cranes", "Docks", "Eels")
    ]
    _, boats, cranes, docks, eels = added
    store.remove(eels.id, now=NOW)
    with store.writing() as session:
        audit.append(session, audit.Action.NAMES, "Board", {"names": ["B", "C"]}, time=NOW, actor="")
    with store.engine.begin() as connection:
        for statement in (
            f"UPDATE source SET title = 'Bats' WHERE id = '{boats.id}'",
            f"DELETE FROM source WHERE id = '{cranes.id}'",
            f"INSERT INTO shingle (source_id, hash) VALUES ('{docks.id}', 1)",
            "INSERT INTO source (id, title, location, kind) VALUES ('0000', 'New', 'x', 'report')",
            "INSERT INTO publisher_name (key, name, publisher) VALUES ('x', 'X', 'Agency')",
        ):
            connection.execute(text(statement))
    told = verify(store).strays
    by_source = {each.source: each for each in told if each.source}
    assert list(by_source) == sorted(["0000", boats.id, cranes.id, docks.id])
    untold = "it was changed, and the audit log doesn't tell of that"
    assert by_source["0000"] == Stray("0000", "New", "the audit log doesn't tell of it")
    assert by_source[boats.id] == Stray(boats.id, "Bats", untold)
    gone = "it is gone, and the audit log tells of no removal"
    assert by_source[cranes.id] == Stray(cranes.id, "Cranes", gone)
    copies = "which other sources hold its text was changed"
    assert by_source[docks.id] == Stray(docks.id, "Docks", copies)
    assert [each for each in told if not each.source] == [
        Stray("", "Agency", untold),
        Stray("", "Board", untold),
    ]
    assert told[-2:] == (Stray("", "Agency", untold), Stray("", "Board", untold))


def test_each_part_of_a_store_that_is_wrong_makes_it_not_whole(store: Store) -> None:
    first = store.add(make_addition(FIRST, location="a/x.txt"))
    second = store.add(make_addition(SECOND, location="b/x.txt", title="Wages"))
    for added in (second, first):
        path_of(store.snapshots_folder, added.snapshot.sha256).write_bytes(b"other")
    # One snapshot that is there keeps the folder from being taken for another's.
    store.add(make_addition("Rain on Monday.", location="https://b.example/"))
    found = verify(store)
    assert [d.sha256 for d in found.damaged] == sorted(a.snapshot.sha256 for a in (first, second))
    assert {d.sha256: d.leaning[0].source.title for d in found.damaged} == {
        first.snapshot.sha256: "Nets of Silence",
        second.snapshot.sha256: "Wages",
    }
    assert found.snapshots == 3
    assert (found.chain.entries, found.chain.head) == (3, store.head())


def test_a_broken_log_is_told_and_not_believed(store: Store) -> None:
    store.add(make_addition(FIRST))
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE store_setting SET value = 9 WHERE name = 'entries'"))
        connection.execute(text("UPDATE source SET title = 'Other'"))
    found = verify(store)
    assert not found.whole
    assert found.chain.broken is not None
    assert found.strays == ()


REWRITING = {
    "sqlite": (
        "CREATE TRIGGER helper AFTER INSERT ON passage BEGIN "
        "UPDATE passage SET text = replace(text, 'Fourteen', 'Forty') WHERE id = NEW.id; END",
    ),
    "postgresql": (
        "CREATE FUNCTION help() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "NEW.text := replace(NEW.text, 'Fourteen', 'Forty'); RETURN NEW; END $$",
        "CREATE TRIGGER helper BEFORE INSERT ON passage FOR EACH ROW EXECUTE FUNCTION help()",
    ),
}


def test_a_trigger_that_changes_what_is_stored_is_told(store: Store) -> None:
    with store.engine.begin() as connection:
        for statement in REWRITING[connection.dialect.name]:
            connection.exec_driver_sql(statement)
    added = store.add(make_addition(FIRST))
    assert store.passages(added.source.id)[0].text == FIRST.replace("Fourteen", "Forty")
    found = verify(store)
    # Log and rows agree with each other: only the trigger itself shows it.
    assert (found.strays, found.damaged, found.chain.broken) == ((), (), None)
    assert found.meddling == ("the trigger helper in it is not the program's",)
    assert not found.whole


def test_a_guard_that_is_gone_or_another_is_told(store: Store) -> None:
    assert verify(store).meddling == ()
    sqlite = store.engine.dialect.name == "sqlite"
    name = "audit_no_delete" if sqlite else "audit_no_truncate"
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER {name}" + ("" if sqlite else " ON audit"))
    gone = f"the guard {name} of the audit log is gone, or is another"
    assert verify(store).meddling == (gone,)
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} BEFORE DELETE ON audit BEGIN SELECT 1; END"
            if sqlite
            else "ALTER TABLE audit DISABLE TRIGGER ALL"
        )
    assert gone in verify(store).meddling
