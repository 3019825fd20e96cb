"""When what happens to the desk: drawn from a seed, and the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from random import Random

from benchmarks.soak.types import Kind, Planned

#: Seconds between one disturbance and the next in a long run, and how many of them to one kill.
EACH_S = 120.0
_TO_ONE_KILL = 6
# Kills come in this part of the time, so that a long life is left to judge memory by.
_KILLS_WITHIN = 0.4
_FIRST, _LAST = 0.1, 0.95
_SHORTEST_S, _LONGEST_S = 2.0, 14.0


def planned(seconds: float, kinds: Sequence[Kind], *, seed: int) -> tuple[Planned, ...]:
    """What is to happen within so many seconds: each of `kinds` once at least, and never two at a time."""
    random = Random(seed)
    others = [kind for kind in kinds if kind is not Kind.KILL]
    count = max(len(kinds), round(seconds / EACH_S))
    kills = max(1, count // (_TO_ONE_KILL + 1)) if Kind.KILL in kinds else 0
    early = random.sample(range(max(kills, ceil(count * _KILLS_WITHIN))), kills)
    rest = [others[place % len(others)] for place in range(count - kills)] if others else []
    random.shuffle(rest)
    slot = seconds * (_LAST - _FIRST) / count
    made = []
    for place in range(count if others else kills):
        kind = Kind.KILL if place in early else rest.pop()
        at = seconds * _FIRST + slot * (place + random.uniform(0, 0.3))
        lasts = min(random.uniform(_SHORTEST_S, _LONGEST_S), slot * 0.5)
        made.append(Planned(kind, round(at, 1), round(lasts, 1)))
    return tuple(made)
