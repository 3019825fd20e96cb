"""Formats that are zip files of XML: looked at before anything is unpacked, and parsed without entities."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from importlib import import_module
from typing import Any

from claims.errors import UnreadableInput

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
# Small parts of one letter over and over compress far better than a bomb needs to.
_SMALL = 5_000_000
_AGAIN = "Copy or save the file again."
_STEP = 1_000_000
# The local header of a part: what the directory has too, then the lengths of its name and its extra field.
_LOCAL = struct.Struct("<26sHH")


def open_package(data: bytes, *, name: str, kind: str, needs: str) -> zipfile.ZipFile:
    """The zip file in `data`, once its directory is known to be harmless. Nothing is unpacked.

    Args:
        data: the whole file.
        name: the file's name, for errors.
        kind: what it should be ("Word document").
        needs: how the name of the part begins without which it is none.

    Raises:
        UnreadableInput: it is broken or encrypted, would unpack to far more than a document needs, has two
            parts of one name, or lacks the part that it needs.
    """
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
    remedy = f"Save its text in a new {kind}."
    if len(entries) > MAX_ENTRIES:
        raise UnreadableInput(name, f"it has {len(entries):,} parts, more than {MAX_ENTRIES:,}", remedy)
    if total > MAX_UNPACKED or (total > _SMALL and total > MAX_RATIO * max(1, packed)):
        raise UnreadableInput(name, f"it would unpack to {total:,} bytes, more than a draft has", remedy)
    if len(set(names)) != len(names):
        raise UnreadableInput(name, "it has two parts of the same name", remedy)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput(name, "it is encrypted", "Save it without a password.")
    if not any(part.startswith(needs) for part in names):
        raise UnreadableInput(name, f"it has no {kind} in it", remedy)
    for entry in entries:
        if not _is_as_large_as_it_says(data, entry):
            raise UnreadableInput(name, f'its part "{entry.filename}" is damaged', _AGAIN)
    return archive


def _is_as_large_as_it_says(data: bytes, entry: zipfile.ZipInfo) -> bool:
    """False where a part would inflate past its size in the directory.

    Python's zipfile, and so every library on top of it, inflates a part whole before it cuts it to that size.
    """
    if entry.header_offset < 0:
        return False
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size == entry.file_size
    head = data[entry.header_offset : entry.header_offset + _LOCAL.size]
    if entry.compress_type != zipfile.ZIP_DEFLATED or len(head) < _LOCAL.size:
        return False
    _, name_length, extra_length = _LOCAL.unpack(head)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    left = data[start : start + entry.compress_size]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    size = 0
    try:
        while left and not inflater.eof and size <= entry.file_size:
            size += len(inflater.decompress(left, _STEP))
            left = inflater.unconsumed_tail
    except zlib.error:
        return False
    return size <= entry.file_size


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
    refuse_document_type(root.getroottree().docinfo.doctype, name=name)
    return root


def refuse_document_type(declared: str, *, name: str) -> None:
    """Raise UnreadableInput where a document type is `declared`: entities are how XML bombs are made."""
    if declared:
        raise UnreadableInput(
            name, "its XML declares a document type, which can hide entities", "Save the file again."
        )
