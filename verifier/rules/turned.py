"""QUO002: what a quotation leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.compare.turns import turn_alike
from verifier.rules.reading import describe, place, sentence_span
from verifier.rules.rule import Example, Mark, Rule
from verifier.types import CheckedArticle, Severity

_FEWEST_WORDS = 4  # of a quotation that says something by itself


def _turned(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        if not (checked.match and checked.match.turned and checked.passage):
            continue
        quoted = article.analysis.text(checked.quotation.inner)
        around = article.analysis.text(sentence_span(article, checked.sentence)).replace(quoted, " ")
        # Where the article's own words turn it as well, nothing is lost.
        if len(quoted.split()) >= _FEWEST_WORDS and not turn_alike(around, checked.match.turned):
            says = (
                f"What {describe(checked.speaker)} said may mean something else in full: "
                f"{checked.match.turned} ({place(checked.passage)})."
            )
            yield Mark(checked.quotation.span, checked.sentence, says, checked.match.turned)


QUO002 = Rule(
    id="QUO002",
    title="What a quotation leaves out may turn its meaning",
    severity=Severity.WARNING,
    asked_by=("New York Times, Guidelines on Integrity: what is left out must not change the meaning",),
    why="A condition or a “not” beside the quoted words can mean the opposite.",
    action="Quote the whole of it, or say in your own words what it hangs on.",
    check=_turned,
    hits=(
        Example(
            "“The river will be clean by May,” said Olga Berg, who leads the water office.",
            (("Water Office", "Olga Berg said: “The river will be clean by May if it rains.”"),),
        ),
        Example(
            "“Pupils are walking to school again,” said Olga Berg, who leads the school office.",
            (("School Office", "Olga Berg said: “Some pupils are walking to school again.”"),),
        ),
        Example(
            "“No family will be moved against its will,” said Olga Berg, who leads the water office.",
            (("Water Office", "Olga Berg: “No family will be moved against its will before 2030.”"),),
        ),
        Example(
            "“We will rebuild every house … before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Malpur Herald",
                    "Governor Gita Rao said: “We will rebuild every house, if we can, before winter.”",
                ),
            ),
        ),
        Example(
            "“The reactor is safe to restart,” said Paulo Reis, the plant's director.",
            (
                (
                    "Plant News",
                    "Paulo Reis, the plant's director, said: “I don't think the reactor is safe to restart.”",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "“I have never seen such rain,” said Olga Berg, who leads the water office.",
            (("Water Office", "Olga Berg said: “I have never seen such rain in my life.”"),),
        ),
        Example(
            "“The river will be clean by May if it rains,” said Olga Berg, who leads the water office.",
            (("Water Office", "Olga Berg said: “The river will be clean by May if it rains.”"),),
        ),
        Example(
            "“We will rebuild every house … before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Malpur Herald",
                    "Governor Gita Rao said: “We will rebuild every house, God willing, before winter.”",
                ),
            ),
        ),
        Example(
            "“The reactor is safe to restart,” said Paulo Reis, the plant's director.",
            (("Plant News", "Paulo Reis, the plant's director, said: “The reactor is safe to restart.”"),),
        ),
    ),
    in_quotations=True,
    covers=("SAY006", "SRC002", "SRC011"),
)

RULES = (QUO002,)
