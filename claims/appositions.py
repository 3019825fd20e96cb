"""What the words around a proper name say of it: roles before it, appositions, acronyms in brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.actors import Actors, RoleSort
from claims.body_types import place_of
from claims.describe import describe
from claims.description_types import Description
from claims.lexicon import table, words
from claims.types import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEADS = words("phrases", "leads")
_HEADS = ("chair", "direct", "head", "lead", "run")  # those that say what somebody is now
_TEACHES = words("phrases", "teaches")
_OFFICES = (RoleSort.OWN, RoleSort.BOUND, RoleSort.CLOSE)
_WITHIN = ("of", "for", "at", "in", "from", "to", "with", "on", "by")  # that go on a description
_UNTOLD = (SpeakerType.UNKNOWN, SpeakerType.PARTY)
_APPENDED = words("phrases", "appended")
_HELD_FOR = words("phrases", "held_for")
# What a lawyer is by the side that the words after the name tell.
_SIDES: dict[str, list[str]] = table("roles")["sides"]
_WORK: dict[str, list[str]] = table("organisations")["work"]
_PLEADS: dict[str, str] = table("roles")["pleads"]
_PLACES = ("GPE", "LOC", "FAC")
_DISTRICTS = words("phrases", "districts")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST_APPOSITION = 30
_NO_DESCRIPTION = ("VERB", "AUX", "ADP", "SCONJ", "ADV", "CCONJ", "PRON", "PART")


def fits(found: Description, before: str) -> bool:
    """True where the words before a name end in the noun that was typed, so that they describe the name."""
    if " to " in before and found.head in ("ambassador", "envoy", "special envoy"):
        return True
    if not found.body and any(f"{found.head} {word} " in before.lower() for word in ("for", "of")):
        return True  # "Minister of State for Finance", "Minister of Mines"
    last = before.rstrip(" .").split(" ")[-1].lower()
    return found.head.split(" ")[-1][:4] == last[:4]


def words_before(doc: Doc, first: int) -> tuple[str, int]:
    """The words of the noun phrase before a name, and the index of their first token."""
    start = first
    while start and not doc[start].is_sent_start:
        token = doc[start - 1]
        if token.lower_ in ("named", "called", "nicknamed") and start == first:
            start -= 1
            first -= 1
            continue
        opens = token.is_sent_start and start < first and token.pos_ == "VERB"  # "Aid agency", misread
        if (
            opens
            or token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            or token.text in ("'s", "’s", "’", "'", "-")
            or token.tag_ == "VBG"
        ) or (
            (token.lower_ in ("of", "and", "to") or (token.lower_ == "for" and _office(doc, start - 1)))
            and start < first
            and start > 1
            and doc[start - 2].pos_ in ("NOUN", "PROPN")
        ):
            start -= 1
        elif token.pos_ in ("DET", "PRON") and token.tag_ in ("DT", "PRP$"):
            start -= 1
            break
        else:
            break
    if doc[start].text in ("'s", "’s", "-"):
        start += 1
    return doc[start:first].text.replace(" - ", "-"), start


def _office(doc: Doc, at: int) -> bool:
    """True where the "for" at `at` goes on an office: "Minister of State for Finance"."""
    return at > 0 and (doc[at - 1].lower_ in _HELD_FOR or doc[at - 1].text == "State")


def acronym_after(doc: Doc, end: int, name: str) -> tuple[str, int]:
    """An acronym in brackets right after a name, and the index after the bracket."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        inner = doc[end + 1].text
        if inner.isupper() and len(inner) > 1 and len(name.split()) > 1:
            return inner, end + 3
    return "", end


