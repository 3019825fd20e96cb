"""QUO: quotations held against the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.rules.reading import (
    cites,
    describe,
    place,
)
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, CheckedQuotation, QuoteState, Severity

_FEWEST_WORDS = 4  # shorter ones are terms, titles and scare quotes rather than somebody's statement


def _altered(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        where = f" ({place(checked.passage)})" if checked.passage is not None else ""
        if checked.state is QuoteState.ALTERED:
            changes = _changes(checked)
            says = f"Not the words of the source{where}: {changes}"
            yield Mark(checked.quotation.span, checked.sentence, says, changes)
        elif checked.state is QuoteState.PARTIAL and checked.match is not None:
            told = checked.match.detail
            yield Mark(checked.quotation.span, checked.sentence, f"Found only in part{where}: {told}", told)


def _changes(checked: CheckedQuotation) -> str:
    changes = checked.match.changes if checked.match is not None else ()
    told = [_change(c.article, c.source) for c in changes if c.article != c.source]
    return "; ".join(told) + "." if told else checked.detail


def _change(article: str, source: str) -> str:
    if not source:
        return f"the article adds “{article}”"
    if not article:
        return f"the article leaves out “{source}”"
    return f"the article has “{article}” where the source has “{source}”"


def _absent(article: CheckedArticle) -> Iterator[Mark]:
    if article.sources_held == 0:
        return
    for checked in article.quotations:
        if checked.state is not QuoteState.ABSENT or is_term(article, checked):
            continue
        held = "1 source" if article.sources_held == 1 else f"{article.sources_held} sources"
        cited = "the source cited here or in any other of " if cites(article, checked.sentence) else "any of "
        says = f"This quotation of {describe(checked.speaker)} isn't in {cited}the {held} held."
        yield Mark(checked.quotation.span, checked.sentence, says)


def is_term(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True for a title or a term between quotation marks."""
    spoken = re.findall(r"[^\W\d_][\w'’-]*", article.analysis.text(checked.quotation.inner))
    if len(spoken) < _FEWEST_WORDS:
        return True
    long_words = [w for w in spoken if len(w) > 3]
    return bool(long_words) and all(w[0].isupper() for w in long_words)


QUO001 = Rule(
    id="QUO001",
    title="A quotation differs from its source",
    severity=Severity.ERROR,
    asked_by=(
        "New York Times, Guidelines on Integrity: every word between the marks is what the speaker said",
        "Guardian: where the words aren't sure, use indirect speech",
    ),
    why="Quotation marks promise the speaker's very words.",
    action="Put the source's words back, or take the marks away and paraphrase.",
    check=_altered,
    hits=(
        Example(
            "“We will rebuild every house before the next winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Governor Gita Rao said: “We will rebuild most houses before next winter.”",
                ),
            ),
        ),
        Example(
            "The ministry's letter speaks of “serious and lasting damage to the reef caused by anchors”.",
            (("Ministry of Fisheries", "We find serious damage to the reef caused by heavy anchors."),),
        ),
        Example(
            "“Whoever opened the gate broke the law and put the herd in danger,” said Ida Falk, a ranger.",
            (("Ranger Service", "Ida Falk, a ranger: “Whoever opened the gate broke the law.”"),),
        ),
        Example(
            "Health officer Gwen Tolland called the result “a miracle”.",
            (("Health Office", "Health officer Gwen Tolland called the result “a beginning”."),),
        ),
        Example(
            "“The test was carried out by our own staff without any training,” said lab director Paulo Reis.",
            (
                (
                    "Reis Laboratory",
                    "Paulo Reis said: “The test was carried out by our own staff without any delay.”",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "“We will rebuild every house before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Governor Gita Rao said: “We will rebuild every house before winter.”",
                ),
            ),
        ),
        Example(
            "“We will rebuild every house … before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Gita Rao said: “We will rebuild every house, God willing, before winter.”",
                ),
            ),
        ),
        Example(
            "“We will rebuild every house before the next winter,” said Gita Rao, the governor of Malpur."
        ),
    ),
    in_quotations=True,
    in_non_claims=True,
    covers=("QUO003", "FIG002", "SRC002", "SRC011", "SAY002", "SAY006"),
)

QUO003 = Rule(
    id="QUO003",
    title="A quotation is in none of the sources held",
    severity=Severity.WARNING,
    asked_by=("Chicago and SAPIENS annotation practice: every quotation has a source in the file",),
    why="A quotation that nobody can find may be misremembered, or from somebody else's article.",
    action="Add the recording, transcript or document that it comes from.",
    check=_absent,
    hits=(
        Example(
            "“The lake has not been this low since my childhood,” said Esi Boateng, who runs the ferry.",
            (("Lake Authority", "The Lake Authority closed the eastern sluice on Monday for repairs."),),
        ),
        Example(
            "“Our children learn in a corridor,” said teacher Ivan Petkov.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "The order calls the strike “a threat to the food of the nation”, the ministry said.",
            (("Ministry of Labour", "The ministry asked both sides to return to the table."),),
        ),
    ),
    misses=(
        Example("“The lake has not been this low since my childhood,” said Esi Boateng, who runs the ferry."),
        Example(
            "“Our children learn in a corridor,” said teacher Ivan Petkov.",
            (("Radio Ruse", "Ivan Petkov, a teacher, told us: “Our children learn in a corridor.”"),),
        ),
        Example(
            "The film “The Long Winter of Marta Novak” opened on Friday.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "The city calls its tram “light rail” in every brochure.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
    ),
    in_quotations=True,
    in_non_claims=True,
)

RULES = (QUO001, QUO003)
