"""What a source leaves open about what it says: that it is hearsay, a guess, or so only on a condition."""

from __future__ import annotations

import re
from functools import lru_cache

from verifier.compare.words import is_content, listed, stem, tokenize

# A clause follows: "suspects that", "fears the", but not "two suspects were".
_CLAUSE = (
    r"(?=\s+(?:that|the|an?|he|she|it|they|we|i|his|her|its|their|this|there|some|no|most|many|all"
    r"|[A-Z]\w*)\b)"
)
_GUESSES = (
    r"(?:suspect|fear|guess|assume|suppose|reckon|speculate|surmise)(?:s|ed|d)?"
    r"|(?:hint|imagine|wonder)(?:s|ed|d)?(?=\s+that)|suggest(?:s|ed)?(?=\s+that)|impl(?:y|ies|ied)(?=\s+that)"
)
_GUESS = re.compile(rf"\b(?:{_GUESSES}){_CLAUSE}")
_HEARSAY = re.compile(
    r"\b(?:(?:am|is|are|was|were|been) told|(?:hear|heard) (?=that)"
    r"|(?:is|are|was|were) (?:said|thought|understood|reported|rumou?red) (?=that|to)"
    r"|(?:not|cannot) (?:rule out|exclude) that"
    r"|(?:rumou?r|suggestion|speculation|suspicion)s? that)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"(?:\A|(?<=[.;:] )|(?<=, )|(?<=the )|(?<=of )|(?<=on )|(?<=by )|(?<=to )|(?<=despite ))reports that\b"
    r"|\b(?:claim|allegation|accusation|complaint)s that\b|\b(?:allegation|accusation) that\b"
    r"|\b(?:is|are|was|were) (?:alleged|claimed) (?=that|to)",
    re.IGNORECASE,
)
_WEIGHED = re.compile(
    r"\b(?:consider(?:s|ed|ing)?|weigh(?:s|ed|ing)|mull(?:s|ed|ing)) (?=\w+ing\b)"
    r"|\b(?:is|are|was|were|been) (?:still )?"
    r"(?:considering|weighing|examining|exploring|discussing|looking at)\b"
    r"|\b(?:will|would|to) (?:consider|examine|explore|discuss|look (?:at|into))\b"
    r"|\b(?:offered|offers|proposed|proposes|hopes|hoped|aims|aimed|wants|wanted|would like) to(?= \w)"
)
# A part of what the claim tells whole: "to pay half".
_PART = re.compile(r"\b(?:half|a third|a quarter|two thirds|part|a share)(?= of\b|[,.;]|\Z)", re.IGNORECASE)

_CONDITION = re.compile(
    r"(?<!as )(?<!even )(?<!only )(?<!what )\b"
    r"(?:if|unless|provided that|on condition that|subject to|as long as)\b",
    re.IGNORECASE,
)
# Verbs and adjectives after which "if" asks.
_ASKING = re.compile(
    r"\b(?:ask|wonder|know|see|say|tell|told|clear|unsure|sure|check|doubt|question|decide)\w*$"
)
# Before which a share is one of the whole that is told of.
_GIVING = frozenset(
    stem(w) for w in listed("pay meet cover fund finance bear refund repay give lend return own hold")
)
# Marks that end a clause, or a part of one; not those inside of a figure.
_CLAUSE_END, _PART_END = re.compile(r"[;:!?”\"]|\.(?!\d)"), re.compile(r"[;:!?)”\"]|[.,](?!\d)")
# How many telling words behind a reserve are what it is about, and how many of them the claim must have.
_REACH, _MET = 6, 2
# Share of a claim's telling words that must stand outside of the condition.
_STATED = 0.6


@lru_cache(maxsize=4096)
def reserves(claim: str, sentence: str) -> tuple[str, ...]:
    """The words by which `sentence` leaves open what `claim` states; none where the claim has such words too.

    Args:
        claim: of the article.
        sentence: of the source.
    """
    ours = _telling(claim)
    if is_open(claim) or not ours:
        return ()
    found = [
        match.group().strip()
        for kind in (_GUESS, _HEARSAY, _ALLEGED, _WEIGHED)
        for match in kind.finditer(sentence)
        if _about(ours, sentence[match.end() :])
    ]
    found += _parts(ours, claim, sentence)
    condition = _condition(ours, sentence)
    return (*found, condition) if condition else tuple(found)


def _parts(ours: set[str], claim: str, sentence: str) -> list[str]:
    """The share that `sentence` has of what the claim tells whole, behind a verb of giving or owning."""
    if _PART.search(claim):
        return []
    found = []
    for match in _PART.finditer(sentence):
        before = [stem(w.key) for w in tokenize(sentence[: match.start()])][-1:]
        if len(ours & _telling(sentence)) >= _STATED * len(ours) and before and before[0] in _GIVING:
            found.append(match.group())
    return found


def alleging(claim: str, sentence: str) -> str:
    """The words by which `sentence` only has it that somebody reports or claims what `claim` states."""
    ours = _telling(claim)
    found = (m for m in _ALLEGED.finditer(sentence) if _about(ours, sentence[m.end() :]))
    return next((m.group().strip() for m in found), "")


def is_open(claim: str) -> bool:
    """True where a claim has words of this kind itself."""
    return any(kind.search(claim) for kind in (_GUESS, _HEARSAY, _ALLEGED, _WEIGHED, _CONDITION))


def _telling(text: str) -> set[str]:
    """The stems of the words that carry meaning, figures among them."""
    return {stem(w.key) for w in tokenize(text) if is_content(w)}


def _about(ours: set[str], behind: str) -> bool:
    """True where the first telling words behind a reserve are the claim's."""
    clause = _CLAUSE_END.split(behind, maxsplit=1)[0]
    telling = [stem(w.key) for w in tokenize(clause) if is_content(w)][:_REACH]
    return sum(word in ours for word in telling) >= min(_MET, len(ours))


def _condition(ours: set[str], sentence: str) -> str:
    """The condition that `sentence` puts on what it states of the claim, as written; else empty."""
    match = _CONDITION.search(sentence)
    if match is None or not ours or _ASKING.search(sentence[: match.start()].rstrip(" ,")):
        return ""
    clause = _PART_END.split(sentence[match.start() :], maxsplit=1)[0].strip()
    stated = _telling(sentence.replace(clause, " "))
    if len(ours & stated) < _STATED * len(ours) or _telling(clause) <= ours:
        return ""
    return clause
