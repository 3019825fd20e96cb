"""What a sentence tells on the way in the outlet's own voice: "the union, which has 4,000 members, said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claims.document import Span
from claims.language import ParsedBlock

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = ("who", "which", "whose")
_FIGURES = ("CARDINAL", "MONEY", "PERCENT", "QUANTITY")
_SET_OFF = (",", "-", "–", "—", "--", "(")
_LONGEST_NAME = 12  # words of what the clause tells of


def asides(block: ParsedBlock, sentence: Span, told: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The relative clauses of a sentence that give a figure and are nobody's words.

    A clause without a figure mostly says no more than who somebody is.

    Args:
        block: the parse of the block that holds the sentence.
        sentence: its span.
        told: what is attributed in it, and by which words.

    Yields:
        Two spans: of whom or what it tells, and the clause, without "who" or "which".
    """
    for token in block.within(sentence):
        if token.dep_ != "relcl":
            continue
        clause = block.doc[token.left_edge.i : token.right_edge.i + 1]
        pronoun, before = clause[0], clause.start - 1
        if pronoun.lower_ not in _PRONOUNS or before < 0 or block.doc[before].text not in _SET_OFF:
            continue
        named = _named(token.head, before)
        words = [t for t in clause if pronoun.lower_ == "whose" or t.i > pronoun.i]
        while words and words[-1].is_punct:
            words.pop()
        if not named or not any(t.like_num and t.ent_type_ in _FIGURES for t in words):
            continue
        spans = block.span(named), block.span(words)
        if not any(spans[1].overlaps(t) for t in told):
            yield spans


def _named(head: Token, end: int) -> list[Token]:
    """The words from the left edge of `head` to `end`; none where they are too many to be a name."""
    words = [t for t in head.doc[head.left_edge.i : end] if not t.is_quote]
    return words if head.i < end and head.pos_ != "PRON" and len(words) <= _LONGEST_NAME else []
