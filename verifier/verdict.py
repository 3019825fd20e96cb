"""Did the speaker say it? From quotations, statements and documents to a verdict on the attribution.

A verbatim quotation in a statement by the right speaker confirms; a named mismatch alters, however alike the
rest is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.types import Speaker
from sources.source import Passage, Statement
from verifier.compare.affiliation import is_person, speaks_for
from verifier.compare.context import view
from verifier.compare.saying import reporting_sentence, says_alone, share
from verifier.compare.speaker import compare_speaker, is_meant, is_speaker
from verifier.compare.words import is_content
from verifier.evidence import lexical_share, mismatches, says_so, signals_of
from verifier.phrases import called, capital, place
from verifier.substance import Substance
from verifier.support import plain_support
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import (
    AttributionVerdict,
    CheckedQuotation,
    Evidence,
    Outcome,
    QuoteState,
    Verdict,
)

_SAME_WORDS = (QuoteState.VERBATIM, QuoteState.NORMALISED)


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
        evidence: as `verifier.gathering.gather` returns it; the speaker's own documents are read from it.
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
    own = [s for s in statements if is_speaker(speaker, s)]
    quoted = _by_quotation(speaker, quotations, own, evidence)
    if quoted and quoted[0] is not AttributionVerdict.CONFIRMED:
        return quoted
    said = [(s.text, s.passage) for s in own]
    said += [(e.passage.text, e.passage) for e in evidence if _own_document(speaker, e)]
    told = _by_statement(claim_text, speaker, said, limits)
    if quoted:
        # The words between the marks may be right, and what stands around them wrong.
        return told if told and told[0] is AttributionVerdict.ALTERED else quoted
    if told:
        return told
    if read := _by_reading(speaker, statements, evidence, limits):
        return read
    for statement in statements:
        if _named_beside(speaker, statement) or _is_one_of(speaker, statement):
            continue
        if _somebody_else(speaker, statement, own) and _says(claim_text, statement, statements, limits):
            where = capital(place(statement.passage))
            reason = f"{where} has {statement.speaker.name} say it, not {called(speaker)}."
            return AttributionVerdict.MISATTRIBUTED, reason
    return AttributionVerdict.NOT_FOUND, _where_it_may_stand(claim_text, speaker, said, limits)


def _where_it_may_stand(
    claim_text: str, speaker: Speaker, said: Sequence[tuple[str, Passage]], limits: Thresholds
) -> str:
    """What an editor is told of a claim that was not found: where the speaker comes nearest to it."""
    near, passage = max(
        ((share(claim_text, text), passage) for text, passage in said),
        key=lambda s: s[0],
        default=(0.0, None),
    )
    if passage is None or near < limits.attribution_same_matter:
        return f"No source held shows {called(speaker)} to have said it."
    where = capital(place(passage))
    return f"{where} has {called(speaker)} speak of it, but it is unclear whether it says so."


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
        reason = f"{capital(place(sure[0].passage))} has {called(speaker)} say it in these words."
        return AttributionVerdict.CONFIRMED, reason
    return None


def _by_statement(
    claim_text: str, speaker: Speaker, said: Sequence[tuple[str, Passage]], limits: Thresholds
) -> tuple[AttributionVerdict, str] | None:
    altered: tuple[float, str] | None = None
    for text, passage in said:
        signals = signals_of(claim_text, text, thresholds=limits)
        near = lexical_share(signals)
        if wrong := mismatches(signals):
            if near >= limits.attribution_same_matter and (altered is None or near > altered[0]):
                altered = (
                    near,
                    f"{capital(place(passage))} has {called(speaker)} say otherwise: {wrong[0].detail}",
                )
        elif near >= limits.attribution_says and plain_support(signals) >= limits.attribution_same_matter:
            return AttributionVerdict.CONFIRMED, f"{capital(place(passage))} has {called(speaker)} say it."
    return (AttributionVerdict.ALTERED, altered[1]) if altered else None


def _by_reading(
    speaker: Speaker, statements: Sequence[Statement], evidence: Sequence[Evidence], limits: Thresholds
) -> tuple[AttributionVerdict, str] | None:
    """Whether the speaker says it in other words, in its own paper or where nobody else is heard."""
    altered: tuple[AttributionVerdict, str] | None = None
    for e in evidence:
        heard = [s for s in statements if s.passage.id == e.passage.id and not s.own_voice]
        own = _own_document(speaker, e) or (bool(heard) and all(is_speaker(speaker, s) for s in heard))
        if own and (instead := e.signal("instead")):
            reason = f"{capital(place(e.passage))} has {called(speaker)} say otherwise: {instead.detail}"
            altered = altered or (AttributionVerdict.ALTERED, reason)
        if own and says_so(e.signals, e.support, limits) and not mismatches(e.signals):
            return AttributionVerdict.CONFIRMED, f"{capital(place(e.passage))} has {called(speaker)} say it."
    return altered


def _says(claim_text: str, statement: Statement, statements: Sequence[Statement], limits: Thresholds) -> bool:
    signals = signals_of(claim_text, statement.text, thresholds=limits)
    if lexical_share(signals) >= limits.attribution_says:
        exact = [s for s in signals if s.name in ("figures", "dates", "names", "negation")]
        return all(s.outcome in (Outcome.AGREES, Outcome.SILENT) for s in exact)
    # What its sentence leaves out may stand before it: then what it says must stand nowhere else.
    enough = lexical_share(signals) >= limits.attribution_same_matter
    return enough and not mismatches(signals) and says_alone(claim_text, statement, statements)


def _named_beside(speaker: Speaker, statement: Statement) -> bool:
    """True where the source's sentence names the article's speaker as well: "a spokeswoman for Tollgate"."""
    around = reporting_sentence(statement).replace(statement.text, " ")
    name = view(speaker.name or "").words
    telling = {w.key for w in name if w.text[0].isupper() and is_content(w)}
    return bool(telling) and telling <= {w.key for w in view(around).words}


def _is_one_of(speaker: Speaker, statement: Statement) -> bool:
    """True where the article has several say it, and the statement is that of one of them."""
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+", speaker.name or "")
    return len(names) > 1 and any(is_meant(name, statement.speaker) for name in names if name)


def _somebody_else(speaker: Speaker, statement: Statement, own: Sequence[Statement]) -> bool:
    """True where a statement is shown to be another's, or is given to another beside the speaker's own."""
    # A text that says something in its own voice does not put it in anybody's mouth.
    if statement.own_voice:
        return False
    if compare_speaker(speaker, statement.speaker).outcome is Outcome.DIFFERS:
        return True
    # Two bodies of one region or trade may be linked; but not where a source tells them apart.
    told_apart = any(s.passage.source.id == statement.passage.source.id for s in own if not s.own_voice)
    bodies = not is_person(speaker) and not is_person(statement.speaker)
    return told_apart and bodies and _is_name(statement.speaker.name) and not is_speaker(speaker, statement)


def _is_name(name: str | None) -> bool:
    """True for two words or more with a capital, such as only names have."""
    return len([w for w in (name or "").split() if w[:1].isupper() and w.lower() != "the"]) > 1


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
