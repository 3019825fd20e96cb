"""SRC: whether a cited source still says what it said when it was stored."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.rules.reading import sentence_span
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, Severity, SourceChange

_LONGEST = 240


def _changed(article: CheckedArticle) -> Iterator[Mark]:
    told: set[tuple[int, str]] = set()
    for checked in article.claims:
        sentence = checked.claim.sentence
        for change in checked.changes:
            if (sentence, change.source.id) not in told:
                told.add((sentence, change.source.id))
                yield Mark(
                    sentence_span(article, sentence),
                    sentence,
                    _message(change),
                    change.said or change.source.title,
                )


def _message(change: SourceChange) -> str:
    since = f"“{change.source.title}” has changed since {change.taken:%Y-%m-%d %H:%M} UTC"
    if not change.said:
        return f"{since}: what speaks to this was not in it then."
    said = change.said if len(change.said) <= _LONGEST else f"{change.said[:_LONGEST].rstrip()} ..."
    return f"{since}, when it said: “{said}”"


_HARBOUR = "The harbour handled 17 ships a day in spring, most with grain."
_PAINT = "The north gate was painted in May, and its hinges were oiled."

SRC008 = Rule(
    id="SRC008",
    title="The cited source has changed",
    severity=Severity.WARNING,
    asked_by=("Fact-checking practice: a source is kept as it was when it was used",),
    why="Readers who follow the link find other words than those that the article was written from.",
    action="Read the source as it is now, and say in the article what changed if that matters.",
    check=_changed,
    hits=(
        Example(
            "According to the Harbour Authority report, the harbour handled 17 ships a day in spring.",
            (("Harbour Authority", f"{_PAINT}\n\n{_HARBOUR.replace('17', '11')}"),),
            before=(("Harbour Authority", f"{_PAINT}\n\n{_HARBOUR}"),),
        ),
        Example(
            "The harbour handled 17 ships a day in spring, according to the Harbour Authority report.",
            (("Harbour Authority", _PAINT),),
            before=(("Harbour Authority", f"{_PAINT}\n\n{_HARBOUR}"),),
        ),
        Example(
            "A report by the Ministry of Health said that three clinics had closed in Nordvik.",
            (("Ministry of Health", "Three clinics closed in Nordvik, and a fourth will follow."),),
            before=(("Ministry of Health", "Two clinics closed in Nordvik."),),
        ),
    ),
    misses=(
        Example(
            "According to the Harbour Authority report, the harbour handled 17 ships a day in spring.",
            (("Harbour Authority", f"{_PAINT.replace('north', 'south')}\n\n{_HARBOUR}"),),
            before=(("Harbour Authority", f"{_PAINT}\n\n{_HARBOUR}"),),
        ),
        Example(
            "According to the Harbour Authority report, the harbour handled 17 ships a day in spring.",
            (("Harbour Authority", _HARBOUR),),
        ),
        Example(
            "The choir sang at the summer fair, and the mayor opened the new bridge.",
            (("Harbour Authority", _HARBOUR.replace("17", "11")),),
            before=(("Harbour Authority", _HARBOUR),),
        ),
    ),
)

RULES = (SRC008,)
