"""A few words between marks that are not in the source, which has others in their place."""

from __future__ import annotations

import re

from claims.document import Span
from verifier.compare.context import view
from verifier.compare.words import is_content, sentence_spans, stem
from verifier.types import QuoteMatch, QuoteState, WordChange

_QUOTED = re.compile(r"[“\"«„]([^“”\"«»„]+)[”\"»]")
# Telling words that a sentence needs outside of the marks, and the share of them that the source's must have.
_FEWEST, _SAME = 2, 0.8


def in_its_place(quotation: str, around: str, text: str) -> QuoteMatch | None:
    """The words that a source has between marks where the article has `quotation`.

    Args:
        quotation: without its marks; a few words, which stand nowhere in the source.
        around: the article's sentence.
        text: what the source says.

    Returns:
        ALTERED where a sentence of the source says what stands around the quotation, with other words between
        its own marks ("called the result “a start”" for "called the result “a miracle”"); else None.
    """
    before, _, behind = around.partition(quotation) if quotation else (around, "", "")
    ours = _telling(f"{before} {behind}")
    if not quotation or len(set(ours)) < _FEWEST:
        return None
    for sentence in sentence_spans(text):
        marked = list(_QUOTED.finditer(text, sentence.start, sentence.end))
        if len(marked) != 1:
            continue
        left, right = text[sentence.start : marked[0].start()], text[marked[0].end() : sentence.end]
        alike = len({*ours} & {*_telling(f"{left} {right}")}) >= _SAME * len({*ours})
        if alike and _telling(before)[-1:] == _telling(left)[-1:]:
            words = marked[0][1].strip()
            detail = (
                f'The article\'s words are not the source\'s; "{quotation}" where the source has "{words}".'
            )
            changes = (WordChange(quotation, words),)
            return QuoteMatch(QuoteState.ALTERED, 0.0, Span(*marked[0].span(1)), changes, detail)
    return None


def _telling(text: str) -> list[str]:
    return [stem(w.key) for w in view(text).words if is_content(w)]
