"""Which names a text treats as countries, and whether its "state" is part of a federation."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from claims.actors import Actors, PlaceSort
from claims.wording import matched, words_of

_NAME = r"((?:(?:North|South|East|West|New|Upper|Lower) )?[A-Z][a-zà-ÿ]\w+)"
_STATE_OF = (
    r"(?:[Gg]overnment|[Rr]epublic|[Kk]ingdom|[Pp]rime [Mm]inister|[Cc]itizens|[Pp]arliament"
    r"|(?:Foreign|Interior|Defen[cs]e|Finance|Health|Justice) [Mm]inist(?:ry|er))"
)
_ITS = (
    r"(?:government|parliament|army|air force|armed forces|prime minister|central bank|capital|border|embassy"
    r"|(?:[A-Z]\w+ |[a-z]+ )?(?:[Mm]inistry|[Mm]inister))"
)
_TOLD = re.compile(
    rf"\b[Nn]eighbou?ring {_NAME}|\b{_STATE_OF} of {_NAME}|\b{_NAME}['’]s? {_ITS}\b|\bthe {_NAME} border\b"
)
_BEFORE = re.compile(r"([A-Z][\w.]+) $")
_NO_NAME = re.compile(r"Neighbou?ring|North|South|East|West|New|In|From|But|And|The|While|After")
_FEDERAL = re.compile(r"\b(?:Gov\.|[Gg]overnors?|federal|statewide|state of [A-Z])")


def told_by(text: str, actors: Actors) -> Actors:
    """`actors` with the countries that `text` shows to be such, and with the sense it gives to "state".

    A text shows a country where it speaks of its government, army, ministries or border, or calls it
    neighbouring, and nowhere uses the name as somebody's surname.
    """
    found = {name for match in _TOLD.finditer(text) for name in match.groups() if name}
    places = tuple(n.lower() for n in sorted(found) if _new_country(n, text, actors))
    federal = bool(_FEDERAL.search(text) or _states(actors).search(text))
    return _as_told(actors, places, federal) if places or federal != actors.federal else actors


# The same lexicon for what tells the same, for much is remembered by it; and few, for a desk runs for days.
@lru_cache(maxsize=16)
def _as_told(actors: Actors, countries: tuple[str, ...], federal: bool) -> Actors:
    places = {**actors.places, **dict.fromkeys(countries, PlaceSort.COUNTRY)}
    return replace(actors, places=places, federal=federal)


def _new_country(name: str, text: str, actors: Actors) -> bool:
    words = words_of(name)
    known = matched(words, actors.places) or matched(words, actors.roles) or matched(words, actors.heads)
    if known or actors.body(name) or words[0].lower() in actors.given:
        return False
    for match in re.finditer(rf"\b{re.escape(name)}\b", text):
        before = _BEFORE.search(text, max(0, match.start() - 30), match.start())
        if before and not _NO_NAME.fullmatch(before.group(1)):
            return False  # a surname, or the end of a longer name
    return True


@lru_cache(maxsize=8)
def _states(actors: Actors) -> re.Pattern[str]:
    names = sorted(n.title() for n, sort in actors.places.items() if sort is PlaceSort.PART)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
