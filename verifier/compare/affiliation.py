"""Whose people speak for which body: by name, by organisation, or by an office that the body goes with.

A role tells its body: the Minister of Mines speaks for the Ministry of Mines, a police spokesman for
the police.
What is not known is not known: only `clash` says that two are different, and it needs evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.types import Branch, Speaker, SpeakerType
from verifier.compare.bodies import COUNTRIES, GOVERNMENT, body_words, same_body, same_country
from verifier.compare.words import fold, listed, tokenize

_POSSESSIVE = re.compile(r"'s?$")
_MINISTRIES = frozenset(
    listed("minister ministers ministry ministries ministerial department secretary secretariat")
)
_HEADS = {
    "prime": "prime", "premier": "prime", "president": "president", "presidency": "president",
    "presidential": "president", "chancellor": "chancellor", "chancellery": "chancellor",
    "governor": "governor", "mayor": "mayor", "mayoral": "mayor", "ambassador": "embassy",
    "embassy": "embassy",
    "consul": "embassy",
    "consulate": "embassy", "attorney": "attorney", "prosecutor": "prosecutor",
    "prosecutors": "prosecutor", "ombudsman": "ombudsman",
}  # fmt: skip
_POLICE = frozenset(listed("police policeman policewoman constabulary gendarmerie"))
_FORCES = frozenset(
    listed(
        "army navy military forces armed troops defence defense air general colonel brigadier admiral marines"
    )
)
_RANKS = frozenset(
    listed("""
    spokesman spokeswoman spokesperson spokespeople spokesmen
    chief deputy director head senior junior commissioner
    official officials officer officers superintendent inspector sergeant captain lieutenant major colonel
    general brigadier admiral vice acting interim former state national federal royal
    public office press service
    affairs permanent under assistant division bureau agency authority
""")
)
_BODY_NOUNS = frozenset(
    listed("""
    of for and the ministry department government council agency police army navy court committee commission
    party university college school hospital bank group watch union association federation society foundation
    institute office board network monitor company corporation ltd inc plc embassy parliament senate congress
    authority authorities service bureau directorate centre center trust fund alliance coalition campaign
    movement front forces media news press times post gazette courier radio television minerals network
    mission     international nations organisation organization forum initiative project clinic church club
""")
)
_BODY_TYPES = frozenset(
    (
        SpeakerType.NGO,
        SpeakerType.IGO,
        SpeakerType.COMPANY,
        SpeakerType.MEDIA,
        SpeakerType.PARTY,
        SpeakerType.ARMED_GROUP,
        SpeakerType.INSTITUTION,
    )
)
_ROLE_NOUNS = frozenset(
    listed("""
    minister president secretary spokesman spokeswoman spokesperson commissioner director chief mayor governor
    general colonel judge senator premier chancellor ambassador chairman chairwoman chair professor officer
    attorney prosecutor superintendent inspector captain king queen
""")
)


@lru_cache(maxsize=2048)
def speaks_for(speaker: Speaker, body: str | None) -> bool:
    """True where `speaker` is the body called `body`, or is known or shown by role to speak for it."""
    if not body:
        return False
    if any(
        same_body(n, body) or _named_within(n, body) for n in (speaker.name, known_organisation(speaker)) if n
    ):
        return True
    mine, yours = _description(speaker), _plain(body)
    if _other_country(mine, yours):
        return False
    if _is_ministry(mine) and _is_ministry(yours):
        return bool(_topics(speaker, mine) & _topics(None, yours))
    heads = {_HEADS[w] for w in mine if w in _HEADS} & {_HEADS[w] for w in yours if w in _HEADS}
    if heads and speaker.type in (SpeakerType.GOVERNMENT, SpeakerType.UNKNOWN):
        return True
    for service, branch in ((_POLICE, Branch.POLICE), (_FORCES, Branch.MILITARY)):
        if set(yours) & service and (set(mine) & service or speaker.branch is branch):
            topics = _topics(speaker, mine) - service, _topics(None, yours) - service
            return not all(topics) or bool(topics[0] & topics[1])
    return False


def may_speak_for(speaker: Speaker, body: str | None, kind: SpeakerType = SpeakerType.UNKNOWN) -> bool:
    """True where nothing rules out that `speaker` speaks for the body called `body`, of type `kind`."""
    if not body or speaks_for(speaker, body):
        return bool(body)
    if (own := known_organisation(speaker)) and speaker.type is not SpeakerType.GOVERNMENT:
        return _overlap(own, body)
    unknown = SpeakerType.UNKNOWN in (speaker.type, kind)
    if not unknown and speaker.type is not kind and is_person(speaker):
        # A teacher or a doctor may speak for any body; an official not for a campaign group.
        return speaker.type in (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)
    mine, yours = _description(speaker), _plain(body)
    if _other_country(mine, yours):
        return False
    if _is_ministry(mine) and _is_ministry(yours):
        return not (_topics(speaker, mine) and _topics(None, yours))
    return True


def clash(a: Speaker, b: Speaker) -> bool:
    """True where it is shown that two named speakers, known not to be one, are on different sides.

    Two persons of different names are; a person and a body are where the person is known to belong elsewhere;
    two bodies are where neither can be part of the other.
    """
    one, other = is_person(a), is_person(b)
    if one and other:
        return True
    if one or other:
        person, body = (a, b) if one else (b, a)
        return not may_speak_for(person, body.name, body.type)
    return _bodies_clash(a, b)


def _bodies_clash(a: Speaker, b: Speaker) -> bool:
    if speaks_for(a, b.name) or speaks_for(b, a.name) or _overlap(a.name or "", b.name or ""):
        return False
    if SpeakerType.UNKNOWN not in (a.type, b.type) and a.type is not b.type:
        return True
    mine, yours = _plain(a.name or ""), _plain(b.name or "")
    if SpeakerType.GOVERNMENT in (a.type, b.type):
        # The police may speak for the ministry; two ministries, or two countries, don't for each other.
        return _other_country(mine, yours) or (
            _is_ministry(mine)
            and _is_ministry(yours)
            and bool(_topics(None, mine) and _topics(None, yours))
            and not _topics(None, mine) & _topics(None, yours)
        )
    family = {"un"} & {*mine} & {*yours} or {"nations"} & {*mine, *yours}
    return not (family and SpeakerType.IGO in (a.type, b.type))


def known_organisation(speaker: Speaker) -> str | None:
    """The speaker's organisation where it is a name; "group" and a part of the role are none."""
    own = speaker.organisation
    if not own or not any(c.isupper() for c in own):
        return None
    words = set(_plain(own))
    return None if words and words <= {*_plain(speaker.role or "")} else own


