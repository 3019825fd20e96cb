"""Words of phrases: splitting, singulars, and looking a phrase up among facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

_WORD = re.compile(r"[^\W_](?:[\w.&'’/-]*\w)?(?:\.|(?<=s)['’](?!\w))?|&")
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "people",
    "children": "child",
    "wives": "wife",
    "police": "police",
    "series": "series",
    "media": "media",
    "statistics": "statistic",
    "species": "species",
    "data": "data",
}


@lru_cache(maxsize=8192)
def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as written, possessive endings split off as `'s`."""
    found: list[str] = []
    for match in _WORD.findall(phrase):
        word = match if len(match) < 6 or "." in match[:-1] else match.rstrip(".")
        owner = _POSSESSIVE.match(word)
        found.extend((owner.group(1), "'s") if owner else (word,))
    return tuple(found)


def written(words: Iterable[str]) -> str:
    """Words that `words_of` split, as one phrase again: "nurses 's union" is "nurses’ union"."""
    return " ".join(words).replace("s 's", "s’").replace(" 's", "’s")


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """The singular of a lower-case noun, by rule."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("men"):
        return word[:-3] + "man"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def matched(words: tuple[str, ...], facts: Mapping[str, Any]) -> str | None:
    """The key of `facts` that these words are, the last in plural or singular, or None."""
    key = " ".join(words).lower()
    if key in facts:
        return key
    start, _, last = key.rpartition(" ")
    key = f"{start} {singular(last)}".strip()
    if key in facts:
        return key
    key = key.replace("’", "'").rstrip(".")
    return key if key in facts else None
