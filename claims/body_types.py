"""Types a body by its name alone: known bodies, head words, modifiers, places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from claims.actors import EXECUTIVE, LOCAL, Actors, Kind, PlaceSort
from claims.lexicon import table, words
from claims.types import SpeakerType
from claims.wording import matched, singular, words_of, written

CUTS = words("phrases", "cuts")
ORGANISATION_CUTS = frozenset(
    w for w in CUTS if not w.endswith("ed") and w not in ("quoting", "representing", "working")
) | words("phrases", "body_cuts")
_OPENERS = words("phrases", "openers")
POSSESSIVES = words("phrases", "possessives")
_PUBLIC = (SpeakerType.GOVERNMENT, SpeakerType.IGO, SpeakerType.PARTY)
_STATES = frozenset((PlaceSort.COUNTRY, PlaceSort.CAPITAL, PlaceSort.DEMONYM))
_PARTS = frozenset((PlaceSort.PART, PlaceSort.CITY))
# Which speak, where only a noun stands for them: "the city argued".
_SETTLEMENTS = (("city",), ("town",), ("village",), ("borough",))
_AGE = re.compile(r"\d+-year-old|\d+-\w+|\d+")


@lru_cache(maxsize=8192)
def organisation(phrase: str, actors: Actors) -> tuple[Kind, str] | None:
    """The kind of the body that `phrase` names or describes, with the reason in words."""
    return type_body(words_of(phrase), actors)


def generic_head(noun: str) -> bool:
    """True where `noun`, in lower case, can end the name of a body of any type ("council")."""
    return singular(noun) in _generic_heads()


@cache
def _generic_heads() -> frozenset[str]:
    return frozenset(table("organisations")["generic"]["heads"])


def place_of(phrase: str, actors: Actors) -> PlaceSort | None:
    """What kind of place `phrase` names, if it is a place and nothing more."""
    words = tuple(w for w in words_of(phrase) if w.lower() not in ("the", "'s"))
    key = matched(words, actors.places)
    return actors.places[key] if key else None


def without_opening(words: tuple[str, ...]) -> tuple[str, ...]:
    """`words` without the articles, numbers and ages that open a noun phrase; never without its last word."""
    start = 0
    while start < len(words) - 1:
        lower = words[start].lower()
        partitive = lower == "of" and start > 0
        if not (partitive or lower in _OPENERS or _AGE.fullmatch(words[start])):
            break
        start += 1
    return words[start:]


def type_body(words: tuple[str, ...], actors: Actors) -> tuple[Kind, str] | None:
    """The kind of the body that these words name or describe, with the reason in words."""
    words = without_opening(words)
    last = next((i for i in range(len(words), 1, -1) if not words[i - 1].isdigit()), 1)
    if last < len(words) and (branch := _numbered(words[:last])):
        return branch
    words = words[:last]
    if not words:
        return None
    if words in _SETTLEMENTS:
        return LOCAL, f"'{words[0]}' stands for its authorities"
    name = " ".join(words).replace(" 's", "'s")
    known = actors.body(name) or actors.body(
        words[-1] if len(words) == 2 and words[0].lower() == "the" else ""
    )
    if known:
        return known, f"'{name}' is known as {with_article(known)} body"
    if "'s" in words[-(actors.longest_suffix(words, actors.heads) or 1) :]:
        return _by_head(words, len(words), actors)  # "the public prosecutor's office"
    if "'s" in words[:-1]:
        at = len(words) - 1 - words[::-1].index("'s")
        members = _of_members(words[at - 1].lower(), words[at + 1 :])
        if members:
            return members
        inner = type_body(words[at + 1 :], actors)
        if inner and words[-1].lower() == "watchdog" and _of_state(words[:at], actors):
            return EXECUTIVE, f"'{written(words)}' is a body of the state"
        trade = table("organisations")["generic"]["modifiers"]["company"]
        if inner and inner[0].type is SpeakerType.NGO and words[at - 1].lower() in trade:
            return Kind.of("company"), f"'{written(words)}' is a company body"  # "the industry's lobby group"
        return (localised(inner[0], words, actors), inner[1]) if inner else None
    place = matched(words, actors.places)
    if place:
        sort = actors.places[place]
        return (
            LOCAL if sort in _PARTS else EXECUTIVE
        ), f"'{name}' stands for its {'government' if sort in _STATES else 'authorities'}"
    lower = tuple(w.lower() for w in words)
    cut = next((i for i, w in enumerate(lower) if i and w in ORGANISATION_CUTS), len(words))
    found = for_cause(words, cut, actors) or _by_head(words, cut, actors) or _by_part(words, actors)
    if found is None and len(words) > 2 and actors.places.get(lower[-1]) is PlaceSort.COUNTRY:
        return _by_head(words[:-1], len(words) - 1, actors)  # "Prison Watch Ruritania"
    return found


def _of_state(words: tuple[str, ...], actors: Actors) -> bool:
    """True for "the department" and "the police": what watches over them is of the state as they are."""
    owner = type_body(words, actors)
    return owner is not None and owner[0].type is SpeakerType.GOVERNMENT


def _numbered(words: tuple[str, ...]) -> tuple[Kind, str] | None:
    """By the noun before a number: "Dockers Local 12" is a branch of a union."""
    noun = words[-1].lower()
    kinds = table("organisations")["generic"]["numbered"].items()
    found = next((Kind.of(kind) for kind, nouns in kinds if noun in nouns), None)
    return (found, f"'{noun}' with a number is {with_article(found)} body") if found else None


def _of_members(owner: str, words: tuple[str, ...]) -> tuple[Kind, str] | None:
    """A body of those for whom it speaks: "parents' council", which is no town's."""
    if len(words) != 1 or not generic_head(words[0].lower()):
        return None
    kinds = table("organisations")["generic"]["modifiers"].items()
    found = next((Kind.of(kind) for kind, members in kinds if owner in members), None)
    if found is None:
        return None
    name = written((owner, "'s", words[0].lower()))
    return found, f"'{name}' is {with_article(found)} body"


