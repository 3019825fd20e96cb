"""Zip files that say less of themselves than they hold."""

import zipfile

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .packed import lying, packed, peak_below

SIZE = 150_000_000


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a.docx", "word/document.xml"),
        ("a.xlsx", "xl/workbook.xml"),
    ],
)
def test_a_part_that_is_larger_than_it_says(name, part):
    data = lying(part, 50_000, SIZE)
    with peak_below(20_000_000), pytest.raises(UnreadableInput, match="damaged"):
        read_bytes(data, name=name)


def test_other_ways_of_packing_are_refused():
    data = packed([("word/document.xml", b"<x/>")], zipfile.ZIP_BZIP2)
    with pytest.raises(UnreadableInput, match="damaged"):
        read_bytes(data, name="a.docx")
