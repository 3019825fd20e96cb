"""What plain features can tell of whether a text says so: a logistic regression on ten of them.

Cosine of claim and sentence (best, mean of three), BM25 of the best sentence and of the page, the shares of
the claim's words that the page and the best sentence hold, those of its word pairs, numbers and names that
the page holds, and its length.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from sources.encoder import Encoder
from training.entailment.data import Part, pages, part_of_page
from verifier.compare.words import sentence_spans

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

TRAINED_ON = ("feverdev_train", "summedits_other_train", "begin_train", "mnli_rec_train")
EACH = 400
SEED = 17
# Sentences of a page that are encoded: those with the best BM25.
ENCODED = 4
_K, _B = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class Baseline:
    """The fitted regression."""

    model: Pipeline
    encoder: Encoder

    def predict(self, pairs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Predictions as the scorer reads them; only their score means something."""
        shares = self.model.predict_proba(_table(pairs, self.encoder))[:, 1]
        return [
            {"id": p["id"], "verdict": "supported" if s >= 0.5 else "not_found", "score": float(s)}
            for p, s in zip(pairs, shares, strict=True)
        ]


def train(folder: Path) -> Baseline:
    """Fits on a sample of the training sets below `folder`."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    draw = random.Random(SEED)
    pairs = [p for p in pages(folder) if part_of_page(p["title"]) is not Part.MEASURE]
    for name in TRAINED_ON:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        pairs += [json.loads(line) for line in draw.sample(lines, EACH)]
    encoder = Encoder()
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, class_weight="balanced"))
    return Baseline(model.fit(_table(pairs, encoder), [p["label"] == "supported" for p in pairs]), encoder)


def _table(pairs: Sequence[dict[str, Any]], encoder: Encoder) -> NDArray[np.float64]:
    return np.array([features(p["claim"], p["source_text"], encoder) for p in pairs])


def features(claim: str, text: str, encoder: Encoder) -> list[float]:
    """The ten features of one pair."""
    sentences = [s.of(text) for s in sentence_spans(text)] or [text]
    asked, held = _words(claim), [_words(s) for s in sentences]
    scores = _bm25(asked, held)
    likely = sorted(range(len(sentences)), key=lambda n: (-scores[n], n))[:ENCODED]
    vectors = encoder.encode([claim, *(sentences[n] for n in likely)])
    near = sorted((float(v @ vectors[0]) for v in vectors[1:]), reverse=True)
    best = held[likely[0]]
    page = [w for words in held for w in words]
    return [
        near[0],
        sum(near[:3]) / len(near[:3]),
        max(scores),
        sum(scores),
        _share(asked, page),
        _share(asked, best),
        _share(list(pairwise(asked)), list(pairwise(page))),
        _share(re.findall(r"\d+", claim), re.findall(r"\d+", text)),
        _share(re.findall(r"(?<=\s)[A-Z]\w+", claim), re.findall(r"[A-Z]\w+", text)),
        float(len(asked)),
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _share(asked: Sequence[object], held: Sequence[object]) -> float:
    known = set(held)
    return sum(a in known for a in asked) / len(asked) if asked else 1.0


def _bm25(asked: Sequence[str], held: Sequence[Sequence[str]]) -> list[float]:
    """Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, over the page's sentences."""
    average = sum(map(len, held)) / len(held) or 1.0
    spread = Counter(w for words in held for w in set(words))
    rarity = {w: log(1 + (len(held) - spread[w] + 0.5) / (spread[w] + 0.5)) for w in asked}
    found = []
    for words in held:
        count = Counter(words)
        norm = _K * (1 - _B + _B * len(words) / average)
        found.append(sum(rarity[w] * count[w] * (_K + 1) / (count[w] + norm) for w in rarity))
    return found
