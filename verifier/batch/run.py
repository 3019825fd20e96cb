"""A batch from its input to its reports and tables: read this first.

    INPUT -> Entry -> Task -> Result -> report, ledger -> table

A report is written before the ledger says that it is done, and either can be written twice with the same
bytes: whenever a run is killed, what the ledger has is whole, and the rest is done again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from claims.errors import BadConfiguration, StoreError, UnreadableInput
from verifier.batch.folder import Folder, put, report_name, telling, whole
from verifier.batch.items import content, document_name, entries
from verifier.batch.ledger import Done, Job, Ledger
from verifier.batch.types import Basis, Entry, Result, Status, Task, Workers, different, ident_of
from verifier.visible import one_line


@dataclass(frozen=True, slots=True)
class Part:
    """One of `of` parts of the input, counted from 1: an article falls in the same one on every machine."""

    number: int = 1
    of: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}" if self.of > 1 else ""

    def holds(self, entry: Entry) -> bool:
        """True where `entry` falls in this part."""
        return int(entry.ident, 16) % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be done, and where.

    Attributes:
        source: the folder, manifest or JSON Lines file.
        folder: to write to.
        suffix: of the reports.
        part: of the input.
        others: folders of other runs, whose results are taken over where they are the same.
        retry: True tries again what failed.
    """

    source: Path
    folder: Folder
    suffix: str
    part: Part = Part()
    others: Sequence[Folder] = ()
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An article that is done: its name, how it came out, and whether it was so before this run."""

    name: str
    status: Status
    reason: str
    before: bool = False


Tell = Callable[[Step], None]


def begin(batch: Batch, ledger: Ledger, basis: Basis) -> int:
    """Make the ledger that of this batch, and write down which articles there are; gives how many.

    Raises:
        BadConfiguration: the folder is that of another batch, or of this one with other settings.
        UnreadableInput: the input can't be opened.
    """
    job = Job(str(batch.source.absolute()), str(batch.part), basis)
    begun = ledger.job()
    if begun is None:
        ledger.begin(job)
    elif begun.source != job.source or begun.part != job.part:
        part = f", part {begun.part}" if begun.part else ""
        raise _elsewhere(batch.folder, f"the folder is that of {begun.source}{part}")
    elif names := different(begun.basis, basis):
        raise _elsewhere(batch.folder, f"what is in it was made with another {', '.join(names)}")
    held = (entry for entry in entries(batch.source) if batch.part.holds(entry))
    return ledger.plan(held, source=batch.source)


def _elsewhere(folder: Folder, reason: str) -> BadConfiguration:
    remedy = "Name another folder as --output, or begin again with --again."
    return BadConfiguration(str(folder.path), reason, remedy)


def work_through(batch: Batch, ledger: Ledger, workers: Workers, basis: Basis, *, tell: Tell) -> None:
    """Do all that `begin` planned and that isn't done.

    Args:
        tell: is called with each article as it is done.

    Raises:
        VerifierError: nothing can be checked, whatever the article; what is done is kept.
    """
    with ExitStack() as stack:
        going = _Going(batch, ledger, basis, tell)
        going.others = [(other, stack.enter_context(_opened(other, basis))) for other in batch.others]
        if not batch.source.is_dir():
            going.lines = stack.enter_context(batch.source.open("rb"))
        for result in workers.results(going.tasks()):
            _same_basis(result, basis)
            going.record(result)


def _opened(other: Folder, basis: Basis) -> Ledger:
    if not other.ledger.is_file():
        raise BadConfiguration(
            str(other.path), "there is no batch in this folder", "Name the --output of another run."
        )
    ledger = Ledger.open(other.ledger)
    begun = ledger.job()
    names = different(begun.basis, basis) if begun is not None else []
    if names:
        ledger.close()
        reason = f"what is in it was made with another {', '.join(names)}"
        raise BadConfiguration(str(other.path), reason, "Name runs with the same settings.")
    return ledger


def _same_basis(result: Result, basis: Basis) -> None:
    names = different(result.basis, basis) if result.basis else []
    if "store" in names:
        raise StoreError(
            "the store",
            "it changed while the batch ran",
            "Begin again with --again, or name another folder as --output.",
        )
    if names:
        raise BadConfiguration(
            "the workers",
            f"not all have the same {', '.join(names)}",
            "Have the same version of the program and the same files on every machine.",
        )


@dataclass(slots=True)
class _Going:
    """A batch that is going on.

    Attributes:
        others: the runs to take over from.
        lines: the input, where it is a file.
    """

    batch: Batch
    ledger: Ledger
    basis: Basis
    tell: Tell
    others: Sequence[tuple[Folder, Ledger]] = ()
    lines: IO[bytes] | None = None

    def tasks(self) -> Iterator[Task]:
        """What is left to do; what needs no process is done on the way."""
        for entry, done in self.ledger.planned():
            try:
                data = content(entry, self.lines)
            except UnreadableInput as error:
                self.record(_unreadable(entry, error))
                continue
            key = self._key(entry, data)
            if done is not None and self._stands(done, key):
                self.tell(Step(entry.name, done.status, done.reason, before=True))
            elif not self._taken_over(entry, key):
                name = document_name(entry, self.batch.source)
                yield Task(entry.ident, key, entry.name, data, name, entry.path)

    def record(self, result: Result) -> None:
        """Keep a result: its report first, then its row."""
        name, path = self._report(result.ident, result.name)
        if result.status is Status.CHECKED:
            put(path, result.report)
        else:
            name = ""
            with telling(path):
                path.unlink(missing_ok=True)
        self.ledger.record(
            Done(
                result.ident,
                result.key,
                result.status,
                result.reason,
                result.sha256,
                result.counts,
                result.rules,
                name,
                result.seconds,
            )
        )
        self.tell(Step(result.name, result.status, result.reason))

    def _report(self, ident: str, name: str) -> tuple[str, Path]:
        file = report_name(name, ident, self.batch.suffix)
        return file, self.batch.folder.reports / file

    def _key(self, entry: Entry, data: bytes) -> str:
        told = (str(sorted(self.basis.items())), entry.name, hashlib.sha256(data).hexdigest())
        return ident_of(*(each.encode("utf-8", "surrogatepass") for each in told))

    def _stands(self, done: Done, key: str) -> bool:
        """True where `done` is the result of a task with this key, and there."""
        if done.key != key or (self.batch.retry and done.status is Status.FAILED):
            return False
        return not done.report or (self.batch.folder.reports / done.report).is_file()

    def _taken_over(self, entry: Entry, key: str) -> bool:
        """True where another run has the result, which is then ours."""
        for folder, ledger in self.others:
            done = ledger.known(entry.ident)
            if done is None or done.key != key or done.status is Status.FAILED:
                continue
            if done.report and not _linked(folder.reports / done.report, self.batch.folder.reports):
                continue
            self.ledger.record(done)
            self.tell(Step(entry.name, done.status, done.reason, before=True))
            return True
        return False


def _linked(report: Path, folder: Path) -> bool:
    """Has the file of a report in `folder` as well, without its bytes twice where that can be; else False."""
    if not report.is_file():
        return False
    with whole(folder / report.name) as part:
        part.unlink(missing_ok=True)
        try:
            os.link(report, part)
        except OSError:
            shutil.copyfile(report, part)
    return True


def _unreadable(entry: Entry, error: UnreadableInput) -> Result:
    return Result(entry.ident, "", entry.name, Status.UNREADABLE, one_line(error.reason))
