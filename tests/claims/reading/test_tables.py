"""CSV files and Excel workbooks: every row with its number."""

import io

import openpyxl
import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes, rows

from .packed import changed
from .real import FILES, places, read

COSTS = [
    ("row 1", "Harbour costs, first half of 2031"),
    ("row 4", "Item: Nets; Amount: 1200.5; Share: 12%; Paid on: 2031-03-04"),
    ("row 5", "Item: Fuel; Amount: 8800; Share: 88%; Paid on: 2031-03-09"),
    ("row 6", "Item: Total; Amount: 10000.5; Share: 100%"),
]


def test_a_workbook_by_libreoffice():
    document = read("costs-libreoffice.xlsx")
    assert document.format == "xlsx"
    assert places(document) == [
        *((f"sheet Costs, {place}", text) for place, text in COSTS),
        ("sheet Crews, row 2", "Name: Odd Lie; Unpaid months: 4"),
    ]
    assert document.notes == ()


def test_a_csv_file_by_libreoffice():
    document = read("costs-libreoffice.csv")
    assert document.format == "csv"
    assert [place for place, _ in places(document)] == [place for place, _ in COSTS]
    assert places(document)[1][1].startswith("Item: Nets; Amount: 1200.5; Share: 12%; Paid on: ")


def test_formulas_without_a_result_are_told():
    document = read("costs-openpyxl.xlsx")
    assert ("sheet Costs, row 6", "Item: Total; Share: 100%") in places(document)
    assert document.notes[0].startswith("Sheet Costs has 1 formula(s) without a stored result")


@pytest.mark.parametrize(
    "data",
    [
        b"Place,Boats\nVell,9\n\nOstra,5\n",
        b"\xef\xbb\xbfPlace;Boats\r\nVell;9\r\n\r\nOstra;5\r\n",
        b"Place\tBoats\nVell\t9\n\t\nOstra\t5\n",
        b"Place|Boats\nVell|9\n\nOstra|5\n",
        "Place,Boats\nVell,9\n\nOstra,5\n".encode("utf-16"),
    ],
)
def test_delimiters_and_encodings(data):
    document = read_bytes(data, name="boats.csv")
    assert places(document) == [("row 2", "Place: Vell; Boats: 9"), ("row 4", "Place: Ostra; Boats: 5")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1,2\n3,4\n", [("row 1", "Column A: 1; Column B: 2"), ("row 2", "Column A: 3; Column B: 4")]),
        (b'Place,Remark\nVell,"held, then\nfreed"\n', [("row 2", "Place: Vell; Remark: held, then freed")]),
        (b"Place,\nVell,9,x\n", [("row 1", "Place"), ("row 2", "Column A: Vell; Column B: 9; Column C: x")]),
        (b"Name,2030,2031\nVell,9,5\n", [("row 2", "Name: Vell; 2030: 9; 2031: 5")]),
        (b"One line of words only\n", [("row 1", "One line of words only")]),
    ],
)
def test_headers(data, expected):
    assert places(read_bytes(data, name="a.csv")) == expected


def test_columns_beyond_z():
    data = ",".join(str(n) for n in range(30)).encode() + b"\n"
    assert places(read_bytes(data, name="a.csv"))[0][1].endswith(
        "Column Z: 25; Column AA: 26; Column AB: 27; Column AC: 28; Column AD: 29"
    )


def test_long_tables_say_where_they_were_cut(monkeypatch):
    monkeypatch.setattr(rows, "MAX_ROWS", 30)
    document = read_bytes(b"Place,Boats\n" + b"Vell,9\n" * 40, name="a.csv")
    assert len(document.blocks) == 30
    assert document.notes == ("The table has more than 30 rows; those from row 32 on were not read.",)


def _workbook(*values: object, **options: object) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Value"])
    for value in values:
        sheet.append(["x", value])
    for key, option in options.items():
        setattr(sheet, key, option)
    book.create_sheet("Other").append(["Text", "More"])
    book.save(file := io.BytesIO())
    return file.getvalue()


def test_values_and_hidden_sheets():
    from datetime import datetime, time

    data = _workbook(True, 0.1 + 0.2, 12, datetime(2031, 3, 4, 9, 30), time(9, 30), sheet_state="hidden")
    document = read_bytes(data, name="a.xlsx")
    assert [text for _, text in places(document)][:5] == [
        "Name: x; Value: yes",
        "Name: x; Value: 0.3",
        "Name: x; Value: 12",
        "Name: x; Value: 2031-03-04 09:30",
        "Name: x; Value: 09:30:00",
    ]
    assert document.notes == ("Sheet Sheet is hidden; it was read.",)


def test_damaged_and_hostile_workbooks():
    whole = (FILES / "costs-libreoffice.xlsx").read_bytes()

    def refused(data: bytes, reason: str) -> None:
        with pytest.raises(UnreadableInput, match=reason) as caught:
            read_bytes(data, name="costs.xlsx")
        assert caught.value.remedy.endswith(".")

    refused(whole[: len(whole) // 2], "cut short or damaged|zip archive")
    refused(b"not a zip", "not those of an Excel workbook")
    refused(changed(whole, "xl/workbook.xml", lambda _: b"<x/>"), "damaged|no text")
    refused(changed(whole, "xl/sharedStrings.xml", lambda _: b" " * 60_000_000), "would unpack to")


def test_a_table_that_is_none():
    with pytest.raises(UnreadableInput, match="can't be read as a table"):
        read_bytes(b'a,b\n"' + b"x" * 2_000_000, name="a.csv")
    with pytest.raises(UnreadableInput, match="binary"):
        read_bytes(bytes(range(32)) * 20, name="a.csv")
