import csv
import dataclasses
import io
import shutil
import subprocess

import openpyxl
import pytest

from verifier import render as forms
from verifier.render.csv import COLUMNS, inert, to_csv

from .builder import poisoned, report

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u2028=1",
    "＝1",
    "a;=1",
    "a; \t+1",
    ";@x",
)


def rows(*reports):
    text = forms.render_all(reports, "csv")
    assert text.startswith("\ufeffarticle,")
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text.encode().decode("utf-8-sig"), newline="")))


def test_a_row_a_claim():
    found = rows(report())
    assert len(found) == len(report().article.claims)
    assert list(found[0]) == list(COLUMNS)
    arrests = found[1]
    assert arrests["claim"] == "Police arrested 140 people"
    assert (arrests["article"], arrests["sentence"], arrests["line"], arrests["column"]) == (
        "draft.txt",
        "2",
        "3",
        "1",
    )
    assert (arrests["kind"], arrests["speaker"]) == ("Government claim", "Interior Ministry of Varland")
    assert (arrests["said so"], arrests["is it so"]) == ("confirmed", "unsure")
    assert arrests["address"] == "https://interior.example/statements/114"
    assert arrests["place in source"] == "paragraph 2"


def test_findings_stand_once_and_a_file_on_the_disk_is_not_named():
    found = rows(report())
    told = [row["findings"] for row in found]
    assert [text.count("QUO001") for text in told] == [0] * 4 + [1] + [0] * 8
    assert told[4].count(" | ") == 1
    assert not any("file-of-the-study.pdf" in value for row in found for value in row.values())


def test_findings_about_the_whole_article_come_first():
    made = report()
    made = dataclasses.replace(made, findings=(dataclasses.replace(made.findings[0], sentence=None),))
    first, second, *_ = rows(made)
    assert first["findings"] == "suggestion TXT001: A garbled character was mended."
    assert first["kind"] == first["sentence"] == ""
    assert second["sentence"] == "1"


def test_several_articles_share_a_header():
    found = rows(report(), report(sources_held=0))
    assert len(found) == 26
    assert {row["said so"] for row in found[13:]} == {"", "not checked"}


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_and_no_header_is_a_formula(formula):
    header, *cells = csv.reader(io.StringIO(to_csv([formula], [[formula], [f"x{formula}"]])))
    for cell in (header[0], cells[0][0]):
        assert not any(part.lstrip()[:1] in "=+-@＝" for part in cell.split(";") if part.strip())
    for row in rows(poisoned(report(extra=formula), formula)):
        for cell in row.values():
            assert not any(part.lstrip()[:1] in "=+-@＝" for part in cell.split(";") if part.strip())
            assert not {"\t", "\r", "\n"} & set(cell)


@pytest.mark.parametrize("text", ["a - b", "a=b", "e-mail", "“quoted”", "5 + 5", "", "ä; b"])
def test_other_words_are_let_be(text):
    assert inert(text) == text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_it_and_calculates_nothing(tmp_path):
    made = poisoned(report(extra=' =1+1 “ä”, "x"\n'), "\n=1+1;=2+2")
    made = dataclasses.replace(
        made,
        findings=(
            dataclasses.replace(made.findings[0], rule="=1+1", message="=2+2", sentence=None),
            *made.findings,
        ),
    )
    (tmp_path / "report.csv").write_bytes(forms.render_all([made], "csv").encode())
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            # Commas, quotation marks, UTF-8; the last word has formulas calculated where there are any.
            "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true",
            "--convert-to",
            "xlsx",
            "--outdir",
            tmp_path,
            tmp_path / "report.csv",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    cells = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in cells[0]] == list(COLUMNS)
    assert not [cell.value for row in cells for cell in row if cell.data_type == "f"]
    read = [[str(cell.value or "").removesuffix(" 00:00:00") for cell in row] for row in cells[1:]]
    assert read == [list(row.values()) for row in rows(made)]
