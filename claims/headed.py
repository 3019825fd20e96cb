"""Words that stand behind their speaker's name and a colon: "Energy minister NAME: No village will move."

Minutes, notes and letters have one such line where a transcript has many.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from claims.document import BlockKind, Document, Span
from claims.language import ParsedBlock
from claims.signatures import FINITE, LONGEST
from claims.spans import overlap
from claims.types import Attribution, Found, Manner, Sentence, by_block

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that make a name.
_WHOLE = 2
_SPOKEN = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.BULLET)
_OFFICE = ("NOUN", "PROPN", "ADJ")
# What opens words about the person, in a list of candidates or under a picture.
_OF_THEM = frozenset(("he", "she", "his", "her", "they", "their"))
_ITSELF = frozenset(("i", "we", "my", "our"))


def headed(
    document: Document,
    parsed: Sequence[ParsedBlock],
    sentences: Sequence[Sentence],
    tagged: Sequence[Attribution],
) -> tuple[Attribution, ...]:
    """What blocks that begin with a person's name and a colon give to that person, in reading order.

    A block goes on with the person's words up to a sentence that says for itself who speaks in it.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        sentences: its sentences.
        tagged: what a tagger found inside single sentences.
    """
    split = by_block(sentences)
    found: list[Attribution] = []
    for each in parsed:
        head = _head(each) if document.blocks[each.block].kind in _SPOKEN else None
        spans = [s.span for s in split[each.block]]
        if head is None or not spans:
            continue
        name, begin = head
        content = [Span(begin, spans[0].end)]
        for span in spans[1:]:
            if any(overlap([span], a.cue) and not _is_own(document, a) for a in tagged):
                break
            content.append(span)
        found += [
            Attribution((name,), (), (part,), Manner.INDIRECT, Found.SIGNED, lemma="say") for part in content
        ]
    return tuple(found)


def _head(block: ParsedBlock) -> tuple[Span, int] | None:
    """The person with the office before a colon, and where the words behind it begin."""
    first = list(next(iter(block.doc.sents), ()))
    colon = next((n for n, t in enumerate(first[: LONGEST + 1]) if t.text == ":"), 0)
    head, said = first[:colon], first[colon + 1 :]
    if not said or any(t.tag_ in FINITE for t in head) or not any(t.tag_ in FINITE for t in said):
        return None
    if (
        said[0].is_quote
        or said[0].lower_ in _OF_THEM
        or not _is_person(head, itself=said[0].lower_ in _ITSELF)
    ):
        return None
    return block.span(head), block.span(said[:1]).start


def _is_person(head: Sequence[Token], *, itself: bool) -> bool:
    """True for "NAME", "NAME, office of" and "Office NAME", where the name has two words or more.

    What is not known for a person's name needs an office behind it, or words of somebody who speaks for
    `itself`.
    """
    start = next((n for n, t in enumerate(head) if t.ent_type_ == "PERSON"), 0)
    while start and head[start - 1].pos_ == "PROPN" and not head[start - 1].ent_type_:
        start -= 1
    kinds = ("PERSON", "", "ORG") if itself else ("PERSON", "")
    named = list(takewhile(lambda t: t.pos_ == "PROPN" and t.ent_type_ in kinds, head[start:]))
    before, after = head[:start], head[start + len(named) :]
    office = all(t.pos_ in _OFFICE and t.is_alpha for t in before)
    behind = bool(after) and after[0].text == "," and not any(t.like_num for t in after)
    known = any(t.ent_type_ == "PERSON" for t in named) or behind or itself
    return len(named) >= _WHOLE and office and known and (not after or behind)


def _is_own(document: Document, attribution: Attribution) -> bool:
    """True for "I think that", which the person says too."""
    return all(span.of(document.text).lower() in _ITSELF for span in attribution.source)
