"""Speakers whom the reader meets without being told who they are, or can't trace back to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import Span
from claims.types import Claim, CueClass, Speaker, SpeakerType
from verifier.rules.reading import block_at, quotations_at, spoken
from verifier.rules.words import pattern
from verifier.types import CheckedArticle

# A person of one of these types means nothing to the reader without a role. A body speaks for itself, and
# whether a minister's name alone is known well enough nobody can tell but the reader.
_NEEDS_ROLE = (SpeakerType.UNKNOWN, SpeakerType.EXPERT, SpeakerType.INDIVIDUAL)
_NEAR = 40  # characters in which a role right before a name stands
_PERSON = re.compile(
    r"[A-ZÀ-Þ][\w'’.-]+(?: (?:[A-ZÀ-Þ]\.|[a-z]{2,3}|[A-ZÀ-Þ][\w'’-]+)){0,3} [A-ZÀ-Þ][\w'’-]+\Z"
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
        if first is not None and _PERSON.match(speaker.name) and not _introduced(article, first):
            yield checked.claim, speaker, first


def _first_mention(article: CheckedArticle, name: str) -> Span | None:
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", article.analysis.document.text):
        span = Span(*match.span())
        if not any(q.contains(span) for q in quotations_at(article, span)):
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
    bare = re.search(rf"(?:{pattern('before_name').pattern})\s+$", before, re.IGNORECASE) is not None
    return not (opens or bare)


def untraceable(article: CheckedArticle) -> Iterator[tuple[Claim, Speaker, Span, str]]:
    """Claims whose speaker is a pronoun or "the group", and may be two people or nobody in its section."""
    for checked in spoken(article):
        speaker = checked.claim.speaker
        if speaker is None or speaker.mention is None or not speaker.resolved:
            continue
        pronoun = _is_pronoun(article, speaker.mention)
        document = checked.claim.attribution is not None and (
            checked.claim.attribution.cue_class is CueClass.DOCUMENT
        )
        definite = _is_definite(article, speaker.mention) and not document
        if not pronoun and not (speaker.ambiguous and definite):
            continue
        if speaker.ambiguous:
            yield (
                checked.claim,
                speaker,
                speaker.mention,
                "could mean more than one of the people named before",
            )
        elif not _named_in_section(article, speaker):
            yield checked.claim, speaker, speaker.mention, "has no name to go back to under this heading"


def _is_pronoun(article: CheckedArticle, mention: Span) -> bool:
    return pattern("pronoun").fullmatch(article.analysis.text(mention)) is not None


def _is_definite(article: CheckedArticle, mention: Span) -> bool:
    return re.match(r"(?:the|this|that)\s", article.analysis.text(mention), re.IGNORECASE) is not None


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
    return any(
        re.search(rf"(?<!\w){re.escape(w)}(?!\w)", section) for w in speaker.name.split() if w[0].isupper()
    )
