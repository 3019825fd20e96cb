"""Rows of a table as text: "Header: value; Header: value", one block a row, for CSV files and workbooks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice

from claims.document import BlockKind
from claims.reading.extract import Run, Writer

MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
# A header of long words is repeated in every row.
MAX_CHARACTERS = 20_000_000
# Rows above the header of a sheet: a title, a remark.
_LOOK_AHEAD = 20
_YEAR = re.compile(r"(?:19|20)[0-9]{2}|2100")


def write_rows(
    writer: Writer, rows: Iterable[tuple[int, Sequence[str]]], *, place: Callable[[int], str], name: str
) -> tuple[str, ...]:
    """Write every row that holds something, and say what was left out.

    The header is the first row with two or more cells filled, if all of them are words; else columns are
    called by their letters. Rows above it are text.

    Args:
        writer: where the blocks go.
        rows: each with its number from 1, as a spreadsheet shows it.
        place: what an editor calls a row by its number ("row 12").
        name: what the table is called, for the notes.
    """
    given = iter(rows)
    filled = ((number, _cut(cells)) for number, cells in given if any(cell.strip() for cell in cells))
    first = list(islice(filled, _LOOK_AHEAD))
    index = next((i for i, (_, cells) in enumerate(first) if _is_wide(cells)), len(first))
    for number, cells in first[:index]:
        writer.block([Run(" ".join(cells))], BlockKind.CELL, at=place(number))
    table = first[index:]
    header: Sequence[str] = ()
    if table and len(first) > index + 1 and all(_is_word(cell) for cell in table[0][1] if cell.strip()):
        header, table = table[0][1], table[1:]
    for written, (number, cells) in enumerate(chain(table, filled)):
        if written >= MAX_ROWS or writer.length > MAX_CHARACTERS:
            limit = (
                f"{MAX_ROWS:,} rows" if written >= MAX_ROWS else f"{MAX_CHARACTERS:,} characters in its rows"
            )
            return (f"{name} has more than {limit}; those from {place(number)} on were not read.",)
        writer.block([Run(_row(header, cells))], BlockKind.CELL, at=place(number))
    return ()


def _cut(cells: Sequence[str]) -> list[str]:
    return [" ".join(cell[:MAX_CELL].split()) for cell in cells[:MAX_COLUMNS]]


def _is_wide(cells: Sequence[str]) -> bool:
    return sum(bool(cell) for cell in cells) > 1


def _is_word(cell: str) -> bool:
    return any(character.isalpha() for character in cell) or bool(_YEAR.fullmatch(cell))


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    found = []
    for index, cell in enumerate(cells):
        if cell:
            label = header[index] if index < len(header) and header[index] else f"Column {_letters(index)}"
            found.append(f"{label.rstrip(':')}: {cell}")
    return "; ".join(found)


def _letters(index: int) -> str:
    """What a spreadsheet calls a column: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
