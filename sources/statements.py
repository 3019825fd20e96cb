"""Who says what in a source: the statements that its own text attributes, and those of its own voice."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.document import Span, cover
from claims.types import Analysis, Claim, ClaimKind, Found, Speaker, SpeakerType
from sources.passages import Cut
from sources.source import SourceKind
from sources.words import fold

if TYPE_CHECKING:
    from claims.actors import Actors


# Kinds of bodies whose papers name their own officers by the office alone; a ministry's name mayors as well.
_HOUSES = (SpeakerType.COMPANY, SpeakerType.NGO, SpeakerType.PARTY, SpeakerType.IGO)


_WORD = r"[^\W\d_a-z][\w'’-]+"
_PRONOUNS = ("he", "she", "they", "i", "we")
# What says that it is an interview, and the name of the person, before what that person does.
_LEAD = r"\b(?:[Nn]otes|[Ii]nterview|[Cc]all|[Tt]alk|[Cc]onversation)\b[^.:\n]*?(?:with|to|,|:)\s+"
_TITLED = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Sgt|Capt|Gen|Rev|Cllr)\.?\s+)?"
_NAME = rf"{_TITLED}(?P<name>{_WORD}(?:\s+{_WORD}){{1,2}})"
_DOES = r",\s+(?!(?:we|he|she|they|it|the|who)\b)[a-z]"
_INTERVIEWED = re.compile(rf"{_LEAD}{_NAME}(?={_DOES}|\s*\Z|\s*\()")
_PERSON_FIRST = re.compile(rf"(?:{_LEAD}|\A){_NAME}(?={_DOES})")


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """A statement before it is stored; `passage` is the index of the passage that holds it.

    The other fields are those of `sources.source.Statement`.
    """

    passage: int
    speaker: Speaker
    text: str
    quotations: tuple[str, ...]
    cue: str
    own_voice: bool


def find(
    analysis: Analysis,
    passages: Sequence[Cut],
    *,
    publisher: str | None,
    kind: SourceKind,
    actors: Actors | None = None,
) -> tuple[FoundStatement, ...]:
    """The statements in an analysed source, in reading order.

    An attributed claim is a statement of its speaker. A sentence in the source's own voice is a statement of
    the publisher, where one is known. In a press release so is what the publisher's own people are quoted
    with, beside being theirs. "We" is the publisher, and so is "the ministry" where that is one. What stands
    in no passage (a heading, boilerplate) is left out. `actors` tells what kind of body the publisher is
    where the text doesn't; the shipped lexicon where None.
    """
    voice = _publisher(analysis, publisher, actors) if publisher else None
    asked = _interviewed(analysis, publisher) if kind is SourceKind.INTERVIEW else None
    found = []
    for claim in analysis.claims:
        span = cover(claim.content) if claim.content else None
        place = _passage(passages, span) if span else None
        if span is None or place is None:
            continue
        found += [
            FoundStatement(place, speaker, analysis.text(span), _quotations(analysis, span), cue, own)
            for speaker, cue, own in _speakers(_asked(claim, asked, analysis, span), voice, kind)
        ]
    return tuple(found)


def _interviewed(analysis: Analysis, publisher: str | None) -> Speaker | None:
    """Whom an interview is with: the person named above its text, or in what its publisher is called."""
    blocks = analysis.document.blocks
    first = blocks[0].span.of(analysis.document.text) if blocks else ""
    head = "" if any(mark in first for mark in '"“') else first
    for words, pattern in (
        (analysis.document.metadata.title or "", _INTERVIEWED),
        (head, _PERSON_FIRST),
        (publisher or "", _INTERVIEWED),
    ):
        if match := pattern.search(words):
            reason = "the interview's head names who"
            return Speaker(match["name"], SpeakerType.INDIVIDUAL, named=True, reason=reason)
    return None


def _asked(claim: Claim, asked: Speaker | None, analysis: Analysis, span: Span) -> Claim:
    """The claim with who is interviewed as its speaker, for a quotation beside which nobody is named."""
    if asked is None or claim.attribution is None or not _quotations(analysis, span):
        return claim
    speaker = claim.speaker
    name = (speaker.name or "").lower() if speaker is not None and not speaker.resolved else ""
    told = name and name not in _PRONOUNS
    if told and claim.attribution.found is not Found.CONTINUED:
        return claim
    return replace(claim, speaker=asked)


def _speakers(claim: Claim, voice: Speaker | None, kind: SourceKind) -> Iterator[tuple[Speaker, str, bool]]:
    """Who makes this claim, by which cue, and whether it is the source's own voice."""
    if claim.attribution is not None and claim.speaker is not None:
        speaker = voice if voice and _is_called(claim.speaker, voice) else _of_house(claim.speaker, voice)
        yield speaker, claim.attribution.lemma, False
        if voice and kind is SourceKind.PRESS_RELEASE and _speaks_for(claim.speaker, voice):
            yield voice, "", True
    elif voice and claim.kind is ClaimKind.FACT:
        yield voice, "", True


def _of_house(speaker: Speaker, voice: Speaker | None) -> Speaker:
    """`speaker`, with the publisher as the body of an officer without one: "Jane Roe, chief executive"."""
    unbound = speaker.named and speaker.role is not None and speaker.organisation is None
    if voice is None or not unbound or speaker.type is not voice.type or voice.type not in _HOUSES:
        return speaker
    return replace(speaker, organisation=voice.name)


def _is_called(speaker: Speaker, publisher: Speaker) -> bool:
    """True for "we", and for "the ministry" in what a ministry publishes."""
    words = fold(speaker.name or "").split()
    if speaker.named or not words:
        return False
    return words == ["we"] or (
        len(words) == 2
        and words[0] in ("the", "this", "our")
        and words[1] in fold(publisher.name or "").split()
    )


def _speaks_for(speaker: Speaker, body: Speaker) -> bool:
    """True where `speaker` is `body`, or one of its people."""
    asked = fold(body.name or "").removeprefix("the ")
    return any(
        fold(name).removeprefix("the ") == asked for name in (speaker.name, speaker.organisation) if name
    )


def _publisher(analysis: Analysis, publisher: str, actors: Actors | None) -> Speaker:
    """The publisher as a speaker, of the type that the text shows it to be, else that its name tells."""
    named = Speaker(publisher, SpeakerType.UNKNOWN, named=True, reason="publisher of the source")
    for claim in analysis.claims:
        speaker = claim.speaker
        if speaker and speaker.type is not SpeakerType.UNKNOWN and _speaks_for(speaker, named):
            return replace(named, type=speaker.type, branch=speaker.branch)
    # Only here, because whoever opens a store needs this module and not the lexicon of actors.
    from claims.actors import Actors
    from claims.body_types import organisation

    told = organisation(publisher, actors or Actors.default())
    return replace(named, type=told[0].type, branch=told[0].branch) if told else named


def _passage(passages: Sequence[Cut], span: Span) -> int | None:
    """Index of the passage that `span` begins in, else of the first that it touches."""
    # Passages stand in reading order and don't overlap, so the first that ends behind its start is either.
    first = bisect_right(passages, span.start, key=lambda p: p.locator.span.end)
    return first if first < len(passages) and passages[first].locator.span.overlaps(span) else None


def _quotations(analysis: Analysis, span: Span) -> tuple[str, ...]:
    """What stands between quotation marks in `span`; a quotation that goes beyond it is clipped to it."""
    inner = [q.inner for q in analysis.quotations if q.inner.overlaps(span)]
    return tuple(
        analysis.text(Span(max(i.start, span.start), min(i.end, span.end))).strip() for i in sorted(inner)
    )
