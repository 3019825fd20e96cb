"""`verifier sources quotes|statements|show --at`, and results as CSV."""

import csv
import io
import json

import pytest

PAGE = """The Ministry of Canals closed 14 locks on Monday.

"No barge will be left behind until the locks are rebuilt," said Ada Lindqvist,\
 a spokeswoman for the Ministry of Canals.

=SUM(A1) is what a spreadsheet would calculate.
"""


@pytest.fixture
def ident(verifier, folder):
    (folder / "statement.txt").write_text(PAGE, encoding="utf-8")
    added = verifier(
        *("sources", "add", "statement.txt", "--title", "Locks", "--publisher", "Canal Post"),
        *("--date", "2031-03-04", "--kind", "news"),
    )
    return added.out.split()[1]


def rows(done):
    return list(csv.DictReader(io.StringIO(done.out)))


def test_quotes(verifier, ident):
    found = json.loads(verifier("sources", "quotes", "no barge ... are rebuilt", "--format", "json").out)
    assert [(f["match"], f["similarity"], f["source"], f["words"]) for f in found] == [
        ("ellipsis", 1.0, ident, "No barge … are rebuilt")
    ]
    assert found[0]["place"] == "paragraph 2"
    assert "No barge will be left" in verifier("sources", "quotes", "no", "barge", "will", "be", "left").out
    (row,) = rows(verifier("sources", "quotes", "no bargee will be left behind", "--format", "csv"))
    assert (row["match"], row["words"]) == ("near", "No barge will be left behind")
    assert verifier("sources", "quotes", "we all float").out == "No source has these words.\n"


def test_statements(verifier, ident):
    for name in ("Lindqvist", "Ada Lindqvist", "Ministry of Canals"):
        found = json.loads(verifier("sources", "statements", "--speaker", name, "--format", "json").out)
        assert any("No barge" in f["text"] for f in found), name
        assert {f["published"] for f in found} == {"2031-03-04"}
    day = ("statements", "--speaker", "Lindqvist", "--format", "csv")
    assert len(rows(verifier("sources", *day, "--since", "2031-03-04", "--until", "2031-03-04"))) == 1
    assert rows(verifier("sources", *day, "--since", "2031-03-05")) == []
    assert verifier("sources", *day, "--since", "Monday").status == 2
    assert verifier("sources", "statements", "--speaker", "Nobody").out.startswith("The store shows nobody")


def test_show_at_a_place(verifier, ident):
    for place in ("paragraph 2", "2", "Paragraph 2"):
        shown = json.loads(verifier("sources", "show", ident, "--at", place, "--format", "json").out)
        assert [p["place"] for p in shown["passages"]] == ["paragraph 2"]
        assert len({s["passage"] for s in shown["statements"]}) == 1
    assert "14 locks" not in verifier("sources", "show", ident, "--at", "2").out
    done = verifier("sources", "show", ident, "--at", "page 9")
    assert done.status == 2
    assert "It goes from paragraph 1 to paragraph 3." in done.err


def test_csv_holds_no_formula(verifier, ident):
    shown = rows(verifier("sources", "show", ident, "--format", "csv"))
    assert [r["place"] for r in shown] == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert shown[2]["text"].startswith("'=SUM")
    hits = rows(verifier("sources", "search", "spreadsheet", "--format", "csv"))
    assert hits[0]["text"].startswith("'=SUM")
    assert set(hits[0]) == {"score", "source", "title", "place", "text"}


def test_where_there_is_no_store_nothing_is_found(verifier):
    assert verifier("sources", "quotes", "anything", "--format", "csv").out.count("\n") == 1
    assert json.loads(verifier("sources", "statements", "--speaker", "X", "--format", "json").out) == []
