"""The values that a batch is made of: what goes in, what is worked on, and what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

Basis = Mapping[str, str]
"""All by which two runs could give different results, by its name: version, models, store and so on."""


class Status(StrEnum):
    """How an article came out. FAILED: the process that checked it died, took too long or has a fault."""

    CHECKED = "checked"
    UNREADABLE = "unreadable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked for every article alike; it travels to each process.

    Attributes:
        form: of the reports, a key of `Config.forms`.
        config: the verifier.toml that holds, or None for the defaults.
        store: URL of the store, or None to check attributions alone.
        snapshots: the folder of the store's snapshots.
        input_format: what the articles are read as, or None to tell it of each.
        timeout: seconds that one article may take.
    """

    form: str
    config: Path | None = None
    store: str | None = None
    snapshots: Path = Path()
    input_format: str | None = None
    timeout: float = 300.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the input names it.

    Attributes:
        number: its line in the input; 0 where only its name gives it a place, as in a folder.
        name: as tables show it: the path below the folder, or the id.
        ident: stands for the name, as 32 hexadecimal digits; no two articles of a run have the same.
        path: of its file; None where its text is in the input.
        offset: where its line begins in the input, in bytes.
        trouble: why it can't be read; empty where nothing is known against it.
    """

    number: int
    name: str
    ident: str
    path: Path | None = None
    offset: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """An article that is to be checked.

    Attributes:
        ident, name: as its entry has them.
        key: stands for its name, its bytes and the basis: what has the same key has the same result.
        data: its bytes.
        document: the name that it has in its report.
        path: where it lies, for settings that know articles by their place; None where it is no file.
    """

    ident: str
    key: str
    name: str
    data: bytes
    document: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task.

    Attributes:
        ident, key, name: as the task has them.
        reason: in words, where it was not checked.
        sha256: of the article's bytes; empty where they can't be read.
        counts: the numbers of the table, by column; empty where it was not checked.
        rules: those that fired, with how often: "ATT001 2, QUO001 1".
        report: in the form that was asked for.
        seconds: that the check took.
        basis: of the process that made it; empty where none took part.
    """

    ident: str
    key: str
    name: str
    status: Status
    reason: str = ""
    sha256: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    rules: str = ""
    report: bytes = b""
    seconds: float = 0.0
    basis: Basis = field(default_factory=dict)


class Checker(Protocol):
    """What a process has to check with; `work.Bench` is the one that the program uses."""

    @property
    def basis(self) -> Basis:
        """What its results hang on."""

    def check(self, task: Task) -> Result:
        """The result of `task`. Raises VerifierError where nothing can be checked, whatever the article."""


class Workers(Protocol):
    """Those who check: processes of this machine, or a cluster."""

    def basis(self) -> Basis:
        """What their results hang on."""

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """The results of `tasks`, each once, in the order in which they are done.

        Tasks are taken as there is somebody to work on them, never far ahead.
        """


Opener = Callable[[Settings], Checker]
"""Opens, in a process, what checks there. A function of a module, because its name travels."""


def open_bench(settings: Settings) -> Checker:
    """See `Bench.open`. The program is loaded here, in the process that needs it."""
    from verifier.batch.work import Bench

    return Bench.open(settings)


def ident_of(*parts: bytes) -> str:
    """32 hexadecimal digits that stand for `parts`, each with its length before it."""
    joined = b"".join(b"%d:%b" % (len(part), part) for part in parts)
    return hashlib.sha256(joined).hexdigest()[:32]


def failed(task: Task, reason: str) -> Result:
    """The result of a task that no process could finish."""
    sha256 = hashlib.sha256(task.data).hexdigest()
    return Result(task.ident, task.key, task.name, Status.FAILED, reason, sha256)


DIED = "the checking process died on it twice"


def too_slow(seconds: float) -> str:
    """The reason of a task that took longer than it may."""
    return f"it took longer than {seconds:g} seconds"


def different(one: Basis, other: Basis) -> Sequence[str]:
    """The names of what differs between two."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
