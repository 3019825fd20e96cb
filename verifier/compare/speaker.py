"""Whether two mentions are one speaker, two names one body, and a publisher independent of a speaker."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from claims.types import Speaker, SpeakerType
from sources.source import Source
from verifier.compare.demonyms import COUNTRY_OF
from verifier.compare.name_finder import HONORIFICS
from verifier.compare.names import skeleton
from verifier.compare.words import fold, listed, tokenize
from verifier.types import Outcome, Signal

_BODY_FILLERS = frozenset(
    listed("""
    the of and for a an in on international inc ltd llc plc corp corporation co company gmbh
    organisation organization org group
""")
)
_SUFFIXES = frozenset(
    listed("com org net gov edu int co info news ac gob gouv go or mil www int eu uk us au nz")
)
_NOT_IN_PERSONS = frozenset(
    listed("""
    of for and the ministry department government council agency police army court committee
    commission party university bank group watch union association federation society foundation
    institute office
""")
)
# Bodies whose name goes in either order: the Ministry of Health, the Health Ministry.
_OFFICES = frozenset(listed("ministry department office embassy police directorate secretariat bureau"))
_GOVERNMENT = frozenset(listed("government authorities state cabinet administration kingdom republic govt"))


def same_body(name: str | None, other: str | None) -> bool:
    """True where both name one organisation.

    "The", "International", legal forms and case are set aside; an acronym stands for its expansion; the name
    in a domain ("amberwatch.org") stands for the body; a country stands for its government; an office may be
    named with its country or without.
    """
    mine, yours = _body_words(name), _body_words(other)
    if not mine or not yours:
        return False
    if mine == yours or "".join(mine) == "".join(yours):
        return True
    if sorted(mine) == sorted(yours) and _OFFICES & set(mine):
        return True
    if _with_its_place(mine, yours) or _with_its_place(yours, mine):
        return True
    if _acronym(name, yours, other) or _acronym(other, mine, name):
        return True
    return _government_of(mine) is not None and _government_of(mine) == _government_of(yours)


def _with_its_place(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True for an office named with and without its country: the Ministry of Health (of Norland)."""
    if len(short) < 2 or not _OFFICES & set(short) or not 1 <= len(long) - len(short) <= 2:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short


def _body_words(name: str | None) -> tuple[str, ...]:
    if not name:
        return ()
    if domain := _domain(name):
        return (domain,)
    words = [w.key.removesuffix("'s").removesuffix("'") for w in tokenize(re.sub(r"\([^)]*\)", " ", name))]
    kept = [COUNTRY_OF.get(w, w) for w in words if w not in _BODY_FILLERS and len(w) > 1]
    # Where nothing but fillers is left, they are the name.
    return tuple(kept or words)


def _domain(name: str) -> str:
    host = urlsplit(name).hostname if "://" in name else name.strip()
    if not host or " " in host or not re.fullmatch(r"(?:[\w-]+\.)+[A-Za-z]{2,}", host):
        return ""
    parts = [p for p in host.lower().split(".") if p not in _SUFFIXES]
    longest = max(parts, key=len, default="")
    return longest.replace("-", "")


def _acronym(short: str | None, long_words: tuple[str, ...], long_name: str | None) -> bool:
    letters = re.sub(r"[.\s]", "", short or "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    if long_name and (inside := re.search(r"\(([A-Z]{2,8})\)", long_name)) and inside.group(1) == letters:
        return True
    every = [fold(w.text) for w in tokenize(long_name or "")]
    initials = {
        "".join(w[0] for w in long_words),
        "".join(w[0] for w in every if w not in ("the", "of", "and", "for")),
    }
    initials.add("".join(w[0] for w in every if w != "the"))
    return letters.lower() in initials


def _government_of(words: tuple[str, ...]) -> str | None:
    countries = [w for w in words if w in _COUNTRIES]
    rest = [w for w in words if w not in _COUNTRIES and w not in _GOVERNMENT]
    return countries[0] if len(countries) == 1 and not rest else None


_COUNTRIES = frozenset(COUNTRY_OF.values())


def same_speaker(a: Speaker, b: Speaker) -> bool:
    """True where both are one speaker: the names agree and nothing clashes, or both speak as one body.

    A surname stands for the full name; two different first names clash, and so do two different bodies where
    only a surname is shared.
    """
    if not a.name or not b.name:
        return False
    mine, yours = _person_words(a.name), _person_words(b.name)
    if same_body(a.name, b.name):
        return len(mine) > 1 or not _bodies_clash(a, b)
    if not (mine and yours and a.named and b.named and _personal(a.name) and _personal(b.name)):
        return False
    if not _alike(mine[-1], yours[-1]):
        # Family name first, or only the given name used.
        return len(mine) > 1 and len(yours) > 1 and sorted(mine) == sorted(yours)
    if len(mine) > 1 and len(yours) > 1:
        return _given_agree(mine[:-1], yours[:-1])
    return not _bodies_clash(a, b)


def _bodies_clash(a: Speaker, b: Speaker) -> bool:
    return bool(a.organisation and b.organisation) and not same_body(a.organisation, b.organisation)


def _personal(name: str) -> bool:
    # "Bank of Oru" is no person called Oru.
    words = {fold(w.text) for w in tokenize(name)}
    return not words & _NOT_IN_PERSONS


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

    For the outlet's own voice any publisher will do. A source whose publisher nobody knows is not
    independent:
    it can't be shown to be.
    """
    if speaker is None:
        return True
    if source.publisher is None:
        return False
    own = [n for n in (speaker.name, speaker.organisation) if n]
    return not any(same_body(n, source.publisher) or _same_author(n, source) for n in own)


def _same_author(name: str, source: Source) -> bool:
    return source.author is not None and _person_words(name) == _person_words(source.author)


def compare_speaker(ours: Speaker, theirs: Speaker) -> Signal:
    """Who says it in the article against who says it in the source.

    Returns:
        AGREES where they are one speaker; PARTLY where a person speaks in one and the person's body in the
        other; DIFFERS where both are known and are not the same; SILENT where one of them is nobody known.
    """
    if not ours.name or not theirs.name or SpeakerType.ANONYMOUS in (ours.type, theirs.type):
        return Signal("speaker", Outcome.SILENT, None, "One of the two speakers is not known by name.")
    if same_speaker(ours, theirs):
        return Signal("speaker", Outcome.AGREES, 1.0, f"Both have {theirs.name} say it.")
    bodies = [(ours.organisation, theirs.name), (ours.name, theirs.organisation)]
    if any(same_body(a, b) for a, b in bodies):
        detail = f"The article has {ours.name} say it, the source {theirs.name}, for the same body."
        return Signal("speaker", Outcome.PARTLY, 0.7, detail)
    if not (ours.named and theirs.named):
        return Signal("speaker", Outcome.SILENT, None, "One of the two speakers is described, not named.")
    detail = f"The article has {ours.name} say it, the source {theirs.name}."
    return Signal("speaker", Outcome.DIFFERS, 0.0, detail)
