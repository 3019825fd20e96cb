"""Trains the close reader, the larger of the two networks of entailment.

    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output READER

FOLDER holds all-mpnet-base-v2 (Apache-2.0), as sentence-transformers writes it; PAIRS is what
`training.entailment.pairs` wrote. In one run it learns what the first network learned in three: plain pairs,
then harder ones with half of the written ones among them, last all the written ones, while the learning rate
falls. Losses and areas under the ROC curve are printed, and checkpoints written, as
`training.entailment.train` does.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path

import torch

from training.entailment.data import Pair, read_pairs
from training.entailment.model import Entailment
from training.entailment.train import CHOOSE, batches, begin, example, fit, parser_of
from verifier.compare.networks import CLOSE, TOKENIZER, open_tokenizer

RATE = 4e-5
# Shares of the plain pairs that are read, and of the harder ones: short ones that are alike teach little.
PLAIN = {
    "begin_train": 0.3, "breakingnli_train": 0.1, "cadnli_train": 0.25, "feverdev_train": 0.6, "fm2_dev": 1.0,
    "made": 0.08, "made_detail": 0.12, "mnli_rec_train": 0.4, "summedits_sentence": 0.35,
    "summedits_whole": 0.1,
}  # fmt: skip
HARDER = 0.2


def main() -> None:
    """Reads the pairs, trains, writes `weights.pt`."""
    parser = parser_of(__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--rate", type=float, default=RATE, help="learning rate of the encoder")
    options = parser.parse_args()
    draw = begin(options)
    plain = _some(read_pairs(options.pairs / "train.jsonl"), PLAIN, draw)
    harder = _some(read_pairs(options.pairs / "harder.jsonl"), {}, draw)
    written = _some(read_pairs(options.pairs / "written.jsonl"), {}, draw, share=1.0)
    tokenizer = open_tokenizer(options.encoder / TOKENIZER)
    phases = [
        [example(p, tokenizer, CLOSE) for p in pairs]
        for pairs in (plain, harder + written[: len(written) // 2], written)
    ]
    starts = accumulate((len(phase) for phase in phases), initial=0)
    order = [
        [start + row for row in rows]
        for n, (start, phase) in enumerate(zip(starts, phases, strict=False))
        for rows in batches(phase, options.seed + n)
    ]
    train = [e for phase in phases for e in phase]
    print(f"{len(train)} pairs, {sum(len(e.ids) for e in train)} pieces", flush=True)
    held = draw.sample(read_pairs(options.pairs / "fit.jsonl"), CHOOSE)
    model = Entailment(options.encoder)
    fit(model, train, order, [example(p, tokenizer, CLOSE) for p in held], options)
    torch.save(model.state_dict(), options.output / "weights.pt")


def _some(
    pairs: list[Pair], shares: Mapping[str, float], draw: random.Random, *, share: float = HARDER
) -> list[Pair]:
    """The share of the pairs of each set, `share` where `shares` has none, in an order that is drawn."""
    found = [p for p in pairs if draw.random() < shares.get(p.origin, share)]
    draw.shuffle(found)
    return found


if __name__ == "__main__":
    main()
