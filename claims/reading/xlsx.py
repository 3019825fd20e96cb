"""Excel workbooks: each row a block, its place "sheet Costs, row 4". Values are read, not formulas."""

from __future__ import annotations

import io
import math
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from typing import Any
from zipfile import ZipFile

from claims.document import Metadata
from claims.errors import UnreadableInput
from claims.reading.extract import Extract, Writer
from claims.reading.package import open_package, part_of, refuse_document_type
from claims.reading.rows import MAX_COLUMNS, write_rows

# A declaration stands before the first element; openpyxl's own parser (defusedxml) refuses entities anyway.
_PROLOGUE = 1_000_000
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# Past this many rows, empty ones among them, a sheet is not read on: its size is a claim of the file's.
_MOST_ROWS = 100_000
# All words of a workbook stand in one part, which is held in memory.
_MOST_WORDS = 50_000_000


def read(data: bytes, *, name: str) -> Extract:
    """The rows of all sheets of a workbook.

    Raises:
        UnreadableInput: where it is damaged, encrypted, too large or not a workbook.
    """
    archive = open_package(data, name=name, kind="Excel workbook", needs="xl/workbook")
    _refuse_entities(archive, name)
    writer, notes = Writer(), list[str]()
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out (charts, styles), none of it text.
            warnings.simplefilter("ignore")
            openpyxl = import_module("openpyxl")
            values = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
            for sheet in values.worksheets:
                notes += _sheet(writer, sheet, formulas[sheet.title])
            properties = values.properties
    except UnreadableInput:
        raise
    except Exception as error:  # openpyxl lets errors of zipfile, of its XML readers and its own through
        reason = f"it is damaged and can't be read as a workbook ({type(error).__name__})"
        raise UnreadableInput(name, reason, "Open it in a spreadsheet and save it again.") from error
    metadata = Metadata(title=properties.title or None, author=_author(properties.creator))
    return writer.extract(metadata, tuple(notes))


def _refuse_entities(archive: ZipFile, name: str) -> None:
    for entry in archive.infolist():
        part = entry.filename
        if part.endswith("sharedStrings.xml") and entry.file_size > _MOST_WORDS:
            reason = f"its words alone unpack to {entry.file_size:,} bytes"
            raise UnreadableInput(name, reason, "Give the sheets that the article leans on.")
        if part.endswith((".xml", ".rels", ".vml")):
            content = (part_of(archive, part, name=name) or b"")[:_PROLOGUE]
            declared = _DOCTYPE.search(content.replace(b"\0", b""))
            refuse_document_type(declared.group().decode() if declared else "", name=name)


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


def _author(creator: str | None) -> str | None:
    return creator if creator and creator != "openpyxl" else None
