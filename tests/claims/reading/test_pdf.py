import io
import subprocess

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

from claims.errors import UnreadableInput
from claims.reading import pdf, pdf_child, read_bytes

from .show import links, shown, story

STYLES = getSampleStyleSheet()
PARAGRAPHS = (
    "Officers of the ministry of the interior searched nine warehouses in the old port of Velmar in March "
    "and held more than two hundred people, according to <a href='https://l.example/a'>a court order</a> "
    "that this group has seen.",
    "Forty families told the group that nobody had said where their relatives were. Some went to the port "
    "every day for a week and were sent away by guards at the northern gate.",
    "A deputy of the minister answered in June that all of those who were held had seen a lawyer within one "
    "day, and that none of them had been beaten or threatened by anybody.",
)


def _report(pages: int = 3, **options) -> bytes:
    def edges(canvas, document):
        canvas.drawString(72, 800, "Harbour Watch")
        canvas.drawString(280, 30, f"Page {document.page} of {pages}")

    flow = [Paragraph("Nine Warehouses", STYLES["Title"])]
    for number in range(pages):
        flow.append(Paragraph(PARAGRAPHS[number % 3], STYLES["Normal"]))
        flow.append(Spacer(1, 8))
        if number == 0:
            flow.append(Paragraph("The Families", STYLES["Heading2"]))
        if number < pages - 1:
            flow.append(PageBreak())
    file = io.BytesIO()
    made = SimpleDocTemplate(file, pagesize=A4, title="Nine Warehouses", author="Harbour Watch", **options)
    made.build(flow, onFirstPage=edges, onLaterPages=edges)
    return file.getvalue()


def _lines(*pages: list[str]) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _plain(markup: str) -> str:
    import re

    return re.sub("<[^>]+>", "", markup)


def test_a_report():
    document = read_bytes(_report(), name="report.pdf")
    assert story(document) == [
        ("headline", "Nine Warehouses"),
        ("paragraph", _plain(PARAGRAPHS[0])),
        ("heading", "The Families"),
        ("paragraph", PARAGRAPHS[1]),
        ("paragraph", PARAGRAPHS[2]),
    ]
    assert [b.page for b in document.blocks if not b.reason] == [1, 1, 1, 2, 3]
    assert {b.reason for b in document.blocks if b.reason} == {"running head of the pages", "page number"}
    assert links(document) == [("a court order", "https://l.example/a")]
    assert (document.metadata.title, document.metadata.author) == ("Nine Warehouses", "Harbour Watch")
    assert document.notes == ()


def test_lines_are_joined_and_hyphens_taken_out():
    data = _lines(
        [
            "The officials of the ministry told the group that the govern-",
            "ment had searched nine warehouses in a long-",
            "term inquiry, and that the long-term aim was to close the port",
            "before the winter.",
            "- one warehouse was empty",
            "- two were full",
            "A paragraph that goes on overleaf, as paragraphs in reports do, and",
        ],
        ["then comes to its end on the second page of the report with a stop."],
    )
    document = read_bytes(data, name="a.pdf")
    assert [text for _, text in shown(document)] == [
        "The officials of the ministry told the group that the government had searched nine warehouses in a "
        "long-term inquiry, and that the long-term aim was to close the port before the winter.",
        "one warehouse was empty",
        "two were full",
        "A paragraph that goes on overleaf, as paragraphs in reports do, and then comes to its end on the "
        "second page of the report with a stop.",
    ]
    assert [b.kind.value for b in document.blocks][1:3] == ["bullet", "bullet"]


def test_a_page_without_text_is_told():
    document = read_bytes(_lines(["Nine were held on the first of March."], [], ["Two left."]), name="a.pdf")
    assert document.notes == ("Page 2 has no text; it may be a scan.",)


def test_what_is_left_out_of_a_page_is_told():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(72, 780, "Nine were held.")
    for _ in range(501):
        canvas.linkURL("https://l.example/far", (10, 10, 20, 20))
    canvas.showPage()
    for number in range(202):
        canvas.drawString(72, 780 - 3 * number, f"{number} {'barges ' * 142}")
    canvas.save()
    document = read_bytes(file.getvalue(), name="a.pdf")
    assert document.notes[:2] == (
        "Left out of page 1: links beyond the first 500.",
        "Left out of page 2: text beyond 200,000 characters.",
    )
    assert 190_000 < len(document.text) < 201_000


def test_a_link_whose_words_cannot_be_told():
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(72, 700, "Nine were held.")
    canvas.linkURL("https://l.example/far", (10, 10, 20, 20))
    canvas.linkURL("javascript:alert(1)", (72, 690, 100, 710))
    canvas.save()
    document = read_bytes(file.getvalue(), name="a.pdf")
    assert document.links == ()
    assert document.notes == (
        "Page 1 links to https://l.example/far, but the words that carry the link can't be told.",
    )


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-1.4\n" + b"\0" * 300])
def test_damaged_files(data):
    with pytest.raises(UnreadableInput, match="damaged"):
        read_bytes(data, name="a.pdf")


def test_a_scan_is_refused():
    with pytest.raises(UnreadableInput, match="may be a scan") as caught:
        read_bytes(_lines([], []), name="a.pdf")
    assert "OCR" in caught.value.remedy


def test_limits(monkeypatch):
    monkeypatch.setattr(pdf, "TIMEOUT", 0.001)
    with pytest.raises(UnreadableInput, match="seconds"):
        read_bytes(_report(), name="a.pdf")
    monkeypatch.setattr(pdf_child, "MAX_PAGES", 2)
    assert pdf_child.extract(_report()) == {"error": "pages"}


def test_a_child_that_dies_leaves_an_error(monkeypatch):
    def dies(*args, **options):
        return subprocess.CompletedProcess(args, -9, b"", b"")

    monkeypatch.setattr(subprocess, "run", dies)
    with pytest.raises(UnreadableInput, match="memory"):
        read_bytes(_report(), name="a.pdf")


def test_the_child_answers_in_this_process_too(capsys, monkeypatch):
    class Standard:
        buffer = io.BytesIO(_report())

    monkeypatch.setattr(pdf_child, "limit_process", lambda: None)
    monkeypatch.setattr("sys.stdin", Standard)
    pdf_child.main()
    assert '"pages"' in capsys.readouterr().out
