"""Trains the first of the two networks of entailment; `training.entailment.closely` trains the other.

    python -m training.entailment.train --pairs PAIRS --output FIRST
    python -m training.entailment.train --pairs PAIRS --harder FIRST/weights.pt --output SECOND
    python -m training.entailment.train --pairs PAIRS --written SECOND/weights.pt --output THIRD

PAIRS is what `training.entailment.pairs` wrote. First it learns from train.jsonl, then from harder.jsonl,
last from written.jsonl. Eight times a round the losses and, set by set, the area under the ROC curve of
"supported" on some pairs of fit.jsonl are printed, and a checkpoint is written from which a broken run goes
on with `--resume`.

After the last round the weights are put between those it began with and those it ended with, so that what it
would forget of other texts stays (Wortsman et al., Robust fine-tuning of zero-shot models, 2022).
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "active")

import numpy as np
import torch
from sklearn.metrics import roc_auc_score
from tokenizers import Tokenizer
from torch import Tensor, nn

from sources.encoder import model_folder
from training.entailment.data import Pair, read_pairs
from training.entailment.model import Entailment
from verifier.compare.entailment import Label
from verifier.compare.networks import FIRST, Kind, encode, open_tokenizer

PIECES = 2600  # of a batch, padding included
CLIP = 1.0
MARK_WEIGHT = 0.6
HEADS_RATE = 5.0  # the heads' learning rate against the encoder's
REPORTS = 8  # of a round
# Of these sets only a share is read: they are many, short and alike.
SHARE = {"breakingnli_train": 0.25, "cadnli_train": 0.6, "summedits_whole": 0.4, "mnli_rec_train": 0.9}
CHOOSE = 1500
# Of each round the pairs, the learning rate of the encoder, and how often all is read.
ROUNDS = {
    "first": ("train.jsonl", 1.2e-4, 1),
    "harder": ("harder.jsonl", 8e-5, 1),
    "written": ("written.jsonl", 5e-5, 2),
}
# How far from its beginning the last round's weights are: as far as the other sets held out lose nothing.
WAY = 0.7


@dataclass(frozen=True, slots=True)
class Example:
    """A pair as numbers; `marks` is -1 where nobody knows, and outside the claim."""

    ids: list[int]
    segments: list[int]
    marks: list[float]
    label: Label
    origin: str


def main() -> None:
    """Reads the pairs, trains, writes `weights.pt`."""
    parser = parser_of(__doc__)
    parser.add_argument("--epochs", type=int, help="times that all is read (1, --written 2)")
    parser.add_argument("--rate", type=float, help="learning rate of the encoder (1.2e-4, 8e-5, 5e-5)")
    parser.add_argument("--harder", type=Path, help="weights to go on from, with harder.jsonl")
    parser.add_argument("--written", type=Path, help="weights to go on from, with written.jsonl")
    parser.add_argument("--limit", type=int, help="pairs to train on, to try things out")
    options = parser.parse_args()
    draw = begin(options)
    before = options.written or options.harder
    name, rate, epochs = ROUNDS["written" if options.written else "harder" if options.harder else "first"]
    options.rate, options.epochs = options.rate or rate, options.epochs or epochs
    pairs = read_pairs(options.pairs / name)
    if not before:
        pairs = [p for p in pairs if draw.random() < SHARE.get(p.origin, 1)]
    draw.shuffle(pairs)
    held = read_pairs(options.pairs / "fit.jsonl")
    tokenizer = open_tokenizer(model_folder() / "tokenizer.json")
    train = [example(p, tokenizer) for p in pairs[: options.limit]]
    order = [rows for epoch in range(options.epochs) for rows in batches(train, options.seed + epoch)]
    choose = [example(p, tokenizer) for p in draw.sample(held, CHOOSE)]
    print(f"{len(train)} pairs, {sum(len(e.ids) for e in train)} pieces", flush=True)
    model = Entailment(model_folder())
    if before:
        model.load_state_dict(torch.load(before, weights_only=True))
    fit(model, train, order, choose, options)
    if options.written:
        model.load_state_dict(between(torch.load(before, weights_only=True), model.state_dict()))
        print(f"between: {held_out(model, choose)}", flush=True)
    torch.save(model.state_dict(), options.output / "weights.pt")


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """What both networks are trained with."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=Path, required=True, help="folder of the pairs")
    parser.add_argument("--output", type=Path, required=True, help="folder for weights and checkpoints")
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    return parser


def begin(options: argparse.Namespace) -> random.Random:
    """Fixes threads and seeds, makes the folder for what comes out; gives what draws the pairs."""
    torch.set_num_threads(2)
    torch.manual_seed(options.seed)
    options.output.mkdir(parents=True, exist_ok=True)
    return random.Random(options.seed)


