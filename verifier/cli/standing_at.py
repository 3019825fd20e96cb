"""Where passages stand, as the commands print it and take it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.source import Passage


def place_of(passage: Passage) -> dict[str, str | None]:
    """What leads an editor to a passage."""
    source = passage.source
    return {
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "place": str(passage.locator),
    }


def standing_at(passages: Sequence[Passage], place: str | None) -> list[Passage]:
    """Those of `passages` whose locator has every part of `place`; all of them where it is None.

    A number alone is a paragraph. Raises StoreError where none stands there.
    """
    if place is None:
        return list(passages)
    asked = [f"paragraph {part}" if part.isdecimal() else part for part in _parts(place)]
    found = [p for p in passages if asked and set(asked) <= set(_parts(str(p.locator)))]
    if not found:
        from claims.errors import StoreError

        ends = (str(passages[0].locator), str(passages[-1].locator)) if passages else None
        remedy = f"It goes from {' to '.join(ends)}." if ends else "The source has no text."
        raise StoreError(f'"{place}"', "nothing in this source stands there", remedy)
    return found


def _parts(place: str) -> list[str]:
    return [part.strip().casefold() for part in place.split(",") if part.strip()]
