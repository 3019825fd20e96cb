"""VRB: whether an article gives its sides verbs of the same weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.document import Span, cover
from claims.types import SpeakerType
from verifier.rules.reading import spoken
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import words
from verifier.types import CheckedArticle, Severity

_FEWEST_DOUBTED = 2
_FEWEST_PLAIN = 3
_SIDES = {
    SpeakerType.GOVERNMENT: "government",
    SpeakerType.NGO: "campaign groups and charities",
    SpeakerType.COMPANY: "companies",
    SpeakerType.PARTY: "parties",
    SpeakerType.IGO: "international bodies",
    SpeakerType.ARMED_GROUP: "armed groups",
    SpeakerType.INSTITUTION: "institutions",
}


@dataclass(frozen=True, slots=True)
class _Verb:
    text: str
    span: Span
    sentence: int
    doubts: bool


def _imbalance(article: CheckedArticle) -> Iterator[Mark]:
    verbs = _verbs(article)
    doubted = {side: [v for v in found if v.doubts] for side, found in verbs.items()}
    worst = max(doubted, key=lambda side: len(doubted[side]) / len(verbs[side]), default=None)
    if worst is None or len(doubted[worst]) < _FEWEST_DOUBTED or 2 * len(doubted[worst]) < len(verbs[worst]):
        return
    trusted = [s for s, found in verbs.items() if not doubted[s] and len(found) >= _FEWEST_PLAIN]
    if not trusted:
        return
    best = max(trusted, key=lambda side: len(verbs[side]))
    first = doubted[worst][0]
    told = ", ".join(dict.fromkeys(f"“{v.text}”" for v in doubted[worst]))
    says = (
        f"Of {len(verbs[worst])} verbs for what {_SIDES[worst]} say, {len(doubted[worst])} cast doubt "
        f"({told}); of {len(verbs[best])} for {_SIDES[best]}, none."
    )
    yield Mark(first.span, first.sentence, says)


def _verbs(article: CheckedArticle) -> dict[SpeakerType, list[_Verb]]:
    """The reporting verbs of each side, those that doubt and those that don't."""
    found: dict[SpeakerType, list[_Verb]] = {}
    for checked in spoken(article):
        attribution, speaker = checked.claim.attribution, checked.claim.speaker
        if attribution is None or speaker is None or speaker.type not in _SIDES:
            continue
        if attribution.negated or attribution.frame.startswith("noun"):
            continue
        if attribution.lemma in words("alleging") or attribution.lemma in words("neutral"):
            cue = cover(attribution.cue)
            verb = _Verb(
                article.analysis.text(cue),
                cue,
                checked.claim.sentence,
                attribution.lemma in words("alleging"),
            )
            found.setdefault(speaker.type, []).append(verb)
    return found


VRB006 = Rule(
    id="VRB006",
    title="One side “says”, the other “claims”",
    severity=Severity.SUGGESTION,
    asked_by=(
        "Bender, Writing and Reporting for the Media: verbs to avoid",
        "Fairness clauses of press codes: treat both sides alike",
    ),
    why="No sentence is wrong by itself, and yet the article tells the reader whom to believe.",
    action="Give both sides the same verbs, “said” above all.",
    check=_imbalance,
    hits=examples(
        "The interior ministry said the camp was empty. It added that the gates were open. The ministry "
        "told reporters that a review was under way.\n\nAmnesty International claimed that forty people were "
        "held. Amnesty International alleged that some were children.",
        "Greenpeace said the spill was large. Greenpeace told reporters that birds had died. Greenpeace "
        "added that the oil was moving north.\n\nThe environment ministry insisted that the coast was clean. "
        "The environment ministry claimed that fishing could go on.",
        "The police said the march was peaceful. The police added that roads were open. The interior "
        "ministry said nobody was hurt.\n\nHuman Rights Watch claimed that tear gas was used. "
        "Human Rights Watch asserted that ten people were beaten.",
    ),
    misses=examples(
        "The interior ministry said the camp was empty. It added that the gates were open. The ministry "
        "announced a review.\n\nAmnesty International said that forty people were held. "
        "Amnesty International claimed that some were children. The group told reporters of tents.",
        "The interior ministry claimed the camp was empty. It insisted that the gates were open.\n\n"
        "Amnesty International claimed that forty people were held. "
        "Amnesty International alleged that some were children.",
        "The interior ministry said the camp was empty.\n\nAmnesty International claimed that forty people "
        "were held. Amnesty International alleged that some were children.",
    ),
)

RULES = (VRB006,)
