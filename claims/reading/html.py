"""HTML: the story's blocks and links out of a page, or out of a fragment that an editor exported."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from urllib.parse import urljoin

from claims.document import BlockKind
from claims.errors import UnreadableInput
from claims.reading.encoding import decode
from claims.reading.extract import Comment, Extract, Note, Run, Writer
from claims.reading.headings import is_caption
from claims.reading.page import Element, furniture_reason, is_silent, main_element, paragraph_lengths
from claims.reading.page_metadata import page_metadata
from claims.reading.urls import urls_in, web_address

_MAX_DEPTH = 200
# A parser makes an object of each tag and each attribute, of a hundred bytes and more.
_MAX_MARKS = 2_000_000
# libxml2 drops a longer one without a word.
_MAX_STRETCH = 10_000_000
# Of a page with more of them none is the headline.
_MOST_TITLES = 100
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_NOTE_MARK = re.compile(r"\s*\[?\(?(?:\d{1,3}|[a-z*†‡§])\)?\]?\s*")
_BACK_LINK = re.compile(r"[\s\u00a0]*(?:↩\ufe0e?|↑|\^|\[back\])[\s\u00a0]*$")
_VOID_WORDS = "area base br col embed hr img input link meta param source track wbr p li td tr th"
_VOID = frozenset(_VOID_WORDS.split())
_REMEDY = "Save the article's text alone."
_BLOCKS_WORDS = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr "
    "ul caption"
)
_BLOCKS = frozenset(_BLOCKS_WORDS.split())
_HEADINGS = {
    "h1": BlockKind.HEADLINE,
    **{f"h{level}": BlockKind.HEADING for level in range(2, 7)},
}
_KINDS = {
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "li": BlockKind.BULLET,
    "td": BlockKind.CELL,
    "th": BlockKind.CELL,
    **_HEADINGS,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds at a place in the tree."""

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = -1
    reason: str = ""
    url: str | None = None


def read(data: bytes, *, name: str) -> Extract:
    """The text of an HTML file."""
    declared = _CHARSET.search(data[:4096])
    text, encoding = decode(data, name=name, declared=declared.group(1).decode() if declared else None)
    return replace(read_text(text, name=name), encoding=encoding)


def read_text(text: str, *, name: str) -> Extract:
    """The text of HTML that comes as characters.

    Raises:
        UnreadableInput: where it has too many elements or they are nested too deep, or the text isn't HTML.
    """
    etree, html = import_module("lxml.etree"), import_module("lxml.html")
    clean = _PROLOGUE.sub("", text).replace("\0", "").encode("utf-8", "replace")
    _check_size(clean, name)
    _check_depth(text, name)
    try:
        root = html.document_fromstring(clean.decode())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableInput(name, f"it can't be read as HTML ({error})", "Save the page again.") from error
    whole = bool(_PAGE.search(text[:5000]))
    walker = _Walker(root)
    walker.walk()
    return walker.writer.extract(page_metadata(root, whole_page=whole), tuple(walker.notes))


def _check_size(page: bytes, name: str) -> None:
    reason = ""
    if page.count(b"<") + page.count(b"=") > _MAX_MARKS:
        reason = f"it has more than {_MAX_MARKS:,} tags and attributes"
    elif max(len(stretch) for stretch in page.split(b"<")) > _MAX_STRETCH:
        reason = f"it has more than {_MAX_STRETCH:,} bytes without a tag"
    if reason:
        raise UnreadableInput(name, reason, _REMEDY)


def _check_depth(text: str, name: str) -> None:
    depth = 0
    for tag in _TAG.finditer(text):
        closing, named, alone = tag.groups()
        if named.lower() in _VOID or alone:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > _MAX_DEPTH:
            raise UnreadableInput(name, f"its elements are nested more than {_MAX_DEPTH} deep", _REMEDY)


