"""A claim held against the passages that search found: which of them are read, and how closely."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.types import Speaker
from sources.source import Hit, Statement
from sources.twins import Text
from verifier.compare.saying import share
from verifier.compare.speaker import is_speaker
from verifier.compare.window import read_together
from verifier.evidence import lexical_share, mismatches, signals_of
from verifier.independence import shared_texts, stands_apart
from verifier.reading import decided, read_against
from verifier.support import support_of
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Evidence, Signal

# Share of the claim's words that a passage must hold to be read by a network, and passages read at most.
_WORTH_READING = 0.25
_READ = 3
# Passages read closely at most, of all and of those that stand apart: where one falls back, the next is read.
_CLOSELY = 2


def gather(
    claim_text: str,
    hits: Sequence[Hit],
    *,
    speaker: Speaker | None,
    cited: Collection[str] = (),
    statements: Sequence[Statement] = (),
    copies: Mapping[str, Sequence[Text]] | None = None,
    claim_date: date | None = None,
    thresholds: Thresholds | None = None,
) -> tuple[Evidence, ...]:
    """Holds a claim against the passages that search found.

    Args:
        claim_text: the claim, standing alone.
        hits: from search.
        speaker: who answers for the claim, or None for the outlet's own voice.
        cited: ids of the sources that the claim's sentence cites.
        statements: what the sources held show anybody to have said. A passage that only reports the speaker's
            own words is not independent, whoever publishes it.
        copies: by the id of a source, all that have its text. What is taken from the speaker's own paper is
            not independent either.
        claim_date: dateline of the article.
        thresholds: the shipped ones unless given.

    Returns:
        One for each hit, best support first, then as search ranked them.
    """
    limits = thresholds or default_thresholds()
    plain = [
        signals_of(
            claim_text,
            hit.passage.text,
            claim_date=claim_date,
            passage_date=hit.passage.source.published,
            similarity=hit.similarity,
            thresholds=limits,
        )
        for hit in hits
    ]
    gathered: list[tuple[float, float, int, Evidence]] = []
    sharing = shared_texts(hits, copies or {})
    apart = [
        stands_apart(speaker, hit.passage.source, same)
        and not _only_reports(
            claim_text, speaker, [s for s in statements if s.passage.id == hit.passage.id], limits
        )
        for hit, same in zip(hits, sharing, strict=True)
    ]
    read = _Reading(claim_text, hits, plain, speaker, claim_date).of(apart)
    for hit, signals, same, alone in zip(hits, read, sharing, apart, strict=True):
        source, support = hit.passage.source, support_of(signals)
        repeats = same[0] if same[0].id != source.id else None
        evidence = Evidence(hit.passage, signals, support, alone, source.id in cited, repeats)
        gathered.append((-support, -round(hit.score, 4), hit.passage.id, evidence))
    gathered.sort(key=lambda g: g[:3])
    return tuple(g[3] for g in gathered)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a claim is read against passages, whose exact comparisons are `plain`."""

    claim: str
    hits: Sequence[Hit]
    plain: Sequence[tuple[Signal, ...]]
    speaker: Speaker | None
    written: date | None

    def of(self, apart: Sequence[bool]) -> list[tuple[Signal, ...]]:
        """The signals of each hit, with the networks' where the passage holds enough of the claim to be read.

        Read are those that hold most of it, and those that differ from it in a figure, a date or a name;
        closely those that then support it best, of all and of those that stand apart.
        """
        held = [(round(lexical_share(p), 4), n) for n, p in enumerate(self.plain)]
        worth = [n for part, n in sorted(held, key=lambda h: (-h[0], h[1])) if part >= _WORTH_READING]
        found = list(self.plain)
        for n in [*worth[:_READ], *(n for n in worth[_READ:] if mismatches(self.plain[n]))]:
            found[n] = self._against(n)
        close: set[int] = set()
        for among in (worth, [n for n in worth if apart[n]]):
            for _ in range(_CLOSELY):
                best = max(among, key=lambda n: (support_of(found[n]), -n), default=None)
                if best is None or best in close or decided(self.plain[best]):
                    break
                found[best] = self._against(best, closely=True)
                close.add(best)
        return found

    def _against(self, n: int, *, closely: bool = False) -> tuple[Signal, ...]:
        passage = self.hits[n].passage
        return self.plain[n] + read_against(
            self.claim,
            read_together(self.claim, passage.text),
            passage.text,
            self.plain[n],
            self.speaker,
            claim_date=self.written,
            passage_date=passage.source.published,
            closely=closely,
        )


def _only_reports(
    claim_text: str, speaker: Speaker | None, said: Sequence[Statement], limits: Thresholds
) -> bool:
    """True where the speaker's own statement in a passage is what speaks to the claim."""
    if speaker is None or not speaker.name:
        return False
    return any(
        is_speaker(speaker, s) and share(claim_text, s.text) >= limits.attribution_same_matter for s in said
    )
