"""Fits how the comparisons are weighed: `verifier/models/entailment/support.json`.

    python -m training.entailment.fit --pairs PAIRS

Run after the network is exported, as the last step: it writes the digest of all files too. It learns from the
pairs that the network did not learn from: on those it would be surer than it is right. Prints, for the whole
and without each feature in turn, the area under the ROC curve of each set, each pair judged by a fit that has
not seen it; and, for lines that "supported" could draw, the shares of supported and other pairs above them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from claims.confidence import probability
from training.entailment.data import Pair, read_pairs
from verifier.compare import networks
from verifier.compare.context import views
from verifier.compare.entailment import Label, entailment_signals, mixed, read_pair
from verifier.compare.networks import CLOSE, DIGEST, FIRST, SUPPORT, Network
from verifier.compare.window import closest_sentences, lines
from verifier.evidence import signals_of
from verifier.reading import decided
from verifier.support import features

# How much each set weighs in all; what is nothing like news weighs little.
WEIGHTS = {
    "begin_train": 0.5, "cadnli_train": 0.1, "feverdev_train": 1.0, "fm2_dev": 2.0, "made": 0.7,
    "made_detail": 0.4, "absent": 1.0, "joined": 1.0, "padded": 1.0, "lacking": 1.0, "joined_claims": 1.0,
    "mnli_rec_train": 0.3, "summedits_sentence": 1.0, "summedits_whole": 1.0,
    "written": 3.0, "written_citing": 3.0, "written_natural": 6.0, "written_elsewhere": 1.0,
    "written_robbed": 0.3, "written_bereft": 1.0, "written_altered": 2.0,
}  # fmt: skip
MOST = 600  # pairs of a set
PULL = 0.005  # to zero, of each weight
FOLDS = 5
# What a feature can mean for support. Nearly all pairs at hand are close in words, so a free fit would take
# closeness for a bad sign.
SIGNS = {
    "entailment": 1, "lexical": 1, "contradiction": -1, "doubt": -1, "figures": -1, "dates": -1, "names": -1,
    "hedged": -1, "undenied": -1, "differs": -1,
}  # fmt: skip
Vector = NDArray[np.float64]
LINES = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


def main() -> None:
    """Reads the pairs, fits, writes the weights and the digest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True, help="folder of fit.jsonl")
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    pairs = _drawn(read_pairs(options.pairs / "fit.jsonl"), random.Random(options.seed))
    first, close = networks.load(FIRST), networks.load(CLOSE)
    named = [named_features(p, first, close) for p in pairs]
    (FIRST.folder / SUPPORT).write_text(
        json.dumps(fit(pairs, named), indent=2, sort_keys=True) + "\n", encoding="utf-8"
    )
    networks.digest.cache_clear()
    for kind in (FIRST, CLOSE):
        (kind.folder / DIGEST).write_text(networks.digest(kind) + "\n", encoding="ascii")
    _tell(pairs, named)


def named_features(pair: Pair, first: Network, close: Network) -> dict[str, float]:
    """What the regression weighs, of one pair."""
    plain, entailed = signals_of(pair.claim, _closest(pair)), read_pair(first, pair.claim, pair.window)
    if not decided(plain):
        entailed = mixed(entailed, read_pair(close, pair.claim, pair.window))
    return features((*plain, *entailment_signals(entailed)))


def _closest(pair: Pair) -> str:
    """Of what the networks read the sentences that the exact comparisons do."""
    sentences = views(pair.window)
    return lines(pair.window, sentences, sorted(closest_sentences(pair.claim, sentences, pair.window)))


def fit(
    pairs: Sequence[Pair], named: Sequence[dict[str, float]], without: Collection[str] = ()
) -> dict[str, float]:
    """Weights by feature, and the intercept, each with the sign that `SIGNS` demands."""
    names = [n for n in SIGNS if n not in without]
    table = np.array([[row[n] for n in names] for row in named])
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    scaled, right = (table - mean) / spread, _right(pairs)
    share = _weights(pairs)
    share = share / share.sum()

    def loss(theta: Vector) -> tuple[float, Vector]:
        logits = scaled @ theta[:-1] + theta[-1]
        wrong = share * (1 / (1 + np.exp(-logits)) - right)
        value = (share * (np.logaddexp(0, logits) - right * logits)).sum() + PULL * (theta[:-1] ** 2).sum()
        return value, np.append(scaled.T @ wrong + 2 * PULL * theta[:-1], wrong.sum())

    bounds = [(0, None) if SIGNS[n] > 0 else (None, 0) for n in names]
    found = minimize(loss, np.zeros(len(names) + 1), jac=True, bounds=[*bounds, (None, None)]).x
    weights = found[:-1] / spread
    intercept = found[-1] - (weights * mean).sum()
    return {n: round(float(w), 4) for n, w in [*zip(names, weights, strict=True), ("intercept", intercept)]}


def _drawn(pairs: Sequence[Pair], draw: random.Random) -> list[Pair]:
    sets: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.origin in WEIGHTS and pair.window:
            sets[pair.origin].append(pair)
    return [p for name in sorted(sets) for p in draw.sample(sets[name], min(MOST, len(sets[name])))]


def _right(pairs: Sequence[Pair]) -> NDArray[np.bool_]:
    return np.array([p.label is Label.SUPPORTED for p in pairs])


def _weights(pairs: Sequence[Pair]) -> Vector:
    """So that in each set supported and other pairs weigh half each, and the set what it shall."""
    counts: dict[tuple[str, bool], int] = defaultdict(int)
    for p in pairs:
        counts[p.origin, p.label is Label.SUPPORTED] += 1
    return np.array(
        [WEIGHTS[p.origin] * MOST / 2 / counts[p.origin, p.label is Label.SUPPORTED] for p in pairs]
    )


def _tell(pairs: Sequence[Pair], named: Sequence[dict[str, float]]) -> None:
    right, origins = _right(pairs), np.array([p.origin for p in pairs])
    sets = sorted(set(origins))
    print("without".ljust(14), *(s[:12].rjust(12) for s in sets))
    for left_out in ((), *((name,) for name in SIGNS)):
        shares = _unseen(pairs, named, left_out)
        areas = [100 * roc_auc_score(right[origins == s], shares[origins == s]) for s in sets]
        print((left_out[0] if left_out else "nothing").ljust(14), *(f"{a:12.1f}" for a in areas), flush=True)
    shares = _unseen(pairs, named, ())
    print("line".ljust(14), *(s[:12].rjust(12) for s in sets))
    for line in LINES:
        of = [(shares[(origins == s) & right] >= line, shares[(origins == s) & ~right] >= line) for s in sets]
        row = (f"{100 * yes.mean():5.0f} {100 * no.mean():5.0f}".rjust(12) for yes, no in of)
        print(f"{line:<14}", *row, flush=True)


def _unseen(pairs: Sequence[Pair], named: Sequence[dict[str, float]], without: Collection[str]) -> Vector:
    """The share given to each pair by a fit on the other four fifths."""
    found = np.zeros(len(pairs))
    for fold in range(FOLDS):
        rest = [n for n in range(len(pairs)) if n % FOLDS != fold]
        weights = fit([pairs[n] for n in rest], [named[n] for n in rest], without)
        for n in range(fold, len(pairs), FOLDS):
            found[n] = probability(named[n], weights)
    return found


if __name__ == "__main__":
    main()
