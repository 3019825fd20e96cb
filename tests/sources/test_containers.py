"""Folders, zip files and web archives: each file found, and what is refused."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from sources import containers, warc
from sources.adding import State
from sources.bulk import add_all
from sources.containers import Member, Refused, is_container, members
from sources.intake import Result, add_file
from sources.store import Store
from tests.claims.reading.packed import lying, peak_below
from tests.sources.conftest import NOW, WordEncoder

FILES = Path(__file__).parents[1] / "claims/reading/files"
TEXT = b"Nine boats were held at the port of Vell."


def packed(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def found(path: Path) -> list[tuple[str, str]]:
    """Of each thing found its place below `path` and what is wrong with it."""
    return [
        (m.location.removeprefix(path.as_posix()), m.reason if isinstance(m, Refused) else "")
        for m in members(path)
    ]


def test_what_is_a_container(tmp_path: Path) -> None:
    assert is_container(tmp_path)
    assert all(is_container(Path(name)) for name in ("a.zip", "a.WACZ", "a.warc", "a.warc.gz"))
    assert not any(is_container(Path(name)) for name in ("a.docx", "a.gz", "a"))
    with pytest.raises(UnreadableInput, match="no such file"):
        list(members(tmp_path / "none.zip"))


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    written(tmp_path / "b" / "note.txt", TEXT)
    written(tmp_path / "a.md", TEXT)
    written(tmp_path / "film.mp4", b"x")
    written(tmp_path / ".DS_Store", b"x")
    written(tmp_path / "inner.zip", packed(("x.txt", TEXT)))
    written(tmp_path / "broken.zip", b"PK\x03\x04x")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert found(tmp_path) == [
        ("/a.md", ""),
        ("/b/note.txt", ""),
        ("/broken.zip", "it is cut short or damaged: its zip directory can't be read"),
        ("/film.mp4", '".mp4" is no type that can be read'),
        ("/inner.zip!/x.txt", ""),
        ("/link.txt", "it is a symbolic link"),
        ("/loop", "it is a symbolic link"),
    ]


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that other users may look into."""
    folder = Path(tempfile.mkdtemp(prefix="folder-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_that_can_not_be_opened_stops_nothing(open_to_all: Path, mode: int) -> None:
    written(open_to_all / "a.txt", TEXT)
    closed = open_to_all / "closed"
    closed.mkdir()
    written(closed / "b.txt", TEXT)
    closed.chmod(mode)
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        (readable, refused) = members(open_to_all)
    finally:
        os.seteuid(os.getuid())
        closed.chmod(0o755)
    assert isinstance(readable, Member)
    assert isinstance(refused, Refused)
    assert refused.location.startswith(closed.as_posix())
    assert "Check that you may read it" in refused.remedy


def test_names_that_are_no_text_are_escaped(tmp_path: Path, store: Store, encoder: WordEncoder) -> None:
    folder = tmp_path / "from an old system"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        written(folder / os.fsdecode(name), TEXT + name[3:4].hex().encode())
    outcomes = list(add_all(store, folder, now=lambda: NOW, encoder=encoder))
    assert [(o.url.rpartition("/")[2], o.result) for o in outcomes] == [
        (r"caf\udce8.txt", Result.NEW),
        (r"caf\udce9.txt", Result.NEW),
    ]
    alone = add_file(store, folder / os.fsdecode(b"caf\xe9.txt"), now=NOW, encoder=encoder)
    assert (alone.state, alone.source.title) == (State.UNCHANGED, r"caf\udce9.txt")


def test_a_zip_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    deepest = packed(("deep.txt", TEXT))
    path = written(
        tmp_path / "pack.zip",
        packed(
            ("talks/a.txt", TEXT),
            ("../../etc/evil.txt", TEXT),
            ("/abs.txt", TEXT),
            ("C:\\abs.txt", TEXT),
            ("..\\evil.txt", TEXT),
            (link, b"/etc/passwd"),
            ("film.mp4", b"x"),
            ("__MACOSX/._a.txt", b"x"),
            ("inner.zip", packed(("b.txt", TEXT), ("deeper.zip", deepest), ("../c.txt", TEXT))),
        ),
    )
    outside = "its name leads out of the archive"
    assert sorted(found(path)) == sorted(
        [
            ("!/talks/a.txt", ""),
            ("!/../../etc/evil.txt", outside),
            ("!//abs.txt", outside),
            ("!/C:\\abs.txt", outside),
            ("!/..\\evil.txt", outside),
            ("!/link.txt", "it is a symbolic link"),
            ("!/film.mp4", '".mp4" is no type that can be read'),
            ("!/inner.zip!/b.txt", ""),
            ("!/inner.zip!/deeper.zip", "it is an archive in an archive in an archive"),
            ("!/inner.zip!/../c.txt", outside),
        ]
    )
    assert [m.data for m in members(path) if isinstance(m, Member)] == [TEXT, TEXT]


def test_bombs_are_refused_before_unpacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dense = written(tmp_path / "dense.zip", packed(("a.txt", b" " * 6_000_000)))
    with pytest.raises(UnreadableInput, match="would unpack to"):
        list(members(dense))
    nested = written(tmp_path / "nested.zip", packed(("in.zip", dense.read_bytes()), ("a.txt", TEXT)))
    assert [reason[:15] for _, reason in found(nested)] == ["", "it would unpack"]
    many = written(tmp_path / "many.zip", packed(*((f"{i}.txt", TEXT) for i in range(11))))
    monkeypatch.setattr(containers, "MAX_FILES", 10)
    with pytest.raises(UnreadableInput, match="more than 10 files"):
        list(members(many))
    (tmp_path / "many").mkdir()
    for number in range(11):
        written(tmp_path / "many" / f"{number}.txt", TEXT)
    assert found(tmp_path / "many")[-1] == ("", "it has more than 10 files")
    monkeypatch.setattr(containers, "MAX_BYTES", 10)
    assert {reason for _, reason in found(written(tmp_path / "a.zip", packed(("a.txt", TEXT))))} == {
        "it is larger than 0 MB"
    }


def test_files_that_are_larger_than_they_say(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", lying("a.txt", 200_000, 150_000_000))
    with peak_below(20_000_000):
        places = list(members(path))
    assert all(isinstance(m, Refused) or len(m.data) <= 200_000 for m in places)
    packed_otherwise = io.BytesIO()
    with zipfile.ZipFile(packed_otherwise, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", TEXT)
    path = written(tmp_path / "b.zip", packed_otherwise.getvalue())
    assert [reason for _, reason in found(path)] == ["it is packed in a way that isn't read"]


def test_a_web_archive_with_a_bomb_in_it(tmp_path: Path) -> None:
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2031-03-04T09:12:44Z\r\nWARC-Target-URI: https://vellpost.example/bomb\r\n"
        "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n"
    )
    body = gzip.compress(b" " * 150_000_000)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + body
    data = gzip.compress(head.format(len(http)).encode() + http + b"\r\n\r\n")
    path = written(tmp_path / "bomb.warc.gz", data)
    with peak_below(150_000_000):
        (bomb,) = members(path)
    assert isinstance(bomb, Refused)
    assert "larger than 50 MB" in bomb.reason


def test_bytes_that_are_not_what_the_directory_says(tmp_path: Path) -> None:
    data = bytearray(packed(("a.txt", TEXT), ("b.txt", TEXT * 3)))
    data[40:50] = b"\xff" * 10
    places = dict(found(written(tmp_path / "a.zip", bytes(data))))
    assert places["!/b.txt"] == ""
    assert places["!/a.txt"].startswith("it is damaged")
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = packed(("a.txt", TEXT), ("a.txt", TEXT))
    assert [r for _, r in found(written(tmp_path / "b.zip", twice))] == [
        "",
        "the archive has two files of this name",
    ]


def test_a_web_archive() -> None:
    first, second, left_out = members(FILES / "site.warc.gz")
    assert isinstance(first, Member)
    assert isinstance(second, Member)
    assert (first.location, first.format, first.name) == ("https://vellpost.example/boats", "html", "boats")
    assert first.taken == datetime(2031, 3, 4, 9, 12, 44, tzinfo=UTC)
    assert (second.location, second.format, second.media_type) == (
        "https://vellpost.example/log.csv",
        "csv",
        "text/csv",
    )
    assert isinstance(left_out, Refused)
    assert (left_out.reason[:11], left_out.ours) == ("2 record(s)", False)


def test_a_web_archive_in_a_wacz_file() -> None:
    assert [m.location for m in members(FILES / "site.wacz") if isinstance(m, Member)] == [
        "https://vellpost.example/boats",
        "https://vellpost.example/log.csv",
    ]


def test_broken_and_hostile_web_archives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UnreadableInput, match="web archive"):
        list(members(written(tmp_path / "a.warc", b"not a web archive")))
    plain = gzip.decompress((FILES / "site.warc.gz").read_bytes())
    damaged = written(tmp_path / "c.warc", plain.replace(b"Content-Length: ", b"Content-Length: 1", 1))
    with suppress(UnreadableInput):
        list(members(damaged))
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(containers, "MAX_BYTES", 100)
    (large,) = members(written(tmp_path / "b.warc", plain))
    assert isinstance(large, Refused)
    assert large.location == "https://vellpost.example/boats"
    assert "the archive was read up to here" in large.reason
    monkeypatch.undo()
    monkeypatch.setattr(containers, "MAX_TOTAL", 100)
    assert "more than 100 bytes" in found(tmp_path / "b.warc")[-1][1]
    monkeypatch.undo()
    monkeypatch.setattr(warc, "MAX_RECORDS", 1)
    assert "more than 1 records" in found(tmp_path / "b.warc")[1][1]


def answer(url: str, status: str, header: str, date: str = "2031-03-04T09:12:44Z") -> bytes:
    """A record of a web archive: what a server answered."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\n{header}\r\n\r\n".encode() + TEXT
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Date: {date}\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def test_an_address_that_is_none_does_not_end_a_web_archive(tmp_path: Path) -> None:
    lost = answer("https://vellpost.example/old", "301 Moved", "Location: http://[")
    strange = answer("http://[vell/boats", "200 OK", "Age: 1")
    local = answer("file://[vell/boats", "200 OK", "Age: 1").replace(b"Type: response", b"Type: resource", 1)
    whole = answer("https://vellpost.example/boats", "200 OK", "Age: 1")
    path = written(tmp_path / "a.warc", lost + strange + local + whole)
    assert [m.location for m in members(path) if isinstance(m, Member)] == [
        "http://[vell/boats",
        "https://vellpost.example/boats",
    ]


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_no_calendar_has_in_utc_is_not_believed(
    date: str, tmp_path: Path, store: Store, encoder: WordEncoder
) -> None:
    path = written(tmp_path / "a.warc", answer("https://vellpost.example/boats", "200 OK", "Age: 1", date))
    (outcome,) = add_all(store, path, now=lambda: NOW, encoder=encoder)
    assert outcome.added is not None
    assert outcome.added.snapshot.taken == NOW


def test_all_of_a_container_is_added_and_what_fails_stops_nothing(
    store: Store, tmp_path: Path, encoder: WordEncoder
) -> None:
    path = written(
        tmp_path / "pack.zip",
        packed(
            ("a.txt", TEXT), ("b.docx", b"x"), ("c.png", b"x"), ("t.vtt", (FILES / "talk.vtt").read_bytes())
        ),
    )
    outcomes = list(add_all(store, path, now=lambda: NOW, encoder=encoder))
    assert [(o.url.removeprefix(path.as_posix()), o.result) for o in outcomes] == [
        ("!/a.txt", Result.NEW),
        ("!/b.docx", Result.FAILED),
        ("!/c.png", Result.LEFT_OUT),
        ("!/t.vtt", Result.NEW),
    ]
    assert "not those of a Word document" in outcomes[1].reason
    talk = outcomes[3].added
    assert talk is not None
    statements = store.statements(talk.source.id)
    assert [(s.speaker.name, str(s.passage.locator)) for s in statements][-1] == (
        "Maria Lopez",
        "00:01:23",
    )
    again = list(add_all(store, path, now=lambda: NOW, encoder=encoder))
    assert [o.result for o in again if o.added] == [Result.UNCHANGED, Result.UNCHANGED]
    taken = datetime(2031, 3, 4, 9, 12, 44, tzinfo=UTC)
    later = [
        o.added
        for o in add_all(
            store, FILES / "site.warc.gz", now=lambda: datetime(2031, 4, 1, tzinfo=UTC), encoder=encoder
        )
    ]
    assert [p.snapshot.taken for p in later if p] == [taken] * 2
    assert store.by_location("https://vellpost.example/boats") is not None


def test_an_archive_can_not_speak_of_the_future(store: Store, encoder: WordEncoder) -> None:
    pages = [o.added for o in add_all(store, FILES / "site.warc.gz", now=lambda: NOW, encoder=encoder)]
    assert [p.snapshot.taken for p in pages if p] == [NOW] * 2
