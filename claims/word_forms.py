"""A word's class, features and base form.

The attribute ruler and the lemmatiser, which do this for spaCy, read nothing but the word, its tag, its
dependency and whether it follows an expletive; so they are asked once for each such setting and the answer is
remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Token

# Settings remembered before all are forgotten: a bound on memory.
REMEMBERED = 200_000
# First parts of words that the tokenizer splits ("ai n't"): the second part's form depends on them.
SPLIT = frozenset(("ai", "gon", "got", "let", "c'm", "y", "y'"))
_Setting = tuple[int, ...]


class WordForms:
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

    def __call__(self, docs: Sequence[Doc]) -> None:
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
