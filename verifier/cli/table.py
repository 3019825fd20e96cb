"""Tables, JSON and CSV on standard output, for the commands that list things."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str) -> None:
    """Print `rows` under `columns`, or `empty` where there are none. Control characters show as signs."""
    if not rows:
        click.echo(empty)
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from verifier.visible import one_line

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    width = None if sys.stdout.isatty() else 120
    Console(markup=False, highlight=False, emoji=False, width=width).print(table)


def print_json(value: Any) -> None:
    """Print `value` as JSON; control characters are escaped."""
    from verifier.render.json import to_text

    click.echo(to_text(value), nl=False)


def print_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print `rows` under `columns` as CSV; a cell that a spreadsheet would calculate gets an apostrophe."""
    from verifier.render.csv import to_csv

    click.echo(to_csv(columns, rows), nl=False)


def print_rows(
    form: str, rows: Sequence[Mapping[str, str | int | float | None]], *, keys: Sequence[str], empty: str
) -> None:
    """Print `rows` as `form` says: `json` has all that is in them, `csv` and `text` the columns `keys`."""
    if form == "json":
        print_json(list(rows))
        return
    cells = [["" if row[key] is None else str(row[key]) for key in keys] for row in rows]
    if form == "csv":
        print_csv(keys, cells)
    else:
        print_table([key.replace("_", " ").capitalize() for key in keys], cells, empty=empty)
