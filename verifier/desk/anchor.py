"""Anchors: words of an article found again in a later draft of it.

After the TextQuoteSelector of the W3C Web Annotation Data Model: the exact words, with a little of what
stands before and after them. Found exactly where they stand unchanged, else by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from claims.document import Document, Span
from verifier.desk.types import Anchor

#: Characters of context either side.
CONTEXT = 32

#: Least likeness, 0..100, of a stretch that stands for words that are no longer there as they were.
LIKENESS = 85.0

_EDGE = re.compile(r"(?<!\w)(?=\w)|(?<=\w)(?!\w)")


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
    exact = list(_exact(document.text, anchor.quote))
    if exact:
        return max(exact, key=lambda span: (_surroundings(document.text, span, anchor), -span.start))
    return _near(document.text, anchor.quote)


def _exact(text: str, quote: str) -> Iterator[Span]:
    at = text.find(quote)
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _surroundings(text: str, span: Span, anchor: Anchor) -> float:
    before = text[max(0, span.start - len(anchor.before)) : span.start]
    after = text[span.end : span.end + len(anchor.after)]
    return fuzz.ratio(before, anchor.before) + fuzz.ratio(after, anchor.after)


def _near(text: str, quote: str) -> Span | None:
    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=LIKENESS)
    if found is None or not found.dest_end:
        return None
    return Span(found.dest_start, found.dest_end)
