"""What is recorded of a source beside its bytes, and how two records of it differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from sources.source import Source, SourceKind, Terms


@dataclass(frozen=True, slots=True)
class Details:
    """What is recorded of a source; `title` is never empty, `embargo` has a time zone."""

    title: str
    publisher: str | None = None
    published: date | None = None
    author: str | None = None
    kind: SourceKind = SourceKind.DOCUMENT
    on_record: Terms = Terms.ON_RECORD
    embargo: datetime | None = None
    added_by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One detail of a source that was changed; the values as text, None where there was or is none."""

    name: str
    old: str | None
    new: str | None


def recorded(source: Source) -> Details:
    """What is recorded of `source`."""
    return Details(**{field.name: getattr(source, field.name) for field in fields(Details)})


def changes_between(before: Details, after: Details) -> tuple[Change, ...]:
    """The details that differ, in the order of `Details`."""
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(Details))
    return tuple(Change(name, _as_text(old), _as_text(new)) for name, old, new in pairs if old != new)


def _as_text(value: object) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def as_json(changes: Iterable[Change]) -> dict[str, list[str | None]]:
    """`changes` as JSON can hold them: old and new value by name."""
    return {change.name: [change.old, change.new] for change in changes}
