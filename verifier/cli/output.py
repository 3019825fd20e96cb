"""Writing files whole or not at all, and never over what was read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from claims.errors import BadConfiguration

_NEW_FILE_MODE = 0o666


def refuse_overwriting(output: Path, inputs: Iterable[Path]) -> None:
    """Raises BadConfiguration where `output` is one of `inputs`, also by another name or link."""
    for path in inputs:
        same = path.resolve() == output.resolve()
        if same or (path.exists() and output.exists() and path.samefile(output)):
            raise BadConfiguration(
                str(output), "the output would overwrite the input", "Give --output another name."
            )


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write bytes to; it takes the name `path` only when all went well.

    A device or a pipe (`/dev/stdout`) is written to as it is.

    Raises:
        BadConfiguration: `path` can't be written.
    """
    try:
        if path.is_dir():
            raise BadConfiguration(str(path), "it is a folder", "Name a file.")
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        with _beside(path.resolve()) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = f"it can't be written ({error.strerror or error})"
        raise BadConfiguration(str(path), reason, "Check the folder and its permissions.") from error


@contextmanager
def _beside(path: Path) -> Iterator[IO[bytes]]:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(path.stat().st_mode & 0o7777 if path.exists() else _NEW_FILE_MODE & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_file(path: Path, made: str | bytes) -> None:
    """Write `made` to `path`, text as UTF-8, whole or not at all.

    Raises BadConfiguration as `replacing` does.
    """
    with replacing(path) as stream:
        stream.write(made if isinstance(made, bytes) else made.encode("utf-8"))
