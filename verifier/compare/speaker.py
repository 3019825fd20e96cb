"""Whether two mentions are one speaker, and a publisher independent of a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from claims.types import Speaker, SpeakerType
from sources.source import Source, Statement
from verifier.compare.affiliation import clash, is_person, known_organisation, person_part, speaks_for
from verifier.compare.bodies import GOVERNMENT, body_words, same_body
from verifier.compare.name_finder import HONORIFICS
from verifier.compare.names import skeleton
from verifier.compare.words import fold, listed, tokenize
from verifier.types import Outcome, Signal

# "The new owner of Ferrol United" is no name, though it holds one.
_DESCRIBED = re.compile(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ne) [a-z]")
_THE_ONE = re.compile(r"[Tt]he [a-z][\w-]+")
_BEHIND_HEAD = re.compile(r",|\s+(?:of|for|in|on)\s")
_NOT_IN_PERSONS = frozenset(
    listed("""
    of for and the ministry department government council agency police army court committee
    commission party university bank group watch union association federation society foundation
    institute office
""")
)


def same_speaker(a: Speaker, b: Speaker) -> bool:
    """True where both are one speaker: the names agree and nothing clashes, or both speak as one body.

    A surname stands for the full name; two different first names clash, and so do two different bodies where
    only a surname is shared.
    """
    if not a.name or not b.name:
        return False
    mine, yours = _person_words(person_part(a.name)), _person_words(person_part(b.name))
    # As names of bodies, "O. Berg" and "A. Berg" are one.
    initials = [words[0] for words in (mine, yours) if words and len(words[0]) == 1]
    if same_body(a.name, b.name) and len(set(initials)) < 2:
        return len(mine) > 1 or not _bodies_clash(a, b)
    if not (mine and yours and _names_a_person(a) and _names_a_person(b)):
        return False
    if not _alike(mine[-1], yours[-1]):
        # Family name first, or only the given name used.
        if 1 in (len(mine), len(yours)) and len(mine) != len(yours):
            return _alike(mine[0], yours[0])
        return len(mine) > 1 and len(yours) > 1 and sorted(mine) == sorted(yours)
    if len(mine) > 1 and len(yours) > 1:
        return _given_agree(mine[:-1], yours[:-1])
    return not _bodies_clash(a, b)


def is_meant(name: str, speaker: Speaker) -> bool:
    """True where `name`, of a person or a body, is that of `speaker` or of the body spoken for."""
    asked = Speaker(name, SpeakerType.UNKNOWN, named=True)
    return same_speaker(asked, speaker) or same_body(name, speaker.organisation)


def _bodies_clash(a: Speaker, b: Speaker) -> bool:
    return bool(a.organisation and b.organisation) and not same_body(a.organisation, b.organisation)


def _names_a_person(speaker: Speaker) -> bool:
    # "Bank of Oru" is no person called Oru, but "Minister of Mines Olga Berg" is one called Berg.
    name = person_part(speaker.name or "")
    words = {fold(w.text) for w in tokenize(name)}
    return (speaker.named or name != speaker.name) and not words & _NOT_IN_PERSONS


def _person_words(name: str) -> list[str]:
    words = [w.key.removesuffix("'s") for w in tokenize(name)]
    return [w for w in words if w not in HONORIFICS]


def _given_agree(mine: list[str], yours: list[str]) -> bool:
    for a in mine:
        for b in yours:
            if _alike(a, b) or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
                return True
    return False


def _alike(a: str, b: str) -> bool:
    return a == b or (len(a) > 4 and len(b) > 4 and skeleton(a) == skeleton(b))


def independent(speaker: Speaker | None, source: Source) -> bool:
    """True where the source's publisher is neither the speaker nor the body that the speaker speaks for.

    The body may be told by the role alone: what the Ministry of Mines publishes is not independent of the
    Minister of Mines. For the outlet's own voice any publisher will do. A source whose publisher nobody knows
    is not independent: it can't be shown to be.
    """
    if speaker is None:
        return True
    if source.publisher is None:
        return False
    return not is_own(speaker, source)


def is_own(speaker: Speaker | None, source: Source) -> bool:
    """True where the speaker, or the body that the speaker speaks for, published or wrote the source."""
    if speaker is None:
        return False
    return speaks_for(speaker, source.publisher) or _wrote(speaker, source)


def _wrote(speaker: Speaker, source: Source) -> bool:
    return source.author is not None and any(
        _person_words(person_part(n)) == _person_words(source.author)
        for n in (speaker.name, speaker.organisation)
        if n
    )


@lru_cache(maxsize=2048)
def compare_speaker(ours: Speaker, theirs: Speaker) -> Signal:
    """Who says it in the article against who says it in the source.

    Returns:
        AGREES where they are one speaker; PARTLY where a person speaks in one and the person's body in the
        other; DIFFERS where both are known and one is shown not to be, nor to speak for, the other; SILENT
        where one of them is nobody known, or the link between them is.
    """
    if not ours.name or not theirs.name or SpeakerType.ANONYMOUS in (ours.type, theirs.type):
        return Signal("speaker", Outcome.SILENT, None, "One of the two speakers is not known by name.")
    if same_speaker(ours, theirs):
        return Signal("speaker", Outcome.AGREES, 1.0, f"Both have {theirs.name} say it.")
    if _for_one_body(ours, theirs):
        detail = f"The article has {ours.name} say it, the source {theirs.name}, for the same body."
        return Signal("speaker", Outcome.PARTLY, 0.7, detail)
    if not all(
        s.named or (_names_a_person(s) and not _DESCRIBED.match(s.name or "")) for s in (ours, theirs)
    ):
        return Signal("speaker", Outcome.SILENT, None, "One of the two speakers is described, not named.")
    detail = f"The article has {ours.name} say it, the source {theirs.name}"
    if ours.ambiguous or theirs.ambiguous or not clash(ours, theirs):
        return Signal("speaker", Outcome.SILENT, None, f"{detail}; how the two are linked is not known.")
    return Signal("speaker", Outcome.DIFFERS, 0.0, f"{detail}.")


def is_speaker(speaker: Speaker, statement: Statement) -> bool:
    """True where a statement is the speaker's own, or that of the body that the speaker speaks for."""
    return compare_speaker(speaker, statement.speaker).outcome in (Outcome.AGREES, Outcome.PARTLY)


