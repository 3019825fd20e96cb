"""What was decided at the desk, in the words of every report."""

from __future__ import annotations

from collections import Counter

from claims.types import ClaimKind
from verifier.desk.types import Act, Decision, State
from verifier.phrases import capital
from verifier.terms import KINDS
from verifier.types import Report
from verifier.visible import one_line

ACTS: dict[Act, str] = {
    Act.ACCEPT: "accepted",
    Act.DISMISS: "dismissed",
    Act.WRONG: "called wrong",
    Act.COMMENT: "commented on",
    Act.SPEAKER: "given another speaker",
    Act.KIND: "given another kind",
    Act.REOPEN: "reopened",
}


def decision_line(decision: Decision) -> str:
    """A decision on one line: what, by whom, and why."""
    what = capital(ACTS[decision.act])
    named = value_shown(decision)
    value = f" ({named})" if named else ""
    note = f": {decision.note}" if decision.note else ""
    return one_line(f"{what} by {decision.who}{value}{note}")


def value_shown(decision: Decision) -> str:
    """What a decision gives in the place of what the program read, in words; empty where nothing."""
    return KINDS[ClaimKind(decision.value)] if decision.act is Act.KIND else decision.value


def set_aside(report: Report) -> str:
    """How many findings were set aside at the desk, as a sentence; empty where none was."""
    states = Counter(standing.state for standing in report.standings)
    named = ((State.DISMISSED, "dismissed"), (State.WRONG, "called wrong"))
    parts = [f"{states[state]} {word}" for state, word in named if states[state]]
    return f"{' and '.join(parts)} at the desk." if parts else ""
