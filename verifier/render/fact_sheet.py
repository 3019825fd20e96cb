"""Line-by-line checking on paper, in the two passes that desks make: every fact, then every criticism.

Nothing in it is decided: the words for what was found are those of docs/verdicts.md, and boxes are for the
checker to tick.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.compare.dates import date_spans
from verifier.compare.name_finder import find_names
from verifier.compare.quantities import find_quantities
from verifier.phrases import capital
from verifier.render import Look
from verifier.render.markdown import plain, quoted
from verifier.render.opening import claims_once
from verifier.render.sheets import (
    answered,
    box,
    foot,
    head,
    sentence,
    source,
    spoken,
    where,
    who,
)
from verifier.render.words import claim_text, was_found
from verifier.rules.allegations import Allegation, allegations, criticisms
from verifier.rules.answers import Answer, answers
from verifier.terms import ATTRIBUTION, QUOTES, SUBSTANCE
from verifier.types import CheckedClaim, CheckedQuotation, Report

_INTRO = (
    "Two passes: every fact, then every criticism. What the program found stands beside each; "
    "tick a box when you have seen it for yourself."
)


def render(report: Report, _: Look | None = None) -> str:
    """`report` as Markdown with boxes to tick."""
    lines = head("Fact sheet", report, _INTRO)
    lines += ["## First pass: every fact", ""]
    facts = claims_once(report)
    for number, checked in enumerate(facts, 1):
        lines += _fact(report, number, checked)
    lines += [] if facts else ["The draft makes no claim.", ""]
    lines += ["## Second pass: every criticism", ""]
    made = criticisms(report.article, allegations(report.article))
    for number, (each, answer) in enumerate(zip(made, answers(report.article, made), strict=True), 1):
        lines += _criticism(report, number, each, answer)
    lines += [] if made else ["No criticism was found.", ""]
    return "\n".join([*lines, *foot(report)]) + "\n"


def _fact(report: Report, number: int, checked: CheckedClaim) -> Iterator[str]:
    claim, verdict = checked.claim, checked.verdict
    text = claim_text(report, claim)
    yield f"### {number}. {capital(where(report, claim.sentence))}: {who(claim.speaker)}"
    yield ""
    yield quoted(text)
    yield ""
    if verdict.attribution is not None:
        yield box(f"Did they say it? **{ATTRIBUTION[verdict.attribution]}**", verdict.attribution_reason)
    yield box(f"Is it so? **{SUBSTANCE[verdict.substance]}**", verdict.substance_reason)
    for quotation in _quotations(report, checked):
        words = spoken(quotation.quotation.inner.of(report.article.analysis.document.text))
        yield box(f"Quotation {words}: **{QUOTES[quotation.state]}**", quotation.detail)
    for name, found in _to_tick(report, text):
        yield box(f"{name}: {'; '.join(map(spoken, found))}")
    if checked.evidence:
        nearest = "Source" if was_found(checked) else "No source says so; nearest is"
        yield f"- {nearest}: {source(report, checked.evidence[0].passage)}"
    yield ""


def _quotations(report: Report, checked: CheckedClaim) -> list[CheckedQuotation]:
    content = checked.claim.content
    return [q for q in report.article.quotations if any(s.overlaps(q.quotation.inner) for s in content)]


def _to_tick(report: Report, text: str) -> Iterator[tuple[str, list[str]]]:
    """The figures, dates and names of a claim, each kind that there is."""
    names = [n for n in find_names(text) if n.span.start or " " in n.text or _is_name(report, n.text)]
    found = {
        "Figures": [quantity.text for quantity in find_quantities(text)],
        "Dates": [span.of(text) for span in date_spans(text)],
        "Names": [name.text for name in names],
    }
    for kind, each in found.items():
        if each:
            yield kind, list(dict.fromkeys(each))


def _is_name(report: Report, word: str) -> bool:
    """True where the article has `word` with its capital inside a sentence too."""
    return re.search(rf"[a-z,]\s{re.escape(word)}\b", report.article.analysis.document.text) is not None


def _criticism(report: Report, number: int, each: Allegation, answer: Answer | None) -> Iterator[str]:
    whom = each.accused or each.words
    critic = who(each.accuser) if each.accuser is not None else "nobody whom the text names"
    yield f"### {number}. {capital(where(report, each.sentence))}"
    yield ""
    yield quoted(sentence(report, each.sentence))
    yield ""
    yield box(f"Who criticises: {critic}")
    yield box(f"Whom: {plain(whom) if whom else 'nobody in particular'}")
    yield box(f"Answered: {answered(report, answer, named=each.accused is not None)}")
    yield ""
