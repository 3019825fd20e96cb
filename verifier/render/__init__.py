"""Reports in the forms that people and programs read: one module a form, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.types import Report


@dataclass(frozen=True, slots=True)
class Look:
    """What a form needs to know beside the report; most do without.

    Attributes:
        width: columns of a terminal.
        colours: rich's name of a colour system ("standard", "256", "truecolor"), or None for no colour.
        findings_only: True leaves out everything but the findings.
        show_ignored: True lists what the newsroom leaves out, where it is else only counted.
        article: the bytes that the article was read from, for a form that writes into the editor's own file.
        fail_on: the least severity that fails a check, for a form that tells failures; None where none does.
            A plain number, by default that of `Severity.ERROR`: `--help` loads this module, and no types.
    """

    width: int = 100
    colours: str | None = None
    findings_only: bool = False
    show_ignored: bool = False
    article: bytes | None = None
    fail_on: int | None = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A form of report.

    Attributes:
        module: where its `render(report, look)` is, which gives text, or bytes where the form is no text;
            where the form joins, it has `render_all(reports, look)` instead.
        suffix: of a file in this form, with its dot.
        joins: True where the reports on several articles fit in one file.
        package: that holds the module; empty for a plugin's, whose module is named in full.
    """

    module: str
    suffix: str
    joins: bool = False
    package: str = __name__


FORMS: Mapping[str, Form] = {
    "terminal": Form("terminal", ".txt"),
    "html": Form("html", ".html"),
    "json": Form("json", ".json"),
    "docx": Form("word", ".docx"),
    "reply-sheet": Form("reply_sheet", ".md"),
    "fact-sheet": Form("fact_sheet", ".md"),
    "jsonl": Form("jsonl", ".jsonl", joins=True),
    "csv": Form("csv", ".csv", joins=True),
    "sarif": Form("sarif", ".sarif", joins=True),
    "github": Form("github", ".github.txt", joins=True),
    "junit": Form("junit", ".xml", joins=True),
    "annotation": Form("annotation", ".annotation.jsonld", joins=True),
    "claimreview": Form("claimreview", ".claimreview.jsonld", joins=True),
}
"""The forms by the name that `--format` takes."""


def render(
    report: Report, form: str, look: Look | None = None, *, forms: Mapping[str, Form] = FORMS
) -> str | bytes:
    """`report` in the form of this name, a key of `forms`: ours, and with a configuration its `forms`."""
    if forms[form].joins:
        return render_all([report], form, look, forms=forms)
    made: str | bytes = _module(forms[form]).render(report, look or Look())
    return made


def render_all(
    reports: Sequence[Report], form: str, look: Look | None = None, *, forms: Mapping[str, Form] = FORMS
) -> str | bytes:
    """`reports` as one text, in a form that joins."""
    made: str | bytes = _module(forms[form]).render_all(reports, look or Look())
    return made


def _module(form: Form) -> ModuleType:
    return import_module(f"{form.package}.{form.module}" if form.package else form.module)
