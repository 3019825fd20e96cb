"""`verifier sources` with a real store, real files and a real encoder; the web is a stand-in fetcher."""

import json

import pytest

from claims.errors import FetchError

STATEMENT = (
    "The Ministry of Canals said on Monday that 140 barges had been moved.\n\n"
    "“No barge will be left behind,” said spokeswoman Ada Lindqvist.\n"
)
ARTICLE = """# Barges moved

The [ministry](https://canals.example/statement) said that 140 barges had been moved.[^1]

Its [second page](https://canals.example/broken) is [here](mailto:press@canals.example).

[^1]: See https://canals.example/annex
"""


@pytest.fixture
def statement(folder):
    path = folder / "statement.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


@pytest.fixture
def article(folder):
    path = folder / "article.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def web(monkeypatch):
    """Stands in for the network: two pages that can be had, and a third that can't."""
    from sources.fetch import Fetcher
    from sources.fetched import Fetched
    from tests.sources.conftest import make_fetch

    asked = []

    def fetch(self, url, known=None):
        asked.append(url)
        if url.endswith("broken"):
            raise FetchError(url, "the server answers 500", "Try again later.")
        data = STATEMENT.replace("140", str(140 + len(url))).encode()
        return Fetched(make_fetch(data, url), data, "text/plain", "plain")

    monkeypatch.setattr(Fetcher, "fetch", fetch)
    return asked


def source_id(done):
    return done.out.split()[1]


def test_add_list_show_remove(verifier, statement):
    added = verifier(
        *("sources", "add", statement, "--publisher", "Ministry of Canals", "--added-by", "lena"),
        *("--title", "Barges", "--date", "2031-03-04", "--kind", "press_release", "--author", "A. L."),
    )
    assert added.status == 0
    assert added.out.startswith("new: ")
    ident = source_id(added)
    listed = json.loads(verifier("sources", "list", "--format", "json").out)
    assert listed == [
        {
            "id": ident,
            "title": "Barges",
            "publisher": "Ministry of Canals",
            "published": "2031-03-04",
            "location": statement.as_posix(),
            "kind": "press_release",
            "author": "A. L.",
            "on_record": "on_record",
            "embargo": None,
            "added_by": "lena",
            "why": None,
        }
    ]
    assert "Ministry of Canals" in verifier("sources", "list").out
    shown = json.loads(verifier("sources", "show", ident[:5], "--format", "json").out)
    assert shown["source"] == listed[0]
    assert [p["text"] for p in shown["passages"]] == STATEMENT.strip().split("\n\n")
    assert shown["snapshots"][0]["size"] == len(STATEMENT.encode())
    said = [s for s in shown["statements"] if not s["own_voice"]]
    assert any(s["speaker"] and "Lindqvist" in s["speaker"] for s in said)
    table = verifier("sources", "show", ident).out
    assert "No barge will be left behind" in table
    assert "Ada Lindqvist" in table
    assert verifier("sources", "remove", ident).out == f"removed: {ident} Barges\n"
    assert json.loads(verifier("sources", "list", "--format", "json").out) == []


def test_adding_twice_changes_nothing(verifier, statement):
    first = verifier("sources", "add", statement)
    again = verifier("sources", "add", statement)
    assert again.out == first.out.replace("new:", "unchanged:")
    statement.write_text(STATEMENT + "\nA correction was made.\n", encoding="utf-8")
    assert verifier("sources", "add", statement).out.startswith("changed: ")


def test_search(verifier, statement):
    verifier("sources", "add", statement)
    hits = json.loads(verifier("sources", "search", "barges", "moved", "--format", "json").out)
    assert hits[0]["text"].startswith("The Ministry of Canals")
    assert 0 < hits[0]["score"] <= 1
    assert "140 barges" in verifier("sources", "search", "barges moved", "--limit", "1").out
    assert len(json.loads(verifier("sources", "search", "x", "--limit", "1", "--format", "json").out)) == 1


def test_one_bad_file_does_not_stop_the_others(verifier, statement, folder):
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    done = verifier("sources", "add", "picture.png", "missing.txt", statement)
    assert done.status == 3
    assert done.out.startswith("new: ")
    assert "picture.png" in done.err
    assert "missing.txt" in done.err
    assert len(done.err.splitlines()) == 4, done.err


