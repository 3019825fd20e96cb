"""Web archives that others can read, and that a store reads back as it was."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from claims.errors import StoreError
from sources.bulk import add_all
from sources.fetch import Fetcher
from sources.fetches import fetches_of
from sources.given import Given
from sources.intake import add_file, add_url
from sources.location import key_of
from sources.netguard import Policy
from sources.snapshot import path_of
from sources.store import Store
from sources.verify import verify
from sources.warc_writer import write
from tests.sources.conftest import NOW, WordEncoder, make_addition, make_fetch
from tests.sources.site import Site
from tests.sources.test_intake import HTML, RELEASE


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str], Store]:
    def open_named(name: str) -> Store:
        return Store.open(f"sqlite:///{tmp_path / f'{name}.db'}", snapshots=tmp_path / name)

    return open_named


def written(store: Store, *ids: str, packed: bool = True) -> bytes:
    file = io.BytesIO()
    write(store, file, ids or None, name="x.warc.gz", software="test/1", now=NOW, packed=packed)
    return file.getvalue()


def records_of(data: bytes) -> list[tuple[str, str, bytes]]:
    """Type, address and body of each record."""
    iterator = import_module("warcio.archiveiterator").ArchiveIterator
    return [
        (
            record.rec_type,
            record.rec_headers.get_header("WARC-Target-URI") or "",
            record.content_stream().read(),
        )
        for record in iterator(io.BytesIO(data))
    ]


def check(path: Path) -> int:
    """What `warcio check` says of the file: 0 where all is well, its digests above all."""
    checker = import_module("warcio.checker").Checker(SimpleNamespace(inputs=[str(path)], verbose=True))
    checker.process_all()
    status: int = checker.exit_value
    return status


def fill(store: Store, site: Site, folder: Path, encoder: WordEncoder) -> None:
    """A page over redirects in two states, one sent gzipped, a file, a file with its address."""
    fetcher = Fetcher(policy=Policy(allow_loopback=True), pause=0)
    options = {"now": NOW, "encoder": encoder}
    page = gzip.compress(HTML.encode())
    site.page("/boats", page, Content_Encoding="gzip", ETag='"v1"')
    site.redirect("/short", "/boats")
    add_url(store, site.url + "/short", fetcher=fetcher, given=Given(title="Boats"), **options)
    site.page("/boats", HTML.replace("Fourteen", "Sixteen").encode(), ETag='"v2"')
    add_url(store, site.url + "/short", fetcher=fetcher, **options)
    add_url(
        store,
        site.page("/untold", HTML.replace("boats", "cranes").encode(), Content_Type=""),
        fetcher=fetcher,
        **options,
    )
    add_url(
        store, site.page("/release", RELEASE.encode(), Content_Type="text/plain"), fetcher=fetcher, **options
    )
    (folder / "my notes.txt").write_text("Nine boats were counted at the quay.", encoding="utf-8")
    given = Given(url="https://archive.example/notes")
    add_file(store, folder / "my notes.txt", given=given, **options)


def state(store: Store) -> list[object]:
    """Of each source what an archive carries: addresses, dates, bytes, text, and how it was had."""
    found: list[object] = []
    for source in sorted(store.sources(), key=lambda each: key_of(each.location)):
        with store.reading() as session:
            keys = sorted((each.key, each.mirror) for each in store.row(session, source.id).locations)
        snapshots = [(s.sha256, s.taken, s.size) for s in store.snapshots(source.id)]
        ways = [
            [(f.hops, f.header("etag"), f.time) for f in fetches] for fetches in fetches_of(store, source.id)
        ]
        found.append(
            (source.id, keys, snapshots, ways, [(p.text, p.locator) for p in store.passages(source.id)])
        )
    return found


@pytest.mark.parametrize("suffix", [".warc.gz", ".warc"])
def test_what_is_written_is_read_back(
    opened: Callable[[str], Store], site: Site, tmp_path: Path, encoder: WordEncoder, suffix: str
) -> None:
    with opened("one") as store, opened("two") as other:
        fill(store, site, tmp_path, encoder)
        path = tmp_path / f"all{suffix}"
        path.write_bytes(written(store, packed=suffix == ".warc.gz"))
        assert check(path) == 0
        later = datetime.now(UTC) + timedelta(days=9)
        outcomes = list(add_all(other, path, now=lambda: later, encoder=encoder))
        assert not [o.reason for o in outcomes if o.result == "failed"]
        assert state(other) == state(store)
        assert verify(other).whole
        assert written(other) == written(store), "and from there it is written the same again"


def test_records_say_what_was_had(
    opened: Callable[[str], Store], site: Site, tmp_path: Path, encoder: WordEncoder
) -> None:
    with opened("one") as store:
        fill(store, site, tmp_path, encoder)
        data = written(store, packed=False)
        boats = store.by_location(site.url + "/short")
        assert boats
        notes = (tmp_path / "my notes.txt").as_uri()
        assert [(kind, uri) for kind, uri, _ in records_of(written(store, boats.id))] == [
            ("warcinfo", ""),
            ("response", site.url + "/short"),
            ("response", site.url + "/boats"),
            ("response", site.url + "/short"),
            ("response", site.url + "/boats"),
        ]
        assert {(kind, uri) for kind, uri, _ in records_of(data)} >= {
            ("resource", notes),
            ("resource", "https://archive.example/notes"),
        }
    assert data.startswith(b"WARC/1.1\r\n")
    assert b"software: test/1\r\n" in data
    assert b"X-Archive-Orig-Content-Encoding: gzip\r\n" in data
    assert b"\r\nContent-Encoding" not in data
    assert f"Location: {site.url}/boats\r\n".encode() in data
    bodies = [body for _, uri, body in records_of(data) if uri == site.url + "/boats"]
    assert bodies == [HTML.encode(), HTML.replace("Fourteen", "Sixteen").encode()]


def test_the_same_store_gives_the_same_bytes(opened: Callable[[str], Store]) -> None:
    with opened("one") as store:
        addition = make_addition("Nine boats.", location="https://a.example/")
        store.add(replace(addition, fetch=make_fetch(addition.data, "https://a.example/")))
        assert written(store) == written(store)


def test_headers_cannot_break_out_of_their_record(opened: Callable[[str], Store], tmp_path: Path) -> None:
    with opened("one") as store:
        addition = make_addition("Nine boats.", location="https://a.example/")
        fetch = make_fetch(addition.data, "https://a.example/", X_Odd="a\r\n\r\nWARC/1.1\r\nb")
        store.add(replace(addition, fetch=fetch))
        (tmp_path / "a.warc").write_bytes(written(store, packed=False))
        assert check(tmp_path / "a.warc") == 0
        assert len(records_of(written(store))) == 2


def test_a_damaged_or_unknown_source_stops_it(opened: Callable[[str], Store]) -> None:
    with opened("one") as store:
        added = store.add(make_addition("Nine boats.", location="https://a.example/"))
        with pytest.raises(StoreError, match="no such source"):
            written(store, "zz")
        path_of(store.snapshots_folder, added.snapshot.sha256).write_bytes(b"other")
        with pytest.raises(StoreError, match="was changed"):
            written(store)


def test_redirects_of_any_archive_lead_to_their_page_alone(tmp_path: Path, encoder: WordEncoder) -> None:
    writer_of = import_module("warcio.warcwriter").WARCWriter
    headers_of = import_module("warcio.statusandheaders").StatusAndHeaders
    file = io.BytesIO()
    writer = writer_of(file, gzip=False)
    told = [
        ("https://a.example/1", "301 Moved", "https://a.example/2", b""),
        ("https://a.example/2", "302 Found", "/3#part", b""),
        ("https://a.example/3", "200 OK", "", b"Nine boats were held at the quay."),
        ("https://a.example/4", "302 Found", "https://b.example/elsewhere", b""),
        ("https://a.example/5", "200 OK", "", b"Six boats were held at the quay."),
    ]
    for url, status, location, body in told:
        lines = [("Location", location)] if location else [("Content-Type", "text/plain")]
        headers = headers_of(status, lines, protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), length=len(body), http_headers=headers
            )
        )
    path = tmp_path / "a.warc"
    path.write_bytes(file.getvalue())
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "s") as store:
        list(add_all(store, path, now=lambda: NOW, encoder=encoder))
        first, second = (store.by_location(f"https://a.example/{n}") for n in (1, 5))
        assert first
        assert second
        assert (first.location, second.location) == ("https://a.example/1", "https://a.example/5")
        assert store.by_location("https://a.example/3") == first
        assert store.by_location("https://a.example/4") is None
        ((fetch,),) = fetches_of(store, first.id)
        assert [hop.status for hop in fetch.hops] == [301, 302, 200]


def test_a_file_with_a_name_like_a_home_folder(
    opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with opened("a") as store:
        store.add(make_addition("Nine boats were held.", location="~$draft.docx"))
        (_, (_, address, body)) = records_of(written(store))
    assert (address, body) == ((tmp_path / "~$draft.docx").as_uri(), b"Nine boats were held.")
