"""The persons, bodies and places of a document, each typed by what the document and the lexicon say of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from claims.actors import EXECUTIVE, INDIVIDUAL, LOCAL, UNKNOWN, Actors, Kind, PlaceSort, RoleSort
from claims.body_types import organisation, place_of
from claims.clusters import Cluster, name_key, surname_parts
from claims.describe import describe
from claims.description_types import Description
from claims.genders import majority
from claims.lexicon import words
from claims.types import Branch, SpeakerType
from claims.wording import words_of

_CANDIDATE = Kind(SpeakerType.PARTY)
_WHILE_RUNNING = (Branch.LEGISLATURE, Branch.LOCAL)
_RUNNING = re.compile(
    r"\b([A-Z][\w-]+)(?:['’]s?)? (?:(?:presidential|election|re-election|Senate) )?"
    r"(?:campaign|supporters?|voters|rally|candidacy|running mate|nomination|delegates|super PAC)\b"
    r"|\b(?:vote for|voting for|voted for|nominate|nominating|elect|run against|running against)"
    r" (?:(?:Mr|Mrs|Ms|Sen|Gov)\.? )?(?:[A-Z][\w-]+ )?([A-Z][\w-]+)"
)
_TRADING = re.compile(
    r"\b([A-Z][\w&-]+)(?:['’]s?)? (?:shares|stock|profits?|revenues?|sales|shareholders|earnings|customers"
    r"|products|stores|factory|CEO|[Cc]hief [Ee]xecutive|CFO|chief financial officer|chairman|stake|bonds)\b"
    r"|\b(?:shares (?:of|in)|stake in|acquire|bought by|owned by) ([A-Z][\w&-]+)"
    r"|\b([A-Z][\w&-]+) (?:\([A-Z]+\.[A-Z]+\)|[A-Z]{2,5}\.[A-Z]{1,2}\b)"
)
_ELECTION = re.compile(
    r"\b(?:elections?|primary|primaries|caucus(?:es)?|nomine\w+|candidates?|voters?|polls?|delegates?|debates?"
    r"|campaign(?:s|ing|ed)?|super PACs?|front-?runners?)\b"
)
# How often a story names a person, and speaks of an election, for the person to count as a candidate.
_OFTEN = 5
_GOVERNING = re.compile(r"\b([A-Z][\w-]+)(?:['’]s?)? (?:administration|presidency|White House)\b")
_MEMBERSHIPS = words("phrases", "memberships")
_EITHER = words("phrases", "either")
_QUARTERS = words("phrases", "quarters")
_DISTRICTS = words("phrases", "districts")


class Sort(StrEnum):
    """What a name is a name of."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the document names.

    Attributes:
        name: the fullest name the document gives.
        sort: person, body or place.
        names: all names it goes by here.
        descriptions: what the document says of it, in order.
        gender: "m", "f" or None where nothing tells.
        kind: its type; unknown where nothing tells.
        role: a person's role as the document words it.
        organisation: the body a person speaks for, where the document says.
        reason: what decided the type, in words.
    """

    name: str
    sort: Sort
    names: tuple[str, ...]
    descriptions: tuple[Description, ...]
    gender: str | None
    kind: Kind
    role: str | None
    organisation: str | None
    reason: str


def entity_of(cluster: Cluster, text: str, actors: Actors) -> Entity:
    """The entity of a cluster of names, in a document with this text."""
    name = _fullest(cluster)
    sort = _sort(cluster, actors)
    kind, role, org, reason = _typed(cluster, sort, text, actors)
    names = tuple(sorted({*cluster.names, *cluster.acronyms}, key=lambda n: (-len(n), n)))
    return Entity(
        name=name,
        sort=sort,
        names=names,
        descriptions=tuple(cluster.descriptions),
        gender=_gender(cluster, name, actors) if sort is Sort.PERSON else None,
        kind=kind,
        role=role,
        organisation=org,
        reason=reason,
    )


def _fullest(cluster: Cluster) -> str:
    best = max(cluster.names, key=lambda n: (len(words_of(n)), cluster.names[n], len(n), n))
    acronym = min(cluster.acronyms, default="")
    return f"{best} ({acronym})" if acronym and acronym != best else best


def _sort(cluster: Cluster, actors: Actors) -> Sort:
    bare = max(cluster.names, key=len)
    place = place_of(bare, actors)
    if place is PlaceSort.DEMONYM or (place is not None and not cluster.titles):
        return Sort.PLACE
    known = actors.body(bare) or any(actors.body(a) for a in cluster.acronyms)
    written = words_of(bare)
    shaped = len(written) > 1 and organisation(bare, actors) is not None
    if shaped and cluster.votes["person"] and written[0].lower() in actors.given:
        shaped = False  # "Mayor Don Guardian"
    votes = Counter(cluster.votes)
    total = max(1, sum(cluster.labels.values()))
    for label, count in cluster.labels.items():
        votes[label] += 2 * count // total  # the parser's labels are a weak hint, however often repeated
    votes["body"] += 6 * bool(known) + 3 * bool(shaped) + 3 * bool(cluster.acronyms)
    first = words_of(bare)[0].lower() if words_of(bare) else ""
    votes["person"] += 4 * bool(first in actors.given and len(words_of(bare)) > 1 and not shaped) + 3 * bool(
        cluster.titles
    )
    if len(written) > 1 and actors.places.get(written[-1].lower()) is PlaceSort.COUNTRY:
        votes["body"] += 3 * (written[0].lower() not in _QUARTERS)  # "Tidewatch Ireland", not "rural Ireland"
    if bare.isupper() and len(bare) > 1:
        votes["body"] += 1
    best = max(("person", "body", "place"), key=lambda s: votes[s])
    return Sort(best) if votes[best] else Sort.BODY


def _typed(
    cluster: Cluster, sort: Sort, text: str, actors: Actors
) -> tuple[Kind, str | None, str | None, str]:
    bare = max(cluster.names, key=len)
    if sort is Sort.PLACE:
        place = place_of(bare, actors)
        kind = LOCAL if place in (PlaceSort.PART, PlaceSort.CITY) else EXECUTIVE if place else UNKNOWN
        if kind == UNKNOWN and words_of(bare)[-1].lower() in _DISTRICTS:
            kind = LOCAL
        if kind == UNKNOWN:
            return kind, None, None, f"nothing in the text says what place '{bare}' is"
        return kind, None, None, f"'{bare}' stands for its {'authorities' if kind == LOCAL else 'government'}"
    if sort is Sort.BODY:
        return _typed_body(cluster, bare, text, actors)
    own = next(
        (actors.people[name_key(n)] for n in sorted(cluster.names) if name_key(n) in actors.people), None
    )
    best = best_description([d for d in cluster.descriptions if not d.body or d.role])
    role = best.role if best else None
    org = best.organisation if best else None
    if own:
        return own, role, org, f"'{bare}' is listed in the newsroom's own file"
    surnames = sorted({surname_parts(n)[-1] for n in cluster.names if surname_parts(n)})
    bare_title = best is not None and best.head == "secretary" and best.organisation is None
    running = best is not None and (best.kind.branch in _WHILE_RUNNING or bare_title)
    if running and _candidates(text) & set(surnames):
        return _CANDIDATE, role, org, f"the text treats {bare} as a candidate"
    if best and best.kind != UNKNOWN and not bare_title:
        return best.kind, role, org, best.reason
    if "representative" in " ".join(d.head for d in cluster.descriptions) or "rep" in cluster.titles:
        return (
            Kind(SpeakerType.GOVERNMENT, Branch.LEGISLATURE),
            role or "Representative",
            org,
            "'Representative' is a legislature role",
        )
    if _candidates(text) & set(surnames):
        return _CANDIDATE, role, org, f"the text treats {bare} as a candidate"
    if _presidents(text) & set(surnames):
        return EXECUTIVE, role, org, f"the text speaks of {bare}'s administration"
    untold = best is None or bare_title
    if len(cluster.mentions) >= _OFTEN and len(_ELECTION.findall(text)) >= _OFTEN and untold:
        return _CANDIDATE, role, org, f"an election story that often names {bare}, without an office"
    if best:
        return best.kind, role, org, best.reason
    if len(words_of(bare)) > 1:
        return INDIVIDUAL, None, None, "a person named without an office or a body"
    return UNKNOWN, None, None, "nothing in the text says who this is"


@lru_cache(maxsize=4)
def _companies(text: str) -> frozenset[str]:
    """Last words of names that the text treats as a company's, lower case."""
    return frozenset((m.group(1) or m.group(2) or m.group(3)).lower() for m in _TRADING.finditer(text))


