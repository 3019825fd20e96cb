"""What the sheets for a desk have in common: places, speakers, answers, sources, first and last lines."""

from __future__ import annotations

from claims.types import Speaker
from sources.source import Passage
from verifier import limits
from verifier.render.markdown import plain
from verifier.render.words import NOTHING_HELD, line_and_column, speaker_name, speaker_type
from verifier.rules.answers import Answer, Answering
from verifier.types import Report

_ANSWERS = {
    Answering.REPLY: "a reply",
    Answering.SILENCE: "the text says that no answer came, or that one was sought",
    Answering.SPEAKS: "the accused speaks here, perhaps of something else",
}


def where(report: Report, sentence: int) -> str:
    """Where sentence number `sentence` stands: its line in the text as read, and its number in reports."""
    analysis = report.article.analysis
    line, _ = line_and_column(analysis.document, analysis.sentences[sentence].span)
    return f"line {line}, sentence {sentence + 1}"


def who(speaker: Speaker | None) -> str:
    """A speaker with his role, his body and his type."""
    if speaker is None:
        return plain(speaker_name(None))
    told = speaker_name(speaker)
    for more in (speaker.role, speaker.organisation):
        if more and more.casefold() not in told.casefold():
            told = f"{told}, {more}"
    return plain(f"{told}, {speaker_type(speaker)}")


def spoken(text: str) -> str:
    """`text` between quotation marks, its own outermost ones left out."""
    inner = text.strip('“”"')
    return f"“{plain(inner)}”"


def box(text: str, reason: str = "") -> str:
    """A box to tick, with its reason in words where there is one."""
    return f"- [ ] {text}{f': {plain(reason)}' if reason else ''}"


def sentence(report: Report, index: int) -> str:
    """The words of sentence number `index`."""
    return report.article.analysis.text(report.article.analysis.sentences[index].span)


def answered(report: Report, answer: Answer | None, *, named: bool) -> str:
    """Whether an accusation is answered in the text, and where; `named` where the accused is known."""
    if not named:
        return "look yourself: the text doesn't name who would have to answer"
    if answer is None:
        return "**none found**"
    words = spoken(sentence(report, answer.sentence))
    return f"{where(report, answer.sentence)} ({_ANSWERS[answer.how]}): {words}"


def source(report: Report, passage: Passage) -> str:
    """Where a passage is from: title, publisher, date, place, and the snapshot's time and hash."""
    held = passage.source
    parts = [f"“{held.title}”", *([held.publisher] if held.publisher else [])]
    parts += [held.published.isoformat()] if held.published else []
    parts += [str(passage.locator)]
    taken = [
        s.taken
        for s in report.article.snapshots
        if (s.source, s.sha256) == (passage.source.id, passage.snapshot)
    ]
    when = f" of {max(taken):%Y-%m-%d %H:%M} UTC" if taken else ""
    return f"{plain(', '.join(parts))}; snapshot{when}, sha256 {plain(passage.snapshot)}"


def head(title: str, report: Report, intro: str) -> list[str]:
    """The first lines of a sheet."""
    name = plain(report.manifest.input_name)
    lines = [f"# {title}: {name}", "", intro, ""]
    if not report.article.sources_held:
        lines += [NOTHING_HELD, ""]
    return lines


def foot(report: Report) -> list[str]:
    """The last lines of a sheet: what was measured on texts like this one, and what made it."""
    made = report.manifest
    return [
        "---",
        "",
        plain(limits.in_a_line(report.article.analysis.document)),
        "",
        f"{plain(made.program)} {plain(made.version)}, input sha256 {plain(made.input_sha256)}. "
        "The program proposes, the editor decides.",
    ]
