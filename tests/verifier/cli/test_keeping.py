"""`sources set`, `sources verify` and `audit`, with a real store, real files and a real encoder."""

import json
import sqlite3
from pathlib import Path

import pytest

MEMO = "The Ministry of Canals said on Monday that 140 barges had been moved.\n"


@pytest.fixture(autouse=True)
def login(monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "lena")


@pytest.fixture
def memo(folder):
    path = folder / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    return path


@pytest.fixture
def added(verifier, memo):
    """The id of a source in the store."""
    return verifier("sources", "add", memo, "--title", "Memo", "--publisher", "Ministry").out.split()[1]


def database(tmp_path):
    return tmp_path / "data" / "verifier" / "sources.db"


def snapshot_file(tmp_path):
    (found,) = (p for p in database(tmp_path).with_suffix(".snapshots").rglob("*") if p.is_file())
    return found


def about(verifier, ident):
    return json.loads(verifier("sources", "show", ident, "--format", "json").out)["source"]


def test_adding_records_who_why_and_on_what_terms(verifier, memo):
    done = verifier(
        *("sources", "add", memo, "--on-background", "--embargo", "2031-03-09T06:00+07:00"),
        *("--why", "port story"),
    )
    shown = about(verifier, done.out.split()[1])
    assert (shown["on_record"], shown["added_by"], shown["why"]) == ("background", "lena", "port story")
    assert shown["embargo"] == "2031-03-08T23:00:00+00:00"
    table = verifier("sources", "show", done.out.split()[1]).out
    for words in ("On record", "background", "Embargo", "2031-03-08T23:00", "Added by", "lena", "port story"):
        assert words in table


def test_who_brought_it_in_can_be_named(verifier, memo):
    ident = verifier("sources", "add", memo, "--added-by", "Ivo Venn").out.split()[1]
    assert about(verifier, ident)["added_by"] == "Ivo Venn"
    (entry,) = json.loads(verifier("audit", "show", "--format", "json").out)
    assert entry["actor"] == "lena"


def test_set_changes_what_is_named_and_tells_it(verifier, added):
    done = verifier(
        *("sources", "set", added[:5], "--title", "Barges", "--author", "A. L.", "--date", "2031-03-04"),
        *("--on-background", "--embargo", "2031-03-09", "--why", "x", "--added-by", "jo"),
    )
    assert done.status == 0
    assert done.out.splitlines() == [
        f"{added} title: Memo -> Barges",
        f"{added} published: none -> 2031-03-04",
        f"{added} author: none -> A. L.",
        f"{added} on_record: on_record -> background",
        f"{added} embargo: none -> 2031-03-09T00:00:00+00:00",
        f"{added} added_by: lena -> jo",
        f"{added} why: none -> x",
    ]
    shown = about(verifier, added)
    assert (shown["title"], shown["publisher"], shown["embargo"]) == (
        "Barges",
        "Ministry",
        "2031-03-09T00:00:00+00:00",
    )
    cleared = verifier(
        *("sources", "set", added, "--on-record", "--embargo", "", "--date", "", "--author", "", "--why", "")
    )
    assert cleared.status == 0
    shown = about(verifier, added)
    values = [shown[key] for key in ("on_record", "embargo", "published", "author", "why")]
    assert values == ["on_record", None, None, None, None]
    assert verifier("sources", "set", added, "--why", "").out == (
        f"{added} unchanged: this is recorded of it already\n"
    )
    log = json.loads(verifier("audit", "show", "--format", "json").out)
    assert [entry["action"] for entry in log] == ["set", "set", "add"]
    assert log[1]["detail"]["changes"]["title"] == ["Memo", "Barges"]
    assert log[0]["detail"]["changes"]["why"] == ["x", ""]


def test_another_publisher_and_kind(verifier, added):
    done = verifier("sources", "set", added, "--publisher", "Canal Board", "--kind", "press_release")
    assert done.status == 0
    shown = json.loads(verifier("sources", "show", added, "--format", "json").out)
    assert (shown["source"]["publisher"], shown["source"]["kind"]) == ("Canal Board", "press_release")
    assert all(s["speaker"] == "Canal Board" for s in shown["statements"] if s["own_voice"])
    assert verifier("sources", "verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Say what to set"),
        (["--title", " "], "a source needs a title"),
        (["--date", "tomorrow"], "is not a day"),
        (["--embargo", "tomorrow"], "neither a day nor a time"),
        (["--embargo", "2031-03-09T06:00"], "has no time zone"),
        (["--kind", "gossip"], "is not one of"),
    ],
)
def test_wrong_usage_of_set(verifier, added, arguments, says):
    done = verifier("sources", "set", added, *arguments)
    assert done.status == 2
    assert says in done.err
    assert len(json.loads(verifier("audit", "show", "--format", "json").out)) == 1


