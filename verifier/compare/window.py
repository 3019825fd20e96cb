"""Which sentences of a source text are read against a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import log

from verifier.compare.context import View, view, views
from verifier.compare.support import root_of, word_weight
from verifier.compare.words import is_content

# Similarities of a claim to texts, in their order: what an encoder is to this module.
Encoder = Callable[[str, Sequence[str]], Sequence[float]]

#: Sentences that the exact comparisons read, so that figures elsewhere in the text don't count.
CLOSEST = 4
_CANDIDATES = 12
_NEIGHBOUR = 0.4
_LONG = 1.2
# Sentences and words that a network reads, at most. A claim of more words than `_SHORT` tells of several
# things, which stand in more places of a text.
_SHORT = 20
_OF_SHORT, _OF_LONG = (CLOSEST, 100), (6, 160)


def closest_sentences(
    claim: str,
    sentences: Sequence[View],
    source_text: str,
    *,
    encoder: Encoder | None = None,
    most: int = CLOSEST,
) -> tuple[int, ...]:
    """Indices of the few sentences, `most` of them, that together hold most of the claim, the closest first.

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
    while len(taken) < most:
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
    return tuple(taken)


def read_together(claim: str, text: str) -> str:
    """The sentences of `text` that a network reads against `claim`, a line each."""
    sentences, (most, words) = views(text), room(claim)
    ranked = closest_sentences(claim, sentences, text, most=most)
    return lines(text, sentences, with_neighbours(ranked, sentences, words))


def room(claim: str) -> tuple[int, int]:
    """How many sentences, and how many words, a network reads against `claim` at most."""
    return _OF_LONG if len(view(claim).words) > _SHORT else _OF_SHORT


def lines(text: str, sentences: Sequence[View], chosen: Sequence[int]) -> str:
    """The chosen sentences of `text`, a line each."""
    return "\n".join(sentences[n].span.of(text) for n in chosen)


def with_neighbours(
    chosen: Sequence[int], sentences: Sequence[View], most: int = _OF_SHORT[1]
) -> tuple[int, ...]:
    """The chosen sentences, and those around them while that stays short, in order.

    A pronoun's name often stands in the sentence before, and a detail in the one after. A short text is read
    whole.

    Args:
        chosen: indices, the closest first.
        sentences: all sentences of the text.
        most: words at most, where the chosen ones have no more.
    """
    if sum(len(v.words) for v in sentences) <= most:
        return tuple(range(len(sentences)))
    taken = set(chosen)
    words = sum(len(sentences[n].words) for n in taken)
    for n in (m for c in chosen for m in (c + 1, c - 1)):
        if 0 <= n < len(sentences) and n not in taken and words + len(sentences[n].words) <= most:
            taken.add(n)
            words += len(sentences[n].words)
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
