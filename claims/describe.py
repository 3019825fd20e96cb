"""Types a description ("a spokeswoman for the harbour authority") by its words alone."""

from __future__ import annotations

from functools import lru_cache

from claims.actors import EXECUTIVE, INDIVIDUAL, UNKNOWN, Actors, Kind, Role, RoleSort
from claims.body_types import (
    CUTS,
    ORGANISATION_CUTS,
    POSSESSIVES,
    for_cause,
    generic_head,
    localised,
    place_of,
    type_body,
    with_article,
    without_opening,
)
from claims.description_types import Description
from claims.lexicon import table
from claims.lexicon import words as words_in
from claims.types import Branch, SpeakerType
from claims.wording import matched, singular, words_of, written

# What was done to a document ends the name of its maker: "a statement of the army released on Monday".
_DONE = words_in("phrases", "issued")
# Who does this to a document has not made it: "data reviewed by the Harbour Star".
_PERUSED = words_in("phrases", "perused")
# Whose unnamed sources are by the adjective before them: "judicial sources".
_SOURCES: dict[str, list[str]] = table("roles")["sources"]


@lru_cache(maxsize=8192)
def describe(phrase: str, actors: Actors) -> Description | None:
    """What `phrase`, a noun phrase, says of the actor it describes; None where no noun in it is known."""
    words = _present(words_of(phrase), actors)
    joint = _joint(words)
    if joint and not _inside_name(words, joint):
        lower = [w.lower() for w in words]
        cut = next((i for i in range(joint, len(words)) if lower[i] in ("of", "for", "at")), len(words))
        size = actors.longest_suffix(words[:cut], actors.roles)
        if cut - size < joint < cut:
            return _one(words, actors)  # "president and chief executive" is one office
        left = _one(words[:joint] + words[cut:], actors)
        if left is not None and left.sure and left.sort is not RoleSort.ANONYMOUS:
            return left
        return _one(words, actors) or left or _one(words[joint + 1 :], actors)
    return _one(words, actors)


def is_thing(phrase: str) -> bool:
    """True where `phrase` names an event or a plan ("the talks in Oru"), through which nobody speaks."""
    core = words_of(phrase)
    cut = next((i for i, w in enumerate(core) if i and w.lower() in CUTS), len(core))
    return bool(core) and singular(core[cut - 1].lower()) in words_in("statements", "things")


def _present(words: tuple[str, ...], actors: Actors) -> tuple[str, ...]:
    """`words` without the past office after "and": "climate head and former minister"."""
    lower = [w.lower() for w in words]
    past = next((i for i, w in enumerate(lower) if i > 1 and w in actors.past and lower[i - 1] == "and"), 0)
    return words[: past - 1] if past and not actors.past.intersection(lower[: past - 1]) else words


def _joint(words: tuple[str, ...]) -> int:
    lower = [w.lower() for w in words]
    return lower.index("and") if "and" in lower[1:-1] else 0


def _inside_name(words: tuple[str, ...], joint: int) -> bool:
    """True where "and" is part of a body's name: "head of the Trust for Air and Water"."""
    around = words[joint - 1][0].isupper() and words[joint + 1][0].isupper()
    return around and any(w.lower() in ("of", "for") for w in words[:joint])


def _one(words: tuple[str, ...], actors: Actors) -> Description | None:
    whole = without_opening(words)
    if not whole:
        return None
    opened = len(words) - len(whole)
    if opened and matched(words[opened - 1 : opened + 1], actors.roles):
        whole = words[opened - 1 :]  # "senior counsel"
    owned = words[0].lower() in POSSESSIVES
    lower = tuple(w.lower() for w in whole)
    cut = next((i for i, w in enumerate(lower) if i and w in CUTS), len(whole))
    start, end = _role_at(whole, cut, actors)
    if start < 0 or for_cause(whole, cut, actors):
        return _as_body(whole, actors)
    head = matched(whole[start:end], actors.roles)
    before, after = whole[:start], whole[max(cut, end) :]
    if head == "representatives" and (before or after):
        head = "representative"  # those of somebody, and no legislators
    role = actors.roles[head or ""]
    if role.sort is not RoleSort.BOUND and _ends_name(whole[:end], actors):
        return _as_body(whole, actors)
    return _typed(role, head or "", before, whole[start:end], after, actors, owned=owned)


def _is_body(name: tuple[str, ...], kind: Kind, actors: Actors) -> bool:
    """True where all but the last word of a role name a body of its kind: "River police commissioner"."""
    if len(name) < 2 or not name[-2][0].isupper() or not name[-1][0].islower():
        return False
    if actors.past.intersection(word.lower() for word in name):
        return False
    found = type_body(name, actors)
    return found is not None and found[0] == kind


