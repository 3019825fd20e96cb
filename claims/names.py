"""Finds proper names in a parse, and what stands around them: titles, roles, appositions, acronyms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.actors import Actors, PlaceSort, RoleSort
from claims.appositions import acronym_after, apposition, apposition_before, fits, noun_after, words_before
from claims.body_types import for_cause, generic_head, organisation, place_of
from claims.capitals import DATES, is_capital, owned_by_members, title_case
from claims.describe import describe
from claims.description_types import Description
from claims.document import Span
from claims.language import ParsedBlock
from claims.lexicon import table, words
from claims.name_cuts import BETWEEN, is_role, office_cut, role_cut
from claims.types import SpeakerType
from claims.wording import matched

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PARTICLES = words("phrases", "particles")
_JOINS = words("phrases", "joins")
_CALLINGS = words("phrases", "callings")
_NEARNESS = words("phrases", "nearness")
_EITHER = words("phrases", "either")
_HELD_FOR = words("phrases", "held_for")
_CALENDAR = words("phrases", "calendar")
# A membership that leaves an office its type: one of `phrases.memberships`.
_MEMBER = "delegate"
_SHORT: dict[str, str] = table("roles")["short"]
_STOPPED = frozenset(_SHORT) | (words("abbreviations", "before_name") & {*table("roles")["titles"]["words"]})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at one place.

    Attributes:
        text: the name, without titles and roles.
        span: where it stands in the document.
        extent: the name with the descriptions that belong to it.
        title: a courtesy title before it, lower case, without its stop, or "".
        descriptions: what the words around it say of it.
        acronym: an acronym in brackets after it, or "".
        person: True where a title, a role or a relative pronoun shows a person; False where the name or the
            words before it show a body; None where nothing shows.
        label: the entity label that the parser gave its last word, or "".
        start: index of its first token; end: index after its last.
    """

    text: str
    span: Span
    extent: Span
    title: str
    descriptions: tuple[Description, ...]
    acronym: str
    person: bool | None
    label: str
    start: int
    end: int


def find_names(parsed: ParsedBlock, actors: Actors, known: frozenset[str] = frozenset()) -> Iterator[Name]:
    """The proper names of a block, in order.

    Args:
        parsed: the block.
        actors: who is who.
        known: words that count as names also where every word has a capital, at the start of a sentence.
    """
    doc = parsed.doc
    titles = title_case(doc)
    after = 0
    for index in [i for i, start in enumerate(parsed.starts) if parsed.text[start].isupper()]:
        if index >= after and index not in titles and is_capital(doc, index, known):
            after = _run_end(doc, index, actors)
            yield from _named(parsed, index, after, actors)


def _run_end(doc: Doc, start: int, actors: Actors) -> int:
    """The index after the last token of the name that starts at `start`."""
    end = start + 1
    joined = False
    while end < len(doc):
        token = doc[end]
        following = doc[end + 1] if end + 1 < len(doc) else None
        if token.is_sent_start:
            break
        if is_capital(doc, end) and not token.is_sent_start:
            end += 1
        elif (
            token.text == "-"
            and not doc[end - 1].whitespace_
            and not token.whitespace_
            and following is not None
        ):
            if not following.text[0].isupper():
                break
            end += 2
        elif (token.lower_ in _PARTICLES and following is not None and following.text[0].isupper()) or (
            (token.tag_ == "POS" or token.text in "'’")
            and owned_by_members(doc, start, end, actors, joined=joined)
        ):
            end += 2
        elif token.lower_ in _JOINS and _joins(doc, start, end, joined, actors):
            joined = True
            end += 1
            while (
                end < len(doc) and doc[end].lower_ in ("the", "of", "to") and not doc[end].text[0].isupper()
            ):
                end += 1
            end += 1
        else:
            break
    return min(end, len(doc))


