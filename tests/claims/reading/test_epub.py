import pytest

from claims.errors import UnreadableInput
from claims.reading import read_bytes

from .packed import changed, packed
from .real import FILES, places, read
from .show import links, shown

ONE, TWO = "chapter 1, The Quay at Vell", "chapter 2, The Crews"


def test_a_book_by_pandoc():
    document = read("quay-pandoc.epub")
    assert document.format == "epub"
    assert shown(document)[0] == ("headline", "The Quay at Vell")
    assert places(document)[:4] == [
        ("title page", "The Quay at Vell"),
        ("title page", "Ada Lorn"),
        (ONE, "The Quay at Vell"),
        (ONE, "Harbour Watch counted fourteen boats at the quay on Friday, according to its log."),
    ]
    assert places(document)[-2:] == [
        (TWO, "The Crews"),
        (TWO, "The crews had not been paid since January, the port doctor told the inspectors."),
    ]
    assert links(document)[0] == ("its log", "https://harbourwatch.example/log")
    mark = document.footnotes[0].mark
    assert document.text[mark.start - 3 : mark.end] == "log."
    assert (document.metadata.title, document.metadata.author) == ("The Quay at Vell", "Ada Lorn")
    assert document.metadata.language == "en"


def _book(*chapters: bytes, spine: str | None = None, opf: str = "OPS/book.opf") -> bytes:
    items = "".join(
        f'<item id="c{i}" href="text/c%20{i}.xhtml" media-type="application/xhtml+xml"/>'
        for i in range(len(chapters))
    )
    order = spine or "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    return packed(
        [
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                b'<rootfile full-path="%s"/></rootfiles></container>' % opf.encode(),
            ),
            (
                "OPS/book.opf",
                f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}</manifest>'
                f"<spine>{order}</spine></package>".encode(),
            ),
            *((f"OPS/text/c {i}.xhtml", chapter) for i, chapter in enumerate(chapters)),
        ]
    )


def test_chapters_come_in_the_order_of_the_spine():
    pages = (
        b"<html><body><h1>One</h1><p>First.</p></body></html>",
        b"<html><body><p>Second.</p></body></html>",
    )
    document = read_bytes(
        _book(*pages, spine='<itemref idref="c1"/><itemref idref="c0"/><itemref idref="none"/>'),
        name="a.epub",
    )
    assert places(document) == [
        ("chapter 1", "Second."),
        ("chapter 2, One", "One"),
        ("chapter 2, One", "First."),
    ]


def test_a_missing_chapter_is_told_and_a_name_that_leads_out_reads_nothing():
    book = _book(b"<p>First.</p>")
    out = changed(book, "OPS/book.opf", lambda xml: xml.replace(b"</manifest>", _OUT + b"</manifest>"))
    out = changed(out, "OPS/book.opf", lambda xml: xml.replace(b"<spine>", b'<spine><itemref idref="out"/>'))
    document = read_bytes(out, name="a.epub")
    assert places(document) == [("chapter 1", "First.")]
    assert document.notes == ('The part "../../etc/passwd" of the book is missing.',)


_OUT = b'<item id="out" href="../../../etc/passwd" media-type="text/html"/>'


def _refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_bytes(data, name="quay.epub")
    assert caught.value.remedy.endswith(".")


def test_damaged_and_hostile_books():
    whole = (FILES / "quay-pandoc.epub").read_bytes()
    _refused(whole[: len(whole) // 2], "cut short or damaged")
    _refused(changed(whole, "EPUB/text/ch001.xhtml", lambda _: b" " * 60_000_000), "would unpack to")
    _refused(changed(whole, "EPUB/text/ch001.xhtml", lambda _: b"<div>" * 300 + b"x"), "nested")
    _refused(_book(b"<p>x</p>", opf="../../etc/passwd"), "no list of its chapters")
