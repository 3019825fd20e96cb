"""Which passages share words with a query, where the query's words may stand in very many of them.

A word is worth the more the rarer it is (Sparck Jones, A Statistical Interpretation of Term Specificity,
1972; BM25 in Robertson and Zaragoza, 2009). To rank every passage that holds "government" takes long and
tells little: where the words of a query stand in more than `RANKED` passages together, those that hold its
rarest words are gathered, and ordered by BM25 with each word counted once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from sources import lexical
from sources.among import among, listed, numbers_in
from sources.lexical import DEPTH
from sources.schema import PassageRow
from sources.words import fold, query_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sources.among import Numbers
    from sources.store import Store

    Wide = NDArray[np.float64]

#: How many passages the database ranks itself.
RANKED = 2_000

#: Passages in which a word is counted; a word that stands in more is common.
COMMON = 10_000

# Passages gathered for the rarest words together.
_GATHERED = 5_000

# Words that are too common to choose by, but take part in the order: the rarest of them.
_ORDERING = 4

# BM25's constants, and the length in characters at which a passage is neither short nor long.
_K1, _B, _USUAL_LENGTH = 1.2, 0.75, 400

_DECIMALS = 6
_WORD = re.compile(r"\w+")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y")


# Words whose counts are kept of a store.
_KEPT = 1 << 16

_counts: WeakKeyDictionary[Store, tuple[int | None, dict[str, int]]] = WeakKeyDictionary()


def counts_at(store: Store, revision: int | None) -> dict[str, int]:
    """In how many passages words were found to stand since `store` came to `revision`; `find` adds to it."""
    at, known = _counts.get(store, (None, {}))
    if at != revision or len(known) > _KEPT:
        known = {}
        _counts[store] = revision, known
    return known


class Read:
    """What queries asked one after the other, in one transaction, read of the store: each thing once."""

    def __init__(self) -> None:
        self._holding: dict[str, Numbers] = {}
        self._lengths: dict[int, int] = {}

    def holding(self, connection: Connection, word: str) -> Numbers:
        """Numbers of the passages that hold `word`, `COMMON` at most, ascending."""
        if word not in self._holding:
            query = lexical.any_of(connection, [word])
            self._holding[word] = lexical.holding(connection, query, most=COMMON)
        return self._holding[word]

    def lengths(self, connection: Connection, numbers: Sequence[int]) -> list[int]:
        """How many characters each of these passages has; what is usual for one that isn't there."""
        if missing := [number for number in numbers if number not in self._lengths]:
            pairs = select(listed(PassageRow.id, func.length(PassageRow.text)))
            asked = pairs.where(among(connection, PassageRow.id, missing))
            held = numbers_in(connection.execute(asked).scalar_one())
            self._lengths |= dict(zip(held[::2].tolist(), held[1::2].tolist(), strict=True))
        return [self._lengths.get(number, _USUAL_LENGTH) for number in numbers]


@dataclass(frozen=True, slots=True)
class Words:
    """What a search by words found.

    Attributes:
        numbers: passages, best first, `DEPTH` at most.
        weights: the query's words that stand anywhere, each with what it is worth.
    """

    numbers: tuple[int, ...]
    weights: tuple[tuple[str, float], ...]

    def share(self, passage: str) -> float:
        """How much of the query's words `passage` holds, by their worth, 0..1; 0 where none is known."""
        held = _roots(passage)
        whole = sum(weight for _, weight in self.weights)
        return sum(w for word, w in self.weights if _root(word) in held) / whole if whole else 0.0


def find(
    connection: Connection,
    query: str,
    *,
    total: int,
    within: Collection[str] | None = None,
    known: dict[str, int] | None = None,
    read: Read | None = None,
) -> Words:
    """The passages that share words with `query`, best first.

    Args:
        query: never read as search syntax.
        total: how many passages there are.
        within: keep to the sources with these ids.
        known: in how many passages words were found to stand, for queries asked of one revision of a store;
            is added to.
        read: what was read for earlier queries in the same transaction; is added to.
    """
    words = query_words(query)
    if not words or (within is not None and not within):
        return Words((), ())
    known = {} if known is None else known
    known |= lexical.counted(connection, [word for word in words if word not in known], most=COMMON)
    counts = {word: known[word] for word in words if known[word]}
    weights = tuple((word, round(_worth(count, total), _DECIMALS)) for word, count in counts.items())
    if sum(counts.values()) <= RANKED:
        return Words(tuple(lexical.ranked(connection, words, within=within)), weights)
    return Words(_gathered(connection, counts, dict(weights), total, within, read or Read()), weights)


