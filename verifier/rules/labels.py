"""FAI: who is called a criminal before a verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from verifier.rules.reading import sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity


def _labelled(article: CheckedArticle) -> Iterator[Mark]:
    told = [text for _, text in sentences(article)]
    if not any(pattern("accused_stage").search(text) for text in told):
        return
    if any(pattern("convicted_stage").search(text) for text in told):
        return
    for sentence, text in sentences(article):
        match = _label().search(text)
        if (
            match is None
            or pattern("at_large").search(text)
            or pattern("hedged").search(match.group("before"))
        ):
            continue
        says = f"“{match.group('label')}”: nobody in this article has been convicted yet."
        yield Mark(Span(*match.span("label")).shifted(sentence.span.start), sentence.index, says)


_VERB = "was|were|is|are|had|has|have|did|will|would|then|also"


@cache
def _label() -> re.Pattern[str]:
    follows = rf"(?=\s*(?:[.,;:!?)–—]|$)|\s+(?:{any_of('joint')}|{_VERB}|[a-z]+ed)\b)"
    return re.compile(
        rf"(?P<before>\b(?:[\w’'-]+\s+){{0,2}})(?P<label>\b(?i:the)\s+(?:{any_of('crime_agent')})){follows}"
    )


FAI005 = Rule(
    id="FAI005",
    title="A suspect is called a criminal",
    severity=Severity.WARNING,
    asked_by=("AP: nobody is called a criminal before a conviction; the charge is what can be told",),
    why="It prejudges a trial, and if it ends in an acquittal it was a libel.",
    action="Write “the suspect”, “the accused” or “the defendant”.",
    check=_labelled,
    hits=examples(
        "Viktor Hale, 31, was charged with murder on Monday. The killer had hidden in a barn near Gdow.",
        "Prosecutors say that Ada Kovac took 2 million euros. The trial begins in May. The fraudster "
        "worked at the "
        "bank for six years.",
        "Viktor Hale, 31, was charged with murder on Monday. The killer will be held, a judge ruled.",
        "Three men are on trial in Lund over the robbery. The robbers fled in a stolen van.",
    ),
    misses=examples(
        "Viktor Hale, 31, was charged with murder on Monday. The suspect had hidden in a barn near Gdow.",
        "Viktor Hale was convicted of murder on Monday. The killer had hidden in a barn near Gdow.",
        "One man was charged over the raid. Police are still looking for the killer.",
        "The suspected killer was charged on Monday.",
        "He is charged with fraud. The killer whale in the photograph was not for sale.",
    ),
    covers=("FAI003",),
)

RULES = (FAI005,)
