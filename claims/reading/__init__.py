"""Reads a draft or a source into a `Document`: one module a format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from claims.document import Document
from claims.errors import UnreadableInput
from claims.reading.dateline import day_of

if TYPE_CHECKING:
    from claims.reading.extract import Extract

Reader = Callable[..., "Extract"]
"""Takes the bytes of a file and, by keyword, its `name`; raises `UnreadableInput`."""

MAX_BYTES = 50_000_000

_FORMATS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".epub": "epub",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".eml": "eml",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
ACCEPTED = tuple(_FORMATS)
# What is told by its bytes alone, whatever the name says.
_BINARY = {
    "docx": "Word document",
    "odt": "OpenDocument text",
    "pdf": "PDF",
    "epub": "EPUB book",
    "xlsx": "Excel workbook",
}
_KNOWN_BUT_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or encrypted Office file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


def _reader(format: str) -> Reader:
    def read(data: bytes, *, name: str) -> Extract:
        module = import_module(f"claims.reading.{format}")
        extract: Extract = module.read(data, name=name)
        return extract

    return read


# Each module is imported when its format is first met: lxml, docx and pypdf are slow to load.
READERS: dict[str, Reader] = {key: _reader(key) for key in dict.fromkeys(_FORMATS.values())}


def read_path(path: Path, *, format: str | None = None) -> Document:
    """The document in the file at `path`.

    Args:
        format: a key of `READERS`; None to tell it by the file's bytes and name.

    Raises:
        UnreadableInput: where the file can't be opened or its bytes can't be turned into text.
    """
    return read_bytes(bytes_at(path), name=path.name, format=format)


def bytes_at(path: Path) -> bytes:
    """What the file at `path` holds. Raises UnreadableInput where it can't be opened or is too large."""
    try:
        if path.is_dir():
            raise UnreadableInput(str(path), "it is a folder", "Name a file in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        return path.read_bytes()
    except OSError as error:
        reason = f"it can't be opened ({error.strerror or error})"
        raise UnreadableInput(str(path), reason, "Check the path and its permissions.") from error


def read_bytes(data: bytes, *, name: str, format: str | None = None) -> Document:
    """The document in `data`.

    Args:
        name: the file's name, kept in the document; its suffix helps to tell the format.
        format: a key of `READERS`; None to tell it by the bytes and the name.

    Raises:
        UnreadableInput: where the bytes can't be turned into text.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    if not data.strip():
        raise UnreadableInput(name, "it is empty", "Check that the draft was saved.")
    told = format or _told_by(data, name)
    if told not in READERS:
        raise UnreadableInput(name, f'there is no reader for "{told}"', f"Use one of: {', '.join(READERS)}.")
    extract = READERS[told](data, name=name)
    return _document(extract, name=name, format=told, sha256=hashlib.sha256(data).hexdigest())


def read_text(text: str, *, name: str = "<text>", format: str = "plain") -> Document:
    """The document in `text`, whose `original` is `text` exactly as given.

    Args:
        format: plain, markdown or html. An HTML document's `original` is the text extracted from it.

    Raises:
        UnreadableInput: where there is no text, or the format is not a text format.
    """
    data = text.encode("utf-8", "surrogatepass")
    if not text.strip():
        raise UnreadableInput(name, "it is empty", "Check that the draft was saved.")
    if len(data) > MAX_BYTES:
        raise _too_large(name, len(data))
    if format not in ("plain", "markdown", "html"):
        raise UnreadableInput(name, f'"{format}" is not a text format', "Read the file's bytes instead.")
    extract: Extract = import_module(f"claims.reading.{format}").read_text(text, name=name)
    return _document(extract, name=name, format=format, sha256=hashlib.sha256(data).hexdigest())


def _document(extract: Extract, *, name: str, format: str, sha256: str) -> Document:
    if format == "plain":
        from claims.reading.plain import document as make
    else:
        from claims.reading.blocks import assemble as make
    made = make(extract, name=name, format=format, sha256=sha256)
    if not made.blocks:
        raise UnreadableInput(name, "it holds no text that can be read", "Check that it is the right file.")
    if made.metadata.published is None and (day := day_of(made.blocks, made.text)):
        return replace(made, metadata=replace(made.metadata, published=day))
    return made


def _told_by(data: bytes, name: str) -> str:
    suffix = Path(name).suffix.lower()
    head = data[:2048]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data, name)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    for magic, what in _KNOWN_BUT_REFUSED:
        if head.startswith(magic):
            raise _refused(name, what)
    if head.startswith(b"RIFF") and head[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        raise _refused(name, "a sound, video or WebP file")
    if head[4:12] in (b"ftypheic", b"ftypmp42", b"ftypisom", b"ftypM4A ", b"ftypqt  ", b"ftypavif"):
        raise _refused(name, "an image, sound or video file")
    if (kind := _BINARY.get(_FORMATS.get(suffix, ""))) is not None:
        reason = f"its bytes are not those of {_article(kind)} {kind}"
        raise UnreadableInput(name, reason, "Save it again, or fetch it again.")
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return "subtitles"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<article")):
        return "html"
    return "plain"


def _zipped(data: bytes, name: str) -> str:
    """Which of the formats that are zip files this one is."""
    # The first part of an OpenDocument or EPUB file says what it is, and is not packed.
    start = data[30:100]
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in start:
        return "odt"
    if b"mimetypeapplication/epub+zip" in start:
        return "epub"
    if b"word/" in data:
        return "docx"
    if b"xl/workbook" in data:
        return "xlsx"
    raise _refused(name, "a zip archive or another Office file")


def _article(kind: str) -> str:
    return "an" if kind[0] in "AEIOU" else "a"


def _refused(name: str, what: str) -> UnreadableInput:
    return UnreadableInput(name, f"it is {what}, which can't be read", f"Give one of: {', '.join(ACCEPTED)}.")


def _too_large(name: str, size: int) -> UnreadableInput:
    return UnreadableInput(
        name, f"it has {size:,} bytes, more than the limit of {MAX_BYTES:,}", "Give the article alone."
    )
