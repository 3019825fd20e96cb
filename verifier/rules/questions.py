"""FAI: what no program can tell, put to the desk as questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from verifier.compare.numerals import words_to_number
from verifier.rules.allegations import allegations
from verifier.rules.reading import describe, main_claim, sentence_span, sentences, significant, supported
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import CAPITAL, any_of
from verifier.types import CheckedArticle, Severity

_OF_AGE = 18
_LONGEST_EPITHET = 3  # words between an age and the name it belongs to: "14-year-old chess player NAME"
_PERSON = (
    rf"(?P<name>[{CAPITAL}][\w'’-]+"
    rf"(?:\s(?:[{CAPITAL}]\.|al|bin|da|de|del|di|van|von|[{CAPITAL}][\w'’-]+)){{1,3}})"
)


def _unsubstantiated(article: CheckedArticle) -> Iterator[Mark]:
    told: set[frozenset[str]] = set()
    for allegation in allegations(article):
        checked = main_claim(article, allegation.sentence)
        accused = significant(allegation.accused or "")
        if allegation.accused is None or accused in told or supported(checked):
            continue
        told.add(accused)
        says = f"What shows this, beside the word of {describe(checked.claim.speaker)}?"
        yield Mark(sentence_span(article, allegation.sentence), allegation.sentence, says)


def _exposed(article: CheckedArticle) -> Iterator[Mark]:
    told: set[str] = set()
    for sentence, text in sentences(article):
        for name, what in _named(text):
            who = name.of(text)
            if who not in told:
                told.add(who)
                says = (
                    f"Is it on record that {who} ({what}), or whoever answers for them, agreed to be named?"
                )
                yield Mark(name.shifted(sentence.span.start), sentence.index, says)


def _named(text: str) -> Iterator[tuple[Span, str]]:
    """The names in `text` of people who may be harmed by it, each with what makes them so."""
    for expression in _minors():
        for match in expression.finditer(text):
            age = _age(match.group("age"))
            if age is not None and age < _OF_AGE:
                yield Span(*match.span("name")), f"aged {age}"
    for expression in _vulnerable():
        for match in expression.finditer(text):
            yield Span(*match.span("name")), match.group("what").lower()


def _age(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    *before, last = words.lower().split("-")
    # "Twenty-nine", but "then-nine".
    number = words_to_number([*before, last]) or words_to_number([last])
    return int(number) if number is not None else None


@cache
def _minors() -> tuple[re.Pattern[str], ...]:
    word = r"[a-z][\w'’-]*"
    return (
        re.compile(rf"(?<!\w){_PERSON},\s(?:aged?\s)?(?P<age>\d{{1,2}})(?=[,.;:]|$)"),
        re.compile(rf"(?<!\w){_PERSON}\s\((?:aged\s)?(?P<age>\d{{1,2}})\)"),
        re.compile(
            rf"\b(?P<age>\d{{1,2}}|(?:[A-Za-z]+-)?[A-Za-z]+)[-\s]years?[-\s]old\s(?:{word}\s){{0,{_LONGEST_EPITHET}}}{_PERSON}"
        ),
    )


@cache
def _vulnerable() -> tuple[re.Pattern[str], ...]:
    nouns = any_of("exposed")
    return (
        re.compile(rf"(?P<what>(?i:{nouns}))\s{_PERSON}"),
        re.compile(
            rf"(?<!\w){_PERSON},\s(?:\d{{1,2}},\s)?(?:an?|the|one of the)\s(?:\w+\s){{0,2}}(?P<what>{nouns})"
        ),
        re.compile(rf"(?<!\w){_PERSON},\s(?:\d{{1,2}},\s)?(?P<what>{any_of('exposed_by')})"),
    )


FAI004 = Rule(
    id="FAI004",
    title="An allegation that rests on somebody's word",
    severity=Severity.SUGGESTION,
    asked_by=(
        "The repetition rule in libel law: who repeats an accusation answers for it, attributed or not",
    ),
    why="That somebody said it does not make it safe to print.",
    action="Note what bears it out, or what makes the report of it privileged; else consider leaving it out.",
    check=_unsubstantiated,
    hits=examples(
        "Forest Watch accused Greenwall Timber of illegal logging in the Arda reserve.",
        "The players' union said that Coach Petr Malik had bribed two referees.",
        "Senator Ruth Obi accused the Ministry of Works of embezzling the bridge fund.",
    ),
    misses=examples(
        "Forest Watch praised Greenwall Timber for planting oaks in the Arda reserve.",
        "The coach said that the team had trained badly all week.",
        "A court convicted Greenwall Timber of bribery in March.",
    ),
    question=True,
)

FAI008 = Rule(
    id="FAI008",
    title="A minor, victim or witness is named",
    severity=Severity.WARNING,
    asked_by=("Journalism Trust Initiative, CEN CWA 17493: the privacy of those who are reported on",),
    why="A name stays findable for life, and some of those named can be harmed by it.",
    action="Record who agreed, when and to what; else leave the name out.",
    check=_exposed,
    hits=examples(
        "Ana Prado, 14, saw the bus leave the road.",
        "The fire killed nine-year-old Tomas Hale in his bed.",
        "Rape survivor Mira Sandhu spoke at the hearing in Lund.",
        "Joseph Okello, an eyewitness, said that the boat had no lights.",
    ),
    misses=examples(
        "Ana Prado, 54, saw the bus leave the road.",
        "A 14-year-old girl saw the bus leave the road.",
        "The survivors were taken to a hospital in Lund.",
        "The club signed Tomas Hale, 23, for 14 million euros.",
    ),
    question=True,
)

RULES = (FAI004, FAI008)
