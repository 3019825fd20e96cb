"""What a desk wants first, beside the counts: which accusations stand alone, and who gets to speak."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claims.types import ClaimKind, SpeakerType
from verifier.rules.allegations import allegations
from verifier.rules.answers import unanswered
from verifier.rules.sourcing import thinly_sourced
from verifier.types import CheckedClaim, Report


@dataclass(frozen=True, slots=True)
class Share:
    """What speakers of one type get to say.

    Attributes:
        type: of speaker.
        claims: their claims.
        words: the words of these claims, those that two sentences share counted once.
    """

    type: SpeakerType
    claims: int
    words: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What a report opens with.

    Attributes:
        single_source: allegations that fewer than two independent bodies bear out (SRC005); 0 where no
            source is held.
        unanswered: how many are accused by name and not heard (FAI001).
        shares: by type of speaker, most claims first; the outlet's own voice is none of them.
    """

    single_source: int
    unanswered: int
    shares: tuple[Share, ...]

    def portion(self, share: Share) -> float:
        """The part of all attributed claims that `share` has, in 0..1."""
        return share.claims / sum(each.claims for each in self.shares)


def opening(report: Report) -> Opening:
    """What `report` opens with. Rules that are off, and findings that are ignored, change nothing in it."""
    article = report.article
    made = allegations(article)
    return Opening(len(thinly_sourced(article, made)), len(unanswered(article, made)), _shares(report))


def _shares(report: Report) -> tuple[Share, ...]:
    claims = Counter(c.claim.speaker.type for c in report.article.claims if _spoken(c) and c.claim.speaker)
    words: Counter[SpeakerType] = Counter()
    for checked in claims_once(report):
        if checked.claim.speaker is not None:
            words[checked.claim.speaker.type] += len(
                report.article.analysis.claim_text(checked.claim).split()
            )
    return tuple(Share(kind, number, words[kind]) for kind, number in claims.most_common())


def _spoken(checked: CheckedClaim) -> bool:
    return checked.claim.kind is not ClaimKind.NONE


def claims_once(report: Report) -> tuple[CheckedClaim, ...]:
    """The claims in reading order; what two sentences share, as with "X stated:", once, where it is said."""
    made = [c for c in report.article.claims if _spoken(c)]
    homes = {c.claim.content for c in made if _at_home(report, c)}
    return tuple(c for c in made if _at_home(report, c) or c.claim.content not in homes)


def _at_home(report: Report, checked: CheckedClaim) -> bool:
    span = report.article.analysis.sentences[checked.claim.sentence].span
    return any(part.overlaps(span) for part in checked.claim.content)
