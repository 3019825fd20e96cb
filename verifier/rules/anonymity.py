"""ANO: sources without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from claims.types import SpeakerType
from verifier.rules.reading import claims_of, own_words, sentence_span, sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity


def _without_reason(article: CheckedArticle) -> Iterator[Mark]:
    seen: set[str] = set()
    for sentence, text in sentences(article):
        found = unnamed_speaker(article, sentence.index, text)
        if found is None:
            continue
        who, span = found
        if who.casefold() in seen:
            continue
        seen.add(who.casefold())
        if not _reason_given(article, sentence.index):
            yield Mark(span, sentence.index, f"Nothing says why “{who}” isn't named.")


def unnamed_speaker(article: CheckedArticle, sentence: int, text: str) -> tuple[str, Span] | None:
    """Who stays unnamed in sentence number `sentence` of the own words `text`, and the words that say so."""
    match = pattern("unnamed").search(text)
    if match is not None:
        return match.group(), Span(*match.span()).shifted(sentence_span(article, sentence).start)
    for checked in claims_of(article, sentence):
        speaker = checked.claim.speaker
        if speaker is None or speaker.mention is None or speaker.named or speaker.resolved:
            continue
        who = article.analysis.text(speaker.mention)
        # "Some", "critics" and "at least 50 people" are nobody in particular, which is another rule's matter.
        if speaker.type is SpeakerType.ANONYMOUS and pattern("source_noun").search(who) is not None:
            return who, speaker.mention
        if _one_person().match(who) is not None and pattern("spoken_for").search(who) is None:
            return who, speaker.mention
    return None


@cache
def _one_person() -> re.Pattern[str]:
    """Persons picked out but not named: "a senior official", "two diplomats".

    Not "officials" or "police", who stand for their body; nor a spokesman, whose office is his name; nor a
    witness or a passer-by, whose word weighs as one voice among many.
    """
    return re.compile(
        rf"(?:an?|another|one|two|three|four)\s+(?:(?!(?:of|in|for|with|from|at)\b)[\w.'’-]+\s+){{0,4}}?"
        rf"{any_of('knowing_person')}",
        re.IGNORECASE,
    )


def _reason_given(article: CheckedArticle, sentence: int) -> bool:
    """True where this sentence or one next to it in the same block gives a reason."""
    all_sentences = article.analysis.sentences
    block = all_sentences[sentence].block
    near = (s for s in all_sentences[max(0, sentence - 1) : sentence + 2] if s.block == block)
    return any(pattern("reason").search(own_words(article, s.span)) is not None for s in near)


def _bare(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        match = next((m for p in _bare_sources() if (m := p.search(text)) is not None), None)
        if match is not None:
            span = Span(*match.span("who")).shifted(sentence.span.start)
            message = f"“{match.group('who')}” doesn't tell how this person would know."
            yield Mark(span, sentence.index, message)


@cache
def _bare_sources() -> tuple[re.Pattern[str], ...]:
    who = r"(?P<who>\b(?:a|an|one|another)\s+(?:anonymous\s+|unnamed\s+)?(?:source|insider))\b"
    verb = any_of("reporting")
    described = (
        r"(?!\s+(?:at|in|from|within|inside|close|familiar|with|who|of|on|near|briefed|involved|for|whose)\b)"
    )
    return (
        re.compile(rf"{who}\s+(?:\w+\s+)?{verb}", re.IGNORECASE),
        re.compile(rf"(?:according\s+to|{verb})\s+{who}{described}", re.IGNORECASE),
    )


ANO001 = Rule(
    id="ANO001",
    title="An anonymous source without a reason for it",
    severity=Severity.WARNING,
    asked_by=(
        "AP: explain why the source asked for anonymity",
        "Journalism Trust Initiative, clause 12.1: make the reason for anonymity clear to the public",
    ),
    why="Readers can't tell a source in danger from one with an axe to grind.",
    action="Add why the source can't be named, such as fear of losing the job, or name the source.",
    check=_without_reason,
    hits=examples(
        "The tender was decided in January, said an engineer on condition of anonymity.",
        "A nurse who asked not to be named said the ward had no beds left.",
        "The fleet would be sold by June, said an executive who declined to be identified.",
        "A senior official said the dam would be closed before the rains.",
        "Two diplomats told the paper that the talks had failed.",
    ),
    misses=examples(
        "The tender was decided in January, said an engineer on condition of anonymity "
        "because she was not authorised to speak.",
        "A nurse who asked not to be named for fear of losing her job said the ward had no beds left.",
        "The fleet would be sold by June, said an executive who declined to be identified, "
        "citing a confidentiality clause.",
        "Police said the dam would be closed before the rains.",
        "Officials said the dam would be closed before the rains.",
        "The ministry said the dam would be closed before the rains.",
        "A police spokesman said the bridge was open again.",
        "A senior official, Marek Dolny, said the dam would be closed before the rains.",
        "The winning poem was sent in by Ana Prado, who had never asked to be named.",
    ),
)

ANO002 = Rule(
    id="ANO002",
    title="A bare “source” or “insider”",
    severity=Severity.ERROR,
    asked_by=(
        "AP: simply quoting “a source” is almost always prohibited",
        "Guardian: describe an unnamed source as closely as is safe",
    ),
    why="“A source” could be a cabinet minister or the reporter's neighbour.",
    action="Describe the source as closely as is safe, and say how they know.",
    check=_bare,
    hits=examples(
        "The merger is off, a source said.",
        "According to an insider, the band will split after the tour.",
        "An unnamed source told the paper that the vault had been empty for years.",
    ),
    misses=examples(
        "The merger is off, a source at the finance ministry with knowledge of the talks said.",
        "Fishing is a source of income for half the island, the mayor said.",
        "According to a source who attended the meeting, the band will split after the tour.",
        "The open source movement said that it would appeal.",
    ),
    covers=("ANO001",),
)

RULES = (ANO001, ANO002)