def _ends_name(words: tuple[str, ...], actors: Actors) -> bool:
    """True where the words are the name of a known body that only ends like a role ("Brookland Times")."""
    return len(words) > 1 and all(w[0].isupper() for w in words) and actors.body(" ".join(words)) is not None


def _role_at(words: tuple[str, ...], cut: int, actors: Actors) -> tuple[int, int]:
    """Where the role phrase stands: across the cut ("secretary of state"), else at the end before it."""
    for size in (5, 4, 3):
        for start in range(max(0, cut - size + 1), cut):
            end = start + size
            if cut < end <= len(words) and matched(words[start:end], actors.roles):
                return start, end
    core = words[:cut]
    size = actors.longest_suffix(core, actors.roles)
    if not size:
        return -1, -1
    if size > 1 and actors.body(" ".join(core[:-1])) and matched(core[-1:], actors.roles):
        size = 1  # the chairman of a known committee is no "committee chairman"
    rival = actors.longest_suffix(core, actors.heads)
    named = size == 1 and len(core) > 1 and all(w[0].isupper() for w in core if w != "'s")
    sort = actors.roles[matched(core[-size:], actors.roles) or ""].sort
    if rival > size or (rival == size and named and sort in (RoleSort.BOUND, RoleSort.ANONYMOUS)):
        return -1, -1
    return cut - size, cut


def _typed(
    role: Role,
    head: str,
    before: tuple[str, ...],
    core: tuple[str, ...],
    after: tuple[str, ...],
    actors: Actors,
    *,
    owned: bool,
) -> Description:
    words = (*before, *core)
    gender = actors.gender.get(head) or actors.gender.get(head.split(" ")[-1])
    said = written(core)
    owner = _owner(before)
    found = _holder(before, owner, after, actors, places=role.sort is RoleSort.BOUND)
    text = _role_text(before, owner, core)
    org = found[2] if found else " ".join(owner) or _named_holder(before, after)
    if before and not owner and _is_body((*before, *core[:-1]), role.kind, actors):
        org = " ".join((*before, *core[:-1]))  # the commissioner of the River police, not of "River"

    body = role.sort is RoleSort.DOCUMENT or head in actors.heads or generic_head(head.split(" ")[-1])
    noun = core[core.index("of") - 1].lower() if "of" in core[1:] else core[-1].lower()
    plural = singular(noun) != noun  # "director of communications" is one

    def result(kind: Kind, reason: str, *, sure: bool = True) -> Description:
        return Description(kind, role.sort, head, text, org, gender, reason, sure, body, plural, owned)

    if any(w.lower() in actors.past for w in before) and not _past_belongs_elsewhere(before, owner, actors):
        return result(INDIVIDUAL, f"'{' '.join(words)}' no longer speaks for an office")
    if role.sort is RoleSort.BOUND and "shadow" not in (w.lower() for w in before):
        if found and found[0] != UNKNOWN:
            return result(found[0], found[1])
        if _names_unknown(after):
            return result(UNKNOWN, f"nothing tells what '{' '.join(after[1:])}' is", sure=False)
        if owner and owner[-1][0].isupper() and place_of(" ".join(owner), actors) is None:
            return result(UNKNOWN, f"nothing tells what '{' '.join(owner)}' is", sure=False)
        kind = localised(role.kind, (*words, *after), actors)
        return result(kind, f"'{said}' names no body that is known", sure=kind.type is SpeakerType.GOVERNMENT)
    if role.sort is RoleSort.CLOSE:
        close = (
            owned
            or owner
            or "family" in (w.lower() for w in before)
            or (after and after[0].lower() in ("for", "of", "representing", "to"))
        )
        if close or role.kind == INDIVIDUAL:
            return result(INDIVIDUAL, f"'{said}' speaks for a person")
        return result(role.kind, f"'{said}' speaks as an expert")
    if role.sort in (RoleSort.DOCUMENT, RoleSort.ANONYMOUS):
        told = before[-1].lower() if before and head in ("source", "sources", "insider") else ""
        if whose := next((Kind.of(k) for k, adjectives in _SOURCES.items() if told in adjectives), None):
            return result(whose, f"'{written(words)}' are {with_article(whose)} body's")
        if found and found[0] != UNKNOWN:
            return result(found[0], found[1])
        return result(role.kind, f"'{said}' is all the text says of the source", sure=role.kind != UNKNOWN)
    if "shadow" in (w.lower() for w in before):
        return result(Kind(SpeakerType.PARTY), f"'{' '.join(words)}' sits in opposition")
    kind = role.kind
    over = found[0] if found else None
    if over and outranks(over, kind, head):
        return result(over, found[1] if found else "")
    return result(
        localised(kind, (*words, *after), actors), f"'{written(words)}' is {with_article(kind)} role"
    )


