"""What was decided of a report's findings and sentences, all of it, in the order in which it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from verifier.desk.anchor import locate
from verifier.desk.matching import Sight, same_finding
from verifier.desk.types import Act, Decision
from verifier.types import Report


class History:
    """The decisions about the article of `report`, by what they are about."""

    def __init__(self, report: Report, decisions: Sequence[Decision]) -> None:
        self._on_findings = [d for d in decisions if d.fingerprint is not None]
        self._on_sentences: defaultdict[int, list[Decision]] = defaultdict(list)
        analysis = report.article.analysis
        for decision in decisions:
            if decision.fingerprint is None:
                span = locate(analysis.document, decision.anchor)
                for sentence in analysis.sentences:
                    if span is not None and sentence.span.overlaps(span):
                        self._on_sentences[sentence.index].append(decision)

    def of_finding(self, sight: Sight) -> tuple[Decision, ...]:
        """What was decided of a finding."""
        return tuple(
            d
            for d in self._on_findings
            if same_finding(
                sight,
                rule=d.rule or "",
                print=d.fingerprint or "",
                words=d.words,
                passage=d.anchor.quote,
            )
        )

    def of_sentence(self, sentence: int) -> tuple[Decision, ...]:
        """Comments on a sentence, by its index, and corrections of it."""
        return tuple(self._on_sentences[sentence])

    def corrected(self, sentence: int) -> bool:
        """True where a correction of a sentence was made last, and not taken back."""
        acts = [d.act for d in self._on_sentences[sentence] if d.act is not Act.COMMENT]
        return bool(acts) and acts[-1] is not Act.REOPEN
