"""One claim against one source text: which windows of the text speak to it, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from claims.document import Span
from verifier.compare.context import views
from verifier.compare.window import CLOSEST, Encoder, closest_sentences, lines, room, with_neighbours
from verifier.evidence import signals_of
from verifier.reading import read_against
from verifier.substance import decide_substance
from verifier.support import strength_of, support_of
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Signal, SubstanceVerdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a source text says to a claim.

    Attributes:
        verdict: supported, partly_supported, contradicted, not_found or unsure.
        score: how strong the support is, 0..1, to rank claims and texts by.
        evidence: the sentences that it leans on, as offsets into the source text, in order.
        reason: one sentence for the editor.
        unsupported: words of the claim that the text does not support, as offsets into the claim.
        signals: the comparisons made in the matched window.
    """

    verdict: SubstanceVerdict
    score: float
    evidence: tuple[Span, ...]
    reason: str
    unsupported: tuple[Span, ...]
    signals: tuple[Signal, ...]


def judge(
    claim: str,
    source_text: str,
    *,
    thresholds: Thresholds | None = None,
    encoder: Encoder | None = None,
) -> Judgement:
    """Does this text say so?

    Args:
        claim: a sentence.
        source_text: the whole text of the source.
        thresholds: the shipped ones unless given.
        encoder: gives the cosine similarity of the claim to each of some texts; without it, words alone rank.

    Returns:
        The verdict, from the comparisons made in the few sentences closest to the claim and read together.
        Figures and names elsewhere in the text do not count.
    """
    limits = thresholds or default_thresholds()
    sentences = views(source_text)
    most, words = room(claim)
    ranked = closest_sentences(claim, sentences, source_text, encoder=encoder, most=most)
    chosen = sorted(ranked[:CLOSEST])
    if not chosen:
        reason = "The source has no words in common with the claim."
        whole = (Span(0, len(claim)),) if claim else ()
        return Judgement(SubstanceVerdict.NOT_FOUND, 0.0, (), reason, whole, ())
    window = lines(source_text, sentences, chosen)
    similarity = max(encoder(claim, [sentences[n].span.of(source_text) for n in chosen])) if encoder else None
    signals = signals_of(claim, window, similarity=similarity, thresholds=limits)
    together = lines(source_text, sentences, with_neighbours(ranked, sentences, words))
    signals += read_against(claim, together, window, signals, closely=True)
    found = decide_substance(claim, support_of(signals), [signals], thresholds=limits)
    evidence = tuple(sentences[n].span for n in chosen)
    return Judgement(found.verdict, strength_of(signals), evidence, found.reason, found.unsupported, signals)
