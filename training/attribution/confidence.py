"""Fits what the attributions' confidence weighs: `claims/models/attribution/confidence.json`.

    python -m training.attribution.confidence --annotated TRAIN.jsonl

Run after the networks are exported, as the last step: it writes the digest of all files too. It learns from
the documents that training held out: on those that the networks were trained on they are surer than they are
right.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from claims import ensemble, language, rule_tagger, sentences, tagger
from claims.confidence import SAME, WEIGHTS, Evidence, features, likeness
from claims.document import Document, Span
from claims.quotes import find_quotations
from claims.reading import read_text
from claims.tagger import Networks
from training.attribution import data
from training.attribution.train import HELD_OUT

# Strength of the pull to zero, as scikit-learn counts it.
C = 0.3


def main() -> None:
    """Reads the documents, fits, writes the weights."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--annotated", type=Path, required=True, help="annotated documents, JSON Lines")
    parser.add_argument("--seed", type=int, default=17, help="as in training")
    options = parser.parse_args()
    held = data.slices(data.load(options.annotated), held_out=HELD_OUT, seed=options.seed)[1]
    loaded = tagger.load()
    judged = [pair for each in held for pair in examples(each, loaded)]
    WEIGHTS.write_text(json.dumps(fit(judged), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    tagger.DIGEST.write_text(tagger.digest() + "\n", encoding="ascii")
    print(f"{len(judged)} attributions, {sum(right for _, right in judged)} right; weights in {WEIGHTS.name}")


def fit(judged: Sequence[tuple[dict[str, float], bool]]) -> dict[str, float]:
    """Weights by feature, and the intercept, for pairs of features and whether the attribution is right."""
    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform([named for named, _ in judged])
    model = LogisticRegression(C=C, max_iter=3000).fit(table, np.array([right for _, right in judged]))
    weights = dict(zip(vectors.get_feature_names_out(), model.coef_[0], strict=True))
    return {name: round(float(w), 4) for name, w in {**weights, "intercept": model.intercept_[0]}.items()}


def examples(annotated: dict[str, Any], loaded: Networks) -> list[tuple[dict[str, float], bool]]:
    """Features of each attribution found in a document, and whether its content is an annotated one's."""
    document = read_text(annotated["text"], name=annotated["id"])
    quotations = find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    parsed = language.parse(document, segments)
    by_rules = rule_tagger.tag(document, parsed, split, quotations)
    found = ensemble.gather(document, parsed, split, quotations, by_rules, loaded=loaded)
    golds = [[Span(s, e) for s, e in a["content"]] for a in annotated["attributions"] if a["content"]]
    return [(features(each), _is_right(document, each, golds)) for each in found]


def _is_right(document: Document, evidence: Evidence, golds: Sequence[Sequence[Span]]) -> bool:
    content = [document.offsets.to_origin(span) for span in evidence.attribution.content]
    return any(likeness(gold, content) >= SAME for gold in golds)


if __name__ == "__main__":
    main()
