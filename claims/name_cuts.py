"""What of a capitalised run is no part of the name: titles, roles, offices and places before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.actors import Actors, RoleSort
from claims.body_types import generic_head, organisation
from claims.lexicon import words
from claims.wording import matched

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOINS = words("phrases", "joins")
_SUFFIXES = words("phrases", "suffixes")
_LONGEST_NAME = 5
# After these stands a person's name, also where it is a word of another meaning: "Mr Poll".
_COURTESY = ("mr", "mrs", "ms", "miss", "mx")
# What may stand between an office and a name: "Health Minister Dr. Jane Roe".
BETWEEN = (*_COURTESY, "dr", "prof", "rev", "capt", "col", "maj", "lt", "sgt", "brig", "cmdr")


def is_role(words: tuple[str, ...], actors: Actors) -> bool:
    """True for a capitalised role with no name after it: "Harbour Authority Secretary General"."""
    size = actors.longest_suffix(words, actors.roles)
    if not size or words[0].lower() in actors.given or actors.longest_suffix(words, actors.heads) >= size:
        return False
    if len(words) > 2 and actors.longest_suffix(words[-1:], actors.heads):
        return False  # "Basin Rights Monitor" is a body, whatever a rights monitor is
    role = actors.roles[matched(words[-size:], actors.roles) or ""]
    rest = words[:-size]
    if rest and generic_head(words[-1].lower()):
        return organisation(" ".join(rest), actors) is not None  # "Product Hazards Board" is a body
    if role.sort not in (RoleSort.OWN, RoleSort.BOUND):
        return False
    return (
        size > 1
        or role.sort is RoleSort.BOUND
        or not rest
        or organisation(" ".join(rest), actors) is not None
    )


def role_cut(words: tuple[str, ...], actors: Actors) -> tuple[int, str]:
    """How many words of a capitalised run are titles and roles before a person's name, and a bare title."""
    if len(words) > 1 and (actors.body(" ".join(words)) or actors.longest_suffix(words, actors.heads) > 1):
        return 0, ""
    for end in range(len(words), 0, -1):
        size = actors.longest_suffix(words[:end], actors.roles)
        last = words[end - 1].lower().rstrip(".")
        title = last if last in actors.titles else ""
        role = actors.roles[matched(words[end - size : end], actors.roles) or ""] if size else None
        if not title and (role is None or role.sort not in (RoleSort.OWN, RoleSort.BOUND)):
            continue
        tail = words[end:]
        if not tail:
            if end - size <= 0 and role is not None:
                return end, ""
            continue
        if not _could_be_person(tail, actors) and not (last in _COURTESY and tail[0][0].isupper()):
            continue
        if size == 1 and end >= 2 and words[0].lower() in actors.given and not title:
            continue
        return end, title
    return _place_first(words, actors), ""


def office_cut(doc: Doc, start: int, end: int, actors: Actors) -> int:
    """How many words are an office before a person's name: "[Minister of Mines] Ilse Tornak"."""
    words = tuple(t.text for t in doc[start:end])
    at = next((i for i, w in enumerate(words) if w in ("of", "for") and i), 0)
    if not at or len(words) < at + 4 or not actors.longest_suffix(words[:at], actors.roles):
        return 0
    cut = next((i for i in range(at + 2, len(words) - 1) if words[i].lower() in actors.given), 0)
    cut = cut or len(words) - 2
    return cut if cut and words[cut - 1][0].isupper() and _could_be_person(words[cut:], actors) else 0


def _place_first(words: tuple[str, ...], actors: Actors) -> int:
    """How many first words are a place that a person's name follows: "envoy to [Ruritania] Jane Roe"."""
    for size in (2, 1):
        if (
            len(words) > size + 1
            and words[size].lower() in actors.given
            and matched(words[:size], actors.places)
        ):
            return size
    return 0


def _could_be_person(words: tuple[str, ...], actors: Actors) -> bool:
    if len(words) > _LONGEST_NAME or words[0].lower() in _JOINS or words[0].lower() in _SUFFIXES:
        return False
    if not words[0][0].isupper() or matched(words, actors.places) or matched(words, actors.roles):
        return False
    if len(words) > 1 and words[0].lower() in actors.given:
        return True
    shaped = actors.longest_suffix(words, actors.heads) or generic_head(words[-1].lower())
    return not shaped and not actors.body(" ".join(words))