def _by_head(words: tuple[str, ...], cut: int, actors: Actors) -> tuple[Kind, str] | None:
    """By the phrase that ends the name, or stands before its "of"."""
    core = words[:cut]
    if not core:
        return None
    size = actors.longest_suffix(core, actors.heads)
    head = " ".join(core[-size:]) if size else core[-1]
    generic = table("organisations")["generic"]
    noun = singular(head.lower().split(" ")[-1])
    if noun in generic["faculties"] and {singular(w.lower()) for w in words[cut:]} & {*generic["schools"]}:
        return Kind.of("expert"), f"'{head}' is part of a place of learning"
    known = actors.heads[matched(core[-size:], actors.heads) or ""] if size > 1 else None
    of_state = known is None or known.type is SpeakerType.GOVERNMENT
    if of_state and (wide := _of_many_countries(core, noun, generic["wide"])):
        return wide, f"'{core[0]} … {noun}' is most often {with_article(wide)} body"
    if size < 2 and noun in _generic_heads():
        whole = actors.body(" ".join(words[cut + 1 :]).removeprefix("the ")) if cut < len(words) else None
        if whole:
            return whole, f"'{' '.join(words[cut + 1 :])}' is known as {with_article(whole)} body"
        kind = _by_modifier(words, core[-1:], generic)
        followed = _by_preposition(words, cut, generic) if len(core) == 1 or noun == "office" else None
        if followed and (kind is None or kind[1].type not in _PUBLIC):
            found = localised(followed, words, actors)
            return found, f"'{head} {words[cut]}' is {with_article(found)} body"
        if kind and not (noun == "agency" and kind[1].type is SpeakerType.COMPANY):  # "the mining agency"
            modifier, found = kind
            return localised(found, words, actors), f"'{modifier} {noun}' is {with_article(found)} body"
        if noun in generic["state"]["heads"] and {w.lower() for w in words} & {*generic["state"]["words"]}:
            found = localised(EXECUTIVE, words, actors)
            return found, f"'{' '.join(core)}' is {with_article(found)} body"
        default = next((k for k, nouns in generic["default"].items() if noun in nouns), None)
        if core[-1] == "Group":
            default = "company"  # with a small letter it is most often an NGO
        if size:
            default = str(actors.heads[matched(core[-size:], actors.heads) or ""])
        if default is None:
            return None
        found = localised(Kind.of(default), words, actors)
        return found, f"'{head}' is most often {with_article(found)} body"
    if not size:
        return None
    found = localised(actors.heads[matched(core[-size:], actors.heads) or ""], words, actors)
    return found, f"'{head}' is {with_article(found)} body"


