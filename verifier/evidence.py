"""A claim held against passages: every comparison made once, and their sum as support."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from claims.document import Span
from claims.types import Speaker
from sources.source import Hit, Statement
from verifier.compare.dates import compare_dates
from verifier.compare.figures import compare_figures
from verifier.compare.names import compare_names
from verifier.compare.negation import compare_negation
from verifier.compare.speaker import compare_speaker, independent
from verifier.compare.support import lexical_support, merged_spans, semantic_support
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Evidence, Outcome, Signal

# What one figure, date or name that the passage lacks takes from the support that the other words give.
_LACKING = {"figures": 0.45, "dates": 0.3, "names": 0.3}
_CONTRADICTED = 0.3
_HEDGED = 0.9
_HEDGE_SCORE = 0.5
_UNDENIED = 0.6
_MEANING = 0.15
_EXACT = ("figures", "dates", "names")


def signals_of(
    claim: str,
    passage: str,
    *,
    claim_date: date | None = None,
    passage_date: date | None = None,
    similarity: float | None = None,
    thresholds: Thresholds | None = None,
) -> tuple[Signal, ...]:
    """Every comparison of a claim with a passage, in a fixed order."""
    limits = thresholds or default_thresholds()
    return (
        compare_figures(claim, passage, thresholds=limits),
        compare_dates(claim, passage, claim_date=claim_date, passage_date=passage_date, thresholds=limits),
        compare_names(claim, passage, thresholds=limits),
        compare_negation(claim, passage, thresholds=limits),
        lexical_support(claim, passage),
        semantic_support(similarity),
    )


def support_of(signals: Sequence[Signal]) -> float:
    """How far a passage supports a claim, 0..1, rounded to 4 places.

    The share of the claim's words that the passage holds, raised a little by nearness in meaning, less what
    each kind of exact detail lacks. A named mismatch caps it, however similar the rest.
    """
    by = {s.name: s for s in signals}
    lexical = by["lexical"].score or 0.0
    meaning = by["semantic"].score if "semantic" in by else None
    support = lexical if meaning is None else (1 - _MEANING) * lexical + _MEANING * max(lexical, meaning)
    for name in _EXACT:
        support *= 1 - _LACKING[name] * lacking_share(by[name])
    if by["negation"].outcome is Outcome.PARTLY:
        # A denial that the passage lacks weighs far more than a hedge that the claim dropped.
        support *= _HEDGED if (by["negation"].score or 0.0) >= _HEDGE_SCORE else _UNDENIED
    if any(s.outcome is Outcome.DIFFERS for s in signals):
        support = min(support, _CONTRADICTED)
    return round(support, 4)


def lacking_share(signal: Signal) -> float:
    """Share of the claim's figures, dates or names that the passage lacks; 0 where the claim has none."""
    if signal.outcome in (Outcome.AGREES, Outcome.DIFFERS) or not signal.claim_spans:
        return 0.0 if signal.outcome is not Outcome.DIFFERS else 1.0
    return 1.0 - (signal.score or 0.0)


def mismatches(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """The signals that name a difference between claim and passage."""
    return tuple(s for s in signals if s.outcome is Outcome.DIFFERS)


def unsupported_words(evidence: Sequence[Sequence[Signal]]) -> tuple[Span, ...]:
    """The words of the claim that none of the passages supports, in order.

    Args:
        evidence: the signals of each passage against the same claim; must not be empty.
    """
    lacking = [_lacking_spans(signals) for signals in evidence]
    common = [
        span for span in lacking[0] if all(any(o.overlaps(span) for o in other) for other in lacking[1:])
    ]
    return merged_spans(common)


def unborne_details(evidence: Sequence[Sequence[Signal]]) -> tuple[Span, ...]:
    """The claim's figures, dates, names and denials that none of the passages bears out, in order."""
    common: tuple[Span, ...] | None = None
    for signals in evidence:
        lacking = {
            span
            for s in signals
            if (s.name in _EXACT or s.name == "negation") and s.outcome in (Outcome.PARTLY, Outcome.SILENT)
            for span in s.claim_spans
        }
        common = tuple(sorted(lacking if common is None else lacking & set(common)))
    return merged_spans(common or ())


def _lacking_spans(signals: Sequence[Signal]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for signal in signals:
        exact_gap = signal.name in _EXACT and signal.outcome is not Outcome.AGREES
        unsaid = signal.name == "negation" and signal.outcome is Outcome.PARTLY
        if signal.name == "lexical" or exact_gap or unsaid:
            spans += signal.claim_spans
    # A word that an exact comparison bears out needs no twin of its own ("over 50" for 53).
    borne_out = [
        span for s in signals if s.name in _EXACT and s.outcome is Outcome.AGREES for span in s.claim_spans
    ]
    return merged_spans(s for s in spans if not any(b.contains(s) for b in borne_out))


def gather(
    claim_text: str,
    hits: Sequence[Hit],
    *,
    speaker: Speaker | None,
    cited: Collection[str] = (),
    statements: Sequence[Statement] = (),
    claim_date: date | None = None,
    thresholds: Thresholds | None = None,
) -> tuple[Evidence, ...]:
    """Holds a claim against the passages that search found.

    Args:
        claim_text: the claim, standing alone.
        hits: from search.
        speaker: who answers for the claim, or None for the outlet's own voice.
        cited: ids of the sources that the claim's sentence cites.
        statements: what the sources held show anybody to have said. A passage that only reports the speaker's
            own words is not independent, whoever publishes it.
        claim_date: dateline of the article.
        thresholds: the shipped ones unless given.

    Returns:
        One for each hit, best support first, then as search ranked them.
    """
    limits = thresholds or default_thresholds()
    gathered: list[tuple[float, float, int, Evidence]] = []
    for hit in hits:
        source = hit.passage.source
        signals = signals_of(
            claim_text,
            hit.passage.text,
            claim_date=claim_date,
            passage_date=source.published,
            similarity=hit.similarity,
            thresholds=limits,
        )
        support = support_of(signals)
        said = [s for s in statements if s.passage.id == hit.passage.id]
        apart = independent(speaker, source) and not _only_reports(claim_text, speaker, said, limits)
        evidence = Evidence(hit.passage, signals, support, apart, source.id in cited)
        gathered.append((-support, -round(hit.score, 4), hit.passage.id, evidence))
    gathered.sort(key=lambda g: g[:3])
    return tuple(g[3] for g in gathered)


def _only_reports(
    claim_text: str, speaker: Speaker | None, said: Sequence[Statement], limits: Thresholds
) -> bool:
    """True where the speaker's own statement in a passage is what speaks to the claim."""
    if speaker is None or not speaker.name:
        return False
    return any(
        compare_speaker(speaker, s.speaker).outcome in (Outcome.AGREES, Outcome.PARTLY)
        and (lexical_support(claim_text, s.text).score or 0.0) >= limits.attribution_same_matter
        for s in said
    )
