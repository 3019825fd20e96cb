"""The vectors of words in their context from which spaCy's taggers and parsers read.

spaCy's network looks up hashed features of each word and mixes them, then lets each word see its neighbours,
layer by layer. The first half depends on the word alone, so its result is remembered; the second is the same
arithmetic in fewer passes over the memory. Together that takes half the time.

Source: spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

# Words remembered before all are forgotten: a bound on memory.
REMEMBERED = 50_000
# Words embedded at once. Always as many: the last bit of a product may depend on its shape, and so a vector
# would depend on what was read before.
_AT_ONCE = 64
_Vectors = NDArray[np.float32]


class WordVectors:
    """A network of spaCy's, an embedding and an encoder over windows of three words, remembering words."""

    def __init__(self, network: Any) -> None:
        """`network` is the thinc model of both, as spaCy loads it."""
        embedding, encoder = network.layers
        features, _, tables, mixed, _ = embedding.layers
        self._features: list[Any] = features.attrs["columns"]
        self._tables = [_Table(column.layers[1]) for column in tables.layers[0].layers]
        self._mixed = _Layer(mixed.layers[0])
        self._layers = [_Layer(residual.layers[0].layers[1]) for residual in encoder.layers[0].layers]
        self._width: int = network.get_dim("nO")
        # By its features, the vector of each word by itself, both as bytes. Several threads may read and add.
        self._known: dict[bytes, bytes] = {}

    def __call__(self, docs: Sequence[Doc]) -> _Vectors:
        """A vector for each word of `docs`, at least one of them, in order: shape (words, width)."""
        words = self._embedded(np.concatenate([doc.to_array(self._features) for doc in docs]))
        # Between documents, and at both ends, stands as much nothing as layers can see across.
        gap = len(self._layers)
        before = gap * np.repeat(np.arange(1, len(docs) + 1), [len(doc) for doc in docs])
        places = before + np.arange(len(words))
        vectors = np.zeros((len(words) + gap * (len(docs) + 1), self._width), dtype=np.float32)
        vectors[places] = words
        seen = np.zeros((len(vectors), 3 * self._width), dtype=np.float32)
        left, own, right = np.split(seen, 3, axis=1)
        for layer in self._layers:
            left[1:], own[:], right[:-1] = vectors[:-1], vectors, vectors[1:]
            vectors += layer(seen)
        found: _Vectors = vectors[places]
        return found

    def _embedded(self, features: NDArray[np.uint64]) -> _Vectors:
        """The vectors of words by themselves; `features` has shape (words, features)."""
        row = np.dtype((np.void, features.shape[1] * features.itemsize))
        words: list[Any] = np.ascontiguousarray(features).view(row).ravel().tolist()
        known = self._known
        unseen = list(dict.fromkeys(word for word in words if word not in known))
        if unseen and len(known) + len(unseen) > REMEMBERED:
            known = self._known = {}
            unseen = list(dict.fromkeys(words))
        for start in range(0, len(unseen), _AT_ONCE):
            some = unseen[start : start + _AT_ONCE]
            # Fewer are repeated until they are as many.
            rows = np.resize(np.frombuffer(b"".join(some), features.dtype), (_AT_ONCE, features.shape[1]))
            columns = np.ascontiguousarray(rows.T)
            looked_up = [table(column) for table, column in zip(self._tables, columns, strict=True)]
            vectors = self._mixed(np.concatenate(looked_up, axis=1))
            known.update(zip(some, (vector.tobytes() for vector in vectors), strict=False))
        return np.frombuffer(b"".join([known[word] for word in words]), np.float32).reshape(-1, self._width)


class _Table:
    """Vectors by the hashes of one feature: each hash has four rows, which are added up."""

    def __init__(self, hashed: Any) -> None:
        self._ops = hashed.ops
        self._seed = hashed.attrs["seed"]
        self._vectors = np.asarray(hashed.get_param("E"))

    def __call__(self, features: NDArray[np.uint64]) -> _Vectors:
        rows = self._ops.hash(features, self._seed) % len(self._vectors)
        found: _Vectors = self._ops.gather_add(self._vectors, rows)
        return found


class _Layer:
    """What one layer makes of each word: the greatest of three products with what it sees, normalised."""

    def __init__(self, layer: Any) -> None:
        """`layer` is the thinc model of a maxout, a norm and a dropout."""
        maxout, norm = layer.layers[0].layers
        weights = np.asarray(maxout.get_param("W"))  # (outputs, pieces, inputs)
        self._outputs = len(weights)
        # The pieces of all outputs one after another: then whole rows are compared.
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]).T)
        self._bias = np.asarray(maxout.get_param("b")).T.reshape(-1)
        self._scale, self._shift = np.asarray(norm.get_param("G")), np.asarray(norm.get_param("b"))

    def __call__(self, seen: _Vectors) -> _Vectors:
        products = seen @ self._weights
        products += self._bias
        first, *others = np.split(products, products.shape[1] // self._outputs, axis=1)
        for other in others:
            np.maximum(first, other, out=first)
        centred: _Vectors = first - first.mean(axis=1, keepdims=True)
        variance = np.einsum("wi,wi->w", centred, centred) / np.float32(self._outputs)
        centred *= ((variance + np.float32(1e-8)) ** -0.5)[:, None]
        centred *= self._scale
        centred += self._shift
        return centred
