"""A claim beside the passage that it was held against, and the word diff of a quotation, for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sources.source import Passage
from verifier.render.words import claim_text, signal_name, speaker_name, standing
from verifier.terms import ATTRIBUTION, MARKS, QUOTES, SUBSTANCE
from verifier.types import (
    AttributionVerdict,
    CheckedClaim,
    CheckedQuotation,
    Evidence,
    Outcome,
    QuoteState,
    Report,
    SubstanceVerdict,
)
from verifier.visible import one_line, shorten, visible

_PASSAGE_LIMIT = 480
_NARROW = 72
_OUTCOME_STYLES = {
    Outcome.AGREES: "green",
    Outcome.PARTLY: "yellow",
    Outcome.DIFFERS: "red",
    Outcome.SILENT: "dim",
}
ATTRIBUTION_STYLES = {
    AttributionVerdict.CONFIRMED: "green",
    AttributionVerdict.ALTERED: "red",
    AttributionVerdict.MISATTRIBUTED: "red",
    AttributionVerdict.NOT_FOUND: "yellow",
    AttributionVerdict.NOT_CHECKED: "dim",
}
SUBSTANCE_STYLES = {
    SubstanceVerdict.SUPPORTED: "green",
    SubstanceVerdict.PARTLY_SUPPORTED: "yellow",
    SubstanceVerdict.CONTRADICTED: "red",
    SubstanceVerdict.NOT_FOUND: "yellow",
    SubstanceVerdict.UNSURE: "yellow",
    SubstanceVerdict.NOT_CHECKED: "dim",
}
QUOTE_STYLES = {
    QuoteState.VERBATIM: "green",
    QuoteState.NORMALISED: "green",
    QuoteState.ALTERED: "red",
    QuoteState.PARTIAL: "yellow",
    QuoteState.OTHER_SPEAKER: "red",
    QuoteState.TRANSLATED: "dim",
    QuoteState.ABSENT: "yellow",
    QuoteState.SOURCE_UNREAD: "dim",
    QuoteState.NOT_CHECKED: "dim",
}


def checked_claim(report: Report, checked: CheckedClaim, *, width: int) -> RenderableType:
    """A claim on the left and its best passage on the right; one under the other on a narrow terminal."""
    best = checked.evidence[0]
    left = Group(Text(visible(claim_text(report, checked.claim))), *_verdicts(checked))
    right = Group(
        _origin(best.passage), Text(shorten(visible(best.passage.text), _PASSAGE_LIMIT)), *_signals(best)
    )
    sentence = f"Sentence {checked.claim.sentence + 1}: "
    table = Table(box=box.SQUARE, border_style="dim", width=width, show_header=True, header_style="bold")
    table.add_column(Text(sentence + one_line(speaker_name(checked.claim.speaker))), ratio=1)
    if width < _NARROW:
        table.add_row(left)
        table.add_section()
        table.add_row(right)
    else:
        table.add_column("Passage", ratio=1)
        table.add_row(left, right)
    return table


def nothing_found(checked: CheckedClaim) -> RenderableType:
    """One line for a claim that no passage speaks to, naming the passage that comes nearest."""
    verdict, nearest = checked.verdict, checked.evidence[0].passage
    head = Text(
        f"Sentence {checked.claim.sentence + 1}, {one_line(speaker_name(checked.claim.speaker))}: ", "bold"
    )
    head.append(SUBSTANCE[verdict.substance], SUBSTANCE_STYLES[verdict.substance])
    head.append(". Nearest is ")
    return head + _origin(nearest)


def _verdicts(checked: CheckedClaim) -> list[Text]:
    verdict, lines = checked.verdict, []
    if verdict.attribution is not None:
        style = ATTRIBUTION_STYLES[verdict.attribution]
        lines.append(_answer("Said so?", ATTRIBUTION[verdict.attribution], style, verdict.attribution_reason))
    style = SUBSTANCE_STYLES[verdict.substance]
    lines.append(_answer("Is it so?", SUBSTANCE[verdict.substance], style, verdict.substance_reason))
    return [Text(), *lines]


def _answer(question: str, answer: str, style: str, reason: str) -> Text:
    why = f": {one_line(reason)}" if reason else ""
    return Text.assemble((f"{question} ", "dim"), (answer, style), why)


def _origin(passage: Passage) -> Text:
    source = passage.source
    parts = [one_line(source.title)]
    parts += [one_line(source.publisher)] if source.publisher else []
    parts += [source.published.isoformat()] if source.published else []
    return Text.assemble((", ".join(parts), "italic"), (f", {one_line(str(passage.locator))}", "dim"))


def _signals(evidence: Evidence) -> list[Text]:
    place = standing(evidence)
    place += ", cited by the article" if evidence.cited else ""
    lines = [Text(), Text(place, "dim")]
    for signal in evidence.signals:
        if signal.outcome is not Outcome.SILENT and signal.name != "semantic":
            mark = (
                f"{MARKS[signal.outcome]} {one_line(signal_name(signal.name))}: ",
                _OUTCOME_STYLES[signal.outcome],
            )
            lines.append(Text.assemble(mark, one_line(signal.detail)))
    return lines


def quotation(checked: CheckedQuotation) -> RenderableType:
    """How a quotation differs from its source: the article's words struck in red, the source's in green."""
    state = (QUOTES[checked.state], QUOTE_STYLES[checked.state])
    head = Text.assemble(("Quotation: ", "bold"), state, f". {one_line(checked.detail)}")
    lines: list[RenderableType] = [head]
    if checked.match is not None and checked.match.changes:
        lines.append(word_diff(checked))
    if checked.passage is not None:
        lines.append(_origin(checked.passage))
    return Group(*lines)


def word_diff(checked: CheckedQuotation) -> Text:
    """The word diff of a quotation: [-article's-] {+source's+}, so that it can be read without colour too."""
    text = Text("  ")
    for change in checked.match.changes if checked.match is not None else ():
        if change.article == change.source:
            text.append(one_line(change.article) + " ")
            continue
        if change.article:
            text.append(f"[-{one_line(change.article)}-]", "red strike")
            text.append(" ")
        if change.source:
            text.append(f"{{+{one_line(change.source)}+}}", "green")
            text.append(" ")
    return text
