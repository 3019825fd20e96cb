"""Whether those whom an article accuses are heard in it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.types import Speaker, SpeakerType
from verifier.rules.allegations import Allegation
from verifier.rules.reading import claims_of, own_words, significant
from verifier.rules.words import pattern
from verifier.types import CheckedArticle

_REPLY_WITHIN = 3  # sentences: who is quoted that soon after being accused is answering


class Answering(StrEnum):
    """How an accusation is answered. SPEAKS: the accused is given words soon after, of whatever matter."""

    REPLY = "reply"
    SILENCE = "silence"
    SPEAKS = "speaks"


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an accusation is answered: the index of the sentence, and how."""

    sentence: int
    how: Answering


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence that answers an accusation or says that an answer was sought.

    Attributes:
        sentence: its index.
        names: the telling words of the names in it.
        own_names: those outside quotation marks.
        speakers: who speaks in it.
        how: REPLY, or SILENCE where it says that none came.
    """

    sentence: int
    names: frozenset[str]
    own_names: frozenset[str]
    speakers: tuple[Speaker, ...]
    how: Answering


def answers(article: CheckedArticle, made: Sequence[Allegation]) -> tuple[Answer | None, ...]:
    """Where each of the allegations `made` is answered: None where nowhere, or where it names nobody."""
    heard = _replies(article)
    others = frozenset(word for a in made for word in significant(a.accused or ""))
    return tuple(_answer(article, a, heard, others) if a.accused is not None else None for a in made)


def unanswered(article: CheckedArticle, made: Sequence[Allegation]) -> tuple[Allegation, ...]:
    """Of the allegations `made`, the first against each who is accused by name and isn't heard."""
    told: set[frozenset[str]] = set()
    found: list[Allegation] = []
    for allegation, answer in zip(made, answers(article, made), strict=True):
        name = significant(allegation.accused or "")
        if allegation.accused is not None and name not in told:
            told.add(name)
            found += [allegation] if answer is None else []
    return tuple(found)


def _replies(article: CheckedArticle) -> tuple[Reply, ...]:
    """The sentences that hold words of reply, in reading order."""
    found: list[Reply] = []
    for sentence in article.analysis.sentences:
        text = article.analysis.text(sentence.span)
        silent = pattern("silence").search(text) is not None
        if silent or pattern("reply").search(text) is not None:
            own = significant(own_words(article, sentence.span))
            how = Answering.SILENCE if silent else Answering.REPLY
            speakers = _speakers(article, sentence.index)
            found.append(Reply(sentence.index, significant(text), own, speakers, how))
    return tuple(found)


def _answer(
    article: CheckedArticle, allegation: Allegation, heard: Sequence[Reply], others: frozenset[str]
) -> Answer | None:
    accused = allegation.accused or ""
    names = significant(accused)
    own = [r for r in heard if r.own_names & names or any(_is_accused(s, accused) for s in r.speakers)]
    # "It denied the accusation" names nobody: it is the reply of whoever stands accused above.
    nameless = [r for r in heard if r.sentence >= allegation.sentence and not r.names & (others - names)]
    for reply in own + nameless:
        return Answer(reply.sentence, reply.how)
    after = article.analysis.sentences[allegation.sentence + 1 :][:_REPLY_WITHIN]
    speaks = (n.index for n in after if any(_is_accused(s, accused) for s in _speakers(article, n.index)))
    return next((Answer(index, Answering.SPEAKS) for index in speaks), None)


def _speakers(article: CheckedArticle, sentence: int) -> tuple[Speaker, ...]:
    found = (c.claim.speaker for c in claims_of(article, sentence))
    return tuple(speaker for speaker in found if speaker is not None)


def _is_accused(speaker: Speaker, accused: str) -> bool:
    own = significant(" ".join(n for n in (speaker.name, speaker.organisation) if n))
    if own & significant(accused):
        return True
    return speaker.type is SpeakerType.GOVERNMENT and pattern("state_body").search(accused) is not None
