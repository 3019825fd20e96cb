"""What is kept of a check, so that a later one can be compared with it."""

from __future__ import annotations

from datetime import datetime

from verifier.desk.types import KeptCheck, KeptFinding
from verifier.fingerprint import fingerprint, passage_of
from verifier.types import Report


def kept(article: str, report: Report, when: datetime) -> KeptCheck:
    """What is kept of `report` on the article of this name, checked at `when`."""
    checked = report.article
    text = checked.analysis.document.text
    findings = tuple(
        KeptFinding(
            fingerprint(checked, finding),
            finding.rule,
            finding.span.of(text),
            finding.message,
            passage_of(checked, finding),
        )
        for finding in report.findings
    )
    return KeptCheck(article, checked.analysis.document.sha256, when, findings)
