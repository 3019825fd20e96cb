"""One claim against one source text: which windows of the text speak to it, and what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

from claims.document import Span
from verifier.compare.context import View, view, views
from verifier.compare.support import root_of, word_weight
from verifier.compare.words import is_content
from verifier.evidence import signals_of, support_of
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Signal, SubstanceVerdict
from verifier.verdict import decide_substance

# Similarities of a claim to texts, in their order: what an encoder is to this module.
Encoder = Callable[[str, Sequence[str]], Sequence[float]]

_SENTENCES = 4
_CANDIDATES = 12
_NEIGHBOUR = 0.4
_LONG = 1.2


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a source text says to a claim.

    Attributes:
        verdict: supported, partly_supported, contradicted, not_found or unsure.
        score: support, 0..1.
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
    chosen = closest_sentences(claim, sentences, source_text, encoder=encoder)
    if not chosen:
        reason = "The source has no words in common with the claim."
        whole = (Span(0, len(claim)),) if claim else ()
        return Judgement(SubstanceVerdict.NOT_FOUND, 0.0, (), reason, whole, ())
    window = "\n".join(sentences[n].span.of(source_text) for n in chosen)
    similarity = max(encoder(claim, [sentences[n].span.of(source_text) for n in chosen])) if encoder else None
    signals = signals_of(claim, window, similarity=similarity, thresholds=limits)
    score = support_of(signals)
    found = decide_substance(claim, score, [signals], thresholds=limits)
    evidence = tuple(sentences[n].span for n in chosen)
    return Judgement(found.verdict, score, evidence, found.reason, found.unsupported, signals)


def closest_sentences(
    claim: str, sentences: Sequence[View], source_text: str, *, encoder: Encoder | None = None
) -> tuple[int, ...]:
    """Indices, in order, of the few sentences that together hold most of what the claim says.

    Each next sentence is the one that adds most to those taken, so that evidence in two places is joined.
    A word tells the more, the fewer sentences of the text have it.
    """
    roots = [_roots(v) for v in sentences]
    weights = _weights(claim, roots)
    if not sentences or not weights:
        return ()
    held = [r & weights.keys() for r in roots]
    average = sum(len(v.words) for v in sentences) / len(sentences)
    base = [
        sum(weights[r] for r in h) / _length_norm(len(v.words), average)
        for h, v in zip(held, sentences, strict=True)
    ]
    total = sum(weights.values())
    near: dict[int, float] = {}
    if encoder:
        likely = sorted(range(len(sentences)), key=lambda n: (-round(base[n], 4), n))[:_CANDIDATES]
        texts = [sentences[n].span.of(source_text) for n in likely]
        near = {n: round(s, 4) * total * 0.5 for n, s in zip(likely, encoder(claim, texts), strict=True)}
    taken: list[int] = []
    covered: set[str] = set()
    while len(taken) < _SENTENCES:
        best, best_gain = -1, 0.0
        for n, shared in enumerate(held):
            if n in taken or not shared:
                continue
            gain = float(sum(weights[r] for r in shared - covered))
            if not taken:
                gain = base[n] + near.get(n, 0.0)
            elif any(abs(n - t) <= 2 for t in taken):
                # What a claim puts in one sentence, a source puts in neighbours.
                gain *= 1 + _NEIGHBOUR
            if round(gain, 4) > best_gain:
                best, best_gain = n, round(gain, 4)
        if best < 0 or (taken and best_gain < 0.02 * total):
            break
        taken.append(best)
        covered |= held[best]
    return tuple(sorted(taken))


def _weights(claim: str, held: Sequence[frozenset[str]]) -> dict[str, int]:
    wanted = {root_of(w.key) for w in view(claim).words if is_content(w)}
    spread = Counter(r for roots in held for r in roots if r in wanted)
    found: dict[str, int] = {}
    for n, word in enumerate(view(claim).words):
        if is_content(word):
            rarity = log(1 + len(held) / (1 + spread[root_of(word.key)]))
            # Whole numbers, because their sum does not depend on the order of a set.
            found[root_of(word.key)] = round(1000 * word_weight(word, first=n == 0) * (0.3 + rarity))
    return found


def _roots(sentence: View) -> frozenset[str]:
    return frozenset(root_of(w.key) for w in sentence.words)


def _length_norm(words: int, average: float) -> float:
    return 1 + 0.25 * max(0.0, words / (average or 1.0) - _LONG)
