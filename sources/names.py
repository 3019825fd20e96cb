"""Does a name in an article mean this publisher or this title? Compared as words, not as characters."""

from __future__ import annotations

import re
from functools import lru_cache

from sources.words import fold

_WORD = re.compile(r"\w+")
_SMALL = frozenset(("the", "a", "an", "of", "for", "and", "to", "in", "on", "by"))

_DOCUMENT_TEXT = """
    account analysis announcement article assessment brief briefing bulletin communique document dossier
    filing findings interview letter memo notice paper press publication record release report research
    review statement study survey testimony website
"""
_DOCUMENT_WORDS = frozenset(_DOCUMENT_TEXT.split())

#: Words that many bodies share: alone, or only with each other, they name none of them.
_SHARED_TEXT = """
    agency army association authorities authority body bureau charity commission committee company council
    court department embassy forces foundation global government group human institute international media
    military ministry nation national nations newspaper ngo office official officials organisation
    organization parliament party police programme rights service society spokesman spokesperson spokeswoman
    state team union united university watchdog world
"""
_SHARED_WORDS = frozenset(_SHARED_TEXT.split())


def is_meant(name: str, *, title: str, publisher: str | None) -> bool:
    """True where `name`, as an article words it, means a source with this title and publisher.

    "the Harbour Watch report", "Harbour" and "HW" all mean a source by Harbour Watch. Words that many bodies
    share ("the ministry", "human rights") mean none, unless they are the whole name.
    """
    full = words(name)
    body = tuple(w for w in full if w not in _DOCUMENT_WORDS)
    by = words(publisher or "")
    if body and by and (body == by or _names(body, by) or _names(by, body)):
        return True
    if _is_acronym(name, body, by) or _is_acronym(publisher or "", by, body):
        return True
    return len(full) > 1 and _names(full, words(title))


@lru_cache(maxsize=8192)
def words(name: str) -> tuple[str, ...]:
    """The words of a name by which it is compared: folded, without articles and other small ones."""
    plain = fold(name.replace("’", "'")).replace("'s ", " ").removesuffix("'s").replace(".", "")
    return tuple(w for w in _WORD.findall(plain) if w not in _SMALL)


def _names(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """True where `words` stand together in `longer` and say more than what any body could be called."""
    size = len(words)
    telling = any(w not in _SHARED_WORDS and not w.isdigit() for w in words)
    return telling and any(longer[i : i + size] == words for i in range(len(longer) - size + 1))


def _is_acronym(written: str, short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True where the one word of `short`, in capitals as `written`, is the initials of `long`."""
    if len(short) != 1 or len(long) < 2 or short[0] != "".join(w[0] for w in long):
        return False
    return short[0].upper() in written.replace(".", "")
