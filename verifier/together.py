"""A claim that a source bears out in several paragraphs, none of which says all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.types import Speaker
from sources.source import Passage
from verifier.compare.window import read_together
from verifier.evidence import lexical_share, mismatches, says_so, signals_of
from verifier.phrases import place
from verifier.reading import read_against
from verifier.support import support_of
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Evidence, Signal

_MOST = 3
# Share of the claim's words that a passage must hold to add to another: one word in common is chance.
_ADDS = 0.25


@dataclass(frozen=True, slots=True)
class Together:
    """Passages of one source read as one text: where they stand, what it says to the claim, 0..1."""

    passages: tuple[Passage, ...]
    signals: tuple[Signal, ...]
    support: float

    @property
    def where(self) -> str:
        """The places of all passages, in their order, as the subject of a sentence."""
        first, *rest = self.passages
        return f"{place(first)}, read with {' and '.join(str(p.locator) for p in rest)},"


def complements(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first, and up to two more that each bear out words of the claim that those before lack.

    Args:
        evidence: passages held against one claim, the best first; must not be empty.
    """
    taken = [evidence[0]]
    rest = [e for e in evidence[1:] if lexical_share(e.signals) >= _ADDS]
    while rest and len(taken) < _MOST:
        left = [_left([*taken, e]) for e in rest]
        if min(left) >= _left(taken):
            break
        taken.append(rest.pop(left.index(min(left))))
    return tuple(taken)


def read_source(
    claim_text: str,
    evidence: Sequence[Evidence],
    *,
    speaker: Speaker | None = None,
    claim_date: date | None = None,
    thresholds: Thresholds | None = None,
) -> Together | None:
    """Reads what the source of the best independent passage says in other paragraphs beside it.

    Args:
        claim_text: the claim, standing alone.
        evidence: as `verifier.gathering.gather` returns it, best first.
        speaker: who makes the claim.
        claim_date: dateline of the article.
        thresholds: the shipped ones unless given.

    Returns:
        None where the best one supports the claim by itself, where no other paragraph has words that it
        lacks, or where one of them, or all as one, differ from the claim: a figure of one paragraph says
        nothing of the matter of the next.
    """
    limits = thresholds or default_thresholds()
    others = [e for e in evidence if e.independent]
    if not others or says_so(others[0].signals, others[0].support, limits, band=0):
        return None
    taken = complements([e for e in others if e.passage.source.id == others[0].passage.source.id])
    if len(taken) < 2 or any(mismatches(e.signals) for e in taken):
        return None
    passages = tuple(sorted((e.passage for e in taken), key=lambda p: p.locator.span.start))
    text = "\n".join(p.text for p in passages)
    published = passages[0].source.published
    plain = signals_of(claim_text, text, claim_date=claim_date, passage_date=published, thresholds=limits)
    if mismatches(plain):
        return None
    window = read_together(claim_text, text)
    signals = plain + read_against(
        claim_text, window, text, plain, speaker, claim_date=claim_date, passage_date=published, closely=True
    )
    return Together(passages, signals, support_of(signals))


def _left(evidence: Sequence[Evidence]) -> int:
    """Letters of the words of the claim that all the passages lack."""
    lacking = [{span for s in e.signals if s.name == "lexical" for span in s.claim_spans} for e in evidence]
    return sum(s.end - s.start for s in set.intersection(*lacking))
