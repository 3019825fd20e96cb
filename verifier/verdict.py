"""From signals to verdicts, on two questions kept apart: did the speaker say it, and is it so?

Exact signals overrule similarity: a figure that differs contradicts however alike the rest is, and a verbatim
quotation in a statement by the right speaker confirms. Close to a line the verdict is "unsure".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.document import Span
from claims.types import Speaker
from sources.source import Passage, Statement
from verifier.compare.affiliation import speaks_for
from verifier.compare.speaker import compare_speaker
from verifier.compare.words import joined
from verifier.evidence import mismatches, signals_of, support_of, unborne_details, unsupported_words
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import (
    AttributionVerdict,
    CheckedQuotation,
    Evidence,
    Outcome,
    QuoteState,
    Signal,
    SubstanceVerdict,
    Verdict,
)

_JOINED_PASSAGES = 3
_SAME_WORDS = (QuoteState.VERBATIM, QuoteState.NORMALISED)


@dataclass(frozen=True, slots=True)
class Substance:
    """The answer to "is it so?": `unsupported` are the claim's words that nothing supports."""

    verdict: SubstanceVerdict
    reason: str
    score: float
    unsupported: tuple[Span, ...] = ()


def decide_substance(
    claim_text: str,
    score: float,
    signals: Sequence[Sequence[Signal]],
    *,
    thresholds: Thresholds | None = None,
    where: str = "the source",
) -> Substance:
    """The verdict on a claim from its best support and the signals of the passages read together.

    Args:
        claim_text: the claim.
        score: support by the best passage, 0..1.
        signals: of each passage, the best first; must not be empty.
        thresholds: the shipped ones unless given.
        where: what the reason calls the best passage.
    """
    limits = thresholds or default_thresholds()
    score = round(score, 4)
    lacking = unsupported_words(signals)
    if wrong := mismatches(signals[0]):
        return Substance(SubstanceVerdict.CONTRADICTED, _at(where, wrong[0].detail), score, lacking)
    words = joined([span.of(claim_text) for span in lacking])
    band = limits.substance_dead_band
    if score >= round(limits.substance_supported + band, 4):
        if missing := unborne_details(signals):
            # However similar the rest: a figure that nothing bears out is for the editor to see.
            reason = (
                f"{_capital(where)} says most of it, but not {joined([s.of(claim_text) for s in missing])}."
            )
            return Substance(SubstanceVerdict.PARTLY_SUPPORTED, reason, score, lacking or missing)
        return Substance(SubstanceVerdict.SUPPORTED, f"{_capital(where)} says so.", score)
    if score > round(limits.substance_supported - band, 4):
        reason = f"{_capital(where)} comes close to saying so, but too narrowly to call."
        return Substance(SubstanceVerdict.UNSURE, reason, score, lacking)
    if score >= round(limits.substance_partly + band, 4) and lacking:
        reason = f"{_capital(where)} says part of it, but nothing there supports {words}."
        return Substance(SubstanceVerdict.PARTLY_SUPPORTED, reason, score, lacking)
    if score > round(limits.substance_partly - band, 4):
        reason = f"{_capital(where)} speaks of the same matter, but it is unclear whether it says so."
        return Substance(SubstanceVerdict.UNSURE, reason, score, lacking)
    return Substance(SubstanceVerdict.NOT_FOUND, f"{_capital(where)} does not say so.", score, lacking)


