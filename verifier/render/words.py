"""What every report says of claims, evidence and findings, and the counts at its top."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claims.document import Document, Span
from claims.types import Claim, ClaimKind, Speaker, SpeakerType
from sources.twins import precedes
from verifier.render.places import position
from verifier.terms import BRANCHES, KINDS, SEVERITIES, SIGNALS, TYPES
from verifier.types import (
    AttributionVerdict,
    CheckedClaim,
    Evidence,
    Finding,
    Outcome,
    QuoteState,
    Report,
    Severity,
    SubstanceVerdict,
)

QUESTIONS = "Questions for the desk"
OWN_VOICE = "The outlet's own voice"
NOTHING_HELD = "The store holds no sources, so nothing could be checked against one."

# An attribution of lower confidence is shown with it; docs/calibration.md tells what a confidence is worth.
LOOK_TWICE = 0.6


def doubt(claim: Claim) -> str:
    """A warning where it is doubtful that the claim is attributed at all, or to whom; else empty."""
    if claim.attribution is None or claim.attribution.confidence >= LOOK_TWICE:
        return ""
    return f"look twice: {round(10 * claim.attribution.confidence)} in 10 such readings are right"


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in the article and the number of claims that are theirs."""

    name: str
    type: SpeakerType
    claims: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts that an editor wants first.

    Attributes:
        sentences: number of sentences.
        kinds: sentences by the kind of their main claim, all kinds in a fixed order.
        claims: claims, not counting sentences that make none.
        attributed: claims tied to a speaker that the article names or describes.
        unattributed: claims in the outlet's own voice, or with nobody behind them.
        quotations: number of quotations.
        altered_quotations: quotations whose words differ from the source.
        contradicted: claims that a source contradicts.
        contradicted_figures: those of them in which a figure differs.
        not_found: claims that were looked for and found nowhere, neither as said nor as so.
        findings: findings by severity, gravest first.
        voices: who speaks, most claims first.
        own_voice: claims in the outlet's own voice.
        sources_held: sources in the store.
    """

    sentences: int
    kinds: tuple[tuple[ClaimKind, int], ...]
    claims: int
    attributed: int
    unattributed: int
    quotations: int
    altered_quotations: int
    contradicted: int
    contradicted_figures: int
    not_found: int
    findings: tuple[tuple[Severity, int], ...]
    voices: tuple[Voice, ...]
    own_voice: int
    sources_held: int


def summarise(report: Report) -> Summary:
    """The counts of `report`."""
    article = report.article
    made = [c for c in article.claims if c.claim.kind is not ClaimKind.NONE]
    kinds = Counter(c.claim.kind for c in article.claims if c.claim.main)
    severities = Counter(f.severity for f in report.findings)
    attributed = sum(_has_name(c.claim) for c in made)
    contradicted = [c for c in made if c.verdict.substance is SubstanceVerdict.CONTRADICTED]
    return Summary(
        sentences=len(article.analysis.sentences),
        kinds=tuple((kind, kinds[kind]) for kind in KINDS),
        claims=len(made),
        attributed=attributed,
        unattributed=len(made) - attributed,
        quotations=len(article.quotations),
        altered_quotations=sum(q.state is QuoteState.ALTERED for q in article.quotations),
        contradicted=len(contradicted),
        contradicted_figures=sum(_figure_differs(c) for c in contradicted),
        not_found=sum(_found_nowhere(c) for c in made),
        findings=tuple((severity, severities[severity]) for severity in SEVERITIES),
        voices=_voices([c.claim for c in made]),
        own_voice=sum(c.claim.speaker is None for c in made),
        sources_held=article.sources_held,
    )


def _has_name(claim: Claim) -> bool:
    return claim.speaker is not None and claim.speaker.name is not None


def _figure_differs(checked: CheckedClaim) -> bool:
    signals = (evidence.signal("figures") for evidence in checked.evidence)
    return any(signal is not None and signal.outcome is Outcome.DIFFERS for signal in signals)


def _found_nowhere(checked: CheckedClaim) -> bool:
    verdict = checked.verdict
    answers = {verdict.attribution, verdict.substance}
    looked_for = AttributionVerdict.NOT_FOUND in answers or SubstanceVerdict.NOT_FOUND in answers
    return looked_for and not was_found(checked)


def _voices(made: list[Claim]) -> tuple[Voice, ...]:
    spoken = [c.speaker for c in made if c.speaker is not None]
    counts = Counter((speaker_name(s), s.type) for s in spoken)
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    return tuple(Voice(name, kind, count) for (name, kind), count in ranked)


def speaker_name(speaker: Speaker | None) -> str:
    """What to call `speaker` in a report; None is the outlet itself."""
    if speaker is None:
        return OWN_VOICE
    return speaker.name or "Nobody named"


def speaker_type(speaker: Speaker) -> str:
    """The type of `speaker`, with the branch of a government."""
    kind = TYPES[speaker.type]
    return f"{kind} ({BRANCHES[speaker.branch]})" if speaker.branch is not None else kind


def signal_name(name: str) -> str:
    """What a comparison is called in a report."""
    return SIGNALS.get(name, name.capitalize())


def was_found(checked: CheckedClaim) -> bool:
    """True where a passage speaks to the claim; else its evidence is only what comes nearest."""
    verdict = checked.verdict
    silent = (SubstanceVerdict.NOT_FOUND, SubstanceVerdict.NOT_CHECKED)
    unsaid = (None, AttributionVerdict.NOT_FOUND, AttributionVerdict.NOT_CHECKED)
    return verdict.substance not in silent or verdict.attribution not in unsaid


def rule_title(rule_id: str) -> str:
    """The title of a rule, or an empty string for one that this program does not have."""
    from verifier.rules import RULES

    return next((rule.title for rule in RULES if rule.id == rule_id), "")


def finding_title(finding: Finding) -> str:
    """The title of the rule that made `finding`, which may be a newsroom's own."""
    return finding.title or rule_title(finding.rule)


def claim_text(report: Report, claim: Claim) -> str:
    """The words of `claim`; parts that stand apart are joined by a space."""
    return report.article.analysis.claim_text(claim)


def standing(evidence: Evidence) -> str:
    """How the publisher of a passage stands to the speaker of the claim, and whose text it is."""
    whose = "the speaker's own side" if evidence.passage.source.publisher else "of an unknown publisher"
    whose = "independent of the speaker" if evidence.independent else whose
    if evidence.repeats is None:
        return whose
    first = evidence.repeats
    by = f", {first.publisher}" if first.publisher else ""
    when = ", which came first" if precedes(first, evidence.passage.source) else ""
    return f"{whose}, has the text of “{first.title}”{by}{when}"


def line_and_column(document: Document, span: Span) -> tuple[int, int]:
    """Where `span` of the repaired text starts in the text as read; line and column count from 1."""
    return position(document.original, document.offsets.to_origin(span).start)


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def what_was_found(summary: Summary) -> str:
    """One sentence: what the findings come to."""
    parts = [count(number, SEVERITIES[severity]) for severity, number in summary.findings if number]
    if not parts:
        return "No findings."
    listed = parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]
    return f"{listed[0].upper()}{listed[1:]} to look at."
