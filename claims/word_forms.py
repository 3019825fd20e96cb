"""A word's class, features and base form.

The attribute ruler and the lemmatiser, which do this for spaCy, read little of a word: the ruler its tag, its
dependency, whether it follows an expletive, and of some words that its patterns name the word; the lemmatiser
the word and what the ruler told. So each is asked once for what it reads, and the answer is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

# Settings remembered before all are forgotten: a bound on memory.
REMEMBERED = 200_000
# First parts of words that the tokenizer splits ("ai n't"): the second part's form depends on them.
SPLIT = frozenset(("ai", "gon", "got", "let", "c'm", "y", "y'"))
_Setting = tuple[int, ...]
_FORMS = Struct("=5Q")
_Table = NDArray[Any]


class WordForms:
    """The attribute ruler and the lemmatiser of `nlp`, asked once for each setting of a word."""

    def __init__(self, nlp: Language) -> None:
        ruler: Any = nlp.get_pipe("attribute_ruler")
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        index = lemmatizer.lookups.get_table("lemma_index")
        for kind in list(index):
            # The lemmatiser asks whether a word is in it; a list would be gone through each time.
            index[kind] = frozenset(index[kind])
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._named = _named(ruler.patterns)
        # By setting the word's part of speech, features, base form, tag and dependency, as `_FORMS`.
        self._known: dict[_Setting, bytes] = {}
        # The same as the ruler tells it; 0 for a base form that it leaves open, or a word it doesn't name.
        self._ruled: dict[_Setting, _Setting] = {}
        self._expletive = nlp.vocab.strings["expl"]
        self._split = np.array([nlp.vocab.strings.add(word) for word in SPLIT], dtype=np.uint64)

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Sets part of speech, morphology and lemma; of white space tag and dependency too."""
        tables = [doc.to_array([ORTH, TAG, DEP, LOWER, IS_SPACE]) for doc in docs]
        starts = np.cumsum([0, *map(len, docs)])
        are_split = np.isin(np.concatenate(tables)[:, 3], self._split)
        has_split = np.logical_or.reduceat(are_split, starts[:-1]).tolist()
        plain: list[tuple[Doc, _Table]] = []
        for doc, table, split in zip(docs, tables, has_split, strict=True):
            if split:
                self._lemmatizer(self._ruler(doc))
            else:
                plain.append((doc, table))
        if plain:
            self._annotate(plain)

    def _annotate(self, docs: Sequence[tuple[Doc, _Table]]) -> None:
        """Annotates documents without words that are split, each with its part of the table."""
        table = np.concatenate([own for _, own in docs])
        starts = np.cumsum([0, *(len(own) for _, own in docs)])
        after = np.append(False, table[:-1, 2] == self._expletive)
        after[starts[:-1]] = False
        settings = list(zip(*table[:, :3].T.tolist(), after.tolist(), strict=True))
        known = self._learned(settings, (token for doc, _ in docs for token in doc))
        forms = np.frombuffer(b"".join([known[setting] for setting in settings]), np.uint64).reshape(-1, 5)
        given: Any = np.ascontiguousarray(forms[:, :3])
        spaces = table[:, 4] == 1
        for (doc, _), start, end in zip(docs, starts[:-1], starts[1:], strict=True):
            doc.from_array([POS, MORPH, LEMMA], given[start:end])
            for place in np.flatnonzero(spaces[start:end]).tolist():
                doc[place].tag, doc[place].dep = forms[start + place, 3:].tolist()

    def _learned(self, settings: Sequence[_Setting], tokens: Iterable[Token]) -> Mapping[_Setting, bytes]:
        """All that is known, after it was asked for all new settings at once, each that of one token."""
        if len(self._known) >= REMEMBERED:
            # Not cleared: another thread may be reading.
            self._known, self._ruled = {}, {}
        known, ruled = self._known, self._ruled
        new = {
            setting: token.doc[max(token.i - 1, 0) : token.i + 1]
            for setting, token in zip(settings, tokens, strict=True)
            if setting not in known
        }
        if not new:
            return known
        alike = {setting: self._for_ruler(setting, near[-1]) for setting, near in new.items()}
        ruled.update(self._rule({alike[s]: near for s, near in new.items() if alike[s] not in ruled}))
        forms = [ruled[alike[setting]] for setting in new]
        strings = self._ruler.vocab.strings
        doc = Doc(
            self._ruler.vocab,
            words=[near[-1].text for near in new.values()],
            pos=[strings[pos] for pos, *_ in forms],
            morphs=[strings[morph] for _, morph, *_ in forms],
            lemmas=[strings[lemma] for _, _, lemma, *_ in forms],
        )
        for setting, token, (pos, morph, _, tag, dep) in zip(new, self._lemmatizer(doc), forms, strict=True):
            known[setting] = _FORMS.pack(pos, morph, token.lemma, tag, dep)
        return known

    def _for_ruler(self, setting: _Setting, token: Token) -> _Setting:
        """The setting as far as the ruler reads it."""
        orth, *others = setting
        return (orth if self._named(token.lower_) else 0, token.is_space, *others)

    def _rule(self, new: Mapping[_Setting, Span]) -> Iterator[tuple[_Setting, _Setting]]:
        """Asks the ruler, in one document, about the last word of each span, behind its expletive if any."""
        places: dict[_Setting, int] = {}
        tokens: list[Token] = []
        # Expletives last, so that no other word follows one that isn't its own.
        for setting, near in sorted(new.items(), key=lambda pair: pair[1][-1].dep == self._expletive):
            tokens.extend(near if setting[-1] else near[-1:])
            places[setting] = len(tokens) - 1
        told = self._ruler(_of_tokens(tokens)) if tokens else ()
        for setting, place in places.items():
            token = told[place]
            morph: Any = token.morph
            yield setting, (token.pos, morph.key, token.lemma, token.tag, token.dep)


def _named(patterns: Iterable[Mapping[str, Any]]) -> Callable[[str], bool]:
    """Whether some pattern of the ruler asks for this word, in small letters."""
    asked = [word.get("LOWER") for each in patterns for pattern in each["patterns"] for word in pattern]
    named = {word for word in asked if isinstance(word, str)}
    others = [word for word in asked if isinstance(word, dict)]
    named |= {word for other in others for word in other.get("IN", ())}
    form = re.compile("|".join(other["REGEX"] for other in others if "REGEX" in other))
    return lru_cache(REMEMBERED)(lambda word: word in named or form.search(word) is not None)


def _of_tokens(tokens: Sequence[Token]) -> Doc:
    """A document of words from elsewhere, with their tags and dependencies."""
    return Doc(
        tokens[0].vocab,
        words=[t.text for t in tokens],
        tags=[t.tag_ for t in tokens],
        deps=[t.dep_ for t in tokens],
        heads=[0] * len(tokens),
    )
