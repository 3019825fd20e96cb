"""Findings as workflow commands of GitHub Actions, which mark the lines of a pull request.

The commands are told at https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what
is escaped, and how, is that of `toCommandValue` and `escapeProperty` in its toolkit. Nothing is written that
is no command: a runner looks for `##[command]` anywhere in a line that is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verifier.render import Look
from verifier.render.places import file_of, place_of
from verifier.render.words import NOTHING_HELD, count, finding_title, summarise, what_was_found
from verifier.types import Finding, Report, Severity
from verifier.visible import one_line

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
# `one_line` leaves no line break, which would be escaped as well.
_DATA = str.maketrans({"%": "%25"})
_PROPERTY = str.maketrans({"%": "%25", ":": "%3A", ",": "%2C"})


def render_all(reports: Sequence[Report], _: Look) -> str:
    """`reports` one after the other, each as a notice that sums it up and one command a finding."""
    return "".join(f"{line}\n" for report in reports for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    yield _summary(report)
    for finding in report.findings:
        yield _command(report, finding)


def _summary(report: Report) -> str:
    document, summary = report.article.analysis.document, summarise(report)
    counts = f"{count(summary.sentences, 'sentence')}, {count(summary.claims, 'claim')}."
    told = f"{file_of(document)}: {counts} {what_was_found(summary)}"
    if not summary.sources_held:
        told += f" {NOTHING_HELD}"
    return f"::notice title=Attribution report::{_escaped(told, _DATA)}"


def _command(report: Report, finding: Finding) -> str:
    document = report.article.analysis.document
    place = place_of(document, finding.span)
    properties = {
        "file": file_of(document),
        "line": str(place.line),
        "endLine": str(place.end_line),
        # A column goes with a single line only.
        **({"col": str(place.column)} if place.line == place.end_line else {}),
        "title": f"{finding.rule}: {finding_title(finding)}",
    }
    told = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in properties.items())
    data = _escaped(f"{finding.message} {finding.action}", _DATA)
    return f"::{_COMMANDS[finding.severity]} {told}::{data}"


def _escaped(text: str, signs: dict[int, str]) -> str:
    return one_line(text).translate(signs)
