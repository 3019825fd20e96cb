"""Types persons by whom they speak for, where the document tells more of it than its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from claims.actors import INDIVIDUAL, UNKNOWN, Kind, RoleSort
from claims.clusters import initials
from claims.describe import outranks
from claims.description_types import Description
from claims.entities import Entity, Sort

# What may stand before whoever an aide speaks for.
_WITHOUT_TITLE = re.compile(
    r"^(?:longtime|long-time|mr|mrs|ms|dr|sen|gov|rep|president|senator|governor|mayor)\.? "
)


def retyped(entities: Sequence[Entity], kinds: Mapping[int, tuple[Kind, str]]) -> tuple[Entity, ...]:
    """The entities with the kinds that the text gave to bodies, by position, and with who speaks for them."""
    return with_bodies(
        tuple(
            replace(e, kind=kinds[at][0], reason=kinds[at][1]) if at in kinds and e.sort is Sort.BODY else e
            for at, e in enumerate(entities)
        )
    )


def with_bodies(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Persons typed by the body they speak for, where the document tells more of it than its name."""
    bodies = {n.lower(): e for e in entities if e.sort is Sort.BODY for n in e.names}
    people = {n.lower(): e for e in entities if e.sort is Sort.PERSON for n in e.names}
    short = {initials(n): e for e in entities if e.sort is Sort.BODY for n in e.names if initials(n)}
    bodies = people | short | bodies  # "Roe's spokesman" speaks as she would
    return tuple(_in_body(e, bodies) if e.sort is Sort.PERSON and e.organisation else e for e in entities)


def _in_body(person: Entity, bodies: dict[str, Entity]) -> Entity:
    named = (person.organisation or "").lower().removeprefix("the ")
    body = bodies.get(named) or bodies.get(_WITHOUT_TITLE.sub("", named))
    if body is None or body.kind == UNKNOWN or body is person:
        return person
    held = [d for d in person.descriptions if d.role == person.role]
    if body.sort is Sort.PERSON and not any(d.sort is RoleSort.BOUND for d in held):
        return person
    typed = next((d for d in held if d.sort is RoleSort.BOUND or _outranked(d, body)), None)
    if typed is None or person.kind in (body.kind, INDIVIDUAL):
        return replace(person, organisation=body.name)
    reason = f"speaks for {body.name}: {body.reason}"
    return replace(person, organisation=body.name, kind=body.kind, reason=reason)


def _outranked(role: Description, body: Entity) -> bool:
    """True where the body says more of the type than the role: the chief executive of a charity."""
    return role.sort is RoleSort.OWN and outranks(body.kind, role.kind, role.head)
