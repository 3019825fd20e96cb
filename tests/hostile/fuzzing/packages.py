"""Readers of zip files of XML. An input is the XML of their parts, so that the fuzzer need not know zip."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from claims.errors import UnreadableInput
from claims.reading import read_bytes
from tests.hostile.zips import Part, part, zipped

from .documents import holds
from .reading import reader, unbound
from .target import Target, fields, refused

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "officedocument.wordprocessingml"
_SHEET = "officedocument.spreadsheetml"


def _types(kinds: Mapping[str, str]) -> bytes:
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    usual = "".join(
        f'<Default Extension="{extension}" ContentType="application/{kind}xml"/>'
        for extension, kind in (("rels", "vnd.openxmlformats-package.relationships+"), ("xml", ""))
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{usual}{listed}</Types>'.encode()


def _relations(targets: Mapping[str, str]) -> bytes:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


_CORE = {"docProps/core.xml": "package.core-properties"}
_CORE_RELATION = {"docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties"}
_DOCX = {
    "[Content_Types].xml": _types(
        {
            "word/document.xml": f"{_WORD}.document.main",
            "word/footnotes.xml": f"{_WORD}.footnotes",
            "word/styles.xml": f"{_WORD}.styles",
            **_CORE,
        }
    ),
    "_rels/.rels": _relations({"word/document.xml": f"{_OFFICE}/officeDocument", **_CORE_RELATION}),
}
_XLSX = {
    "[Content_Types].xml": _types(
        {
            "xl/workbook.xml": f"{_SHEET}.sheet.main",
            "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet",
            "xl/sharedStrings.xml": f"{_SHEET}.sharedStrings",
            "xl/styles.xml": f"{_SHEET}.styles",
            **_CORE,
        }
    ),
    "_rels/.rels": _relations({"xl/workbook.xml": f"{_OFFICE}/officeDocument", **_CORE_RELATION}),
    "xl/_rels/workbook.xml.rels": _relations(
        {
            "worksheets/sheet1.xml": f"{_OFFICE}/worksheet",
            "sharedStrings.xml": f"{_OFFICE}/sharedStrings",
            "styles.xml": f"{_OFFICE}/styles",
        }
    ),
}
_ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}
_EPUB = {"mimetype": b"application/epub+zip"}
_DOCX_PARTS = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/footnotes.xml",
    "word/styles.xml",
    "docProps/core.xml",
    "word/_rels/footnotes.xml.rels",
)
_XLSX_PARTS = (
    "xl/workbook.xml",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "docProps/core.xml",
)
_ODT_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_EPUB_PARTS = ("META-INF/container.xml", "a.opf", "a.xhtml", "b.xhtml", "META-INF/encryption.xml")


def packed(
    read: Callable[[bytes], None], fixed: Mapping[str, bytes], names: Sequence[str]
) -> Callable[[bytes], None]:
    """A target's `run` that reads the package of the `fixed` parts and, by `names`, those of an input.

    A field that is empty gives no part.
    """

    def run(data: bytes) -> None:
        parts: list[Part] = [part(name, content) for name, content in fixed.items()]
        given = zip(names, fields(data, len(names)), strict=True)
        parts += [part(name, content) for name, content in given if content]
        read(zipped(*parts))

    return run


def raw(data: bytes) -> None:
    """A target's `run`: an input as it is. What goes to a process of its own is not read."""
    if b"%PDF-" in data[:1024] or b"xl/workbook" in data:
        return
    with refused(UnreadableInput, about="a.docx"):
        holds(read_bytes(data, name="a.docx"))


TARGETS = (
    Target("docx", packed(reader(".docx", "docx"), _DOCX, _DOCX_PARTS), longest=6_000),
    Target("odt", packed(reader(".odt", "odt"), _ODT, _ODT_PARTS), longest=6_000),
    Target("epub", packed(reader(".epub", "epub"), _EPUB, _EPUB_PARTS), longest=6_000),
    Target("xlsx", packed(unbound(".xlsx", "xlsx"), _XLSX, _XLSX_PARTS), longest=6_000),
    Target("package", raw),
)
