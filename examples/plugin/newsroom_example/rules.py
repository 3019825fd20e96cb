"""A rule that no list of words can say."""

from collections.abc import Iterator

from verifier.rules.rule import Mark, Rule, examples
from verifier.types import CheckedArticle, Severity

LONGEST = 40  # words


def check(article: CheckedArticle) -> Iterator[Mark]:
    """Sentences that somebody is behind and that are too long to be heard."""
    for checked in article.claims:
        sentence = article.analysis.sentences[checked.claim.sentence]
        words = len(article.analysis.text(sentence.span).split())
        if checked.claim.main and checked.claim.speaker is not None and words > LONGEST:
            yield Mark(sentence.span, sentence.index, f"{words} words, and a listener asks who says so.")


LONG = Rule(
    id="NWS001",
    title="Too long to be read aloud",
    severity=Severity.SUGGESTION,
    asked_by=("Our guide for the audio desk",),
    why="Our articles are read aloud.",
    action="Make two sentences of it.",
    check=check,
    hits=examples(f"The port authority said that {'the ferry was late and ' * 9}nobody was hurt."),
    misses=examples("The port authority said that the ferry was late."),
)
