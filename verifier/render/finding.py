"""One finding for a terminal, and the evidence of its sentence: what the report and the review both show.

Text from the article, from a source and from an editor is made visible and put in as plain text.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from claims.document import Span
from verifier.desk.standing import standing_of
from verifier.render.decided import decision_line
from verifier.render.evidence import checked_claim, nothing_found, quotation
from verifier.render.excerpt import excerpt
from verifier.render.words import finding_title, line_and_column, was_found
from verifier.terms import SEVERITIES
from verifier.types import Finding, Report, Severity
from verifier.visible import one_line, visible

SEVERITY_STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "bold yellow",
    Severity.SUGGESTION: "bold cyan",
}
QUESTION_STYLE = "bold blue"


def finding_lines(report: Report, finding: Finding, *, width: int) -> Iterator[RenderableType]:
    """A finding or a question: its rule and place, the words marked in their sentence, what to do."""
    analysis = report.article.analysis
    line, column = line_and_column(analysis.document, finding.span)
    asks = finding in report.questions
    style = QUESTION_STYLE if asks else SEVERITY_STYLES[finding.severity]
    head = Text.assemble(
        (f"{'question' if asks else SEVERITIES[finding.severity]} {one_line(finding.rule)}", style),
        " ",
        (one_line(finding_title(finding)), "bold"),
        (f"  {one_line(report.manifest.input_name)}:{line}:{column}", "dim"),
    )
    yield head
    if finding.sentence is not None:
        whole = analysis.sentences[finding.sentence].span
    else:
        whole = next(
            (b.span for b in analysis.document.blocks if b.span.overlaps(finding.span)), finding.span
        )
    start, end = max(finding.span.start, whole.start), min(finding.span.end, whole.end)
    marked = Span(start - whole.start, max(start, end) - whole.start)
    for shown in excerpt(whole.of(analysis.document.text), marked, width=width - 4):
        yield Padding(Text(shown.text), (0, 0, 0, 4))
        if shown.carets:
            yield Padding(Text(shown.carets, style), (0, 0, 0, 4))
    yield Padding(Text(visible(finding.message)), (0, 0, 0, 2))
    yield Padding(Text.assemble(("→ ", "green"), visible(finding.action)), (0, 0, 0, 2))
    made = standing_of(report, finding).decision
    if made is not None:
        yield Padding(Text(decision_line(made), "dim"), (0, 0, 0, 2))


def evidence_of(report: Report, sentence: int, *, width: int) -> Iterator[RenderableType]:
    """What the quotations and claims of sentence number `sentence` were held against."""
    for checked in report.article.quotations:
        if checked.sentence == sentence and checked.match is not None:
            yield Padding(quotation(checked), (1, 0, 0, 2))
    for claim in report.article.claims:
        if claim.claim.sentence == sentence and claim.evidence:
            if was_found(claim):
                yield Padding(checked_claim(report, claim, width=width - 2), (1, 0, 0, 2))
            else:
                yield Padding(nothing_found(claim), (1, 0, 0, 2))
