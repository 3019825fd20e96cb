"""Opening a database: settings, foreign files, trouble told in words, and two processes at once."""

from __future__ import annotations

import multiprocessing
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from claims.errors import StoreError
from sources.database import parse
from sources.location import key_of, place_of
from sources.places import folder_name
from sources.schema import APPLICATION_ID, SCHEMA_VERSION
from sources.sql import shown
from sources.store import Store
from sources.trouble import trouble_of
from tests.sources.conftest import found_by_words, make_addition


def test_sqlite_settings(tmp_path: Path) -> None:
    with (
        Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path) as store,
        store.engine.connect() as c,
    ):
        found = {
            name: c.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in (
                "foreign_keys",
                "busy_timeout",
                "journal_mode",
                "synchronous",
                "trusted_schema",
                "cell_size_check",
                "application_id",
                "user_version",
            )
        }
    assert found == {
        "foreign_keys": 1,
        "busy_timeout": 60_000,
        "journal_mode": "wal",
        "synchronous": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }


def test_a_foreign_postgresql_database_is_refused(postgres: str, tmp_path: Path) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(f"{postgres}/template1", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE foreign_one"))
    engine.dispose()
    engine = create_engine(f"{postgres}/foreign_one")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE source (id TEXT)"))
    engine.dispose()
    with pytest.raises(StoreError, match="belongs to another program"):
        Store.open(f"{postgres}/foreign_one", snapshots=tmp_path)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("no url at all", "not a database URL"),
        ("nosuchkind://host/name", "can't be kept in nosuchkind"),
        ("mysql+pymysql://host/name", "can't be kept in mysql"),
        ("postgresql://lena:secret@host:port/name", "^the store's URL: this is not a database URL"),
    ],
)
def test_urls_that_can_not_hold_a_store(url: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason):
        parse(url)


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    assert "secret" not in shown(parse("postgresql://desk:secret@127.0.0.1/sources"))
    for url in ("postgresql://desk:secret@127.0.0.1:1/sources", "what:ever:desk:secret@host"):
        with pytest.raises(StoreError) as caught:
            Store.open(url, snapshots=tmp_path)
        assert "secret" not in str(caught.value)


def test_no_password_of_the_query_is_shown_either() -> None:
    url = parse("postgresql://lena@server/store?password=secret&sslmode=require")
    assert shown(url) == "postgresql://lena@server/store?sslmode=require"


def test_trouble_without_a_word_is_told_by_its_kind() -> None:
    error = OperationalError("SELECT 1", {}, Exception(""))
    assert "reports: OperationalError" in str(trouble_of(error, "the store", "--store"))


def test_a_missing_driver_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"driver.*pip install"):
        Store.open("postgresql+psycopg://127.0.0.1/sources", snapshots=tmp_path)


def test_an_unknown_driver_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="driver"):
        Store.open(f"sqlite+nosuchdriver:///{tmp_path / 's.db'}", snapshots=tmp_path)


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="folder of the store can't be made"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'below' / 's.db'}", snapshots=tmp_path)


def _add_many(url: str, folder: Path, name: str) -> None:
    with Store.open(url, snapshots=folder) as store:
        for i in range(8):
            store.add(make_addition(f"{name} number {i} sailed.", location=f"https://{name}.example/{i}"))


def test_two_processes_make_and_fill_one_store(url: str, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    folder = tmp_path / "snapshots"
    running = [context.Process(target=_add_many, args=(url, folder, name)) for name in ("red", "blue")]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
        assert process.exitcode == 0
    with Store.open(url, snapshots=folder) as store:
        assert store.count() == 16
        assert store.revision() == 16
        assert len(found_by_words(store, ["number"])[0]) == 16


def test_store_in_memory(tmp_path: Path) -> None:
    with Store.open("sqlite://", snapshots=tmp_path / "snapshots") as store:
        assert store.count() == 0
        store.add(make_addition("Boats were held."))
        assert store.count() == 1


def test_two_stores_never_share_a_folder_of_snapshots() -> None:
    server = "postgresql+psycopg://desk:secret@db.example"
    urls = ("sqlite://", f"{server}/a-b", f"{server}/a_b", f"{server}:5433/a-b", f"{server}.org/a-b")
    names = {folder_name(url) for url in urls}
    assert len(names) == len(urls)
    assert all(re.fullmatch(r"[a-z0-9-]+\.snapshots", name) and "secret" not in name for name in names)
    assert folder_name(f"{server}/a-b") == folder_name("postgresql+psycopg://other@db.example/a-b")


def test_opening_loads_nothing_heavy() -> None:
    code = (
        "import sys, sources.store, sources.places, sources.search, sources.encoder, sources.intake\n"
        "heavy = ('torch', 'httpx', 'numpy', 'spacy', 'sentence_transformers')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/x", "https://www.a.example/x/"),
        ("https://a.example", "https://a.example/#top"),
        ("https://a.example/x?utm_source=q&id=3", "https://A.example:443/x?id=3"),
        ("https://a.example/caf%C3%A9", "https://a.example/café"),
        ("./x.txt", "y/../x.txt"),
    ],
)
def test_keys_that_are_the_same(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_what_is_no_path_has_a_key_as_well() -> None:
    assert key_of("a\0b") == "file:a\0b"
    assert key_of("~nosuchuser/x") == f"file:{(Path.cwd() / '~nosuchuser/x').as_posix()}"


def test_keys_that_are_not() -> None:
    urls = ("https://a.example/x", "https://a.example/X", "https://a.example/x?id=3", "https://b.example/x")
    assert len({key_of(u) for u in (*urls, "https://a.example:8080/x", "https://[broken")}) == 6
    assert place_of("some/folder/x.txt") == place_of("other/x.txt") == "x.txt"