def with_organisation(speaker: Speaker, others: Iterable[Speaker]) -> Speaker:
    """`speaker`, where its organisation isn't known with the one that a mention among `others` gives."""
    if not speaker.named or not is_person(speaker) or known_organisation(speaker):
        return speaker
    known = (known_organisation(o) for o in others if is_person(o) and same_speaker(speaker, o))
    organisation = next((o for o in known if o), None)
    return replace(speaker, organisation=organisation) if organisation else speaker


def with_publisher(speaker: Speaker, publishers: Iterable[str]) -> Speaker:
    """`speaker`, where it is no more than "the regulator" as the one of `publishers` that is a regulator."""
    words = body_words(speaker.name)
    if speaker.named or speaker.organisation or len(words) != 1 or words[0] in GOVERNMENT:
        return speaker
    if not _THE_ONE.fullmatch(speaker.name or ""):
        return speaker
    meant = [p for p in sorted(set(publishers)) if _head_word(p) == words[0]]
    return replace(speaker, name=meant[0]) if len(meant) == 1 else speaker


def _head_word(name: str) -> str:
    """The noun that tells what a body is: "regulator" of "Water Regulator of Norland, minutes"."""
    words = [w.key for w in tokenize(_BEHIND_HEAD.split(name)[0])]
    return words[-1] if words else ""


def _for_one_body(ours: Speaker, theirs: Speaker) -> bool:
    if is_person(ours) and is_person(theirs):
        return False
    return speaks_for(ours, theirs.name) or speaks_for(theirs, ours.name)
