"""What words that stand for somebody are resolved with: where they stand, who spoke, and whom they mean."""

from __future__ import annotations

from dataclasses import dataclass

from claims.types import Speaker

# Pronouns for one person, and the gender that they tell.
SINGULAR = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """Somebody who spoke earlier in the document: where, and as which entity if one is named."""

    offset: int
    sentence: int
    speaker: Speaker
    entity: int | None
    noun: str
    plural: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pronoun stands: its offset, its sentence, the first of its block, and whether it is quoted."""

    offset: int
    sentence: int
    opening: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Antecedent:
    """An entity, or an earlier unnamed speaker; `close` where another was about as likely."""

    entity: int | None
    spoken: Spoken | None
    close: bool
