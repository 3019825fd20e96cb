"""OpenDocument text (LibreOffice Writer): headings, lists, tables, links and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, TypeAlias

from claims.document import BlockKind, Metadata
from claims.errors import UnreadableInput
from claims.reading.extract import Extract, Note, Run, Writer
from claims.reading.looks import by_looks
from claims.reading.package import open_package, parse_xml, part_of
from claims.reading.urls import urls_in, web_address

Element: TypeAlias = Any  # lxml has no types of its own

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TEXT, _TABLE = _URN % "office", _URN % "text", _URN % "table"
_STYLE, _DRAW, _META = _URN % "style", _URN % "drawing", _URN % "meta"
_DC = "{http://purl.org/dc/elements/1.1/}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MAX_DEPTH = 100
_CHARACTERS = {"tab": " ", "line-break": "\n"}
_LEFT_OUT = ("tracked-changes", "hidden-text", "note-citation", "sequence-decls", "ruby-text")


def read(data: bytes, *, name: str) -> Extract:
    """The text of an OpenDocument text file.

    Raises:
        UnreadableInput: where the file is damaged, encrypted, too large or not an OpenDocument text.
    """
    archive = open_package(data, name=name, kind="OpenDocument text", needs="content.xml")
    manifest = part_of(archive, "META-INF/manifest.xml", name=name) or b""
    if b"encryption-data" in manifest:
        raise UnreadableInput(name, "it is encrypted", "Save it without a password.")
    content = parse_xml(part_of(archive, "content.xml", name=name) or b"", name=name)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableInput(name, "it has no OpenDocument text in it", "Save its text as an .odt file.")
    styles = part_of(archive, "styles.xml", name=name)
    parents = _parents(content)
    if styles:
        parents = _parents(parse_xml(styles, name=name)) | parents
    walker = _Walker(name, parents)
    walker.body(body)
    meta = part_of(archive, "meta.xml", name=name)
    return by_looks(walker.extract(_metadata(parse_xml(meta, name=name)) if meta else Metadata()))


def _parents(root: Element) -> dict[str, str]:
    """Of each paragraph style the name of the style that it is based on."""
    return {
        style.get(_STYLE + "name"): style.get(_STYLE + "parent-style-name") or ""
        for style in root.iter(_STYLE + "style")
        if style.get(_STYLE + "name")
    }


def _metadata(root: Element) -> Metadata:
    def said(*tags: str) -> str | None:
        found = (root.find(f".//{tag}") for tag in tags)
        return next((e.text.strip() for e in found if e is not None and (e.text or "").strip()), None)

    return Metadata(
        title=said(_DC + "title"),
        author=said(_META + "initial-creator", _DC + "creator"),
        language=said(_DC + "language"),
    )


class _Walker:
    def __init__(self, name: str, parents: dict[str, str]) -> None:
        self.writer = Writer()
        self._name = name
        self._parents = parents
        self._seen: Counter[str] = Counter()
        self._used: list[Note] = []

    def body(
        self, element: Element, kind: BlockKind = BlockKind.PARAGRAPH, *, depth: int = 0, level: int = 0
    ) -> None:
        """Write what stands in a body, a section, a list or a table cell, `level` elements down."""
        if level > _MAX_DEPTH:
            reason = f"its parts are nested more than {_MAX_DEPTH} deep"
            raise UnreadableInput(self._name, reason, "Save the text as plain text.")
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag in (_TEXT + "p", _TEXT + "h"):
                self._paragraph(child, kind, depth)
            elif tag == _TEXT + "list":
                inner = kind is BlockKind.BULLET
                listed = kind if kind is BlockKind.CELL else BlockKind.BULLET
                self.body(child, listed, depth=depth + inner, level=level + 1)
            elif tag == _TABLE + "table-cell":
                self.body(child, BlockKind.CELL, level=level + 1)
            elif tag == _TEXT + "tracked-changes":
                self._seen["deleted"] += sum(1 for _ in child.iter(_TEXT + "deletion"))
            elif tag == _DRAW + "frame":
                self._frame(child)
            elif tag.startswith((_TEXT, _TABLE)) and not _is(tag, *_LEFT_OUT):
                self.body(child, kind, depth=depth, level=level + 1)

    def extract(self, metadata: Metadata) -> Extract:
        """The whole, with the footnotes that the text refers to at its end."""
        for note in self._used:
            self.writer.block([Run(note.text)], BlockKind.FOOTNOTE)
        said = {
            "image": "{} picture(s) were not read.",
            "textbox": "The text of {} text box(es) was not read.",
            "deleted": "{} tracked deletion(s) were left out; tracked insertions were read as text.",
            "hidden": "{} stretch(es) of hidden text were left out.",
            "comment": "{} comment(s) were not read.",
        }
        notes = [text.format(self._seen[key]) for key, text in said.items() if self._seen[key]]
        return self.writer.extract(metadata, tuple(notes))

    def _paragraph(self, paragraph: Element, kind: BlockKind, depth: int) -> None:
        runs: list[Run] = []
        self._inline(paragraph, runs, None, 0)
        if kind is BlockKind.PARAGRAPH:
            kind = self._kind(paragraph)
        self.writer.block(runs, kind, depth=depth)

    def _kind(self, paragraph: Element) -> BlockKind:
        for style in self._style_names(paragraph.get(_TEXT + "style-name") or ""):
            if style == "title":
                return BlockKind.HEADLINE
            if "quot" in style or style in ("block text", "blockquote"):
                return BlockKind.QUOTE
            if style in ("caption", "illustration", "figure"):
                return BlockKind.CAPTION
            if style.startswith("list"):
                return BlockKind.BULLET
        return BlockKind.HEADING if paragraph.tag == _TEXT + "h" else BlockKind.PARAGRAPH

    def _style_names(self, style: str) -> list[str]:
        """The paragraph's style and those it is based on, nearest first."""
        names: list[str] = []
        while style and len(names) < 10:
            names.append(re.sub(r"_([0-9a-f]{2})_", lambda m: chr(int(m[1], 16)), style).lower())
            style = self._parents.get(style, "")
        return names

    def _inline(self, element: Element, runs: list[Run], url: str | None, level: int) -> None:
        if level > _MAX_DEPTH:
            reason = f"its parts are nested more than {_MAX_DEPTH} deep"
            raise UnreadableInput(self._name, reason, "Save the text as plain text.")
        runs.append(Run(element.text or "", url))
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == _TEXT + "note":
                runs.append(Run("", note=self._note(child)))
            elif tag == _TEXT + "s":
                runs.append(Run(" ", url))
            elif _is(tag, *_CHARACTERS):
                runs.append(Run(_CHARACTERS[tag.removeprefix(_TEXT)], url))
            elif tag == _OFFICE + "annotation":
                self._seen["comment"] += 1
            elif tag == _DRAW + "frame":
                self._frame(child)
            elif _is(tag, "hidden-text", "hidden-paragraph"):
                self._seen["hidden"] += 1
            elif tag.startswith(_TEXT) and not _is(tag, *_LEFT_OUT):
                target = child.get(_HREF) or "" if tag == _TEXT + "a" else ""
                self._inline(child, runs, web_address(target) or url, level + 1)
            runs.append(Run(child.tail or "", url))

    def _frame(self, frame: Element) -> None:
        boxed = next(frame.iter(_DRAW + "text-box"), None) is not None
        self._seen["textbox" if boxed else "image"] += 1

    def _note(self, element: Element) -> Note:
        runs: list[Run] = []
        for paragraph in element.iter(_TEXT + "p"):
            self._inline(paragraph, runs, None, 0)
            runs.append(Run(" "))
        text = " ".join("".join(run.text for run in runs).split())
        linked = [run.url for run in runs if run.url]
        urls = tuple(dict.fromkeys([*linked, *urls_in(text)]))
        note = Note(str(len(self._used) + 1), text, urls)
        self._used.append(note)
        return note


def _is(tag: str, *names: str) -> bool:
    return any(tag == _TEXT + name for name in names)
