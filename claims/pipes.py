"""Steps for spaCy's pipeline, with the same results as its own in less time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from claims.decoders import Dependencies, Entities
from claims.word_forms import WordForms
from claims.word_vectors import WordVectors

#: The steps of spaCy's that those here stand in for.
REPLACED = ("tok2vec", "parser", "attribute_ruler", "lemmatizer", "ner")
# Words from which on a batch is full: each takes some kilobytes on the way.
WORDS = 10_000


class _Step:
    """A step that annotates several documents at once, none of them empty."""

    def __init__(self, annotate: Callable[[Sequence[Doc]], None]) -> None:
        self._annotate = annotate

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The documents, annotated, in order."""
        for batch in _batches(docs, batch_size):
            if some := [doc for doc in batch if len(doc)]:
                self._annotate(some)
            yield from batch


def _batches(docs: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    """So many documents at a time, fewer where they are long."""
    batch: list[Doc] = []
    for doc in docs:
        batch.append(doc)
        if len(batch) == size or sum(map(len, batch)) >= WORDS:
            yield batch
            batch = []
    if batch:
        yield batch


@Language.factory("word_vectors")
def word_vectors(nlp: Language, name: str) -> _Step:  # noqa: ARG001  # spaCy passes the name
    """Sets the tensors from which tagger and parser of `nlp` read: they share one network."""
    step: Any = nlp.get_pipe("tok2vec")
    vectors = WordVectors(step.model)

    def annotate(docs: Sequence[Doc]) -> None:
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        for doc, own in zip(docs, np.split(vectors(docs), ends), strict=True):
            doc.tensor = own  # type: ignore[assignment]  # spaCy's stub has another kind of float

    return _Step(annotate)


@Language.factory("dependencies")
def dependencies(nlp: Language, name: str) -> _Step:  # noqa: ARG001
    """Parses as the parser of `nlp`."""
    return _Step(Dependencies(nlp))


@Language.factory("word_forms")
def word_forms(nlp: Language, name: str) -> _Step:  # noqa: ARG001
    """Sets part of speech, morphology and lemma as attribute ruler and lemmatiser of `nlp`."""
    return _Step(WordForms(nlp))


@Language.factory("entities")
def entities(nlp: Language, name: str) -> _Step:  # noqa: ARG001
    """Sets entities as the recogniser of `nlp`."""
    return _Step(Entities(nlp))
