"""Word, OpenDocument, Excel and EPUB files are zip files of XML: what is hidden in them stays harmless."""

from __future__ import annotations

import io
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.errors import UnreadableInput
from claims.reading import child, package, read_bytes
from tests.claims.reading.packed import changed, with_entities
from tests.claims.reading.real import FILES

from .measured import CAP, grown, read_apart
from .zips import Part, ballast, part, repeated, zipped

Change = Callable[[bytes], bytes]


class Kind:
    """A format: a real file of it, the part with its text, how that part is written, and its other XML."""

    def __init__(self, file: str, text: str, wrap: tuple[bytes, bytes], *others: str) -> None:
        self.file = file
        self.suffix = Path(file).suffix
        self.data = (FILES / file).read_bytes()
        self.text = text
        self.wrap = wrap
        self.others = others

    def with_(self, *added: Part, text: bytes | None = None) -> bytes:
        """The real file with other words in its main part and other parts added."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        if text is not None:
            contents[self.text] = text
        new = {each.name for each in added}
        parts = [
            Part(n, c, len(c), zlib.crc32(c), stored=True) if n == "mimetype" else part(n, c)
            for n, c in contents.items()
            if n not in new
        ]
        return zipped(*parts, *added)

    def __repr__(self) -> str:
        return self.suffix[1:]


def _office(tag: str) -> tuple[bytes, bytes]:
    whole = (FILES / "quay-pandoc.odt").read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        before, _, after = archive.read("content.xml").partition(f"<{tag}>".encode())
    return before + f"<{tag}>".encode(), after[after.index(f"</{tag}>".encode()) :]


_W = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_S = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
DOCX = Kind(
    "quay-pandoc.docx",
    "word/document.xml",
    (_W, b"</w:body></w:document>"),
    "word/styles.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
ODT = Kind("quay-pandoc.odt", "content.xml", _office("office:text"), "styles.xml", "meta.xml")
XLSX = Kind(
    "costs-libreoffice.xlsx",
    "xl/worksheets/sheet1.xml",
    (_S, b"</sheetData></worksheet>"),
    "xl/workbook.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
)
EPUB = Kind(
    "quay-pandoc.epub",
    "EPUB/text/ch001.xhtml",
    (b"<html><body>", b"</body></html>"),
    "EPUB/content.opf",
    "META-INF/container.xml",
)
KINDS = (DOCX, ODT, XLSX, EPUB)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=repr)


def refused(data: bytes, kind: Kind, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        read_bytes(data, name=f"draft{kind.suffix}")
    assert caught.value.subject == f"draft{kind.suffix}"
    assert caught.value.remedy.endswith(".")


def refused_cheaply(data: bytes, kind: Kind, reason: str, folder: Path) -> None:
    """The file is refused for this reason, and that takes little memory."""
    path = folder / f"draft{kind.suffix}"
    path.write_bytes(data)
    read = read_apart(path)
    assert reason in (read.error or "")
    assert grown(read, kind.file) < CAP
    assert read.children < CAP


@every_kind
def test_a_bomb_of_ten_gigabytes(kind: Kind, tmp_path: Path) -> None:
    zeros = repeated(bytes(1_000_000), 2_000)
    parts = [Part(f"media/{number}.bin", zeros, 2_000_000_000) for number in range(5)]
    refused_cheaply(kind.with_(*parts), kind, "would unpack to 10,000,", tmp_path)


@every_kind
def test_a_bomb_of_ten_gigabytes_that_says_it_is_small(kind: Kind, tmp_path: Path) -> None:
    bomb = Part(kind.text, repeated(b" " * 1_000_000, 10_000), 200_000, zlib.crc32(b" " * 200_000))
    refused_cheaply(kind.with_(bomb), kind, f'its part "{kind.text}" is damaged', tmp_path)


@every_kind
def test_a_hundred_thousand_parts(kind: Kind, tmp_path: Path) -> None:
    nothing = part("", b"")
    many = [Part(f"x{number}", nothing.packed, 0) for number in range(100_000)]
    refused_cheaply(kind.with_(*many), kind, "parts, more than 5,000", tmp_path)


def _stuffed(before: bytes, piece: bytes, times: int, after: bytes, *, name: str) -> Part:
    """A part with `times` times `piece` between `before` and `after`."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    # Of the stuffing its last block is left out; a checksum is not looked at before all is unpacked.
    inside = repeated(piece, times)[:-2]
    size = len(before) + times * len(piece) + len(after)
    checksum = zlib.crc32(before)
    for _ in range(times):
        checksum = zlib.crc32(piece, checksum)
    return Part(name, start + inside + part("", after).packed, size, zlib.crc32(after, checksum))


