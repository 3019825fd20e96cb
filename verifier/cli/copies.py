"""Telling which sources have one text, and which of them came first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.source import Source
    from sources.store import Store


def copies_of(store: Store, source: Source) -> tuple[Source, ...]:
    """All with the text of `source`, itself among them, the first first; empty where it has no copy."""
    from sources.copies import groups

    with store.reading() as session:
        return groups(session, (source.id,)).get(source.id, ())


def in_a_word(copies: tuple[Source, ...], source: Source) -> str:
    """What `copies_of` found, to stand behind the name of `source`; empty where there is nothing to tell."""
    if not copies:
        return ""
    from sources.twins import precedes

    first = copies[0]
    if first.id == source.id:
        return f" ({len(copies)} sources have its text)"
    when = ", which came first" if precedes(first, source) else ""
    return f" (has the text of {first.id} {first.title}{when})"