def _joins(doc: Doc, start: int, at: int, joined: bool, actors: Actors) -> bool:
    """True where a small word goes on the name of a body ("Ministry of Health")."""
    word = doc[at].lower_
    after = at + 1
    while after < len(doc) and doc[after].lower_ in ("the", "of", "to"):
        after += 1
    if after >= len(doc) or not doc[after].text[0].isupper() or doc[after].ent_type_ in DATES:
        return False
    words = tuple(t.text for t in doc[start:at])
    if word == "of" and any(
        matched((words[-1], *(t.text for t in doc[at : after + n])), actors.roles) for n in (1, 2)
    ):
        return True  # "Secretary of State", "Speaker of the House"
    if word == "and" and after == at + 1 and _inside_body(doc, start, at, actors):
        return True
    if word in ("and", "&"):
        return (joined and doc[after].ent_type_ != "PERSON") or word == "&"
    if word == "in":
        return joined and any(t.text == "(" for t in doc[after : after + 3])
    if for_cause((*words, word, doc[after].text), len(words), actors):
        return True  # "Dock Workers of Ruritania"
    last = words[-1].lower()
    if word in ("for", "of") and last in _HELD_FOR:
        return True  # "Minister for Homes"
    if not (generic_head(last) or matched((last,), actors.heads)):
        return joined and word in ("of", "with", "for")
    if last == "campaign" and len(words) - (words[0] == "The") == 1 and word in ("for", "against"):
        return True  # "Campaign for Clean Rivers", and not "the Roe campaign for Brookland"
    return last not in ("police", "party", "military", "army", "news", "campaign") or word == "of"


def _stands_alone(doc: Doc, start: int, end: int) -> bool:
    """True for the surname in "Cuban said": the word for one of a people stands with an article."""
    before = doc[start - 1] if start else None
    described = before is not None and (before.pos_ in ("DET", "ADJ", "NUM") or before.tag_ == "PRP$")
    followed = end < len(doc) and doc[end].pos_ not in ("VERB", "AUX", "ADV", "PUNCT", "PART", "ADP")
    return doc[end - 1].tag_ != "NNPS" and not described and not followed


def _without_courtesy(before: str, actors: Actors) -> str:
    """The words before a name without the "Dr." that stands between an office and it."""
    office, _, last = before.rpartition(" ")
    between = last.lower().rstrip(".") in BETWEEN and describe(office, actors) is not None
    return office if between else before


def _owns(before: str) -> bool:
    """True for "the head of Ruritania's" before a name: that says whose the body is, not what it is."""
    return before.endswith(("'s", "’s")) and " of " in before


def _member(acronym: str, actors: Actors) -> Description | None:
    """What a party in brackets says of a person: "Jane Roe (SNP)"."""
    kind = actors.body(acronym)
    if kind is None or kind.type is not SpeakerType.PARTY:
        return None
    found = describe(f"member of {acronym}", actors)
    return replace(found, role=None, head=_MEMBER) if found else None


def _inside_body(doc: Doc, start: int, at: int, actors: Actors) -> bool:
    """True where "and" is part of the name of one body: "the Price and Statistics Bureau"."""
    parser = doc[start].ent_type_ == doc[at].ent_type_ == "ORG" and doc[at].ent_iob_ == "I"
    article = start > 0 and doc[start - 1].lower_ == "the" and at == start + 1
    first = doc[start:at].text
    if not (parser or article) or place_of(first, actors) is not None or actors.body(first):
        return False
    end = at + 1
    while end < len(doc) and doc[end].text[0].isupper():
        end += 1
    return organisation(doc[at + 1 : end].text, actors) is not None


