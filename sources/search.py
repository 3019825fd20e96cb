"""Finding the passages that speak to a sentence: search by words and by vectors, fused.

Both ranked lists are joined by reciprocal rank (Cormack, Clarke and Büttcher, Reciprocal Rank Fusion
outperforms Condorcet and Individual Rank Learning Methods, SIGIR 2009).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sources.source import Hit
from sources.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sources.encoder import TextEncoder

    Vectors = NDArray[np.float32]
    Wide = NDArray[np.float64]

#: The constant of reciprocal rank fusion, as in the paper.
_K = 60

#: How many passages of each list take part, beside those of preferred sources.
_DEPTH = 100

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class _Index:
    """All passages' vectors at one revision of the store, row by row."""

    revision: int
    numbers: tuple[int, ...]
    sources: tuple[str, ...]
    rows: dict[int, int]
    vectors: Wide


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    source: str
    lexical_rank: int | None
    vector_rank: int
    similarity: float

    @property
    def score(self) -> float:
        """Reciprocal ranks added up, as a share of what the first place in both lists gives."""
        ranks = [r for r in (self.lexical_rank, self.vector_rank) if r is not None]
        return sum((_K + 1) / (_K + rank) for rank in ranks) / 2


_indexes: WeakKeyDictionary[Store, dict[str, _Index]] = WeakKeyDictionary()


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
    """
    wanted = tuple(prefer) if prefer is not None else ((),) * len(queries)
    if len(wanted) != len(queries):
        raise ValueError("`prefer` needs one collection of ids for each query")
    asked = [i for i, query in enumerate(queries) if any(c.isalnum() for c in query)]
    index = _index(store, encoder) if asked else None
    if index is None or not index.numbers:
        return ((),) * len(queries)
    words = store.ranked_by_words([queries[i] for i in asked], within=within)
    similarities = _similarities(encoder.encode([queries[i] for i in asked]), index.vectors)
    chosen: dict[int, list[_Candidate]] = {}
    for place, i in enumerate(asked):
        candidates = _candidates(index, words[place], similarities[place], prefer=wanted[i], within=within)
        chosen[i] = _choose(candidates, limit=limit, prefer=wanted[i])
    passages = store.passages_numbered({c.number for found in chosen.values() for c in found})
    return tuple(
        tuple(
            Hit(passages[c.number], round(c.score, _DECIMALS), c.lexical_rank, c.vector_rank, c.similarity)
            for c in chosen.get(i, ())
            if c.number in passages
        )
        for i in range(len(queries))
    )


def _similarities(queries: Vectors, passages: Wide) -> Wide:
    """Cosines, one row a query, rounded so that noise in the last digits decides no rank.

    Each is summed by itself: the rounding of a matrix product would depend on its size.
    """
    import numpy as np

    rows = [np.round((passages * query).sum(axis=1), _DECIMALS) for query in queries.astype(np.float64)]
    return np.stack(rows)


def _candidates(
    index: _Index,
    words: Sequence[int],
    similarities: Wide,
    *,
    prefer: Collection[str],
    within: Collection[str] | None,
) -> list[_Candidate]:
    """The best of both lists, and everything in them that is of a preferred source."""
    import numpy as np

    rows = np.arange(len(index.numbers))
    if within is not None:
        rows = np.flatnonzero([source in within for source in index.sources])
    order = rows[np.argsort(-similarities[rows], kind="stable")].tolist()
    vector_ranks = {row: rank for rank, row in enumerate(order, start=1)}
    lexical_ranks = {index.rows[n]: rank for rank, n in enumerate(words, start=1) if n in index.rows}
    wanted = dict.fromkeys(order[:_DEPTH])
    wanted |= dict.fromkeys(row for row, rank in lexical_ranks.items() if rank <= _DEPTH)
    if prefer:
        wanted |= dict.fromkeys(row for row in order if index.sources[row] in prefer)
    return [
        _Candidate(
            index.numbers[row],
            index.sources[row],
            lexical_ranks.get(row),
            vector_ranks[row],
            float(similarities[row]),
        )
        for row in wanted
    ]


def _choose(candidates: list[_Candidate], *, limit: int, prefer: Collection[str]) -> list[_Candidate]:
    ranked = sorted(candidates, key=lambda c: (-c.score, c.number))
    first = [c for c in ranked if c.source in prefer][: max(1, limit // 2)]
    rest = [c for c in ranked if c not in first]
    return (first + rest)[:limit]


def _index(store: Store, encoder: TextEncoder) -> _Index:
    """The vectors of the store as it stands, from memory where nothing was written since."""
    held = _indexes.setdefault(store, {})
    revision = store.revision()
    index = held.get(encoder.sha256)
    if index is None or index.revision != revision:
        index = held[encoder.sha256] = _load(store, encoder, revision)
    return index


def _load(store: Store, encoder: TextEncoder, revision: int) -> _Index:
    import numpy as np

    rows = store.vectors(encoder.sha256)
    missing = encoder.encode([text for _, _, data, text in rows if data is None])
    anew = iter(missing)
    vectors = [next(anew) if data is None else np.frombuffer(data, dtype="<f4") for _, _, data, _ in rows]
    return _Index(
        revision=revision,
        numbers=tuple(row[0] for row in rows),
        sources=tuple(row[1] for row in rows),
        rows={row[0]: place for place, row in enumerate(rows)},
        vectors=np.stack(vectors).astype(np.float64) if vectors else np.zeros((0, 0)),
    )