def test_a_web_page_is_fetched(verifier, web):
    done = verifier("sources", "add", "https://canals.example/statement")
    assert done.status == 0
    assert web == ["https://canals.example/statement"]
    failed = verifier("sources", "add", "https://canals.example/broken")
    assert failed.status == 3
    assert "the server answers 500" in failed.err


def test_how_a_page_was_had_is_shown(verifier, monkeypatch):
    from sources.fetch import Fetcher
    from sources.fetched import Fetched
    from tests.sources.conftest import make_fetch

    short, end = "https://short.example/x", "https://canals.example/statement"
    data = STATEMENT.encode()
    page = Fetched(make_fetch(data, short, end, ETag='"v1"'), data, "text/plain", "plain")
    monkeypatch.setattr(Fetcher, "fetch", lambda self, url, known=None: page)
    ident = source_id(verifier("sources", "add", short))
    (taken,) = json.loads(verifier("sources", "show", ident, "--format", "json").out)["snapshots"]
    assert taken["taken"] == "2026-05-04T09:30:00+00:00"
    assert taken["fetched"] == [
        {
            "time": "2026-05-04T09:30:00+00:00",
            "archived": False,
            "url": short,
            "hops": [{"url": short, "status": 302}, {"url": end, "status": 200}],
            "headers": [["ETag", '"v1"']],
        }
    ]
    shown = verifier("sources", "show", ident).out
    assert "Over redirects" in shown
    assert f"{end} (200)" in shown
    assert f"{short} (302)" in shown


def test_a_file_was_not_fetched(verifier, statement):
    ident = source_id(verifier("sources", "add", statement))
    assert "Over redirects" not in verifier("sources", "show", ident).out


def test_pages_and_files_are_told_in_the_order_given(verifier, statement, web):
    done = verifier(
        *("sources", "add", "https://b.example/x", statement, "https://a.example/xyz"),
        *("https://a.example/broken", "https://b.example/x"),
    )
    assert done.status == 3
    assert "broken" in done.err
    told = done.out.splitlines()
    assert [line.split(":")[0] for line in told] == ["new", "new", "new", "unchanged"]
    assert told[0].split()[1] == told[3].split()[1]
    assert len(web) == 4


