"""PDF files that would fill the memory or never end: the reading process dies, this one lives."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from claims.errors import UnreadableInput
from claims.reading import child, pdf_child, read_bytes
from tests.claims.reading.real import FILES

from .measured import CAP, attempted, grown, read_apart

INNOCENT = "quay-libreoffice.pdf"
_WORDS = b"BT /F1 12 Tf 72 700 Td (Nine boats were held at the port.) Tj ET"
_FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def written(*objects: bytes, pages: bytes = b"/Kids[3 0 R]/Count 1", root: bytes = b"") -> bytes:
    """A PDF of catalog and pages, then the objects from number 3 on."""
    bodies = (b"<</Type/Catalog/Pages 2 0 R" + root + b">>", b"<</Type/Pages" + pages + b">>", *objects)
    data = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, body in enumerate(bodies, start=1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(data))
    return data + b"xref\n0 %d\n" % (len(bodies) + 1) + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<" + entries + b"/Length %d>>stream\n" % len(data) + data + b"\nendstream"


def page(contents: bytes = b"4 0 R", entries: bytes = b"") -> bytes:
    start = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources"
    return start + _FONT + b"/Contents " + contents + entries + b">>"


def lived(data: bytes, folder: Path) -> str | None:
    """Why the file is refused, or None; reading it took little memory here and no more than allowed there."""
    path = folder / "report.pdf"
    path.write_bytes(data)
    read = read_apart(path)
    assert grown(read, INNOCENT) < CAP
    assert read.children < child.MEMORY
    return read.error


def test_a_file_of_ours_is_read() -> None:
    assert "Nine boats were held" in read_bytes(written(page(), stream(_WORDS)), name="a.pdf").text


def test_what_pypdf_has_no_word_for_is_told_as_damage() -> None:
    with pytest.raises(UnreadableInput, match="cut short or damaged"):
        read_bytes(written(page(), stream(_WORDS, b"/Filter/Unheard")), name="a.pdf")


_ACTION = b"/Subtype/Link/A<</URI(HTTP://a.example/log)>>"


@pytest.mark.parametrize(
    ("annotation", "told"),
    [
        (b"<<" + _ACTION + b">>", True),
        (b"<<" + _ACTION + b"/Rect[1 2 3]>>", True),
        (b"<</Subtype/Link/A 7>>", False),
        (b"null", False),
    ],
)
def test_a_broken_link_costs_no_text(annotation: bytes, told: bool) -> None:
    made = written(page(entries=b"/Annots[" + annotation + b"]"), stream(_WORDS))
    document = read_bytes(made, name="a.pdf")
    assert document.text == "Nine boats were held at the port."
    assert any("HTTP://a.example/log" in note for note in document.notes) == told


@pytest.mark.parametrize("times", [1, 3])
def test_nested_flate_bombs(times: int, tmp_path: Path) -> None:
    bomb = zlib.compress(b"0 " * 60_000_000, 9)
    for _ in range(times - 1):
        bomb = zlib.compress(bomb, 9)
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]"
    assert lived(written(page(), stream(bomb, filters)), tmp_path) is not None


def test_a_million_pages(tmp_path: Path) -> None:
    same = b"/Kids[" + b"3 0 R " * 1_000_000 + b"]/Count 1000000"
    assert lived(written(page(), stream(_WORDS), pages=same), tmp_path) is not None
    listed = b"/Kids[" + b"".join(b"%d 0 R " % number for number in range(3, 2_003)) + b"]/Count 2000"
    many = written(*[b"<</Type/Page/Parent 2 0 R>>"] * 2_000, pages=listed)
    assert lived(many, tmp_path) == "it has more than 1,000 pages"


@pytest.mark.parametrize("count", [b"1000000000", b"-1", b"0", b"(many)"])
def test_a_count_of_pages_that_lies(count: bytes) -> None:
    text, refused = attempted(written(page(), stream(_WORDS), pages=b"/Kids[3 0 R]/Count " + count), "a.pdf")
    assert refused or "Nine boats were held" in text


def test_pages_that_grow_like_a_tree(tmp_path: Path) -> None:
    levels = [
        b"<</Type/Pages/Kids[" + b"%d 0 R " % (number + 4) * 10 + b"]/Count 1>>" for number in range(20)
    ]
    assert lived(written(*levels, page(b"24 0 R"), stream(_WORDS)), tmp_path) is not None


LOOPS = {
    "pages in themselves": written(pages=b"/Kids[2 0 R]/Count 1"),
    "a page as its own parent": written(
        b"<</Type/Page/Parent 3 0 R/Contents 4 0 R>>", stream(_WORDS), pages=b"/Kids[3 0 R]/Count 1"
    ),
    "contents of themselves": written(page(b"4 0 R"), b"4 0 R"),
    "a list of contents in itself": written(page(b"4 0 R"), b"[4 0 R 4 0 R]"),
    "a form that draws itself": written(
        page(),
        stream(_WORDS + b" /X Do"),
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>"),
    ).replace(_FONT, _FONT[:-2] + b"/XObject<</X 5 0 R>>>>"),
    "a length that is the stream": written(page(), b"<</Length 4 0 R>>stream\n" + _WORDS + b"\nendstream"),
    "annotations in themselves": written(page(entries=b"/Annots 5 0 R"), stream(_WORDS), b"[5 0 R 5 0 R]"),
}


@pytest.mark.parametrize("data", LOOPS.values(), ids=LOOPS)
def test_objects_that_loop_end(data: bytes) -> None:
    text, refused = attempted(data, "a.pdf")
    assert refused or "Nine boats were held" in text


def test_a_table_of_references_that_loops() -> None:
    data = written(page(), stream(_WORDS))
    at = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (
        at,
        at,
    )
    text, refused = attempted(data, "a.pdf")
    assert refused or "Nine boats were held" in text


@pytest.mark.parametrize("method", ["RC4-40", "RC4-128"])
def test_encrypted_files_are_refused_unless_anybody_may_read_them(method: str) -> None:
    def locked(password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(FILES / INNOCENT))
        writer.encrypt(password, owner_password="owner", algorithm=method)
        writer.write(file := io.BytesIO())
        return file.getvalue()

    with pytest.raises(UnreadableInput, match="encrypted") as caught:
        read_bytes(locked("secret"), name="a.pdf")
    assert "password" in caught.value.remedy
    assert "fourteen boats" in read_bytes(locked(""), name="a.pdf").text


def test_scripts_and_actions_are_not_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(FILES / INNOCENT))
    evil = 'app.launchURL("https://evil.example/", true)'
    for name, kind, told in (("/OpenAction", "/JavaScript", "/JS"), ("/AA", "/Launch", "/F")):
        action = {NameObject("/S"): NameObject(kind), NameObject(told): TextStringObject(evil)}
        writer.root_object[NameObject(name)] = DictionaryObject(action)
    for action in (
        {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(evil)},
        {"/S": NameObject("/URI"), "/URI": TextStringObject(f"javascript:{evil}")},
        {"/S": NameObject("/Launch"), "/F": TextStringObject("calc.exe")},
        {"/S": NameObject("/GoToR"), "/F": TextStringObject("file:///etc/passwd")},
    ):
        link = DictionaryObject({NameObject(key): value for key, value in action.items()})
        box = ArrayObject(writer.pages[0].mediabox)
        found = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): link, NameObject("/Rect"): box}
        )
        writer.pages[0].setdefault(NameObject("/Annots"), ArrayObject()).get_object().append(found)
    writer.write(file := io.BytesIO())
    document = read_bytes(file.getvalue(), name="a.pdf")
    honest = read_bytes((FILES / INNOCENT).read_bytes(), name="a.pdf")
    assert document.text == honest.text
    assert document.links == honest.links
    assert document.notes == honest.notes


def test_more_text_and_more_links_than_a_book_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_child, "MAX_CHARACTERS", 60)
    assert pdf_child.extract(written(page(), stream(_WORDS))) == {"error": "text"}
    monkeypatch.undo()
    link = b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.example/)>>>>"
    many = written(page(entries=b"/Annots[" + b"5 0 R " * 5_000 + b"]"), stream(_WORDS), link)
    assert len(pdf_child.extract(many)["pages"][0]["links"]) == pdf_child.MAX_PAGE_LINKS


def test_a_process_that_takes_too_much_leaves_no_answer(tmp_path: Path) -> None:
    with pytest.raises(child.TooSlow):
        child.ask("tests.hostile.greedy", b"", "sleep", seconds=1)
    with pytest.raises(child.NoAnswer):
        child.ask("tests.hostile.greedy", b"", "memory", seconds=60)
