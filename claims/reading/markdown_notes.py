"""Footnotes of Markdown: where they are defined, which is not in code, and the text without them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from claims.document import Span
from claims.reading.inline import parser

#: Types of tokens that are code.
CODE = ("code_block", "fence")
#: A line with its end.
LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_DEFINITION = re.compile(
    r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:[ \t]*(?P<text>.*(?:\n(?:[ \t]{2,}|\t)\S.*)*)", re.MULTILINE
)


def definitions(source: str) -> list[re.Match[str]]:
    """The footnotes of a Markdown text, in order: matches with the groups `label` and `text`."""
    matches = [*_DEFINITION.finditer(source)]
    code = _code(source) if matches else []

    def in_code(place: int) -> bool:
        before = bisect_right(code, place, key=lambda span: span.start) - 1
        return before >= 0 and place < code[before].end

    return [match for match in matches if not in_code(match.start())]


def _code(source: str) -> list[Span]:
    """Where code stands, in order: what looks like a footnote in it is none."""
    lines = [match.start() for match in LINE.finditer(source)]
    maps = (token.map for token in parser().parse(source) if token.type in CODE)
    return [Span(lines[first], lines[min(last, len(lines) - 1)]) for first, last in filter(None, maps)]


def blanked(text: str, matches: Iterable[re.Match[str]]) -> str:
    """`text` with spaces instead of `matches`, which are in order, so that all offsets stay."""
    parts: list[str] = []
    at = 0
    for match in matches:
        parts += [text[at : match.start()], re.sub(r"[^\n]", " ", match.group())]
        at = match.end()
    return "".join([*parts, text[at:]])