def judge_substance(
    claim_text: str,
    evidence: Sequence[Evidence],
    *,
    sources_held: int = 1,
    thresholds: Thresholds | None = None,
) -> Substance:
    """Does an independent source support what is said?

    Args:
        claim_text: the claim.
        evidence: as `verifier.evidence.gather` returns it, best first.
        sources_held: how many sources the store holds.
        thresholds: the shipped ones unless given.

    Returns:
        The verdict. The speaker's own documents never count. Where one independent source supports the claim
        and another contradicts it, the verdict is unsure and the reason names both.
    """
    limits = thresholds or default_thresholds()
    if not sources_held:
        return Substance(SubstanceVerdict.NOT_CHECKED, "The store holds no sources to check against.", 0.0)
    everything = (Span(0, len(claim_text)),) if claim_text else ()
    others = [e for e in evidence if e.independent]
    if not others:
        reason = "No independent source held speaks to it."
        if own := _own_side(evidence):
            reason = f"Only the speaker's own documents, or reports of its words, speak to it ({own})."
        elif evidence:
            reason = (
                "Only sources without a known publisher speak to it; they can't be shown to be independent."
            )
        return Substance(SubstanceVerdict.NOT_FOUND, reason, 0.0, everything)
    best = others[0]
    line = round(limits.substance_supported + limits.substance_dead_band, 4)
    says_so = [e for e in others if e.support >= line and not mismatches(e.signals)]
    # A document that says so in one paragraph speaks of something else in the next.
    agreeing = {e.passage.source.id for e in says_so}
    against = _contradicting([e for e in others if e.passage.source.id not in agreeing])
    if against and best.support >= line and not mismatches(best.signals):
        reason = (
            f"Sources disagree: {_place(best.passage)} says so, but {_place(against.passage)} does not. "
            + mismatches(against.signals)[0].detail
        )
        return Substance(SubstanceVerdict.UNSURE, reason, best.support)
    if against:
        lacking = unsupported_words([against.signals])
        reason = _at(_place(against.passage), mismatches(against.signals)[0].detail)
        return Substance(SubstanceVerdict.CONTRADICTED, reason, against.support, lacking)
    read = [e.signals for e in others[:_JOINED_PASSAGES]]
    found = decide_substance(claim_text, best.support, read, thresholds=limits, where=_place(best.passage))
    if found.verdict is not SubstanceVerdict.NOT_FOUND:
        return found
    if len(others) == len(evidence):
        return replace(found, reason="No source held says so.")
    reason = "No independent source held says so."
    if own := _own_side([e for e in evidence if e.support >= line]):
        reason = f"Only the speaker's own documents, or reports of its words, say so ({own})."
    return replace(found, reason=reason)


def _own_side(evidence: Sequence[Evidence]) -> str:
    """The publishers of what is not independent, each once, in order; empty where none is known."""
    names = [e.passage.source.publisher for e in evidence if not e.independent]
    return ", ".join(dict.fromkeys(n for n in names if n))


def _contradicting(evidence: Sequence[Evidence]) -> Evidence | None:
    wrong = [e for e in evidence if mismatches(e.signals)]
    return max(wrong, key=lambda e: (_lexical(e.signals), -e.passage.id), default=None)


def judge_attribution(
    claim_text: str,
    speaker: Speaker | None,
    quotations: Sequence[CheckedQuotation],
    statements: Sequence[Statement],
    evidence: Sequence[Evidence],
    *,
    sources_held: int = 1,
    thresholds: Thresholds | None = None,
) -> tuple[AttributionVerdict | None, str]:
    """Does a source show that this speaker said this?

    Args:
        claim_text: the claim, without its attribution.
        speaker: who answers for it in the article; None for the outlet's own voice.
        quotations: the claim's quotations, checked.
        statements: what the sources held show anybody to have said on the matter.
        evidence: as `verifier.evidence.gather` returns it; the speaker's own documents are read from it.
        sources_held: how many sources the store holds.
        thresholds: the shipped ones unless given.

    Returns:
        The verdict, None for the outlet's own voice, and the reason in one sentence.
    """
    limits = thresholds or default_thresholds()
    if speaker is None:
        return None, "The outlet says it in its own voice."
    if not sources_held:
        return AttributionVerdict.NOT_CHECKED, "The store holds no sources to check against."
    if not speaker.name:
        return AttributionVerdict.NOT_FOUND, "The article does not say who said it."
    own = [s for s in statements if _speaks(speaker, s)]
    if quoted := _by_quotation(speaker, quotations, own, evidence):
        return quoted
    said = [(s.text, s.passage) for s in own]
    said += [(e.passage.text, e.passage) for e in evidence if _own_document(speaker, e)]
    if found := _by_statement(claim_text, speaker, said, limits):
        return found
    for statement in statements:
        if _somebody_else(speaker, statement) and _says(claim_text, statement.text, limits):
            where = _capital(_place(statement.passage))
            reason = f"{where} has {statement.speaker.name} say it, not {_called(speaker)}."
            return AttributionVerdict.MISATTRIBUTED, reason
    return AttributionVerdict.NOT_FOUND, f"No source held shows {_called(speaker)} to have said it."


