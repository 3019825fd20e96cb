"""The report for a terminal: what an editor wants first comes first.

Every piece of text from the article or a source is made visible and put in as plain text, so that neither
control characters nor rich's own markup can act.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from claims.types import Claim, ClaimKind
from verifier import limits
from verifier.render import Look
from verifier.render.decided import set_aside
from verifier.render.finding import evidence_of, finding_lines
from verifier.render.ignored import ignored, what_was_left_out
from verifier.render.opening import Opening, opening
from verifier.render.voices import who_gets_to_speak
from verifier.render.words import (
    NOTHING_HELD,
    QUESTIONS,
    Summary,
    count,
    doubt,
    speaker_name,
    speaker_type,
    summarise,
    was_found,
    what_was_found,
)
from verifier.terms import ATTRIBUTION, KINDS, SUBSTANCE
from verifier.types import CheckedClaim, Report
from verifier.visible import one_line, visible

KIND_STYLES = {
    ClaimKind.GOVERNMENT: "blue",
    ClaimKind.NGO: "magenta",
    ClaimKind.ATTRIBUTED: "cyan",
    ClaimKind.FACT: "",
    ClaimKind.NONE: "dim",
}

# Nothing shown depends on it, but without it rich asks the terminal again for every line.
_HEIGHT = 25


def render(report: Report, look: Look | None = None) -> str:
    """`report` as lines of text, with colour codes where `look` asks for colours."""
    look = look or Look()
    console = Console(
        file=StringIO(),
        width=look.width,
        height=_HEIGHT,
        force_terminal=look.colours is not None,
        color_system=look.colours,  # type: ignore[arg-type]  # the CLI passes on what rich itself detected
        no_color=look.colours is None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for part in _parts(report, look):
            console.print(part)
    lines = capture.get().splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _parts(report: Report, look: Look) -> Iterator[RenderableType]:
    if look.findings_only:
        yield from _findings(report, look, evidence=False)
        yield from _set_aside(report)
        yield from _left_out(report, look)
        return
    summary = summarise(report)
    yield from _head(report, summary, opening(report))
    yield from _findings(report, look, evidence=True)
    yield from _questions(report, look)
    yield from _rest(report, look)
    yield from _table(report)
    yield from _notes(report)
    yield _manifest(report)
    yield from _set_aside(report)
    yield from _left_out(report, look)
    yield Padding(Text(limits.in_a_line(report.article.analysis.document)), (1, 0, 0, 0))


def _head(report: Report, summary: Summary, first: Opening) -> Iterator[RenderableType]:
    yield Rule(Text(f"Attribution report: {one_line(report.manifest.input_name)}", "bold"), align="left")
    yield Text(what_was_found(summary), "bold")
    if not summary.sources_held:
        yield Text(NOTHING_HELD, "yellow")
    yield Text()
    counts = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    counts.add_column("Sentences by kind")
    counts.add_column("", justify="right")
    counts.add_column("Claims and quotations")
    counts.add_column("", justify="right")
    right = [
        ("claims", summary.claims, ""),
        ("  attributed to somebody", summary.attributed, ""),
        ("  unattributed", summary.unattributed, ""),
        ("altered quotations", summary.altered_quotations, "bold red"),
        ("contradicted claims", summary.contradicted, "bold red"),
        ("  contradicted figures", summary.contradicted_figures, "bold red"),
        ("not found in any source", summary.not_found, "yellow"),
        ("single-source allegations", first.single_source, "yellow"),
        ("unanswered accusations", first.unanswered, "bold red"),
    ]
    left: list[tuple[str, int | None, str]] = [
        (KINDS[kind], number, KIND_STYLES[kind]) for kind, number in summary.kinds
    ]
    left += [("", None, "")] * (len(right) - len(left))
    for (kind, number, style), (label, total, alarm) in zip(left, right, strict=True):
        counts.add_row(
            Text(kind, style),
            "" if number is None else str(number),
            label,
            Text(str(total), alarm if total else ""),
        )
    yield counts
    if summary.voices:
        voices = ", ".join(f"{one_line(v.name)} {v.claims}" for v in summary.voices[:6])
        more = len(summary.voices) - 6
        yield Text()
        yield who_gets_to_speak(first)
        yield Text(f"By name: {voices}" + (f" and {count(more, 'other')}" if more > 0 else ""))


def _findings(report: Report, look: Look, *, evidence: bool) -> Iterator[RenderableType]:
    if not report.findings:
        return
    if evidence:
        yield Text()
        yield Rule(Text("Findings", "bold"), align="left")
    last = {finding.sentence: number for number, finding in enumerate(report.findings)}
    for number, finding in enumerate(report.findings):
        yield Text()
        yield from finding_lines(report, finding, width=look.width)
        if evidence and finding.sentence is not None and last[finding.sentence] == number:
            yield from evidence_of(report, finding.sentence, width=look.width)


def _questions(report: Report, look: Look) -> Iterator[RenderableType]:
    if not report.questions:
        return
    yield Text()
    yield Rule(Text(QUESTIONS, "bold"), align="left")
    for question in report.questions:
        yield Text()
        yield from finding_lines(report, question, width=look.width)


def _rest(report: Report, look: Look) -> Iterator[RenderableType]:
    flagged = {finding.sentence for finding in report.findings}
    matched = {q.sentence for q in report.article.quotations if q.match is not None}
    held = {c.claim.sentence for c in report.article.claims if c.evidence and was_found(c)}
    others = sorted((matched | held) - flagged)
    if not others:
        return
    yield Text()
    yield Rule(Text("Evidence for the other sentences", "bold"), align="left")
    for sentence in others:
        yield from evidence_of(report, sentence, width=look.width)


def _table(report: Report) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text("Attribution, sentence by sentence", "bold"), align="left")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("No.", justify="right")
    table.add_column("Kind", no_wrap=True)
    table.add_column("Speaker")
    table.add_column("Type")
    table.add_column("Said so?")
    table.add_column("Is it so?")
    for checked in report.article.claims:
        if checked.claim.kind is not ClaimKind.NONE:
            table.add_row(*_row(checked))
    yield table


def _row(checked: CheckedClaim) -> tuple[RenderableType, ...]:
    claim, verdict = checked.claim, checked.verdict
    return (
        str(claim.sentence + 1) if claim.main else "",
        Text(KINDS[claim.kind], KIND_STYLES[claim.kind]),
        _speaker(claim),
        Text(speaker_type(claim.speaker) if claim.speaker else ""),
        Text(ATTRIBUTION[verdict.attribution] if verdict.attribution is not None else ""),
        Text(SUBSTANCE[verdict.substance]),
    )


def _speaker(claim: Claim) -> Text:
    if claim.speaker is None:
        return Text("own voice", "dim")
    warned = doubt(claim)
    return Text(one_line(speaker_name(claim.speaker))).append(f" ({warned})" if warned else "", "yellow")


def _notes(report: Report) -> Iterator[RenderableType]:
    notes = report.article.analysis.document.notes
    if notes:
        yield Text()
        yield Rule(Text("About the reading", "bold"), align="left")
        yield Group(*(Text(f"- {visible(note)}") for note in notes))


def _set_aside(report: Report) -> Iterator[RenderableType]:
    if told := set_aside(report):
        yield Padding(Text(f"{told} See them with --no-desk."), (1, 0, 0, 0))


def _left_out(report: Report, look: Look) -> Iterator[RenderableType]:
    if report.notes or (look.show_ignored and report.left_out):
        yield Text()
        yield Rule(Text("What was left out", "bold"), align="left")
        told = [*report.notes, *(ignored(report, out) for out in report.left_out if look.show_ignored)]
        yield Group(*(Text(f"- {visible(line)}") for line in told))
    if report.left_out:
        more = "" if look.show_ignored else " See them with --show-ignored."
        yield Padding(Text(f"{what_was_left_out(report)}{more}", "dim"), (1, 0, 0, 0))


def _manifest(report: Report) -> RenderableType:
    made = report.manifest
    store = f"store {made.store_sha256[:12]}" if made.store_sha256 else "no store"
    lines = [f"{made.program} {made.version}, input {made.input_sha256[:12]}, {store}"]
    # In full, because only the whole of it can be held against the audit log.
    lines += [f"audit log {made.store_head}"] if made.store_head else []
    return Padding(Text("\n".join(map(one_line, lines)), "dim"), (1, 0, 0, 0))
