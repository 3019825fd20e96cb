"""Who gets to speak, as bars for a terminal: their lengths tell it without any colour."""

from __future__ import annotations

from rich import box
from rich.table import Table
from rich.text import Text

from verifier.render.opening import Opening
from verifier.terms import TYPES

_CELLS = 24


def who_gets_to_speak(first: Opening) -> Table:
    """A row for each type of speaker: its part of the attributed claims as a bar, its claims, its words."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("Who gets to speak")
    table.add_column("", width=_CELLS, no_wrap=True)
    for name in ("Share", "Claims", "Words"):
        table.add_column(name, justify="right")
    for share in first.shares:
        part = first.portion(share)
        bar = Text("█" * max(1, round(_CELLS * part)), "blue")
        table.add_row(TYPES[share.type], bar, f"{part:.0%}", f"{share.claims:,}", f"{share.words:,}")
    return table