@pytest.mark.parametrize(
    ("kind", "empty"), [(DOCX, b"<w:p/>"), (ODT, b"<text:p/>"), (EPUB, b"<i></i>")], ids=str
)
def test_xml_that_would_fill_the_memory_is_not_parsed(kind: Kind, empty: bytes, tmp_path: Path) -> None:
    before, after = kind.wrap
    bomb = _stuffed(before, empty * 1_000, 3_000, after, name=kind.text)
    refused_cheaply(kind.with_(bomb, ballast(1_000_000)), kind, "tags and attributes", tmp_path)


def test_a_workbook_that_fills_the_memory_fills_that_of_another_process(tmp_path: Path) -> None:
    styles = _stuffed(
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        b'<a b="c"/>' * 1_000,
        5_500,
        b"</styleSheet>",
        name="xl/styles.xml",
    )
    path = tmp_path / "costs.xlsx"
    path.write_bytes(XLSX.with_(styles, ballast(1_000_000)))
    read = read_apart(path)
    # Where the parser asks in vain for memory, it takes the part for a damaged one.
    assert read.error is not None
    assert grown(read, XLSX.file) < CAP
    assert 500_000_000 < read.children < child.MEMORY


@every_kind
def test_two_parts_of_one_name(kind: Kind) -> None:
    twice = [part("extra.xml", b"<one/>"), part("extra.xml", b"<two/>")]
    refused(kind.with_(*twice), kind, "two parts of the same name")


@every_kind
def test_an_encrypted_file(kind: Kind) -> None:
    data = bytearray(kind.data)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    refused(bytes(data), kind, "it is encrypted")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        (ODT, "META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>"),
        (EPUB, "META-INF/encryption.xml", b"<encryption><EncryptedData/></encryption>"),
    ],
    ids=repr,
)
def test_a_file_that_says_it_is_encrypted(kind: Kind, name: str, told: bytes) -> None:
    refused(kind.with_(part(name, told)), kind, "it is encrypted")


@every_kind
def test_names_that_lead_out_are_nowhere_written(
    kind: Kind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    names = ("../../evil.txt", "../evil.txt", "..\\evil.txt", "evil.txt", f"{tmp_path}/evil.txt")
    data = kind.with_(*(part(name, b"evil") for name in names))
    assert read_bytes(data, name=f"draft{kind.suffix}").text == read_bytes(kind.data, name=kind.file).text
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "a", inside]


