"""What processes hold, as /proc tells it. Of one that is gone it is nothing."""

from __future__ import annotations

from pathlib import Path


def memory_of(pid: int) -> float:
    """Megabytes of a process; pages that it shares with others count their part."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    except (OSError, StopIteration):
        return 0.0


def children_of(pid: int) -> list[int]:
    """The processes that a process has begun and that have not ended."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(each) for entry in threads for each in (entry / "children").read_text().split()]
    except OSError:
        return []


def memory_of_all(pid: int) -> float:
    """Megabytes of a process and those below it."""
    return memory_of(pid) + sum(map(memory_of_all, children_of(pid)))


def files_of(pid: int) -> int:
    """How many files, sockets among them, a process has open."""
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except OSError:
        return 0


def threads_of(pid: int) -> int:
    """How many threads a process has."""
    try:
        return len(list(Path(f"/proc/{pid}/task").iterdir()))
    except OSError:
        return 0
