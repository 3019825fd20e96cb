"""A process that is killed leaves the store whole: each source is in it, or not at all. On both databases."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from sources import vector_rows
from sources.audit import Action, entries
from sources.fetches import fetches_of
from sources.store import Store
from sources.verify import verify
from tests.sources.conftest import found_by_words
from tests.sources.killed import FETCHED, TITLES, add, addition, remove, work
from tests.sources.old_stores import DIGEST, make_old
from tests.sources.site import Site

WHOLE = {title: [p.text for p in addition(title).passages] for title in TITLES}


# Each process is forked from one that has loaded the program already and does nothing else.
FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(["tests.sources.killed"])


def start(
    url: str, folder: Path, task: str, last: int, together: Barrier | None = None, site: str = ""
) -> BaseProcess:
    # As a daemon it ends with the tests, should one of them fail while it works.
    process = FORKING.Process(target=work, args=(url, folder, task, last, together, site), daemon=True)
    process.start()
    return process


def lives(url: str, folder: Path, task: str, last: int, site: str = "") -> bool:
    """Have a process do `task` and die before point `last`; False where it died there."""
    process = start(url, folder, task, last, site=site)
    process.join(120)
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode == 0


@pytest.fixture
def places(url: str, tmp_path: Path) -> Callable[[int], tuple[str, Path]]:
    """Gives for each number an empty database of the same kind and a folder for snapshots."""

    def place(number: int) -> tuple[str, Path]:
        folder = tmp_path / f"snapshots-{number}"
        if url.startswith("sqlite"):
            return f"sqlite:///{tmp_path / f'{number}.db'}", folder
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
        return url, folder

    return place


def assert_sound(store: Store) -> set[str]:
    """The store is whole, and each source in it is whole; gives their titles."""
    if store.engine.dialect.name == "sqlite":
        with store.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    assert verify(store).whole
    held = store.sources()
    for source in held:
        passages = store.passages(source.id)
        assert [p.text for p in passages] == WHOLE[source.title]
        (snapshot,) = store.snapshots(source.id)
        assert store.snapshot_bytes(snapshot.sha256) == addition(source.title).data
        assert store.by_location(source.location) == source
        (found,) = found_by_words(store, [source.title])
        assert set(found) == {p.id for p in passages}
    with store.reading() as session:
        wanted = vector_rows.numbers(session).tolist()
        assert len(vector_rows.numbered(session, "stub", wanted)) == 2 * len(held)
    return {source.title for source in held}


def told(store: Store) -> list[str]:
    with store.reading() as session:
        return [entry.action for entry in entries(session)]


def test_adding_is_killed_at_each_point(places: Callable[[int], tuple[str, Path]]) -> None:
    seen, point = [], 1
    while not lives(*(where := places(point)), "add", point):
        url, folder = where
        with Store.open(url, snapshots=folder) as store:
            titles = assert_sound(store)
            seen.append(len(titles))
            assert titles == set(TITLES[: len(titles)])
            assert told(store) == [Action.ADD] * len(titles)
            add(store)
            assert assert_sound(store) == set(TITLES)
            assert told(store) == [Action.ADD] * len(TITLES)
        point += 1
    # The schema; then for each source its file synced, renamed, its folder synced, the rows committed.
    assert seen == [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]


def test_fetching_is_killed_at_each_point(places: Callable[[int], tuple[str, Path]], site: Site) -> None:
    for title in FETCHED:
        site.page(f"/{title}", addition(title).data, Content_Type="text/plain")
    seen, point = [], 1
    while not lives(*(where := places(point)), "fetch", point, site.url):
        url, folder = where
        with Store.open(url, snapshots=folder) as store:
            titles = assert_sound(store)
            seen.append(len(titles))
            assert titles == set(FETCHED[: len(titles)])
        site.forget()
        assert lives(url, folder, "fetch", 0, site.url)
        assert sorted(path for path, _ in site.asked) == sorted(f"/{t}" for t in set(FETCHED) - titles)
        with Store.open(url, snapshots=folder) as store:
            assert assert_sound(store) == set(FETCHED)
            assert told(store) == [Action.ADD] * len(FETCHED)
            ways = [fetches_of(store, source.id) for source in store.sources()]
            assert [len(fetches) for (fetches,) in ways] == [1] * len(FETCHED)
        point += 1
    assert seen == [0, 0, 0, 0, 0, 1, 1, 1, 1]


def test_fetching_that_is_interrupted_ends_at_once_and_goes_on_later(
    url: str, tmp_path: Path, site: Site
) -> None:
    first, second = FETCHED
    site.page(f"/{first}", addition(first).data, Content_Type="text/plain")
    site.page(f"/{second}", addition(second).data, Content_Type="text/plain")
    page, asked, answer = site.answers[f"/{second}"], threading.Event(), threading.Event()

    def stalled(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        answer.wait(60)
        page(handler)

    site.answers[f"/{second}"] = stalled
    folder = tmp_path / "snapshots"
    with Store.open(url, snapshots=folder) as store:
        process = start(url, folder, "fetch", 0, site=site.url)
        assert asked.wait(60)
        until = time.monotonic() + 60
        while store.count() == 0 and time.monotonic() < until:
            time.sleep(0.02)
        assert process.pid
        os.kill(process.pid, signal.SIGINT)
        process.join(20)
        assert process.exitcode == 1, "it waited for the page that was under way"
        assert assert_sound(store) == {first}
        answer.set()
        site.forget()
        assert lives(url, folder, "fetch", 0, site.url)
        assert [path for path, _ in site.asked] == [f"/{second}"]
        assert assert_sound(store) == set(FETCHED)


def test_removing_is_killed_at_each_point(places: Callable[[int], tuple[str, Path]]) -> None:
    seen, point = [], 1
    while True:
        url, folder = places(point)
        with Store.open(url, snapshots=folder) as store:
            store.add(addition("Nets"))
        if lives(url, folder, "remove", point):
            break
        with Store.open(url, snapshots=folder) as store:
            seen.append(assert_sound(store))
            remove(store)
            assert assert_sound(store) == set()
            assert told(store) == [Action.ADD, Action.REMOVE]
            assert store.add(addition("Nets")).state == "new"
            assert assert_sound(store) == {"Nets"}
        point += 1
    # The rows committed, the file removed, the lock given back.
    assert seen == [{"Nets"}, set(), set()]


def test_migrating_is_killed_before_its_commit(
    places: Callable[[int], tuple[str, Path]],
) -> None:
    url, folder = places(1)
    make_old(url, 1)
    assert not lives(url, folder, "open", 1)
    engine = create_engine(url)
    with engine.connect() as connection:
        version = text("SELECT value FROM store_setting WHERE name = 'schema'")
        assert connection.execute(version).scalar_one() == 1
    engine.dispose()
    assert lives(url, folder, "open", 2)
    with Store.open(url, snapshots=folder) as store:
        assert store.digest() == DIGEST
        assert told(store) == [Action.FOUND] * 2


def test_two_processes_add_the_same_sources_at_once(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    # A smaller sample by default: the thousand takes a minute.
    task, count = ("thousand", 1000) if os.environ.get("VERIFIER_LONG_TESTS") else ("sixty", 60)
    together = FORKING.Barrier(2)
    running = [start(url, folder, task, 0, together) for _ in range(2)]
    for process in running:
        process.join(300)
        assert process.exitcode == 0
    with Store.open(url, snapshots=folder) as store:
        assert store.count() == count
        assert len({source.location for source in store.sources()}) == count
        assert told(store) == [Action.ADD] * count
        found = verify(store)
        assert found.whole
        assert (found.snapshots, found.chain.entries) == (count, count)
        assert store.revision() == 2 * count
