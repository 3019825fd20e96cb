"""What is noted while the desk is at work. Times are seconds since its half of the run began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What may happen to a desk."""

    KILL = "kill -9 of the desk"
    FULL = "disk full"
    DESK_LOCKED = "desk's file locked"
    STORE_LOCKED = "store's file locked"
    DROPPED = "all connections to PostgreSQL dropped"
    RESTARTED = "PostgreSQL restarted"


@dataclass(frozen=True, slots=True)
class Planned:
    """A disturbance that is to come: what, when, and how many seconds it lasts where that can be chosen."""

    kind: Kind
    at: float
    lasts: float


@dataclass(frozen=True, slots=True)
class Disturbed:
    """A disturbance that came, from its start until all was in order again."""

    kind: Kind
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and its answer.

    Attributes:
        page: what was asked for, in a word or two.
        at: when it was sent.
        took: seconds until the answer was there.
        status: of the answer; None where none came.
        told: the words of the page, where it is one of trouble.
        retry: True where it says when to try again.
    """

    page: str
    at: float
    took: float
    status: int | None
    told: str = ""
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was sent.

    Attributes:
        note: its comment, which no other decision has.
        draft: the address of the draft's page.
        sentence: the number of the sentence on whose page it was made.
        handle: of the finding; empty where it is about the sentence.
        at: when it was sent.
        answered: True where the desk said that it was taken.
        shown: True where the page that followed had it; None where no page followed.
    """

    note: str
    draft: str
    sentence: int
    handle: str
    at: float
    answered: bool
    shown: bool | None


@dataclass(frozen=True, slots=True)
class Sample:
    """The desk's process at a moment: memory in megabytes, and how many files and threads it has.

    `warm` is the memory of the process that it keeps for `verifier check`. Shared pages count for each
    process their part.
    """

    at: float
    desk: float
    warm: float
    files: int
    threads: int


@dataclass(slots=True)
class Life:
    """What was measured from one start of the desk to its end."""

    start: float
    samples: list[Sample] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept: which, when where that is known, and what happened."""

    promise: str
    at: float | None
    told: str


@dataclass(slots=True)
class Log:
    """All that users note, from several threads; and what else went wrong."""

    asked: list[Asked] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)


def within(start: float, end: float, disturbed: Sequence[Disturbed], *, grace: float) -> Disturbed | None:
    """The disturbance during which, or up to `grace` seconds after which, something was under way."""
    return next((d for d in disturbed if start <= d.end + grace and end >= d.start), None)
