"""Annotated documents as examples to learn from.

A document is a line {"id", "text", "attributions": [{"source", "cue", "content"}]}, each a list of
[start, end] offsets into "text".
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.document import Document
from claims.quotes import find_quotations
from claims.reading import read_text
from claims.sentences import segments, split
from claims.tagging import Label
from claims.windows import Window, tokenizer, windows

Spans = list[list[int]]


@dataclass(frozen=True, slots=True)
class Marked:
    """An annotated attribution in a window: the word that its cue starts at, and a label for each word."""

    anchor: int
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window, and what each annotator marked whose cue starts in the core."""

    document: str
    window: Window
    versions: tuple[tuple[Marked, ...], ...]


def load(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def slices(
    documents: Sequence[dict[str, Any]], *, held_out: int, seed: int
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(to train on, to choose on): `held_out` documents, drawn with `seed`, are kept from training."""
    order = sorted(documents, key=lambda d: d["id"])
    random.Random(seed).shuffle(order)
    return order[held_out:], order[:held_out]


def examples(
    documents: Iterable[dict[str, Any]], others: Iterable[dict[str, Any]], vocabulary: Path
) -> list[Example]:
    """The windows of `documents`, marked.

    Args:
        documents: annotated documents.
        others: further people's annotations of some of them, each as a document with the same id.
        vocabulary: the tokenizer's file.
    """
    versions: dict[str, list[list[dict[str, Spans]]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for document in documents:
        texts[document["id"]] = document["text"]
        versions[document["id"]].append(document["attributions"])
    for document in others:
        if texts.get(document["id"]) == document["text"]:
            versions[document["id"]].append(document["attributions"])
    work = [(name, text, versions[name], vocabulary) for name, text in texts.items()]
    with ProcessPoolExecutor(2) as pool:
        return [example for found in pool.map(_of_document, work, chunksize=16) for example in found]


def _of_document(work: tuple[str, str, list[list[dict[str, Spans]]], Path]) -> list[Example]:
    name, text, versions, vocabulary = work
    document = read_text(text, name=name)
    quotations = find_quotations(document)
    sentences = split(quotations, segments(document))
    return [
        Example(name, window, tuple(tuple(mark(document, window, version)) for version in versions))
        for window in windows(document, sentences, quotations, tokenizer(vocabulary))
    ]


def mark(document: Document, window: Window, attributions: Iterable[dict[str, Spans]]) -> list[Marked]:
    """The attributions whose cue starts in the window's core, on its words."""
    places = [document.offsets.to_origin(word.span) for word in window.words]

    def covered(spans: Spans) -> list[int]:
        return [i for i, p in enumerate(places) if any(p.start < e and s < p.end for s, e in spans)]

    found: list[Marked] = []
    for attribution in attributions:
        cue = covered(attribution["cue"])
        if not cue or not window.core[0] <= cue[0] < window.core[1]:
            continue
        labels = [Label.OTHER.value] * len(places)
        for words, begin, inside in (
            (covered(attribution["content"]), Label.CONTENT_BEGINS, Label.CONTENT),
            (covered(attribution["source"]), Label.SOURCE_BEGINS, Label.SOURCE),
        ):
            for i in words:
                labels[i] = (inside if i - 1 in words else begin).value
        for i in cue:
            labels[i] = Label.CUE.value
        found.append(Marked(cue[0], tuple(labels)))
    return found
