"""Zip files with chosen parts, and hostile changes to real ones."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Parts = list[tuple[str, bytes]]


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    with zipfile.ZipFile(file := io.BytesIO(), "w", method) as archive:
        for name, content in parts:
            stored = name == "mimetype"
            archive.writestr(name, content, zipfile.ZIP_STORED if stored else method)
    return file.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip file `data` with the content of one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert part in archive.namelist()
        return packed(
            [(n, change(c) if n == part else c) for n in archive.namelist() for c in [archive.read(n)]]
        )


def with_entities(xml: bytes) -> bytes:
    """The XML with a billion laughs declared before its first element, and called in it."""
    laughs = b'<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
    )
    start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    first = xml.index(b">", xml.index(b"<", start)) + 1
    declared = b"<!DOCTYPE x [" + laughs + b"]>"
    return xml[:start] + declared + xml[start:first] + b"&j;" + xml[first:]


def lying(name: str, says: int, size: int) -> bytes:
    """A zip file with a part of `size` spaces that is told to have `says`, with the checksum of those."""
    data = bytearray(packed([(name, b" " * size)]))
    checksum = zlib.crc32(b" " * says)
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, 14, checksum)
    struct.pack_into("<I", data, 22, says)
    struct.pack_into("<I", data, directory + 16, checksum)
    struct.pack_into("<I", data, directory + 24, says)
    return bytes(data)


@contextmanager
def peak_below(limit: int) -> Iterator[None]:
    """Fails where Python's memory grew by more than `limit` bytes inside."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit, f"{peak:,} bytes at the peak"
