"""Trains the close reader, the larger of the two networks of entailment.

    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output FIRST
    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output SECOND \\
        --again FIRST/weights.pt

FOLDER holds all-mpnet-base-v2 (Apache-2.0), as sentence-transformers writes it; PAIRS is what
`training.entailment.pairs` wrote. In one run it learns what the first network learned in three: plain pairs,
then harder ones with half of the written ones among them, last all the written ones, while the learning rate
falls. In a second run it reads harder ones again, and claims such as those make who cite a page, twice.
Losses and areas under the ROC curve are printed, and checkpoints written, as `training.entailment.train`
does.
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
from training.entailment.written import ELSEWHERE, ORIGIN, ROBBED
from verifier.compare.networks import CLOSE, TOKENIZER, open_tokenizer

RATE, RATE_AGAIN = 4e-5, 3e-5
# Shares of the plain pairs that are read, and of the harder ones: short ones that are alike teach little.
PLAIN = {
    "begin_train": 0.3, "breakingnli_train": 0.1, "cadnli_train": 0.25, "feverdev_train": 0.6, "fm2_dev": 1.0,
    "made": 0.08, "made_detail": 0.12, "mnli_rec_train": 0.4, "summedits_sentence": 0.35,
    "summedits_whole": 0.1,
}  # fmt: skip
HARDER = 0.2
# Of the second run, how often each pair of a set is read: first of the harder pairs, with as many of the
# written ones as stand here, then of the written ones and what stands among them.
HARDER_AGAIN = {
    "absent": 0.3, "fm2_dev": 0.5, "joined": 0.4, "joined_claims": 0.35, "lacking": 0.3, "padded": 0.4,
    "summedits_sentence": 1.0, "summedits_whole": 0.6, "written": 0.33, "written_elsewhere": 0.33,
    "written_robbed": 0.33,
}  # fmt: skip
WRITTEN_AGAIN = {
    "summedits_sentence": 3.0, "summedits_whole": 2.2, "fm2_dev": 2.8, "written": 0.33, "written_citing": 2.0,
    "written_elsewhere": 0.7, "written_robbed": 1.0,
}  # fmt: skip
# The same of the sets that do not stand there.
HARDER_OTHERS, WRITTEN_OTHERS = 0.15, 0.7


def main() -> None:
    """Reads the pairs, trains, writes `weights.pt`."""
    parser = parser_of(__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--again", type=Path, help="weights of the first run, to go on from")
    parser.add_argument("--rate", type=float, help="learning rate of the encoder (4e-5, --again 3e-5)")
    options = parser.parse_args()
    options.rate = options.rate or (RATE_AGAIN if options.again else RATE)
    draw = begin(options)
    read = _second if options.again else _first
    tokenizer = open_tokenizer(options.encoder / TOKENIZER)
    phases = [[example(p, tokenizer, CLOSE) for p in pairs] for pairs in read(options.pairs, draw)]
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
    if options.again:
        model.load_state_dict(torch.load(options.again, weights_only=True))
    fit(model, train, order, [example(p, tokenizer, CLOSE) for p in held], options)
    torch.save(model.state_dict(), options.output / "weights.pt")


def _first(folder: Path, draw: random.Random) -> tuple[list[Pair], ...]:
    """What is read in the first run, phase by phase."""
    plain = _some(read_pairs(folder / "train.jsonl"), PLAIN, draw)
    harder = _some(read_pairs(folder / "harder.jsonl"), {}, draw)
    written = _some(read_pairs(folder / "written.jsonl"), {}, draw, share=1.0)
    return plain, harder + written[: len(written) // 2], written


def _second(folder: Path, draw: random.Random) -> tuple[list[Pair], ...]:
    """What is read in the second run, phase by phase."""
    harder, written = (read_pairs(folder / f"{name}.jsonl") for name in ("harder", "written"))
    told = [p for p in written if p.origin in (ORIGIN, ELSEWHERE, ROBBED)]
    return (
        _some(harder + told, HARDER_AGAIN, draw, share=HARDER_OTHERS),
        _some(written, WRITTEN_AGAIN, draw, share=WRITTEN_OTHERS),
    )


def _some(
    pairs: list[Pair], shares: Mapping[str, float], draw: random.Random, *, share: float = HARDER
) -> list[Pair]:
    """The share of the pairs of each set, `share` where `shares` has none, in an order that is drawn.

    A share above 1 reads each as often as it says, and the rest of it of some once more.
    """
    found = []
    for pair in pairs:
        whole, rest = divmod(shares.get(pair.origin, share), 1)
        found += [pair] * (int(whole) + (draw.random() < rest))
    draw.shuffle(found)
    return found


if __name__ == "__main__":
    main()
