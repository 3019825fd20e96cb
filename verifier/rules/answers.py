"""Whether those whom an article accuses are heard in it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.types import SpeakerType
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
class _Heard:
    """Who is heard in a sentence.

    Attributes:
        sentence: its index.
        names: the telling words of the names of those who speak in it.
        state: True where a government speaks.
    """

    sentence: int
    names: frozenset[str]
    state: bool


@dataclass(frozen=True, slots=True)
class _Reply:
    """A sentence that answers an accusation or says that an answer was sought.

    Attributes:
        heard: who speaks in it.
        names: the telling words of the names in it.
        own_names: those outside quotation marks.
        how: REPLY, or SILENCE where it says that none came.
    """

    heard: _Heard
    names: frozenset[str]
    own_names: frozenset[str]
    how: Answering


@dataclass(frozen=True, slots=True)
class _Accused:
    """Who stands accused.

    Attributes:
        names: the telling words of the name.
        state: True for a body of a state.
        rivals: the telling words of the names of all others who are accused.
    """

    names: frozenset[str]
    state: bool
    rivals: frozenset[str]

    def speaks(self, heard: _Heard) -> bool:
        """True where the accused is heard. A government speaks for its bodies, the accused for himself."""
        for_it = self.state and heard.state and not heard.names & self.rivals
        return bool(self.names & heard.names) or for_it


def answers(article: CheckedArticle, made: Sequence[Allegation]) -> tuple[Answer | None, ...]:
    """Where each of the allegations `made` is answered: None where nowhere, or where it names nobody."""
    replies = _replies(article)
    others = frozenset(word for a in made for word in significant(a.accused or ""))
    return tuple(_answer(article, a, replies, others) if a.accused is not None else None for a in made)


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


def _replies(article: CheckedArticle) -> tuple[_Reply, ...]:
    """The sentences that hold words of reply, in reading order."""
    found: list[_Reply] = []
    for sentence in article.analysis.sentences:
        text = article.analysis.text(sentence.span)
        silent = pattern("silence").search(text) is not None
        if silent or pattern("reply").search(text) is not None:
            own = significant(own_words(article, sentence.span))
            how = Answering.SILENCE if silent else Answering.REPLY
            found.append(_Reply(_heard(article, sentence.index), significant(text), own, how))
    return tuple(found)


def _answer(
    article: CheckedArticle, allegation: Allegation, replies: Sequence[_Reply], others: frozenset[str]
) -> Answer | None:
    accused = allegation.accused or ""
    names = significant(accused)
    who = _Accused(names, pattern("state_body").search(accused) is not None, others - names)
    nameless: _Reply | None = None
    for reply in replies:
        if reply.own_names & who.names or who.speaks(reply.heard):
            return Answer(reply.heard.sentence, reply.how)
        # "It denied the accusation" names nobody: it is the reply of whoever stands accused above.
        if nameless is None and reply.heard.sentence >= allegation.sentence and not reply.names & who.rivals:
            nameless = reply
    if nameless is not None:
        return Answer(nameless.heard.sentence, nameless.how)
    after = article.analysis.sentences[allegation.sentence + 1 :][:_REPLY_WITHIN]
    speaks = (s.index for s in after if who.speaks(_heard(article, s.index)))
    return next((Answer(index, Answering.SPEAKS) for index in speaks), None)


def _heard(article: CheckedArticle, sentence: int) -> _Heard:
    speakers = [c.claim.speaker for c in claims_of(article, sentence) if c.claim.speaker is not None]
    names = (name for s in speakers for name in (s.name, s.organisation) if name)
    return _Heard(
        sentence,
        frozenset(word for name in names for word in significant(name)),
        any(s.type is SpeakerType.GOVERNMENT for s in speakers),
    )
