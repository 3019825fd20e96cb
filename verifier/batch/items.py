"""Which articles go in: those of a folder, of a manifest, or of a JSON Lines file.

Everything comes one by one, so that memory doesn't grow with the number of articles.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from claims.errors import UnreadableInput
from claims.reading import ACCEPTED, MAX_BYTES, bytes_at
from verifier.batch.types import Entry, ident_of

_LINES = (".jsonl", ".ndjson")
_LISTS = (".txt", ".text", ".csv", ".tsv")
# Of names and paths, in characters: more than any file system has.
_LONGEST_NAME = 4096
# Of a line, in bytes: in JSON a character of the text can take six.
_LONGEST_LINE = 6 * MAX_BYTES
_Reading = Callable[[Path, int, int, bytes], Entry]
_EXAMPLES = '{"id": "...", "text": "..."} or {"id": "...", "path": "..."}'


def entries(source: Path) -> Iterator[Entry]:
    """The articles that `source` names: a folder, a JSON Lines file (.jsonl, .ndjson), or else a manifest.

    A folder gives the files in it and below it whose suffix a reader knows, in no order; hidden ones, what
    Word keeps beside an open file, and symbolic links to folders are passed over. A manifest has the path of
    a file on each line, a JSON Lines file an object with "id" and "text" or "path"; paths start from where
    the file lies, and empty lines count for nothing. A line that names no article gives an entry with the
    trouble.

    Raises:
        UnreadableInput: as `refuse_other` does.
    """
    if source.is_dir():
        return _in_folder(source.absolute())
    return _on_lines(source.absolute(), _object if source.suffix.lower() in _LINES else _listed)


def refuse_other(source: Path) -> None:
    """Raises UnreadableInput where `source` can't be opened, or is an article and no list of them."""
    suffix = source.suffix.lower()
    if source.is_file() and suffix in ACCEPTED and suffix not in _LISTS:
        raise UnreadableInput(
            str(source),
            "it is an article, and no list of articles",
            "Name a folder or a list, or check it with: verifier check.",
        )
    try:
        if source.is_dir():
            os.scandir(source).close()
        else:
            source.open("rb").close()
    except OSError as error:
        raise _closed(source, error) from error


def content(entry: Entry, source: IO[bytes] | None) -> bytes:
    """The bytes of the article: of its file, or of its text in `source`, the JSON Lines file.

    Raises:
        UnreadableInput: they can't be had; the entry's own trouble is among the reasons.
    """
    if entry.trouble:
        raise UnreadableInput(entry.name, entry.trouble, "Mend the line.")
    if entry.path is None:
        assert source is not None  # noqa: S101  an entry without a path came from a file of lines
        return _text_at(entry, source)
    if _is_device(entry.path):
        raise UnreadableInput(str(entry.path), "it is no file", "Name a file.")
    return bytes_at(entry.path)