def _named_holder(before: tuple[str, ...], after: tuple[str, ...]) -> str | None:
    """The words for a body of which nothing is known: "Tern Holm" of "Tern Holm spokeswoman"."""
    if _names_unknown(after):
        named = after[1:]
        end = next(
            (i for i, w in enumerate(named) if w[0].islower() and w.lower() not in CUTS | {"the", "and"}), 99
        )
        return " ".join(named[:end])
    named = without_opening(before) if before else ()
    return " ".join(named) if named and all(w[0].isupper() for w in named) else None


def _names_unknown(after: tuple[str, ...]) -> bool:
    """True where the role is held in something with a name: "president of Tern Holm"."""
    return (
        len(after) > 1 and after[0].lower() in ("of", "at", "for") and any(w[0].isupper() for w in after[1:3])
    )


def outranks(body: Kind, own: Kind, head: str) -> bool:
    """True where the body a role is held in says more of the type than the role does."""
    told = body.type in (SpeakerType.NGO, SpeakerType.IGO, SpeakerType.GOVERNMENT, SpeakerType.PARTY)
    if own.type is SpeakerType.EXPERT and body.branch is Branch.MILITARY:
        return False  # "a military expert"
    if own.type is SpeakerType.EXPERT:
        return told or body.type is SpeakerType.ARMED_GROUP
    if own.type in (SpeakerType.COMPANY, SpeakerType.NGO):
        return told and body.type is not own.type
    if head == "politician":
        return body.type is SpeakerType.PARTY
    if own.branch in (Branch.MILITARY, Branch.DIPLOMATIC, Branch.JUDICIARY):
        return body.type in (SpeakerType.IGO, SpeakerType.ARMED_GROUP)
    return own.branch is Branch.LOCAL and head in ("governor", "deputy governor") and body == EXECUTIVE


def _holder(
    before: tuple[str, ...], owner: tuple[str, ...], after: tuple[str, ...], actors: Actors, *, places: bool
) -> tuple[Kind, str, str] | None:
    """Kind, reason and words of the body that a role is held in: named before the role or after it."""
    rest = before[len(owner) + 1 :] if owner else before
    cuts = [i for i, w in enumerate(after) if w.lower() in ORGANISATION_CUTS]
    tails = [after[i + 1 :] for i in cuts if not (i and after[i - 1].lower() in _PERUSED)]
    # "WWF's energy head" and "the governor's energy adviser" speak for no energy company.
    office = _one(without_opening(owner), actors) if owner else None
    official = office is not None and office.kind.type is SpeakerType.GOVERNMENT and office.sure
    known = official or (owner and actors.body(" ".join(owner)))
    held = (owner, rest, *tails) if known else (rest, *tails, owner)
    for words in sorted(held, key=lambda h: place_of(" ".join(h), actors) is not None):  # places say least
        words = words[: next((i for i, w in enumerate(words) if i and w.lower() in _DONE), len(words))]
        words = without_opening(words)
        if not words or (words in tails[1:] and place_of(" ".join(words), actors)):
            continue
        if not places and place_of(" ".join(words), actors):
            continue
        found = type_body(words, actors)
        if found is None and words is not rest:
            inner = _one(words, actors) or _before_name(words, actors)
            camp = inner is not None and inner.head == "camp"  # a candidate's, or one for refugees
            if inner and inner.kind != UNKNOWN and inner.sure and not camp:
                found = (inner.kind, inner.reason)
        if found:
            return found[0], found[1], written(words)
    return None


def _before_name(words: tuple[str, ...], actors: Actors) -> Description | None:
    """The role that stands before a person's name: "Mayor" of "Mayor Jane Roe"."""
    for end in range(len(words) - 1, 0, -1):
        if actors.longest_suffix(words[:end], actors.roles) and words[end][0].isupper():
            return _one(words[:end], actors)
    return None


def _owner(before: tuple[str, ...]) -> tuple[str, ...]:
    marks = [i for i, w in enumerate(before) if w == "'s"]
    return before[: marks[-1]] if marks else ()


def _role_text(before: tuple[str, ...], owner: tuple[str, ...], core: tuple[str, ...]) -> str:
    rest = before[len(owner) + 1 :] if owner else before
    return written((*rest, *core))


def _past_belongs_elsewhere(before: tuple[str, ...], owner: tuple[str, ...], actors: Actors) -> bool:
    return bool(owner) and not any(w.lower() in actors.past for w in before[len(owner) :])


def _as_body(words: tuple[str, ...], actors: Actors) -> Description | None:
    found = type_body(words, actors)
    if found is None:
        return None
    lower = [w.lower() for w in words]
    cut = next((i for i, w in enumerate(lower) if i and w in ORGANISATION_CUTS), len(words))
    head = singular(lower[cut - 1])
    return Description(found[0], None, head, None, written(words), None, found[1], body=True)
