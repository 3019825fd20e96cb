"""Speakers whom the reader meets without being told who they are, or can't trace back to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import BlockKind, Span
from claims.lexicon import table
from claims.types import Claim, Speaker, SpeakerType
from verifier.compare.name_finder import find_names
from verifier.rules.reading import (
    block_at,
    main_claim,
    own_words,
    quotations_at,
    sentence_at,
    significant,
    spoken,
)
from verifier.rules.words import CAPITAL, pattern
from verifier.types import CheckedArticle, CheckedClaim

# A person of one of these types means nothing to the reader without a role. A body speaks for itself, and
# whether a minister's name alone is known well enough nobody can tell but the reader.
_NEEDS_ROLE = (SpeakerType.UNKNOWN, SpeakerType.EXPERT, SpeakerType.INDIVIDUAL)
_NEAR = 40  # characters in which a role right before a name stands
_PERSON = re.compile(
    rf"[{CAPITAL}][\w'’.-]+"
    rf"(?: (?:[{CAPITAL}]\.|[a-z]{{2,3}}|[{CAPITAL}][\w'’-]+)){{0,3}} [{CAPITAL}][\w'’-]+\Z"
)
_APPOSITION = re.compile(
    r"(?:, \d{1,3})?(?:, (?!and\b|but\b|while\b|as\b|said\b|told\b)[a-zA-Z]| \(| of | from | at )"
)


def unintroduced(article: CheckedArticle) -> Iterator[tuple[Claim, Speaker, Span]]:
    """The first claim of each person who is named without role or body, and where the name first stands."""
    seen: set[str] = set()
    for checked in spoken(article):
        speaker = checked.claim.speaker
        if speaker is None or speaker.name is None or not speaker.named or speaker.name in seen:
            continue
        seen.add(speaker.name)
        if speaker.type not in _NEEDS_ROLE or speaker.role or speaker.organisation:
            continue
        first = _first_mention(article, speaker.name)
        if (
            first is None
            or _PERSON.match(speaker.name) is None
            or not _a_person(article, checked, speaker.name)
        ):
            continue
        # Whom the story met before in what he did has his part in it told.
        if sentence_at(article, first.start) == checked.claim.sentence and not _introduced(article, first):
            yield checked.claim, speaker, first


def _a_person(article: CheckedArticle, checked: CheckedClaim, name: str) -> bool:
    """True where a common given name or words quoted show that no body is meant."""
    if name.split()[0].casefold() in _given_names():
        return True
    return any(quotations_at(article, span) for span in checked.claim.content)


@cache
def _given_names() -> frozenset[str]:
    names = table("given_names")
    return frozenset(f"{names['m']} {names['f']}".split())


def _first_mention(article: CheckedArticle, name: str) -> Span | None:
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.analysis.document.text):
        span = Span(*match.span())
        block = block_at(article, span.start)
        above = block is not None and block.kind in (BlockKind.HEADLINE, BlockKind.HEADING)
        if not above and not any(q.contains(span) for q in quotations_at(article, span)):
            return span
    return None


def _introduced(article: CheckedArticle, name: Span) -> bool:
    """True where the words around the name look like a role: "fisherman N", "Dr N", "N, a fisherman"."""
    text = article.analysis.document.text
    block = block_at(article, name.start)
    start, end = (block.span.start, block.span.end) if block is not None else (0, len(text))
    before = text[max(start, name.start - _NEAR) : name.start]
    if _APPOSITION.match(text[name.end : end]):
        return True
    # "The engineer, N, said": the name itself is the apposition.
    if text[name.end : end].startswith(",") and re.search(r"[a-z], $", before):
        return True
    opens = re.search(r"(?:^|[.?!,;:\"“”])\s*$", before) is not None
    # "Organist Clara Benning said": what opens a sentence has a capital, be it a role.
    words = name.of(text).split()
    if opens and len(words) > 2 and words[0].casefold() not in _given_names():
        return True
    bare = re.search(rf"(?:{pattern('before_name').pattern})\s+$", before, re.IGNORECASE) is not None
    return not (opens or bare)


def untraceable(article: CheckedArticle) -> Iterator[tuple[Claim, Speaker, Span, str]]:
    """Claims whose speaker is a pronoun that may be two people, or nobody in its section."""
    for checked in spoken(article):
        speaker = checked.claim.speaker
        if speaker is None or speaker.mention is None or not speaker.resolved:
            continue
        if pattern("pronoun").fullmatch(article.analysis.text(speaker.mention)) is None:
            continue
        if speaker.ambiguous and not _just_spoken_of(article, checked.claim.sentence, speaker):
            yield (
                checked.claim,
                speaker,
                speaker.mention,
                "could mean more than one of the people named before",
            )
        elif not speaker.ambiguous and not _named_in_section(article, speaker):
            yield checked.claim, speaker, speaker.mention, "has no name to go back to under this heading"


def _just_spoken_of(article: CheckedArticle, sentence: int, speaker: Speaker) -> bool:
    """True where the sentence before, in the same block, is about the speaker and about no other person."""
    every = article.analysis.sentences
    if sentence == 0 or every[sentence - 1].block != every[sentence].block:
        return False
    before = every[sentence - 1]
    own = significant(speaker.name or "")
    names = [n.text for n in find_names(own_words(article, before.span))]
    if any(like_a_person(name) and not significant(name) & own for name in names):
        return False
    other = main_claim(article, before.index).claim.speaker
    same = other is not None and other.name == speaker.name
    return same or bool(significant(article.analysis.text(before.span)) & own)


def like_a_person(name: str) -> bool:
    """True for a name of more words than one that holds no body's noun."""
    return len(name.split()) > 1 and pattern("body", "speaking_body").search(name) is None


def _named_in_section(article: CheckedArticle, speaker: Speaker) -> bool:
    """True where a word of the speaker's name stands before the mention, under the same heading."""
    mention = speaker.mention
    if speaker.name is None or mention is None:
        return True
    document = article.analysis.document
    here = block_at(article, mention.start)
    if here is None or here.heading is None:
        return True
    start = document.blocks[here.heading].span.start
    section = document.text[start : mention.start]
    telling = [w for w in speaker.name.split() if w[0].isupper()]
    return not telling or any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", section) for w in telling)
