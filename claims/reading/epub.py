"""EPUB books: the chapters in the order of the spine, each read as the web page that it is."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote, urlsplit

from claims.document import BlockKind, Footnote, Link, Metadata
from claims.errors import UnreadableInput
from claims.reading import html
from claims.reading.extract import Extract, RawBlock
from claims.reading.metadata import parse_date
from claims.reading.package import open_package, parse_xml, part_of

if TYPE_CHECKING:
    from zipfile import ZipFile

Element: TypeAlias = Any  # lxml has no types of its own

MAX_CHAPTERS = 2_000
_CONTAINER = "META-INF/container.xml"
_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_TYPE = re.compile(rb'epub:type\s*=\s*["\']([^"\']+)')
# Parts of a book that are no chapters, by the EPUB structural semantics vocabulary.
_FRONT = {
    "titlepage": "title page",
    "halftitlepage": "half title page",
    "cover": "cover",
    "copyright-page": "copyright page",
    "dedication": "dedication",
    "epigraph": "epigraph",
    "toc": "contents",
}
_LONGEST_TITLE = 80
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")
_HEADS = (BlockKind.HEADLINE, BlockKind.HEADING)


@dataclass(frozen=True, slots=True)
class _Chapter:
    extract: Extract
    at: str


def read(data: bytes, *, name: str) -> Extract:
    """The text of an EPUB book; each block knows its chapter: "chapter 3, The Port".

    Raises:
        UnreadableInput: where it is damaged, encrypted, too large or not a book.
    """
    archive = open_package(data, name=name, kind="EPUB book", needs=_CONTAINER)
    encryption = part_of(archive, "META-INF/encryption.xml", name=name) or b""
    # Fonts may be scrambled in a book whose text is not.
    if b"EncryptedData" in encryption and not any(kind in encryption for kind in _FONTS_ONLY):
        raise UnreadableInput(name, "it is encrypted", "Give a copy without copy protection.")
    path = _package_path(archive, name)
    package = parse_xml(part_of(archive, path, name=name) or b"", name=name)
    chapters: list[_Chapter] = []
    notes: list[str] = []
    number = 0
    for part in _spine(package, path, name):
        content = part_of(archive, part, name=name)
        if content is None:
            notes.append(f'The part "{part}" of the book is missing.')
            continue
        extract = html.read(content, name=f"{name}, {part}")
        if extract.blocks:
            front = _front_matter(content)
            number += front is None
            chapters.append(_Chapter(extract, front or _place(number, extract)))
    return _joined(chapters, _metadata(package), notes)


def _package_path(archive: ZipFile, name: str) -> str:
    root = parse_xml(part_of(archive, _CONTAINER, name=name) or b"", name=name)
    found = root.find(f".//{_OCF}rootfile")
    path = found.get("full-path") if found is not None else None
    if not path or path not in archive.namelist():
        raise UnreadableInput(name, "it names no list of its chapters", "Export the book again.")
    return str(path)


def _spine(package: Element, path: str, name: str) -> list[str]:
    """The names of the parts that hold chapters, in reading order, each once."""
    items = {item.get("id"): item for item in package.iter(_OPF + "item")}
    found: dict[str, None] = {}
    for reference in package.iter(_OPF + "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" in (item.get("properties") or "").split():
            continue
        found[posixpath.normpath(posixpath.join(posixpath.dirname(path), _target(item)))] = None
    if len(found) > MAX_CHAPTERS:
        reason = f"it has {len(found):,} chapters, more than {MAX_CHAPTERS:,}"
        raise UnreadableInput(name, reason, "Give the chapters that the article leans on.")
    return list(found)


def _target(item: Element) -> str:
    """The path that an item of the manifest leads to; what is no address stays as it is, and is missed."""
    href = item.get("href") or ""
    try:
        return unquote(urlsplit(href).path)
    except ValueError:
        return str(href)


def _front_matter(content: bytes) -> str | None:
    """What a page is called that is no chapter; None for a chapter."""
    types = [
        kind for found in _TYPE.findall(content[:20_000]) for kind in found.decode("ascii", "ignore").split()
    ]
    leading = [kind for kind in types if kind not in ("frontmatter", "bodymatter", "backmatter")][:1]
    return _FRONT.get(leading[0]) if leading else None


def _place(number: int, extract: Extract) -> str:
    title = next((b.span.of(extract.text) for b in extract.blocks if b.kind in _HEADS), "")
    title = " ".join(title.split())
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE - 1].rstrip() + "…"
    return f"chapter {number}, {title}" if title else f"chapter {number}"


def _joined(chapters: list[_Chapter], metadata: Metadata, notes: list[str]) -> Extract:
    texts: list[str] = []
    blocks: list[RawBlock] = []
    links: list[Link] = []
    footnotes: list[Footnote] = []
    length = 0
    for chapter in chapters:
        extract = chapter.extract.shifted(length)
        for block in extract.blocks:
            # A book has one title; the first heading of each chapter is a heading in it.
            kind = BlockKind.HEADING if block.kind is BlockKind.HEADLINE else block.kind
            blocks.append(replace(block, kind=kind, at=chapter.at))
        links += extract.links
        footnotes += extract.footnotes
        notes += [f"{chapter.at[:1].upper()}{chapter.at[1:]}: {note}" for note in extract.notes]
        texts.append(extract.text)
        length += len(extract.text) + 2
    return Extract("\n\n".join(texts), tuple(blocks), tuple(links), tuple(footnotes), metadata, tuple(notes))


def _metadata(package: Element) -> Metadata:
    def said(tag: str) -> str | None:
        found = ((e.text or "").strip() for e in package.iter(_DC + tag))
        return next((text for text in found if text), None)

    return Metadata(
        title=said("title"),
        author=", ".join(t for e in package.iter(_DC + "creator") if (t := (e.text or "").strip())) or None,
        publisher=said("publisher"),
        published=parse_date(said("date")),
        language=said("language"),
    )
