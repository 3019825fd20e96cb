"""Snapshots: whole or not at all, and never believed once their bytes have changed."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from claims.errors import StoreError
from sources import snapshot
from sources.snapshot import discard, keep, load, path_of


def test_bytes_lie_under_their_hash(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"abc")
    assert sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert path_of(tmp_path, sha256) == tmp_path / "ba" / sha256
    assert load(tmp_path, sha256) == b"abc"
    assert [p.name for p in (tmp_path / "ba").iterdir()] == [sha256]


def test_keeping_twice_writes_once_but_mends(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"abc")
    path = path_of(tmp_path, sha256)
    written = path.stat().st_mtime_ns
    keep(tmp_path, b"abc")
    assert path.stat().st_mtime_ns == written
    path.write_bytes(b"abd")
    keep(tmp_path, b"abc")
    assert load(tmp_path, sha256) == b"abc"


def test_changed_bytes_and_missing_ones_are_told(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"abc")
    path_of(tmp_path, sha256).write_bytes(b"abd")
    with pytest.raises(StoreError, match="changed since it was stored"):
        load(tmp_path, sha256)
    discard(tmp_path, sha256)
    discard(tmp_path, sha256)
    with pytest.raises(StoreError, match="missing"):
        load(tmp_path, sha256)


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(snapshot.os, "fsync", full)
    with pytest.raises(StoreError, match=r"No space left.*Free some space"):
        keep(tmp_path, b"abc")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "ba").write_text("a file")
    with pytest.raises(StoreError, match="can't be written"):
        keep(tmp_path, b"abc")
