"""Finding the passages that speak to a sentence: by words and by vectors, fused, the best weighed again.

Both ranked lists are joined by reciprocal rank, as Cormack, Clarke and Büttcher do (Reciprocal Rank Fusion
outperforms Condorcet and Individual Rank Learning Methods, SIGIR 2009), but by the better rank rather than by
the sum: what only one list knows can be right. What stands first then is weighed by what it says itself: how
near it is in meaning, and how much of the query's telling words it holds. `docs/decisions/` tells how the
weights were chosen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sources import rarity, vector_rows
from sources.rarity import Words
from sources.similarity import Compared
from sources.source import Hit, Passage
from sources.store import Store
from sources.vectors import index_of

if TYPE_CHECKING:
    from sources.encoder import TextEncoder

#: The constant of reciprocal rank fusion, as in the paper.
_K = 60

#: How many passages of each list take part, beside those of preferred sources.
_DEPTH = 100

#: How many of the fused list are weighed again, unless more are asked for.
_WEIGHED = 30

# What the second of two signs weighs: the place by vectors next to the better place, and the share of the
# query's words next to the nearness in meaning.
_HALF = 0.5

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    preferred: bool
    lexical_rank: int | None
    vector_rank: int
    similarity: float
    share: float | None = None

    @property
    def fused(self) -> float:
        """Its place in the list where it stands higher and that by vectors, half as much: 0..1."""
        words = 0.0 if self.lexical_rank is None else (_K + 1) / (_K + self.lexical_rank)
        meaning = (_K + 1) / (_K + self.vector_rank)
        return (max(words, meaning) + _HALF * meaning) / (1 + _HALF)

    @property
    def score(self) -> float:
        """`fused`, and once the passage was read what it says as well: its meaning and its words, 0..1."""
        if self.share is None:
            return round(self.fused, _DECIMALS)
        said = (max(0.0, self.similarity) + _HALF * self.share) / (1 + _HALF)
        return round((self.fused + said) / 2, _DECIMALS)


def search(
    store: Store,
    query: str,
    *,
    encoder: TextEncoder,
    limit: int = 8,
    prefer: Collection[str] = (),
    within: Collection[str] | None = None,
) -> tuple[Hit, ...]:
    """The passages that speak to `query`, best first; see `search_many`."""
    return search_many(store, (query,), encoder=encoder, limit=limit, prefer=(prefer,), within=within)[0]


def search_many(
    store: Store,
    queries: Sequence[str],
    *,
    encoder: TextEncoder,
    limit: int = 8,
    prefer: Sequence[Collection[str]] | None = None,
    within: Collection[str] | None = None,
) -> tuple[tuple[Hit, ...], ...]:
    """For each query the passages that speak to it, best first.

    Args:
        store: where to look.
        queries: sentences or words, never read as search syntax. Nothing is found for one without a word.
        encoder: the encoder for the vector list; passages stored with another one are encoded anew, in
            memory.
        limit: hits for each query at most.
        prefer: for each query the ids of the sources that come first, such as those that a sentence cites.
            They take at most half of the places (one at least) ahead of better hits elsewhere.
        within: keep to the sources with these ids.

    Returns:
        Hits whose ranks are those in the whole lists; passages at the same score stand in order of number.
        In a store with more than `sources.vectors.EXACT` passages the vector rank is that among the passages
        compared.
    """
    wanted = tuple(prefer) if prefer is not None else ((),) * len(queries)
    if len(wanted) != len(queries):
        raise ValueError("`prefer` needs one collection of ids for each query")
    asked = [i for i, query in enumerate(queries) if any(c.isalnum() for c in query)]
    index = index_of(store, encoder)
    total = index.refresh(store) if asked else 0
    if not total:
        return ((),) * len(queries)
    with store.reading() as session:
        connection = session.connection()
        known = rarity.counts_at(store, index.revision)
        read = rarity.Read()
        words = [
            rarity.find(connection, queries[i], total=total, within=within, known=known, read=read)
            for i in asked
        ]
    vectors = encoder.encode([queries[i] for i in asked])
    pools: dict[int, list[_Candidate]] = {}
    for place, i in enumerate(asked):
        preferred = _numbers(store, wanted[i])
        best = words[place].numbers[:_DEPTH]
        compared = index.compare(store, vectors[place], also={*best, *preferred}, within=within)
        pools[i] = _pool(compared, words[place].numbers, preferred, size=max(limit, _WEIGHED))
    passages = store.passages_numbered({c.number for pool in pools.values() for c in pool})
    found: list[tuple[Hit, ...]] = [()] * len(queries)
    for place, i in enumerate(asked):
        weighed = _weighed(pools[i], passages, words[place])
        found[i] = tuple(
            Hit(passages[c.number], c.score, c.lexical_rank, c.vector_rank, c.similarity)
            for c in _choose(weighed, limit=limit)
        )
    return tuple(found)


def _numbers(store: Store, sources: Collection[str]) -> frozenset[int]:
    if not sources:
        return frozenset()
    with store.reading() as session:
        return frozenset(vector_rows.numbers(session, sources=sources).tolist())


def _pool(
    compared: Compared, words: Sequence[int], preferred: frozenset[int], *, size: int
) -> list[_Candidate]:
    """The best of both lists as they are fused, and the best of preferred sources."""
    lexical_ranks = {number: rank for rank, number in enumerate(words, start=1)}
    wanted = dict.fromkeys([*compared.best(_DEPTH).tolist(), *words[:_DEPTH], *sorted(preferred)])
    candidates = [
        _Candidate(
            number,
            number in preferred,
            lexical_ranks.get(number),
            int(compared.ranks[row]),
            float(compared.similarities[row]),
        )
        for number, row in compared.places(list(wanted)).items()
    ]
    ranked = sorted(candidates, key=lambda c: (-c.fused, c.number))
    return ranked[:size] + [c for c in ranked[size:] if c.preferred][:size]


def _weighed(pool: Sequence[_Candidate], passages: Mapping[int, Passage], words: Words) -> list[_Candidate]:
    """The candidates that are still there, each with the share of the query's words that it holds."""
    return [replace(c, share=words.share(passages[c.number].text)) for c in pool if c.number in passages]


def _choose(candidates: list[_Candidate], *, limit: int) -> list[_Candidate]:
    ranked = sorted(candidates, key=lambda c: (-c.score, c.number))
    first = [c for c in ranked if c.preferred][: max(1, limit // 2)]
    rest = [c for c in ranked if c not in first]
    return (first + rest)[:limit]