def is_person(speaker: Speaker) -> bool:
    """True where the name looks like a person's rather than a body's."""
    if not speaker.name:
        return False
    if (
        speaker.role
        or known_organisation(speaker)
        or speaker.type in (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)
    ):
        return True
    words = _plain(speaker.name)
    if speaker.type in _BODY_TYPES or len(words) < 2 or speaker.name.isupper():
        return False
    if _ROLE_NOUNS & set(words):
        return True
    return not _BODY_NOUNS & set(words) and not {*words} & COUNTRIES and len(words) <= 4


@lru_cache(maxsize=2048)
def person_part(name: str) -> str:
    """A person's name without the role before it: "Minister of Mines Ilse Tornak" gives "Ilse Tornak"."""
    words = tokenize(name)
    last = max(
        (n for n, w in enumerate(words[:-1]) if fold(w.text) in _ROLE_NOUNS | {"of", "for"}), default=-1
    )
    if last < 0 or len(words) - last - 1 < 2:
        return name
    rest = words[last + 1 :]
    # After "of" the office's own words come first, and the person has the last two.
    first = rest[-2] if fold(words[last].text) in ("of", "for") and len(rest) > 2 else rest[0]
    return name[first.start :] if first.text[0].isupper() else name


def _named_within(name: str, body: str) -> bool:
    """True for a body that the other name holds whole, with an office's own word among those shared."""
    short, long = sorted((body_words(name), body_words(body)), key=len)
    held = any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))
    if len(short) > 1 and held and _MINISTRIES & set(short):
        return True
    # A government speaks through its ministries and services.
    country = [w for w in body_words(name) if w not in GOVERNMENT]
    official = (_MINISTRIES | _POLICE | _FORCES | GOVERNMENT | _HEADS.keys()) & {*_plain(body)}
    called = bool(GOVERNMENT & set(_plain(name))) or country[:1] == [w for w in country[:1] if w in COUNTRIES]
    return bool(
        len(country) == 1
        and called
        and official
        and any(same_country(country[0], w) for w in body_words(body))
    )


def _overlap(one: str, other: str) -> bool:
    mine, yours = set(body_words(one)), set(body_words(other))
    return bool(mine and yours) and (mine <= yours or yours <= mine)


def _description(speaker: Speaker) -> tuple[str, ...]:
    """What tells whose people the speaker is: role, organisation, and the words before the name."""
    name = speaker.name or ""
    if speaker.named and is_person(speaker):
        name = name.removesuffix(person_part(name))
    return _plain(" ".join(n for n in (speaker.role, known_organisation(speaker), name) if n))


@lru_cache(maxsize=2048)
def _plain(text: str) -> tuple[str, ...]:
    return tuple(_POSSESSIVE.sub("", w.key) for w in tokenize(text))


def _is_ministry(words: Sequence[str]) -> bool:
    return bool(_MINISTRIES & set(words)) and "prime" not in words


def _topics(speaker: Speaker | None, words: Sequence[str]) -> set[str]:
    own = set(_plain(person_part(speaker.name))) if speaker and speaker.name and is_person(speaker) else set()
    found = (
        set(words)
        - _MINISTRIES
        - _RANKS
        - GOVERNMENT
        - COUNTRIES
        - own
        - {"of", "for", "and", "the", "a", "an"}
    )
    return {w for w in found if w not in _HEADS}


def _other_country(mine: Sequence[str], yours: Sequence[str]) -> bool:
    one, other = ({w for w in body_words(" ".join(words)) if w in COUNTRIES} for words in (mine, yours))
    return bool(one and other) and not one & other