def _worth(count: int, total: int) -> float:
    return log(1 + (max(total, count) - count + 0.5) / (count + 0.5))


def _gathered(
    connection: Connection,
    counts: dict[str, int],
    weights: dict[str, float],
    total: int,
    within: Collection[str] | None,
    read: Read,
) -> tuple[int, ...]:
    import numpy as np

    ordered = sorted(counts, key=lambda word: (counts[word], word))
    chosen: list[str] = []
    for word in ordered:
        if counts[word] >= COMMON or (chosen and sum(counts[w] for w in chosen) + counts[word] > _GATHERED):
            break
        chosen.append(word)
    if not chosen:
        return _with_all(connection, ordered, within)
    held = [read.holding(connection, word) for word in chosen]
    numbers, rows = np.unique(np.concatenate(held), return_inverse=True)
    worth = np.repeat([weights[w] for w in chosen], [len(h) for h in held])
    scores: Wide = np.bincount(rows, weights=worth).astype(np.float64)
    if within is not None:
        kept = np.isin(numbers, _numbers(connection, within))
        numbers, scores = numbers[kept], scores[kept]
    scores += _shared(connection, numbers, chosen, ordered[len(chosen) :][:_ORDERING], counts, total)
    first = np.argsort(-np.round(scores, _DECIMALS), kind="stable")[:DEPTH]
    final = np.round(scores[first] * _by_length(read.lengths(connection, numbers[first].tolist())), _DECIMALS)
    return tuple(numbers[first][np.lexsort((numbers[first], -final))].tolist())


def _shared(
    connection: Connection,
    numbers: Numbers,
    chosen: Sequence[str],
    common: Sequence[str],
    counts: dict[str, int],
    total: int,
) -> Wide:
    """What the common words add to each of `numbers`, which are the passages that hold one of `chosen`."""
    import numpy as np

    added: Wide = np.zeros(len(numbers))
    for word in common:
        query = lexical.any_with(connection, chosen, word)
        held = np.isin(numbers, lexical.holding(connection, query, most=len(chosen) * COMMON))
        # How common it is among these stands for how common it is where that was not counted to the end.
        share = held.sum() / len(numbers) if len(numbers) else 0.0
        added += held * _worth(max(counts[word], round(share * total)), total)
    return added


def _with_all(
    connection: Connection, words: Sequence[str], within: Collection[str] | None
) -> tuple[int, ...]:
    """Where all words are common: passages that hold all, else all but one of them, in order of number."""

    found = lexical.holding(connection, lexical.all_of(connection, words), most=DEPTH).tolist()
    for left_out in words if not found and len(words) > 2 else ():
        others = [w for w in words if w != left_out]
        some = lexical.holding(connection, lexical.all_of(connection, others), most=DEPTH // len(words))
        found += some.tolist()
    if within is not None:
        found = [n for n in found if n in set(_numbers(connection, within).tolist())]
    return tuple(dict.fromkeys(found))


def _by_length(lengths: Sequence[int]) -> Wide:
    """BM25's weight of a word that stands once, by the length of the passage."""
    import numpy as np

    found = np.array(lengths, dtype=np.float64)
    weights: Wide = (_K1 + 1) / (1 + _K1 * (1 - _B + _B * found / _USUAL_LENGTH))
    return weights


def _numbers(connection: Connection, sources: Collection[str]) -> Numbers:
    asked = select(listed(PassageRow.id)).where(PassageRow.source_id.in_(sorted(sources)))
    return numbers_in(connection.execute(asked).scalar_one())


# The same passages stand high for many sentences of one article.
@lru_cache(maxsize=2048)
def _roots(passage: str) -> frozenset[str]:
    return frozenset(_root(word) for word in _WORD.findall(fold(passage)))


@lru_cache(maxsize=1 << 16)
def _root(word: str) -> str:
    """`word` without its ending, so that "seized" is "seizing"; rougher than the database's stemming."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word