def for_cause(words: tuple[str, ...], cut: int, actors: Actors) -> tuple[Kind, str] | None:
    """By a cause after those who stand for it, in a name: "Farmers for Free Trade"."""
    cause = words[cut + 1 :]
    who = words[cut - 1].lower()
    stands = cause and words[cut].lower() in ("for", "against", "without", "across", "beyond", "of")
    one = matched((singular(who),), actors.roles) if singular(who) != who else None
    if not (stands and one and all(w[0].isupper() for w in (*words[:cut], cause[0]))):
        return None
    held = actors.roles[one].kind.type
    place = words[cut].lower() == "of"  # "Dock Workers of Ruritania", and not "Farmers of Ruritania"
    if held is SpeakerType.GOVERNMENT or (place and (cut < 2 or held is not SpeakerType.INDIVIDUAL)):
        return None
    return Kind.of("ngo"), f"'{written(words[cut - 1 : cut + 1])}' are an NGO body's"


def _of_many_countries(core: tuple[str, ...], noun: str, wide: Mapping[str, Any]) -> Kind | None:
    """By the word that opens the name of a body of many countries: "European Chemicals Agency"."""
    if len(core) < 2 or core[0].lower() not in wide["words"]:
        return None
    return next((Kind.of(kind) for kind, heads in wide.items() if kind != "words" and noun in heads), None)


def _by_preposition(words: tuple[str, ...], cut: int, generic: Mapping[str, Any]) -> Kind | None:
    """By a head and the preposition after it, where a name follows: "Office of Works"."""
    phrase = " ".join(words[cut - 1 : cut + 1]).lower()
    return next((Kind.of(k) for k, phrases in generic["before"].items() if phrase in phrases), None)


def _by_modifier(
    words: tuple[str, ...], head: tuple[str, ...], generic: Mapping[str, Any]
) -> tuple[str, Kind] | None:
    lower = f" {' '.join(words).lower()} "
    for key, modifiers in generic["modifiers"].items():
        for modifier in modifiers:
            if f" {modifier} " in lower and modifier != head[0].lower():
                return modifier, Kind.of(key)
    return None


def _by_part(words: tuple[str, ...], actors: Actors) -> tuple[Kind, str] | None:
    """By a phrase of two words or more anywhere in the name, or by a known body that it begins with."""
    for size in (4, 3, 2):
        for start in range(len(words) - size, -1, -1):
            part = words[start : start + size]
            key = matched(part, actors.heads)
            if key:
                found = localised(actors.heads[key], words, actors)
                return found, f"'{key}' is {with_article(found)} body"
            known = actors.body(" ".join(part)) if start == 0 else None
            if known:
                return known, f"'{' '.join(part)}' is known as {with_article(known)} body"
    first = actors.acronyms.get(words[0])
    if first and len(words) > 1:
        return first, f"'{words[0]}' is known as {with_article(first)} body"
    return None


def localised(kind: Kind, words: tuple[str, ...], actors: Actors) -> Kind:
    """An executive body or role is local where a state, a province or a city is named with it."""
    if kind != EXECUTIVE:
        return kind
    lower = f" {' '.join(words).lower()} "
    local = table("organisations")["local"]
    for phrase in local["not"]:
        if f" {phrase} " in lower:
            return kind
    if any(f" {w} " in lower for w in local["words"] if actors.federal or w != "state"):
        return LOCAL
    for size in (1, 2, 3):
        for start in range(len(words) - size + 1):
            part = words[start : start + size]
            if part[0][0].isupper() and actors.places.get(" ".join(part).lower()) in _PARTS:
                return LOCAL
    return kind


def with_article(kind: Kind) -> str:
    """The kind in words, with its article: "an NGO", "a police"."""
    name = str(kind.branch or kind.type).replace("_", " ")
    label = {"ngo": "NGO", "igo": "intergovernmental"}.get(name, name)
    return f"{'an' if label[0] in 'aeiouAEIOUN' else 'a'} {label}"