def apposition(doc: Doc, at: int, actors: Actors) -> tuple[Description, int] | None:
    """What an apposition or a relative clause after a name says of it, and the index after it."""
    if at + 1 >= len(doc):
        return None
    if doc[at].lower_ in ("is", "was") and doc[at + 1].lower_ in ("a", "an", "the"):
        end = _phrase_end(doc, at + 1)
        found = describe(doc[at + 1 : end].text, actors)
        told = found is not None and (found.body or found.sort in (RoleSort.OWN, RoleSort.BOUND))
        return (found, at) if found and told and doc[at].lower_ == "is" else None
    if doc[at].lower_ in ("of", "with", "at", "from") and doc[at + 1].pos_ in ("PROPN", "DET"):
        return _affiliation(doc, at + 1, actors)
    if doc[at].tag_ == "VBZ":
        return _leading(doc, at, actors)
    if doc[at].text != ",":
        return None
    start = at + 1
    if by_part := _side(doc, start, actors) or _work(doc, start, actors):
        return by_part
    if doc[start].lower_ in ("of", "with", "at", "from") and start + 1 < len(doc):
        return _affiliation(doc, start + 1, actors)
    if doc[start].text.isdigit() and start + 2 < len(doc) and doc[start + 1].text == ",":
        start += 2
    if doc[start].lower_ == "who" and start + 2 < len(doc):
        verb = doc[start + 1]
        if verb.lemma_ in _LEADS:
            end = _phrase_end(doc, start + 2)
            return _who_leads(doc, start + 1, end, actors)
        if verb.lemma_ in _TEACHES:
            found = describe("academic", actors)
            return (replace(found, role=None), _phrase_end(doc, start + 2)) if found else None
        if verb.lower_ == "is":
            start += 2
        else:
            return None
    end = _phrase_end(doc, start)
    if (
        end <= start
        or (doc[start].pos_ in _NO_DESCRIPTION and doc[start].tag_ != "PRP$")
        or doc[start].lower_ == "no"
    ):
        return None
    found = describe(doc[start:end].text, actors)
    if found is None or found.sort in (RoleSort.DOCUMENT, RoleSort.ANONYMOUS) or _is_place(found):
        return None
    if found.plural and not found.body:
        return None
    if end < len(doc) and doc[end].tag_ in _FINITE:
        subject = any(t.dep_ == "nsubj" and t.head.i == end for t in doc[start:end])
        if subject or found.body or doc[at - 1].ent_type_ in _PLACES:
            return None  # the subject of the next clause, not an apposition: "against NAME, the chief said"
    return found, end


def _side(doc: Doc, start: int, actors: Actors) -> tuple[Description, int] | None:
    """For whom a lawyer appears: "NAME, prosecuting," and "NAME, for the defence,"."""
    pleads = _PLEADS.get(doc[start].lower_)
    if pleads:
        found = describe(pleads, actors)
        return (found, start + 1) if found else None
    noun = start + 2
    if doc[start].lower_ != "for" or noun >= len(doc) or doc[start + 1].lower_ != "the":
        return None
    role = next((role for role, sides in _SIDES.items() if doc[noun].lower_ in sides), None)
    found = describe(role, actors) if role else None
    return (found, noun + 1) if found else None


def _work(doc: Doc, start: int, actors: Actors) -> tuple[Description, int] | None:
    """What a body is by its work, less surely than by its name: "NAME, which campaigns for tenants,"."""
    at = start + 1 + (start + 1 < len(doc) and doc[start + 1].lemma_ == "have")
    if doc[start].lower_ != "which" or at >= len(doc):
        return None
    noun = next((noun for noun, verbs in _WORK.items() if doc[at].lemma_ in verbs), None)
    found = describe(noun, actors) if noun else None
    return (replace(found, sure=False), start) if found else None


def _who_leads(doc: Doc, verb: int, end: int, actors: Actors) -> tuple[Description, int] | None:
    """Who "owns the chip shop opposite" or "leads the dockers": what nobody knows is no other body's head."""
    office = "owner" if doc[verb].lemma_ == "own" else "head"
    body = doc[verb + 1 : end]
    found = describe(f"{office} of {body.text}", actors) if body else None
    shorter = describe(f"{office} of {body[:-1].text}", actors) if body[1:] else None
    if found and found.organisation is None and shorter and shorter.organisation:
        found = shorter
    if found is None or found.organisation or body[0].tag_ in ("PRP", "PRP$"):
        return (found, end) if found else None
    return replace(found, organisation=body.text), end


def _leading(doc: Doc, at: int, actors: Actors) -> tuple[Description, int] | None:
    """The body of who "heads the Harbour Trust" or "has led" it, the finite verb being `at`."""
    verb = at + (doc[at].lemma_ == "have")
    if doc[verb].lemma_ not in _HEADS or doc[verb].tag_ not in ("VBZ", "VBN"):
        return None
    found = _affiliation(doc, verb + 1, actors)
    return (found[0], at) if found else None


