"""Folders and zip files of sources: what is in them, one file at a time, and what is refused and why.

Nothing is unpacked to the disk. An archive's directory is looked at before anything in it is inflated: how
many files, how large, how dense. Names that lead out of the archive are refused though they are only shown.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from claims.errors import UnreadableInput
from claims.reading import ACCEPTED, MAX_BYTES
from sources import warc
from sources.fetched import Fetch
from sources.location import escaped, name_of, written

MAX_FILES = 20_000
MAX_TOTAL = 1_000_000_000
MAX_RATIO = 200
_SMALL = 5_000_000
# How deep zip files may lie in zip files.
MAX_NESTED = 1
_WARC = (".warc", ".warc.gz")
# What systems leave behind in folders and archives.
_LITTER = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")
_PARTS = "Add its parts one by one."


@dataclass(frozen=True, slots=True)
class Member:
    """A file found in a container.

    Attributes:
        location: where it is from: a path, "archive.zip!/inner/name", or of a record in a WARC file its URL.
        name: its own name, whose suffix helps to tell its format.
        data: its bytes.
        media_type: as the server said, or None.
        format: a key of `claims.reading.READERS`, or None to tell it by name and bytes.
        taken: when the bytes were had, where the container says so.
        also: further addresses that lead to it.
        fetch: how they were had from the web, where a web archive tells.
    """

    location: str
    name: str
    data: bytes
    media_type: str | None = None
    format: str | None = None
    taken: datetime | None = None
    also: tuple[str, ...] = ()
    fetch: Fetch | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a whole archive, that is not read: the reason as a clause, the remedy as a sentence.

    `ours` is False where nothing is wrong, because the file is of a type that holds no text to read.
    """

    location: str
    reason: str
    remedy: str
    ours: bool = True


Found = Member | Refused


def is_container(path: Path) -> bool:
    """True where `path` is a folder, a zip file, or a web archive (WARC, WACZ)."""
    name = path.name.lower()
    return path.is_dir() or name.endswith((".zip", ".wacz", *_WARC))


def members(path: Path) -> Iterator[Found]:
    """Everything in the container at `path`, in the order of names, zip files in it opened as well.

    Symbolic links are not followed. Records of web archives come in the order of the archive.

    Raises:
        UnreadableInput: the container itself can't be opened.
    """
    if path.is_dir():
        yield from _folder(path)
    elif path.is_file():
        yield from _file(path)
    else:
        raise UnreadableInput(str(path), "there is no such file", "Check the name and the folder.")


def _folder(folder: Path) -> Iterator[Found]:
    count = 0
    for path in sorted(_walk(folder)):
        if path.name in _LITTER or _LITTER[0] in path.parts:
            continue
        count += 1
        if count > MAX_FILES:
            yield Refused(str(folder), f"it has more than {MAX_FILES:,} files", _PARTS)
            return
        try:
            if path.is_symlink():
                yield Refused(written(path), "it is a symbolic link", "Add the file that it points to.")
            elif not path.is_file():
                reason = "it is no file, or a folder that can't be opened"
                yield Refused(written(path), reason, "Check that you may read it, or leave it out.")
            else:
                yield from _file(path)
        except UnreadableInput as error:
            yield Refused(written(path), error.reason, error.remedy)
        except OSError as error:
            reason = f"it can't be opened ({error.strerror})"
            yield Refused(written(path), reason, "Check that you may read it.")


def _walk(folder: Path) -> Iterator[Path]:
    """What is in a folder and in those in it, and those of them that can't be opened."""
    try:
        inside = list(folder.iterdir())
    except OSError as error:
        reason = f"the folder can't be opened ({error.strerror})"
        raise UnreadableInput(str(folder), reason, "Check that you may read it.") from error
    for path in inside:
        try:
            if path.is_dir() and not path.is_symlink():
                yield from _walk(path)
            else:
                yield path
        except (UnreadableInput, OSError):
            yield path


def _file(path: Path) -> Iterator[Found]:
    """One file of the disk: itself, or what is in it."""
    name, place = path.name.lower(), written(path)
    archived = name.endswith((".zip", ".wacz", *_WARC))
    refused = None if archived else _unknown(place, path.name)
    try:
        if refused is None and not archived and path.stat().st_size > MAX_BYTES:
            refused = _large(place)
        if refused is not None:
            yield refused
        elif not archived:
            yield Member(place, escaped(path.name), path.read_bytes())
        else:
            with path.open("rb") as file:
                yield from _records(file, place) if name.endswith(_WARC) else _Zip().read(file, place)
    except OSError as error:
        reason = f"the file can't be read ({error.strerror or error})"
        raise UnreadableInput(str(path), reason, "Check that you may read it.") from error


