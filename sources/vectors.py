"""The vector index: which passages mean about what a query means.

The vectors in the database are the truth. Up to `EXACT` passages all of them are compared. Above that, sign
codes (`sources.codes`) name the `CANDIDATES` nearest, and those are compared exactly. The codes are kept for
the next process (`sources.kept_codes`); where they are missing, stale or damaged they are made again from the
database. Either way the result depends on what is stored and on nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sources import codes, vector_rows
from sources.codes import Codes
from sources.kept_codes import keeper_of
from sources.similarity import Compared, compared, exact_similarities, similarities_to
from sources.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from sources.encoder import TextEncoder

    Numbers = NDArray[np.int64]
    Vectors = NDArray[np.float32]

#: Up to so many passages a query is compared with all of them.
EXACT = 20_000

#: How many passages are compared exactly in a store with more.
CANDIDATES = 300

# Codes of so many stored vectors are made again to see that the codes kept belong to this store.
_SAMPLE = 50

# The codes are kept anew once those that are kept lack more than this share of the passages.
_LAG = 0.05


@dataclass(frozen=True, slots=True)
class _Dense:
    """All vectors in memory."""

    numbers: Numbers
    vectors: Vectors


class VectorIndex:
    """The vectors of a store by one encoder, kept up to date as the store grows.

    Args:
        store: what is indexed.
        encoder: whose vectors; passages stored with another one are encoded anew, in memory.
        exact: see `EXACT`.
        candidates: see `CANDIDATES`.
    """

    def __init__(
        self, store: Store, encoder: TextEncoder, *, exact: int | None = None, candidates: int | None = None
    ) -> None:
        self._encoder = encoder
        self._exact = EXACT if exact is None else exact
        self._candidates = CANDIDATES if candidates is None else candidates
        self._keeper = keeper_of(store, encoder.sha256)
        self._lock = Lock()
        self._revision: int | None = None
        self._dense: _Dense | None = None
        self._codes: Codes | None = None
        self._anew: dict[int, Vectors] = {}
        self._unsaved = 0

    @property
    def revision(self) -> int | None:
        """The store's revision at the last refresh."""
        return self._revision

    def refresh(self, store: Store) -> int:
        """Take in what was written to the store since; returns how many passages are indexed."""
        with self._lock:
            revision = store.revision()
            if revision != self._revision:
                with store.reading() as session:
                    total = vector_rows.count(session)
                    if total > self._exact:
                        self._refresh_codes(session, total, revision)
                    else:
                        self._refresh_dense(session, total)
                self._revision = revision
            return len(self._numbers)

    @property
    def _numbers(self) -> Numbers:
        held = self._dense or self._codes
        if held is None:
            raise RuntimeError("the index is used before it is refreshed")
        return held.numbers

    def compare(
        self,
        store: Store,
        query: Vectors,
        *,
        also: Collection[int] = (),
        within: Collection[str] | None = None,
    ) -> Compared:
        """The passages nearest to `query`, a vector of unit length, as they were at the last refresh.

        Args:
            also: numbers of passages to compare as well.
            within: keep to the sources with these ids.
        """
        import numpy as np

        with store.reading() as session:
            allowed = None if within is None else vector_rows.numbers(session, sources=within)
            if self._dense is not None:
                numbers, vectors = self._dense.numbers, self._dense.vectors
                similarities = similarities_to(query, vectors)
                if allowed is not None:
                    kept = np.isin(numbers, allowed)
                    numbers, similarities = numbers[kept], similarities[kept]
            else:
                wanted = self._nearest(query, allowed)
                extra = np.array(sorted(also), dtype=np.int64)
                if allowed is not None:
                    extra = extra[np.isin(extra, allowed)]
                numbers, vectors = self._stored(session, np.union1d(wanted, extra))
                similarities = exact_similarities(query, vectors)
        return compared(numbers, similarities)

    def _nearest(self, query: Vectors, allowed: Numbers | None) -> Numbers:
        import numpy as np

        held = self._codes
        if held is None:
            raise RuntimeError("the index is used before it is refreshed")
        if allowed is not None and len(allowed) <= self._candidates:
            return allowed
        among = None if allowed is None else np.isin(held.numbers, allowed)
        return held.nearest(query, self._candidates, among=among)

    def _stored(self, session: Session, wanted: Numbers) -> tuple[Numbers, Vectors]:
        """The vectors with these numbers as they are stored; those that are gone are left out."""
        import numpy as np

        data = vector_rows.numbered(session, self._encoder.sha256, wanted.tolist())
        found = {n: np.frombuffer(v, dtype="<f4") for n, v in data.items()}
        found |= {n: self._anew[n] for n in wanted.tolist() if n in self._anew}
        kept = sorted(found)
        vectors = np.stack([found[n] for n in kept]) if kept else np.zeros((0, 1), dtype=np.float32)
        return np.array(kept, dtype=np.int64), vectors

    def _refresh_dense(self, session: Session, total: int) -> None:
        import numpy as np

        held = self._dense or _Dense(np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32))
        self._codes = None
        parts = [(held.numbers, held.vectors), *self._fresh(session, _last(held.numbers))]
        numbers = np.concatenate([n for n, _ in parts])
        vectors = np.concatenate([v for _, v in parts if len(v)] or [held.vectors])
        if len(numbers) != total:
            kept = np.isin(numbers, vector_rows.numbers(session))
            numbers, vectors = numbers[kept], vectors[kept]
        self._dense = _Dense(numbers, vectors)

    def _refresh_codes(self, session: Session, total: int, revision: int) -> None:
        held = self._codes or self._from_memory() or self._load(session, revision)
        self._dense = None
        held = self._caught_up(session, held)
        if len(held) != total:
            held = held.without(_gone(session, held))
            self._unsaved = len(held)
        if len(held) != total:
            # Numbers are only ever given out upwards, so these codes are of another database.
            held = self._caught_up(session, None)
        self._codes = held
        self._save(held, revision)

    def _caught_up(self, session: Session, held: Codes | None) -> Codes:
        for numbers, vectors in self._fresh(session, _last(held.numbers) if held is not None else 0):
            held = held if held is not None else Codes(-(-vectors.shape[1] // 64))
            held.append(numbers, codes.codes_of(vectors))
            self._unsaved += len(numbers)
        return held if held is not None else Codes(0)

    def _fresh(self, session: Session, number: int) -> Iterator[tuple[Numbers, Vectors]]:
        """Numbers and vectors of the passages after this one; those of another encoder are encoded."""
        import numpy as np

        for rows in vector_rows.after(session, self._encoder.sha256, number):
            missing = [(n, text) for n, data, text in rows if data is None and text is not None]
            anew = self._encoder.encode([text for _, text in missing])
            self._anew |= {n: vector for (n, _), vector in zip(missing, anew, strict=True)}
            vectors = [self._anew[n] if data is None else np.frombuffer(data, "<f4") for n, data, _ in rows]
            yield np.array([n for n, _, _ in rows], dtype=np.int64), np.stack(vectors)

    def _from_memory(self) -> Codes | None:
        if self._dense is None or not len(self._dense.numbers):
            return None
        held = Codes(-(-self._dense.vectors.shape[1] // 64))
        held.append(self._dense.numbers, codes.codes_of(self._dense.vectors))
        self._unsaved = len(held)
        return held

    def _load(self, session: Session, revision: int) -> Codes | None:
        """The codes kept, where they are of this store as it stands or as it stood before."""
        import numpy as np

        data = self._keeper.read() if self._keeper is not None else None
        kept = codes.unpacked(data, encoder=self._encoder.sha256) if data is not None else None
        if kept is None or not len(kept.codes) or kept.revision > revision:
            return None
        held = kept.codes
        rows = np.linspace(0, len(held) - 1, min(_SAMPLE, len(held))).astype(np.int64)
        numbers, vectors = self._stored(session, held.numbers[rows])
        if not len(numbers):
            return None
        same = codes.codes_of(vectors) == held.rows()[np.searchsorted(held.numbers, numbers)]
        return held if same.all() else None

    def _save(self, held: Codes, revision: int) -> None:
        if self._keeper is None or self._anew or self._unsaved <= _LAG * len(held):
            return
        self._keeper.write(codes.packed(held, encoder=self._encoder.sha256, revision=revision))
        self._unsaved = 0


_indexes: WeakKeyDictionary[Store, dict[str, VectorIndex]] = WeakKeyDictionary()


def index_of(store: Store, encoder: TextEncoder) -> VectorIndex:
    """The index of `store` for `encoder`, made at the first call and kept as long as the store is."""
    held = _indexes.setdefault(store, {})
    if encoder.sha256 not in held:
        held[encoder.sha256] = VectorIndex(store, encoder)
    return held[encoder.sha256]


def _gone(session: Session, held: Codes) -> Numbers:
    import numpy as np

    return np.setdiff1d(held.numbers, vector_rows.numbers(session), assume_unique=True)


def _last(numbers: Numbers) -> int:
    return int(numbers[-1]) if len(numbers) else 0
