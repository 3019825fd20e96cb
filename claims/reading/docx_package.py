"""Looks at a Word file's zip directory before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile

from claims.errors import UnreadableInput

MAX_ENTRIES = 5_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
# Small parts of one letter over and over compress far better than a bomb needs to.
_SMALL = 5_000_000


def check_package(data: bytes, *, name: str) -> None:
    """Refuse a zip that is broken, encrypted, or would unpack to far more than a draft needs.

    Raises:
        UnreadableInput: naming what is wrong.
    """
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableInput(
            name,
            "it is cut short or damaged: its zip directory can't be read",
            "Copy or save the file again.",
        ) from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    names = [entry.filename for entry in entries]
    remedy = "Save the text in a new Word document."
    if len(entries) > MAX_ENTRIES:
        raise UnreadableInput(name, f"it has {len(entries):,} parts, more than {MAX_ENTRIES:,}", remedy)
    if total > MAX_UNPACKED or (total > _SMALL and total > MAX_RATIO * max(1, packed)):
        raise UnreadableInput(name, f"it would unpack to {total:,} bytes, more than a draft has", remedy)
    if len(set(names)) != len(names):
        raise UnreadableInput(name, "it has two parts of the same name", remedy)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableInput(name, "it is encrypted", "Save it without a password.")
    if "word/document.xml" not in names and not any(n.startswith("word/document") for n in names):
        raise UnreadableInput(name, "it has no Word document in it", remedy)
