"""Where the words of a sentence stand in the body of a Word file, and marks set round them.

Word keeps a text as runs of one format each, and a comment can begin and end only between runs (ECMA-376,
17.13.4). A run that a sentence begins or ends in is therefore parted in two, both of the same format: no word
and no format changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.parser import OxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_HYPHEN = W + "noBreakHyphen"
_UNREAD = frozenset((W + "del", W + "moveFrom", W + "txbxContent"))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that shows: the element that holds it, and its offset in that element's text."""

    element: Any
    offset: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The glyphs from `first` to `last`, both included."""

    first: Glyph
    last: Glyph


def find(body: Any, sentences: Sequence[str]) -> list[Stretch | None]:
    """Where each of `sentences`, which are in reading order, stands in `body`; None where it doesn't.

    Blanks are not compared: a reader makes one of several.
    """
    glyphs = list(_glyphs(body))
    shown = "".join(_character(glyph) for glyph in glyphs)
    found: list[Stretch | None] = []
    reached = 0
    for sentence in sentences:
        words = "".join(sentence.split())
        start = shown.find(words, reached)
        if start < 0 or not words:
            found.append(None)
            continue
        reached = start + len(words)
        found.append(Stretch(glyphs[start], glyphs[reached - 1]))
    return found


def _glyphs(body: Any) -> Iterator[Glyph]:
    for element in body.iter(W + "t", _HYPHEN):
        if _is_read(element):
            text = "-" if element.tag == _HYPHEN else element.text or ""
            yield from (Glyph(element, offset) for offset, c in enumerate(text) if not c.isspace())


def _is_read(element: Any) -> bool:
    run = element.getparent()
    return run.find(f"{W}rPr/{W}vanish") is None and not any(a.tag in _UNREAD for a in run.iterancestors())


def _character(glyph: Glyph) -> str:
    return "-" if glyph.element.tag == _HYPHEN else str(glyph.element.text[glyph.offset])


def mark(stretch: Stretch, numbers: Sequence[int]) -> None:
    """Set the marks of the comments with these numbers round `stretch`.

    The stretches of a text are marked from the last to the first: parting a run moves what comes after.
    """
    last = _run_until(stretch.last)
    _follow(last, [_range("commentRangeEnd", number) for number in numbers])
    # The sign of a comment belongs to no link and to no tracked insertion that the sentence ends in.
    outermost = last
    while outermost.getparent().tag != W + "p":
        outermost = outermost.getparent()
    place = last.getparent()[last.getparent().index(last) + len(numbers)] if outermost is last else outermost
    _follow(place, [_sign(number) for number in numbers])
    first = _run_from(stretch.first)
    for number in numbers:
        first.addprevious(_range("commentRangeStart", number))


def _run_from(glyph: Glyph) -> Any:
    """The run that begins with `glyph`, parted from what comes before it."""
    run = glyph.element.getparent()
    children = [child for child in run if child.tag != W + "rPr"]
    at = children.index(glyph.element)
    if glyph.offset == 0:
        return _parted(run, children[at:]) if at else run
    return _parted(run, [_tail_of(glyph.element, glyph.offset), *children[at + 1 :]])


def _run_until(glyph: Glyph) -> Any:
    """The run that ends with `glyph`, parted from what comes after it."""
    run = glyph.element.getparent()
    children = [child for child in run if child.tag != W + "rPr"]
    after = children[children.index(glyph.element) + 1 :]
    if glyph.offset + 1 < len(glyph.element.text or ""):
        after.insert(0, _tail_of(glyph.element, glyph.offset + 1))
    if after:
        _parted(run, after)
    return run


def _parted(run: Any, moved: Sequence[Any]) -> Any:
    """A new run after `run`, of the same format, with the children that are `moved` to it."""
    added = run.makeelement(run.tag, run.attrib, run.nsmap)
    form = run.find(W + "rPr")
    added.extend([*([deepcopy(form)] if form is not None else []), *moved])
    run.addnext(added)
    return added


def _tail_of(element: Any, offset: int) -> Any:
    """A new text element with what `element` has from `offset` on, which is taken from it."""
    tail = element.makeelement(element.tag, element.attrib, element.nsmap)
    element.text, tail.text = element.text[:offset], element.text[offset:]
    for part in (element, tail):
        part.set(_SPACE, "preserve")
    return tail


def _follow(place: Any, elements: Sequence[Any]) -> None:
    for element in reversed(elements):
        place.addnext(element)


def _range(name: str, number: int) -> Any:
    return OxmlElement(f"w:{name}", {W + "id": str(number)})


def _sign(number: int) -> Any:
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:commentReference", {W + "id": str(number)}))
    return run
