"""PDF: text by page, lines joined to paragraphs, running heads told apart, links where their words show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from claims.document import BlockKind, Link, Metadata, Span
from claims.errors import UnreadableInput
from claims.reading import child
from claims.reading.extract import Extract, Run, Writer
from claims.reading.looks import by_looks
from claims.reading.pdf_child import MAX_PAGES
from claims.reading.plain import BULLET, TERMINAL
from claims.reading.scans import read_scans

TIMEOUT = 90
_HYPHENATED = re.compile(r"(\w+)[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)?\s*[-–—|]?\s*(?:\d{1,4}|[ivx]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?"
    r"\s*[-–—|]?",
    re.I,
)
_ERRORS = {
    "encrypted": ("it is encrypted", "Save it without a password."),
    "pages": (f"it has more than {MAX_PAGES:,} pages", "Give the pages that the article leans on."),
    "text": ("it has more text than a book", "Give the pages that the article leans on."),
    "memory": ("it needs more memory than a PDF may take", "Print it to a new PDF and give that."),
    "damaged": ("it is cut short or damaged", "Fetch it again, or print it to a new PDF."),
}
_EDGE_LINES = 2
_MAX_HEAD = 90
_MAX_HEADING_WORDS = 20


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    height: float | None = None
    size: float | None = None
    row: bool = False
    reason: str = ""


def read(data: bytes, *, name: str) -> Extract:
    """The text of a PDF.

    Raises:
        UnreadableInput: where it is encrypted, damaged, too large, or has no text (a scan).
    """
    answer = _in_child(data, name)
    pages: list[dict[str, Any]] = answer["pages"]
    empty = [n for n, page in enumerate(pages, 1) if not _has_text(page)]
    scans, notes = read_scans(data, empty, [n for n in empty if pages[n - 1]["picture"]])
    for number, text in scans.items():
        pages[number - 1]["lines"] = [(line.strip(), None, None, False) for line in text.splitlines()]
    if not any(_has_text(page) for page in pages):
        reason = "its pages have no text; it may be a scan"
        remedy = "Install tesseract-ocr, or run text recognition (OCR) on it and give the result."
        raise UnreadableInput(name, reason, remedy)
    lines = _without_running_heads(
        [
            [_Line(text, number, height, size, row) for text, height, size, row in page["lines"]]
            for number, page in enumerate(pages, 1)
        ]
    )
    body = median([line.size for line in lines if line.size and not line.reason] or [0.0])
    writer = Writer()
    words = Counter(re.findall(r"\w+(?:-\w+)*", "\n".join(line.text for line in lines)))
    for paragraph in _paragraphs(lines):
        first = paragraph[0]
        kind = BlockKind.PARAGRAPH
        if first.reason:
            kind = BlockKind.BOILERPLATE
        elif first.row:
            kind = BlockKind.CELL
        elif _is_large(paragraph, body):
            kind = BlockKind.HEADING
        writer.block([Run(_joined(paragraph, words))], kind, page=first.page, reason=first.reason)
    info = answer["info"]
    extract = by_looks(
        writer.extract(Metadata(info.get("/Title"), info.get("/Author")), ()), all_marked=False
    )
    links, unplaced = _links(extract, pages)
    cut = [f"Left out of page {n}: {what}." for n, page in enumerate(pages, 1) for what in page["cut"]]
    return _with(extract, links, (*notes, *cut, *unplaced))


def _in_child(data: bytes, name: str) -> dict[str, Any]:
    try:
        answer = child.ask("claims.reading.pdf_child", data, seconds=TIMEOUT)
    except child.TooSlow as error:
        reason = f"it took more than {TIMEOUT} seconds to read"
        raise UnreadableInput(name, reason, "Print it to a new PDF and give that.") from error
    except child.NoAnswer as error:
        raise UnreadableInput(name, *_ERRORS["memory"]) from error
    if "error" in answer:
        raise UnreadableInput(name, *_ERRORS[answer["error"]])
    return answer


def _has_text(page: dict[str, Any]) -> bool:
    return any(text for text, *_ in page["lines"])


def _is_large(paragraph: Sequence[_Line], body: float) -> bool:
    """True for a few words in type larger than the text's."""
    words = sum(len(line.text.split()) for line in paragraph)
    return words <= _MAX_HEADING_WORDS and all(line.size and line.size > 1.1 * body for line in paragraph)


