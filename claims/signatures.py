"""Words that layout alone gives to a name: `"..." - Name` under a quotation, and `From X: ...`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.document import Block, BlockKind, Document, Span
from claims.language import ParsedBlock
from claims.types import Attribution, Found, Manner, Quotation

_DASH = r"(?:-{1,2}|[–—―~])"
# What may stand after a quotation up to its block's end: a dash, then a name with its role.
_SIGNATURE = re.compile(rf"\s*{_DASH}\s*(?P<name>[^\W\d_][^\n\"“”]*?)\s*\.?\s*\Z")
# A signature in a block of its own, under a block that is nothing but a quotation.
_SIGNED_BELOW = re.compile(rf"{_DASH}\s*(?P<name>[^\W\d_][^\n\"“”]*?)\s*\.?\s*\Z")
_FROM = re.compile(r"(?P<cue>From|FROM)\s+(?P<name>[^\W\d_][^\n:\"“”]*?)\s*:\s+(?=\S)")
# Most words of a name with its role.
LONGEST = 14
_FINITE = ("VBD", "VBP", "VBZ", "MD")


def signed(
    document: Document, parsed: Sequence[ParsedBlock], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """The attributions that a signature or a label of origin makes, in reading order.

    Args:
        document: what was read.
        parsed: its parse, one entry a block.
        quotations: its quotations.
    """
    found: list[Attribution] = []
    blocks = {b.block: b for b in parsed}
    for index, block in enumerate(document.blocks):
        if index not in blocks:
            continue
        inside = [q for q in quotations if q.block == index]
        attribution = _after_quotations(document, block, blocks[index], inside)
        if attribution is None and index:
            above = [q for q in quotations if q.block == index - 1]
            attribution = _below(document, document.blocks[index - 1], block, blocks[index], above)
        attribution = attribution or _labelled(document, block)
        if attribution is not None:
            found.append(attribution)
    return tuple(found)


def _after_quotations(
    document: Document, block: Block, parsed: ParsedBlock, inside: Sequence[Quotation]
) -> Attribution | None:
    """The last quotations of a block, with nothing but a signature after them."""
    if not inside:
        return None
    match = _SIGNATURE.match(document.text, inside[-1].span.end, block.span.end)
    if match is None or not _is_name(parsed, name := Span(*match.span("name"))):
        return None
    return _by(name, [q.span for q in inside])


def _below(
    document: Document, above: Block, block: Block, parsed: ParsedBlock, quoted: Sequence[Quotation]
) -> Attribution | None:
    """The whole of the block above, where that is a quotation and this block a signature."""
    words = sum(len(q.span) for q in quoted)
    if above.kind is not BlockKind.QUOTE and words < 0.9 * len(above.span):
        return None
    match = _SIGNED_BELOW.match(document.text, block.span.start, block.span.end)
    if match is None or not _is_name(parsed, name := Span(*match.span("name"))):
        return None
    return _by(name, [above.span])


def _labelled(document: Document, block: Block) -> Attribution | None:
    """All that follows "From X:" in its block."""
    match = _FROM.match(document.text, block.span.start, block.span.end)
    if match is None or len(match["name"].split()) > LONGEST or not match["name"][0].isupper():
        return None
    source, cue = Span(*match.span("name")), Span(*match.span("cue"))
    content = (Span(match.end(), block.span.end),)
    return Attribution((source,), (cue,), content, Manner.INDIRECT, Found.SIGNED, lemma="from")


def _is_name(parsed: ParsedBlock, span: Span) -> bool:
    """True for a few words that begin with a name and tell nothing: no verb among them."""
    tokens = [t for t in parsed.doc if span.contains(parsed.span([t]))]
    if not tokens or len(tokens) > LONGEST or not tokens[0].text[0].isupper():
        return False
    return not any(t.tag_ in _FINITE for t in tokens)


def _by(name: Span, content: Sequence[Span]) -> Attribution:
    return Attribution((name,), (), tuple(content), Manner.DIRECT, Found.SIGNED)
