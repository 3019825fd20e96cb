"""The drafts that the desk holds: versions, bytes under their hash, and what a damaged folder leads to."""

from datetime import UTC, datetime

import pytest

from claims.errors import StoreError
from sources.snapshot import path_of
from verifier.desk.accounts_schema import ACCOUNTS
from verifier.desk.drafts import DRAFTS, Drafts
from verifier.desk.store import Desk
from verifier.desk.tables import Tables

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def drafts(tmp_path):
    tables = Tables.open(tmp_path / "desk.db", ACCOUNTS, DRAFTS)
    yield Drafts(tables, tmp_path / "desk.drafts")
    tables.close()


def keep(drafts, data=b"one", article="port.md", **further):
    return drafts.keep(article, data, file=article, who="ada", now=NOW, **further)


def test_a_version_is_kept_with_its_bytes(drafts, tmp_path):
    draft = keep(drafts)
    assert (draft.article, draft.who, draft.when, draft.versions) == ("port.md", "ada", NOW, 1)
    assert drafts.bytes_of(draft) == b"one"
    assert path_of(tmp_path / "desk.drafts", draft.sha256).read_bytes() == b"one"
    assert "port" not in draft.id


def test_the_same_bytes_again_are_no_version(drafts):
    first = keep(drafts)
    assert keep(drafts) == first
    later = keep(drafts, b"two")
    assert (later.id, later.versions) == (first.id, 2)
    assert drafts.bytes_of(later) == b"two"
    assert keep(drafts, b"one").versions == 3, "back to the words of the first"


def test_the_one_that_was_brought_last_stands_first(drafts):
    for name in ("a.md", "b.md", "c.md"):
        keep(drafts, article=name)
    keep(drafts, b"two", article="a.md")
    assert [draft.article for draft in drafts.all()] == ["a.md", "c.md", "b.md"]
    assert drafts.draft("nothing") is None


def test_damaged_bytes_are_told(drafts, tmp_path):
    draft = keep(drafts)
    path_of(tmp_path / "desk.drafts", draft.sha256).write_bytes(b"other")
    with pytest.raises(StoreError, match="was changed"):
        drafts.bytes_of(draft)


def test_it_stands_beside_the_decisions_of_the_same_file(drafts, tmp_path):
    keep(drafts)
    with Desk.open(tmp_path / "desk.db") as desk:
        assert desk.decisions() == ()
    assert len(drafts.all()) == 1


def test_a_file_of_another_program_is_left_alone(tmp_path):
    import sqlite3

    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE secrets (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Tables.open(path, DRAFTS)
    assert path.read_bytes() == before
