"""`verifier serve` in processes of its own, on a disk of its own where there can be one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import children_of
from benchmarks.record import PROGRAM
from benchmarks.timing import surroundings

_DISK_MB = 1024
_LARGEST_PIECE, _SMALLEST_PIECE = 1 << 26, 1 << 12
_OPENING_S, _CLOSING_S = 120, 60
_OPEN = "The desk is open"
_BROKEN_OFF = 130
_FILLER = "filler"


@contextmanager
def small_disk(place: Path) -> Iterator[str]:
    """Inside, `place` is a disk of its own of a gigabyte. Gives "", or why it is none."""
    place.mkdir()
    if sys.platform != "linux" or os.getuid() != 0:
        yield "only root can make a small disk to fill"
        return
    size = f"size={_DISK_MB}m,mode=0700"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode:
        yield "no small disk to fill can be made here (mount)"
        return
    try:
        yield ""
    finally:
        subprocess.run(["umount", "-l", place], check=True)


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Inside, the disk at `place` has no room left."""
    filler = place / _FILLER
    try:
        with filler.open("wb") as file:
            size, piece = 0, _LARGEST_PIECE
            while piece >= _SMALLEST_PIECE:
                try:
                    os.posix_fallocate(file.fileno(), size, piece)
                    size += piece
                except OSError:
                    piece //= 2
        yield
    finally:
        filler.unlink(missing_ok=True)


class Desk:
    """The desk of a folder, which is also the home of the user who runs it.

    Args:
        folder: for all that it keeps, and its file of what it wrote to standard error.
        store: as `--store` takes it.
        port: where it answers.
    """

    def __init__(self, folder: Path, *, store: str, port: int) -> None:
        self.folder = folder
        self.file = folder / "desk.db"
        self.store = store
        self.address = f"http://127.0.0.1:{port}"
        self.errors = folder.with_suffix(".stderr")
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        (folder / "run").mkdir(mode=0o700, exist_ok=True)

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def warm(self) -> int | None:
        """The number of the process that it keeps for `verifier check`, or None."""
        return next(iter(children_of(self.pid)), None)

    def start(self) -> None:
        """Open it, and wait until it answers. SystemExit where it does not."""
        options = ("--port", str(self._port), "--desk", self.file, "--store", self.store)
        with self.errors.open("ab") as errors:
            begun = errors.tell()
            self._process = subprocess.Popen(
                [PROGRAM, "serve", *options],
                cwd=self.folder,
                env=surroundings(self.folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        until = time.monotonic() + _OPENING_S
        while _OPEN not in (told := self.errors.read_bytes()[begun:].decode()):
            if self._process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"verifier serve did not open: {told}")
            time.sleep(0.05)

    def kill(self) -> bool:
        """End it as a power cut does. True where the process that it kept ended with it."""
        assert self._process is not None
        warm = self.warm
        self._process.kill()
        self._process.wait()
        until = time.monotonic() + _CLOSING_S
        while warm is not None and Path(f"/proc/{warm}").exists():
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def close(self) -> bool:
        """Ctrl-C. True where it ended as any command that is broken off, False where it had to be killed."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        try:
            return self._process.wait(_CLOSING_S) == _BROKEN_OFF
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            return False

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run the program as the user of this desk does; gives its exit status and what it says."""
        done = subprocess.run(
            [PROGRAM, *arguments, "--store", self.store],
            cwd=self.folder,
            env=surroundings(self.folder),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return done.returncode, (done.stdout + done.stderr).strip()
