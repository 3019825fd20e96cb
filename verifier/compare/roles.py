"""Whether the article gives somebody the office that the sources give."""

from __future__ import annotations

import re
from collections.abc import Sequence

from verifier.compare.words import fold, listed

# What makes another office of one: "budget director" and "deputy budget director".
_QUALIFIERS = frozenset(
    listed(
        "deputy vice acting interim former ex assistant associate honorary shadow elect outgoing designate"
    )
)
# Offices that are never two names for one: who is said to hold both in different sources holds one.
_OFFICES = frozenset(
    listed("""
    mayor alderman minister governor prosecutor judge ambassador president sheriff bishop archbishop king
    queen superintendent ombudsman comptroller auditor coroner
    """)
)
# Offices that one person holds in a body.
_SINGLE = (
    "chief executive",
    "chief executive officer",
    "managing director",
    "mayor",
    "governor",
    "general secretary",
)
_NOT_TELLING = frozenset(listed("the a an of for and in its his her their"))


def other_role(ours: str, theirs: Sequence[str]) -> str:
    """The role that the sources give instead, as written; empty where one gives ours, or none another.

    Roles differ where one is the other's deputy, or a former one, and where both name an office and not the
    same: "mayor" and "alderman for sport". "Head" and "chief executive" may be one.

    Args:
        ours: as the article words it.
        theirs: as the sources word it, for the same person.
    """
    found = [role for role in theirs if _differ(_words(ours), _words(role))]
    return found[0] if found and len(found) == len(theirs) else ""


def held_by_another(ours: str, theirs: Sequence[str], others: Sequence[str]) -> str:
    """The role that a body's own paper gives somebody, as written, where it gives ours to another person.

    Args:
        ours: as the article words it; only an office that one person holds is looked at.
        theirs: as the paper words it, for this person.
        others: the roles that it gives other persons.
    """
    office = " ".join(_words(ours))
    if office not in _SINGLE or not theirs or any(_holds(office, role) for role in theirs):
        return ""
    return theirs[0] if any(_holds(office, role) for role in others) else ""


def _holds(office: str, role: str) -> bool:
    """True where `role` is that office, or it and another; a former or deputy one does not hold it."""
    words = _words(role)
    return not _QUALIFIERS & set(words) and re.search(rf"\b{office}\b", " ".join(words)) is not None


def _differ(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    plain, others = ([w for w in role if w not in _QUALIFIERS] for role in (ours, theirs))
    if not plain or not others:
        return False
    if plain[-1] == others[-1]:
        mine, yours = ({w for w in role if w in _QUALIFIERS} for role in (ours, theirs))
        return mine != yours
    mine, yours = ({w for w in role if w in _OFFICES} for role in (plain, others))
    return bool(mine and yours) and not mine & yours


def _words(role: str) -> list[str]:
    # "Minister for Transport" ends where the office does.
    head = re.split(r"\s+(?:of|for|at|in)\s+|,", fold(role), maxsplit=1)[0]
    return [w for w in re.findall(r"[^\W\d_]+", head.replace("-", " ")) if w not in _NOT_TELLING]
