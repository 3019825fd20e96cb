"""CSV and other tables in plain text: each row a block, its place the row that a spreadsheet shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from claims.document import Metadata
from claims.errors import UnreadableInput
from claims.reading.encoding import decode
from claims.reading.extract import Extract, Writer
from claims.reading.rows import MAX_CELL, write_rows

# What tells the delimiter takes the square of this in time.
_SAMPLE = 10_000
_DELIMITERS = ",;\t|"


def read(data: bytes, *, name: str) -> Extract:
    """The rows of a table in plain text; delimiter and encoding are told from the file.

    Raises:
        UnreadableInput: where the bytes are no text, or quotation marks and cells don't fit together.
    """
    text, encoding = decode(data, name=name)
    writer = Writer()
    try:
        notes = write_rows(writer, _rows(text), place=lambda number: f"row {number}", name="The table")
    except csv.Error as error:
        reason = f"it can't be read as a table ({error})"
        raise UnreadableInput(name, reason, "Open it in a spreadsheet and save it again as CSV.") from error
    return writer.extract(Metadata(), notes, encoding)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(MAX_CELL * 100, csv.field_size_limit()))
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1)


def _delimiter(text: str) -> str:
    """The delimiter that parts most lines into the same number of cells."""
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], _DELIMITERS).delimiter
    except csv.Error:
        lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:50]
        return max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
