"""Archives of sources: zip files in zip files, bombs, and web archives that lie about their lengths."""

from __future__ import annotations

import gzip
from contextlib import suppress
from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from sources.containers import MAX_FILES, Found, Member, Refused, members
from tests.claims.reading.packed import peak_below
from tests.claims.reading.real import FILES

from .zips import Part, ballast, part, repeated, zipped

TEXT = b"Nine boats were held at the port of Vell."


def reasons(path: Path, *, below: int) -> list[str]:
    """Why each thing in the archive is refused, or all of it; reading it took less memory than `below`."""
    with peak_below(below):
        try:
            found = list(members(path))
        except UnreadableInput as refused:
            return [refused.reason]
    return [each.reason for each in found if isinstance(each, Refused)]


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_zip_file_of_ten_gigabytes(tmp_path: Path) -> None:
    zeros = repeated(bytes(1_000_000), 2_000)
    bomb = zipped(*(Part(f"{number}.txt", zeros, 2_000_000_000) for number in range(5)))
    (reason,) = reasons(written(tmp_path / "a.zip", bomb), below=30_000_000)
    assert reason.startswith("it would unpack to 10,000,000,000 bytes")


def test_a_zip_file_of_ten_gigabytes_that_says_it_is_small(tmp_path: Path) -> None:
    bomb = Part("a.txt", repeated(b" " * 1_000_000, 10_000), 200_000)
    (reason,) = reasons(written(tmp_path / "a.zip", zipped(bomb, part("b.txt", TEXT))), below=40_000_000)
    assert "damaged" in reason


def test_zip_files_in_zip_files(tmp_path: Path) -> None:
    # As "42.zip": each level holds sixteen of the next.
    level = zipped(part("0.txt", bytes(4_000_000)))
    for _ in range(5):
        packed = part("x", level).packed
        level = zipped(*(Part(f"{n}.zip", packed, len(level), part("x", level).checksum) for n in range(16)))
    found = reasons(written(tmp_path / "42.zip", level), below=30_000_000)
    assert len(found) == 16 * 16
    assert set(found) == {"it is an archive in an archive in an archive"}


def test_a_zip_file_that_holds_itself(tmp_path: Path) -> None:
    # Parts that share their bytes: each name in the directory stands for the same large stretch.
    inner = repeated(b"a" * 1_000_000, 40)
    data = bytearray(zipped(Part("a.txt", inner, 40_000_000), ballast(300_000)))
    directory = data.index(b"PK\x01\x02")
    entry = bytes(data[directory : data.index(b"PK\x01\x02", directory + 4)])
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    listed = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(1_000))
    end[8:10] = end[10:12] = (1_000).to_bytes(2, "little")
    end[12:16] = len(listed).to_bytes(4, "little")
    path = written(tmp_path / "overlap.zip", bytes(data[:directory]) + listed + bytes(end))
    (reason,) = reasons(path, below=30_000_000)
    assert reason.startswith("it would unpack to 40,000,000,000 bytes")


def test_more_files_than_an_archive_of_sources_has(tmp_path: Path) -> None:
    many = zipped(*(Part(f"{number}.txt", b"\x03\x00", 0) for number in range(MAX_FILES + 1)))
    (reason,) = reasons(written(tmp_path / "a.zip", many), below=40_000_000)
    assert reason == f"it has more than {MAX_FILES:,} files"


SITE = gzip.decompress((FILES / "site.warc.gz").read_bytes())
FIRST = b"Content-Length: "


def _length(of: int, says: bytes) -> bytes:
    """The web archive with another length in the header of its record number `of`."""
    parts = SITE.split(FIRST)
    line, rest = parts[of].split(b"\r\n", 1)
    assert line.isdigit()
    return FIRST.join([*parts[:of], says + b"\r\n" + rest, *parts[of + 1 :]])


@pytest.mark.parametrize("of", [1, 2, 3])
@pytest.mark.parametrize(
    "says", [b"0", b"1", b"999999999999999999999", b"-5", b"1e9", b"many", b"", b"\xff", b"0x10"]
)
def test_web_archives_with_lying_lengths(of: int, says: bytes, tmp_path: Path) -> None:
    path = written(tmp_path / "site.warc", _length(of, says))
    found: list[Found] = []
    with peak_below(30_000_000), suppress(UnreadableInput):
        found += members(path)
    # What is read is read whole or told; nothing of a record's head is taken for its body.
    for each in found:
        assert each.location
        if isinstance(each, Member):
            assert b"WARC/1" not in each.data


def test_a_web_archive_that_is_cut_short(tmp_path: Path) -> None:
    for at in range(50, len(SITE), 97):
        path = written(tmp_path / "site.warc", SITE[:at])
        with suppress(UnreadableInput):
            assert all(each.location for each in members(path))


def test_a_record_packed_a_thousand_times_over(tmp_path: Path) -> None:
    body = gzip.compress(b" " * 60_000_000)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + body
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"WARC-Date: 2031-03-04T09:12:44Z\r\nWARC-Target-URI: https://vellpost.example/bomb\r\n"
        b"Content-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n" % len(http)
    )
    path = written(tmp_path / "a.warc.gz", gzip.compress(head + http + b"\r\n\r\n"))
    (reason,) = reasons(path, below=150_000_000)
    assert "larger than 50 MB" in reason
