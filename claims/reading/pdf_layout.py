"""Tells the rows of tables on a PDF page by where their words were printed.

Programs print a table cell by cell and row by row. A row shows in that the print goes on to the right, far
along or back up; a table in that rows below each other have their cells at the same places.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LEVEL = 2.0
_RIGHT_EDGE = 5.0
_LIST_MARK = re.compile(r"\W*|[\[(]?\w{1,4}[.)\]]|\d{1,3}")
_WIDTHS = (("ijl|'’‘", 0.22), ("ftI.,;:!/ ()[]-r", 0.29), ("mM%W@—", 0.86), ("ckszxyvJ", 0.5))


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of text as it was printed: where it begins, and its size, in points."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells from left to right, and which stretches of the page it is made of."""

    cells: tuple[str, ...]
    edges: tuple[tuple[float, float], ...]  # left and right of each cell
    start: int
    end: int


def width_of(character: str) -> float:
    """The width of a character in Helvetica, roughly, as a part of the type size."""
    for characters, width in _WIDTHS:
        if character in characters:
            return width
    return 0.69 if character.isupper() or character == "w" else 0.556


def letters(texts: Sequence[str]) -> Counter[str]:
    """How often each character occurs, but white space."""
    return Counter("".join("".join(text.split()) for text in texts))


def tables(printed: Sequence[Printed]) -> list[tuple[Row, ...]]:
    """The tables of a page, in the order of printing."""
    found: list[list[Row]] = []
    rows = _rows(_cells(printed))
    for before, row in pairwise(rows):
        if before.end != row.start or not _aligned(before, row):
            continue
        if found and found[-1][-1] is before:
            found[-1].append(row)
        else:
            found.append([before, row])
    return [tuple(table) for table in found]


@dataclass(slots=True)
class _Cell:
    """What was printed below each other from one left edge: stretches by line, and where each line stands."""

    lines: list[list[Printed]]
    start: int

    @property
    def x(self) -> float:
        return self.lines[0][0].x

    @property
    def right(self) -> float:
        return max(_end(line[-1]) for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(" ".join("".join(p.text for p in line).split()) for line in self.lines)


def _cells(printed: Sequence[Printed]) -> list[_Cell]:
    found: list[_Cell] = []
    for index, here in enumerate(printed):
        last = found[-1].lines[-1][-1] if found else None
        if (
            last is not None
            and abs(here.y - last.y) < 0.5
            and last.x <= here.x < _end(last) + 0.8 * here.size
        ):
            found[-1].lines[-1].append(here)
        elif last is not None and abs(here.x - found[-1].x) < 1.5 and here.y < last.y - 0.5:
            found[-1].lines.append([here])
        else:
            found.append(_Cell([[here]], index))
    return found


def _end(printed: Printed) -> float:
    return printed.x + sum(width_of(c) for c in printed.text.strip()) * printed.size


def _rows(cells: Sequence[_Cell]) -> list[Row]:
    found: list[Row] = []
    at = 0
    while at < len(cells):
        first, row = cells[at], [cells[at]]
        top = None
        for cell in cells[at + 1 :]:
            height = cell.lines[0][0].y
            if cell.x <= row[-1].x + cell.lines[0][0].size:
                break
            if top is None:
                # Lines above the row from the same left edge are text before the table.
                level = [i for i, line in enumerate(first.lines) if abs(line[0].y - height) < _LEVEL]
                if not level:
                    break
                above = first.lines[: level[0]]
                row[0] = _Cell(first.lines[level[0] :], first.start + sum(len(line) for line in above))
                top = height
            elif abs(height - top) >= _LEVEL:
                break
            row.append(cell)
        if len(row) > 1 and not (len(row) == 2 and _LIST_MARK.fullmatch(row[0].text)):
            end = row[-1].start + sum(len(line) for line in row[-1].lines)
            edges = tuple((cell.x, cell.right) for cell in row)
            found.append(Row(tuple(cell.text for cell in row), edges, row[0].start, end))
        at += len(row)
    return found


def _aligned(one: Row, other: Row) -> bool:
    """True where all cells of the shorter row, two at least, stand where cells of the other do."""
    fewer, more = sorted((one.edges, other.edges), key=len)
    matched = sum(
        any(abs(left - x) < _LEVEL or abs(right - end) < _RIGHT_EDGE for x, end in more)
        for left, right in fewer
    )
    return matched == len(fewer)
