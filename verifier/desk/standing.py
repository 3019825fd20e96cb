"""How a finding stands after what was decided at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.desk.types import Decision, State
from verifier.types import Finding, Report


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding, its state, and the decision that made it so; None where nothing was decided."""

    finding: Finding
    state: State
    decision: Decision | None


def standing_of(report: Report, finding: Finding) -> Standing:
    """How `finding` of `report` stands; open where no desk was asked."""
    return next((s for s in report.standings if s.finding == finding), Standing(finding, State.OPEN, None))