def _records(file: IO[bytes], location: str) -> Iterator[Found]:
    left_out = 0
    for record in warc.records(file, name=location, limit=MAX_BYTES, total=MAX_TOTAL):
        if record.reason:
            yield Refused(record.url or location, record.reason, record.remedy)
        elif record.data is None:
            left_out += 1
        else:
            asked = record.fetch.url if record.fetch else record.url
            yield Member(
                asked,
                name_of(record.url),
                record.data,
                record.media_type,
                record.format,
                record.taken,
                () if asked == record.url else (record.url,),
                record.fetch,
            )
    if left_out:
        reason = f"{left_out:,} record(s) are no answer with status 200 and a type that can be read"
        yield Refused(location, reason, "All others were looked at.", ours=False)


class _Zip:
    """Reads a zip file, and those directly in it, within limits that hold over all of them."""

    def __init__(self) -> None:
        self._files = 0
        self._total = 0

    def read(self, file: IO[bytes], location: str, *, depth: int = 0) -> Iterator[Found]:
        """Everything in the archive, in the order of names."""
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise UnreadableInput(
                location, "it is cut short or damaged: its zip directory can't be read", "Copy it again."
            ) from error
        # A file without a name is none; zipfile itself stumbles over it.
        listed = [e for e in archive.infolist() if e.filename and not e.is_dir()]
        entries = sorted(listed, key=lambda e: e.filename)
        self._count(entries, location)
        seen: set[str] = set()
        for entry in entries:
            parts = PurePosixPath(entry.filename).parts
            if any(part in _LITTER for part in parts):
                continue
            place = f"{location}!/{entry.filename}"
            refused = self._refused(entry, place, seen)
            seen.add(entry.filename)
            if refused is not None:
                yield refused
            else:
                yield from self._entry(archive, entry, place, depth, wacz=location.lower().endswith(".wacz"))

    def _count(self, entries: list[zipfile.ZipInfo], location: str) -> None:
        total = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        self._files += len(entries)
        self._total += total
        if self._files > MAX_FILES:
            raise UnreadableInput(location, f"it has more than {MAX_FILES:,} files", _PARTS)
        if self._total > MAX_TOTAL or (total > _SMALL and total > MAX_RATIO * max(1, packed)):
            reason = f"it would unpack to {total:,} bytes, more than an archive of sources has"
            raise UnreadableInput(location, reason, _PARTS)

    def _refused(self, entry: zipfile.ZipInfo, place: str, seen: set[str]) -> Refused | None:
        name = entry.orig_filename.replace("\\", "/")
        leave = "Make the archive again without it."
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\0" in name:
            return Refused(place, "its name leads out of the archive", leave)
        if stat.S_ISLNK(entry.external_attr >> 16):
            return Refused(place, "it is a symbolic link", leave)
        if entry.filename in seen:
            return Refused(place, "the archive has two files of this name", "Add the file by itself.")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return Refused(place, "it is packed in a way that isn't read", "Make the archive again with ZIP.")
        if entry.flag_bits & 1:
            return Refused(place, "it is encrypted", "Unpack it with its password and add the file.")
        if entry.file_size > MAX_BYTES and not name.lower().endswith(_WARC):
            return _large(place)
        return None

    def _entry(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: str, depth: int, *, wacz: bool
    ) -> Iterator[Found]:
        name = PurePosixPath(entry.filename).name
        lower = name.lower()
        try:
            if lower.endswith(_WARC):
                with archive.open(entry) as stream:
                    yield from _records(stream, place)
            elif wacz:
                return  # its index, its list of pages and its log
            elif lower.endswith((".zip", ".wacz")):
                if depth >= MAX_NESTED:
                    yield Refused(place, "it is an archive in an archive in an archive", "Unpack it first.")
                else:
                    yield from self.read(io.BytesIO(_inflated(archive, entry)), place, depth=depth + 1)
            elif (refused := _unknown(place, name)) is not None:
                yield refused
            else:
                yield Member(place, name, _inflated(archive, entry))
        except UnreadableInput as error:
            yield Refused(place, error.reason, error.remedy)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            yield Refused(place, "it is damaged, or packed in a way that can't be read", "Copy it again.")


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a file in an archive: no more than its directory says, however much there would be."""
    with archive.open(entry) as stream:
        return stream.read(entry.file_size) + stream.read(1)


def _unknown(location: str, name: str) -> Refused | None:
    """Why a file of this name is not read; None for a type that is read, or that only its bytes tell."""
    suffix = PurePosixPath(name).suffix.lower()
    if not suffix or suffix in ACCEPTED:
        return None
    reason = f'"{suffix}" is no type that can be read'
    return Refused(location, reason, f"Give one of: {', '.join(ACCEPTED)}.", ours=False)


def _large(location: str) -> Refused:
    reason = f"it is larger than {MAX_BYTES // 1_000_000} MB"
    return Refused(location, reason, "Add only the part that is cited.")
