"""The right of reply on paper: by who is accused, what is said of them, whether they answer, room to ask.

BBC Editorial Guidelines, right of reply: the accused is told what will be said, and his answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.types import ClaimKind
from verifier.phrases import capital
from verifier.render import Look
from verifier.render.markdown import plain, quoted
from verifier.render.opening import claims_once
from verifier.render.sheets import (
    answered,
    foot,
    head,
    sentence,
    spoken,
    where,
    who,
)
from verifier.render.words import claim_text, count
from verifier.rules.allegations import Allegation, accused_first, allegations
from verifier.rules.answers import Answer, answers, unanswered
from verifier.rules.reading import significant
from verifier.rules.sourcing import bearing_out
from verifier.terms import ATTRIBUTION, SUBSTANCE
from verifier.types import CheckedClaim, Report

_ROOM = ["Asked when: ____________  By whom: ____________", "", "Answer: ______________________________", ""]
_INTRO = (
    "What the draft holds against whom, to be put to them before it is published. "
    "The program goes by words: look for what it missed."
)


def render(report: Report, _: Look | None = None) -> str:
    """`report` as Markdown: the allegations by who is accused, those first who are named."""
    made = allegations(report.article)
    given = dict(zip(map(id, made), answers(report.article, made), strict=True))
    lines = [*head("Right of reply", report, _INTRO), *_in_short(report, made)]
    numbers: dict[int, int] = {}
    for accused, against in accused_first(made):
        lines += [f"## {plain(capital(accused)) or 'Nobody in particular'}", ""]
        if accused and not significant(accused):
            lines += ["Described, not named: make sure who is meant.", ""]
        shown: set[Answer] = set()
        for allegation in against:
            number = len(numbers) + 1
            above = numbers.get(allegation.under) if allegation.under is not None else None
            numbers.setdefault(allegation.sentence, number)
            answer = given[id(allegation)]
            lines += _allegation(report, number, allegation, above)
            lines += [f"- Answer in the text: {_answer(report, allegation, answer, shown)}"]
            lines += [f"- The sources: {_held(report, allegation.checked)}", "", *_ROOM]
            shown |= {answer} if answer is not None else set()
    lines += _what_else(report, {a.sentence for a in made})
    return "\n".join([*lines, *foot(report)]) + "\n"


def _in_short(report: Report, made: tuple[Allegation, ...]) -> list[str]:
    if not made:
        return ["No allegation of wrongdoing was found.", ""]
    unheard = [plain(a.accused or "") for a in unanswered(report.article, made)]
    short = f"{count(len(made), 'allegation')}."
    return [f"{short} Not heard in the text: {', '.join(unheard)}." if unheard else short, ""]


def _allegation(report: Report, number: int, allegation: Allegation, above: int | None) -> Iterator[str]:
    yield f"### {number}. {capital(where(report, allegation.sentence))}"
    yield ""
    yield f"Says so: {who(allegation.accuser) if allegation.accuser else 'nobody whom the text names'}"
    yield ""
    yield quoted(sentence(report, allegation.sentence))
    yield ""
    if above is not None:
        yield f"- A point of the list under {above}."
    elif allegation.words and allegation.words != allegation.accused:
        read_as = f", read as {plain(allegation.accused)}" if allegation.accused else ""
        yield f"- The words for the accused: {spoken(allegation.words)}{read_as}"


def _answer(report: Report, allegation: Allegation, answer: Answer | None, shown: set[Answer]) -> str:
    if answer in shown and answer is not None:
        return f"as above, {where(report, answer.sentence)}"
    return answered(report, answer, named=allegation.accused is not None)


def _held(report: Report, checked: CheckedClaim) -> str:
    """What the sources hold of an allegation: who bears it out, and whether it was said."""
    if not report.article.sources_held:
        return "not checked"
    bodies = bearing_out(report.article, checked.claim.sentence)
    verdict = checked.verdict
    borne = f"borne out by {plain(', '.join(bodies))}" if bodies else "nothing independent bears it out"
    borne = f"single-sourced, {borne}" if len(bodies) == 1 else borne
    told = f"{borne} (is it so? {SUBSTANCE[verdict.substance]}"
    if verdict.attribution is not None:
        told += f"; did they say it? {ATTRIBUTION[verdict.attribution]}"
    return f"{told})"


def _what_else(report: Report, told: set[int]) -> Iterator[str]:
    """What NGOs say beside the allegations that were found: an accusation may be among it."""
    others = [c for c in claims_once(report) if c.claim.kind is ClaimKind.NGO]
    others = [c for c in others if c.claim.sentence not in told]
    if others:
        yield from (
            "## What else NGOs say",
            "",
            "Nobody was found accused in this. Does it touch anybody?",
            "",
        )
    for checked in others:
        claim = checked.claim
        words = spoken(claim_text(report, claim))
        yield f"- {capital(where(report, claim.sentence))}, {who(claim.speaker)}: {words}"
    if others:
        yield ""
