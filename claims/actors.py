"""What is known of actors: role nouns, bodies, places. Facts come from the lexicon and an editor's file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from claims.errors import BadConfiguration
from claims.lexicon import table
from claims.types import Branch, SpeakerType
from claims.wording import matched, words_of

_LONGEST_PHRASE = 5
_CORRECT = "Correct the file at that place."


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of actor, and for a government actor its branch."""

    type: SpeakerType
    branch: Branch | None = None

    @classmethod
    def of(cls, key: str) -> Kind:
        """The kind that a lexicon key names: `ngo` or `government/police`.

        Raises:
            ValueError: there is no such type or branch, or a branch is missing or misplaced.
        """
        name, _, branch = key.partition("/")
        kind = cls(SpeakerType(name), Branch(branch) if branch else None)
        if (kind.type is SpeakerType.GOVERNMENT) != (kind.branch is not None):
            raise ValueError(f"{key!r} needs a branch" if not branch else f"{name!r} has no branches")
        return kind

    def __str__(self) -> str:
        return f"{self.type}/{self.branch}" if self.branch else str(self.type)


UNKNOWN = Kind(SpeakerType.UNKNOWN)
EXECUTIVE = Kind(SpeakerType.GOVERNMENT, Branch.EXECUTIVE)
LOCAL = Kind(SpeakerType.GOVERNMENT, Branch.LOCAL)
INDIVIDUAL = Kind(SpeakerType.INDIVIDUAL)


