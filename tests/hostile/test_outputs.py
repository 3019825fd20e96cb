"""A hostile draft held against a hostile source under hostile settings: what each form of report makes of it.

What each form does with every single field is in `test_forms.py`, and beside each in `tests/verifier/render`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from claims.reading import read_path
from sources.store import Store
from tests.hostile.poison import FILE, MARKUP, SAYS, acting, newsroom
from verifier import render as forms
from verifier.cli import run
from verifier.config import load_config
from verifier.pipeline import check
from verifier.render import Look
from verifier.types import Report

SCHEMAS = Path(__file__).parents[1] / "verifier" / "render" / "schemas"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report, made as `verifier check` makes it."""
    folder = tmp_path_factory.mktemp("newsroom")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        draft = newsroom(folder)
        assert run(["sources", "add", "source.txt", *SAYS]) == 0
        with Store.open("sqlite:///sources.db", snapshots=folder / "sources.snapshots") as store:
            return check(read_path(draft), store=store, config=load_config(), path=draft)


def written(report: Report, form: str) -> str | bytes:
    return forms.render(report, form, Look(show_ignored=True))


def test_every_hostile_field_is_in_the_report(made: Report) -> None:
    # Without this the tests below would hold for a report that dropped them.
    document = made.article.analysis.document
    assert document.name == FILE
    assert MARKUP in (document.metadata.title or "")
    assert MARKUP in (document.metadata.author or "")
    assert MARKUP in document.text
    evidence = [e for claim in made.article.claims for e in claim.evidence]
    assert evidence
    assert all(MARKUP in (e.passage.source.publisher or "") for e in evidence)
    assert all(MARKUP in e.passage.source.title for e in evidence)
    assert any(MARKUP in e.passage.text for e in evidence)
    assert any(MARKUP in f.message and f.rule == "HOU001" for f in made.findings)
    assert any(q.match is not None and q.match.changes for q in made.article.quotations)
    assert any(MARKUP in out.note for out in made.left_out)
    assert [link.url for link in document.links if "evil.example" in link.url]


def _html(text: str) -> None:
    tree = html.fromstring(text)
    assert tree.xpath("//script | //img | //iframe | //object | //embed | //form | //base | //link") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //@srcdoc") == []
    assert all(href.startswith(("#", "http://", "https://")) for href in tree.xpath("//@href | //@src"))
    assert MARKUP in tree.text_content()
    assert "{{7*7}}" in tree.text_content(), "no template of ours has worked on it"
    titles = [" ".join(each.itertext()) for each in tree.iter("title")]
    assert "onerror=alert(1)" in titles[0]


def _markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in (*tokens, *inline)} & {
        "html_block",
        "html_inline",
        "link_open",
        "image",
    } == set()
    assert "onerror" in text


def _csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    assert len(rows) > 4
    for cell in (cell for row in rows for cell in row):
        assert not any(part.lstrip()[:1] in tuple("=+-@＝") for part in cell.split(";") if part.strip())
    assert any(MARKUP in cell for row in rows for cell in row)


def _fits(text: str, schema: Path) -> Any:
    import jsonschema

    value = json.loads(text)
    jsonschema.validate(value, json.loads(schema.read_text(encoding="utf-8")))
    return value


def _json(text: str) -> None:
    report = _fits(text, Path(forms.__file__).parents[1] / "report.schema.json")
    assert report["document"]["name"] == FILE


def _lines(text: str) -> None:
    assert MARKUP in json.dumps([json.loads(line) for line in text.splitlines()], ensure_ascii=False).replace(
        '\\"', '"'
    )


def _sarif(text: str) -> None:
    _fits(text, SCHEMAS / "sarif-2.1.0.json")


def _github(text: str) -> None:
    for line in text.splitlines():
        assert re.fullmatch(r"::(notice|warning|error)( [a-zA-Z]+=[^:,]*(,[a-zA-Z]+=[^:,]*)*)?::.*", line), (
            line
        )


def _junit(text: str) -> None:
    root = etree.fromstring(text.encode())
    assert {e.tag for e in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}


def _annotations(text: str) -> None:
    _fits(text, SCHEMAS / "annotation.json")


def _claimreview(text: str) -> None:
    assert "<" not in text, "it may stand in a script of a page"
    json.loads(text)


def _word(data: bytes) -> None:
    document = docx.Document(io.BytesIO(data))
    assert MARKUP in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert len(list(document.comments)) > 0
    for part in document.part.package.iter_parts():
        for relation in part.rels.values():
            assert not relation.is_external or relation.target_ref.startswith(("http://", "https://"))


def _terminal(text: str) -> None:
    assert "onerror=alert(1)" in text


HARMLESS: dict[str, Callable[..., None]] = {
    "terminal": _terminal,
    "html": _html,
    "json": _json,
    "docx": _word,
    "reply-sheet": _markdown,
    "fact-sheet": _markdown,
    "jsonl": _lines,
    "csv": _csv,
    "sarif": _sarif,
    "github": _github,
    "junit": _junit,
    "annotation": _annotations,
    "claimreview": _claimreview,
}


def test_no_form_is_left_out() -> None:
    assert set(HARMLESS) == set(forms.FORMS)


@pytest.mark.parametrize("form", HARMLESS)
def test_what_is_hostile_stays_text(made: Report, form: str) -> None:
    report = written(made, form)
    if isinstance(report, str):
        assert acting(report) <= ({"\r"} if form == "csv" else set())
        report.encode()
    HARMLESS[form](report)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(
    made: Report, chromium: object, tmp_path: Path, policy: bool
) -> None:
    text = written(made, "html")
    assert isinstance(text, str)
    if not policy:
        # What stops a script then is that there is none.
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert count == 1
    path = tmp_path / "report.html"
    path.write_text(text, encoding="utf-8")
    context = chromium.new_context()  # type: ignore[attr-defined]
    troubles: list[str] = []
    page = context.new_page()
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda asked: asked.url == path.as_uri() or troubles.append(asked.url))
    page.goto(path.as_uri())
    for number in (2, 3, 4):
        page.click(f"#s{number}")
        assert page.locator(f"#n{number}").is_visible()
    assert page.locator("script, img, iframe").count() == 0
    assert "onerror=alert(1)" in page.locator("body").inner_text()
    context.close()
    assert troubles == []
