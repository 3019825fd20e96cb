"""How one claim of an article stands: its evidence and both its verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.types import Analysis, Claim, ClaimKind, Quotation, Speaker
from sources.source import SourceKind, Statement
from verifier.changed import changes_of
from verifier.compare.drift import drifts_of
from verifier.compare.roles import held_by_another, other_role
from verifier.compare.speaker import is_speaker, same_speaker, with_organisation, with_publisher
from verifier.gathering import gather
from verifier.holdings import Holdings, sentence_of
from verifier.independence import under_its_name
from verifier.substance import is_wish, judge_substance
from verifier.thresholds import Thresholds
from verifier.together import read_source
from verifier.types import (
    CheckedClaim,
    CheckedQuotation,
    Drift,
    DriftKind,
    SubstanceVerdict,
    Verdict,
)
from verifier.verdict import combine, judge_attribution


@dataclass(frozen=True, slots=True)
class Quoting:
    """Where a quotation stands, and in whose mouth the article puts it (None where it doesn't say)."""

    sentence: int
    speaker: Speaker | None


def quoted_by(analysis: Analysis, quotation: Quotation) -> Quoting:
    """The sentence of a quotation, and the speaker of the claim that holds it."""
    sentence = sentence_of(analysis, quotation)
    holding = [
        c
        for c in analysis.claims
        if c.speaker is not None and any(span.overlaps(quotation.inner) for span in c.content)
    ]
    best = min(holding, key=lambda c: (c.sentence != sentence, not c.main), default=None)
    return Quoting(sentence, best.speaker if best is not None else None)


def check_claim(
    analysis: Analysis,
    claim: Claim,
    held: Holdings,
    quotations: Sequence[CheckedQuotation],
    thresholds: Thresholds,
) -> CheckedClaim:
    """One claim held against what was found for it.

    Args:
        analysis: the article's.
        claim: one of its claims.
        held: what the store holds on the article.
        quotations: all quotations of the article, checked.
        thresholds: where verdicts draw their lines.
    """
    cited = held.cited.get(claim.sentence, ())
    if claim.kind is ClaimKind.NONE:
        nothing = Verdict(None, claim.reason, SubstanceVerdict.NOT_CHECKED, "It makes no claim.", 0.0)
        return CheckedClaim(claim, nothing, (), cited)
    text = analysis.claim_text(claim)
    hits = held.claims.get(claim, ())
    # The article may call somebody "the director" whom a source names with the organisation.
    speaker = claim.speaker and with_organisation(claim.speaker, held.introduced)
    speaker = speaker and with_publisher(under_its_name(speaker, held.publishers), held.issued_by)
    dateline = analysis.document.metadata.published
    evidence = gather(
        text,
        hits,
        speaker=speaker,
        statements=held.statements_in(hit.passage for hit in hits),
        cited=[s.id for s in cited],
        copies=held.copies,
        claim_date=dateline,
        thresholds=thresholds,
    )
    inside = [q for q in quotations if any(span.overlaps(q.quotation.inner) for span in claim.content)]
    statements = held.statements_in(e.passage for e in evidence)
    attribution = judge_attribution(
        text,
        speaker,
        inside,
        statements,
        evidence,
        sources_held=held.count,
        thresholds=thresholds,
    )
    together = read_source(text, evidence, speaker=speaker, claim_date=dateline, thresholds=thresholds)
    substance = judge_substance(
        text,
        evidence,
        sources_held=held.count,
        together=together,
        wished=is_wish(claim.attribution),
        thresholds=thresholds,
    )
    drifts = (*_drifts(analysis, claim, speaker, statements), *_other_role(analysis, claim, held))
    changes = changes_of(text, cited, held.changes)
    return CheckedClaim(claim, combine(attribution, substance), evidence, cited, drifts, changes)


def _other_role(analysis: Analysis, claim: Claim, held: Holdings) -> tuple[Drift, ...]:
    """The office that the sources give the speaker instead of the one that this sentence gives."""
    speaker = claim.speaker
    sentence = analysis.text(analysis.sentences[claim.sentence].span)
    if speaker is None or not speaker.named or not speaker.role or speaker.role not in sentence:
        return ()
    said = [s for found in held.statements.values() for s in found if s.speaker.role and s.speaker.named]
    own: list[Statement] = []
    others: list[Statement] = []
    for statement in said:
        (own if same_speaker(speaker, statement.speaker) else others).append(statement)
    roles = [s.speaker.role for s in own if s.speaker.role]
    papers = {s.passage.source.id for s in own if s.passage.source.kind is SourceKind.PRESS_RELEASE}
    beside = [s.speaker.role for s in others if s.passage.source.id in papers and s.speaker.role]
    role = other_role(speaker.role, roles) or held_by_another(speaker.role, roles, beside)
    if not role:
        return ()
    detail = f'the article has {speaker.name} as "{speaker.role}", the source as "{role}"'
    passage = next(s.passage for s in own if s.speaker.role == role)
    return (Drift(DriftKind.OTHER_ROLE, detail, passage),)


def _drifts(
    analysis: Analysis,
    claim: Claim,
    speaker: Speaker | None,
    statements: Sequence[Statement],
) -> tuple[Drift, ...]:
    own = [s for s in statements if speaker is not None and is_speaker(speaker, s)]
    return drifts_of(
        analysis.claim_text(claim),
        sentence=analysis.text(analysis.sentences[claim.sentence].span),
        verb=claim.attribution.lemma if claim.attribution is not None else "",
        name=(speaker.name or "") if speaker is not None and speaker.named else "",
        mention=(speaker.name or "") if speaker is not None and not speaker.named else "",
        own=own,
        everybody=statements,
        written=analysis.document.metadata.published,
    )