def _typed_body(
    cluster: Cluster, bare: str, text: str, actors: Actors
) -> tuple[Kind, str | None, str | None, str]:
    party = next((d for d in cluster.descriptions if d.body and d.head == "party"), None)
    if party and party.kind.type is SpeakerType.PARTY:
        return party.kind, None, None, f"the text calls it '{party.organisation or party.head}'"
    known = actors.body(bare) or next((k for a in sorted(cluster.acronyms) if (k := actors.body(a))), None)
    if known:
        return (
            known,
            None,
            None,
            f"'{bare}' is known as {'an' if str(known)[0] in 'aeiou' else 'a'} {known} body",
        )
    for description in cluster.descriptions:
        default = "most often" in description.reason
        if description.body and description.kind != UNKNOWN and description.sure and not default:
            said = description.role or description.organisation
            return description.kind, None, None, f"the text calls it '{said}': {description.reason}"
    if any(d.head in _EITHER for d in cluster.descriptions):
        return Kind(SpeakerType.COMPANY), None, None, "the text calls it an owner"
    by_name = organisation(bare, actors)
    if by_name:
        return by_name[0], None, None, by_name[1]
    described = describe(bare, actors)
    if described and described.kind != UNKNOWN and described.body:
        return described.kind, None, None, described.reason
    by_default = next((d for d in cluster.descriptions if d.body and d.kind != UNKNOWN and d.sure), None)
    if by_default:
        said = by_default.role or by_default.organisation
        return by_default.kind, None, None, f"the text calls it '{said}': {by_default.reason}"
    by_work = next((d for d in cluster.descriptions if d.body and not d.sure and d.kind != UNKNOWN), None)
    if by_work:
        return by_work.kind, None, None, f"by what it does it is like a {by_work.head}"
    if {words_of(n)[-1].lower() for n in cluster.names if words_of(n)} & _companies(text):
        return Kind(SpeakerType.COMPANY), None, None, f"the text speaks of {bare}'s shares, sales or managers"
    return UNKNOWN, None, None, f"nothing in the text says what '{bare}' is"


