"""Every format as real programs write it, each passage with the place where an editor finds it again."""

from __future__ import annotations

import pytest

from claims.document import Document

from .real import places, read
from .show import links, shown
from .test_odt import QUAY

STORY = (
    "In March the harbour office of Vell counted fourteen boats along the northern quay, of which nine had "
    "papers that had run out in the winter before.",
    "Ada Lorn, who kept the log for Harbour Watch, said that nobody had asked the crews about their wages "
    "until the inspectors came on the second Friday of the month.",
    "The port doctor told the inspectors that the crews had gone without pay since January and that two of "
    "the men were being treated for frostbite in the infirmary.",
    "A spokesman of the fisheries ministry answered that the administration had acknowledged every complaint "
    "within ten working days, and that no boat had been held without an order.",
    "The order itself, which this group has read, names eleven boats and gives no reason for the detention "
    "of three of them, all of which belong to the same company in Ostra.",
    "Families waited at the gate each morning, and most of them were turned away by the guards, who had been "
    "told to let nobody through before the inspection was over.",
    "In April the office published a correction: twelve boats had been held, not fourteen, and the fines "
    "came to 48,200 crowns in all, of which 31,000 had been paid.",
    "The company in Ostra did not answer letters that were sent to it in May and again in June, and its "
    "telephone number in the register belongs to a bakery.",
    "Odd Lie, the master of the oldest boat, said that he would sail again as soon as the nets had been "
    "given back and the papers stamped by the registrar.",
    "By the end of the summer all the boats but one had left the quay, and the office closed the file with a "
    "note of four lines that mentions neither wages nor frostbite.",
)


def pages(document: Document, *, kind: str = "paragraph") -> list[tuple[int | None, str]]:
    """Of each block of a kind its page and its words."""
    return [(b.page, b.span.of(document.text)) for b in document.blocks if b.kind.value == kind]


@pytest.mark.parametrize("name", ["quay-pandoc.docx", "quay-libreoffice.docx"])
def test_word_files(name: str) -> None:
    document = read(name)
    assert shown(document) == QUAY
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")
    assert [(f.label, f.urls) for f in document.footnotes] == [
        ("1", ("https://harbourwatch.example/method",))
    ]
    assert (document.metadata.title, document.metadata.author) == ("The Quay at Vell", "Ada Lorn")


@pytest.mark.parametrize("name", ["quay-pandoc.html", "quay-libreoffice.html"])
def test_web_pages(name: str) -> None:
    document = read(name)
    # Chapters are headlines in HTML; LibreOffice marks neither the author nor the quotation.
    words = [text for _, text in shown(document)]
    assert words[-len(QUAY) + 2 :] == [text for _, text in QUAY[2:]]
    kinds = {text: kind for kind, text in shown(document)}
    expected = {text: kind for kind, text in QUAY[3:]}
    assert {t for t in expected if kinds[t] != expected[t]} <= {QUAY[4][1], "The Crews"}
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")
    (note,) = document.footnotes
    assert (note.label, note.text) == ("1", QUAY[-1][1])
    assert note.mark.of(document.text) == "."
    assert document.metadata.author == "Ada Lorn"


@pytest.mark.parametrize("name", ["columns-libreoffice.pdf", "columns-chromium.pdf"])
def test_columns_are_read_one_after_the_other(name: str) -> None:
    document = read(name)
    found = pages(document)
    assert [text for _, text in found] == list(STORY)
    numbers = [page for page, _ in found]
    assert numbers == sorted(numbers, key=lambda page: page or 0)
    assert shown(document)[0 if "chromium" in name else 1] == ("headline", "The Quay at Vell")


def test_running_heads_and_page_numbers_are_set_aside() -> None:
    document = read("columns-libreoffice.pdf")
    assert [(b.page, b.span.of(document.text), b.reason) for b in document.blocks if b.reason] == [
        (1, "Harbour Watch, June 2031", "running head of the pages"),
        (1, "Page 1 of 2", "page number"),
        (2, "Harbour Watch, June 2031", "running head of the pages"),
        (2, "Page 2 of 2", "page number"),
    ]


@pytest.mark.parametrize("name", ["table-libreoffice.pdf", "table-chromium.pdf"])
def test_tables_of_a_pdf_are_read_row_by_row(name: str) -> None:
    document = read(name)
    assert pages(document, kind="cell") == [
        (1, "Place; Boats held; Fines in crowns; Remark of the office"),
        (1, "Vell; 9; 31,000; paid in full by the company in Ostra, after two letters and a visit"),
        (1, "Ostra; 2; 12,200; not paid"),
        (1, "Lower Quay; 1; 5,000; under appeal"),
    ]
    assert pages(document)[0] == (1, STORY[0])
    assert " ".join(text for _, text in pages(document)[1:]).startswith(STORY[6])


def test_a_pdf_of_one_column_with_a_list_a_table_and_a_note() -> None:
    document = read("quay-libreoffice.pdf")
    assert shown(document) == [
        ("headline", "The Quay at Vell"),
        ("heading", "Ada Lorn"),
        ("heading", "The Quay at Vell"),
        ("paragraph", f"{QUAY[3][1]}1"),
        ("paragraph", QUAY[4][1]),
        ("heading", "What was found"),
        ("paragraph", "The inspectors listed:"),
        ("bullet", "nets without tags"),
        ("bullet", "papers that had run out"),
        ("bullet", "nine of them since March"),
        ("cell", "Place; Boats"),
        ("cell", "Vell; 9"),
        ("cell", "Ostra; 5"),
        ("heading", "The Crews"),
        ("paragraph", QUAY[-2][1]),
        ("paragraph", "1 The log was kept from May to June, see"),
        ("paragraph", "https://harbourwatch.example/method."),
    ]
    assert {block.page for block in document.blocks} == {1}


def test_subtitles_by_a_program() -> None:
    by_hand, by_program = read("talk.srt"), read("talk-webvtt.vtt")
    assert places(by_program) == places(by_hand)
    by_hand, by_program = read("talk.vtt"), read("talk-webvtt.srt")
    # SubRip has no mark for who speaks.
    assert places(by_program)[0][0] == places(by_hand)[0][0]
    assert "We counted fourteen boats at the quay on Friday." in by_program.text
