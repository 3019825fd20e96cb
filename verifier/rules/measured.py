"""How often a rule's alarms are right and how many faults it finds, as measured on labelled news.

The counts lie in `verifier/measured.toml`; `python -m benchmarks.rules --update` measures and writes them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MEASURED = Path(__file__).parents[1] / "measured.toml"


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one rule on the labelled news.

    Attributes:
        alarms: sentences that it flagged.
        right: those of them that a careful editor flags too.
        faults: sentences that it should have flagged.
        found: those of them that were flagged, by it or by a rule that the labels accept in its place.
    """

    alarms: int
    right: int
    faults: int
    found: int

    @property
    def precision(self) -> float | None:
        """Share of the alarms that are right, in 0..1; None where it raised none."""
        return self.right / self.alarms if self.alarms else None

    @property
    def recall(self) -> float | None:
        """Share of the faults that are found, in 0..1; None where there are none."""
        return self.found / self.faults if self.faults else None

    def told(self) -> str:
        """Both shares in words, with the counts that they come from."""
        precision = share(self.right, self.alarms) or "no alarm"
        recall = share(self.found, self.faults) or "no fault to find"
        return f"alarms that are right: {precision}; faults that are found: {recall}"


def share(part: int, whole: int) -> str:
    """ "75 % (3 of 4)", or nothing where the whole is nothing."""
    return f"{100 * part / whole:.0f} % ({part} of {whole})" if whole else ""


def measured(rule: str) -> Measured | None:
    """The counts of the rule called `rule`; None where it was not measured."""
    return _all().get(rule)


@cache
def _all() -> dict[str, Measured]:
    tables = tomllib.loads(MEASURED.read_text(encoding="utf-8"))
    return {name: Measured(**counts) for name, counts in tables.items()}
