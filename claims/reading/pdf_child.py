"""Runs pypdf in a process of its own, so that a hostile PDF exhausts that process's limits and no more.

Takes a PDF on standard input and writes JSON to standard output:
{"pages": [{"lines": [[text, height, size, row]], "links": [[anchor, url]], "picture": bool, "cut": [what]}],
"info": {...}} or {"error": kind}. `row` is true of a line that is a row of a table; `cut` tells what was left
out of a page. Height and size are in points, null where pypdf doesn't give them.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from itertools import accumulate
from typing import Any

from claims.reading.child import limit_process
from claims.reading.pdf_layout import Printed, Row, letters, tables, width_of
from claims.reading.urls import web_address

MAX_PAGES = 1_000
MAX_PAGE_CHARACTERS = 200_000
# Of all pages, each line with what it costs beside its words; a book of a thousand pages has a third of it.
MAX_CHARACTERS = 20_000_000
MAX_PAGE_LINKS = 500
_LONGEST_LINK = 2_000
_LINE = 40
_LOOK_AHEAD = 20
# Letters that type setters join: the compatibility characters of Unicode's block "Latin ligatures".
_LIGATURES = str.maketrans(
    {0xFB00 + i: t for i, t in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
)

_Line = tuple[str, float | None, float | None, bool]


def main() -> None:
    """Read, answer, end."""
    limit_process()
    data = sys.stdin.buffer.read()
    try:
        answer = extract(data)
    except MemoryError:
        answer = {"error": "memory"}
    except Exception:  # pypdf lets errors of all kinds through
        answer = {"error": "damaged"}
    sys.stdout.write(json.dumps(answer))


def extract(data: bytes) -> dict[str, Any]:
    """What is read of a PDF, as the module's docstring says. Errors: encrypted, pages, text.

    One that is damaged raises whatever pypdf does.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "encrypted"}
        if len(reader.pages) > MAX_PAGES:
            return {"error": "pages"}
        pages, size = [], 0
        for page in reader.pages:
            pages.append(_page(page))
            size += sum(len(line[0]) + _LINE for line in pages[-1]["lines"])
            if size > MAX_CHARACTERS:
                return {"error": "text"}
        return {"pages": pages, "info": _info(reader)}
    except DependencyError:
        return {"error": "encrypted"}


def _page(page: Any) -> dict[str, Any]:
    printed: list[Printed] = []

    def visit(text: str, matrix: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
            y = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
            words = text.translate(_LIGATURES)
            printed.append(Printed(x, y, abs(size * inner[3] * matrix[3]), words))

    text = page.extract_text(visitor_text=visit)
    annotations = _resolved(page.get("/Annots"))
    annotations = annotations if isinstance(annotations, list) else []
    limits = {
        f"text beyond {MAX_PAGE_CHARACTERS:,} characters": len(text) > MAX_PAGE_CHARACTERS,
        f"links beyond the first {MAX_PAGE_LINKS}": len(annotations) > MAX_PAGE_LINKS,
    }
    return {
        "lines": _lines(text[:MAX_PAGE_CHARACTERS].translate(_LIGATURES), printed),
        "links": _links(annotations[:MAX_PAGE_LINKS], printed),
        "picture": _has_picture(page),
        "cut": [what for what, cut in limits.items() if cut],
    }


def _has_picture(page: Any) -> bool:
    try:
        objects = page["/Resources"].get_object()["/XObject"].get_object()
        return any(o.get_object().get("/Subtype") == "/Image" for o in objects.values())
    except (KeyError, TypeError, AttributeError):
        return False


def _lines(text: str, printed: list[Printed]) -> list[_Line]:
    """The lines of a page, each with height and size of its first words; a row of a table is one."""
    found: list[_Line] = []
    places: list[int | None] = []  # of each line the stretch that it begins with
    at = 0
    for line in text.splitlines():
        words = line.strip()
        near = range(at, min(at + _LOOK_AHEAD, len(printed)))
        index = next((i for i in near if words and words.startswith(printed[i].text.strip())), None)
        places.append(index)
        if index is None:
            found.append((words, None, None, False))
        else:
            found.append((words, printed[index].y, printed[index].size, False))
            at = index + 1
    for table in reversed(tables(printed)):
        found = _with_rows(found, places, table, printed)
    return found


def _with_rows(
    lines: list[_Line], places: list[int | None], table: tuple[Row, ...], printed: list[Printed]
) -> list[_Line]:
    """The lines with a table's replaced by its rows; as they are where they don't hold the same words."""
    start, end = table[0].start, table[-1].end
    first = next((i for i, place in enumerate(places) if place is not None and start <= place < end), None)
    after = next((i for i, place in enumerate(places) if place is not None and place >= end), len(lines))
    rows = [("; ".join(row.cells), printed[row.start].y, printed[row.start].size, True) for row in table]
    if first is None:
        return lines
    cells = [cell for row in table for cell in row.cells]
    while after > first and letters([line[0] for line in lines[first:after]]) != letters(cells):
        after -= 1
    return [*lines[:first], *rows, *lines[after:]] if after > first else lines


def _links(annotations: list[Any], printed: list[Printed]) -> list[tuple[str, str]]:
    """The words and the address of each link; no words where the place of the link can't be told."""
    found: list[tuple[str, str]] = []
    for reference in annotations:
        annotation = _resolved(reference)
        action = _resolved(annotation.get("/A")) if isinstance(annotation, dict) else None
        url = _resolved(action.get("/URI")) if isinstance(action, dict) else None
        address = web_address(url) if isinstance(url, str) and len(url) <= _LONGEST_LINK else None
        if address is not None:
            found.append((_anchor(annotation, printed), address))
    return found


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _anchor(annotation: Any, printed: list[Printed]) -> str:
    try:
        left, low, right, high = (float(v) for v in annotation["/Rect"])
    except (KeyError, TypeError, ValueError):
        return ""
    level = [p for p in printed if low - 1 <= p.y <= high and p.x <= right]
    return " ".join(anchor for p in level if (anchor := _words_between(p, left, right)))


def _words_between(printed: Printed, left: float, right: float) -> str:
    """The words of a printed line that a link's box covers; empty where none fit the box.

    pypdf gives the place of a line, not of each word. The widths are those of a common sans serif face, and
    faces differ mostly in scale: the scale and the words that fit the box best are taken.
    """
    best, error = "", printed.size
    line = printed.text.rstrip()
    words = [match.span() for match in re.finditer(r"\S+", line)]
    edges = [0.0, *accumulate(width_of(c) * printed.size for c in line)]
    for scale in (1.0, 0.95, 0.9, 0.85, 1.05, 1.1):
        first = min(words, key=lambda w: abs(printed.x + scale * edges[w[0]] - left), default=(0, 0))
        last = min(words, key=lambda w: abs(printed.x + scale * edges[w[1]] - right), default=(0, 0))
        off = abs(printed.x + scale * edges[first[0]] - left) + abs(
            printed.x + scale * edges[last[1]] - right
        )
        if first <= last and off < error:
            best, error = line[first[0] : last[1]], off
    return best.rstrip(".,;:")


def _info(reader: Any) -> dict[str, str]:
    info = reader.metadata or {}
    return {key: str(info[key]) for key in ("/Title", "/Author") if info.get(key)}


if __name__ == "__main__":
    main()
