"""Two reports on one article in the wire format, held against each other: what made them, what came of it.

Works on JSON as it was read and trusts nothing in it: one of the two may come from somebody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Wire = dict[str, Any]

SURROUNDINGS = "made_on"
"""The key of the manifest under which stands what may differ between two machines."""

_KNOWN_BY: Mapping[str, Sequence[str]] = {
    "sentences": ("text",),
    "claims": ("text",),
    "quotations": ("text",),
    "evidence": ("passage.source.title", "passage.start", "passage.end"),
    "signals": ("name",),
    "cited": ("title", "id"),
    "drifts": ("kind", "passage.start"),
    "findings": ("rule", "start", "end"),
    "questions": ("rule", "start", "end"),
    "set_aside": ("rule", "start", "end"),
    "snapshots": ("source", "sha256"),
    "speakers": ("name",),
    "shares": ("type",),
    "repairs": ("start",),
    "boilerplate": ("start",),
    "models": ("name",),
    "plugins": ("name",),
    "libraries": ("name",),
}
"""By what the items of a list are known again, wherever in it they stand; what names them comes first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two reports are not alike.

    Attributes:
        place: the keys that lead there, and for items of lists what names them.
        before: what the first report has there, None for nothing.
        now: what the second has there, None for nothing.
        item: True where it is an item of a list that one of the two lacks.
    """

    place: tuple[str, ...]
    before: Any
    now: Any
    item: bool = False


def conditions(before: Wire, now: Wire) -> tuple[Difference, ...]:
    """Where what made the reports differs: their manifests."""
    return tuple(_differing(before["manifest"], now["manifest"], ()))


def results(before: Wire, now: Wire) -> tuple[Difference, ...]:
    """Where the reports differ but for what made them: sentence by sentence, then what concerns all.

    Complete: where there is no difference, the reports are equal in all that the first one tells. A finding
    about a sentence is told with its sentence.
    """
    return tuple(_differing(_results(before), _results(now), ()))


def _results(report: Wire) -> Wire:
    """A report without its manifest, and each finding once: those about a sentence stand with it."""
    about_all = [f for f in report["findings"] if not isinstance(f, dict) or f.get("sentence") is None]
    rest = {key: value for key, value in report.items() if key != "manifest"}
    return {"sentences": report["sentences"], **rest, "findings": about_all}


def _differing(before: Any, now: Any, place: tuple[str, ...]) -> Iterator[Difference]:
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict):
        # A key that the first lacks is one that its version didn't know.
        for key, value in before.items():
            yield from _differing(value, now.get(key), (*place, key))
    elif isinstance(before, list) and isinstance(now, list) and place[-1] in _KNOWN_BY:
        yield from _differing_items(before, now, place)
    else:
        yield Difference(place, before, now)


def _differing_items(
    before: Sequence[Any], now: Sequence[Any], place: tuple[str, ...]
) -> Iterator[Difference]:
    old, new = (_by_identity(items, _KNOWN_BY[place[-1]]) for items in (before, now))
    for key, item in old.items():
        if key in new:
            yield from _differing(item, new[key], (*place, key[0]))
        else:
            yield Difference((*place, key[0]), item, None, item=True)
    for key, item in new.items():
        if key not in old:
            yield Difference((*place, key[0]), None, item, item=True)
    both = [[key for key in one if key in other] for one, other in ((old, new), (new, old))]
    if both[0] != both[1]:
        old_order, new_order = ([key[0] for key in keys] for keys in both)
        yield Difference((*place, "order"), old_order, new_order)


def _by_identity(items: Sequence[Any], keys: Sequence[str]) -> dict[tuple[str, ...], Any]:
    """Each of `items` by what it is known by, and by which it is of those that are known by the same."""
    seen, found = Counter[tuple[str, ...]](), dict[tuple[str, ...], Any]()
    for item in items:
        known = tuple(_at(item, key) for key in keys)
        seen[known] += 1
        found[(*known, str(seen[known]))] = item
    return found


def _at(item: Any, dotted: str) -> str:
    for key in dotted.split("."):
        item = item.get(key) if isinstance(item, dict) else None
    return str(item)
