"""Two steps of spaCy's pipeline, with the same results in less time.

`word_forms` gives a word's class, features and base form. The attribute ruler and the lemmatiser, which do
this for spaCy, read nothing but the word, its tag, its dependency and whether it follows an expletive; so
they are asked once for each such setting and the answer is remembered.

`entities` decodes the entity recogniser's network. spaCy's own decoder takes the interpreter's lock once for
each word and possible label, which costs more than the network. Here sentences are decoded side by side.
"""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

#: The steps of spaCy's that these stand in for.
REPLACED = ("attribute_ruler", "lemmatizer", "ner")
# Settings remembered before all are forgotten: a bound on memory.
REMEMBERED = 200_000
_IMPOSSIBLE = np.float32(-1e9)
# First parts of words that the tokenizer splits ("ai n't"): the second part's form depends on them.
SPLIT = frozenset(("ai", "gon", "got", "let", "c'm", "y", "y'"))
_Setting = tuple[int, ...]


class _Step(ABC):
    """A step of the pipeline that works through batches of documents."""

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The documents, annotated, in order."""
        rest = iter(docs)
        while batch := list(itertools.islice(rest, batch_size)):
            self.annotate(batch)
            yield from batch

    @abstractmethod
    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets this step's annotations on `docs`."""


class WordForms(_Step):
    """The attribute ruler and the lemmatiser of `nlp`, asked once for each setting of a word."""

    def __init__(self, nlp: Language) -> None:
        ruler: Any = nlp.get_pipe("attribute_ruler")
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        index = lemmatizer.lookups.get_table("lemma_index")
        for kind in list(index):
            # The lemmatiser asks whether a word is in it; a list would be gone through each time.
            index[kind] = frozenset(index[kind])
        self._steps: tuple[Any, Any] = (ruler, lemmatizer)
        self._known: dict[_Setting, _Setting] = {}
        self._expletive = nlp.vocab.strings["expl"]
        self._split = np.array([nlp.vocab.strings.add(word) for word in SPLIT], dtype=np.uint64)

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets part of speech, morphology and lemma; of white space tag and dependency too."""
        settings: list[tuple[Doc, list[_Setting]]] = []
        for doc in docs:
            table = doc.to_array([ORTH, TAG, DEP, LOWER])
            if np.isin(table[:, 3], self._split).any():
                self._ask(doc)
            else:
                after = [False, *(table[:-1, 2] == self._expletive).tolist()]
                settings.append((doc, list(zip(*table[:, :3].T.tolist(), after, strict=False))))
        self._learn(settings)
        for doc, own in settings:
            forms = np.array([self._known[s] for s in own], dtype=np.uint64).reshape(-1, 5)
            given: Any = np.ascontiguousarray(forms[:, :3])
            doc.from_array([POS, MORPH, LEMMA], given)
            for place in np.flatnonzero(doc.to_array(IS_SPACE)).tolist():
                doc[place].tag, doc[place].dep = forms[place, 3:].tolist()

    def _learn(self, settings: Sequence[tuple[Doc, Sequence[_Setting]]]) -> None:
        """Asks for all new settings in one document, each word behind its expletive where it has one."""
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        new = {
            setting: doc[max(place - 1, 0) : place + 1]
            for doc, own in settings
            for place, setting in enumerate(own)
            if setting not in self._known
        }
        asked: dict[_Setting, int] = {}
        tokens: list[Token] = []
        # Expletives last, so that no other word follows one that isn't its own.
        for setting, near in sorted(new.items(), key=lambda pair: pair[0][2] == self._expletive):
            tokens.extend(near if setting[3] else near[-1:])
            asked[setting] = len(tokens) - 1
        if tokens:
            told = self._ask(_of_tokens(tokens))
            for setting, place in asked.items():
                token = told[place]
                morph: Any = token.morph
                self._known[setting] = (token.pos, morph.key, token.lemma, token.tag, token.dep)

    def _ask(self, doc: Doc) -> Doc:
        for step in self._steps:
            doc = step(doc)
        return doc


def _of_tokens(tokens: Sequence[Token]) -> Doc:
    """A document of words from elsewhere, with their tags and dependencies."""
    return Doc(
        tokens[0].vocab,
        words=[t.text for t in tokens],
        tags=[t.tag_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=[0] * len(tokens),
    )


class Entities(_Step):
    """Greedy decoding of the entity recogniser of `nlp`.

    Its network scores each way to go on at a word (begin, continue, end or be an entity of a label, or none)
    from three words: this one, and of an open entity the first and the latest.
    """

    def __init__(self, nlp: Language) -> None:
        recogniser: Any = nlp.get_pipe("ner")
        model = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._words = model.get_ref("tok2vec")
        # (features, hidden units, pieces of each, inputs), and what stands in for an absent word.
        self._weights = np.asarray(lower.get_param("W"))
        self._absent = np.asarray(lower.get_param("pad"))[0]
        self._bias = np.asarray(lower.get_param("b"))
        self._out = np.ascontiguousarray(np.asarray(upper.get_param("W")).T)
        self._out_bias = np.asarray(upper.get_param("b"))
        moves: list[str] = [recogniser.moves.get_class_name(i) for i in range(recogniser.moves.n_moves)]
        # "U-" without a label closes nothing here: spaCy keeps it for words that the caller has barred.
        self._kinds = np.array([move[0] if move != "U-" else "-" for move in moves])
        self._labels = [move[2:] for move in moves]
        self._allowed = self._constraints()

    def _constraints(self) -> NDArray[np.float32]:
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

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Sets the entities."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        vectors = self._words.predict(docs)
        moves = self._decode(
            np.einsum("wi,fopi->fwop", vectors, self._weights, optimize=True),
            _sentences(docs),
            np.concatenate([doc.to_array(IS_SPACE) for doc in docs]).astype(bool),
        )
        first = 0
        for doc in docs:
            doc.set_ents(self._spans(doc, moves[first : first + len(doc)]))
            first += len(doc)

    def _decode(
        self,
        scored: NDArray[np.float32],
        sentences: Sequence[tuple[int, int]],
        spaces: NDArray[np.bool_],
    ) -> NDArray[np.int64]:
        """The move at each word; `scored` has shape (3, words, hidden units, pieces)."""
        ordered = sorted(sentences, key=lambda s: s[0] - s[1])
        starts = np.array([s for s, _ in ordered])
        lengths = np.array([e - s for s, e in ordered])
        moves = np.zeros(scored.shape[1], dtype=np.int64)
        opened = np.zeros(len(ordered), dtype=np.int64)
        begins = np.zeros(len(ordered), dtype=np.int64)
        outside = self._kinds == "O"
        opens, closes = self._kinds == "B", self._kinds == "L"
        for step in range(int(lengths[0])):
            alive = int(np.searchsorted(-lengths, -step, side="left"))
            words, state = starts[:alive] + step, opened[:alive]
            inside = (state > 0)[:, None, None]
            hidden = scored[0, words] + self._bias
            hidden += np.where(inside, scored[1, begins[:alive]], self._absent[1])
            hidden += np.where(inside, scored[2, words - 1], self._absent[2])
            scores = hidden.max(axis=2) @ self._out + self._out_bias
            scores += self._allowed[(lengths[:alive] == step + 1).astype(np.int64), state]
            blank = spaces[words] & (state == 0)
            if blank.any():
                scores[np.ix_(blank, ~outside)] = _IMPOSSIBLE
            chosen = scores.argmax(axis=1)
            moves[words] = chosen
            begins[:alive] = np.where(opens[chosen], words, begins[:alive])
            opened[:alive] = np.where(opens[chosen], chosen + 1, np.where(closes[chosen], 0, state))
        return moves

    def _spans(self, doc: Doc, moves: NDArray[np.int64]) -> list[Span]:
        found: list[Span] = []
        first = 0
        for place, move in enumerate(moves):
            kind = self._kinds[move]
            if kind in "BU":
                first = place
            if kind in "LU":
                found.append(Span(doc, first, place + 1, label=self._labels[move]))
        return found


def _sentences(docs: Sequence[Doc]) -> list[tuple[int, int]]:
    """First word and end of each sentence, counted through all documents."""
    found: list[tuple[int, int]] = []
    before = 0
    for doc in docs:
        starts = [0, *(1 + np.flatnonzero(doc.to_array(SENT_START)[1:] == 1)).tolist(), len(doc)]
        found.extend((before + s, before + e) for s, e in itertools.pairwise(starts))
        before += len(doc)
    return found


@Language.factory("word_forms")
def word_forms(nlp: Language, name: str) -> WordForms:  # noqa: ARG001  # spaCy passes the name
    """The step by its name, for a pipeline that has an attribute ruler and a lemmatiser."""
    return WordForms(nlp)


@Language.factory("entities")
def entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001  # spaCy passes the name
    """The step by its name, for a pipeline that has an entity recogniser."""
    return Entities(nlp)
