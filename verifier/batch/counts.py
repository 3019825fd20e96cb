"""The numbers of one article for the table, by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from claims.types import ClaimKind
from verifier.render.words import summarise
from verifier.types import AttributionVerdict, Report, Severity, SubstanceVerdict

_KINDS = {kind: f"kind_{kind.value}" for kind in ClaimKind}
_SAID = {verdict: f"said_{verdict.value}" for verdict in AttributionVerdict}
_SO = {verdict: f"so_{verdict.value}" for verdict in SubstanceVerdict}
_FINDINGS = {severity: f"findings_{severity.name.lower()}" for severity in sorted(Severity, reverse=True)}

UNATTRIBUTED = "unattributed"
FINDINGS: Mapping[Severity, str] = _FINDINGS
"""The column of each severity, gravest first."""

COLUMNS = (
    "words",
    "sentences",
    *_KINDS.values(),
    "claims",
    "attributed",
    UNATTRIBUTED,
    "own_voice",
    "quotations",
    "quotations_altered",
    *_SAID.values(),
    *_SO.values(),
    *_FINDINGS.values(),
    "questions",
    "left_out",
)
"""The columns in their order. `kind_` counts sentences, `said_` and `so_` count claims by their verdicts."""


def counts_of(report: Report) -> dict[str, int]:
    """The numbers of `report`, a value for each of `COLUMNS`."""
    summary, claims = summarise(report), report.article.claims
    made = [c.verdict for c in claims if c.claim.kind is not ClaimKind.NONE]
    said = Counter(v.attribution for v in made if v.attribution is not None)
    so = Counter(v.substance for v in made)
    values = {
        "words": len(report.article.analysis.document.text.split()),
        "sentences": summary.sentences,
        **{_KINDS[kind]: number for kind, number in summary.kinds},
        "claims": summary.claims,
        "attributed": summary.attributed,
        UNATTRIBUTED: summary.unattributed,
        "own_voice": summary.own_voice,
        "quotations": summary.quotations,
        "quotations_altered": summary.altered_quotations,
        **{column: said[verdict] for verdict, column in _SAID.items()},
        **{column: so[verdict] for verdict, column in _SO.items()},
        **{_FINDINGS[severity]: number for severity, number in summary.findings},
        "questions": len(report.questions),
        "left_out": len(report.left_out),
    }
    return {column: values[column] for column in COLUMNS}


def rules_of(report: Report) -> str:
    """The rules that fired, with how often: "ATT001 2, QUO001 1"."""
    fired = Counter(finding.rule for finding in report.findings)
    return ", ".join(f"{rule} {number}" for rule, number in sorted(fired.items()))
