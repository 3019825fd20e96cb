"""Every form of report, of an article and sources whose words try to act: what comes out is inert."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from zipfile import ZipFile

from lxml import etree
from markdown_it import MarkdownIt

from tests.verifier.render.builder import poisoned, report
from tests.verifier.render.tags import Tags
from verifier import render as forms
from verifier.render.csv import COLUMNS
from verifier.types import Report

from .documents import MENDED
from .target import Target, fields, text_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _given(data: bytes) -> Report:
    """A report with the first field of the input in each sentence, the second in every other text."""
    article, rest = map(text_of, fields(data, 2))
    made: Report = poisoned(report(extra=article), rest)
    return made


def _text(data: bytes, form: str) -> str:
    text = forms.render(_given(data), form)
    assert isinstance(text, str)
    text.encode()
    acting = MENDED.intersection(text) - ({"\r"} if form == "csv" else set())
    assert not acting, f"characters that act: {acting}"
    return text


@cache
def _clean() -> Tags:
    text = forms.render(report(), "html")
    assert isinstance(text, str)
    return Tags(text)


def html(data: bytes) -> None:
    """No tag and no attribute that a report of plain words hasn't; links lead to the web or inside."""
    tags = Tags(_text(data, "html"))
    assert not tags.stack
    assert {tag for tag, _ in tags.tags} <= {tag for tag, _ in _clean().tags}
    assert {name for _, found in tags.tags for name in found} <= {
        n for _, found in _clean().tags for n in found
    }
    for _, found in tags.tags:
        assert "src" not in found
        href = found.get("href") or "#"
        assert href.startswith(("#", "http://", "https://")), href


def terminal(data: bytes) -> None:
    """Plain words in lines; the only control sequences are colours."""
    text = _text(data, "terminal")
    coloured = forms.render(_given(data), "terminal", forms.Look(colours="standard"))
    assert isinstance(coloured, str)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "\x1b" not in bare
    assert [line.rstrip() for line in bare.splitlines()] == [line.rstrip() for line in text.splitlines()]


def markdown(data: bytes) -> None:
    """No link, picture, code block or markup comes of a word in it."""
    for form in ("reply-sheet", "fact-sheet"):
        for token in _MARKDOWN.parse(_text(data, form)):
            assert token.type not in ("html_block", "fence", "code_block"), token.content
            for inner in token.children or []:
                assert inner.type not in ("html_inline", "image", "link_open"), inner.content


def table(data: bytes) -> None:
    """As many cells in each row, and none of them a formula."""
    text = _text(data, "csv")
    assert text.count("\r") == text.count("\r\n")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        assert len(row) == len(COLUMNS)
        for cell in row:
            assert not any(part.lstrip()[:1] in "=+-@＝＋－＠" for part in cell.split(";") if part.strip()), (
                cell
            )


def github(data: bytes) -> None:
    """A command a line, of the three kinds that tell something."""
    text = _text(data, "github")
    for line in re.split(r"\r\n|\r|\n", text)[:-1]:
        assert re.fullmatch(r"::(?:notice|warning|error)(?: [^\r\n]*?)?::.*", line), line


def values(data: bytes) -> None:
    """The forms that are JSON: it is, with the numbers of the standard alone."""
    for form in ("json", "jsonl", "sarif", "annotation", "claimreview"):
        text = _text(data, form)
        for piece in text.splitlines() if form == "jsonl" else [text]:
            json.loads(piece, parse_constant=_no_constant)


def _no_constant(name: str) -> float:
    raise AssertionError(f"{name} is no JSON")


def junit(data: bytes) -> None:
    """XML that a parser without mercy reads, with the elements of the form alone."""
    root = etree.fromstring(_text(data, "junit").encode())
    known = {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-out",
        "properties",
        "property",
    }
    assert {element.tag for element in root.iter()} <= known


def word(data: bytes) -> None:
    """A package whose XML is whole, with a comment for each finding and the words of the article."""
    given = _given(data)
    made = forms.render(given, "docx")
    assert isinstance(made, bytes)
    with ZipFile(io.BytesIO(made)) as archive:
        parts = {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith("xml")
        }
    comments = [c for name, root in parts.items() if "comments" in name for c in root.iter(f"{_WORD}comment")]
    assert len(comments) == len(given.findings)
    assert len(list(parts["word/document.xml"].iter(f"{_WORD}commentRangeStart"))) == len(comments)
    assert not any(element.tag == f"{_WORD}hyperlink" for element in parts["word/document.xml"].iter())


def _form(name: str, run: Callable[[bytes], None]) -> Target:
    return Target(f"report-{name}", run, words="report", longest=300)


TARGETS = (
    _form("html", html),
    _form("terminal", terminal),
    _form("markdown", markdown),
    _form("csv", table),
    _form("github", github),
    _form("json", values),
    _form("junit", junit),
    _form("word", word),
)