def between(before: Mapping[str, Tensor], after: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights by name, `WAY` of the way from one network's to another's."""
    return {name: torch.lerp(before[name], value, WAY) for name, value in after.items()}


def example(pair: Pair, tokenizer: Tokenizer, kind: Kind = FIRST) -> Example:
    """A pair as the network of this kind reads it."""
    read = encode(tokenizer, pair.claim, pair.window, kind.separators)
    marks = [-1.0] * len(read.ids)
    if pair.unsupported is not None:
        for n, span in read.claim:
            marks[n] = float(any(span.overlaps(s) for s in pair.unsupported))
    return Example(read.ids, read.segments, marks, pair.label, pair.origin)


def fit(
    model: Entailment,
    train: Sequence[Example],
    order: Sequence[Sequence[int]],
    choose: Sequence[Example],
    options: argparse.Namespace,
) -> None:
    """Trains `model` on batches of `train`, in `order`, with checkpoints.

    `options` has the learning rate of the encoder (`rate`), the folder of the checkpoints (`output`) and
    whether to go on from the last one (`resume`).
    """
    body = [p for p in model.body.parameters() if p.requires_grad]
    heads = [*model.verdict.parameters(), *model.mark.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": HEADS_RATE * options.rate}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip
    steps = len(order)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.06 * steps), max(0.0, (steps - step) / (0.94 * steps)))
    )
    checkpoint, first = options.output / "checkpoint.pt", 0
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    every = max(1, steps // REPORTS)
    began, total, seen = time.perf_counter(), 0.0, 0
    model.train()
    for step, rows in enumerate(order[first:], start=first + 1):
        loss = loss_of(model, [train[r] for r in rows])
        loss.backward()
        nn.utils.clip_grad_norm_([*body, *heads], CLIP)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        total, seen = total + loss.item(), seen + 1
        if seen % 100 == 0:
            print(
                f"step {step} of {steps}: {total / seen:.3f}, {time.perf_counter() - began:.0f} s", flush=True
            )
        if step % every == 0 or step == steps:
            print(f"step {step}: loss {total / seen:.3f}; {held_out(model, choose)}", flush=True)
            total, seen = 0.0, 0
            state = {
                "model": model.state_dict(), "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(), "step": step,
            }  # fmt: skip
            torch.save(state, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
            model.train()


@torch.no_grad()
def held_out(model: Entailment, choose: Sequence[Example]) -> str:
    """The area under the ROC curve of "supported", set by set."""
    model.eval()
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for rows in batches(choose, 0):
        group = [choose[r] for r in rows]
        verdicts = torch.softmax(model(*tensors(group))[0], dim=-1)[:, Label.SUPPORTED]
        for e, p in zip(group, verdicts.tolist(), strict=True):
            found[e.origin].append((p, e.label is Label.SUPPORTED))
    areas = {o: roc_auc_score([right for _, right in f], [p for p, _ in f]) for o, f in found.items()}
    return ", ".join(f"{o} {100 * area:.1f}" for o, area in sorted(areas.items()))


def loss_of(model: Entailment, group: Sequence[Example]) -> Tensor:
    """The verdict's loss, and that of the marks where somebody knows them."""
    ids, segments, mask = tensors(group)
    verdicts, logits = model(ids, segments, mask)
    loss = nn.functional.cross_entropy(verdicts, torch.tensor([int(e.label) for e in group]))
    marks = torch.full(ids.shape, -1.0)
    for row, e in enumerate(group):
        marks[row, : len(e.marks)] = torch.tensor(e.marks)
    known = marks >= 0
    if known.any():
        loss = loss + MARK_WEIGHT * nn.functional.binary_cross_entropy_with_logits(
            logits[known], marks[known]
        )
    return loss


def tensors(group: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, segments and mask, padded to one length."""
    width = max(len(e.ids) for e in group)
    ids, segments, mask = (np.zeros((len(group), width), dtype=np.int64) for _ in range(3))
    for row, e in enumerate(group):
        ids[row, : len(e.ids)], segments[row, : len(e.ids)], mask[row, : len(e.ids)] = e.ids, e.segments, 1
    return torch.from_numpy(ids), torch.from_numpy(segments), torch.from_numpy(mask)


def batches(examples: Sequence[Example], seed: int) -> Iterator[list[int]]:
    """Rows of about one length that together fill `PIECES`, in an order drawn by `seed`."""
    draw = random.Random(seed)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].ids) + draw.uniform(-8, 8))
    groups: list[list[int]] = [[]]
    for row in order:
        width = max((len(examples[r].ids) for r in groups[-1]), default=0)
        if max(width, len(examples[row].ids)) * (len(groups[-1]) + 1) > PIECES:
            groups.append([])
        groups[-1].append(row)
    draw.shuffle(groups)
    return iter(groups)


if __name__ == "__main__":
    main()
