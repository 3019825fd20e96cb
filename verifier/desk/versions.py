"""Two checks of a draft compared: which findings are new, which are gone, which are still there."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.desk.matching import same_finding, sight_of
from verifier.desk.types import KeptCheck, KeptFinding
from verifier.types import Finding, Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of the findings between two checks.

    Attributes:
        new: those of the later check that the earlier one did not have, a reworded sentence's among them.
        fixed: those that only the earlier one had.
        open: those that both have, as the later one has them.
    """

    new: tuple[Finding, ...]
    fixed: tuple[KeptFinding, ...]
    open: tuple[Finding, ...]


def compare(before: KeptCheck, report: Report) -> Comparison:
    """The findings of `report` beside those of the check `before`, each in its own order."""
    left = list(before.findings)
    new, still = [], []
    for finding in report.findings:
        sight = sight_of(report.article, finding)
        found = next(
            (
                kept
                for kept in left
                if same_finding(
                    sight, rule=kept.rule, digest=kept.fingerprint, words=kept.words, passage=kept.sentence
                )
            ),
            None,
        )
        if found is None:
            new.append(finding)
        else:
            left.remove(found)
            still.append(finding)
    return Comparison(tuple(new), tuple(left), tuple(still))