def test_a_whole_store_verifies(verifier, added):
    done = verifier("sources", "verify")
    assert done.status == 0
    head = json.loads(verifier("audit", "verify", "--format", "json").out)["head"]
    assert done.out.splitlines() == [
        "Snapshots: 1 looked at, none damaged",
        f"The audit log is whole: 1 entry, head {head}",
    ]


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_damaged_snapshot_is_told_with_what_leans_on_it(verifier, added, tmp_path, harm):
    file = snapshot_file(tmp_path)
    if harm == "missing":
        file.unlink()
    else:
        file.write_text(MEMO.replace("140", "141"))
    done = verifier("sources", "verify")
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines[0] == "Snapshots: 1 looked at, 1 damaged"
    assert lines[1] == f"{harm}: {file}"
    assert lines[2] == f"leans on it: source {added} Memo, 1 of its passages and 1 of its statements"
    found = json.loads(verifier("sources", "verify", "--format", "json").out)
    assert (found["whole"], found["snapshots"], found["altered"]) == (False, 1, [])
    (damage,) = found["damaged"]
    assert (damage["harm"], damage["path"], damage["sha256"]) == (harm, str(file), file.name)
    (leaning,) = damage["leaning"]
    assert (leaning["source"], leaning["title"], leaning["passages"]) == (added, "Memo", 1)
    assert leaning["statements"] >= 1
    assert found["audit"]["broken"] is None


def change(tmp_path, *statements):
    with sqlite3.connect(database(tmp_path)) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_source_changed_past_the_program_is_told(verifier, added, tmp_path):
    change(tmp_path, "UPDATE source SET publisher = 'Other'")
    done = verifier("sources", "verify")
    assert done.status == 1
    assert f"altered: source {added} Memo: it was changed" in done.out


def test_the_log_is_followed_and_its_heads_are_known(verifier, added, memo):
    first = json.loads(verifier("audit", "verify", "--format", "json").out)["head"]
    memo.write_text(MEMO + "\nA correction was made.\n", encoding="utf-8")
    verifier("sources", "add", memo)
    done = verifier("audit", "verify", "--head", first)
    assert done.status == 0
    assert done.out.startswith("The audit log is whole: 2 entries, head ")
    assert "is in the log" in done.out
    lost = verifier("audit", "verify", "--head", "ab" * 32)
    assert lost.status == 1
    assert "is not in the log. It was written anew, or cut short." in lost.out
    found = json.loads(verifier("audit", "verify", "--head", first.upper(), "--format", "json").out)
    assert (found["entries"], found["broken"], found["known"]) == (2, None, True)


def test_a_broken_log_is_told(verifier, added, memo, tmp_path):
    verifier("sources", "set", added, "--why", "x")
    change(tmp_path, "DROP TRIGGER audit_no_update", "UPDATE audit SET actor = 'ivo' WHERE id = 1")
    done = verifier("audit", "verify")
    assert done.status == 1
    assert done.out == "The audit log is broken at entry 1: it was changed after it was written.\n"
    assert verifier("sources", "verify").status == 1
    found = json.loads(verifier("sources", "verify", "--format", "json").out)
    assert found["audit"]["broken"] == {"entry": 1, "reason": "it was changed after it was written"}


def test_the_log_is_shown_newest_first(verifier, added):
    verifier("sources", "set", added, "--title", "Barges")
    verifier("sources", "remove", added)
    table = verifier("audit", "show", "--limit", "2").out
    assert [line.split()[0] for line in table.splitlines()[2:4]] == ["3", "2"]
    assert "lena" in table
    assert "title: Memo -> Barges" in " ".join(table.split())
    entries = json.loads(verifier("audit", "show", "--format", "json").out)
    assert [e["action"] for e in entries] == ["remove", "set", "add"]
    assert [e["source"] for e in entries] == [added] * 3
    assert entries[0]["previous"] == entries[1]["hash"]


def test_what_stands_in_the_log_cannot_act_on_the_terminal(verifier, added):
    verifier("sources", "set", added, "--title", "x\x1b]52;c;eA==\x07y", "--why", "\u202e")
    for arguments in (["show"], ["show", "--format", "json"], ["verify"]):
        out = verifier("audit", *arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_forged_detail_is_shown_as_it_is(verifier, added, tmp_path):
    change(tmp_path, "DROP TRIGGER audit_no_update", "UPDATE audit SET detail = 'no json'")
    assert "no json" in verifier("audit", "show").out
    assert verifier("sources", "verify").status == 1


@pytest.mark.parametrize(
    "arguments", [["audit", "verify"], ["audit", "show"], ["sources", "verify"], ["sources", "set", "ab"]]
)
def test_without_a_store(verifier, arguments, tmp_path):
    more = ["--why", "x"] if arguments[1] == "set" else []
    done = verifier(*arguments, *more)
    assert done.status == 2
    assert "there is no store of sources yet" in done.err
    assert not Path(tmp_path / "data").exists()


def test_a_report_names_the_head(verifier, added, memo):
    head = json.loads(verifier("audit", "verify", "--format", "json").out)["head"]
    report = json.loads(verifier("check", memo, "--format", "json").out)
    assert report["manifest"]["store_head"] == head
    assert head in verifier("check", memo).out
    assert head in verifier("check", memo, "--format", "html").out
    verifier("sources", "set", added, "--why", "x")
    assert json.loads(verifier("check", memo, "--format", "json").out)["manifest"]["store_head"] != head


def test_someone_whom_the_system_does_not_know(verifier, memo, monkeypatch):
    def unknown():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", unknown)
    assert verifier("sources", "add", memo).status == 0
    (entry,) = json.loads(verifier("audit", "show", "--format", "json").out)
    assert entry["actor"] == ""
