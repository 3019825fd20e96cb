"""Scanned pages of a PDF: read with Tesseract where that program is installed, else told as unread."""

from __future__ import annotations

import shutil
import time
from collections.abc import Collection, Sequence

from claims.reading import child, scan_child

MAX_SCANS = 60
#: Seconds for all scanned pages of a file; pages that are not reached are told as unread.
SECONDS = 300
_GRACE = 15


def read_scans(
    data: bytes, pages: Sequence[int], pictured: Collection[int]
) -> tuple[dict[int, str], tuple[str, ...]]:
    """The text of scanned pages, and a note for the editor about each page.

    Args:
        data: the PDF.
        pages: the numbers, from 1, of the pages without text of their own.
        pictured: those of them that have a picture, which may be a scan's.
    """
    found: dict[int, str] = {}
    if (program := shutil.which("tesseract")) is not None:
        end = time.monotonic() + SECONDS
        for number in [n for n in pages if n in pictured][:MAX_SCANS]:
            text = _recognised(data, number, program) if time.monotonic() < end else ""
            if text.strip():
                found[number] = text
    read = "is a scan; it was read with Tesseract, which makes mistakes"
    unread = "has no text; it may be a scan"
    return found, tuple(f"Page {number} {read if number in found else unread}." for number in pages)


def _recognised(data: bytes, page: int, program: str) -> str:
    module, seconds = "claims.reading.scan_child", scan_child.SECONDS + _GRACE
    try:
        return str(child.ask(module, data, str(page), program, seconds=seconds).get("text", ""))
    except (child.NoAnswer, child.TooSlow):
        return ""
