"""VRB: "alleged" where it says nothing, or casts doubt on what is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from verifier.rules.reading import sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of
from verifier.types import CheckedArticle, Severity


def _redundant(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        for expression, says in _idle():
            match = expression.search(text)
            if match is not None:
                span = Span(*match.span()).shifted(sentence.span.start)
                yield Mark(span, sentence.index, says.format(match.group()))
                break


@cache
def _idle() -> tuple[tuple[re.Pattern[str], str], ...]:
    adverb = r"(?:allegedly|reportedly|supposedly)"
    # "The alleged fire" did burn; "the alleged fire safety failings" are something else.
    alone = rf"(?=\s*(?:[.,;:!?)–—]|$)|\s+{any_of('joint')})"
    gap = r"(?:\s+(?!and\b|but\b|who\b|which\b|that\b)[\w'’-]+){0,3}?\s+"
    return tuple(
        (re.compile(expression, re.IGNORECASE), says)
        for expression, says in (
            (
                rf"{any_of('unproven')}\s+(?:having\s+)?(?:{adverb}|alleged)\b",
                "“{}” says twice that nothing is proven.",
            ),
            (
                rf"(?:\ballege[ds]?\s+(?:that\s+)?(?:\w+\s+){{0,3}}?allegedly|\balleged\s+{any_of('person_suspected')})",
                "“{}” says twice that nothing is proven.",
            ),
            (
                rf"{any_of('proven')}\s+(?:having\s+)?(?:allegedly|alleged)\b",
                "“{}” doubts what a court has settled.",
            ),
            (
                rf"{any_of('verdict')}{gap}for\s+(?:allegedly|alleged)\b",
                "“{}” doubts what a court has settled.",
            ),
            (
                rf"\balleged\s+(?:(?:car|train|plane|bus|fatal|gas|mine|factory|night|house)\s+)?{any_of('happening')}{alone}",
                "“{}” doubts that it happened at all.",
            ),
        )
    )


VRB005 = Rule(
    id="VRB005",
    title="“Alleged” says nothing here, or doubts what is certain",
    severity=Severity.WARNING,
    asked_by=(
        "AP, “allege”: don't use it as a routine qualifier, nor for an event that is known to have happened",
    ),
    why="Who is accused is not yet guilty, with or without it; and a crash is a crash, whoever is to blame.",
    action="Cut “alleged”; keep the word that already leaves it open, or say who alleges what.",
    check=_redundant,
    hits=examples(
        "The treasurer is accused of allegedly moving the money to Malta.",
        "Police are looking for an alleged suspect in the theft of 40 bicycles.",
        "She was found guilty of alleged fraud in March.",
        "Two drivers were hurt in the alleged collision on the ring road.",
        "Prosecutors allege that he allegedly sold the keys to the depot.",
    ),
    misses=examples(
        "The treasurer is accused of moving the money to Malta.",
        "The treasurer allegedly moved the money to Malta, the auditors said.",
        "Police are looking for the alleged thief of 40 bicycles.",
        "The alleged bribe was paid in two parts, according to the indictment.",
        "She was sentenced for fraud in March and questioned over alleged threats to a witness.",
        "The union is suing over the alleged fire safety failings.",
    ),
    covers=("ATT005",),
)

RULES = (VRB005,)
