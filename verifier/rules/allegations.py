"""Allegations of wrongdoing in an article: who is accused, and whether the accused is heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.types import ClaimKind, Speaker, SpeakerType
from verifier.rules.contentious import official, wrongdoing
from verifier.rules.reading import claims_of, main_claim, own_words, sentences, significant
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle

_REPLY_WITHIN = 3  # sentences: who is quoted that soon after being accused is answering
_LONGEST_NAME = 12  # words
_ROOT = 5  # letters in which the forms of a word agree: bribed, bribery


@dataclass(frozen=True, slots=True)
class Allegation:
    """A sentence that accuses somebody of wrongdoing.

    Attributes:
        sentence: its index.
        accused: the name or body accused as the sentence words it, or None where it names nobody.
        word: the word of wrongdoing, empty where only the accusing verb tells.
    """

    sentence: int
    accused: str | None
    word: str = ""


def allegations(article: CheckedArticle) -> tuple[Allegation, ...]:
    """The sentences in which somebody other than the outlet accuses, in reading order."""
    found: list[Allegation] = []
    for sentence, text in sentences(article):
        whole = sentence.span.of(article.analysis.document.text)
        word = wrongdoing(whole)
        says = word.group() if word is not None else ""
        match = next((m for p in _accusing() if (m := p.search(text)) is not None), None)
        if match is not None:
            accused = match.group("accused")
            found.append(Allegation(sentence.index, _name(accused), says))
        elif word is not None and _is_attributed(article, sentence.index) and not official(text):
            found.append(Allegation(sentence.index, _accused_by_content(article, sentence.index), says))
    return tuple(found)


@cache
def _accusing() -> tuple[re.Pattern[str], ...]:
    accused = rf"(?P<accused>(?!of\b)[^\s,;:]+(?:\s+[^\s,;:]+){{0,{_LONGEST_NAME - 1}}}?)"
    return (
        re.compile(
            r"(?:^|[,;:]\s*)(?P<accused>[^,;:]{1,120}?)\s+(?:is|are|was|were|has\s+been|have\s+been|stands)\s+accused\s+of\b",
            re.I,
        ),
        re.compile(rf"\baccus(?:ed|es|ing|e)\s+{accused}\s+of\b", re.IGNORECASE),
        re.compile(rf"\bblam(?:ed|es|ing|e)\s+{accused}\s+for\b", re.IGNORECASE),
        re.compile(
            rf"\b(?:accusation|allegation)s?\s+against\s+{accused}(?=[,.;:]|\s+(?:of|that|by|over)\b)", re.I
        ),
    )


def _name(words: str) -> str | None:
    """The accused as named, or None for a pronoun and for nobody in particular ("a man", "officials")."""
    name = words.strip(" ,.;:“”\"'")
    body = re.match(r"(?:the|its|his|her|their)\s", name, re.IGNORECASE) and pattern("body").search(name)
    return name if significant(name) or body else None


def _is_attributed(article: CheckedArticle, sentence: int) -> bool:
    claim = main_claim(article, sentence).claim
    return claim.attribution is not None and claim.kind is not ClaimKind.NONE


def _accused_by_content(article: CheckedArticle, sentence: int) -> str | None:
    """Who does the wrong in what is said: the doer after "by" behind the word, else the name before it."""
    claim = main_claim(article, sentence).claim
    content = " ".join(article.analysis.text(span) for span in claim.content)
    word = wrongdoing(content)
    if word is None:
        return None
    doer = re.match(rf"\W*(?:\w+\W+){{0,4}}?by\s+(?P<doer>{_NAMED})", content[word.end() :])
    if doer is not None:
        return _name(doer.group("doer"))
    before = list(re.finditer(_NAMED, content[: word.start()]))
    return _name(before[0].group()) if before else None


_NAMED = (
    r"(?:[Tt]he\s+)?[A-ZÀ-Þ][\w'’-]+(?:\s+(?:of\s+|and\s+|the\s+|de\s+)?[A-ZÀ-Þ][\w'’-]+)*"
    rf"(?:\s+(?i:{any_of('body')}))?|[Tt]he\s+(?i:{any_of('body')})"
)


@dataclass(frozen=True, slots=True)
class Reply:
    """A sentence that answers an accusation or says that an answer was sought.

    Attributes:
        sentence: its index.
        names: the telling words of the names in it.
        own_names: those outside quotation marks.
        speakers: who speaks in it.
    """

    sentence: int
    names: frozenset[str]
    own_names: frozenset[str]
    speakers: tuple[Speaker, ...]


def replies(article: CheckedArticle) -> tuple[Reply, ...]:
    """The sentences that hold words of reply, in reading order."""
    found: list[Reply] = []
    for sentence in article.analysis.sentences:
        text = article.analysis.text(sentence.span)
        if pattern("reply").search(text) is not None:
            own = significant(own_words(article, sentence.span))
            found.append(Reply(sentence.index, significant(text), own, _speakers(article, sentence.index)))
    return tuple(found)


def is_answered(
    article: CheckedArticle, allegation: Allegation, *, heard: Sequence[Reply], others: frozenset[str]
) -> bool:
    """True where the accused is heard, or the article says that it was asked.

    Args:
        article: the article.
        allegation: one that names the accused.
        heard: its `replies`.
        others: the telling words of the names of all whom it accuses.
    """
    accused = allegation.accused or ""
    names = significant(accused)
    for reply in heard:
        # "It denied the accusation" names nobody: it is the reply of whoever stands accused above.
        nameless = reply.sentence >= allegation.sentence and not reply.names & (others - names)
        if nameless or reply.own_names & names or any(_is_accused(s, accused) for s in reply.speakers):
            return True
    after = article.analysis.sentences[allegation.sentence + 1 :][:_REPLY_WITHIN]
    return any(_is_accused(s, accused) for next_one in after for s in _speakers(article, next_one.index))


def _speakers(article: CheckedArticle, sentence: int) -> tuple[Speaker, ...]:
    found = (c.claim.speaker for c in claims_of(article, sentence))
    return tuple(speaker for speaker in found if speaker is not None)


def _is_accused(speaker: Speaker, accused: str) -> bool:
    own = significant(" ".join(n for n in (speaker.name, speaker.organisation) if n))
    if own & significant(accused):
        return True
    return speaker.type is SpeakerType.GOVERNMENT and pattern("state_body").search(accused) is not None


def repeated(text: str, made: Sequence[Allegation]) -> Allegation | None:
    """The first allegation that `text` repeats, the same wrong of the same accused; or None."""
    word = wrongdoing(text)
    if word is None:
        return None
    names = significant(text)
    same = (a for a in made if a.accused is not None and root(a.word) == root(word.group()))
    return next((a for a in same if names & significant(a.accused or "")), None)


def root(word: str) -> str:
    """The letters in which the forms of a word of wrongdoing agree: bribed, bribery."""
    return word.casefold()[:_ROOT]