def _text_at(entry: Entry, source: IO[bytes]) -> bytes:
    source.seek(entry.offset)
    try:
        value = json.loads(source.readline(_LONGEST_LINE))
        known, text = _encoded(str(value["id"])), _encoded(value["text"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        known, text = b"", b""
    if ident_of(known) != entry.ident:
        reason = f"line {entry.number} changed while the batch ran"
        raise UnreadableInput(entry.name, reason, "Give the same command again.")
    return text


def _is_device(path: Path) -> bool:
    """True for what never ends, or waits for somebody: a device, a pipe, a socket."""
    try:
        mode = path.stat().st_mode
    except OSError:  # whoever opens it says why that can't be done
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def document_name(entry: Entry, source: Path) -> str:
    """The name of the article in its report: as `verifier check` has it, or the id where it is no file."""
    if entry.path is None:
        return entry.name
    folder = source if source.is_dir() else source.parent
    inside = entry.path.is_relative_to(folder.absolute()) and ".." not in entry.path.parts
    path = entry.path.relative_to(folder.absolute()) if inside else Path(entry.path.name)
    return _shown(os.fsencode(path.as_posix()))


def _in_folder(folder: Path) -> Iterator[Entry]:
    waiting = [folder]
    while waiting:
        inside = waiting.pop()
        try:
            for found in _scanned(inside):
                path = Path(found.path)
                if found.is_dir(follow_symlinks=False):
                    waiting.append(path)
                elif path.suffix.lower() in ACCEPTED and found.is_file():
                    name = os.fsencode(path.relative_to(folder).as_posix())
                    yield Entry(0, _shown(name), ident_of(name), path)
        except OSError as error:
            if inside == folder:
                raise _closed(folder, error) from error
            reason = f"the folder can't be opened ({error.strerror or error})"
            name = os.fsencode(inside.relative_to(folder).as_posix())
            yield Entry(0, f"{_shown(name)}/", ident_of(name), trouble=reason)


def _scanned(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        yield from (each for each in found if not each.name.startswith((".", "~$")))


def _on_lines(source: Path, entry_of: _Reading) -> Iterator[Entry]:
    try:
        with source.open("rb") as file:
            for number, offset, line in _lines(file):
                try:
                    yield entry_of(source, number, offset, line)
                except _Wrong as error:
                    yield _refused(source, number, str(error))
    except OSError as error:
        raise _closed(source, error) from error


def _closed(source: Path, error: OSError) -> UnreadableInput:
    reason = f"it can't be opened ({error.strerror or error})"
    return UnreadableInput(str(source), reason, "Check the path and its permissions.")


def _lines(file: IO[bytes]) -> Iterator[tuple[int, int, bytes]]:
    """Number, offset and content of each line that isn't empty; what is too long comes cut."""
    number, offset = 0, 0
    while line := file.readline(_LONGEST_LINE + 1):
        number += 1
        if line.strip():
            yield number, offset, line
        offset += len(line)
        while not line.endswith(b"\n") and (line := file.readline(MAX_BYTES)):
            offset += len(line)


class _Wrong(ValueError):
    """A line that names no article."""


def _listed(source: Path, number: int, offset: int, line: bytes) -> Entry:
    name = (line.removeprefix(b"\xef\xbb\xbf") if not offset else line).strip(b"\r\n")
    if len(name) > _LONGEST_NAME:
        raise _Wrong("the path is too long")
    return Entry(number, _shown(name), ident_of(name), _beside(source, name))


def _object(source: Path, number: int, offset: int, line: bytes) -> Entry:
    if len(line) > _LONGEST_LINE:
        raise _Wrong(f"it has more than {_LONGEST_LINE:,} bytes")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Wrong(f"it is not JSON in UTF-8 ({error})") from error
    if not isinstance(value, dict):
        raise _Wrong(f"it is not an object: write each line as {_EXAMPLES}")
    name = value.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or not str(name).strip():
        raise _Wrong(f'it has no "id": write each line as {_EXAMPLES}')
    if len(str(name)) > _LONGEST_NAME:
        raise _Wrong(f'its "id" has more than {_LONGEST_NAME:,} characters')
    path, text = value.get("path"), value.get("text")
    if not isinstance(text if path is None else path, str) or (path is not None and text is not None):
        raise _Wrong(f'it has not one of "text" and "path": write each line as {_EXAMPLES}')
    known = _encoded(str(name))
    if path is None:
        return Entry(number, _shown(known), ident_of(known), offset=offset)
    return Entry(number, _shown(known), ident_of(known), _beside(source, path.encode("utf-8", "replace")))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _beside(source: Path, name: bytes) -> Path:
    if b"\0" in name:
        raise _Wrong("a path can't hold the character NUL")
    return source.parent / os.fsdecode(name)


def repeated(source: Path, entry: Entry) -> Entry:
    """The entry of a line whose name stood on an earlier one."""
    return _refused(source, entry.number, f'"{entry.name}" is named on an earlier line')


def _refused(source: Path, number: int, trouble: str) -> Entry:
    """The entry of a line that names no article."""
    # Of two parts, where the ident of a name has one.
    ident = ident_of(b"line", b"%d" % number)
    return Entry(number, f"{source.name}, line {number}", ident, trouble=trouble)


def _shown(name: bytes) -> str:
    """A name as text that any database and table takes."""
    return name.decode("utf-8", "backslashreplace")
