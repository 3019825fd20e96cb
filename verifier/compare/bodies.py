"""Whether two names stand for one body: an organisation, an office, a government."""

from __future__ import annotations

import re
from functools import lru_cache

from sources.location import host_of
from verifier.compare.demonyms import COUNTRY_OF
from verifier.compare.words import fold, listed, tokenize

_BODY_FILLERS = frozenset(
    listed("""
    the of and for a an in on international inc ltd llc plc corp corporation co company gmbh
    organisation organization org group
""")
)
_SUFFIXES = frozenset(
    listed("com org net gov edu int co info news ac gob gouv go or mil www int eu uk us au nz")
)
# Bodies whose name goes in either order: the Ministry of Health, the Health Ministry.
OFFICES = frozenset(listed("ministry department office embassy police directorate secretariat bureau"))
GOVERNMENT = frozenset(listed("government authorities state cabinet administration kingdom republic govt"))


@lru_cache(maxsize=2048)
def same_body(name: str | None, other: str | None) -> bool:
    """True where both name one organisation.

    "The", "International", legal forms and case are set aside; an acronym stands for its expansion; the name
    in a domain ("amberwatch.org") stands for the body; a country stands for its government; an office may be
    named with its country or without.
    """
    mine, yours = body_words(name), body_words(other)
    if not mine or not yours:
        return False
    if mine == yours or "".join(mine) == "".join(yours):
        return True
    if sorted(mine) == sorted(yours) and OFFICES & set(mine):
        return True
    if _with_its_place(mine, yours) or _with_its_place(yours, mine):
        return True
    if _described(name, mine, other, yours) or _described(other, yours, name, mine):
        return True
    if _acronym(name, yours, other) or _acronym(other, mine, name):
        return True
    return _one_government(mine, yours)


def _with_its_place(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True for an office named with and without its country: the Ministry of Health (of Norland)."""
    if len(short) < 2 or not OFFICES & set(short) or not 1 <= len(long) - len(short) <= 2:
        return False
    return long[: len(short)] == short or long[-len(short) :] == short


def _described(
    short: str | None, short_words: tuple[str, ...], long: str | None, long_words: tuple[str, ...]
) -> bool:
    """True for a body that is called by the common words of its name: "the health board" of Upper Varn."""
    if len(short_words) < 2 or re.search(r"^[Aa]n?\s|\b(?!The\b)[A-Z]", short or ""):
        return False
    last = len(long_words) - len(short_words)
    inside = any(long_words[n : n + len(short_words)] == short_words for n in range(last + 1))
    ends = re.search(rf"\b{re.escape(short_words[-1])}(?:$|,|\s+(?:of|for|in)\b)", fold(long or ""))
    return inside and ends is not None


@lru_cache(maxsize=2048)
def body_words(name: str | None) -> tuple[str, ...]:
    """The telling words of a body's name, folded, in order; demonyms are given as their country."""
    if not name:
        return ()
    if domain := _domain(name):
        return (domain,)
    words = [w.key.removesuffix("'s").removesuffix("'") for w in tokenize(re.sub(r"\([^)]*\)", " ", name))]
    kept = [COUNTRY_OF.get(w, w) for w in words if w not in _BODY_FILLERS and len(w) > 1]
    # Where nothing but fillers is left, they are the name.
    return tuple(kept or words)


def _domain(name: str) -> str:
    host = host_of(name) if "://" in name else name.strip()
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


def _one_government(mine: tuple[str, ...], yours: tuple[str, ...]) -> bool:
    countries = [[w for w in words if w not in GOVERNMENT] for words in (mine, yours)]
    if len(countries[0]) != 1 or len(countries[1]) != 1 or not same_country(countries[0][0], countries[1][0]):
        return False
    # Outside the table a lone word is a country only beside one that is called a government.
    known = countries[0][0] in COUNTRIES and countries[1][0] in COUNTRIES
    return known or bool(GOVERNMENT & {*mine, *yours})


def same_country(one: str, other: str) -> bool:
    """True where two words are one country, or a country and its adjective ("karvenia", "karvenian")."""
    short, long = sorted((COUNTRY_OF.get(one, one), COUNTRY_OF.get(other, other)), key=len)
    return short == long or (len(short) > 4 and long.startswith(short) and long[len(short) :] in _ADJECTIVES)


_ADJECTIVES = frozenset(listed("n an ian ean ese ish i"))
COUNTRIES = frozenset(COUNTRY_OF.values())
