"""Reads hostile files in a process of their own, and measures its memory against an innocent file's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from claims.errors import UnreadableInput
from claims.reading import read_bytes
from tests.claims.reading.real import FILES

# What a refusal may cost above reading a small file of the same format: a part or a page at a time.
CAP = 64_000_000
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a file: why it was refused or None, its blocks, and peaks of memory in bytes.

    `children` is the most that a process held which the reader started.
    """

    error: str | None
    blocks: int
    own: int
    children: int


def read_apart(path: Path) -> Read:
    """Read the file at `path` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.reader", str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return Read(**json.loads(done.stdout))


@cache
def _innocent(name: str) -> int:
    read = read_apart(FILES / name)
    assert read.error is None
    return read.own


def grown(read: Read, innocent: str) -> int:
    """By how many bytes `read` needed more than the file of that name in `tests/claims/reading/files`."""
    return read.own - _innocent(innocent)


def attempted(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and "", or "" and why it is refused. Whatever else is raised fails the test."""
    try:
        return read_bytes(data, name=name).text, ""
    except UnreadableInput as refused:
        return "", str(refused)
