"""Scanned pages: read with Tesseract where it is installed, else told as unread."""

import shutil
import subprocess

import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes, scan_child, scans

from .real import FILES, read

TESSERACT = shutil.which("tesseract")


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)


@pytest.mark.skipif(TESSERACT is None, reason="Tesseract is not installed (Debian: tesseract-ocr)")
def test_pictures_of_three_kinds_are_read():
    document = read("scan.pdf")
    words = "Fourteen boats were held at Port Vell on Friday, according to the harbour log."
    assert [(b.page, b.span.of(document.text)) for b in document.blocks if b.page and b.page < 4] == [
        (page, text) for page in (1, 2, 3) for text in (words, "Nobody had been paid since January.")
    ]
    assert document.notes == tuple(
        f"Page {page} is a scan; it was read with Tesseract, which makes mistakes." for page in (1, 2, 3)
    )


@pytest.mark.usefixtures("without")
def test_without_tesseract_scans_are_told():
    document = read("scan.pdf")
    assert document.notes == tuple(f"Page {page} has no text; it may be a scan." for page in (1, 2, 3))
    assert [b.page for b in document.blocks] == [4]


def test_the_pictures_are_whole_files():
    data = (FILES / "scan.pdf").read_bytes()
    heads = [image[:3] for page in (1, 2, 3) if (image := scan_child.page_image(data, page))]
    assert heads[0] == b"\xff\xd8\xff"
    assert all(head in (b"P4 ", b"P5 ", b"P6 ") for head in heads[1:])
    assert scan_child.page_image(data, 4) is None


def test_a_program_that_fails_or_hangs(monkeypatch):
    data = (FILES / "scan.pdf").read_bytes()
    assert scan_child.recognised(data, 1, "/bin/false") == {"error": "program"}
    assert scan_child.recognised(data, 4, "/bin/false") == {"error": "image"}
    assert scan_child.recognised(data, 99, "/bin/false") == {"error": "image"}
    monkeypatch.setattr(scan_child, "MAX_PIXELS", 10)
    assert scan_child.page_image(data, 1) is None


def test_limits(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/false")
    monkeypatch.setattr(scans, "SECONDS", 0)
    found, notes = scans.read_scans(b"", [1, 2], [1])
    assert found == {}
    assert notes == ("Page 1 has no text; it may be a scan.", "Page 2 has no text; it may be a scan.")

    def hangs(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("x", 1)

    monkeypatch.setattr(scans, "SECONDS", 60)
    monkeypatch.setattr(subprocess, "run", hangs)
    assert scans.read_scans(b"", [1], [1])[0] == {}


@pytest.mark.usefixtures("without")
def test_a_file_of_scans_alone_is_refused():
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=str(FILES / "scan.pdf"))
    writer.remove_page(3)
    import io

    writer.write(file := io.BytesIO())
    with pytest.raises(UnreadableInput, match="may be a scan") as caught:
        read_bytes(file.getvalue(), name="a.pdf")
    assert "tesseract-ocr" in caught.value.remedy