def test_ctrl_c_tells_what_is_left_and_the_next_run_goes_on(verifier, article, web, monkeypatch):
    from sources import cited, intake

    added = []

    def add_page(*arguments, **options):
        if added:
            raise KeyboardInterrupt
        added.append(arguments)
        return intake.add_page(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(cited, "add_page", add_page)
        done = verifier("sources", "cited", article, "--fetch")
    assert done.status == 130
    assert "https://canals.example/statement" in done.out
    assert done.err.splitlines()[-4:] == [
        "verifier: 2 of 3 are done; left to do:",
        "  https://canals.example/annex",
        "",
        "verifier: interrupted, nothing half-written is left",
    ]
    web.clear()
    again = verifier("sources", "cited", article, "--fetch", "--format", "json")
    assert [row["state"] for row in json.loads(again.out)] == ["held", "failed", "new"]
    assert sorted(web) == ["https://canals.example/annex", "https://canals.example/broken"]


def test_ctrl_c_while_adding(verifier, statement, web, monkeypatch):
    from sources import intake

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(intake, "add_page", interrupted)
        done = verifier("sources", "add", statement, "https://a.example/x", "https://b.example/y")
    assert done.status == 130
    assert done.out.startswith("new: ")
    assert done.err.splitlines() == [
        "verifier: 1 of 3 are done; left to do:",
        "  https://a.example/x",
        "  https://b.example/y",
        "",
        "verifier: interrupted, nothing half-written is left",
    ]
    assert len(json.loads(verifier("sources", "list", "--format", "json").out)) == 1


def test_export(verifier, statement, web, folder):
    verifier("sources", "add", statement, "https://a.example/x")
    done = verifier("sources", "export", "--warc", "all.warc.gz")
    assert (done.status, done.out) == (0, "written: all.warc.gz, 2 sources\n")
    assert (folder / "all.warc.gz").read_bytes()[:2] == b"\x1f\x8b"
    verifier("sources", "add", "all.warc.gz", "--store", "other.db")
    before, after = (
        json.loads(verifier("sources", "list", "--format", "json", *more).out)
        for more in ([], ["--store", "other.db"])
    )
    assert [s["id"] for s in after] == [s["id"] for s in before]
    again = verifier("sources", "export", "--warc", "all.warc.gz")
    assert again.status == 2
    assert "--overwrite" in again.err
    ident = before[0]["id"]
    one = verifier("sources", "export", ident[:5], "--warc", "all.warc", "--overwrite")
    assert (one.status, one.out) == (0, "written: all.warc, 1 source\n")
    assert (folder / "all.warc").read_bytes().startswith(b"WARC/1.1")


def test_what_was_given_on_terms_is_exported_only_by_name(verifier, statement, folder):
    (folder / "memo.txt").write_text("The barges were moved at night, a clerk wrote.", encoding="utf-8")
    verifier("sources", "add", statement)
    memo = source_id(verifier("sources", "add", "memo.txt", "--on-background"))
    done = verifier("sources", "export", "--warc", "all.warc")
    assert done.out == "written: all.warc, 1 source\n"
    assert done.err.startswith(f"left out: {memo} memo.txt, on background")
    named = verifier("sources", "export", memo, "--warc", "memo.warc")
    assert named.out == "written: memo.warc, 1 source\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--warc", "all.zip"], "no name of a web archive"),
        (["--warc", "missing/all.warc"], "can't be written"),
        (["zz", "--warc", "all.warc"], "no such source"),
        (["--store", "s.warc", "--warc", "s.warc", "--overwrite"], "overwrite the input"),
    ],
)
def test_exports_that_are_refused(verifier, statement, folder, arguments, says):
    verifier("sources", "add", statement)
    verifier("sources", "add", statement, "--store", "s.warc")
    done = verifier("sources", "export", *arguments)
    assert done.status == 2
    assert says in done.err
    assert not (folder / "all.warc").exists()
    assert verifier("sources", "verify", "--store", "s.warc").status == 0


def test_cited_lists_without_fetching_or_making_a_store(verifier, article, web, tmp_path):
    rows = json.loads(verifier("sources", "cited", article, "--format", "json").out)
    assert [(r["url"], r["state"]) for r in rows] == [
        ("https://canals.example/statement", "not held"),
        ("https://canals.example/broken", "not held"),
        ("https://canals.example/annex", "not held"),
    ]
    assert web == []
    assert not (tmp_path / "data").exists()


def test_cited_fetches_when_asked(verifier, article, web):
    done = verifier("sources", "cited", article, "--fetch", "--format", "json")
    rows = {r["url"].rpartition("/")[2]: r for r in json.loads(done.out)}
    assert done.status == 3
    assert (rows["statement"]["state"], rows["annex"]["state"]) == ("new", "new")
    assert rows["broken"]["state"] == "failed"
    assert "the server answers 500" in rows["broken"]["reason"]
    assert "Page 2 of 3: https://canals.example/broken" in done.err
    web.clear()
    table = verifier("sources", "cited", article).out
    assert web == []
    assert table.count(" held") == 3
    assert table.count("not held") == 1
    verifier("sources", "cited", article, "--fetch")
    assert web == ["https://canals.example/broken"]
    verifier("sources", "cited", article, "--fetch", "--refresh")
    assert len(web) == 4


def test_an_article_without_links(verifier, statement):
    assert verifier("sources", "cited", statement).out == "The article links to nothing.\n"


