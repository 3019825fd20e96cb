"""Which capitals show a name: not those of a headline, nor of a sentence's first word, nor of a date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from claims.actors import Actors
from claims.body_types import generic_head, place_of
from claims.language import ParsedBlock
from claims.lexicon import words
from claims.wording import matched

if TYPE_CHECKING:
    from spacy.tokens import Doc

DATES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
_NO_NAME_TAGS = frozenset(
    ("DET", "PRON", "ADP", "SCONJ", "ADV", "VERB", "AUX", "CCONJ", "INTJ", "PART", "PUNCT")
)
_OF = words("phrases", "foreign_of")
_GROUPS = ("women", "men", "people", "children")
# A sentence with more capitals than this is set like a headline.
_TITLE_SHARE = 0.8


def name_words(parsed: Iterable[ParsedBlock], actors: Actors) -> frozenset[str]:
    """Words that are part of a name somewhere inside a sentence, where a capital says something."""
    found = {
        t.text
        for block in parsed
        for t in block.doc
        if t.pos_ == "PROPN" and t.text[0].isupper() and not t.is_sent_start and t.ent_type_ != "NORP"
    }
    return frozenset(w for w in found if w.isalpha() and not _common(w, actors))


def _common(word: str, actors: Actors) -> bool:
    alone = (word.lower(),)
    return matched(alone, actors.roles) is not None or matched(alone, actors.heads) is not None


def title_case(doc: Doc) -> frozenset[int]:
    """The tokens of sentences in which nearly every word has a capital, as in headlines."""
    found: list[int] = []
    for sentence in doc.sents:
        words = [t for t in sentence if t.is_alpha and len(t) > 3]
        plain_verb = any(t.pos_ in ("VERB", "AUX") and t.is_lower for t in sentence)
        if (
            len(words) > 4
            and not plain_verb
            and sum(t.text[0].isupper() for t in words) > _TITLE_SHARE * len(words)
        ):
            found.extend(t.i for t in sentence)
    return frozenset(found)


def is_capital(doc: Doc, index: int, known: frozenset[str] = frozenset()) -> bool:
    """True where the token's capital shows a name; `known` words do so at the start of a sentence too."""
    token = doc[index]
    text = token.text
    if not text[0].isupper() or text == "I":
        return False
    if token.ent_type_ in DATES and (token.dep_ != "nsubj" or token.is_digit or token.lower_.endswith("day")):
        # "Theresa May" and "May said" name a person, "in May" does not.
        before = doc[index - 1] if index else token
        if token.pos_ != "PROPN" or not (before.ent_type_ == "PERSON" or before.text[0].isupper()):
            return False
    if "-" in text and not text.split("-")[-1][:1].isupper():
        return False
    if text in known and token.is_sent_start:
        return True
    if (
        token.is_sent_start
        or (index and doc[index - 1].is_quote)
        or (index and doc[index - 1].text in ":-–—")
    ):
        if token.dep_ == "mark" or (token.pos_ in _NO_NAME_TAGS and not token.ent_type_):
            return False
        follows = index + 1 < len(doc) and doc[index + 1].text[0].isupper()
        follows |= index + 2 < len(doc) and doc[index + 1].lower_ in _OF and doc[index + 2].text[0].isupper()
        return token.pos_ == "PROPN" or bool(token.ent_type_) or (follows and token.pos_ in ("NOUN", "ADJ"))
    if token.pos_ == "ADP" and token.is_title and index + 1 < len(doc):
        # "Medics Across Frontiers": nothing but a name has a capital there.
        return doc[index - 1].text[0].isupper() and doc[index + 1].text[0].isupper()
    return token.pos_ not in ("PRON", "DET", "ADP", "CCONJ", "AUX", "SCONJ") or token.ent_type_ == "ORG"


def owned_by_members(doc: Doc, start: int, at: int, actors: Actors, *, joined: bool) -> bool:
    """True where a possessive is part of a body's name: "Builders' Federation", "Women's Refuge".

    After an "of" that is `joined` to the name any does: "Union of Detainees' Mothers".
    """
    members, ending = doc[at - 1].text, doc[at].text
    plural = (members.endswith("s") and len(ending) == 1) or members.lower() in _GROUPS
    if not plural or at + 1 >= len(doc) or not doc[at + 1].text[0].isupper():
        return False
    if joined:
        return True
    if place_of(doc[start:at].text, actors) is not None:
        return False
    ahead = [t for t in doc[at + 1 : at + 4] if t.text[0].isupper()]
    return any(generic_head(t.lower_) or matched((t.lower_,), actors.heads) for t in ahead)
