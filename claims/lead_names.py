"""Names for whom the text only describes: given in a later sentence, or beside an age."""

from __future__ import annotations

from claims.description_types import Description
from claims.entities import Entity, Sort
from claims.mentions import Index
from claims.types import SpeakerType


def by_age(age: str, index: Index, text: str) -> int | None:
    """The person of whom the document gives this age, in years, beside the name."""
    for mention in index.mentions:
        if index.entities[mention.entity].sort is not Sort.PERSON:
            continue
        after = text[mention.span.end : mention.span.end + len(age) + 3]
        before = text[max(0, mention.span.start - 60) : mention.span.start]
        if after.startswith((f", {age},", f" ({age})", f", {age}.")) or f"{age}-year-old" in before:
            return mention.entity
    return None


def later_name(described: Description, offset: int, sentence: int, index: Index) -> int | None:
    """The name that the next sentences give to somebody whom the lead only describes.

    Newswire leads say "a rights group said" and name the group in the sentence after.
    """
    for mention in index.after(offset):
        if mention.sentence - sentence > 2:
            return None
        entity = index.entities[mention.entity]
        if mention.sentence <= sentence or mention.quoted:
            continue
        if described.body and entity.sort is Sort.BODY and _later_body(described, entity):
            return mention.entity
        if (
            not described.body
            and entity.sort is Sort.PERSON
            and described.head.split(" ")[-1] in " ".join(d.head for d in entity.descriptions).split(" ")
        ):
            return mention.entity
    return None


def _later_body(described: Description, entity: Entity) -> bool:
    if entity.kind == described.kind:
        return True
    weak = "known as" not in entity.reason
    return weak and entity.kind.type in (
        SpeakerType.UNKNOWN,
        SpeakerType.GOVERNMENT,
        SpeakerType.NGO,
        SpeakerType.EXPERT,
    )
