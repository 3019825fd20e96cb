"""A sentence in lines of a given width, with carets under the words that a finding is about."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from claims.document import Span
from verifier.visible import one_line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an excerpt, and the carets for the line below it; empty where no words are marked."""

    text: str
    carets: str


def excerpt(text: str, marked: Span, *, width: int, most: int = 3) -> tuple[Line, ...]:
    """`text` wrapped at `width` cells, `marked` underlined with carets.

    At most `most` lines are given, those around the start of the marked words; what is left out is shown as
    an ellipsis. Cells are counted as a terminal does, so that carets stand right under wide characters.
    """
    before, inside = one_line(text[: marked.start]), one_line(marked.of(text))
    whole = before + inside + one_line(text[marked.end :])
    start, end = len(before), len(before) + len(inside.rstrip())
    wrapped = _wrap(whole, width - 2)
    lines = [
        Line(whole[line.start : line.end].rstrip(), _carets(whole, line, start, end)) for line in wrapped
    ]
    first = next((number for number, line in enumerate(wrapped) if line.end > start), 0)
    first = max(0, min(first - 1 if most > 1 else first, len(lines) - most))
    shown = lines[first : first + most]
    if first:
        shown[0] = Line("… " + shown[0].text, "  " + shown[0].carets if shown[0].carets else "")
    if first + most < len(lines):
        shown[-1] = Line(shown[-1].text + " …", shown[-1].carets)
    return tuple(shown)


def _wrap(text: str, width: int) -> list[Span]:
    lines, start = [], 0
    while start < len(text):
        end, cells = start, 0
        while end < len(text) and cells + cell_len(text[end]) <= width:
            cells += cell_len(text[end])
            end += 1
        end = max(end, start + 1)
        if end < len(text):
            space = text.rfind(" ", start + 1, end + 1)
            end = space + 1 if space > start else end
        lines.append(Span(start, end))
        start = end
    return lines or [Span(0, 0)]


def _carets(text: str, line: Span, start: int, end: int) -> str:
    first, last = max(start, line.start), min(end, line.end)
    if first >= last:
        return ""
    marked = text[first:last].rstrip()
    return " " * cell_len(text[line.start : first]) + "^" * max(1, cell_len(marked))
