"""Zip files with chosen parts, and hostile changes to real ones."""

import io
import zipfile
from collections.abc import Callable

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
