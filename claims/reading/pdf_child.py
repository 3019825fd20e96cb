"""Runs pypdf in a process of its own, so that a hostile PDF exhausts that process's limits and no more.

Takes a PDF on standard input and writes JSON to standard output:
{"pages": [{"lines": [[text, height, size]], "links": [[anchor, url]], "picture": bool}], "info": {...}} or
{"error": kind}.
Height and size are in points, null where pypdf doesn't give them.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

MEMORY = 1_500_000_000
CPU_SECONDS = 60
MAX_PAGES = 1_000
MAX_PAGE_CHARACTERS = 200_000
_LOOK_AHEAD = 20
_WIDTHS = (("ijl|'’‘", 0.22), ("ftI.,;:!/ ()[]-r", 0.29), ("mM%W@—", 0.86), ("ckszxyvJ", 0.5))


def main() -> None:
    """Read, answer, end."""
    limit_process()
    data = sys.stdin.buffer.read()
    try:
        answer = extract(data)
    except MemoryError:
        answer = {"error": "memory"}
    except RecursionError:
        answer = {"error": "damaged"}
    sys.stdout.write(json.dumps(answer))


def extract(data: bytes) -> dict[str, Any]:
    """What is read of a PDF, as the module's docstring says. Errors: encrypted, pages, damaged."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"error": "encrypted"}
        if len(reader.pages) > MAX_PAGES:
            return {"error": "pages"}
        pages = [_page(page) for page in reader.pages]
        return {"pages": pages, "info": _info(reader)}
    except DependencyError:
        return {"error": "encrypted"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return {"error": "damaged"}


@dataclass(frozen=True)
class _Printed:
    """A stretch of text as it was printed: where it begins, and its size, in points."""

    x: float
    y: float
    size: float
    text: str


def _page(page: Any) -> dict[str, Any]:
    printed: list[_Printed] = []

    def visit(text: str, matrix: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            x = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
            y = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
            printed.append(_Printed(x, y, abs(size * inner[3] * matrix[3]), text))

    text = page.extract_text(visitor_text=visit)[:MAX_PAGE_CHARACTERS]
    return {"lines": _lines(text, printed), "links": _links(page, printed), "picture": _has_picture(page)}


def _has_picture(page: Any) -> bool:
    try:
        objects = page["/Resources"].get_object()["/XObject"].get_object()
        return any(o.get_object().get("/Subtype") == "/Image" for o in objects.values())
    except (KeyError, TypeError, AttributeError):
        return False


def _lines(text: str, printed: list[_Printed]) -> list[tuple[str, float | None, float | None]]:
    """The lines of a page, each with the height and size of its first words."""
    found: list[tuple[str, float | None, float | None]] = []
    at = 0
    for line in text.splitlines():
        words = line.strip()
        near = range(at, min(at + _LOOK_AHEAD, len(printed)))
        index = next((i for i in near if words and words.startswith(printed[i].text.strip())), None)
        if index is None:
            found.append((words, None, None))
        else:
            found.append((words, printed[index].y, printed[index].size))
            at = index + 1
    return found


def _links(page: Any, printed: list[_Printed]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for reference in page.get("/Annots") or []:
        annotation = reference.get_object()
        action = annotation.get("/A")
        url = action.get_object().get("/URI") if action is not None else None
        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            continue
        left, low, right, high = (float(v) for v in annotation["/Rect"])
        level = [p for p in printed if low - 1 <= p.y <= high and p.x <= right]
        anchors = [anchor for p in level if (anchor := _words_between(p, left, right))]
        found.append((" ".join(anchors), str(url)))
    return found


def _words_between(printed: _Printed, left: float, right: float) -> str:
    """The words of a printed line that a link's box covers; empty where none fit the box.

    pypdf gives the place of a line, not of each word. The widths are those of a common sans serif face, and
    faces differ mostly in scale: the scale and the words that fit the box best are taken.
    """
    best, error = "", printed.size
    line = printed.text.rstrip()
    words = [match.span() for match in re.finditer(r"\S+", line)]
    edges = [0.0, *accumulate(_width(c) * printed.size for c in line)]
    for scale in (1.0, 0.95, 0.9, 0.85, 1.05, 1.1):
        first = min(words, key=lambda w: abs(printed.x + scale * edges[w[0]] - left), default=(0, 0))
        last = min(words, key=lambda w: abs(printed.x + scale * edges[w[1]] - right), default=(0, 0))
        off = abs(printed.x + scale * edges[first[0]] - left) + abs(
            printed.x + scale * edges[last[1]] - right
        )
        if first <= last and off < error:
            best, error = line[first[0] : last[1]], off
    return best.rstrip(".,;:")


def _width(character: str) -> float:
    """The width of a character in Helvetica, roughly, as a part of the type size."""
    for characters, width in (
        ("ijl|'’‘", 0.22),
        ("ftI.,;:!/ ()[]-r", 0.29),
        ("mM%W@—", 0.86),
        ("ckszxyvJ", 0.5),
    ):
        if character in characters:
            return width
    return 0.69 if character.isupper() or character == "w" else 0.556


def _info(reader: Any) -> dict[str, str]:
    info = reader.metadata or {}
    return {key: str(info[key]) for key in ("/Title", "/Author") if info.get(key)}


def limit_process() -> None:
    """Keep this process, and those it starts, to a limit of memory and of processor time."""
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    main()