def _by_quotation(
    speaker: Speaker,
    quotations: Sequence[CheckedQuotation],
    own: Sequence[Statement],
    evidence: Sequence[Evidence],
) -> tuple[AttributionVerdict, str] | None:
    for wrong, verdict in (
        (QuoteState.OTHER_SPEAKER, AttributionVerdict.MISATTRIBUTED),
        (QuoteState.ALTERED, AttributionVerdict.ALTERED),
        (QuoteState.PARTIAL, AttributionVerdict.ALTERED),
    ):
        for quotation in quotations:
            if quotation.state is wrong:
                return verdict, quotation.detail
    known = {s.passage.id for s in own} | {e.passage.id for e in evidence if _own_document(speaker, e)}
    sure = [q for q in quotations if q.state in _SAME_WORDS and q.passage and q.passage.id in known]
    if sure and len(sure) == len(quotations) and sure[0].passage:
        reason = f"{_capital(_place(sure[0].passage))} has {_called(speaker)} say it in these words."
        return AttributionVerdict.CONFIRMED, reason
    return None


def _by_statement(
    claim_text: str, speaker: Speaker, said: Sequence[tuple[str, Passage]], limits: Thresholds
) -> tuple[AttributionVerdict, str] | None:
    altered: tuple[float, str] | None = None
    for text, passage in said:
        signals = signals_of(claim_text, text, thresholds=limits)
        near = _lexical(signals)
        if wrong := mismatches(signals):
            if near >= limits.attribution_same_matter and (altered is None or near > altered[0]):
                altered = (
                    near,
                    f"{_capital(_place(passage))} has {_called(speaker)} say otherwise: {wrong[0].detail}",
                )
        elif near >= limits.attribution_says and support_of(signals) >= limits.attribution_same_matter:
            return AttributionVerdict.CONFIRMED, f"{_capital(_place(passage))} has {_called(speaker)} say it."
    return (AttributionVerdict.ALTERED, altered[1]) if altered else None


def _says(claim_text: str, text: str, limits: Thresholds) -> bool:
    signals = signals_of(claim_text, text, thresholds=limits)
    exact = [s for s in signals if s.name in ("figures", "dates", "names", "negation")]
    clear = all(s.outcome in (Outcome.AGREES, Outcome.SILENT) for s in exact)
    return clear and _lexical(signals) >= limits.attribution_says


def _speaks(speaker: Speaker, statement: Statement) -> bool:
    return compare_speaker(speaker, statement.speaker).outcome in (Outcome.AGREES, Outcome.PARTLY)


def _somebody_else(speaker: Speaker, statement: Statement) -> bool:
    # A text that says something in its own voice does not put it in anybody's mouth.
    return not statement.own_voice and compare_speaker(speaker, statement.speaker).outcome is Outcome.DIFFERS


def _own_document(speaker: Speaker, evidence: Evidence) -> bool:
    return speaks_for(speaker, evidence.passage.source.publisher)


def combine(attribution: tuple[AttributionVerdict | None, str], substance: Substance) -> Verdict:
    """Both answers as one value for the report."""
    return Verdict(
        attribution[0],
        attribution[1],
        substance.verdict,
        substance.reason,
        substance.score,
        substance.unsupported,
    )


def _called(speaker: Speaker) -> str:
    """The speaker's name as it stands inside a sentence."""
    name = speaker.name or "the speaker"
    article = name.split(" ", 1)[0] in ("A", "An", "The", "Some", "Our", "His", "Her", "Their", "Its", "One")
    return name[:1].lower() + name[1:] if article else name


def _lexical(signals: Sequence[Signal]) -> float:
    return next((s.score or 0.0 for s in signals if s.name == "lexical"), 0.0)


def _place(passage: Passage) -> str:
    return f'"{passage.source.title}", {passage.locator}'


def _at(where: str, detail: str) -> str:
    return f"{_capital(where)}: {detail[:1].lower()}{detail[1:]}" if detail else _capital(where)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
