"""The talk with the editor that `verifier review` is."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from claims.types import ClaimKind
from verifier.cli.keeping import now
from verifier.desk.applying import about_findings, about_sentence, standing
from verifier.desk.deciding import on_finding, on_words
from verifier.desk.standing import standing_of
from verifier.desk.store import Desk
from verifier.desk.types import Act, Decision, KeptCheck, State
from verifier.desk.versions import compare
from verifier.render.decided import ACTS, decision_line
from verifier.render.finding import evidence_of, finding_lines
from verifier.render.words import count, speaker_name
from verifier.terms import KINDS
from verifier.types import Finding, Report
from verifier.visible import one_line, shorten

_WIDTH, _WIDEST, _SHORT = 100, 120, 90
_HELP = """\
  a [NOTE]   accept: it is right, and will be dealt with
  d [NOTE]   dismiss: it is no problem here
  w [NOTE]   wrong: the program is mistaken
  c NOTE     comment, and decide nothing yet
  s NAME     the sentence is what NAME says
  k KIND     the sentence is of another kind: government, ngo, attributed, fact or none
  r          reopen: undo what was decided on this finding and on its sentence
  n          skip: leave it open, go to the next
  b          back to the one before
  q          quit; the same command goes on from here
"""
_ACTS = {"a": Act.ACCEPT, "d": Act.DISMISS, "w": Act.WRONG, "r": Act.REOPEN, "c": Act.COMMENT}
_KINDS = {
    "government": ClaimKind.GOVERNMENT,
    "ngo": ClaimKind.NGO,
    "attributed": ClaimKind.ATTRIBUTED,
    "fact": ClaimKind.FACT,
    "none": ClaimKind.NONE,
}


class _Quit(Exception):
    """The editor has had enough, or there are no more answers."""


class Review:
    """One review: what is asked, what was answered, and the desk that keeps it."""

    def __init__(self, desk: Desk, article: str, report: Report, *, who: str) -> None:
        self._desk, self._article, self._who = desk, article, who
        self._before = desk.last_check(article)
        self._made: list[Decision] = []
        self._report = report
        self._decisions: tuple[Decision, ...] = ()
        self._see()
        width = min(Console().width, _WIDEST) if sys.stdout.isatty() else _WIDTH
        self._console = Console(markup=False, highlight=False, emoji=False, width=width)

    def run(self, *, everything: bool) -> None:
        """Ask about each finding that is open, or about each where `everything` is True; then sum up."""
        self._desk.keep_check(self._article, self._report, now())
        order = sorted(self._report.findings, key=lambda f: (-f.severity, f.span))
        asked = [f for f in order if everything or standing_of(self._report, f).state is State.OPEN]
        done = len(order) - len(asked)
        decided = f", {count(done, 'decision')} made before" if done else ""
        click.echo(f"{one_line(self._article)}: {count(len(order), 'finding')}{decided}.")
        try:
            self._ask_all(asked)
        except _Quit:
            pass
        except KeyboardInterrupt:
            click.echo()
            self._sum_up()
            raise
        self._sum_up()

    def _ask_all(self, asked: list[Finding]) -> None:
        place = 0
        while place < len(asked):
            self._show(asked[place], f"{place + 1} of {len(asked)}")
            place = max(0, place + self._answered(asked[place]))

    def _show(self, finding: Finding, place: str) -> None:
        print_ = self._console.print
        print_()
        print_(Rule(Text(place, "bold"), align="left"))
        for part in finding_lines(self._report, finding, width=self._console.width):
            print_(part)
        if finding.sentence is not None:
            claim = self._report.article.analysis.main_claim(finding.sentence)
            whose = f"{KINDS[claim.kind]}; {speaker_name(claim.speaker)}"
            print_(Padding(Text(one_line(whose), "dim"), (0, 0, 0, 2)))
            for part in evidence_of(self._report, finding.sentence, width=self._console.width):
                print_(part)
        for decision in self._told(finding):
            print_(Padding(Text(decision_line(decision), "italic"), (0, 0, 0, 2)))

    def _told(self, finding: Finding) -> tuple[Decision, ...]:
        """Comments on the finding, and what was said of its sentence."""
        (about,) = about_findings(self._report, [finding], self._decisions)
        found = tuple(d for d in about if d.act is Act.COMMENT)
        if finding.sentence is None:
            return found
        return found + about_sentence(self._report.article.analysis, finding.sentence, self._decisions)

    def _answered(self, finding: Finding) -> int:
        """Take answers until one leads on; gives how many findings further."""
        while True:
            key, _, rest = _line("a d w c s k r n b q ?> ").partition(" ")
            rest = rest.strip()
            if key in ("n", "b"):
                return 1 if key == "n" else -1
            if key == "q":
                raise _Quit
            if key in _ACTS:
                note = _line("Comment: ") if key == "c" and not rest else rest
                if key == "c" and not note:
                    continue
                self._record(on_finding(self._report, finding, _ACTS[key], note=note, **self._about()))
                if key == "r":
                    self._uncorrect(finding)
                elif key != "c":
                    return 1
            elif key in ("s", "k"):
                self._correct(finding, key, rest)
            else:
                click.echo(_HELP if key == "?" else f"There is no answer “{one_line(key)}”; ? lists them.")

    def _correct(self, finding: Finding, key: str, given: str) -> None:
        if finding.sentence is None:
            click.echo("This finding is about no single sentence.")
            return
        value = given or _line("Speaker: " if key == "s" else f"Kind ({', '.join(_KINDS)}): ")
        if key == "k" and value not in _KINDS:
            click.echo(f"There is no kind “{one_line(value)}”: it is one of {', '.join(_KINDS)}.")
            return
        if not value:
            return
        analysis = self._report.article.analysis
        act, value = (Act.SPEAKER, value) if key == "s" else (Act.KIND, _KINDS[value].value)
        span = analysis.sentences[finding.sentence].span
        self._record(on_words(analysis, span, act, value=value, **self._about()))

    def _uncorrect(self, finding: Finding) -> None:
        """Undo the speaker and the kind that the sentence of `finding` was given."""
        if finding.sentence is None:
            return
        analysis = self._report.article.analysis
        said = about_sentence(analysis, finding.sentence, self._decisions)
        if said and any(decision.act in (Act.SPEAKER, Act.KIND) for decision in said):
            span = analysis.sentences[finding.sentence].span
            self._record(on_words(analysis, span, Act.REOPEN, **self._about()))

    def _about(self) -> dict[str, Any]:
        return {"article": self._article, "who": self._who, "when": now()}

    def _record(self, decision: Decision) -> None:
        self._made.append(self._desk.record(decision))
        self._see()
        click.echo(f"  {decision_line(decision)}")

    def _see(self) -> None:
        """Look at what is decided now, by others too."""
        self._decisions = self._desk.decisions(self._article)
        self._report = replace(self._report, standings=standing(self._report, self._decisions))

    def _sum_up(self) -> None:
        click.echo()
        acts = Counter(decision.act for decision in self._made)
        parts = [f"{number} {ACTS[act]}" for act, number in acts.items()]
        still = sum(s.state is State.OPEN for s in self._report.standings)
        click.echo(f"Decided now: {', '.join(parts) or 'nothing'}. Open: {still}.")
        if acts[Act.SPEAKER] or acts[Act.KIND]:
            click.echo("The next check takes the corrected speakers and kinds into account.")
        if self._before is None:
            click.echo("This is the first check of this article that was kept.")
        else:
            self._tell_changes(self._before)

    def _tell_changes(self, before: KeptCheck) -> None:
        changed = compare(before, self._report)
        click.echo(
            f"Since the check of {before.when:%Y-%m-%d %H:%M} UTC: {len(changed.new)} new, "
            f"{len(changed.fixed)} fixed, {len(changed.open)} still there."
        )
        for finding in changed.new:
            click.echo(f"  new: {finding.rule} {shorten(one_line(finding.message), _SHORT)}")
        for gone in changed.fixed:
            click.echo(f"  fixed: {gone.rule} {shorten(one_line(gone.sentence), _SHORT)}")


def _line(prompt: str) -> str:
    """The next line of answers; raises _Quit where there are no more."""
    click.echo(prompt, nl=False)
    line = sys.stdin.buffer.readline().decode(sys.stdin.encoding, "replace")
    if not line.endswith("\n"):
        click.echo()
        if not line:
            raise _Quit
    return line.strip()
