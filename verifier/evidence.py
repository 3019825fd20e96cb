"""A claim held against passages: every comparison made once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from claims.document import Span
from claims.types import Speaker
from sources.source import Hit, Statement
from sources.twins import Text
from verifier.compare.context import view_at
from verifier.compare.dates import compare_dates
from verifier.compare.entailment import entail, entailment_signals
from verifier.compare.figures import compare_figures
from verifier.compare.instead import put_right
from verifier.compare.names import compare_names
from verifier.compare.negation import compare_negation
from verifier.compare.placed import placed, replaced
from verifier.compare.saying import share
from verifier.compare.speaker import is_speaker
from verifier.compare.standalone import stand_alone
from verifier.compare.support import lexical_support, merged_spans, semantic_support
from verifier.compare.window import read_together
from verifier.compare.wording import compare_wording
from verifier.independence import shared_texts, stands_apart
from verifier.support import support_of
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Evidence, Outcome, Signal

_EXACT = ("figures", "dates", "names")
# Share of the claim's words that a passage must hold to be read by the network, and passages read at most.
_WORTH_READING = 0.25
_READ = 3


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


def gather(
    claim_text: str,
    hits: Sequence[Hit],
    *,
    speaker: Speaker | None,
    cited: Collection[str] = (),
    statements: Sequence[Statement] = (),
    copies: Mapping[str, Sequence[Text]] | None = None,
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
        copies: by the id of a source, all that have its text. What is taken from the speaker's own paper is
            not independent either.
        claim_date: dateline of the article.
        thresholds: the shipped ones unless given.

    Returns:
        One for each hit, best support first, then as search ranked them.
    """
    limits = thresholds or default_thresholds()
    plain = [
        signals_of(
            claim_text,
            hit.passage.text,
            claim_date=claim_date,
            passage_date=hit.passage.source.published,
            similarity=hit.similarity,
            thresholds=limits,
        )
        for hit in hits
    ]
    gathered: list[tuple[float, float, int, Evidence]] = []
    sharing = shared_texts(hits, copies or {})
    read = _read(claim_text, hits, plain, speaker, claim_date)
    for hit, signals, same in zip(hits, read, sharing, strict=True):
        source = hit.passage.source
        support = support_of(signals)
        said = [s for s in statements if s.passage.id == hit.passage.id]
        apart = stands_apart(speaker, source, same) and not _only_reports(claim_text, speaker, said, limits)
        repeats = same[0] if same[0].id != source.id else None
        evidence = Evidence(hit.passage, signals, support, apart, source.id in cited, repeats)
        gathered.append((-support, -round(hit.score, 4), hit.passage.id, evidence))
    gathered.sort(key=lambda g: g[:3])
    return tuple(g[3] for g in gathered)


def _read(
    claim_text: str,
    hits: Sequence[Hit],
    plain: Sequence[tuple[Signal, ...]],
    speaker: Speaker | None,
    claim_date: date | None,
) -> list[tuple[Signal, ...]]:
    """The signals of each hit, with the network's where the passage holds enough of the claim to be read.

    Read are those that hold most of it, and those that differ from it in a figure, a date or a name.
    """
    held = [(round(lexical_share(p), 4), n) for n, p in enumerate(plain)]
    worth = [n for part, n in sorted(held, key=lambda h: (-h[0], h[1])) if part >= _WORTH_READING]
    found = list(plain)
    for n in [*worth[:_READ], *(n for n in worth[_READ:] if mismatches(plain[n]))]:
        passage = hits[n].passage
        found[n] += read_against(
            claim_text,
            read_together(claim_text, passage.text),
            passage.text,
            plain[n],
            speaker,
            claim_date=claim_date,
            passage_date=passage.source.published,
        )
    return found


def read_against(
    claim: str,
    window: str,
    passage: str,
    plain: Sequence[Signal],
    speaker: Speaker | None = None,
    *,
    claim_date: date | None = None,
    passage_date: date | None = None,
) -> tuple[Signal, ...]:
    """What the network makes of claim and window, as signals; none where there is no network.

    Where the exact comparisons name a mismatch, whether the passage says otherwise is read from the sentence
    that holds it, whatever stands around. Where both have a date, "last year" is read as the year it means.

    Args:
        claim: as it stands.
        window: the sentences that are read together.
        passage: what the exact comparisons read.
        plain: their signals.
        speaker: who makes the claim, for what "I" and "we" mean in it.
        claim_date, passage_date: datelines of article and source.
    """
    written, published = (claim_date, passage_date) if claim_date and passage_date else (None, None)
    alone = stand_alone(claim, speaker, written)
    window = replaced(window, placed(window, published))
    entailed = entail(alone.text, window)
    if entailed is None:
        return ()
    places = [s.passage_spans[0] for s in mismatches(plain) if s.passage_spans]
    if places:
        sentence = view_at(passage, places[0].start).span.of(passage)
        read_alone = entail(alone.text, replaced(sentence, placed(sentence, published)))
        entailed = replace(entailed, contradicted=read_alone.contradicted) if read_alone else entailed

    def read(changed: str) -> float:
        again = entail(stand_alone(changed, speaker, written).text, window)
        return again.supported if again else 0.0

    instead = put_right(claim, passage, plain, read)
    return (*entailment_signals(entailed, alone), *((instead,) if instead else ()))


def _only_reports(
    claim_text: str, speaker: Speaker | None, said: Sequence[Statement], limits: Thresholds
) -> bool:
    """True where the speaker's own statement in a passage is what speaks to the claim."""
    if speaker is None or not speaker.name:
        return False
    return any(
        is_speaker(speaker, s) and share(claim_text, s.text) >= limits.attribution_same_matter for s in said
    )
