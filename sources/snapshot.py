"""The bytes of sources, kept in a folder under their own sha256: never under a title or an address."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from claims.errors import StoreError, StoreFull

# The disk has no room left, or the user's share of it is used up.
_FULL = (errno.ENOSPC, errno.EDQUOT)


def sha256_of(data: bytes) -> str:
    """The sha256 of `data` in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def path_of(folder: Path, sha256: str) -> Path:
    """Where the snapshot with this hash lies: "ab/abcdef..." below `folder`."""
    return folder / sha256[:2] / sha256


def keep(folder: Path, data: bytes) -> str:
    """Write `data` below `folder`, whole or not at all, and return its sha256.

    The bytes go to a temporary name first, are flushed to the disk, and are then renamed; a snapshot that is
    there already and intact is left alone.

    Raises:
        StoreFull: there is no room.
        StoreError: the folder can't be written.
    """
    sha256 = sha256_of(data)
    target = path_of(folder, sha256)
    try:
        if intact(folder, sha256):
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, data)
    except OSError as error:
        kind = StoreFull if error.errno in _FULL else StoreError
        raise kind(
            str(folder),
            f"the snapshot can't be written ({error.strerror or error})",
            "Free some space, or check that you may write to this folder.",
        ) from error
    return sha256


def intact(folder: Path, sha256: str) -> bool:
    """True where the snapshot with this hash is there and is what was stored."""
    try:
        return sha256_of(path_of(folder, sha256).read_bytes()) == sha256
    except OSError:
        return False


def damaged(folder: Path, hashes: Iterable[str]) -> frozenset[str]:
    """Those of `hashes` whose bytes are missing below `folder`, or no longer what was stored.

    None where no snapshot lies there at all: a desk that shares a store may have it without its folder, and
    `sources.verify` tells of that.
    """
    if not any_in(folder):
        return frozenset()
    return frozenset(sha256 for sha256 in hashes if not intact(folder, sha256))


def any_in(folder: Path) -> bool:
    """True where snapshots lie below `folder`, or once lay."""
    return any(folder.glob("??"))


def elsewhere(folder: Path, *, store: str) -> StoreError:
    """The error for a store whose snapshots are not in `folder`."""
    return StoreError(
        str(folder),
        f"the snapshots of {store} are not in this folder",
        "Name theirs as snapshots in verifier.toml, restore it from a backup, or begin a new store.",
    )


def _write(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".new-", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Without this a power cut can lose the new name though the bytes are safe. Windows can't open folders.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load(folder: Path, sha256: str) -> bytes:
    """The bytes of the snapshot with this hash.

    Raises:
        StoreError: it is missing, or its bytes are no longer what was stored.
    """
    path = path_of(folder, sha256)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(
            str(path),
            "the snapshot is missing",
            "Restore the snapshots folder from a backup, or add it again.",
        ) from error
    if sha256_of(data) != sha256:
        raise StoreError(
            str(path),
            "the snapshot was changed since it was stored",
            "Restore it from a backup: verdicts that lean on it can't be trusted.",
        )
    return data


def discard(folder: Path, sha256: str) -> None:
    """Remove the snapshot with this hash, if it is there.

    Raises:
        StoreError: it can't be removed.
    """
    path = path_of(folder, sha256)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            str(path),
            f"the snapshot of a source that was removed is still there ({error.strerror})",
            "Delete it yourself: no source has these bytes any more.",
        ) from error
