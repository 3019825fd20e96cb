"""Anchors: words of an article found again in a later draft of it.

After the TextQuoteSelector of the W3C Web Annotation Data Model: the exact words, with a little of what
stands before and after them. Found exactly where they stand unchanged, else by likeness.
"""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from claims.document import Document, Span
from verifier.desk.types import Anchor

#: Characters of context either side.
CONTEXT = 32

#: Least likeness, 0..100, of a stretch that stands for words that are no longer there as they were.
LIKENESS = 85.0

# Likeness of a stretch exactly as long as the words, whose true ends are then looked for around its own.
_ROUGH = 65.0
_LEAST_REACH = 10


def anchor_of(document: Document, span: Span) -> Anchor:
    """The anchor of the words under `span` of the repaired text."""
    text = document.text
    return Anchor(
        span.of(text), text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    )


def locate(document: Document, anchor: Anchor) -> Span | None:
    """Where the words of `anchor` stand in `document`, or None where they were rewritten or are gone.

    Where they stand as they were, the place whose surroundings are most like those of the anchor, the first
    of several; else the stretch most like them, if it is at least `LIKENESS` like them.
    """
    if not anchor.quote.strip():
        return None
    exact = list(_exact(document.text, anchor))
    if exact:
        return max(exact, key=lambda span: (_surroundings(document.text, span, anchor), -span.start))
    return _near(document.text, anchor.quote)


def _exact(text: str, anchor: Anchor) -> Iterator[Span]:
    quote = anchor.quote
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        # "ban" is not found in "urban", unless it was part of a word from the start.
        joined = _inside_word(text[at - 1 : at], quote) or _inside_word(quote, text[end : end + 1])
        if not joined or _inside_word(anchor.before, quote) or _inside_word(quote, anchor.after):
            yield Span(at, end)
        at = text.find(quote, at + 1)


def _inside_word(left: str, right: str) -> bool:
    return left[-1:].isalnum() and right[:1].isalnum()


def _surroundings(text: str, span: Span, anchor: Anchor) -> float:
    before = text[max(0, span.start - len(anchor.before)) : span.start]
    after = text[span.end : span.end + len(anchor.after)]
    return fuzz.ratio(before, anchor.before) + fuzz.ratio(after, anchor.after)


def _near(text: str, quote: str) -> Span | None:
    rough = fuzz.partial_ratio_alignment(quote, text, score_cutoff=_ROUGH)
    if rough is None:
        return None
    starts = _edges(text, rough.dest_start, len(quote))
    ends = _edges(text, rough.dest_end, len(quote))
    spans = [Span(start, end) for start in starts for end in ends if start < end]
    best = max(spans, key=lambda span: (fuzz.ratio(quote, span.of(text)), -span.start), default=None)
    return best if best is not None and fuzz.ratio(quote, best.of(text)) >= LIKENESS else None


def _edges(text: str, near: int, length: int) -> list[int]:
    """Places around `near` between white space and what is none, so that no word is cut."""
    reach = max(_LEAST_REACH, length // 3)
    window = range(max(0, near - reach), min(len(text), near + reach) + 1)
    return [i for i in window if bool(text[max(0, i - 1) : i].strip()) != bool(text[i : i + 1].strip())]
