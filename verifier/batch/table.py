"""The table of a batch, one row an article, in the order of the input: as CSV and as Parquet.

Nothing in it depends on the clock or on who was done first, so that a run that was broken off and went on
gives the same bytes as one that wasn't.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from verifier.batch.counts import COLUMNS, FINDINGS, UNATTRIBUTED
from verifier.batch.folder import Folder, whole
from verifier.batch.ledger import Done, Ledger
from verifier.batch.types import Entry, Status
from verifier.render.csv import inert
from verifier.types import Severity
from verifier.visible import one_line

_TEXTS = ("article", "status", "reason")
_LAST_TEXTS = ("rules", "report", "sha256")
_AT_ONCE = 5000
# Without it Excel takes the text for one in the code page of the machine.
_BOM = "\ufeff"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over a table.

    Attributes:
        articles: rows by how the article came out.
        unattributed: claims with nobody behind them.
        findings: by severity, gravest first.
    """

    articles: Counter[Status]
    unattributed: int
    findings: tuple[tuple[Severity, int], ...]


def write_tables(folder: Folder, ledger: Ledger) -> Totals:
    """Write both tables of what is planned and done, each whole or not at all; gives the sums.

    Raises:
        BadConfiguration: a table can't be written.
        StoreError: the ledger can't be read.
    """
    with whole(folder.csv) as part:
        _write_csv(part, _rows(ledger))
    with whole(folder.parquet) as part:
        return _summed(_writing_parquet(part, _rows(ledger)))


def _rows(ledger: Ledger) -> Iterator[Row]:
    return (_row(entry, done) for entry, done in ledger.done())


def _row(entry: Entry, done: Done) -> Row:
    return {
        "article": entry.name,
        "status": done.status.value,
        "reason": done.reason,
        **{column: done.counts.get(column) for column in COLUMNS},
        "rules": done.rules,
        "report": f"reports/{done.report}" if done.report else "",
        "sha256": done.sha256,
    }


def _write_csv(path: Path, rows: Iterable[Row]) -> None:
    """RFC 4180, with a byte order mark; no cell is calculated by a spreadsheet."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(_BOM)
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow((*_TEXTS, *COLUMNS, *_LAST_TEXTS))
        writer.writerows([_cell(value) for value in row.values()] for row in rows)


def _cell(value: str | int | None) -> str | int:
    return "" if value is None else value if isinstance(value, int) else inert(one_line(value))


def _writing_parquet(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    """Writes rows while it gives them out."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema(
        [(name, pyarrow.string()) for name in _TEXTS]
        + [(name, pyarrow.int64()) for name in COLUMNS]
        + [(name, pyarrow.string()) for name in _LAST_TEXTS]
    )
    with parquet.ParquetWriter(path, schema) as writer:
        while page := list(islice(rows, _AT_ONCE)):
            writer.write_batch(pyarrow.RecordBatch.from_pylist(page, schema=schema))
            yield from page


def _summed(rows: Iterable[Row]) -> Totals:
    articles: Counter[Status] = Counter()
    sums: Counter[str] = Counter()
    for row in rows:
        articles[Status(row["status"])] += 1
        for column in (UNATTRIBUTED, *FINDINGS.values()):
            sums[column] += row[column] or 0
    found = tuple((severity, sums[column]) for severity, column in FINDINGS.items())
    return Totals(articles, sums[UNATTRIBUTED], found)
