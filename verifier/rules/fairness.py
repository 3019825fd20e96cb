"""FAI: fairness to those whom the article accuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from claims.types import ClaimKind
from verifier.rules.allegations import allegations, repeated
from verifier.rules.answers import unanswered
from verifier.rules.contentious import official
from verifier.rules.reading import describe, main_claim, sentence_span, sentences, supported
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity


def _no_reply(article: CheckedArticle) -> Iterator[Mark]:
    for allegation in unanswered(article, allegations(article)):
        accused = allegation.accused or ""
        says = f"{accused[:1].upper()}{accused[1:]} is accused here and isn't heard."
        yield Mark(sentence_span(article, allegation.sentence), allegation.sentence, says)


def _stated_as_fact(article: CheckedArticle) -> Iterator[Mark]:
    made = allegations(article)
    for sentence, text in sentences(article):
        checked = main_claim(article, sentence.index)
        if checked.claim.kind is not ClaimKind.FACT or supported(checked):
            continue
        crime = _called_criminal(text)
        if crime is not None:
            says = f"“{crime.of(text)}” says as a fact what a court has yet to decide."
            yield Mark(crime.shifted(sentence.span.start), sentence.index, says)
            continue
        other = repeated(text, made)
        if other is not None and other.sentence != sentence.index and not official(text):
            accuser = describe(other.accuser)
            says = f"Stated as a fact here; elsewhere in the article it is what {accuser} says."
            yield Mark(sentence.span, sentence.index, says)


def _called_criminal(text: str) -> Span | None:
    """The noun that calls somebody who was arrested or the like a criminal, or None."""
    for expression in _criminals():
        for match in expression.finditer(text):
            if pattern("hedged").search(match.group("before")) is None:
                return Span(*match.span("agent"))
    return None


@cache
def _criminals() -> tuple[re.Pattern[str], ...]:
    taken, joint = any_of("taken"), any_of("joint")
    # What follows tells a person from a thing: "a smuggler in Gdow", but "a smuggler ring".
    agent = rf"(?P<agent>{any_of('crime_agent')})"
    person = rf"(?=\s*(?:[.,;:!?)–—]|$)|\s+{joint})"
    plain = rf"(?:(?!{joint})[\w,+-]+\s+)"
    return (
        re.compile(rf"{taken}\s+(?P<before>{plain}{{0,5}}?){agent}{person}", re.IGNORECASE),
        re.compile(rf"(?P<before>{plain}{{0,3}}){agent}\s+(?:was|were)\s+{taken}", re.IGNORECASE),
    )


FAI001 = Rule(
    id="FAI001",
    title="An allegation without a reply",
    severity=Severity.WARNING,
    asked_by=(
        "BBC right of reply: normally in the same piece",
        "Reuters: an allegation of wrongdoing needs comment, or evidence of a serious effort to get it",
    ),
    why="Fairness, and in many countries the law, asks that the accused be heard.",
    action="Add the reply, or say when and how you asked and that none came.",
    check=_no_reply,
    hits=examples(
        "Forest Watch accused Greenwall Timber of illegal logging in the Arda reserve.",
        "Prison Monitor accused the Serino government of torture. The report has 40 pages.",
        "Patients blamed Dr Viktor Hale for the deaths of three children.",
    ),
    misses=examples(
        "Forest Watch accused Greenwall Timber of illegal logging in the Arda reserve. "
        "Greenwall Timber denied the accusation.",
        "Prison Monitor accused the Serino government of torture. "
        "The government did not respond to a request for comment.",
        "Forest Watch accused poachers of setting snares in the Arda reserve.",
        "Forest Watch praised Greenwall Timber for planting oaks in the Arda reserve.",
    ),
)

FAI003 = Rule(
    id="FAI003",
    title="An allegation stated as a fact",
    severity=Severity.ERROR,
    asked_by=("AP: avoid any suggestion that the writer is making the allegation",),
    why="What the accuser says becomes what the outlet says, and the outlet answers for it.",
    action="Attribute it again in this sentence, or write “suspected” where nobody has been convicted.",
    check=_stated_as_fact,
    hits=examples(
        "Forest Watch accused Greenwall Timber of bribery.\n\nGreenwall Timber bribed two rangers in 2019.",
        "Police arrested 14 smugglers in the port of Gdow on Friday.",
        "Officers detained a fraudster at the airport in Quito.",
        "Prison Monitor said that the guards of Serino had tortured inmates.\n\n"
        "The torture at Serino lasted two years.",
    ),
    misses=(
        Example("Police arrested 14 suspected smugglers in the port of Gdow on Friday."),
        Example("Officers detained a convicted fraudster at the airport in Quito."),
        Example("Forest Watch accused Greenwall Timber of bribery.\n\nGreenwall Timber owns two sawmills."),
        Example("The thief was sentenced to two years in prison by a court in Quito."),
        Example("Police arrested 14 smugglers in the port of Gdow, the interior ministry said."),
    ),
    covers=("ATT001", "ATT003"),
)

RULES = (FAI001, FAI003)
