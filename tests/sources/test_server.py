"""A store on a server: trouble at opening is told with its remedy, and a lost connection leaves it whole."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from claims.errors import StoreBusy, StoreError
from sources import sql
from sources.kept_codes import keeper_of
from sources.store import Store
from sources.vectors import VectorIndex
from sources.verify import verify
from tests.postgres import Server
from tests.sources.conftest import NOW, WordEncoder, make_addition

BOATS = make_addition("Boats were held.", "Crews were paid.", speaker="Mara Ellison")


@pytest.fixture
def url(server: Server) -> str:
    return server.emptied()


@pytest.mark.parametrize(
    ("old", "new", "reason", "remedy"),
    [
        ("127.0.0.1", "127.0.0.2", "refused", "that the server runs"),
        ("/tests", "/none", "does not exist", "name of the database"),
        ("tester", "nobody", 'role "nobody" does not exist', "Check the user"),
        ("tester", "guarded:wrong", "password authentication failed", "Check the user and the password"),
        ("tester", "guarded", "no password supplied", "Check the user and the password"),
        ("tester", "reporter", "permission denied", "rights"),
        ("tester", "guarded:right", "permission denied", "rights"),
    ],
)
def test_trouble_at_opening(url: str, tmp_path: Path, old: str, new: str, reason: str, remedy: str) -> None:
    wrong = new.join(url.rsplit(old, 1))
    with pytest.raises(StoreError) as caught:
        Store.open(wrong, snapshots=tmp_path)
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy
    assert caught.value.subject == wrong.replace(":wrong", ":***").replace(":right", ":***")


def test_a_user_who_may_see_no_schema(server: Server, url: str, tmp_path: Path) -> None:
    server.run("REVOKE USAGE ON SCHEMA public FROM PUBLIC", database="tests")
    with pytest.raises(StoreError, match=r"no schema.*rights"):
        Store.open(url.replace("tester", "reporter"), snapshots=tmp_path)


def test_a_user_who_owns_the_database_needs_no_other_right(
    server: Server, url: str, tmp_path: Path, encoder: WordEncoder
) -> None:
    server.run("ALTER DATABASE tests OWNER TO guarded")
    with Store.open(url.replace("tester@", "guarded:right@"), snapshots=tmp_path / "shared") as store:
        store.add(BOATS)
        assert VectorIndex(store, encoder, exact=1).refresh(store) == 2
        keeper = keeper_of(store, encoder.sha256)
        assert keeper is not None
        assert keeper.read()
        assert verify(store).whole


def test_a_server_that_does_not_answer_is_not_waited_for_without_end(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql+psycopg://desk@127.0.0.1:{silent.getsockname()[1]}/x"
        with pytest.raises(StoreError, match="timeout"):
            Store.open(f"{address}?connect_timeout=2", snapshots=tmp_path)


@contextmanager
def killed_before(store: Store, number: int) -> Iterator[list[str]]:
    """Ends the store's connection on the server just before statement `number`, from 1; gives all of them."""
    seen: list[str] = []

    def kill(_connection: object, cursor: Any, statement: str, *_: object) -> None:
        seen.append(statement)
        if len(seen) == number:
            end(store, cursor.connection.info.backend_pid)

    event.listen(store.engine, "before_cursor_execute", kill)
    try:
        yield seen
    finally:
        event.remove(store.engine, "before_cursor_execute", kill)


def end(store: Store, process: int) -> None:
    address = store.engine.url.set(drivername="postgresql", query={}).render_as_string()
    with psycopg.connect(address) as connection:
        done = connection.execute("SELECT pg_terminate_backend(%s, 10000)", (process,)).fetchone()
    assert done == (True,)


def test_a_write_that_loses_its_connection_at_any_point_leaves_nothing(url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path) as store:
        store.add(make_addition("Kept as it was.", location="https://kept.example/"))
        with killed_before(store, 0) as seen:
            added = store.add(BOATS)
        store.remove(added.source.id, now=NOW)
        assert len(seen) > 15
        for number in range(1, len(seen) + 1):
            with (
                killed_before(store, number),
                pytest.raises(StoreBusy, match="Do it again"),
            ):
                store.add(BOATS)
            assert store.count() == 1
            assert verify(store).whole
        assert store.add(BOATS).state == "new"
        assert verify(store).whole


def test_a_read_that_loses_its_connection_is_told(url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path) as store:
        added = store.add(BOATS)
        with killed_before(store, 2), pytest.raises(StoreBusy, match=r"terminating.*Do it again"):
            store.passages(added.source.id)
        assert len(store.passages(added.source.id)) == 2


def test_a_server_that_was_restarted_between_two_commands(server: Server, url: str, tmp_path: Path) -> None:
    with Store.open(url, snapshots=tmp_path) as store:
        store.add(BOATS)
        server.restart()
        assert store.count() == 1
        server.restart()
        assert store.add(make_addition("Rain fell.", location="https://rain.example/")).state == "new"
        assert verify(store).whole


def test_a_writer_who_waits_too_long_is_told(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "BUSY_TIMEOUT", 100)
    with Store.open(url, snapshots=tmp_path) as store:
        with store.writing(), pytest.raises(StoreBusy, match=r"lock timeout.*try again"):
            store.add(BOATS)
        assert store.add(BOATS).state == "new"


def fall_silent(store: Store) -> None:
    with store.writing() as session:
        session.execute(text("UPDATE store_setting SET value = 99 WHERE name = 'revision'"))
        time.sleep(3)


def test_a_writer_who_goes_silent_loses_the_lock(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql, "SILENT_TIMEOUT", 1_000)
    with Store.open(url, snapshots=tmp_path) as store:
        with pytest.raises(StoreBusy, match=r"idle-in-transaction.*Do it again"):
            fall_silent(store)
        monkeypatch.undo()
        assert store.revision() == 0
        assert store.add(BOATS).state == "new"
