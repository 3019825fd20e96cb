"""What the words for an actor tell of it: the value that `claims/describe.py` makes."""

from __future__ import annotations

from dataclasses import dataclass

from claims.actors import Kind, RoleSort


@dataclass(frozen=True, slots=True)
class Description:
    """What the words of a description tell.

    Attributes:
        kind: the type they tell; unknown where they tell none.
        sort: how its role noun tells it; None where the description is of a body.
        head: the role noun or the noun for the body, lower case and singular.
        role: the words that state the role, without a leading article, or None.
        organisation: the words for the body the role is held in, or None.
        gender: "m" or "f" where the role noun says so.
        reason: what decided, in words.
        sure: False where only a default was left to say.
        body: True where the noun is one for a body rather than for a person.
        plural: True where the noun stands in the plural.
        owned: True where only a pronoun says whose it is ("its secretary").
    """

    kind: Kind
    sort: RoleSort | None
    head: str
    role: str | None
    organisation: str | None
    gender: str | None
    reason: str
    sure: bool = True
    body: bool = False
    plural: bool = False
    owned: bool = False
