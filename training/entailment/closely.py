"""Trains the close reader, the larger of the two networks of entailment.

    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output FIRST
    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output SECOND \\
        --again FIRST/weights.pt
    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output THIRD \\
        --run 3 --again SECOND/weights.pt
    python -m training.entailment.closely --encoder FOLDER --pairs PAIRS --output FOURTH \\
        --run 4 --again THIRD/weights.pt

FOLDER holds all-mpnet-base-v2 (Apache-2.0), as sentence-transformers writes it; PAIRS is what
`training.entailment.pairs` wrote. In the first run it learns what the first network learned in three: plain
pairs, then harder ones with half of the written ones among them, last all the written ones, while the
learning rate falls. In the second it reads harder ones again, and claims such as those make who cite a page,
twice. In the third it reads plain ones that it has not seen, then "natural" claims twice. In the fourth it
reads natural claims together with true ones made untrue. Losses and areas under the ROC curve are printed,
and checkpoints written, as `training.entailment.train` does.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import torch

from training.entailment.data import Pair, read_pairs
from training.entailment.falsified import ALTERED, BEREFT, ELSEWHERE, ROBBED
from training.entailment.model import Entailment
from training.entailment.train import CHOOSE, batches, begin, example, fit, parser_of
from training.entailment.written import CITING, NATURAL, ORIGIN
from verifier.compare.networks import CLOSE, TOKENIZER, open_tokenizer


@dataclass(frozen=True, slots=True)
class Phase:
    """What is read before the next phase begins.

    Attributes:
        files: by the name of the file, how often each pair of a set is read.
        others: by the name of the file, how often those of the sets that do not stand there; else never.
    """

    files: Mapping[str, Mapping[str, float]]
    others: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: the learning rate of the encoder, and the phases in their order."""

    rate: float
    phases: tuple[Phase, ...]


def _told(share: float) -> dict[str, float]:
    return {ORIGIN: share, ELSEWHERE: share, ROBBED: share}


_LATER = {CITING: 0.0, NATURAL: 0.0, BEREFT: 0.0, ALTERED: 0.0}
# How often each pair of a set is read. Short pairs that are alike teach little.
_PLAIN = {
    "begin_train": 0.3, "breakingnli_train": 0.1, "cadnli_train": 0.25, "feverdev_train": 0.6, "fm2_dev": 1.0,
    "made": 0.08, "made_detail": 0.12, "mnli_rec_train": 0.4, "summedits_sentence": 0.35,
    "summedits_whole": 0.1,
}  # fmt: skip
_HARDER_AGAIN = {
    "absent": 0.3, "fm2_dev": 0.5, "joined": 0.4, "joined_claims": 0.35, "lacking": 0.3, "padded": 0.4,
    "summedits_sentence": 1.0, "summedits_whole": 0.6,
}  # fmt: skip
_CITING = {
    "summedits_sentence": 3.0, "summedits_whole": 2.2, "fm2_dev": 2.8, CITING: 2.0, NATURAL: 0.0,
    ORIGIN: 0.33, ELSEWHERE: 0.7, ROBBED: 1.0, BEREFT: 0.0, ALTERED: 0.0,
}  # fmt: skip
_PLAIN_AGAIN = {
    "begin_train": 0.35, "breakingnli_train": 0.03, "cadnli_train": 0.15, "feverdev_train": 0.3, "made": 0.08,
    "made_detail": 0.08, "mnli_rec_train": 0.45,
}  # fmt: skip
_HARDER_LAST = {
    "absent": 0.15, "fm2_dev": 1.0, "joined": 0.2, "joined_claims": 0.15, "lacking": 0.2, "padded": 0.25,
    "summedits_sentence": 0.6, "summedits_whole": 0.4,
}  # fmt: skip
_NATURAL = {NATURAL: 2.0, CITING: 0.15, ORIGIN: 0.04, ELSEWHERE: 0.2, ROBBED: 0.2}
_AMONG = {
    "absent": 0.04, "begin_train": 0.1, "feverdev_train": 0.1, "fm2_dev": 0.3, "joined": 0.03,
    "joined_claims": 0.03, "lacking": 0.03, "made": 0.04, "mnli_rec_train": 0.1, "padded": 0.04,
    "summedits_sentence": 0.25, "summedits_whole": 0.2,
}  # fmt: skip
_UNTRUE = {
    NATURAL: 0.8, BEREFT: 0.6, ALTERED: 0.25, CITING: 0.2, ORIGIN: 0.04, ELSEWHERE: 0.15, ROBBED: 0.1,
}  # fmt: skip
_UNTRUE_AGAIN = {**_UNTRUE, NATURAL: 0.65, BEREFT: 0.3, ALTERED: 0.45, CITING: 0.4}
RUNS = (
    Run(
        4e-5,
        (
            Phase({"train": _PLAIN}),
            Phase({"harder": {}, "written": _LATER}, {"harder": 0.2, "written": 0.5}),
            Phase({"written": _LATER}, {"written": 1.0}),
        ),
    ),
    Run(
        3e-5,
        (
            Phase({"harder": _HARDER_AGAIN, "written": _told(0.33)}, {"harder": 0.15}),
            Phase({"written": _CITING}, {"written": 0.7}),
        ),
    ),
    Run(
        3e-5,
        (
            Phase({"train": _PLAIN_AGAIN, "harder": _HARDER_LAST, "written": _told(0.2)}),
            Phase({"written": _NATURAL, "harder": _AMONG}),
        ),
    ),
    Run(
        2.5e-5,
        (
            Phase({"written": _UNTRUE, "harder": _AMONG}),
            Phase({"written": _UNTRUE_AGAIN, "harder": _AMONG}),
        ),
    ),
)


def main() -> None:
    """Reads the pairs, trains, writes `weights.pt`."""
    parser = parser_of(__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--again", type=Path, help="weights of the run before, to go on from")
    parser.add_argument("--run", type=int, choices=range(1, len(RUNS) + 1), help="which (1, --again 2)")
    parser.add_argument("--rate", type=float, help="learning rate of the encoder (as the run has it)")
    options = parser.parse_args()
    number = options.run or (2 if options.again else 1)
    if (number > 1) != (options.again is not None):
        parser.error("the first run begins anew; the others want --again with the weights of the one before")
    run = RUNS[number - 1]
    options.rate = options.rate or run.rate
    draw = begin(options)
    tokenizer = open_tokenizer(options.encoder / TOKENIZER)
    phases = [[example(p, tokenizer, CLOSE) for p in _read(options.pairs, p, draw)] for p in run.phases]
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


def _read(folder: Path, phase: Phase, draw: random.Random) -> list[Pair]:
    """The pairs of a phase, in an order that is drawn."""
    found = [
        pair
        for name, shares in phase.files.items()
        for pair in _some(read_pairs(folder / f"{name}.jsonl"), shares, draw, share=phase.others.get(name, 0))
    ]
    draw.shuffle(found)
    return found


def _some(pairs: list[Pair], shares: Mapping[str, float], draw: random.Random, *, share: float) -> list[Pair]:
    """The share of the pairs of each set, `share` where `shares` has none.

    A share above 1 reads each as often as it says, and the rest of it of some once more.
    """
    found = []
    for pair in pairs:
        whole, rest = divmod(shares.get(pair.origin, share), 1)
        found += [pair] * (int(whole) + (draw.random() < rest))
    return found


if __name__ == "__main__":
    main()