@pytest.mark.parametrize(
    ("kind", "pointer", "before"),
    [
        (DOCX, "_rels/.rels", b"word/document.xml"),
        (DOCX, "word/_rels/document.xml.rels", b"footnotes.xml"),
        (XLSX, "xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml"),
        (EPUB, "META-INF/container.xml", b"EPUB/content.opf"),
        (EPUB, "EPUB/content.opf", b"text/ch001.xhtml"),
    ],
    ids=str,
)
def test_a_part_that_points_out_of_the_file_reads_nothing_there(
    kind: Kind, pointer: str, before: bytes, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<p>top secret</p>")
    for way in ("../" * 20 + str(secret)[1:], str(secret), secret.as_uri()):
        data = changed(kind.data, pointer, lambda xml, way=way: xml.replace(before, way.encode()))
        assert data != kind.data
        try:
            text = read_bytes(data, name=f"draft{kind.suffix}").text
        except UnreadableInput:
            continue
        assert "top secret" not in text


PARTS = [(kind, name) for kind in KINDS for name in (kind.text, *kind.others)]


def without_type(xml: bytes) -> bytes:
    return xml.replace(b"<!DOCTYPE html>", b"")


@pytest.mark.parametrize(("kind", "name"), PARTS, ids=str)
def test_entities_are_never_expanded(kind: Kind, name: str) -> None:
    data = changed(kind.data, name, lambda xml: with_entities(without_type(xml)))
    if name == EPUB.text:  # a web page may have a document type
        assert "haha" not in read_bytes(data, name="book.epub").text
    else:
        refused(data, kind, "document type")


@pytest.mark.parametrize(("kind", "name"), PARTS, ids=str)
def test_an_external_entity_is_not_read(kind: Kind, name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")

    def change(xml: bytes) -> bytes:
        start = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
        declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
        return xml[:start] + declared + xml[start:].replace(b"quay", b"&e;").replace(b"Nets", b"&e;")

    data = changed(kind.data, name, lambda xml: change(without_type(xml)))
    if name == EPUB.text:
        assert "top secret" not in read_bytes(data, name="book.epub").text
    else:
        refused(data, kind, "document type")


@every_kind
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-7", "cp037"])
def test_a_document_type_in_another_encoding(kind: Kind, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x SYSTEM "http://x.example/"><x/>'
    for name in kind.others[:1]:
        written = declared.encode(encoding)
        if encoding == "utf-7":
            written = declared.partition("?>")[0].encode() + b"?>+ADwAIQ-DOCTYPE x +AFsAXQA+-<x/>"
        data = changed(kind.data, name, lambda _, written=written: written)
        refused(data, kind, "document type|in an encoding that no program writes")


@every_kind
def test_blanks_before_the_markup_hide_nothing(kind: Kind) -> None:
    name = kind.others[0]
    declared = b" " * 1_000_001 + b'<!DOCTYPE x SYSTEM "http://x.example/"><x/>'
    refused(changed(kind.data, name, lambda _: declared), kind, "document type")


MACROS = {
    DOCX: "word/vbaProject.bin",
    ODT: "Basic/Standard/Module1.xml",
    XLSX: "xl/vbaProject.bin",
    EPUB: "EPUB/evil.js",
}


@every_kind
def test_macros_are_not_read(kind: Kind) -> None:
    macro = part(MACROS[kind], b'<x>Sub AutoOpen() Shell "calc.exe" End Sub</x>')
    document = read_bytes(kind.with_(macro), name=f"draft{kind.suffix}")
    assert document.text == read_bytes(kind.data, name=kind.file).text


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A socket on loopback that waits for somebody to call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = ("image", "attachedTemplate", "oleObject", "hyperlink", "footnotes", "externalLinkPath")


def _relations(url: str) -> bytes:
    return "".join(
        f'<Relationship Id="evil{number}" Type="{_OFFICE}/{kind}" Target="{url}/{kind}" '
        'TargetMode="External"/>'
        for number, kind in enumerate(_RELATIONS)
    ).encode()


EXTERNAL: dict[Kind, tuple[tuple[str, bytes, str], ...]] = {
    # part, what stands after the addition, the addition
    DOCX: (("word/_rels/document.xml.rels", b"</Relationships>", "{relations}"),),
    XLSX: (
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", "{relations}"),
        (
            "xl/workbook.xml",
            b"</workbook>",
            '<externalReferences><externalReference r:id="evil5"/></externalReferences>',
        ),
    ),
    ODT: (
        (
            "content.xml",
            b"</office:text>",
            '<text:p><draw:frame xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
            'xmlns:xlink="http://www.w3.org/1999/xlink"><draw:image xlink:href="{url}/image"/>'
            '<draw:object xlink:href="{url}/object"/></draw:frame></text:p>'
            '<text:section text:name="s"><text:section-source xmlns:xlink="http://www.w3.org/1999/xlink" '
            'xlink:href="{url}/section"/></text:section>',
        ),
    ),
    EPUB: (
        (
            "EPUB/text/ch001.xhtml",
            b"</body>",
            '<img src="{url}/i"/><iframe src="{url}/f"></iframe><script src="{url}/s"></script>'
            '<link rel="stylesheet" href="{url}/c"/><object data="{url}/o"></object>',
        ),
        (
            "EPUB/content.opf",
            b"</manifest>",
            '<item id="evil" href="{url}/chapter" media-type="application/xhtml+xml"/>',
        ),
        ("EPUB/content.opf", b"</spine>", '<itemref idref="evil"/>'),
    ),
}


@every_kind
def test_nothing_outside_is_fetched(kind: Kind, listener: socket.socket) -> None:
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    data = kind.data
    for name, mark, added in EXTERNAL[kind]:
        filled = added.format(url=url, relations=_relations(url).decode()).encode()
        data = changed(data, name, lambda xml, filled=filled, mark=mark: xml.replace(mark, filled + mark))
    document = read_bytes(data, name=f"draft{kind.suffix}")
    assert document.text == read_bytes(kind.data, name=kind.file).text
    with pytest.raises(BlockingIOError):
        listener.accept()


def test_limits_are_of_all_parts_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_XML", 2_000)
    refused(DOCX.data, DOCX, "more than 2,000 bytes")
