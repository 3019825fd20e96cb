"""Every rule, asked about an article whose words, names, links and sources are given by the input."""

from __future__ import annotations

from dataclasses import replace

from claims.document import Link, Span
from tests.verifier.render.builder import poisoned, report
from verifier.rules import RULES
from verifier.types import CheckedArticle

from .target import Target, fields, text_of


def _article(data: bytes) -> CheckedArticle:
    """The first field stands in each sentence, the second in every other text; the third is a link."""
    words, rest, url = map(text_of, fields(data, 3))
    article: CheckedArticle = poisoned(report(extra=words).article, rest)
    analysis = article.analysis
    links = tuple(Link(link.span, url) for link in analysis.document.links)
    return replace(article, analysis=replace(analysis, document=replace(analysis.document, links=links)))


def rules(data: bytes) -> None:
    """What a rule marks lies in the article, and it says something of it."""
    article = _article(data)
    whole = Span(0, len(article.analysis.document.text))
    for rule in RULES:
        for mark in rule.check(article):
            assert whole.contains(mark.span), rule.id
            assert mark.sentence is None or 0 <= mark.sentence < len(article.analysis.sentences), rule.id
            assert mark.message.strip(), rule.id


TARGETS = (Target("rules", rules, longest=300),)
