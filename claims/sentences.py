"""Splits blocks into sentences, aware of quotations, abbreviations, initials and decimals.

Two grains are made. A *segment* is what a parser should see as one sentence; segments may end inside a
quotation. A `Sentence` is what an editor sees: it never ends inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.document import BlockKind, Document, Span
from claims.lexicon import words
from claims.types import Quotation, Sentence, by_block

# Looked for once in a run of marks, however long.
_END = re.compile(r"(?:(?<![.!?…])[.!?…]++|(?<=\.)\s?\.\s?\.)[\"”’'»)\]]*+(?=\s+\S)")
_SPACE = re.compile(r"\s+")
_OPENERS = re.compile(r"[\"“‘'(\[«]+")
_BEFORE_WORD = '(["“‘'
_FIRST_WORD = re.compile(r"[\w’'-]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")
_ASK_AFTER_QUOTE = re.compile(
    r"(?:(?:the|a|an)\s)?(?:[\w.’'-]+\s){0,4}?"
    r"(?:said|says|asked|asks|added|adds|told|wrote|writes|tweeted|shouted|exclaimed|wondered|cried|replied|"
    r"continued|demanded|yelled|joked|declared)\b"
)


def segments(document: Document) -> tuple[tuple[Span, ...], ...]:
    """For each block its segments, in order; boilerplate is one segment."""
    return tuple(
        (block.span,) if block.kind is BlockKind.BOILERPLATE else tuple(_segments(document.text, block.span))
        for block in document.blocks
    )


def split(quotations: Sequence[Quotation], within: Sequence[Sequence[Span]]) -> tuple[Sentence, ...]:
    """The sentences of a document.

    Args:
        quotations: as `claims.quotes.find_quotations` gives them.
        within: as `segments` gives them, one sequence a block.
    """
    found: list[Sentence] = []
    inside_block = by_block(quotations)
    for block, pieces in enumerate(within):
        quoted = [q.span for q in inside_block[block]]
        start: int | None = None
        for position, piece in enumerate(pieces):
            start = piece.start if start is None else start
            following = pieces[position + 1].start if position + 1 < len(pieces) else None
            inside = following is not None and any(
                q.start < piece.end < q.end and following < q.end for q in quoted
            )
            if not inside:
                found.append(Sentence(len(found), Span(start, piece.end), block))
                start = None
    return tuple(found)


def _segments(text: str, within: Span) -> list[Span]:
    found: list[Span] = []
    start = within.start
    for match in _END.finditer(text, within.start, within.end):
        if match.end() > start and _ends_sentence(text, start, match, within.end):
            found.append(Span(start, match.end()))
            start = _past(_SPACE, text, match.end(), len(text))
    end = start + len(text[start : within.end].rstrip())
    if end > start:
        found.append(Span(start, end))
    return found


def _past(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where what `pattern` matches at `start` ends; `start` where it matches nothing."""
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    after = _past(_SPACE, text, match.end(), limit)
    if after == limit:
        return True
    opener = _past(_OPENERS, text, after, limit)
    if opener == limit or text[opener].islower():
        return False
    marks = match.group()
    quoted = marks[-1] in "\"”’'»"
    if quoted and any(m in "?!" for m in marks) and _ASK_AFTER_QUOTE.match(text, after, limit):
        return False
    if marks.startswith("…") or marks.startswith("..."):
        return text[opener].isupper()
    if marks[0] != "." or len(marks.rstrip("\"”’'»)]")) > 1:
        return True
    following = _FIRST_WORD.match(text, opener, limit)
    return quoted or not _abbreviated(text, start, match.start(), following.group() if following else "")


def _abbreviated(text: str, start: int, stop: int, following: str) -> bool:
    """True where the full stop at `stop` belongs to an abbreviation that ends no sentence here.

    Args:
        text: the whole text.
        start: where the sentence starts.
        stop: where the full stop stands.
        following: the word after it.
    """
    first = stop
    while first > start and not text[first - 1].isspace() and text[first - 1] not in _BEFORE_WORD:
        first -= 1
    word = text[first:stop]
    if not word:
        return False
    lower = word.lower().rstrip(".")
    starts_new = following.lower() in words("abbreviations", "starters") and following[0].isupper()
    if lower in words("abbreviations", "before_name"):
        if lower != "no":
            return True
        # "No. 5" and "No. Ten", but "she said no. Then".
        return following[:1].isdigit() or (word[0].isupper() and not starts_new)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not (starts_new and stop - start > 2)
    if _INITIALS.fullmatch(word + ".") or lower in words("abbreviations", "may_end"):
        return not starts_new
    return False
