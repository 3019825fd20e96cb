"""A batch that runs, and what it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from verifier.batch.folder import Folder, locked
from verifier.batch.ledger import Ledger
from verifier.batch.run import Batch, Part, Step, begin, work_through
from verifier.batch.table import Totals, write_tables
from verifier.batch.types import Workers


@dataclass(frozen=True)
class Ran:
    """What a run told, and the sums of its table."""

    folder: Folder
    total: int
    steps: list[Step]
    totals: Totals


def run_batch(
    source: Path,
    output: Path,
    workers: Workers,
    *,
    part: Part = Part(),  # noqa: B008  it is frozen
    others: Sequence[Path] = (),
    again: bool = False,
    retry: bool = False,
) -> Ran:
    """A batch over `source` into `output`, as the command does it."""
    steps: list[Step] = []
    with locked(output, again=again) as folder, Ledger.open(folder.ledger) as ledger:
        batch = Batch(source, folder, ".json", part, [Folder(path) for path in others], retry)
        basis = workers.basis()
        total = begin(batch, ledger, basis)
        try:
            work_through(batch, ledger, workers, basis, tell=steps.append)
        finally:
            totals = write_tables(folder, ledger)
        return Ran(folder, total, steps, totals)


def left(output: Path) -> dict[str, bytes]:
    """The bytes of all that a batch gives, by name; what is half-written counts for nothing."""
    found = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not path.name.startswith(("batch.lock", "ledger.db"))
    }
    return {name: data for name, data in found.items() if not name.endswith(".part")}
