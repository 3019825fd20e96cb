"""What stands in the way of the desk's files and comes to an end: told in words, and nothing half-written."""

import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from claims.errors import StoreBusy, StoreError
from verifier.desk.accounts import SESSION_IDLE, Role
from verifier.web.server import drafts_folder

from .browser import open_desk
from .conftest import ARTICLE

PATIENCE = 200


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A desk for this module alone, which gives up early, with a draft that was checked."""
    folder = tmp_path_factory.mktemp("trouble")
    with open_desk(folder, patience=PATIENCE) as made:
        assert made.browser().drop("port.md", ARTICLE).status == 200
        yield made


@pytest.fixture
def page(own):
    """The page of the draft's second sentence."""
    draft = own.office.drafts.all()[0]
    return own.browser().get(f"/drafts/{draft.id}?sentence=2")


@contextmanager
def locked(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def file_of(own):
    return own.office.desk.subject


def notes(own):
    return [decision.note for decision in own.office.desk.decisions()]


def test_a_desk_that_another_program_writes_to_says_when_to_come_again(own, page):
    with locked(file_of(own)):
        answer = page.send("/sentences/2", note="while it was locked")
        assert answer.status == 503
        assert int(answer.answer.headers["retry-after"]) > 0
        assert "Another program is writing to it: try again when it is done." in answer.text
        assert page.browser.get(page.path).status == 200
    assert "while it was locked" not in notes(own)
    assert page.send("/sentences/2", note="while it was locked").status == 200
    assert notes(own).count("while it was locked") == 1


def test_a_disk_without_room_is_told_and_nothing_of_it_is_kept(own, page):
    with own.office.desk.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        most = connection.execute(text("PRAGMA max_page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    before = notes(own)
    # As many as the last page still has room for are taken.
    answers = [page.send("/sentences/2", note=f"{number} " + "x" * 4000).status for number in range(4)]
    assert answers[-1] == 507
    assert set(answers) <= {200, 507}
    assert len(notes(own)) == len(before) + answers.count(200)
    told = page.send("/sentences/2", note="x" * 4500)
    assert "Free some space on the disk." in told.text
    with own.office.desk.engine.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {most}"))
    assert page.send("/sentences/2", note="room again").status == 200


def test_a_draft_that_finds_no_room_leaves_nothing(own, page, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    folder = drafts_folder(Path(file_of(own)))
    before = sorted(folder.rglob("*"))
    monkeypatch.setattr("os.fsync", full)
    answer = page.browser.get("/").send("/drafts/text", name="new.md", text="New words.", format="markdown")
    assert answer.status == 507
    assert "No space left on device" in answer.text
    monkeypatch.undo()
    assert [path for path in folder.rglob("*") if path.is_file() and path not in before] == []
    assert [draft.article for draft in own.office.drafts.all()] == ["port.md"]


def test_a_page_of_trouble_needs_nothing_that_is_in_trouble(own, monkeypatch):
    """Neither who asks nor what the page was to show can be read."""

    def broken(*_, **__):
        raise StoreBusy("desk.db", "the database reports: locked", "Try again when it is done.")

    monkeypatch.setattr(type(own.office.accounts), "any", broken)
    page = own.browser().get("/")
    assert page.status == 503
    assert "Try again when it is done." in page.text


@pytest.mark.parametrize(("error", "status"), [(StoreBusy, 503), (StoreError, 500)])
def test_a_store_in_trouble_is_not_a_source_that_is_missing(own, monkeypatch, error, status):
    def broken(*_, **__):
        raise error("sources.db", "the database reports: no", "Do this.")

    monkeypatch.setattr(type(own.office.store), "source", broken)
    page = own.browser().get("/sources/anything")
    assert page.status == status
    assert "Do this." in page.text


def test_nobody_is_kept_from_a_page_because_its_session_can_not_be_noted(own):
    accounts = own.office.accounts
    start = own.clock()
    user = accounts.add("ada", Role.EDITOR, "a long enough password", now=start)
    token = accounts.sign_in("ada", "a long enough password", now=start)
    later = start + SESSION_IDLE * 0.9
    try:
        with locked(file_of(own)):
            begun = time.monotonic()
            assert accounts.user_of(token, now=later) == user
            assert time.monotonic() - begun < PATIENCE / 1000
        assert accounts.user_of(token, now=start + SESSION_IDLE * 1.1) is None, "nothing was noted"
        assert accounts.user_of(token, now=later) == user
        assert accounts.user_of(token, now=start + SESSION_IDLE * 1.1) == user
    finally:
        accounts.remove("ada")
