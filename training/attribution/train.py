"""Trains the attribution tagger.

    python -m training.attribution.train --annotated TRAIN.jsonl --others MULTI.jsonl --output FOLDER

Further runs from those weights (`--start`) add texts that nobody annotated, marked by
`training.attribution.suppose`.

Some documents of the training file are held out; after each epoch the loss on them is printed. The weights
kept are a running mean over the steps. A checkpoint after each epoch lets a broken run go on with `--resume`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from claims.tagging import Label, places, relations
from sources.encoder import model_folder
from training.attribution import data, fitting
from training.attribution.data import Example
from training.attribution.fitting import groups
from training.attribution.model import Tagger, mean_weights, with_weights

PAIR_WEIGHT, ROLE_WEIGHT = 0.3, 0.1
FALSE_CUES = 0.35  # false cues learned from, a true one
HELD_OUT = 60
HEADS_RATE = 20 / 3  # the heads' learning rate against the encoder's


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one shape, and one annotator's marks."""

    ids: Tensor
    mask: Tensor
    firsts: Tensor
    core: Tensor
    starts: Tensor
    roles: Tensor
    owners: list[int]
    anchors: list[int]
    labels: Tensor
    relations: Tensor
    places: list[NDArray[np.int64]]


def main() -> None:
    """Reads the corpus, trains, writes `weights.pt`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--start", type=Path, nargs="+", help="weights to start from, or to take the mean of and start there"
    )
    fitting.add_options(parser, epochs=8, rate=1.5e-4)
    options = parser.parse_args()
    fitting.prepare(options)
    documents, held = data.slices(data.load(options.annotated), held_out=HELD_OUT, seed=options.seed)
    others = data.load(options.others) if options.others else []
    vocabulary = model_folder() / "tokenizer.json"
    supposed = data.load(options.supposed) if options.supposed else []
    annotated = data.examples(documents[: options.limit], others, vocabulary)
    train = [*annotated, *data.examples(supposed, [], vocabulary) * options.times]
    choose = data.examples(held, [], vocabulary)
    print(f"{len(train)} windows to train on, {len(choose)} held out", flush=True)
    model = with_weights(mean_weights(options.start)) if options.start else Tagger(model_folder())
    fitting.fit(
        model,
        [partial(batches, train, shuffled=options.seed + epoch) for epoch in range(options.epochs)],
        loss_of,
        partial(held_out, choose),
        options,
        steps=options.epochs * len(groups([len(example.window.ids) for example in train])),
        heads_rate=HEADS_RATE,
    )


def held_out(choose: Sequence[Example], model: Tagger) -> float:
    """The mean loss of `model` on examples that nothing was learned from."""
    losses = [loss_of(model, batch).item() for batch in batches(choose)]
    return sum(losses) / len(losses)


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    """Cue starts, the labels of each cue's words, and, to steady the encoder, the roles of all words."""
    cross = nn.functional.cross_entropy
    with torch.autocast("cpu", torch.bfloat16):
        words, cues = model.encoder(batch.ids, batch.mask, batch.firsts)
        roles = model.encoder.roles(words)
    cues = cues.float()
    true = max(1, len(batch.anchors))
    starts = nn.functional.binary_cross_entropy_with_logits(
        cues, batch.starts, weight=batch.core, reduction="sum"
    )
    kinds = cross(roles.float().transpose(1, 2), batch.roles, reduction="sum", ignore_index=-1)
    owners, anchors, labels, where = _with_false_cues(cues.detach(), batch, round(FALSE_CUES * true))
    if not anchors:
        return starts
    with torch.autocast("cpu", torch.bfloat16):
        logits = model.pairs(words[owners, anchors], words[owners], where).float()
    pairs = cross(logits.transpose(1, 2), labels, reduction="sum", ignore_index=-1)
    return (starts + ROLE_WEIGHT * kinds) / true + PAIR_WEIGHT * pairs / len(anchors)


def _with_false_cues(cues: Tensor, batch: Batch, wanted: int) -> tuple[list[int], list[int], Tensor, Tensor]:
    """The marked cues, and the likeliest words that are none: nothing belongs to those."""
    score = torch.where((batch.starts == 0) & (batch.core == 1), cues, torch.tensor(-1e9))
    top = score.flatten().topk(min(wanted, score.numel()))
    chosen = [
        divmod(int(place), cues.shape[1])
        for value, place in zip(top.values.tolist(), top.indices.tolist(), strict=True)
        if value > -2.5
    ]
    owners, anchors = list(batch.owners), list(batch.anchors)
    labels, where = [batch.labels], [batch.relations]
    for owner, anchor in chosen:
        owners.append(owner)
        anchors.append(anchor)
        labels.append(torch.where(batch.roles[owner] < 0, -1, 0).unsqueeze(0))
        where.append(_padded(relations(anchor, batch.places[owner]), cues.shape[1]).unsqueeze(0))
    return owners, anchors, torch.cat(labels), torch.cat(where)


def batches(examples: Sequence[Example], *, shuffled: int | None = None) -> Iterator[Batch]:
    """Batches of windows of about one length; `shuffled` seeds their order and whose marks count."""
    draw = random.Random(shuffled)
    lengths = [len(example.window.ids) for example in examples]
    for group in groups(lengths, draw if shuffled is not None else None):
        marked = [
            draw.choice(examples[i].versions) if shuffled is not None else examples[i].versions[0]
            for i in group
        ]
        yield _batch([examples[i] for i in group], marked)


def _batch(group: Sequence[Example], marked: Sequence[Sequence[data.Marked]]) -> Batch:
    pieces = max(len(e.window.ids) for e in group)
    width = max(len(e.window.words) for e in group)
    ids = torch.zeros(len(group), pieces, dtype=torch.long)
    mask = torch.zeros(len(group), pieces, dtype=torch.long)
    firsts = torch.zeros(len(group), width, dtype=torch.long)
    core = torch.zeros(len(group), width)
    starts = torch.zeros(len(group), width)
    roles = torch.full((len(group), width), -1, dtype=torch.long)
    owners: list[int] = []
    anchors: list[int] = []
    labels: list[Tensor] = []
    where: list[Tensor] = []
    stands = [places(e.window) for e in group]
    for row, (example, version) in enumerate(zip(group, marked, strict=True)):
        window = example.window
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        firsts[row, : len(window.firsts)] = torch.tensor(window.firsts)
        core[row, window.core[0] : window.core[1]] = 1
        roles[row, window.core[0] : window.core[1]] = Label.OTHER
        for mark in version:
            starts[row, mark.anchor] = 1
            own = torch.tensor(mark.labels)
            line = torch.full((width,), -1, dtype=torch.long)
            line[: len(own)] = own
            roles[row, : len(own)] = torch.where(
                (own > 0) & (roles[row, : len(own)] >= 0), own, roles[row, : len(own)]
            )
            owners.append(row)
            anchors.append(mark.anchor)
            labels.append(line)
            where.append(_padded(relations(mark.anchor, stands[row]), width))
    none = torch.zeros(0, width, dtype=torch.long)
    return Batch(
        ids, mask, firsts, core, starts, roles, owners, anchors,
        torch.stack(labels) if labels else none,
        torch.stack(where) if where else torch.zeros(0, 4, width, dtype=torch.long),
        stands,
    )  # fmt: skip


def _padded(rows: NDArray[np.int64], width: int) -> Tensor:
    full = torch.zeros(4, width, dtype=torch.long)
    full[:, : rows.shape[1]] = torch.from_numpy(rows)
    return full


if __name__ == "__main__":
    main()