def best_description(found: Iterable[Description]) -> Description | None:
    """The description that says most of a person's part: candidacy, then office, then the rest."""
    ranked = [(_rank(d), -i, d) for i, d in enumerate(found)]
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None


def _rank(found: Description) -> int:
    if found.kind == UNKNOWN:
        return 0
    if found.sort is RoleSort.ANONYMOUS:
        return 0
    if found.kind.type is SpeakerType.PARTY:
        return 2 if found.head in _MEMBERSHIPS else 6
    if found.kind.type is SpeakerType.INDIVIDUAL:
        return 3 if found.reason.endswith("speaks for an office") else 2
    if not found.sure:
        return 1
    return 5 if found.sort in (RoleSort.OWN, RoleSort.BOUND) else 4


@lru_cache(maxsize=4)
def _candidates(text: str) -> frozenset[str]:
    """Surnames that the text treats as running for office, lower case."""
    found = [m.group(1) or m.group(2) for m in _RUNNING.finditer(text)]
    return frozenset(name.lower() for name in found)


@lru_cache(maxsize=4)
def _presidents(text: str) -> frozenset[str]:
    """Surnames that the text calls an administration by, lower case."""
    return frozenset(m.group(1).lower() for m in _GOVERNING.finditer(text))


def _gender(cluster: Cluster, name: str, actors: Actors) -> str | None:
    for title in sorted(cluster.titles):
        if title in actors.gender:
            return actors.gender[title]
    for description in cluster.descriptions:
        if description.gender:
            return description.gender
    first = words_of(name)[0].lower() if words_of(name) else ""
    return actors.given.get(first) or majority(cluster.genders)
