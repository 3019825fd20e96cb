"""A process that records decisions one after another, and says which are kept."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from verifier.desk.store import Desk
from verifier.desk.types import Act, Anchor, Decision

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def numbered(writer: str, number: int) -> Decision:
    """Decision number `number` of the process `writer`."""
    return Decision(
        article="draft.md",
        act=Act.DISMISS,
        anchor=Anchor(f"Sentence {number}."),
        rule="VRB001",
        fingerprint=f"{number:064x}",
        note=writer * 2000,
        who=writer,
        when=NOW,
    )


def write(path: str, writer: str, count: int) -> None:
    """Record `count` decisions, and write the number of each once it is kept."""
    with Desk.open(Path(path)) as desk:
        for number in range(count):
            desk.record(numbered(writer, number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], int(sys.argv[3]))