def _named(parsed: ParsedBlock, start: int, end: int, actors: Actors) -> Iterator[Name]:
    doc = parsed.doc
    while end - start > 1 and doc[end - 1].lower_ in ("'s", "’s", "-", "and", "of", "the"):
        end -= 1
    words = tuple(t.text for t in doc[start:end])
    if end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        return  # "Ruse-based", "U.S.-led" say where, not who
    if is_role(words, actors) or all(word.lower() in _CALENDAR for word in words):
        return
    if len(words) == 1 and words[0].lower() in _STOPPED and end < len(doc) and doc[end].text == ".":
        return  # "Col. NAME", whose stop the parser cuts off
    for_a_cause = len(words) > 2 and for_cause(words, 1, actors) is not None
    cut, title = (0, "") if for_a_cause else role_cut(words, actors)
    opens = start
    if not title and start > 1 and doc[start - 1].text == "." and doc[start - 2].lower_ in _STOPPED:
        title, opens = doc[start - 2].lower_, start - 2
    if (
        not cut
        and start
        and doc[start - 1].lower_ == "to"
        and len(words) > 2
        and matched(words[:1], actors.places)
    ):
        cut = 1
    if not cut and len(words) > 1 and start and doc[start - 1].lemma_ == "tell" and actors.body(words[0]):
        cut = 1  # "told Reuters Roe had left"
    if not cut:
        cut = office_cut(doc, start, end, actors)
    if not cut and len(words) > 2 and words[0].lower() in _HELD_FOR and words[1] in ("for", "of"):
        return  # "the Minister for Homes"
    opening = doc[start].is_sent_start and len(words) > 1 and not for_a_cause
    if not cut and opening and not actors.body(" ".join(words)):
        cut = int(words[0].lower() in _CALLINGS or words[0].lower() in _NEARNESS)
    if not cut and words[0] == "The" and len(words) > 1 and not actors.body(" ".join(words)):
        cut = 1
    if cut >= len(words):
        return  # a title or a role alone: "the Mayor", "Prime Minister"
    first = start + cut
    name = doc[first:end].text
    before, before_from = words_before(doc, first)
    before = _without_courtesy(before, actors)
    acronym, after_at = acronym_after(doc, end, name)
    descriptions: list[Description] = []
    other = acronym and (title or words[cut].lower() in actors.given or words[cut][0] != acronym[0])
    if other and (party := _member(acronym, actors)):
        descriptions, acronym = [party], ""
    extent_start, extent_end = first, end
    found = describe(before, actors) if before and not _owns(before) else None
    _, of, office = before.rpartition("office of ")
    if of and (held := describe(office, actors)) and not held.body:
        found, before = held, office  # "the office of Vice President Jane Roe"
    person: bool | None = True if title else None
    if title in _SHORT and (found is None or before.rstrip(".").lower() == title):
        descriptions += [d for d in (describe(_SHORT[title], actors),) if d]
    elif found and (found.sort not in (RoleSort.ANONYMOUS, RoleSort.DOCUMENT)) and fits(found, before):
        descriptions.append(found)
        extent_start = before_from
        shown = None if found.head in _EITHER else not found.body
        person = shown if person is None else person
    sort_of_place = place_of(name, actors)
    place = sort_of_place is not None
    appended = None if place else noun_after(doc, end, actors)
    if appended:
        descriptions.append(appended)
        extent_end = end + 1
        person = False if person is None or (found and found.plural is False and found.body) else person
    apposed = None if place else apposition(doc, after_at, actors)
    if apposed and actors.body(name) and not apposed[0].body and apposed[0].head not in _EITHER:
        apposed = None  # "Writing on Facebook, her son, NAME, said"
    if place:
        person = True if sort_of_place is PlaceSort.DEMONYM and _stands_alone(doc, first, end) else None
        descriptions, extent_start = [], first
    if apposed:
        descriptions.append(apposed[0])
        extent_end = apposed[1]
        if person is None and apposed[0].head not in _EITHER:
            person = not apposed[0].body
    led = None if place else apposition_before(doc, min(extent_start, opens), end, actors)
    if led:
        descriptions.append(led[0])
        extent_start = led[1]
        person = not led[0].body if person is None and led[0].head not in _EITHER else person
    if person is None and after_at + 1 < len(doc) and doc[after_at].text == ",":
        following = doc[after_at + 1]
        person = True if following.lower_ == "who" or following.text.isdigit() else None
    yield Name(
        text=name,
        span=parsed.span(list(doc[first:end])),
        extent=parsed.span(list(doc[min(extent_start, start) if cut else extent_start : extent_end])),
        title=title,
        descriptions=tuple(descriptions),
        acronym=acronym,
        person=person,
        label=doc[end - 1].ent_type_,
        start=first,
        end=end,
    )
