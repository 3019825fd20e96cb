"""FAI: who is heard, and who is introduced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from claims.document import Span
from claims.types import SpeakerType
from verifier.rules.allegations import allegations
from verifier.rules.contentious import contentious
from verifier.rules.figures import outcome_of
from verifier.rules.reading import (
    block_at,
    claims_of,
    describe,
    main_claim,
    quotations_at,
    said_at,
    sentence_span,
    sentences,
    significant,
    spoken,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import pattern
from verifier.types import AttributionVerdict, CheckedArticle, CheckedClaim, Outcome, Severity

_ENOUGH = 5  # attributed sentences from which one side only is a pattern
_NEAR = 60  # characters in which a description of a group stands before its name
_CLASSES = {
    SpeakerType.GOVERNMENT: "the government's",
    SpeakerType.COMPANY: "a company's",
    SpeakerType.PARTY: "a party's",
    SpeakerType.NGO: "a campaign group's",
}


def _other_reply(article: CheckedArticle) -> Iterator[Mark]:
    accused = [significant(a.accused) for a in allegations(article) if a.accused is not None]
    for sentence, text in sentences(article):
        if pattern("reply").search(text) is None:
            continue
        for checked in claims_of(article, sentence.index):
            speaker = checked.claim.speaker
            if speaker is None or not _says_otherwise(checked):
                continue
            own = significant(" ".join(n for n in (speaker.name, speaker.organisation) if n))
            if any(own & names for names in accused):
                who = f"{describe(speaker)[:1].upper()}{describe(speaker)[1:]}"
                says = f"{who} answers an accusation here. {checked.verdict.attribution_reason}"
                against = said_at(checked.verdict.attribution_reason)
                yield Mark(sentence.span, sentence.index, says, against)
                break


def _says_otherwise(checked: CheckedClaim) -> bool:
    """True where the speaker's own statement says otherwise, in more than a figure."""
    altered = checked.verdict.attribution is AttributionVerdict.ALTERED
    return altered and all(outcome_of(e) is not Outcome.DIFFERS for e in checked.evidence)


def _one_side(article: CheckedArticle) -> Iterator[Mark]:
    attributed = [
        checked
        for sentence, _ in sentences(article)
        if (checked := main_claim(article, sentence.index)).claim.speaker is not None
    ]
    types = Counter(c.claim.speaker.type for c in attributed if c.claim.speaker is not None)
    if len(attributed) < _ENOUGH or len(types) != 1 or not _disputed(article):
        return
    (side,) = types
    if side in _CLASSES:
        says = f"All {len(attributed)} attributed sentences are {_CLASSES[side]}, from this one on."
        first = attributed[0].claim.sentence
        yield Mark(sentence_span(article, first), first, says)


def _disputed(article: CheckedArticle) -> bool:
    """True where the article holds something that another side would dispute."""
    told = [text for _, text in sentences(article)]
    in_words = any(contentious(text) or pattern("opposition").search(text) for text in told)
    return in_words or bool(allegations(article))


def _unintroduced(article: CheckedArticle) -> Iterator[Mark]:
    seen: set[str] = set()
    for checked in spoken(article):
        speaker = checked.claim.speaker
        body = speaker and (speaker.organisation or speaker.name)
        if speaker is None or not body or speaker.type is not SpeakerType.NGO or body in seen:
            continue
        seen.add(body)
        # "Consumer groups" and "the wildlife agency" are no group's name.
        name = not body.startswith("The ") and not body.split()[-1].islower()
        first = _first_mention(article, body) if name else None
        if first is not None and not _described(article, first):
            says = f"Nothing says what {body} is: what it works on, where, and whom it is close to."
            yield Mark(first, checked.claim.sentence, says)


def _first_mention(article: CheckedArticle, body: str) -> Span | None:
    for match in re.finditer(rf"(?<!\w){re.escape(body)}(?!\w)", article.analysis.document.text):
        span = Span(*match.span())
        if not quotations_at(article, span):
            return span
    return None


def _described(article: CheckedArticle, name: Span) -> bool:
    """True where the name says what the group is, or a description stands anywhere in its first paragraph."""
    text = article.analysis.document.text
    block = block_at(article, name.start)
    around = block.span.of(text).replace(name.of(text), " ") if block is not None else ""
    if pattern("telling_name").search(name.of(text)) or pattern("group_noun").search(around):
        return True
    return re.match(r"(?:\s\([^)]*\))?, (?:an?|the|which|one|based|founded)\b", text[name.end :]) is not None


