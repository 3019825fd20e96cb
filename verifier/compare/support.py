"""How far a passage says what a claim says: shared words by weight, and nearness in meaning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from claims.document import Span
from verifier.compare.context import view, views
from verifier.compare.demonyms import COUNTRY_OF
from verifier.compare.numerals import SYNONYMS
from verifier.compare.words import Word, is_content, joined, stem
from verifier.types import Outcome, Signal

_FIGURE_WEIGHT = 1.6
_NAME_WEIGHT = 1.4
_PREFIX = 5
_KIN_SHARE = 0.7
_TOGETHER = 0.2
_NEAR_WORDS = 4
_SAME_SENTENCE = 0.5


@lru_cache(maxsize=2048)
def lexical_support(claim: str, passage: str) -> Signal:
    """Share of the claim's meaningful words that the passage holds, figures, names and long words
    weighing more.

    Returns:
        AGREES where it holds all, PARTLY where some, SILENT where none or the claim has none. `claim_spans`
        are the words that nothing in the passage supports.
    """
    words = [w for w in view(claim).words if is_content(w)]
    if not words:
        return Signal("lexical", Outcome.SILENT, None, "The claim has no words to look for.")
    exact, prefixes = _vocabulary(passage)
    total = held = 0.0
    lacking: list[Word] = []
    for n, word in enumerate(words):
        weight = word_weight(word, first=n == 0)
        share = _held(word, exact, prefixes)
        total += weight
        held += weight * share
        if not share:
            lacking.append(word)
    together = pair_support(words, passage)
    score = round((1 - _TOGETHER) * held / total + _TOGETHER * together, 4)
    spans = tuple(w.span for w in lacking)
    if not held:
        return Signal("lexical", Outcome.SILENT, None, "The passage has none of the claim's words.", spans)
    if not lacking:
        return Signal("lexical", Outcome.AGREES, score, "The passage has all of the claim's telling words.")
    detail = f"The passage has nothing for {joined(list(dict.fromkeys(w.text for w in lacking)))}."
    return Signal("lexical", Outcome.PARTLY, score, detail, spans)


def pair_support(words: Sequence[Word], passage: str) -> float:
    """Share of the neighbouring telling words of a claim that stand together in the passage as well.

    Words that a text holds far apart are no evidence for a claim that joins them: half for the same sentence,
    nothing for different ones.
    """
    pairs = [(root_of(a.key), root_of(b.key), word_weight(a) + word_weight(b)) for a, b in pairwise(words)]
    if not pairs:
        return 1.0 if words and root_of(words[0].key) in _vocabulary(passage)[0] else 0.0
    places = _places(passage)
    held = sum(weight * _together(places.get(a, ()), places.get(b, ())) for a, b, weight in pairs)
    return held / sum(weight for _, _, weight in pairs)


def _together(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> float:
    best = 0.0
    for sentence, at in first:
        for other, there in second:
            if sentence == other:
                best = max(best, 1.0 if abs(at - there) <= _NEAR_WORDS else _SAME_SENTENCE)
    return best


@lru_cache(maxsize=1024)
def _places(passage: str) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for n, sentence in enumerate(views(passage)):
        at = 0
        for word in sentence.words:
            if is_content(word):
                at += 1
                for form in {root_of(word.key), COUNTRY_OF.get(word.key, "")} - {""}:
                    found.setdefault(form, []).append((n, at))
    return {form: tuple(places) for form, places in found.items()}


def word_weight(word: Word, *, first: bool = False) -> float:
    """How much a word tells: figures and names most, then long words, short common ones least."""
    if word.key[0].isdigit():
        return _FIGURE_WEIGHT
    if word.text[0].isupper() and not first:
        return _NAME_WEIGHT
    return min(1.2, 0.5 + len(word.key) / 12)


def _held(word: Word, exact: frozenset[str], prefixes: frozenset[str]) -> float:
    root = root_of(word.key)
    if root in exact or COUNTRY_OF.get(word.key, "") in exact:
        return 1.0
    if len(root) >= _PREFIX and not word.key[0].isdigit() and root[:_PREFIX] in prefixes:
        return _KIN_SHARE
    return 0.0


@lru_cache(maxsize=1024)
def _vocabulary(passage: str) -> tuple[frozenset[str], frozenset[str]]:
    words = view(passage).words
    roots = {root_of(w.key) for w in words}
    countries = {COUNTRY_OF[w.key] for w in words if w.key in COUNTRY_OF}
    prefixes = {r[:_PREFIX] for r in roots if len(r) >= _PREFIX and not r[0].isdigit()}
    return frozenset(roots | countries), frozenset(prefixes)


def root_of(key: str) -> str:
    """The stem of a key, or of the word that stands for its synonyms."""
    root = stem(key)
    return SYNONYMS.get(root, root)


def semantic_support(similarity: float | None) -> Signal:
    """A cosine similarity of two texts as a signal: how near their matter is, not whether they agree."""
    if similarity is None:
        return Signal("semantic", Outcome.SILENT, None, "Their nearness in meaning was not measured.")
    score = round(min(1.0, max(0.0, similarity)), 4)
    outcome = Outcome.PARTLY if score else Outcome.SILENT
    detail = f"Nearness in meaning {score:.2f} of 1; it does not tell agreement from denial."
    return Signal("semantic", outcome, score if score else None, detail)


def merged_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
