"""Zip files put together byte by byte, as no zip library would."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it stands in the archive.

    Attributes:
        name: its name.
        packed: its bytes as they are stored.
        size: what the directory says that they inflate to.
        checksum: what the directory says.
        stored: True where they are not packed.
    """

    name: str
    packed: bytes
    size: int
    checksum: int = 0
    stored: bool = False


def part(name: str, content: bytes) -> Part:
    """An honest part, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Part(name, packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def ballast(size: int) -> Part:
    """A part of bytes that can't be packed, so that the archive as a whole isn't dense."""
    content = os.urandom(size)
    return Part("ballast.bin", content, size, zlib.crc32(content), stored=True)


def repeated(piece: bytes, times: int) -> bytes:
    """What inflates to `times` times `piece`, without packing it more than once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    once = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return once * times + b"\x03\x00"  # an empty last block


def zipped(*parts: Part) -> bytes:
    """The archive of these parts (APPNOTE.TXT 4.3)."""
    body, directory, at = [], [], 0
    for each in parts:
        name = each.name.encode()
        told = struct.pack(
            "<HHHHIIIHH",
            *(0x800, 0 if each.stored else 8, 0, 0x21),
            *(each.checksum, len(each.packed), each.size, len(name), 0),
        )
        head = b"PK\x03\x04\x14\x00" + told + name
        body += [head, each.packed]
        directory.append(b"PK\x01\x02\x14\x00\x14\x00" + told + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)
        at += len(head) + len(each.packed)
    listed = b"".join(directory)
    count = min(len(parts), 0xFFFF)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), at, 0)
    return b"".join([*body, listed, end])
