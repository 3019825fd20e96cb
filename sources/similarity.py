"""Cosines that are the same on every machine, and the order that they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Vectors = NDArray[np.float32]
    Wide = NDArray[np.float64]

_DECIMALS = 4

# What a float32 product of two unit vectors may be off by, in whatever order it is summed: with eight sums
# side by side, as BLAS has them at least, 384 places bring an error below 3e-6.
_MARGIN = 4e-6


@dataclass(frozen=True, slots=True)
class Compared:
    """The passages that a query was compared with, by ascending number.

    Attributes:
        numbers: the passages.
        similarities: cosines, rounded to 4 places so that noise in the last digits decides no rank.
        ranks: from 1; passages that are equally near stand in order of number. In a store with more than
            `EXACT` passages, the rank among those compared.
    """

    numbers: Numbers
    similarities: Wide
    ranks: Numbers

    def best(self, count: int) -> Numbers:
        """Numbers of the `count` nearest, nearest first."""
        import numpy as np

        return self.numbers[np.argsort(self.ranks, kind="stable")[:count]]

    def places(self, numbers: Sequence[int]) -> dict[int, int]:
        """The rows of those of `numbers` that were compared."""
        import numpy as np

        if not len(self.numbers):
            return {}
        rows = np.minimum(np.searchsorted(self.numbers, numbers), len(self.numbers) - 1)
        return {n: int(row) for n, row in zip(numbers, rows, strict=True) if self.numbers[row] == n}


def compared(numbers: Numbers, similarities: Wide) -> Compared:
    """Passages by ascending number, with the ranks that their similarities give."""
    import numpy as np

    ranks = np.empty(len(numbers), dtype=np.int64)
    ranks[np.argsort(-similarities, kind="stable")] = np.arange(1, len(numbers) + 1)
    return Compared(numbers, similarities, ranks)


def exact_similarities(query: Vectors, vectors: Vectors) -> Wide:
    """Cosines of unit vectors, rounded to 4 places.

    Each row is summed by itself: the rounding of a matrix product would depend on its size.
    """
    import numpy as np

    found: Wide = np.round((vectors.astype(np.float64) * query.astype(np.float64)).sum(axis=1), _DECIMALS)
    return found


def similarities_to(query: Vectors, vectors: Vectors) -> Wide:
    """The same as `exact_similarities`, several times as fast for many vectors.

    A float32 product decides where it lies too far from the middle between two roundings for its error to
    matter; only the others are summed exactly.
    """
    import numpy as np

    if not len(vectors):
        return np.zeros(0)
    scaled = (vectors @ query).astype(np.float64) * 10**_DECIMALS
    found: Wide = np.round(scaled)
    close = np.flatnonzero(np.abs(np.abs(scaled - found) - 0.5) < _MARGIN * 10**_DECIMALS)
    found /= 10**_DECIMALS
    found[close] = exact_similarities(query, vectors[close])
    return found