class RoleSort(StrEnum):
    """How a role noun tells the type."""

    OWN = "own"
    BOUND = "bound"
    CLOSE = "close"
    CAMPAIGN = "campaign"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun: its sort, and the type it has by itself or where no body is named."""

    sort: RoleSort
    kind: Kind


class PlaceSort(StrEnum):
    """What kind of place a name is; demonyms count as their country."""

    COUNTRY = "country"
    CAPITAL = "capital"
    DEMONYM = "demonym"
    PART = "part"
    CITY = "city"


@dataclass(frozen=True, slots=True, eq=False)
class Actors:
    """The lexicon of actors. All keys are lower case but those of `acronyms`.

    Attributes:
        roles: role nouns and phrases.
        bodies: names of bodies; acronyms: those that are written in capitals.
        heads: nouns that end, or begin before "of", the name of a body.
        places: names of places and peoples.
        people: persons that an editor's file types by name.
        given: given names, "m" or "f".
        gender: role nouns that carry a gender.
        titles: words that stand before a name and are no part of it.
        past: words that end a role.
        federal: True where "state" may mean a part of a federation rather than the nation.
    """

    roles: Mapping[str, Role]
    bodies: Mapping[str, Kind]
    acronyms: Mapping[str, Kind]
    heads: Mapping[str, Kind]
    places: Mapping[str, PlaceSort]
    people: Mapping[str, Kind]
    given: Mapping[str, str]
    gender: Mapping[str, str]
    titles: frozenset[str]
    past: frozenset[str]
    federal: bool = True

    @classmethod
    def default(cls) -> Actors:
        """The lexicon that the program ships, read once."""
        return _default()

    def with_file(self, path: Path) -> Actors:
        """This lexicon with an editor's own facts, which win.

        The file is TOML with any of the tables `bodies`, `roles` and `people`; each has keys such as `ngo` or
        `"government/police"` and a list of names under each.

        Raises:
            BadConfiguration: the file can't be read, is not TOML, or has an unknown table, key or value.
        """
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise BadConfiguration(str(path), error.strerror or "can't be read", "Check the path.") from error
        except ValueError as error:
            raise BadConfiguration(str(path), f"is not TOML ({error})", _CORRECT) from error
        return _with_facts(self, path, text)

    def body(self, name: str) -> Kind | None:
        """The kind of a body known by this name, written with a capital."""
        if not name or (not name[0].isupper() and not name.startswith("al")):
            return None
        found = self.acronyms.get(name)
        if found is None and not (name.isupper() and len(name) < 5 and "." not in name):
            found = self.bodies.get(_key(name))
        return found

    def longest_suffix(self, words: tuple[str, ...], facts: Mapping[str, Any]) -> int:
        """How many of the last words make the longest phrase of `facts`, in plural or singular."""
        for size in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
            if matched(words[-size:], facts) is not None:
                return size
        return 0


# One lexicon for each text of a file: much is remembered by lexicon, also from one check to the next.
@lru_cache(maxsize=8)
def _with_facts(actors: Actors, path: Path, text: str) -> Actors:
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        raise BadConfiguration(str(path), f"is not TOML ({error})", _CORRECT) from error
    extra = {name: dict(_own_facts(path, name, section)) for name, section in data.items()}
    bodies = extra.get("bodies", {})
    roles = {_key(n): Role(RoleSort.OWN, k) for n, k in extra.get("roles", {}).items()}
    return replace(
        actors,
        bodies={**actors.bodies, **{_key(n): k for n, k in bodies.items() if not _is_acronym(n)}},
        acronyms={**actors.acronyms, **{n: k for n, k in bodies.items() if _is_acronym(n)}},
        roles={**actors.roles, **roles},
        people={**actors.people, **{_key(n): k for n, k in extra.get("people", {}).items()}},
    )


@cache
def _default() -> Actors:
    roles = table("roles")
    facts: dict[str, Role] = {}
    heads = {_key(name): kind for kind, name in _listed(table("organisations")["heads"])}
    for kind, name in _lines(table("agents")):
        if _key(name) not in heads:
            facts[_key(name)] = Role(RoleSort.OWN, kind)
    for kind, name in _listed(roles["documents"]):
        facts[_key(name)] = Role(RoleSort.DOCUMENT, kind)
    for kind, name in _listed(roles["bound"]):
        facts[_key(name)] = Role(RoleSort.BOUND, kind)
    for kind, name in _listed(roles["own"]):
        facts[_key(name)] = Role(RoleSort.OWN, kind)
    for name in roles["campaign"]["words"]:
        facts[_key(name)] = Role(RoleSort.CAMPAIGN, Kind(SpeakerType.PARTY))
    for name in roles["close"]["individual"]:
        facts[_key(name)] = Role(RoleSort.CLOSE, INDIVIDUAL)
    for name in roles["close"]["expert"]:
        facts[_key(name)] = Role(RoleSort.CLOSE, Kind(SpeakerType.EXPERT))
    for name in roles["anonymous"]["words"]:
        facts.setdefault(_key(name), Role(RoleSort.ANONYMOUS, Kind(SpeakerType.ANONYMOUS)))
    bodies: dict[str, Kind] = {}
    acronyms: dict[str, Kind] = {}
    for kind, name in _lines(table("bodies")):
        if _is_acronym(name):
            acronyms[name] = kind
        else:
            bodies[_key(name)] = kind
    given = table("given_names")
    return Actors(
        roles=facts,
        bodies=bodies,
        acronyms=acronyms,
        heads=heads,
        places=dict(_places(table("places"))),
        people={},
        given={name: sex for sex in ("m", "f") for name in given[sex].split()},
        gender={word: sex for sex in ("m", "f") for word in roles["gender"][sex]},
        titles=frozenset(roles["titles"]["words"]),
        past=frozenset(roles["past"]["words"]),
    )


def _places(data: Mapping[str, Any]) -> Iterator[tuple[str, PlaceSort]]:
    for name in data["parts"]["cities"]:
        yield name, PlaceSort.CITY
    for name in data["parts"]["states"]:
        yield name, PlaceSort.PART
    for name, (capital, *demonyms) in data["countries"].items():
        yield from ((d, PlaceSort.DEMONYM) for d in demonyms if d)
        yield from ((c, PlaceSort.CAPITAL) for c in (capital,) if c)
        yield name, PlaceSort.COUNTRY
    for name in data["also"]["demonyms"]:
        yield name, PlaceSort.DEMONYM
    for name in data["also"]["capitals"]:
        yield name, PlaceSort.CAPITAL
    for name in data["also"]["countries"]:
        yield name, PlaceSort.COUNTRY


@cache
def _kind(key: str) -> Kind:
    return Kind.of(key)


def _lines(data: Mapping[str, str]) -> Iterator[tuple[Kind, str]]:
    for key, text in data.items():
        kind = _kind(key)
        yield from ((kind, line) for line in text.split("\n") if line)


def _listed(data: Mapping[str, Iterable[str]]) -> Iterator[tuple[Kind, str]]:
    for key, names in data.items():
        kind = _kind(key)
        yield from ((kind, name) for name in names)


def _own_facts(path: Path, name: str, section: object) -> Iterator[tuple[str, Kind]]:
    subject = f"{path}: {name}"
    if name not in ("bodies", "roles", "people") or not isinstance(section, dict):
        raise BadConfiguration(subject, "is no table of actors", "Use the tables bodies, roles and people.")
    for key, names in section.items():
        try:
            kind = Kind.of(key)
        except ValueError as error:
            remedy = 'Use a type such as ngo, or one with a branch such as "government/police".'
            raise BadConfiguration(f"{subject}.{key}", f"is no type of actor ({error})", remedy) from error
        if not isinstance(names, list) or not all(isinstance(n, str) and n.strip() for n in names):
            raise BadConfiguration(
                f"{subject}.{key}", "is not a list of names", 'Write ["One name", "Another"].'
            )
        yield from ((n.strip(), kind) for n in names)


def _is_acronym(name: str) -> bool:
    return " " not in name and len(name) > 1 and name.upper() == name


def _key(name: str) -> str:
    if "'" not in name and "’" not in name:
        return name.lower()
    return " ".join(words_of(name)).lower()
