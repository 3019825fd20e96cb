"""A claim held against a passage by every comparison but the networks'; what signals tell together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claims.document import Span
from verifier.compare.dates import compare_dates
from verifier.compare.figures import compare_figures
from verifier.compare.names import compare_names
from verifier.compare.negation import compare_negation
from verifier.compare.support import lexical_support, merged_spans, semantic_support
from verifier.compare.wording import compare_wording
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Outcome, Signal

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
    """Every comparison of a claim with a passage but the network's, in a fixed order.

    Args:
        claim: the claim, standing alone.
        passage: what it is held against.
        claim_date: dateline of the article.
        passage_date: dateline of the source.
        similarity: cosine of both, where it was measured.
        thresholds: the shipped ones unless given.
    """
    limits = thresholds or default_thresholds()
    return (
        compare_figures(claim, passage, thresholds=limits),
        compare_dates(claim, passage, claim_date=claim_date, passage_date=passage_date, thresholds=limits),
        compare_names(claim, passage, thresholds=limits),
        compare_negation(claim, passage, thresholds=limits),
        lexical_support(claim, passage),
        compare_wording(claim, passage),
        semantic_support(similarity),
    )


def lexical_share(signals: Sequence[Signal]) -> float:
    """Share in 0..1 of the claim's words that the passage holds, as `signals` tell it."""
    return next((s.score or 0.0 for s in signals if s.name == "lexical"), 0.0)


def says_so(signals: Sequence[Signal], support: float, limits: Thresholds, *, band: int = 1) -> bool:
    """True where `support` lies above the line for a passage with these signals, by `band` dead bands."""
    line = limits.substance_line(lexical_share(signals))
    return support >= round(line + band * limits.substance_dead_band, 4)


def mismatches(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """The signals that name a difference between claim and passage."""
    return tuple(s for s in signals if s.outcome is Outcome.DIFFERS)


def unsupported_words(evidence: Sequence[Sequence[Signal]]) -> tuple[Span, ...]:
    """The words of the claim that none of the passages supports, in order.

    Of a passage that the network read these are the words that it doubts, and figures, dates and denials that
    the passage lacks; of another one all that it lacks.

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
    read = any(s.name == "doubt" for s in signals)
    spans = [span for s in signals if _tells_lacking(s, read=read) for span in s.claim_spans]
    # A word that an exact comparison bears out needs no twin of its own ("over 50" for 53).
    borne_out = [
        span for s in signals if s.name in _EXACT and s.outcome is Outcome.AGREES for span in s.claim_spans
    ]
    return merged_spans(s for s in spans if not any(b.contains(s) for b in borne_out))


def _tells_lacking(signal: Signal, *, read: bool) -> bool:
    """True where the words of a signal are words that the passage lacks; `read` by the network or not."""
    gap = signal.outcome is not Outcome.AGREES
    if signal.name == "names":
        # "It" may stand for a name, and another word for a word: the network, where it reads, knows better.
        return signal.outcome is Outcome.DIFFERS or (gap and not read)
    if signal.name == "lexical":
        return not read
    if signal.name == "negation":
        return signal.outcome is Outcome.PARTLY
    return signal.name == "doubt" or (gap and signal.name in _EXACT)
