"""Splits blocks into sentences, aware of quotations, abbreviations, initials and decimals.

Two grains are made. A *segment* is what a parser should see as one sentence; segments may end inside a
quotation. A `Sentence` is what an editor sees: it never ends inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.document import BlockKind, Document, Span
from claims.lexicon import words
from claims.types import Quotation, Sentence

_END = re.compile(r"(?:[.!?…]+|(?<=\.)\s?\.\s?\.)[\"”’'»)\]]*(?=\s+\S)")
_NEXT = re.compile(r"\s+")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘]+$")
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
    for block, pieces in enumerate(within):
        quoted = [q.span for q in quotations if q.block == block]
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
            gap = _NEXT.match(text, match.end())
            start = gap.end() if gap else match.end()
    end = start + len(text[start : within.end].rstrip())
    if end > start:
        found.append(Span(start, end))
    return found


def _ends_sentence(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    after = text[match.end() : limit].lstrip()
    if not after:
        return True
    opener = after.lstrip("\"“‘'([«")
    if not opener or opener[0].islower():
        return False
    marks = match.group()
    quoted = marks[-1] in "\"”’'»"
    if quoted and any(m in "?!" for m in marks) and _ASK_AFTER_QUOTE.match(after):
        return False
    if marks.startswith("…") or marks.startswith("..."):
        return opener[0].isupper()
    if marks[0] != "." or len(marks.rstrip("\"”’'»)]")) > 1:
        return True
    return quoted or not _abbreviated(text[start : match.start()], opener)


def _abbreviated(before: str, after: str) -> bool:
    """True where the full stop after `before` belongs to an abbreviation that ends no sentence here."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    lower = word.lower().rstrip(".")
    first = re.match(r"[\w’'-]+", after)
    starts_new = bool(
        first and first.group().lower() in words("abbreviations", "starters") and first.group()[0].isupper()
    )
    if lower in words("abbreviations", "before_name"):
        return not (lower == "no" and starts_new)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not (starts_new and len(before) > 2)
    if _INITIALS.fullmatch(word + ".") or lower in words("abbreviations", "may_end"):
        return not starts_new
    return False
