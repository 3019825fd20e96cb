"""The forms of report, as a user asks for them, held against docs/forms.md."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from claims.document import Document
from tests.journeys.conftest import EXAMPLES
from verifier import pipeline
from verifier.cli import run
from verifier.render import FORMS
from verifier.render.csv import COLUMNS
from verifier.types import Report

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
JOINING = [name for name, form in FORMS.items() if form.joins]
Written = Callable[[str], Path]


@pytest.fixture(scope="module")
def written(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The file that a check of the example writes in the form of this name; the article is checked once."""
    folder, checked, kept = tmp_path_factory.mktemp("forms"), pipeline.check, list[Report]()

    def check_once(document: Document, **options: Any) -> Report:
        kept[:] = kept or [checked(document, **options)]
        return kept[0]

    @cache
    def write(form: str) -> Path:
        path = folder / f"report{FORMS[form].suffix}"
        arguments = ["check", str(EXAMPLES / "article.md"), "--store", str(example_store)]
        assert run([*arguments, "--format", form, "--output", str(path)]) == 1
        return path

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "check", check_once)
        yield write


def section(form: str) -> str:
    """What docs/forms.md says of a form."""
    found = re.search(rf"^## {form}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None, f"docs/forms.md has no section on {form}"
    return found[1]


def example(form: str, kind: str) -> str:
    """The first example of a form, between fences of this kind."""
    return section(form).split(f"```{kind}\n", 1)[1].split("```", 1)[0]


def stands_in(part: Any, whole: Any) -> bool:
    """True where `part` is `whole` with keys and items left out."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and stands_in(value, whole[key]) for key, value in part.items())
    if isinstance(part, list) and isinstance(whole, list):
        return all(any(stands_in(item, other) for other in whole) for item in part)
    return bool(part == whole)


def objects(value: Any) -> list[Any]:
    """`value` and every object in it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(found for item in inner for found in objects(item))]


def test_what_stands_in_what() -> None:
    whole = {"a": [{"b": 1, "c": 2}], "d": 3}
    assert stands_in({"a": [{"b": 1}]}, whole)
    assert not stands_in({"a": [{"b": 2}]}, whole)
    assert not stands_in({"e": None}, whole)


@pytest.mark.parametrize("form", JOINING)
def test_every_form_is_on_the_page(form: str) -> None:
    assert f"[`{form}`](#{form})" in PAGE
    assert section(form)


@pytest.mark.parametrize("form", ["jsonl", "sarif", "annotation", "claimreview"])
def test_the_json_on_the_page_is_what_is_written(written: Written, form: str) -> None:
    text = written(form).read_text(encoding="utf-8")
    values = [json.loads(line) for line in text.splitlines()] if form == "jsonl" else [json.loads(text)]
    part = json.loads(example(form, "json"))
    assert any(stands_in(part, whole) for value in values for whole in objects(value))


@pytest.mark.parametrize(("form", "kind"), [("github", ""), ("junit", "xml")])
def test_the_lines_on_the_page_are_written(written: Written, form: str, kind: str) -> None:
    lines = [line.strip() for line in written(form).read_text(encoding="utf-8").splitlines()]
    shown = [line.strip() for line in example(form, kind).splitlines()]
    assert len(shown) > 1
    assert [line for line in shown if line not in lines] == []


def test_the_table_on_the_page_is_a_row(written: Written) -> None:
    shown = dict(re.findall(r"^\| ([a-z ]+?) \| ?(.*?) ?\|$", section("csv"), re.MULTILINE))
    del shown["column"]
    shown["column"] = "1"
    with written("csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert set(shown) == set(COLUMNS) == set(rows[0])
    assert shown in rows


def test_the_scale_on_the_page_is_the_one_that_is_used() -> None:
    from verifier.render.claimreview import RATINGS

    shown = re.findall(r"^\| (\d) \| (.*?) \| `(\w+)` \|$", section("claimreview"), re.MULTILINE)
    assert shown == [(str(number), words, verdict.value) for verdict, (number, words) in RATINGS.items()]


def test_what_is_planted_is_found_in_each_form_that_tells_findings(written: Written) -> None:
    for form in ("jsonl", "csv", "sarif", "github", "junit", "annotation"):
        text = written(form).read_text(encoding="utf-8-sig")
        assert text.count("36 dredges") >= 1, form
        for rule in ("QUO001", "FIG002", "ATT004", "FAI001", "SRC005"):
            assert rule in text, (form, rule)


def test_what_people_read_tells_it_too(written: Written) -> None:
    for form in ("terminal", "html", "docx"):
        data = written(form).read_bytes()
        if form == "docx":
            opened = docx.Document(BytesIO(data))
            text = "\n".join([p.text for p in opened.paragraphs] + [c.text for c in opened.comments])
        else:
            text = data.decode("utf-8")
        assert "36 dredges" in text, form
        for rule in ("QUO001", "FIG002", "ATT004"):
            assert rule in text, (form, rule)
