"""Joins the names that name the same person or body: surnames, first names, acronyms, shortened names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.actors import Actors
from claims.body_types import place_of
from claims.description_types import Description
from claims.lexicon import words
from claims.names import Name
from claims.wording import matched, words_of

_SUFFIXES = words("phrases", "suffixes") | words("phrases", "honours")
_COMPANY = words("phrases", "company")


@dataclass(slots=True)
class Cluster:
    """Names that name the same, with what was found around them.

    Attributes:
        names: each name, and how often it occurs.
        descriptions: what the words around the names say, in order.
        titles: courtesy titles before the names.
        votes: how often words around a name showed a "person" or a "body".
        labels: entity labels of the parser, as "person", "body" or "place".
        acronyms: acronyms given in brackets.
        genders: how often a pronoun showed "m" or "f".
        mentions: positions in the list of names that was joined.
    """

    names: Counter[str] = field(default_factory=Counter)
    descriptions: list[Description] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    votes: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    acronyms: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)


def join_names(found: Sequence[Name], actors: Actors) -> list[Cluster]:
    """Clusters of the names that name the same; each name belongs to exactly one."""
    clusters: list[Cluster] = []
    by_name: dict[str, int] = {}
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    acronyms = {n.acronym: n.text for n in found if n.acronym}
    # Full names first, so that a surname used earlier than the full name is joined to it.
    for position in sorted(range(len(found)), key=lambda i: (-len(words_of(found[i].text)), i)):
        name = found[position]
        text = acronyms.get(name.text, name.text)
        key = name_key(text)
        like_a_people = place_of(text, actors) is not None and bool(name.person)
        at = None if like_a_people else by_name.get(key)
        if at is None:
            at = _match(name, key, position, clusters, by_word, actors)
        if at is None:
            at = by_name.get(key)
        if at is None:
            at = len(clusters)
            clusters.append(Cluster())
            for word in key.split():
                by_word[word].append(at)
            by_name[key] = at
            if acronym := initials(text):
                by_name.setdefault(acronym, at)
        elif place_of(text, actors) is None:
            by_name.setdefault(key, at)
        _add(clusters[at], name, position, text)
    for cluster in clusters:
        cluster.mentions.sort()
    return clusters


def _add(cluster: Cluster, name: Name, position: int, text: str) -> None:
    cluster.names[text] += 1
    cluster.mentions.append(position)
    cluster.descriptions.extend(name.descriptions)
    if name.title:
        cluster.titles.add(name.title)
    if name.acronym:
        cluster.acronyms.add(name.acronym)
    if name.person is not None:
        cluster.votes["person" if name.person else "body"] += 3
    elif name.label:
        label = {"PERSON": "person", "ORG": "body", "GPE": "place", "LOC": "place"}.get(name.label, "")
        cluster.labels[label] += 1


def _match(
    name: Name,
    key: str,
    position: int,
    clusters: Sequence[Cluster],
    by_word: dict[str, list[int]],
    actors: Actors,
) -> int | None:
    """The cluster that a shorter name stands for: a surname, a first name, or part of a body's name."""
    if place_of(name.text, actors) is not None and not name.person:
        return None
    words = key.split()
    held = [set(by_word.get(w, ())) for w in words]
    candidates = sorted(set.intersection(*held)) if held else []
    fitting = [c for c in candidates if _stands_for(name, words, clusters[c], actors)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    last = [c for c in fitting if any(name_key(n).split()[-1] == words[-1] for n in clusters[c].names)]
    pool = last or fitting
    earlier = [c for c in pool if min(clusters[c].mentions) < position]
    return max(
        earlier or pool, key=lambda c: max((m for m in clusters[c].mentions if m < position), default=-1)
    )


def _stands_for(name: Name, words: list[str], cluster: Cluster, actors: Actors) -> bool:
    full = max(cluster.names, key=len)
    if place_of(full, actors) is not None:
        return False
    whole = surname_parts(full)
    person = cluster.votes["person"] >= cluster.votes["body"]
    shaped = _ends_like_a_body(words_of(full), actors) and whole[0] not in actors.given
    if person and len(whole) > 1 and not shaped:
        if len(words) == 1:
            return words[0] == whole[-1] or (words[0] == whole[0] and not name.title)
        return (words[-1] == whole[-1] and words[0] in (whole[0], *whole[1:-1])) or words == whole[
            -len(words) :
        ]
    if name.person and not cluster.votes["body"]:
        return False
    if len(words) == 1 and not name.text.isupper() and words[0] != whole[0]:
        return False
    return len(words) > 1 or matched(tuple(words), actors.heads) is None


def _ends_like_a_body(words: Sequence[str], actors: Actors) -> bool:
    """True for "Harbour Ministry" and "Ministry of Karvenia": the last word is then no surname."""
    cut = next((i for i, word in enumerate(words) if i and word in ("of", "for")), len(words))
    return any(actors.longest_suffix(tuple(part), actors.heads) for part in (words, words[:cut]))


def surname_parts(name: str) -> list[str]:
    """The words of a person's name, lower case, without "Jr.", "KC" and the like; the surname is the last."""
    parts = name_key(name).split()
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts = parts[:-1]
    return parts


def initials(name: str) -> str:
    """The capitals that a name's words begin with, in lower case; empty where they are fewer than three."""
    found = "".join(w[0] for w in name.split() if w[0].isupper() and w.lower() not in _COMPANY)
    return found.lower() if len(found) > 2 else ""


def name_key(name: str) -> str:
    """A name in the form in which names are compared."""
    return name.lower().removeprefix("the ").replace("’", "'").strip()
