"""The editor's own Word file with a comment at each finding, and nothing else changed.

A draft in another format is written as a new Word file first, block by block. Comments as in ECMA-376,
17.13.4. Of the file's parts only four are written anew: the body, for the marks round the sentences, the
comments, and the two lists that name the part with the comments. All others come back byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import chain
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from claims.document import BlockKind, Document
from claims.errors import BadConfiguration
from verifier.render import Look
from verifier.render.word_places import Stretch, W, find, mark
from verifier.types import Finding, Report
from verifier.visible import one_line, shorten, visible

AUTHOR, _INITIALS = "Attribution check", "AC"
_FORMAT = "docx"
_TYPES = "[Content_Types].xml"
_QUOTED = 80
_ALWAYS = (1980, 1, 1, 0, 0, 0)

# What XML 1.0 can't hold beside what `visible` replaces.
_NO_XML = re.compile("[\ufffe\uffff]")

_STYLES = {
    BlockKind.HEADLINE: "Title",
    BlockKind.HEADING: "Heading 2",
    BlockKind.BULLET: "List Bullet",
    BlockKind.QUOTE: "Quote",
    BlockKind.CAPTION: "Caption",
}


def render(report: Report, look: Look | None = None) -> bytes:
    """A Word file with one comment for each finding, at the sentence that it is about.

    The file is `look.article` where the article is a Word document, else a new one with the article's text.
    A comment whose sentence can't be marked, such as one in a footnote, stands at the nearest sentence above
    it that can, and says which words it is about. Equal reports give equal bytes.
    """
    document = report.article.analysis.document
    spans = [sentence.span for sentence in report.article.analysis.sentences]
    if document.format == _FORMAT and look is not None and look.article is not None:
        data = look.article
        sentences = [document.offsets.to_origin(span).of(document.original) for span in spans]
    else:
        data = _written(document)
        sentences = [_plain(span.of(document.text)) for span in spans]
    return _commented(data, sentences, _by_sentence(report))


def _by_sentence(report: Report) -> dict[int, list[Finding]]:
    """The findings by the sentence where they are to stand: of those about none, the first they meet."""
    found: dict[int, list[Finding]] = {}
    sentences = report.article.analysis.sentences
    for finding in report.findings:
        at = finding.sentence
        if at is None:
            at = next((s.index for s in sentences if s.span.overlaps(finding.span)), 0)
        found.setdefault(at, []).append(finding)
    return found


def _commented(data: bytes, sentences: Sequence[str], findings: Mapping[int, Sequence[Finding]]) -> bytes:
    if not findings:
        return data
    opened = docx.Document(BytesIO(data))
    places = find(opened.element.body, sentences)
    marked: dict[int, list[int]] = {}
    for sentence in sorted(findings):
        at = _nearest(places, sentence)
        about = f"About “{shorten(one_line(sentences[sentence]), _QUOTED)}”:\n" if at != sentence else ""
        comments = [
            opened.comments.add_comment(about + _said(f), AUTHOR, _INITIALS) for f in findings[sentence]
        ]
        marked.setdefault(at, []).extend(comment.comment_id for comment in comments)
    for at in sorted(marked, reverse=True):
        if (place := places[at]) is not None:
            mark(place, marked[at])
    for comment in _comments(opened).element:
        if comment.get(W + "author") == AUTHOR:
            # The day of the check would make of one report two files.
            comment.attrib.pop(W + "date", None)
    return _repacked(data, opened)


def _comments(opened: DocxDocument) -> XmlPart:
    return cast(XmlPart, opened.part.part_related_by(RT.COMMENTS))


def _nearest(places: Sequence[Stretch | None], sentence: int) -> int:
    """The sentence itself where it can be marked, else the last above it, else the first that can."""
    for at in chain(range(sentence, -1, -1), range(sentence + 1, len(places))):
        if places[at] is not None:
            return at
    reason = "the file has no text that a comment could stand at"
    raise BadConfiguration("--format docx", reason, "Take another format.")


def _said(finding: Finding) -> str:
    weight = finding.severity.name.lower()
    return _plain(f"{finding.rule} ({weight}): {one_line(finding.message)}\n{one_line(finding.action)}")


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", visible(text))


def _repacked(data: bytes, opened: DocxDocument) -> bytes:
    """The file in `data` with the body, its relations and the comments of `opened`."""
    saved = BytesIO()
    opened.save(saved)
    body, comments = opened.part.partname, _comments(opened).partname
    written = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(saved) as after, ZipFile(written, "w") as archive:
        changed = {name[1:]: after.read(name[1:]) for name in (body, body.rels_uri, comments)}
        changed[_TYPES] = _with_type(before.read(_TYPES), comments)
        for entry in before.infolist():
            archive.writestr(entry, changed.pop(entry.filename, b"") or before.read(entry))
        for name in changed:
            archive.writestr(ZipInfo(name, _ALWAYS), changed[name], ZIP_DEFLATED)
    return written.getvalue()


def _with_type(types: bytes, comments: str) -> bytes:
    """The list of the types of a file's parts, in which the part `comments` stands."""
    root = parse_xml(types)
    if not any(entry.get("PartName") == comments for entry in root):
        name = root.tag.replace("Types", "Override")
        root.append(root.makeelement(name, {"PartName": comments, "ContentType": CT.WML_COMMENTS}))
    return serialize_part_xml(root)


def _written(document: Document) -> bytes:
    """A new Word file with the text of `document`."""
    made = docx.Document()
    for block in document.blocks:
        made.add_paragraph(_plain(block.span.of(document.text)), _STYLES.get(block.kind))
    saved = BytesIO()
    made.save(saved)
    with ZipFile(saved) as archive, ZipFile(written := BytesIO(), "w") as again:
        for entry in archive.infolist():
            again.writestr(ZipInfo(entry.filename, _ALWAYS), archive.read(entry), ZIP_DEFLATED)
    return written.getvalue()
