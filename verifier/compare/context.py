"""Which sentences of a passage speak of the same matter as a claim, and are held against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from claims.document import Span
from verifier.compare.words import Word, is_content, listed, sentence_spans, stem, tokenize

_MONTHS = frozenset(
    listed("""
    january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday
""")
)


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of text with its words, the stems that carry its meaning, and the stems of its names."""

    span: Span
    words: tuple[Word, ...]
    stems: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=1024)
def views(text: str) -> tuple[View, ...]:
    """The sentences of `text`, ready to compare."""
    spans = sentence_spans(text)
    words = tokenize(text)
    found: list[View] = []
    i = 0
    for span in spans:
        inside: list[Word] = []
        while i < len(words) and words[i].start < span.end:
            inside.append(words[i])
            i += 1
        found.append(_view(span, inside))
    return tuple(found)


def _view(span: Span, words: list[Word]) -> View:
    stems = frozenset(stem(w.key) for w in words if is_content(w) and not w.key[0].isdigit())
    names = frozenset(
        stem(w.key)
        for n, w in enumerate(words)
        if n and w.text[0].isupper() and is_content(w) and w.key not in _MONTHS
    )
    return View(span, tuple(words), stems, names)


@lru_cache(maxsize=1024)
def view(text: str) -> View:
    """The whole of `text` as one stretch."""
    return _view(Span(0, len(text)), tokenize(text))


def view_at(text: str, offset: int) -> View:
    """The sentence of `text` that holds the character at `offset`."""
    found = views(text)
    return next((v for v in found if v.span.start <= offset < v.span.end), view(text))


def shared_matter(claim: View, other: View) -> float:
    """Share in 0..1 of the claim's meaningful words, figures left aside, that `other` holds."""
    if not claim.stems:
        return 0.0
    held = sum(1 for s in claim.stems if s in other.stems)
    return held / len(claim.stems)


def same_scope(claim: View, other: View, passage: View | None = None) -> bool:
    """False where the claim names somebody or some place that `other` doesn't, though it names others.

    A figure for one town does not contradict the figure for the next. With the whole `passage`, a sentence
    that names nobody else is about those whom the passage names before it.
    """
    if not claim.names or claim.names <= (other.stems | other.names):
        return True
    if passage is None or not other.names <= (claim.names | claim.stems):
        return False
    return claim.names <= (passage.stems | passage.names)