def _affiliation(doc: Doc, start: int, actors: Actors) -> tuple[Description, int] | None:
    """The body in "NAME of the Harbour Trust" or "NAME with the Harbour Star", which `start` begins."""
    end = start
    while end < len(doc) and (
        doc[end].pos_ == "PROPN" or doc[end].tag_ == "POS" or doc[end].lower_ in ("the", "of", "for", "and")
    ):
        end += 1
    phrase = doc[start:end].text
    if place_of(phrase, actors) is not None or doc[end - 1].lower_ in _DISTRICTS:
        return None  # that is where somebody lives: "NAME of Harbour County"
    found = describe(f"member of {phrase}", actors)
    return (
        (replace(found, role=None), end) if found and found.sure and found.kind.type not in _UNTOLD else None
    )


def noun_after(doc: Doc, end: int, actors: Actors) -> Description | None:
    """What a common noun right after a name says of it: "the Harbour Star newspaper"."""
    if end >= len(doc) or doc[end].lower_ not in _APPENDED or doc[end].text[0].isupper():
        return None
    if end + 1 < len(doc) and (doc[end + 1].pos_ in ("NOUN", "PROPN") or doc[end + 1].tag_ == "POS"):
        return None
    return describe(doc[end].text, actors)


def _is_place(found: Description) -> bool:
    return found.sort is None and "stands for" in found.reason


def _phrase_end(doc: Doc, start: int) -> int:
    """The index after the noun phrase with its prepositions that starts at `start`."""
    index = start
    while index < len(doc) and index - start < _LONGEST_APPOSITION:
        token = doc[index]
        if token.is_sent_start and index > start:
            break
        if token.text in (",", ";", ":", ".", "!", "?", "–", "—", "--") or (
            token.is_quote and token.text not in "'’"
        ):
            break
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "WP$") or token.lower_ in (
            "who",
            "which",
            "that",
        ):
            break
        index += 1
    return index


def apposition_before(doc: Doc, start: int, end: int, actors: Actors) -> tuple[Description, int] | None:
    """What a phrase before a name, set off by a comma, says of it: "The group's director, NAME, said"."""
    if start < 2 or doc[start - 1].text != "," or (end < len(doc) and doc[end].lower_ in ("and", "or")):
        return None
    index = start - 2
    while index >= 0 and start - index < _LONGEST_APPOSITION:
        token = doc[index]
        if (
            token.text in (",", ";", ":")
            or (token.is_quote and token.text not in "'’")
            or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            index += 1
            break
        if token.is_sent_start:
            break
        index -= 1
    index = max(index, 0)
    if doc[index].lower_ == "according" and (end >= len(doc) or doc[end].text != ","):
        return None  # "According to the Harbour Star, NAME said": that is who tells it
    while index < start and doc[index].lower_ in ("according", "to", "and", "but", "while"):
        index += 1
    index = _phrase_start(doc, index, start - 1)
    opens = doc[index].is_sent_start or doc[index].tag_ in ("DT", "PRP$", "PRP")
    if not opens and not any(t.tag_ == "POS" for t in doc[index:start]) and not doc[index - 1].is_punct:
        return None  # "battled opposition from the press, NAME said"
    found = describe(doc[index : start - 1].text, actors)
    if found is None or found.plural or not (found.sort in _OFFICES or _is_body(doc, index, end, found)):
        return None
    if doc[index : start - 1].text[-1:].isdigit() or _holds_person(doc, start - 1, found):
        return None
    return found, index


def _phrase_start(doc: Doc, first: int, end: int) -> int:
    """Where the last noun phrase of "by a third after its director" opens, with its article or owner."""
    for index in range(end - 1, first, -1):
        opens = doc[index].tag_ in ("DT", "PRP$") and doc[index - 1].tag_ in ("IN", "WRB")
        if opens and doc[index - 1].lower_ not in _WITHIN:
            return index
    return first


def _is_body(doc: Doc, start: int, end: int, found: Description) -> bool:
    """True for "A rival company, Harbour Lines, said": a noun for a body set before a name of no person."""
    return (
        found.sort is None and found.body and doc[start].pos_ == "DET" and doc[end - 1].ent_type_ != "PERSON"
    )


def _holds_person(doc: Doc, end: int, found: Description) -> bool:
    """True where the phrase already ends in a name of its own, so that it describes somebody else."""
    last: Token = doc[end - 1]
    first = end - 1
    while first and doc[first - 1].pos_ == "PROPN":
        first -= 1
    if doc[first - 1].lower_ in ("of", "for"):
        return False  # "The owner of Tern Holm, NAME"
    return last.pos_ == "PROPN" and last.ent_type_ == "PERSON" and found.head not in last.lower_
