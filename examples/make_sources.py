"""Writes the two example sources whose formats can't be typed: a Word file and a PDF.

    python examples/make_sources.py

Both are committed; run this again after a change here. The bytes are the same at every run.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from docx import Document
from pypdf import PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

FOLDER = Path(__file__).parent / "sources"

ORDER_TITLE = "Order 7 of 2026 on illegal mining on the Sorrel River"
ORDER = (
    "Office of the Prime Minister of Karvenia, 2 March 2026",
    "The Prime Minister, Anselm Rook, having regard to the need to defend public health, clean drinking "
    "water and lawful work, orders as follows.",
    "1. The police and the Ministry of Mines and Rivers shall end illegal mining on the Sorrel River by "
    "the end of March 2026.",
    "2. Dredges without a licence shall be seized, and those that can't be moved shall be destroyed.",
    "3. Children found on dredges shall be given into the care of the district welfare offices on the "
    "same day.",
)

BRIEF_TITLE = "Mercury in the rivers of the region: a brief for 2026"
BRIEF_PAGES = (
    (
        "United Nations River Basins Office, 20 January 2026",
        "Small gold mines use mercury to bind gold dust. What is not caught again flows into the river, "
        "settles in the mud and is taken up by fish.",
        "The United Nations River Basins Office estimates that small gold mines release about 1,800 tonnes "
        "of mercury into the rivers of the region every year. In 2020 the estimate was 1,350 tonnes.",
    ),
    (
        "Five countries of the region have agreed to halve the release of mercury by 2035. None of them "
        "publishes yearly figures.",
        "The office recommends that governments buy gold only from mines that work without mercury, and "
        "that they test drinking water along the rivers twice a year.",
    ),
)


def write_order(path: Path) -> None:
    """Write the Prime Minister's order to `path` as a Word file with its title, author and date set."""
    document = Document()
    document.add_heading(ORDER_TITLE, level=1)
    for paragraph in ORDER:
        document.add_paragraph(paragraph)
    day = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    properties = document.core_properties
    properties.title = ORDER_TITLE
    properties.author = "Office of the Prime Minister of Karvenia"
    properties.language = "en"
    properties.created = properties.modified = day
    properties.last_modified_by = properties.author
    document.save(str(path))
    _fix_zip_times(path)


def _fix_zip_times(path: Path) -> None:
    """Give every part of the archive the same time, so that two runs give the same bytes."""
    with ZipFile(path) as archive:
        parts = [(info, archive.read(info)) for info in archive.infolist()]
    with ZipFile(path, "w") as archive:
        for info, content in parts:
            fixed = ZipInfo(info.filename, (2026, 3, 2, 9, 0, 0))
            fixed.compress_type = info.compress_type
            archive.writestr(fixed, content)


def write_brief(path: Path) -> None:
    """Write the UN brief to `path` as a PDF of two pages with its title and author set."""
    styles = getSampleStyleSheet()
    story: list[object] = [Paragraph(BRIEF_TITLE, styles["Title"])]
    for number, page in enumerate(BRIEF_PAGES):
        if number:
            story.append(PageBreak())
        for paragraph in page:
            story += [Paragraph(paragraph, styles["BodyText"]), Spacer(1, 8)]

    pages = BytesIO()
    SimpleDocTemplate(pages, pagesize=A4, invariant=1).build(story)
    writer = PdfWriter(clone_from=pages)
    writer.add_metadata(
        {
            "/Title": BRIEF_TITLE,
            "/Author": "United Nations River Basins Office",
            "/CreationDate": "D:20260120090000Z",
            "/ModDate": "D:20260120090000Z",
        }
    )
    writer.write(path)


if __name__ == "__main__":
    write_order(FOLDER / "prime-minister-order.docx")
    write_brief(FOLDER / "un-brief.pdf")
