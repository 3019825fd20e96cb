"""Formats that are zip files of XML: looked at before anything is unpacked, and parsed without entities."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from claims.errors import UnreadableInput

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_XML = 50_000_000
# A parser makes an object of each tag and each attribute, of a hundred bytes and more.
MAX_MARKS = 2_000_000
# Small parts of one letter over and over compress far better than a bomb needs to.
_SMALL = 5_000_000
_AGAIN = "Copy or save the file again."
_STEP = 1_000_000
# The local header of a part: what the directory has too, then the lengths of its name and its extra field.
_LOCAL = struct.Struct("<26sHH")
_ENTRY = b"PK\x01\x02"
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_DECLARED = 64
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']*)""")
# In these "<" and "=" are what they seem to be, once NUL bytes are taken out. Office formats know no others.
_PLAIN = re.compile(rb"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE)
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_EBCDIC = b"\x4c\x6f\xa7\x94"


def open_package(data: bytes, *, name: str, kind: str, needs: str, in_memory: bool = True) -> zipfile.ZipFile:
    """The zip file in `data`, once it is known to be harmless. Nothing of it is kept unpacked.

    Args:
        data: the whole file.
        name: the file's name, for errors.
        kind: what it should be ("Word document").
        needs: how the name of the part begins without which it is none.
        in_memory: False where it is read in a process with limits, which may run out of memory.

    Raises:
        UnreadableInput: it is broken or encrypted, would unpack to far more than a document needs, has two
            parts of one name or a document type, or lacks the part that it needs.
    """
    remedy = f"Save its text in a new {kind}."
    # Its directory is read into memory whole when it is opened.
    if (parts := data.count(_ENTRY)) > MAX_ENTRIES:
        raise UnreadableInput(name, f"it has {parts:,} parts, more than {MAX_ENTRIES:,}", remedy)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableInput(
            name, "it is cut short or damaged: its zip directory can't be read", _AGAIN
        ) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    names = [entry.filename for entry in entries]
    if total > MAX_UNPACKED or (total > _SMALL and total > MAX_RATIO * max(1, packed)):
        raise UnreadableInput(name, f"it would unpack to {total:,} bytes, more than a draft has", remedy)
    if len(set(names)) != len(names):
        raise UnreadableInput(name, "it has two parts of the same name", remedy)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput(name, "it is encrypted", "Save it without a password.")
    if not any(part.startswith(needs) for part in names):
        raise UnreadableInput(name, f"it has no {kind} in it", remedy)
    size = marks = 0
    for entry in entries:
        look = _look_at(data, entry, name)
        size, marks = size + look.size, marks + look.marks
        if in_memory and (size > MAX_XML or marks > MAX_MARKS):
            reason = (
                f"its XML has more than {MAX_XML:,} bytes, or more than {MAX_MARKS:,} tags and attributes"
            )
            raise UnreadableInput(name, reason, remedy)
    return archive


@dataclass(frozen=True, slots=True)
class _Look:
    """How much XML a part holds: bytes, and tags and attributes at most. Other parts hold none."""

    size: int = 0
    marks: int = 0


def _look_at(data: bytes, entry: zipfile.ZipInfo, name: str) -> _Look:
    """Look at all of a part without keeping it.

    Raises:
        UnreadableInput: it would inflate past its size in the directory, or it is XML with a document type
            (but for web pages, which have one) or in an encoding that could hide one.
    """
    size = marks = 0
    is_xml: bool | None = None
    before = b""
    is_page = entry.filename.lower().endswith((".xhtml", ".html", ".htm"))
    try:
        for piece in _inflated(data, entry):
            size += len(piece)
            if size > entry.file_size:
                raise zlib.error("more bytes than the directory says")
            plain = piece.replace(b"\0", b"")
            # A part may begin with any amount of blanks.
            if is_xml is None and plain.lstrip(_BEFORE_XML):
                is_xml = _starts_as_xml(plain, part=entry.filename, name=name)
            if is_xml:
                marks += plain.count(b"<") + plain.count(b"=")
                refuse_document_type(not is_page and bool(_DECLARED.search(before + plain)), name=name)
                before = plain[-_LONGEST_DECLARED:]
    except zlib.error as error:
        raise UnreadableInput(name, f'its part "{entry.filename}" is damaged', _AGAIN) from error
    return _Look(size, marks) if is_xml else _Look()


def _starts_as_xml(plain: bytes, *, part: str, name: str) -> bool:
    start = plain.lstrip(_BEFORE_XML)
    encoding = _ENCODING.match(start)
    if start.startswith(_EBCDIC) or (encoding and not _PLAIN.fullmatch(encoding[1])):
        raise UnreadableInput(name, f'its part "{part}" is in an encoding that no program writes', _AGAIN)
    return start.startswith(b"<")


def _inflated(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part's bytes, a piece at a time, however many they are.

    Python's zipfile, and so every library on top of it, inflates a part whole before it cuts it to the size
    in the directory.

    Raises:
        zlib.error: they can't be had.
    """
    at = max(0, entry.header_offset)
    head = data[at : at + _LOCAL.size]
    if len(head) < _LOCAL.size:
        raise zlib.error("no header")
    _, name_length, extra_length = _LOCAL.unpack(head)
    start = at + _LOCAL.size + name_length + extra_length
    left = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from (left[i : i + _STEP] for i in range(0, len(left), _STEP))
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        while left and not inflater.eof:
            yield inflater.decompress(left, _STEP)
            left = inflater.unconsumed_tail
    else:
        raise zlib.error("another way of packing")


def part_of(archive: zipfile.ZipFile, part: str, *, name: str) -> bytes | None:
    """The bytes of one part, or None where there is none of that name.

    Raises:
        UnreadableInput: it can't be unpacked, or isn't what the directory says of it.
    """
    try:
        return archive.read(part)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableInput(name, f'its part "{part}" is damaged', _AGAIN) from error


def parse_xml(data: bytes, *, name: str) -> Any:
    """The root element of a part. No entity is resolved and nothing is loaded from elsewhere.

    Raises:
        UnreadableInput: it is no XML, or it declares a document type, which none of these formats needs.
    """
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(name, "its XML is damaged", _AGAIN) from error
    refuse_document_type(bool(root.getroottree().docinfo.doctype), name=name)
    return root


def refuse_document_type(declared: bool, *, name: str) -> None:
    """Raise UnreadableInput where a document type is `declared`: entities are how XML bombs are made."""
    if declared:
        raise UnreadableInput(
            name, "its XML declares a document type, which can hide entities", "Save the file again."
        )
