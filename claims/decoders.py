"""Greedy decoding of spaCy's parser and entity recogniser, with its results in less than half the time.

Both score ways to go on, moves, from a layer of hidden units over the vectors of a few words. spaCy's own
decoders take the interpreter's lock once for each hidden unit, and the recogniser's once more for each word
and possible label; that costs more than the networks.

Source: spaCy's `TransitionBasedParser`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.word_vectors import WordVectors

_IMPOSSIBLE = np.float32(-1e9)
_Numbers = NDArray[np.float32]


class _Scorer:
    """The part of a network that scores moves from some words, each in a role: the next one, its head."""

    def __init__(self, model: Any) -> None:
        self._narrowed = model.get_ref("tok2vec").layers[-1]
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        # From (roles, units, pieces, inputs): for each role the first piece of all units, then the others.
        weights = np.asarray(lower.get_param("W")).transpose(3, 0, 2, 1)
        inputs, roles, *self._units = weights.shape
        self._weights = weights.reshape(inputs, -1)
        self._absent = np.asarray(lower.get_param("pad"))[0].transpose(0, 2, 1).reshape(roles, -1)
        self._bias = np.asarray(lower.get_param("b")).T.reshape(-1)
        self._out = np.ascontiguousarray(np.asarray(upper.get_param("W")).T)
        self._out_bias = np.asarray(upper.get_param("b"))

    def shares(self, vectors: _Numbers) -> _Numbers:
        """What each word gives to the hidden units in each role: shape (words + 1, roles, pieces and units).

        The last row is that of an absent word.
        """
        shares = np.empty((len(vectors) + 1, *self._absent.shape), dtype=np.float32)
        shares[:-1] = (self._narrowed.predict(vectors) @ self._weights).reshape(shares[:-1].shape)
        shares[-1] = self._absent
        shares[:, 0] += self._bias
        return shares

    def scores(self, hidden: _Numbers) -> _Numbers:
        """The moves' scores, a row each, for the sums of shares in the rows of `hidden`."""
        scores: _Numbers = hidden.reshape(-1, *self._units).max(axis=1) @ self._out
        scores += self._out_bias
        return scores


class Dependencies:
    """Greedy decoding of the parser of `nlp`: a move of every document at a time."""

    def __init__(self, nlp: Language) -> None:
        parser: Any = nlp.get_pipe("parser")
        self._parser = parser
        self._scorer = _Scorer(parser.model)
        # It reads from states which words count; what it was primed with does not matter.
        self._reader = parser.model.predict([nlp.make_doc("word")])

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets heads, dependencies and sentences of documents whose tensors are their words' vectors."""
        shares = self._scorer.shares(np.concatenate([doc.tensor for doc in docs]))
        roles = np.arange(shares.shape[1], dtype=np.int32)
        rows = shares.reshape(-1, shares.shape[2])
        states = self._parser.moves.init_batch(docs)
        left = states
        while left:
            words = self._reader.get_token_ids(left)  # -1, the last one, for an absent word
            hidden = rows.take(words * len(roles) + roles, axis=0).sum(axis=1)
            left = self._parser.transition_states(left, self._scorer.scores(hidden))
        self._parser.set_annotations(docs, states)


class Entities:
    """Greedy decoding of the entity recogniser of `nlp`.

    A move begins, continues or ends an entity of a label, is one of a single word, or is none. It is scored
    from three words: this one, and of an open entity the first and the latest. Outside entities it depends on
    nothing before it, so all words are scored at once; then entities are followed to their ends together.
    """

    def __init__(self, nlp: Language) -> None:
        recogniser: Any = nlp.get_pipe("ner")
        self._vectors = WordVectors(recogniser.model.get_ref("tok2vec").layers[0])
        self._scorer = _Scorer(recogniser.model)
        moves: list[str] = [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]
        # "U-" without a label closes nothing here: spaCy keeps it for words that the caller has barred.
        self._kinds = np.array([move[0] if move != "U-" else "-" for move in moves])
        self._labels = [move[2:] for move in moves]
        self._allowed = self._constraints()

    def _constraints(self) -> _Numbers:
        """What is added to the moves' scores, shape (2, 1 + moves, moves): 0 or an impossibly low score.

        The first index tells whether the word ends its sentence; the second is 0 where no entity is open,
        else 1 more than the move that opened it.
        """
        count = len(self._labels)
        allowed = np.full((2, 1 + count, count), _IMPOSSIBLE, dtype=np.float32)
        for move, (kind, label) in enumerate(zip(self._kinds, self._labels, strict=True)):
            if kind in "UO":
                allowed[:, 0, move] = 0
            elif kind == "B":
                allowed[0, 0, move] = 0
            for opener in range(count):
                if self._kinds[opener] == "B" and self._labels[opener] == label:
                    if kind == "L":
                        allowed[:, 1 + opener, move] = 0
                    elif kind == "I":
                        allowed[0, 1 + opener, move] = 0
        return allowed

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets the entities of documents whose sentences are known."""
        table = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
        starts = np.cumsum([0, *map(len, docs)])
        last = np.append(table[1:, 1] == 1, True)
        last[starts[1:] - 1] = True
        found = self._decoded(self._scorer.shares(self._vectors(docs)), last, table[:, 0] == 1)
        for doc, start, end in zip(docs, starts[:-1], starts[1:], strict=True):
            own = [entity for entity in found if start <= entity[0] < end]
            doc.set_ents(
                [Span(doc, first - start, final - start + 1, label=label) for first, final, label in own]
            )

    def _decoded(
        self, shares: _Numbers, last: NDArray[np.bool_], spaces: NDArray[np.bool_]
    ) -> list[tuple[int, int, str]]:
        """First and last word and label of each entity.

        Args:
            shares: of the words, as the scorer gives them.
            last: whether a word is its sentence's last.
            spaces: whether it is white space, with which no entity begins.
        """
        absent = shares[-1]
        scores = self._scorer.scores(shares[:-1, 0] + absent[1] + absent[2])
        scores += self._allowed[last.astype(int), 0]
        scores[np.ix_(spaces, self._kinds != "O")] = _IMPOSSIBLE
        moves = scores.argmax(axis=1)
        finals = self._finals(shares, last, moves)
        found: list[tuple[int, int, str]] = []
        after = 0
        for first in np.flatnonzero(np.isin(self._kinds[moves], ("B", "U"))).tolist():
            if first >= after:  # else the entity before it goes on here
                final = finals.get(first, first)
                found.append((first, final, self._labels[moves[first]]))
                after = final + 1
        return found

    def _finals(self, shares: _Numbers, last: NDArray[np.bool_], moves: NDArray[np.int64]) -> dict[int, int]:
        """The last word, by the first, of each entity of several words that one of `moves` would begin."""
        finals: dict[int, int] = {}
        first = np.flatnonzero(self._kinds[moves] == "B")
        word = first + 1
        while len(first):
            scores = self._scorer.scores(shares[word, 0] + shares[first, 1] + shares[word - 1, 2])
            scores += self._allowed[last[word].astype(int), 1 + moves[first]]
            closes = self._kinds[scores.argmax(axis=1)] == "L"
            finals.update(zip(first[closes].tolist(), word[closes].tolist(), strict=True))
            first, word = first[~closes], word[~closes] + 1
        return finals
