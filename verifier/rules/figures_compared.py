"""FIG: figures that time or another speaker has something against."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta

from claims.document import cover
from claims.types import Speaker
from sources.given import Given
from sources.source import Passage
from verifier.compare.calendar import find_moments
from verifier.compare.context import view
from verifier.compare.figures import compare_figures
from verifier.compare.speaker import same_speaker
from verifier.rules.figures import amounts, differing_figures, mark_of_figures, outcome_of
from verifier.rules.reading import (
    all_told,
    describe,
    main_claim,
    on_topic,
    place,
    sentence_span,
    sentences,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import pattern
from verifier.types import CheckedArticle, CheckedClaim, Evidence, Outcome, Severity

_OLD = timedelta(days=2 * 365)


def _stale(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.claims:
        agreeing = [e for e in checked.evidence if outcome_of(e) is Outcome.AGREES and on_topic(e)]
        dates = [e.passage.source.published for e in agreeing]
        if not agreeing or None in dates or _dated(article, checked):
            continue
        latest = max(day for day in dates if day is not None)
        newer = differing_figures(e for e in checked.evidence if _says_otherwise_since(e, agreeing))
        sentence = checked.claim.sentence
        if newer:
            told = all_told(newer, where=_dated_place)
            says = f"A newer source than that of {latest} has another figure {told}."
            yield mark_of_figures(article, checked, newer, says)
            continue
        span = cover(checked.claim.content or (sentence_span(article, sentence),))
        today = article.analysis.document.metadata.published
        text = article.analysis.text(sentence_span(article, sentence))
        if (
            today is not None
            and today - latest > _OLD
            and pattern("at_present").search(text)
            and amounts(text)
        ):
            yield Mark(span, sentence, f"Told as of now, and the newest source that has it is of {latest}.")


def _says_otherwise_since(evidence: Evidence, agreeing: list[Evidence]) -> bool:
    day = evidence.passage.source.published
    if day is None or outcome_of(evidence) is not Outcome.DIFFERS or not on_topic(evidence):
        return False
    return all(e.passage.source.published is not None and e.passage.source.published < day for e in agreeing)


def _dated(article: CheckedArticle, checked: CheckedClaim) -> bool:
    """True where the sentence itself says of when its figure is."""
    text = article.analysis.text(sentence_span(article, checked.claim.sentence))
    return bool(find_moments(text, article.analysis.document.metadata.published))


def _dated_place(passage: Passage) -> str:
    return f"{place(passage)}, {passage.source.published}"


def _conflicting(article: CheckedArticle) -> Iterator[Mark]:
    heard: dict[Hashable, list[tuple[Speaker, str]]] = {}
    for sentence, text in sentences(article):
        claim = main_claim(article, sentence.index).claim
        two, ours = claim.speaker, article.analysis.claim_text(claim)
        if two is None or not amounts(text):
            continue
        if pattern("told_apart").search(article.analysis.text(sentence.span)):
            continue
        before = heard.setdefault(_case(ours), [])
        for one, theirs in before:
            if not _two_voices(one, two):
                continue
            signal = compare_figures(ours, theirs)
            if Outcome.DIFFERS is signal.outcome is compare_figures(theirs, ours).outcome:
                detail = signal.detail.replace("The claim says", "the one has")
                detail = detail.replace("where the passage says", "and the other")
                who = f"{describe(two)} and {describe(one)}"
                says = f"{who[:1].upper()}{who[1:]} differ, and nothing says so: {detail}"
                yield Mark(sentence.span, sentence.index, says, signal.detail)
                break
        before.append((two, ours))


def _two_voices(one: Speaker, two: Speaker) -> bool:
    return bool(one.name and two.name) and not same_speaker(one, two)


def _case(text: str) -> Hashable:
    """The people and places that `text` names, and the dates: where they are the same, it is one event."""
    return frozenset(m.text.lower() for m in find_moments(text, None)), view(text).names


FIG003 = Rule(
    id="FIG003",
    title="A figure that has been overtaken",
    severity=Severity.WARNING,
    asked_by=(
        "BBC: statistics are given with what limits them, their age above all",
        "Practice with tolls that rise: the last figure, and its time",
    ),
    why="Tolls and counts move on; yesterday's figure is wrong today.",
    action="Take the newer figure, or say of when this one is.",
    check=_stale,
    hits=(
        Example(
            "The fire burned down 1,240 houses in the Alto valley, the fire service said.",
            (
                ("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),
                ("Alto Radio", "The fire burned down 1,310 houses in the Alto valley."),
            ),
            given=(
                ("Fire Service of Alto", Given(published=date(2026, 3, 1))),
                ("Alto Radio", Given(published=date(2026, 3, 9))),
            ),
        ),
        Example(
            "The flu outbreak has put 85 patients in hospital in Nordvik.",
            (
                ("Ministry of Health", "The flu outbreak has put 85 patients in hospital in Nordvik."),
                ("Nordvik Post", "The flu outbreak has put 140 patients in hospital in Nordvik."),
            ),
            given=(
                ("Ministry of Health", Given(published=date(2026, 2, 1))),
                ("Nordvik Post", Given(published=date(2026, 2, 11))),
            ),
        ),
        Example(
            "---\ndate: 2026-03-12\n---\n\nThe prison at Serino now holds 1,900 inmates.",
            (("Prison Service", "The prison at Serino holds 1,900 inmates."),),
            given=(("Prison Service", Given(published=date(2021, 5, 4))),),
        ),
    ),
    misses=(
        Example(
            "The fire burned down 1,310 houses in the Alto valley, the fire service said.",
            (
                ("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),
                ("Alto Radio", "The fire burned down 1,310 houses in the Alto valley."),
            ),
            given=(
                ("Fire Service of Alto", Given(published=date(2026, 3, 1))),
                ("Alto Radio", Given(published=date(2026, 3, 9))),
            ),
        ),
        Example(
            "By 1 March 2026 the fire had burned down 1,240 houses in the Alto valley.",
            (
                ("Fire Service of Alto", "The fire burned down 1,240 houses in the Alto valley."),
                ("Alto Radio", "The fire burned down 1,310 houses in the Alto valley."),
            ),
            given=(
                ("Fire Service of Alto", Given(published=date(2026, 3, 1))),
                ("Alto Radio", Given(published=date(2026, 3, 9))),
            ),
        ),
        Example(
            "The flu outbreak has put 85 patients in hospital in Nordvik.",
            (
                ("Ministry of Health", "The flu outbreak has put 85 patients in hospital in Nordvik."),
                ("Nordvik Post", "The port of Nordvik handled 140 ships in January."),
            ),
            given=(
                ("Ministry of Health", Given(published=date(2026, 2, 1))),
                ("Nordvik Post", Given(published=date(2026, 2, 11))),
            ),
        ),
        Example(
            "---\ndate: 2026-03-12\n---\n\nThe bridge at Orlu cost 85 million euros.",
            (("Orlu Courier", "The bridge at Orlu cost 85 million euros."),),
            given=(("Orlu Courier", Given(published=date(2019, 5, 4))),),
        ),
    ),
    in_quotations=True,
    covers=("SAY006",),
)

FIG004 = Rule(
    id="FIG004",
    title="Two speakers, two figures, and nothing says that they differ",
    severity=Severity.WARNING,
    asked_by=(
        "BBC: competing claims are weighed, not left side by side",
        "AP practice with tolls: each figure with who gives it, and that they differ",
    ),
    why="The reader can't tell which figure holds, or doesn't notice that there are two.",
    action="Say in a sentence that the figures differ, and why if you know.",
    check=_conflicting,
    hits=examples(
        "The blast killed 31 people in the market, the interior ministry said.\n\n"
        "The blast killed 45 people in the market, the Doctors' Union said.",
        "Police said that 4,000 people had joined the march in Lund.\n\nThe organisers spoke of a fine day. "
        "The teachers' union said that 12,000 people had joined the march in Lund.",
        "The mine owner said 140 workers had been laid off at Karsk.\n\n"
        "Mayor Ilse Tornak said 210 workers had been laid off at Karsk.",
    ),
    misses=examples(
        "The blast killed 31 people in the market, the interior ministry said.\n\n"
        "But the Doctors' Union said that the blast had killed 45 people in the market.",
        "Police said that 4,000 people had joined the march in Lund.\n\n"
        "The teachers' union said that 12,000 people had signed a petition.",
        "The blast killed 31 people in the market, the interior ministry said.\n\n"
        "The blast killed more than 30 people in the market, the Doctors' Union said.",
        "The blast killed 31 people in the market, the interior ministry said.\n\n"
        "A blast in 2019 killed 45 people in Gdow, the Doctors' Union said.",
        "The interior ministry said on Monday that 31 people had died.\n\n"
        "The interior ministry said that 45 people had been hurt.",
    ),
    in_quotations=True,
)

RULES = (FIG003, FIG004)
