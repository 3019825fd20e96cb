"""Stores of earlier versions, with what they hold, become stores of this one; on both databases."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from claims.errors import StoreError
from sources import database, migrate, snapshot, sql
from sources.audit import EMPTY, Action, newest, walk
from sources.fetches import fetches_of
from sources.schema import APPLICATION_ID, SCHEMA_VERSION, Base
from sources.source import Terms
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import NOW, found_by_words, make_addition, make_fetch
from tests.sources.old_stores import DIGEST, HEAD_2, SNAPSHOTS, make_old


@pytest.fixture(params=[1, 2], ids=["from 1", "from 2"])
def version(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture
def old(url: str, version: int, tmp_path: Path) -> str:
    make_old(url, version)
    for data in SNAPSHOTS:
        snapshot.keep(tmp_path / "snapshots", data)
    return url


def opened(url: str, tmp_path: Path) -> Store:
    return Store.open(url, snapshots=tmp_path / "snapshots")


def version_of(engine: Engine) -> set[int]:
    """All that the database says of its schema's version."""
    with engine.connect() as connection:
        said = {
            connection.execute(text("SELECT value FROM store_setting WHERE name = 'schema'")).scalar_one()
        }
        if engine.dialect.name == "sqlite":
            said.add(connection.execute(text("PRAGMA user_version")).scalar_one())
    return said


def test_everything_in_an_old_store_is_kept(old: str, version: int, tmp_path: Path) -> None:
    with opened(old, tmp_path) as store:
        assert store.digest() == DIGEST
        assert store.revision() == version + 2
        weather, nets = store.sources()
        assert (weather.title, nets.title) == ("Forecast — Monday's", "Nets of Silence")
        assert (nets.on_record, nets.embargo, nets.added_by, nets.why) == {
            1: (Terms.ON_RECORD, None, "", ""),
            2: (Terms.BACKGROUND, datetime(2026, 5, 9, 6, tzinfo=UTC), "lena", "port story"),
        }[version]
        assert fetches_of(store, nets.id) == ((),)
        assert len(store.snapshots(weather.id)) == 2
        assert [store.snapshot_bytes(s.sha256) for s in store.snapshots(weather.id)] == list(SNAPSHOTS[1:])
        first, second = store.passages(nets.id)
        assert first.text == "Fourteen boats were held at Port Vell."
        said = store.statements(nets.id)
        assert [(s.speaker.name, s.quotations) for s in said] == [
            ("Ada Lorn", ("first words", "second words"))
        ] * 2
        assert found_by_words(store, ["boats", "wages"]) == [(first.id,), (second.id,)]
        assert store.by_location("https://harbourwatch.example/2026/nets") == nets
        with store.engine.connect() as connection:
            assert connection.execute(text("SELECT DISTINCT at FROM passage")).scalars().all() == [""]


def test_an_old_store_says_its_new_version_and_opens_again(old: str, tmp_path: Path) -> None:
    with opened(old, tmp_path) as store:
        assert version_of(store.engine) == {SCHEMA_VERSION}
        head = store.head()
        if store.engine.dialect.name == "sqlite":
            with store.engine.connect() as connection:
                assert connection.execute(text("PRAGMA application_id")).scalar_one() == APPLICATION_ID
                assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    with opened(old, tmp_path) as store:
        assert store.digest() == DIGEST
        assert store.head() == head


@pytest.mark.parametrize("version", [1])
def test_the_audit_log_begins_with_what_was_found(old: str, tmp_path: Path) -> None:
    with opened(old, tmp_path) as store:
        with store.reading() as session:
            entries = newest(session, 9)
            chain = walk(session)
        assert [(e.action, e.time, e.actor) for e in entries] == [(Action.FOUND, "", "")] * 2
        assert [json.loads(e.detail)["title"] for e in entries] == ["Nets of Silence", "Forecast — Monday's"]
        assert (chain.broken, chain.entries) == (None, 2)
        assert store.head() == entries[0].hash != EMPTY
        assert verify(store).whole


@pytest.mark.parametrize("version", [2])
def test_an_audit_log_goes_on_as_it_was(old: str, tmp_path: Path) -> None:
    with opened(old, tmp_path) as store:
        assert store.head() == HEAD_2
        assert verify(store).whole
        with store.reading() as session:
            assert [e.action for e in newest(session, 9)] == ["set", "change", "add", "add"]


def test_an_old_store_can_be_written_to(old: str, tmp_path: Path) -> None:
    with opened(old, tmp_path) as store:
        known = {p.id for s in store.sources() for p in store.passages(s.id)}
        added = store.add(make_addition("Sixteen boats.", location="https://c.example/"))
        assert added.state == "new"
        fetched = make_addition("Rain is expected on Tuesday.", location="https://weather.example/")
        how = make_fetch(fetched.data, "https://weather.example/")
        assert store.add(replace(fetched, fetch=how)).state == "changed"
        assert fetches_of(store, "48b19507c3") == ((), (how,))
        assert min(p.id for p in store.passages(added.source.id)) > max(known)
        store.remove("b86de440ca", now=NOW)
        assert store.count() == 2
        assert verify(store).whole


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    old: str, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade = migrate.upgrade

    def failing(*args: object, **options: object) -> None:
        upgrade(*args, **options)  # type: ignore[arg-type]
        raise OSError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(migrate, "upgrade", failing)
        with pytest.raises(OSError, match="power cut"):
            opened(old, tmp_path)
    engine = create_engine(old)
    assert version_of(engine) == {version}
    tables = inspect(engine).get_table_names()
    assert ("audit" in tables, "fetched" in tables) == (version > 1, False)
    columns = {column["name"] for column in inspect(engine).get_columns("source")}
    assert ("why" in columns) == (version > 1)
    engine.dispose()
    with opened(old, tmp_path) as store:
        assert store.digest() == DIGEST


