"""Reports in the forms that people and programs read: one module a form, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
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
    """

    width: int = 100
    colours: str | None = None
    findings_only: bool = False
    show_ignored: bool = False
    article: bytes | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form of report.

    Attributes:
        module: where its `render(report, look)` is, which gives text, or bytes where the form is no text.
        suffix: of a file in this form, with its dot.
        package: that holds the module; empty for a plugin's, whose module is named in full.
    """

    module: str
    suffix: str
    package: str = __name__


FORMS: Mapping[str, Form] = {
    "terminal": Form("terminal", ".txt"),
    "html": Form("html", ".html"),
    "json": Form("json", ".json"),
}
"""The forms by the name that `--format` takes."""


def render(
    report: Report, form: str, look: Look | None = None, *, forms: Mapping[str, Form] = FORMS
) -> str | bytes:
    """`report` in the form of this name, a key of `forms`: ours, and with a configuration its `forms`."""
    chosen = forms[form]
    module = import_module(f"{chosen.package}.{chosen.module}" if chosen.package else chosen.module)
    made: str | bytes = module.render(report, look or Look())
    return made
