"""What was decided of a report's findings and sentences."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.desk.anchor import locate
from verifier.desk.types import Act, Decision, State
from verifier.fingerprint import fingerprint
from verifier.types import Finding, Report

_STATES = {
    Act.ACCEPT: State.ACCEPTED,
    Act.DISMISS: State.DISMISSED,
    Act.WRONG: State.WRONG,
    Act.REOPEN: State.OPEN,
}


class Standing:
    """How the findings and sentences of a report stand after all that was decided of the article."""

    def __init__(self, report: Report, decisions: Sequence[Decision]) -> None:
        self._article = report.article
        self._text = report.article.analysis.document.text
        self._decisions = decisions

    def of_finding(self, finding: Finding) -> tuple[Decision, ...]:
        """What was decided of a finding, in the order it was."""
        known, words = fingerprint(self._article, finding), finding.span.of(self._text)
        return tuple(d for d in self._decisions if d.fingerprint == known and d.words in ("", words))

    def state(self, finding: Finding) -> State:
        """How a finding stands."""
        acts = [d.act for d in self.of_finding(finding) if d.act in _STATES]
        return _STATES[acts[-1]] if acts else State.OPEN

    def of_sentence(self, sentence: int) -> tuple[Decision, ...]:
        """Comments on a sentence and corrections of it, in the order they were made."""
        analysis = self._article.analysis
        span = analysis.sentences[sentence].span
        found = []
        for decision in self._decisions:
            if decision.fingerprint is None:
                at = locate(analysis.document, decision.anchor)
                if at is not None and at.overlaps(span):
                    found.append(decision)
        return tuple(found)


def standing(report: Report, decisions: Sequence[Decision]) -> Standing:
    """How `report` stands after `decisions`, all that were made about its article."""
    return Standing(report, decisions)