def test_a_store_that_was_made_newer_meanwhile_is_refused(
    old: str, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = iter([version, SCHEMA_VERSION + 1])
    monkeypatch.setattr(database, "STORE", replace(database.STORE, found=lambda _: next(found)))
    with pytest.raises(StoreError, match="newer version"):
        opened(old, tmp_path)


def empty_engine(url: str) -> Engine:
    return sql._engine(database.parse(url), database.STORE, sql.BUSY_TIMEOUT)


def made_by_revisions(url: str, to: int | None = None) -> Engine:
    engine = empty_engine(url)
    with sql.writing(engine) as connection:
        migrate.upgrade(connection, found=0, to=to)
    return engine


def shape(engine: Engine) -> dict[str, object]:
    """Everything about the schema that the database tells: columns in order, keys, indexes, triggers."""
    found: dict[str, object] = {}
    inspector = inspect(engine)
    for table in sorted(inspector.get_table_names()):
        columns = inspector.get_columns(table)
        found[table] = (
            [(c["name"], str(c["type"]), c["nullable"], str(c["default"])) for c in columns],
            inspector.get_pk_constraint(table)["constrained_columns"],
            sorted((i["name"] or "", tuple(i["column_names"])) for i in inspector.get_indexes(table)),
            sorted(tuple(u["column_names"]) for u in inspector.get_unique_constraints(table)),
            sorted(
                (tuple(k["constrained_columns"]), k["referred_table"], k["options"].get("ondelete", ""))
                for k in inspector.get_foreign_keys(table)
            ),
        )
    query = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' "
        "OR sql LIKE 'CREATE VIRTUAL%' ORDER BY name",
        "postgresql": "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
        "UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname LIKE 'audit%' ORDER BY 1",
    }[engine.dialect.name]
    with engine.connect() as connection:
        found["guards"] = [tuple(row) for row in connection.execute(text(query))]
        if engine.dialect.name == "sqlite":
            counted = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name"
            found["counted"] = connection.execute(text(counted)).scalars().all()
    return found


def test_revisions_make_the_schema_of_their_version(url: str, version: int, tmp_path: Path) -> None:
    second = another(url, tmp_path)
    make_old(url, version)
    by_program, by_revision = create_engine(url), made_by_revisions(second, to=version)
    assert shape(by_revision) == shape(by_program)
    by_program.dispose()
    by_revision.dispose()


@pytest.mark.parametrize("start", [1, 2, None])
def test_a_migrated_schema_is_a_fresh_one(url: str, tmp_path: Path, start: int | None) -> None:
    fresh = another(url, tmp_path)
    opened(fresh, tmp_path).close()
    if start is not None:
        make_old(url, start)
        opened(url, tmp_path).close()
        migrated = empty_engine(url)
    else:
        migrated = made_by_revisions(url)
    expected = empty_engine(fresh)
    assert shape(migrated) == shape(expected)
    for engine in (migrated, expected):
        with engine.connect() as connection:
            assert compare_metadata(context(connection), Base.metadata) == []
        engine.dispose()


def test_a_difference_would_be_seen(url: str) -> None:
    engine = made_by_revisions(url, to=1)
    with engine.connect() as connection:
        missing = compare_metadata(context(connection), Base.metadata)
    engine.dispose()
    assert {change[0] for change in missing if isinstance(change, tuple)} == {
        "add_table",
        "add_column",
        "add_index",
    }


def context(connection: object) -> MigrationContext:
    options = {
        "compare_type": True,
        "compare_server_default": True,
        # The word search has a form of its own on each database; `shape` compares it.
        "include_object": lambda thing, name, kind, *_: not (name or "").startswith("passage_search"),
    }
    return MigrationContext.configure(connection, opts=options)  # type: ignore[arg-type]


def another(url: str, tmp_path: Path) -> str:
    """URL of one more empty database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'another.db'}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    name = f"{engine.url.database}_b"
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{url.rpartition('/')[0]}/{name}"


def test_revisions_are_numbered_as_the_schema_is() -> None:
    script = ScriptDirectory(str(migrate.MIGRATIONS))
    numbers = [int(revision.revision) for revision in script.walk_revisions()]
    assert numbers == list(range(SCHEMA_VERSION, 0, -1))


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_a_migrated_log_is_guarded(old: str, tmp_path: Path, statement: str) -> None:
    with (
        opened(old, tmp_path) as store,
        pytest.raises(DBAPIError, match="append-only"),
        store.engine.begin() as connection,
    ):
        connection.execute(text(statement))
