"""Sources with the same text: what it says, and which of them came first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sources.source import Source, SourceKind

# Of sources with one date: who speaks for himself comes before who reports it, an agency before its clients.
_ORDER = {SourceKind.PRESS_RELEASE: 0, SourceKind.WIRE: 1}
_REPORTS = 2


def came_first(source: Source) -> tuple[date, int, str]:
    """The key by which copies stand in order: by date, undated ones last; then by kind; then by id."""
    return *_moment(source), source.id


def precedes(one: Source, other: Source) -> bool:
    """True where `one` came before `other` by its date or, on one day, by what kind of source it is."""
    return _moment(one) < _moment(other)


def _moment(source: Source) -> tuple[date, int]:
    return source.published or date.max, _ORDER.get(source.kind, _REPORTS)


@dataclass(frozen=True, slots=True)
class Text:
    """What a source says, as the runs of words in it."""

    source: Source
    runs: frozenset[int]
