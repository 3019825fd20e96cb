"""Sign codes: one bit for each place of a vector, and the passages whose bits differ least from a query's.

Vectors whose signs agree point the same way (Charikar, Similarity Estimation Techniques from Rounding
Algorithms, STOC 2002), so the few whose codes differ least hold the nearest ones. All codes are compared, a
block at a time that fits the processor's cache: the answer depends on the codes alone, never on the order in
which they came, on threads, or on chance. That the answer is always the same is why no graph is used.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Words = NDArray[np.uint64]
    Vectors = NDArray[np.float32]

_BLOCK = 65_536

# How many codes are looked at twice for each one asked for.
_TIMES = 8

# Steps in which the places of a query are told apart, from -1 to 1.
_STEPS = 4096

_MAGIC = b"ATRVCOD1"
_HEADER = struct.Struct("<8s32sqqqI")


def codes_of(vectors: Vectors) -> Words:
    """The signs of `vectors`, one row each, in words of 64 bits; places beyond the length are 0."""
    import numpy as np

    packed = np.packbits(vectors > 0, axis=1)
    padded = np.zeros((len(vectors), -(-packed.shape[1] // 8) * 8), dtype=np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view("<u8").astype(np.uint64, copy=False)


class Codes:
    """Numbered codes that grow at the end. Numbers are ascending.

    Args:
        words: 64-bit words in a code.
    """

    def __init__(self, words: int) -> None:
        import numpy as np

        self.words = words
        self.numbers: Numbers = np.zeros(0, dtype=np.int64)
        self._blocks: list[Words] = []

    def __len__(self) -> int:
        return len(self.numbers)

    def append(self, numbers: Numbers, codes: Words) -> None:
        """Add codes, one row for each of `numbers`, which are higher than all before."""
        import numpy as np

        done = 0
        while done < len(numbers):
            used = (len(self.numbers) + done) % _BLOCK
            if not used:
                self._blocks.append(np.zeros((self.words, _BLOCK), dtype=np.uint64))
            part = codes[done : done + _BLOCK - used]
            self._blocks[-1][:, used : used + len(part)] = part.T
            done += len(part)
        self.numbers = np.concatenate([self.numbers, numbers])

    def without(self, gone: Numbers) -> Codes:
        """The same codes but for those with the numbers `gone`."""
        import numpy as np

        kept = ~np.isin(self.numbers, gone)
        left = Codes(self.words)
        left.append(self.numbers[kept], self.rows()[kept])
        return left

    def rows(self) -> Words:
        """All codes, one row each."""
        import numpy as np

        if not self._blocks:
            return np.zeros((0, self.words), dtype=np.uint64)
        return np.concatenate([block.T for block in self._blocks])[: len(self)]

    def nearest(self, query: Vectors, count: int, *, among: NDArray[np.bool_] | None = None) -> Numbers:
        """Numbers of the `count` codes nearest to `query`, ascending.

        Of several times as many whose bits differ least from the query's, those for which the query's places
        add up highest under their signs: the query is known in full, though they are not. The lower number
        comes first where two tie.

        Args:
            query: one vector.
            count: how many at most.
            among: keep to the rows that are True.
        """
        import numpy as np

        rows = self._differing_least(codes_of(query[np.newaxis])[0], _TIMES * count, among)
        signs = np.unpackbits(self._codes_at(rows).astype("<u8").view(np.uint8), axis=1)[:, : len(query)]
        # Whole numbers, so that the sum is the same in whatever order it is taken.
        scores = signs.astype(np.int32) @ np.round(query * _STEPS).astype(np.int32)
        found: Numbers = self.numbers[np.sort(rows[np.argsort(-scores, kind="stable")[:count]])]
        return found

    def _codes_at(self, rows: Numbers) -> Words:
        import numpy as np

        codes = np.empty((len(rows), self.words), dtype=np.uint64)
        for number, block in enumerate(self._blocks):
            here = rows // _BLOCK == number
            codes[here] = block[:, rows[here] % _BLOCK].T
        return codes

    def _differing_least(self, query: Words, count: int, among: NDArray[np.bool_] | None) -> Numbers:
        """Rows of the `count` codes that differ least from `query`, ascending."""
        import numpy as np

        distances = self._distances(query)
        if among is not None:
            distances = np.where(among, distances, np.uint16(64 * self.words + 1))
        reached = np.cumsum(np.bincount(distances, minlength=64 * self.words + 2)[: 64 * self.words + 1])
        last = int(np.searchsorted(reached, count))
        if last >= len(reached):
            return np.flatnonzero(distances <= 64 * self.words)
        inside = np.flatnonzero(distances < last)
        tied = np.flatnonzero(distances == last)[: count - len(inside)]
        return np.sort(np.concatenate([inside, tied]))

    def _distances(self, query: Words) -> NDArray[np.uint16]:
        import numpy as np

        found = np.zeros((len(self._blocks), _BLOCK), dtype=np.uint16)
        differing = np.empty(_BLOCK, dtype=np.uint64)
        bits = np.empty(_BLOCK, dtype=np.uint8)
        for block, distances in zip(self._blocks, found, strict=True):
            for word, asked in zip(block, query, strict=True):
                np.bitwise_xor(word, asked, out=differing)
                np.bitwise_count(differing, out=bits)
                distances += bits
        return found.reshape(-1)[: len(self)]


@dataclass(frozen=True, slots=True)
class Kept:
    """Codes as they are kept, and the revision of the store that they were made at."""

    codes: Codes
    revision: int


def packed(codes: Codes, *, encoder: str, revision: int) -> bytes:
    """`codes` as bytes, for `unpacked`."""
    body = codes.numbers.astype("<i8").tobytes() + codes.rows().astype("<u8").tobytes()
    head = (_MAGIC, _stamp(encoder), revision, len(codes), codes.words, zlib.crc32(body))
    return _HEADER.pack(*head) + body


def unpacked(data: bytes, *, encoder: str) -> Kept | None:
    """What `packed` gave, or None where it is damaged or of another encoder."""
    import numpy as np

    if len(data) < _HEADER.size:
        return None
    magic, stamp, revision, count, words, checksum = _HEADER.unpack_from(data)
    body = memoryview(data)[_HEADER.size :]
    whole = len(body) == count * 8 * (words + 1) and zlib.crc32(body) == checksum
    if magic != _MAGIC or stamp != _stamp(encoder) or not whole:
        return None
    codes = Codes(words)
    codes.append(
        np.frombuffer(body, "<i8", count).astype(np.int64),
        np.frombuffer(body, "<u8", offset=8 * count).reshape(count, words).astype(np.uint64),
    )
    return Kept(codes, revision)


def _stamp(encoder: str) -> bytes:
    return hashlib.sha256(encoder.encode()).digest()