class _Walker:
    def __init__(self, root: Element) -> None:
        self.writer = Writer()
        self.notes: list[str] = []
        self._root = root
        self._comment = import_module("lxml.etree").Comment  # what lxml has for the tag of one
        self._lengths = paragraph_lengths(root)
        self._main = main_element(root, self._lengths)
        self._total = self._lengths.get(self._main, 0)
        self._runs: list[Run] = []
        self._breaks = 0
        self._ids = {e.get("id"): e for e in root.iter() if isinstance(e.tag, str) and e.get("id")}
        for anchor in root.iter("a"):  # the old way of naming a place, which Word and LibreOffice write
            if name := anchor.get("name"):
                block = next((e for e in anchor.iterancestors() if e.tag in _BLOCKS), anchor)
                self._ids.setdefault(name, block)
        self._footnotes, self._back_links = self._find_footnotes()
        self._noted = frozenset(self._footnotes.values())
        self._read: dict[str, tuple[str, tuple[str, ...]]] = {}  # what each says, and its links
        base = root.find(".//base")
        canonical = root.find('.//link[@rel="canonical"]')
        self._base = (base.get("href") if base is not None else None) or (
            canonical.get("href") if canonical is not None else None
        )

    def walk(self) -> None:
        """Write the headline, where it stands outside the story's element, and the story."""
        before, after = self._comments_around()
        for comment in before:
            self.writer.remark(comment, inside=False)
        if self._main.find(".//h1") is None and self._main.tag != "h1":
            titles = islice(self._root.iter("h1"), _MOST_TITLES)
            outside = [h for h in titles if not any(is_silent(a) for a in h.iterancestors())]
            if len(outside) == 1 and outside[0] not in self._main.iter():
                self._element(outside[0], _Place())
                self._flush(_Place())
        self._element(self._main, _Place())
        self._flush(_Place())
        for comment in after:
            self.writer.remark(comment, inside=False)
        if tables := sum(1 for _ in self._main.iter("table")):
            self.notes.append(f"The page has {tables} table(s); each cell was read on its own.")

    def _comments_around(self) -> tuple[list[Comment], list[Comment]]:
        """The comments of the page outside the story's element: those before it, and those after."""
        comment = self._comment
        before = [_comment(c) for c in self._root.itersiblings(comment, preceding=True)][::-1]
        after: list[Comment] = []
        found = before
        # Not by the name of its tag: a page's can hold characters that lxml takes in no name.
        for element in self._root.iter():
            if element is self._main:
                found = after
            elif element.tag is comment and all(a is not self._main for a in element.iterancestors()):
                found.append(_comment(element))
        return before, [*after, *(_comment(c) for c in self._root.itersiblings(comment))]

    def _find_footnotes(self) -> tuple[dict[str, Element], frozenset[Element]]:
        """The notes by the names that marks call them by, and the links that lead back from them."""
        notes: dict[str, Element] = {}
        back: set[Element] = set()
        passed: set[str | None] = set()
        for link in self._main.iter("a"):
            href = link.get("href") or ""
            target = href.removeprefix("#")
            if (
                href.startswith("#")
                and target in self._ids
                and _NOTE_MARK.fullmatch("".join(link.itertext()))
            ):
                if target in passed:
                    back.add(link)
                else:
                    notes[target] = self._ids[target]
            passed |= {link.get("name"), link.get("id")}
        return notes, frozenset(back)

    def _element(self, element: Element, place: _Place) -> None:
        if element.tag is self._comment:
            self._runs.append(Run("", remark=_comment(element)))
            return
        if not isinstance(element.tag, str) or is_silent(element) or element in self._back_links:
            return
        tag = element.tag.lower()
        if tag == "br":
            self._break(place)
        elif tag == "a" and self._is_note_mark(element):
            self._runs.append(Run("", note=self._note(element)))
        elif tag in _BLOCKS:
            self._flush(place)
            inner = self._inside(element, tag, place)
            self._children(element, inner)
            self._flush(inner)
        else:
            inner = replace(place, url=self._url(element)) if tag == "a" else place
            if tag == "q":
                self._runs.append(Run("“"))
            self._children(element, inner)
            if tag == "q":
                self._runs.append(Run("”"))

    def _children(self, element: Element, place: _Place) -> None:
        self._text(element.text, place)
        for child in element:
            self._element(child, place)
            self._text(child.tail, place)

    def _text(self, text: str | None, place: _Place) -> None:
        if text:
            if text.strip():
                self._breaks = 0
            self._runs.append(Run(text, place.url))

    def _break(self, place: _Place) -> None:
        self._runs.append(Run(" "))
        self._breaks += 1
        if self._breaks > 1:
            self._flush(place)

    def _inside(self, element: Element, tag: str, place: _Place) -> _Place:
        reason = place.reason
        if not reason and element is not self._main and place.kind is not BlockKind.QUOTE:
            reason = furniture_reason(element, self._lengths.get(element, 0) / max(1, self._total))
        kind = _KINDS.get(tag, place.kind)
        if place.kind in (BlockKind.QUOTE, BlockKind.CELL) and kind is not BlockKind.CAPTION:
            kind = place.kind
        if tag == "footer" and place.kind is BlockKind.QUOTE:
            kind = BlockKind.CAPTION
        if tag in ("td", "th") and _is_layout(element):
            kind = BlockKind.PARAGRAPH
        if element in self._noted:
            kind = BlockKind.FOOTNOTE
        depth = place.depth + (tag in ("ul", "ol"))
        return _Place(kind, depth, reason, place.url)

    def _flush(self, place: _Place) -> None:
        runs, self._runs, self._breaks = self._runs, [], 0
        kind = BlockKind.BOILERPLATE if place.reason else place.kind
        text = "".join(run.text for run in runs)
        if kind is BlockKind.FOOTNOTE and runs:
            runs = [replace(run, text=_BACK_LINK.sub("", run.text)) for run in runs]
        if kind is BlockKind.PARAGRAPH and is_caption(" ".join(text.split())):
            kind = BlockKind.CAPTION
        self.writer.block(runs, kind, depth=max(0, place.depth), reason=place.reason)

    def _url(self, link: Element) -> str | None:
        try:
            url = urljoin(self._base or "", (link.get("href") or "").strip())
        except ValueError:
            return None
        return web_address(url)

    def _is_note_mark(self, link: Element) -> bool:
        target = (link.get("href") or "").removeprefix("#")
        return target in self._footnotes and bool(_NOTE_MARK.fullmatch("".join(link.itertext())))

    def _note(self, link: Element) -> Note:
        target = (link.get("href") or "").removeprefix("#")
        if target not in self._read:
            self._read[target] = self._read_note(self._ids[target])
        text, urls = self._read[target]
        return Note("".join(link.itertext()).strip(" []()"), text, urls)

    def _read_note(self, element: Element) -> tuple[str, tuple[str, ...]]:
        words = "".join(element.itertext()).strip()
        for link in self._back_links.intersection(element.iter("a")):
            mark = "".join(link.itertext())
            words = words.removeprefix(mark) if words.startswith(mark) else words.removesuffix(mark)
        text = _BACK_LINK.sub("", " ".join(words.split()))
        links = [a for a in element.iter("a") if not (a.get("href") or "").startswith("#")]
        urls = [url for a in links if (url := self._url(a))]
        return text, tuple(dict.fromkeys([*urls, *urls_in(text)]))


def _comment(element: Element) -> Comment:
    return Comment(element.text or "", element.sourceline)


def _is_layout(cell: Element) -> bool:
    """True for a table cell that a page uses as a column, with paragraphs of a story in it."""
    return len(list(cell.iter("p"))) > 1
