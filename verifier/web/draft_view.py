"""A checked draft as its page shows it: findings with what was decided of them, sentences, filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.document import Document
from sources.source import Passage
from verifier.desk.applying import about_findings, about_sentence, settled
from verifier.desk.drafts import Draft
from verifier.desk.matching import sight_of
from verifier.desk.standing import Standing
from verifier.desk.types import Act, Decision, State
from verifier.desk.versions import Comparison, compare
from verifier.limits import in_a_line
from verifier.render import page, words
from verifier.render.page import BlockView, SentenceView
from verifier.types import Finding, Report
from verifier.web.checking import Checked
from verifier.web.filters import Option, Wanted, options


@dataclass(frozen=True, slots=True)
class Item:
    """A finding on the page.

    Attributes:
        number: its place among the findings of the report, from 1.
        finding: what the program found.
        handle: what stands for it in a form.
        state: how it stands.
        decisions: what was decided of it, in the order it was.
        new: True where the check before did not have it.
    """

    number: int
    finding: Finding
    handle: str
    state: State
    decisions: tuple[Decision, ...]
    new: bool


class DraftView:
    """All that the page of a checked draft asks for.

    Args:
        draft: whose page it is.
        checked: its check.
        decisions: all that was decided of the article.
        wanted: what is to be seen.
        sentence: number of the sentence that is open, from 1, or None.
    """

    def __init__(
        self,
        draft: Draft,
        checked: Checked,
        decisions: Sequence[Decision],
        wanted: Wanted,
        sentence: int | None,
    ) -> None:
        self._draft = draft
        self._wanted = wanted
        self._decisions = decisions
        self._analysis = checked.report.article.analysis
        # What was set aside is listed with what was decided, and no longer marked in the text.
        report = settled(checked.report, decisions)
        self.document: Document = report.article.analysis.document
        self.headline: str = words.what_was_found(words.summarise(report))
        self.limits: str = in_a_line(self.document)
        self.groups: list[tuple[str, list[BlockView]]] = page.layout(report)
        views = [view for _, blocks in self.groups for block in blocks for view in block.sentences]
        self._views: dict[int, SentenceView] = {view.number: view for view in views}
        self.sentences = len(report.article.analysis.sentences)
        self.compared: Comparison | None = compare(checked.before, checked.report) if checked.before else None
        self.questions = report.questions
        self.items: list[Item] = self._items(report, report.standings)
        self.listed = [item for item in self.items if self._takes(item)]
        self.open = sum(item.state is State.OPEN for item in self.items)
        self.chosen: SentenceView | None = self._views.get(sentence) if sentence is not None else None
        self.filtered = wanted.anything
        self.options: dict[str, list[Option]] = options(
            wanted, views, [(item.finding, item.state) for item in self.items]
        )
        self.voices: list[str] = [option.label for option in self.options["speaker"]]
        self._flagged = {item.finding.sentence for item in self.listed}

    def here(self, sentence: int | None) -> str:
        """The address of this page with another sentence open, or with none."""
        return f"/drafts/{self._draft.id}{self._wanted.query(sentence=sentence)}"

    def page_of(self, passage: Passage) -> str:
        """Where the source of a passage is shown, at that passage."""
        sentence = self.chosen.number if self.chosen else ""
        query = f"?passage={passage.id}&draft={self._draft.id}&sentence={sentence}"
        return f"/sources/{passage.source.id}{query}#p{passage.id}"

    def css(self, sentence: int) -> str:
        """How a sentence stands out: the one that is open, or one that the filters leave out."""
        if self.chosen and self.chosen.number == sentence:
            return "chosen"
        return "" if self._fits(self._views[sentence]) else "faded"

    def items_of(self, sentence: int) -> list[Item]:
        """The findings about a sentence."""
        return [item for item in self.items if item.finding.sentence == sentence - 1]

    def said_of(self, sentence: int) -> tuple[Decision, ...]:
        """Comments on a sentence and corrections of it, in the order they were made."""
        return about_sentence(self._analysis, sentence - 1, self._decisions)

    def corrected(self, sentence: int) -> bool:
        """True where a correction of a sentence was made last, and not taken back."""
        acts = [decision.act for decision in self.said_of(sentence) if decision.act is not Act.COMMENT]
        return bool(acts) and acts[-1] is not Act.REOPEN

    def _items(self, report: Report, standings: Sequence[Standing]) -> list[Item]:
        new = set(self.compared.new) if self.compared else set()
        items = []
        about = about_findings(report, (standing.finding for standing in standings), self._decisions)
        for number, (standing, said) in enumerate(zip(standings, about, strict=True), 1):
            finding = standing.finding
            handle = sight_of(report.article, finding).handle
            items.append(Item(number, finding, handle, standing.state, said, finding in new))
        return items

    def _takes(self, item: Item) -> bool:
        at = item.finding.sentence
        view = None if at is None else self._views.get(at + 1)
        return self._wanted.takes_finding(item.finding, item.state, view)

    def _fits(self, view: SentenceView) -> bool:
        by_finding = self._wanted.rule or self._wanted.severity or self._wanted.state
        return self._wanted.takes_sentence(view) and (not by_finding or view.number - 1 in self._flagged)
