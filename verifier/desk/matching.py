"""Which sentences of a later draft are still those of an earlier one, for the purpose of a decision.

A decision outlives the mending of a slip, and no more: what says something else has to be looked at again.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from claims.document import Document, Span
from verifier.desk.anchor import locate
from verifier.desk.types import Anchor
from verifier.fingerprint import fingerprint, fingerprint_of, normalised, passage_of, speakers_of
from verifier.types import CheckedArticle, Finding

#: Words of a sentence for each that may be mended.
WORDS_A_SLIP = 8

#: Letters that a word needs for a slip in it to be told from another word.
LONG_ENOUGH = 5

_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Sight:
    """A finding with all by which it is known again.

    Attributes:
        digest: its fingerprint.
        words: what it points at.
        passage: the words of its sentence, or those that it points at where it is about none.
        span: where the passage stands.
        speakers: who speaks in the sentence.
    """

    finding: Finding
    digest: str
    words: str
    passage: str
    span: Span
    speakers: tuple[str, ...]

    @property
    def handle(self) -> str:
        """What stands for this finding in a form; its fingerprint may be that of several in the sentence."""
        fields = f"{self.digest} {normalised(self.words)}"
        return hashlib.sha256(fields.encode("utf-8", "surrogatepass")).hexdigest()


def sight_of(article: CheckedArticle, finding: Finding) -> Sight:
    """What `finding` in `article` is known again by."""
    analysis = article.analysis
    return Sight(
        finding,
        fingerprint(article, finding),
        analysis.text(finding.span),
        passage_of(article, finding),
        finding.span if finding.sentence is None else analysis.sentences[finding.sentence].span,
        speakers_of(article, finding),
    )


def same_finding(
    sight: Sight, *, rule: str, digest: str, words: str, passage: str, renamed: bool = False
) -> bool:
    """True where `sight` is the finding that once had this rule, fingerprint, words and passage.

    Its passage may have moved, and slips in it may have been mended; what something else has against it must
    be the same. Where nothing has, who speaks in it must be, unless it is `renamed`: an editor has said who
    speaks. `words` that are empty stand for every finding of the rule in the passage.
    """
    if rule != sight.finding.rule or (words and not slightly_changed(words, sight.words)):
        return False
    if digest == sight.digest:
        return True
    against = sight.finding.against
    same = digest == fingerprint_of(rule, passage, sight.speakers, against) or (renamed and not against)
    return same and slightly_changed(passage, sight.passage)


def stands_at(document: Document, anchor: Anchor, span: Span) -> bool:
    """True where the words of `anchor` are found in `span` of `document`, and not elsewhere."""
    found = locate(document, anchor)
    return found is not None and found.overlaps(span)


def slightly_changed(before: str, after: str) -> bool:
    """True where both say the same, word for word, but for slips of the pen.

    Marks other than quotation marks may differ, and one word in `WORDS_A_SLIP` by one letter: no figure, no
    name, no short word and no first letter, so that no denial, number or name is taken for another.
    """
    old, new = normalised(before), normalised(after)
    if old == new:
        return True
    if old.count('"') != new.count('"'):
        return False
    olds, news = _WORD.findall(old), _WORD.findall(new)
    if len(olds) != len(news) or not olds:
        return False
    # What opens a sentence has a capital, name or not: it is taken for one.
    words = (word for text in (before, after) for word in _WORD.findall(unicodedata.normalize("NFKC", text)))
    names = {word.casefold() for word in words if word[0].isupper()}
    differing = [(a, b) for a, b in zip(olds, news, strict=True) if a != b]
    if len(differing) * WORDS_A_SLIP > len(olds):
        return False
    return all(a not in names and b not in names and _slip(a, b) for a, b in differing)


def _slip(one: str, other: str) -> bool:
    if not (one.isalpha() and other.isalpha()) or min(len(one), len(other)) < LONG_ENOUGH:
        return False
    return one[0] == other[0] and OSA.distance(one, other) == 1