def _without_running_heads(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines; those at the edges of pages that come again, or count pages, have a reason."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_pattern(lines[at].text) for at in _edges(lines)})
    needed = max(2, (len(pages) + 1) // 2)
    found: list[_Line] = []
    for lines in pages:
        outer = _edges(lines)
        for at, line in enumerate(lines):
            reason = ""
            if at in outer and _PAGE_NUMBER.fullmatch(line.text):
                reason = "page number"
            elif at in outer and edges[_pattern(line.text)] >= needed and _may_be_head(line.text):
                reason = "running head of the pages"
            found.append(replace(line, reason=reason))
    return found


def _edges(lines: Sequence[_Line]) -> frozenset[int]:
    """Which lines are the first and the last few with text."""
    places = [at for at, line in enumerate(lines) if line.text]
    return frozenset(places[:_EDGE_LINES] + places[-_EDGE_LINES:])


def _may_be_head(line: str) -> bool:
    """False for the lines of a sentence, which reports of one pattern repeat from page to page."""
    return len(line) <= _MAX_HEAD and not line.endswith((".", ",", ";")) and not line[0].islower()


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _paragraphs(lines: Sequence[_Line]) -> list[list[_Line]]:
    lengths = sorted(len(line.text) for line in lines if line.text and not line.reason and not line.row)
    width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    leading = median([gap for a, b in pairwise(lines) if (gap := _gap(a, b)) is not None] or [0.0])
    found: list[list[_Line]] = []
    open_paragraph: list[_Line] | None = None
    for line in lines:
        if line.reason or line.row:
            found.append([line])
            open_paragraph = open_paragraph if line.reason else None
        elif not line.text:
            # A blank line at the foot of a page doesn't end the paragraph that goes on overleaf.
            if open_paragraph and open_paragraph[-1].page == line.page:
                open_paragraph = None
        elif open_paragraph and _goes_on(open_paragraph, line, width, leading):
            open_paragraph.append(line)
        else:
            open_paragraph = [line]
            found.append(open_paragraph)
    return found


def _gap(above: _Line, below: _Line) -> float | None:
    """How far apart two lines of one page stand, in points."""
    if above.height is None or below.height is None or above.page != below.page:
        return None
    return above.height - below.height if above.height > below.height else None


def _goes_on(paragraph: Sequence[_Line], line: _Line, width: int, leading: float) -> bool:
    last = paragraph[-1].text
    gap, sizes = _gap(paragraph[-1], line), (paragraph[-1].size, line.size)
    if BULLET.match(line.text) or (gap is not None and gap > 1.35 * leading):
        return False
    if all(sizes) and abs((sizes[0] or 0) - (sizes[1] or 0)) > 1:
        return False
    ended = bool(TERMINAL.search(last))
    if line.text[0].islower() and not ended:
        return True
    if line.page != paragraph[-1].page and ended:
        return False
    full = len(last) + 1 + len(line.text.split()[0]) > 0.85 * width
    return full and not (ended and last.endswith(":"))


def _joined(paragraph: Sequence[_Line], words: Counter[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        broken = _HYPHENATED.search(text)
        following = re.match(r"\w+", line.text)
        if broken and following and line.text[0].islower():
            compound = f"{broken.group(1)}-{following.group()}"
            text = text if words[compound] else text[:-1]
            text += line.text
        else:
            text += " " + line.text
    return text


def _links(extract: Extract, pages: Sequence[dict[str, Any]]) -> tuple[tuple[Link, ...], list[str]]:
    """The links whose words are found on their page, and a note for each of the others."""
    found: list[Link] = []
    notes: list[str] = []
    for number, page in enumerate(pages, 1):
        blocks = [b for b in extract.blocks if b.page == number]
        for anchor, url in page["links"]:
            place = _place(anchor, extract.text, [b.span for b in blocks]) if anchor else None
            if place:
                found.append(Link(place, url))
            else:
                notes.append(
                    f"Page {number} links to {url}, but the words that carry the link can't be told."
                )
    return tuple(sorted(found, key=lambda link: (link.span, link.url))), notes


def _place(anchor: str, text: str, spans: Sequence[Span]) -> Span | None:
    """Where the words of a link stand; None where they stand nowhere or in more than one place."""
    hits = [
        Span(match.start(), match.end())
        for span in spans
        for match in re.compile(re.escape(anchor)).finditer(text, span.start, span.end)
    ]
    return hits[0] if len(hits) == 1 else None


def _with(extract: Extract, links: tuple[Link, ...], notes: tuple[str, ...]) -> Extract:
    return Extract(extract.text, extract.blocks, links, (), extract.metadata, notes)
