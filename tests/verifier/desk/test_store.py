"""The desk's file: what is put in comes out, in order, and is never changed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from claims.errors import StoreError
from verifier.desk.schema import APPLICATION_ID, DESK_VERSION
from verifier.desk.store import Desk
from verifier.desk.types import Act, Anchor, Decision, Glance

from ..render.builder import report

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
DISMISSED = Decision(
    article="draft.md",
    act=Act.DISMISS,
    anchor=Anchor("The pier was unsafe.", "shut on Monday. ", "\n\n“No”"),
    rule="VRB001",
    fingerprint="0f" * 32,
    words="unsafe",
    note="the mayor's own word",
    who="Lena",
    when=NOW,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "desk.db"


def test_decisions_come_back_as_they_were_in_order(path: Path) -> None:
    with Desk.open(path) as desk:
        first = desk.record(DISMISSED)
        second = desk.record(replace(DISMISSED, act=Act.REOPEN, note="", when=NOW - timedelta(days=1)))
        other = desk.record(replace(DISMISSED, article="other.md"))
    assert first == replace(DISMISSED, id=first.id)
    with Desk.open(path) as desk:
        assert desk.decisions("draft.md") == (first, second)
        assert desk.decisions() == (first, second, other)
        assert desk.articles() == ("draft.md", "other.md")
        assert desk.decisions("nobody's.md") == ()
        assert desk.last_check("draft.md") is None


def test_times_are_kept_in_utc_and_need_a_zone(path: Path) -> None:
    with Desk.open(path) as desk:
        there = NOW.astimezone(timezone(timedelta(hours=7)))
        assert desk.record(replace(DISMISSED, when=there)).when.utcoffset() == timedelta(0)
        assert desk.decisions()[0].when == NOW
        with pytest.raises(ValueError, match="zone"):
            desk.record(replace(DISMISSED, when=NOW.replace(tzinfo=None)))
        assert len(desk.decisions()) == 1


def test_nothing_is_ever_changed(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.record(DISMISSED)
    connection = sqlite3.connect(path)
    for statement in ("UPDATE decision SET note = ''", "DELETE FROM decision"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            connection.execute(statement)
    connection.close()


def test_a_row_that_can_be_no_decision_is_told(path: Path) -> None:
    with Desk.open(path) as desk:
        desk.record(DISMISSED)
        connection = sqlite3.connect(path)
        connection.execute("DROP TRIGGER decision_no_update")
        connection.execute("UPDATE decision SET act = 'burn'")
        connection.commit()
        connection.close()
        with pytest.raises(StoreError, match="burn") as caught:
            desk.decisions()
    assert caught.value.subject == str(path)


def test_names_that_no_database_takes_are_kept_as_they_can(path: Path) -> None:
    with Desk.open(path) as desk:
        made = desk.record(replace(DISMISSED, article="a\udce9.txt", note="\ud800"))
        assert (made.article, made.note) == ("a?.txt", "?")
        assert desk.decisions("a\udce9.txt") == (made,)


def test_settings_of_the_file(path: Path) -> None:
    with Desk.open(path):
        pass
    connection = sqlite3.connect(path)
    found = [connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version")]
    assert [*found, connection.execute("PRAGMA journal_mode").fetchone()[0]] == [
        APPLICATION_ID,
        DESK_VERSION,
        "wal",
    ]
    connection.close()


def test_what_is_no_desk_is_refused_and_left_alone(tmp_path: Path) -> None:
    text, other, newer = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "newer.db"
    text.write_text("no database at all, but long enough to be taken for one\n" * 40)
    for path, setup in {
        other: "CREATE TABLE t (x)",
        newer: f"PRAGMA user_version = {DESK_VERSION + 1}",
    }.items():
        if path is newer:
            Desk.open(path).close()
        connection = sqlite3.connect(path)
        connection.execute(setup)
        connection.commit()
        connection.close()
    for path, reason in {text: "not a database", other: "another program", newer: "newer version"}.items():
        before = path.read_bytes()
        with pytest.raises(StoreError, match=reason) as caught:
            Desk.open(path)
        assert caught.value.subject == str(path)
        assert "--desk" in caught.value.remedy
        assert path.read_bytes() == before


def test_a_glance_tells_the_last_decision_and_the_last_check_of_each_article(path: Path) -> None:
    flagged, clean = report(), report(findings=False)
    assert flagged.findings
    with Desk.open(path) as desk:
        assert desk.at_a_glance() == {}
        desk.record(DISMISSED)
        decided = desk.record(replace(DISMISSED, act=Act.REOPEN)).id
        desk.keep_check("checked.md", clean, NOW)
        desk.keep_check("checked.md", flagged, NOW + timedelta(hours=1))
        desk.keep_check("clean.md", clean, NOW)
        both = desk.record(replace(DISMISSED, article="clean.md")).id
        assert desk.at_a_glance() == {
            "draft.md": Glance(decided=decided),
            "checked.md": Glance(0, NOW + timedelta(hours=1), len(flagged.findings)),
            "clean.md": Glance(both, NOW, 0),
        }
