"""What the newsroom leaves out of a report, in words: counted for everybody, listed for who asks."""

from __future__ import annotations

from verifier.left_out import LeftOut, Why
from verifier.render.words import count, line_and_column
from verifier.types import Report

BY: dict[Why, str] = {
    Why.REMARK: "a comment in the draft",
    Why.SETTINGS: "verifier.toml",
    Why.BASELINE: "the baseline",
}


def left_out_counts(report: Report) -> dict[Why, int]:
    """How many findings each reason left out, all reasons in a fixed order."""
    return {why: sum(out.why is why for out in report.left_out) for why in Why}


def what_was_left_out(report: Report) -> str:
    """One sentence: how many findings were left out and by what; empty where none was."""
    if not report.left_out:
        return ""
    parts = [f"{number:,} by {BY[why]}" for why, number in left_out_counts(report).items() if number]
    return f"{count(len(report.left_out), 'finding')} left out: {', '.join(parts)}."


def ignored(report: Report, out: LeftOut) -> str:
    """One finding that was left out: its rule, its place, what it says and why it isn't shown."""
    finding = out.finding
    line, column = line_and_column(report.article.analysis.document, finding.span)
    reason = f": {out.note}" if out.note else ""
    place = f"{report.manifest.input_name}:{line}:{column}"
    return f"{place} {finding.rule} {finding.message} Left out by {BY[out.why]}{reason}."
