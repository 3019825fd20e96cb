"""A check held against an earlier one: what is new, what is gone, what is still there."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.desk.keeping import kept
from verifier.desk.types import KeptCheck, KeptFinding
from verifier.types import Finding, Report


@dataclass(frozen=True, slots=True)
class Compared:
    """What has become of the findings of an earlier check."""

    new: tuple[Finding, ...]
    fixed: tuple[KeptFinding, ...]
    kept: tuple[Finding, ...]


def compare(before: KeptCheck, report: Report) -> Compared:
    """`report` held against the check `before`."""
    left = list(before.findings)
    new, same = [], []
    for finding, now in zip(report.findings, kept(before.article, report, before.when).findings, strict=True):
        match = next((f for f in left if (f.fingerprint, f.words) == (now.fingerprint, now.words)), None)
        if match is None:
            new.append(finding)
        else:
            left.remove(match)
            same.append(finding)
    return Compared(tuple(new), tuple(left), tuple(same))