def test_an_empty_store_is_said_plainly(verifier):
    assert verifier("sources", "list").out.startswith("The store holds no sources yet.")
    assert verifier("sources", "search", "anything").out == "Nothing found.\n"
    done = verifier("sources", "show", "abc")
    assert done.status == 2
    assert "verifier sources add" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add", "x.txt", "--date", "tomorrow"], "is not a day"),
        (["add", "x.txt", "y.txt", "--title", "Both"], "one source at a time"),
        (["add", "x.txt", "--kind", "gossip"], "is not one of"),
        (["cited", "x.txt", "--refresh"], "goes with --fetch"),
        (["list", "--store", "missing.db"], "there is no store of sources here"),
        (["add"], "Missing argument"),
        (["search"], "Missing argument"),
        (["search", "x", "--limit", "0"], "--limit"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage(verifier, arguments, says):
    done = verifier("sources", *arguments)
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err


def test_a_folder_for_the_store_that_cannot_be_made(verifier, statement, folder):
    (folder / "file").write_text("")
    done = verifier("sources", "add", statement, "--store", "file/below/sources.db")
    assert done.status == 2
    assert "the folder can't be made" in done.err


def test_removing_asks_at_a_terminal(verifier, statement, monkeypatch):
    ident = source_id(verifier("sources", "add", statement))

    class Terminal:
        def isatty(self):
            return True

        def readline(self, *_):
            return "n\n"

    monkeypatch.setattr("verifier.cli.holdings.sys.stdin", Terminal())
    done = verifier("sources", "remove", ident)
    assert done.status == 130
    assert len(json.loads(verifier("sources", "list", "--format", "json").out)) == 1
    assert verifier("sources", "remove", ident, "--yes").status == 0


def test_titles_cannot_act_on_the_terminal(verifier, statement):
    verifier("sources", "add", statement, "--title", "x\x1b]52;c;eA==\x07\u202ey")
    for arguments in (["list"], ["list", "--format", "json"], ["search", "barges"]):
        out = verifier("sources", *arguments).out
        assert "\x1b" not in out
        assert "\u202e" not in out


AGENCY = """Two barges sank in the Lower Canal on Sunday after their moorings broke in the storm, the harbour
master said. Nobody was aboard.

The wrecks lie in four metres of water beside the grain quay, and ships of more than ninety metres have been
told to wait at the outer lock until divers have looked at both hulls.
"""


def test_a_printed_agency_report_is_told_when_it_is_added(verifier, folder):
    (folder / "agency.txt").write_text(AGENCY, encoding="utf-8")
    (folder / "paper.txt").write_text(AGENCY.replace("Two barges", "A pair of barges"), encoding="utf-8")
    agency = verifier("sources", "add", "agency.txt", "--kind", "wire", "--publisher", "Bay Agency")
    assert agency.out.endswith(" agency.txt, Bay Agency\n")
    paper = verifier("sources", "add", "paper.txt", "--kind", "news", "--publisher", "Lock Courier")
    first = f"(has the text of {source_id(agency)} agency.txt, which came first)"
    assert paper.out == f"new: {source_id(paper)} paper.txt, Lock Courier {first}\n"
    shown = json.loads(verifier("sources", "show", source_id(paper), "--format", "json").out)
    assert [s["publisher"] for s in shown["same_text"]] == ["Bay Agency", "Lock Courier"]
    assert "Bay Agency" in verifier("sources", "show", source_id(paper)).out
    again = verifier("sources", "add", "agency.txt")
    assert again.out.endswith("(2 sources have its text)\n")


def test_publishers(verifier, statement, folder):
    assert verifier("sources", "publisher").status == 2
    added = verifier("sources", "add", statement, "--publisher", "MoC")
    done = verifier("sources", "publisher", "Ministry of Canals", "MoC", "canals.example")
    assert done.out == (
        "recorded: Ministry of Canals, canals.example, MoC\n"
        f"{source_id(added)} statement.txt: publisher is now Ministry of Canals\n"
    )
    rows = json.loads(verifier("sources", "publisher", "--format", "json").out)
    assert rows == [{"publisher": "Ministry of Canals", "names": "canals.example, MoC", "sources": 1}]
    assert "canals.example" in verifier("sources", "publisher").out
    clash = verifier("sources", "publisher", "Museum of Cars", "MoC")
    assert clash.status != 0
    assert "a name of Ministry of Canals" in clash.err
    forgotten = verifier("sources", "publisher", "--forget", "moc")
    assert forgotten.out.startswith("forgotten: moc, a name of Ministry of Canals.")
    assert verifier("sources", "publisher", "A", "--forget", "B").status == 2
    log = verifier("audit", "show")
    assert "Ministry of Canals, canals.example, MoC" in " ".join(log.out.split())
    assert verifier("sources", "verify").status == 0
