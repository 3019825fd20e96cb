"""Runs openpyxl in a process of its own, so that a hostile workbook exhausts its limits and no more.

Takes a workbook on standard input and writes JSON to standard output:
{"rows": [[place, text]], "notes": [...], "title": ..., "author": ...} or {"error": name of the error}.
"""

from __future__ import annotations

import io
import json
import math
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any

from claims.document import Metadata
from claims.reading.child import limit_process
from claims.reading.extract import Writer
from claims.reading.rows import MAX_COLUMNS, write_rows

# Past this many rows, empty ones among them, a sheet is not read on: its size is a claim of the file's.
_MOST_ROWS = 100_000


def main() -> None:
    """Read, answer, end."""
    limit_process()
    try:
        answer = rows_of(sys.stdin.buffer.read())
    except MemoryError:
        return
    except Exception as error:  # openpyxl lets errors of zipfile, of its XML readers and its own through
        answer = {"error": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


def rows_of(data: bytes) -> dict[str, Any]:
    """What is read of a workbook, as the module's docstring says."""
    writer, notes = Writer(), list[str]()
    with warnings.catch_warnings():
        # openpyxl warns of what it leaves out (charts, styles), none of it text.
        warnings.simplefilter("ignore")
        openpyxl = import_module("openpyxl")
        options = {"read_only": True, "keep_links": False}
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, **options)
        formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, **options)
        for sheet in values.worksheets:
            notes += _sheet(writer, sheet, formulas[sheet.title])
    found = writer.extract(Metadata(), tuple(notes))
    creator = values.properties.creator
    return {
        "rows": [(block.at, block.span.of(found.text)) for block in found.blocks],
        "notes": notes,
        "title": values.properties.title or None,
        "author": creator if creator and creator != "openpyxl" else None,
    }


def _sheet(writer: Writer, sheet: Any, formulas: Any) -> list[str]:
    """Write one sheet, and say what was left out of it."""
    notes = [f"Sheet {sheet.title} is hidden; it was read."] if sheet.sheet_state != "visible" else []
    unknown = 0

    def rows() -> Iterator[tuple[int, list[str]]]:
        nonlocal unknown
        limits = {"max_row": _MOST_ROWS, "max_col": min(MAX_COLUMNS, sheet.max_column or MAX_COLUMNS)}
        pairs = zip(sheet.iter_rows(**limits), formulas.iter_rows(**limits), strict=False)
        for number, (cells, written) in enumerate(pairs, start=1):
            unknown += sum(
                c.value is None and w.value is not None for c, w in zip(cells, written, strict=False)
            )
            yield number, [_shown(cell) for cell in cells]

    notes += write_rows(
        writer, rows(), place=lambda number: f"sheet {sheet.title}, row {number}", name=f"Sheet {sheet.title}"
    )
    if unknown:
        notes.append(
            f"Sheet {sheet.title} has {unknown} formula(s) without a stored result; open the workbook in a "
            "spreadsheet and save it to have them read."
        )
    return notes


def _shown(cell: Any) -> str:
    """A cell's value in words and figures, as plainly as the sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _figure(value, str(cell.number_format or ""))
    return str(value)


def _figure(value: float, form: str) -> str:
    if not math.isfinite(value):
        return str(value)
    percent = form.partition(";")[0].endswith("%")
    # Fifteen digits are what a spreadsheet keeps; the rest is noise of binary fractions.
    text = f"{value * 100 if percent else value:.15g}"
    return f"{text}%" if percent else text


if __name__ == "__main__":
    main()
