"""Finds the words between quotation marks, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from claims.document import Block, BlockKind, Document, Span, cover
from claims.types import Quotation

DOUBLE = '"“”„«»'
MARKS = DOUBLE + "‘’'"

# A quotation of fewer words, inside the outlet's own sentence, carries no speech of its own.
SPEECH_WORDS = 4
# In a title words of so many letters begin with a capital.
_LONG_WORD = 4

_DOUBLE_MARK = re.compile(f"[{DOUBLE}]")
_SINGLE_OPEN = re.compile(r"(?<![^\s(\[—–-])[‘'](?=[^\W\d_])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])[’'](?!\w)")
_OPENS_AFTER = re.compile(r"[\s(\[{—–‘'/-]")


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """All outermost quotations of a document, in reading order.

    Double marks of any style come first; single marks count only outside them. A quotation that is not
    closed by the end of its block runs to that end and has `closed` False: by custom a speech of several
    paragraphs opens each of them and closes only the last.
    """
    found: list[Quotation] = []
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.BOILERPLATE:
            found.extend(_in_block(document.text, index, block))
    return tuple(found)


def is_speech(text: str, quotation: Quotation) -> bool:
    """True where a quotation is long enough to be somebody's speech and not a quoted term or title."""
    inner = quotation.inner.of(text)
    if inner.rstrip().endswith((",", ".", "!", "?")):
        return True
    words = inner.split()
    long = [w for w in words if len(w) >= _LONG_WORD]
    is_title = bool(long) and all(w[0].isupper() for w in long)
    return len(words) >= SPEECH_WORDS and not is_title


def is_all_quoted(block: Block, quotations: Iterable[Quotation]) -> bool:
    """True where a block is marked as a quotation, or is hardly more than its `quotations`."""
    return block.kind is BlockKind.QUOTE or sum(len(q.span) for q in quotations) >= 0.9 * len(block.span)


def whole_quotations(spans: Sequence[Span], quotations: Iterable[Quotation]) -> list[Span]:
    """`spans` in order, each grown to the whole of every quotation whose words it touches."""
    grown = list(spans)
    for quotation in quotations:
        touched = [span for span in grown if span.overlaps(quotation.inner)]
        if touched:
            grown = [span for span in grown if span not in touched]
            grown.append(cover((*touched, quotation.span)))
    return sorted(grown)


def _in_block(text: str, index: int, block: Block) -> list[Quotation]:
    double = _double(text, index, block)
    outside = _gaps(block.span, [q.span for q in double])
    single = [q for gap in outside for q in _single(text, index, gap)]
    return sorted(double + single, key=lambda q: q.span)


def _double(text: str, index: int, block: Block) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for match in _DOUBLE_MARK.finditer(text, block.span.start, block.span.end):
        at = match.start()
        if opened is None:
            if _can_open(text, at, block.span):
                opened = at
        elif match.group() in "“„" and text[opened] in "“„":
            found.append(Quotation(Span(opened, at), Span(opened + 1, at), index, closed=False))
            opened = at
        else:
            found.append(Quotation(Span(opened, at + 1), Span(opened + 1, at), index))
            opened = None
    if opened is not None:
        end = block.span.end
        found.append(Quotation(Span(opened, end), Span(opened + 1, end), index, closed=False))
    return [q for q in found if len(q.inner)]


def _can_open(text: str, at: int, within: Span) -> bool:
    if text[at] in "“„«":
        return True
    if text[at] == "”":
        return False
    if _inches(text, at):
        return False
    before = text[at - 1] if at > within.start else " "
    after = text[at + 1] if at + 1 < within.end else " "
    return bool(_OPENS_AFTER.match(before)) or not after.isspace()


def _inches(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and text[at] == '"'


def _single(text: str, index: int, gap: Span) -> list[Quotation]:
    found: list[Quotation] = []
    at = gap.start
    while opening := _SINGLE_OPEN.search(text, at, gap.end):
        closing = _closing_single(text, opening.end(), gap.end)
        if closing is None:
            at = opening.end()
            continue
        found.append(Quotation(Span(opening.start(), closing + 1), Span(opening.end(), closing), index))
        at = closing + 1
    return found


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The mark that closes a single quotation: one after punctuation if there is any, else the first."""
    candidates = [m.start() for m in _SINGLE_CLOSE.finditer(text, start, end)]
    following = _SINGLE_OPEN.search(text, start, end)
    if following:
        candidates = [c for c in candidates if c < following.start()]
    after_stop = [c for c in candidates if text[c - 1] in ",.?!"]
    best = after_stop or candidates
    return best[0] if best else None


def _gaps(whole: Span, taken: list[Span]) -> list[Span]:
    gaps: list[Span] = []
    at = whole.start
    for span in taken:
        if span.start > at:
            gaps.append(Span(at, span.start))
        at = span.end
    if at < whole.end:
        gaps.append(Span(at, whole.end))
    return gaps
