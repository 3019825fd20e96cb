"""Excel workbooks: each row a block, its place "sheet Costs, row 4". Values are read, not formulas."""

from __future__ import annotations

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading import child
from claims.reading.extract import Extract, Run, Writer
from claims.reading.package import open_package

TIMEOUT = 90
_AGAIN = "Open it in a spreadsheet and save it again."
_LESS = "Give the sheets that the article leans on."


def read(data: bytes, *, name: str) -> Extract:
    """The rows of all sheets of a workbook.

    Raises:
        UnreadableInput: where it is damaged, encrypted, too large or not a workbook.
    """
    open_package(data, name=name, kind="Excel workbook", needs="xl/workbook", in_memory=False)
    try:
        answer = child.ask("claims.reading.xlsx_child", data, seconds=TIMEOUT)
    except child.TooSlow as error:
        raise UnreadableInput(name, f"it took more than {TIMEOUT} seconds to read", _LESS) from error
    except child.NoAnswer as error:
        raise UnreadableInput(name, "it needs more memory or time than a workbook may take", _LESS) from error
    if "error" in answer:
        reason = f"it is damaged and can't be read as a workbook ({answer['error']})"
        raise UnreadableInput(name, reason, _AGAIN)
    writer = Writer()
    for place, text in answer["rows"]:
        writer.block([Run(text)], BlockKind.CELL, at=place)
    return writer.extract(Metadata(title=answer["title"], author=answer["author"]), tuple(answer["notes"]))