FAI002 = Rule(
    id="FAI002",
    title="The reply isn't what the statement held says",
    severity=Severity.WARNING,
    asked_by=("BBC Editorial Guidelines: a reply that is paraphrased must keep its meaning",),
    why="Who is accused has a right to be heard in what they did say.",
    action="Quote the statement, or paraphrase all of it that bears on the accusation.",
    check=_other_reply,
    hits=(
        Example(
            "Forest Watch accused Greenwall Timber of bribery.\n\n"
            "Greenwall Timber rejected the accusation and "
            "said that it had felled no trees in the Arda reserve.",
            (("Greenwall Timber", "Greenwall Timber said that it had felled trees in the Arda reserve."),),
        ),
        Example(
            "The teachers' union accused the School Board of Ruse of corruption.\n\n"
            "The School Board of Ruse rejected "
            "the accusation and said that all contracts were published in May.",
            (
                (
                    "School Board of Ruse",
                    "The School Board of Ruse said that not all contracts were published in May.",
                ),
            ),
        ),
        Example(
            "Prison Monitor accused the Serino Prison Service of torture.\n\n"
            "The Serino Prison Service rejected the "
            "accusation and said that all guards had been trained.",
            (
                (
                    "Serino Prison Service",
                    "The Serino Prison Service said that not all guards had been trained.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "The teachers' union accused the School Board of Ruse of corruption.\n\n"
            "The School Board of Ruse rejected "
            "the accusation and said that all contracts were published in May.",
            (
                (
                    "School Board of Ruse",
                    "The School Board of Ruse said that all contracts were published in May.",
                ),
            ),
        ),
        Example(
            "The teachers' union accused the School Board of Ruse of corruption.\n\n"
            "The School Board of Ruse rejected "
            "the accusation and said that all contracts were published in May."
        ),
        Example(
            "The School Board of Ruse said that all contracts were published in May.",
            (
                (
                    "School Board of Ruse",
                    "The School Board of Ruse said that not all contracts were published in May.",
                ),
            ),
        ),
    ),
    covers=("SAY006",),
)

FAI006 = Rule(
    id="FAI006",
    title="Only one side speaks",
    severity=Severity.SUGGESTION,
    asked_by=("Reuters: talk to all sides of a story",),
    why="Where something is in dispute, an article with one kind of speaker takes that side.",
    action="Ask somebody on another side, or say why nobody could be asked.",
    check=_one_side,
    hits=examples(
        "The interior ministry said that the camp was closed. Minister Ola Berg said that the camp had "
        "sheltered "
        "thieves who harassed the neighbours.\n\n"
        "The police said that 40 people left. The ministry said nobody was hurt. "
        "The mayor said that the field will be a park.",
        "The coast guard said that smugglers had bribed two officers. Customs officials said that three "
        "boats were seized. The police said that the harbour was shut.\n\nThe ministry said that a probe "
        "would follow. The police said that nobody was hurt.",
        "The army said that rebels massacred villagers at Bena. The army said that 12 soldiers died. "
        "The army said that "
        "it had retaken the bridge.\n\n"
        "The defence ministry said that the road is open. The ministry said that aid will "
        "follow.",
    ),
    misses=examples(
        "The interior ministry said that the camp was closed. Minister Ola Berg said that the camp had "
        "sheltered "
        "thieves who harassed the neighbours.\n\n"
        "The police said that 40 people left. Camp resident Ana Prado said that "
        "nobody had been asked. The mayor said that the field will be a park.",
        "The weather ministry said that rain will fall. The ministry said that snow will follow. The "
        "ministry said that "
        "roads are open. The ministry said that trains run. The ministry said that schools are open.",
        "The army said that rebels massacred villagers at Bena. The army said that 12 soldiers died.",
    ),
)

FAI007 = Rule(
    id="FAI007",
    title="A campaign group that nobody introduces",
    severity=Severity.SUGGESTION,
    asked_by=("Internews on interviewing NGOs: say what a group is and whom it is linked to",),
    why="A group's name rarely says who pays for it and what it wants.",
    action="Add a word on what it does, where, and who stands behind it.",
    check=_unintroduced,
    hits=examples(
        "Amnesty International said that 40 inmates had been beaten in Serino.",
        "Greenpeace accused the port of Lomo of dumping oil.",
        "According to Oxfam, 3 million people need food in the north.",
    ),
    misses=examples(
        "The human rights group Amnesty International said that 40 inmates had been beaten in Serino.",
        "Greenpeace, which campaigns against drilling, accused the port of Lomo of dumping oil.",
        "According to Oxfam, an aid agency based in Nairobi, 3 million people need food in the north.",
        "The interior ministry said that 40 inmates had been moved from Serino.",
        "The prison watchdog said that 40 inmates had been beaten in Serino.",
        "The Serino Farmers' Club said that the wells were dry.",
    ),
)

RULES = (FAI002, FAI006, FAI007)
