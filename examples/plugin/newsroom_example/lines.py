"""A form of report: one line a finding, to be searched with grep."""

from verifier.render import Look
from verifier.render.words import finding_title, line_and_column
from verifier.types import Report
from verifier.visible import one_line


def render(report: Report, look: Look) -> str:  # noqa: ARG001 - all forms take it
    """The findings of `report`, one line each."""
    document = report.article.analysis.document
    lines = []
    for finding in report.findings:
        line, column = line_and_column(document, finding.span)
        lines.append(one_line(f"{document.name}:{line}:{column}: {finding.rule} {finding_title(finding)}"))
    return "".join(f"{line}\n" for line in lines)
