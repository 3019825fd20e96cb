"""Word: paragraphs by style, tables, links, footnotes; insertions are read, deletions and comments not."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from typing import Any

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading.extract import Extract, Note, Run, Writer
from claims.reading.headings import starts_with_emoji
from claims.reading.looks import by_looks
from claims.reading.package import open_package
from claims.reading.urls import urls_in, web_address

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_FIELDS = (_W + "instrText", _W + "fldSimple")
_READ_INSIDE = frozenset(
    _W + tag
    for tag in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
)
_CHARACTERS = {"tab": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
_SENTENCE_ENDS = tuple(".?!:;,")
_MAX_HEADING_WORDS = 14


def read(data: bytes, *, name: str) -> Extract:
    """The text of a Word file.

    Raises:
        UnreadableInput: where the file is damaged, encrypted, too large or not a Word document.
    """
    open_package(data, name=name, kind="Word document", needs="word/document")
    io, docx = import_module("io"), import_module("docx")
    try:
        opened = docx.Document(io.BytesIO(data))
        walker = _Walker(opened)
        walker.body(opened.element.body)
        extract = walker.extract(opened.core_properties)
    except RecursionError as error:
        raise UnreadableInput(
            name, "its parts are nested too deep", "Save the text as plain text."
        ) from error
    except Exception as error:  # python-docx lets errors of lxml, zipfile and its own through
        reason = f"it is damaged and can't be read as a Word document ({type(error).__name__})"
        raise UnreadableInput(name, reason, "Open it in Word and save it again.") from error
    return by_looks(extract)


class _Walker:
    def __init__(self, opened: Any) -> None:
        self.writer = Writer()
        self._part = opened.part
        self._styles = {style.style_id: style for style in opened.styles if style.type == 1}
        self._seen: Counter[str] = Counter()
        self._notes = {kind: self._read_notes(kind) for kind in ("footnote", "endnote")}
        self._used: dict[Note, int] = {}  # with the number of each
        self._field: list[str] = []
        self._field_url: str | None = None

    def body(self, element: Any, *, in_cell: bool = False) -> None:
        """Write the paragraphs and tables of a body, a table cell or a content control."""
        for child in element:
            if child.tag == _W + "p":
                self._paragraph(child, in_cell=in_cell)
            elif child.tag == _W + "tbl":
                for cell in child.iter(_W + "tc"):
                    if next(cell.iterancestors(_W + "tbl")) is child:
                        self.body(cell, in_cell=True)
            elif child.tag in _READ_INSIDE:
                self.body(child, in_cell=in_cell)

    def extract(self, core: Any) -> Extract:
        """The whole, with the footnotes that the text refers to at its end."""
        for note in self._used:
            self.writer.block([Run(note.text)], BlockKind.FOOTNOTE)
        metadata = Metadata(
            title=core.title or None, author=core.author or None, language=core.language or None
        )
        return self.writer.extract(metadata, self._told())

    def _told(self) -> tuple[str, ...]:
        said = {
            "image": "{} picture(s) were not read.",
            "textbox": "The text of {} text box(es) was not read.",
            "deleted": "{} tracked deletion(s) were left out; tracked insertions were read as text.",
            "hidden": "{} stretch(es) of hidden text were left out.",
            "comment": "{} comment(s) were not read.",
        }
        return tuple(text.format(self._seen[key]) for key, text in said.items() if self._seen[key])

    def _paragraph(self, paragraph: Any, *, in_cell: bool) -> None:
        runs: list[Run] = []
        self._inline(paragraph, runs, None)
        kind, depth = self._kind(paragraph)
        if in_cell:
            kind = BlockKind.CELL
        elif kind is BlockKind.PARAGRAPH and _is_bold_heading(
            paragraph, "".join(r.text for r in runs).strip()
        ):
            kind = BlockKind.HEADING
        part: list[Run] = []
        for run in [*runs, Run("\n\n")]:
            # Two line breaks in a row are how some writers part paragraphs.
            if (run.text == "\n" and part and part[-1].text == "\n") or run.text == "\n\n":
                self.writer.block(part, kind, depth=depth)
                part = []
            else:
                part.append(run)

    def _kind(self, paragraph: Any) -> tuple[BlockKind, int]:
        properties = paragraph.find(_W + "pPr")
        style_id, level, outline = None, None, None
        if properties is not None:
            style = properties.find(_W + "pStyle")
            style_id = style.get(_W + "val") if style is not None else None
            level = properties.find(f"{_W}numPr/{_W}ilvl")
            outline = properties.find(_W + "outlineLvl")
        depth = int(level.get(_W + "val")) if level is not None else 0
        for style_name in self._style_names(style_id):
            if style_name == "title":
                return BlockKind.HEADLINE, 0
            if style_name.startswith("heading"):
                return BlockKind.HEADING, 0
            if style_name.startswith("list"):
                return BlockKind.BULLET, depth or max(0, int(re.sub(r"\D", "", style_name) or 1) - 1)
            if "quote" in style_name or style_name == "block text":
                return BlockKind.QUOTE, 0
            if style_name == "caption":
                return BlockKind.CAPTION, 0
        if level is not None:
            return BlockKind.BULLET, depth
        is_outlined = outline is not None and outline.get(_W + "val") != "9"
        return (BlockKind.HEADING if is_outlined else BlockKind.PARAGRAPH), 0

    def _style_names(self, style_id: str | None) -> list[str]:
        """The paragraph's style and those it is based on, nearest first."""
        names: list[str] = []
        style = self._styles.get(style_id)
        while style is not None and len(names) < 10:
            names.append((style.name or "").lower())
            style = style.base_style
        return names

    def _inline(self, element: Any, runs: list[Run], url: str | None) -> None:
        for child in element:
            if child.tag == _W + "r":
                self._run(child, runs, url)
            elif child.tag == _W + "hyperlink":
                self._inline(child, runs, self._target(child, self._part) or url)
            elif child.tag in _READ_INSIDE:
                inner = _field_targets(child.get(_W + "instr") or "")
                self._inline(child, runs, inner[0] if inner else url)
            elif child.tag in (_W + "del", _W + "moveFrom"):
                self._seen["deleted"] += 1

    def _run(self, run: Any, runs: list[Run], url: str | None) -> None:
        if _is_on(run, "vanish"):
            self._seen["hidden"] += 1
            return
        for child in run:
            if not isinstance(child.tag, str):
                continue  # a comment of the XML's
            tag = child.tag.removeprefix(_W)
            if tag == "t":
                runs.append(Run(child.text or "", url or self._field_url))
            elif tag == "br":
                runs.append(Run("\n"))
            elif tag in _CHARACTERS:
                runs.append(Run(_CHARACTERS[tag], url))
            elif tag in ("footnoteReference", "endnoteReference"):
                self._mark(tag.removesuffix("Reference"), child.get(_W + "id"), runs)
            elif tag == "commentReference":
                self._seen["comment"] += 1
            elif tag in ("fldChar", "instrText"):
                self._in_field(tag, child)
            elif tag in ("drawing", "pict", "object") or child.tag.endswith("}AlternateContent"):
                boxed = next(child.iter(_W + "txbxContent"), None) is not None
                self._seen["textbox" if boxed else "image"] += 1

    def _in_field(self, tag: str, element: Any) -> None:
        if tag == "instrText":
            self._field.append(element.text or "")
            return
        kind = element.get(_W + "fldCharType")
        if kind == "begin":
            self._field = []
        found = _field_targets("".join(self._field)) if kind == "separate" else []
        self._field_url = found[0] if found else None

    def _mark(self, kind: str, number: str, runs: list[Run]) -> None:
        note = self._notes[kind].get(number)
        if note is not None:
            label = str(self._used.setdefault(note, len(self._used) + 1))
            runs.append(Run("", note=Note(label, note.text, note.urls)))

    def _read_notes(self, kind: str) -> dict[str, Note]:
        part = next(
            (r.target_part for r in self._part.rels.values() if r.reltype.endswith(f"/{kind}s")), None
        )
        if part is None:
            return {}
        parse_xml = import_module("docx.oxml").parse_xml
        found: dict[str, Note] = {}
        for element in parse_xml(part.blob).iter(_W + kind):
            if element.get(_W + "type") in _SEPARATORS:
                continue
            text = " ".join("".join(t.text or "" for t in element.iter(_W + "t")).split())
            linked = [self._target(link, part) for link in element.iter(_W + "hyperlink")]
            fields = [e.text or e.get(_W + "instr") or "" for e in element.iter(*_FIELDS)]
            urls = dict.fromkeys(
                url for url in [*linked, *_field_targets("".join(fields)), *urls_in(text)] if url
            )
            found[element.get(_W + "id")] = Note(element.get(_W + "id"), text, tuple(urls))
        return found

    def _target(self, link: Any, part: Any) -> str | None:
        relation = part.rels.get(link.get(_R + "id"))
        if relation is None or not relation.is_external:
            return None
        return web_address(relation.target_ref)


def _field_targets(instructions: str) -> list[str]:
    """The web addresses of the HYPERLINK fields in `instructions`."""
    return [url for target in _HYPERLINK.findall(instructions) if (url := web_address(target))]


def _is_on(run: Any, name: str) -> bool:
    """True where a run has a property, and not to turn off what its style has (ISO/IEC 29500-1, 17.17.4)."""
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(_W + "val") not in ("0", "false", "off")


def _is_bold_heading(paragraph: Any, text: str) -> bool:
    """True for a short line in bold, as drafts without styles have for headings."""
    if not text or text.endswith(_SENTENCE_ENDS) or len(text.split()) > _MAX_HEADING_WORDS:
        return False
    runs = [r for r in paragraph.iter(_W + "r") if any((t.text or "").strip() for t in r.iter(_W + "t"))]
    all_bold = bool(runs) and all(_is_on(r, "b") for r in runs)
    return all_bold and (text[0].isupper() or text[0].isdigit() or starts_with_emoji(text))
