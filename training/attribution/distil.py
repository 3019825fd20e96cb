"""Makes a thinner tagger that reads like a given one (Hinton et al., Distilling the Knowledge, 2015).

    python -m training.attribution.distil --annotated TRAIN.jsonl --others MULTI.jsonl
        --texts NEWS.jsonl --by-halves PAGES.jsonl --teacher FOLDER/weights.pt --output THIN

The parts of the teacher that matter least are taken out (`training.attribution.thin`). What is left learns
the teacher's states, cue scores and labels on every text, and where there are marks these as well, half and
half. A second run (`--start THIN/weights.pt`) goes on from there, with other texts or marks. The held-out
documents are those of `training.attribution.train`.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from claims.tagging import Label, places, relations
from sources.encoder import model_folder
from training.attribution import data, fitting, thin
from training.attribution.data import Example, Marked
from training.attribution.fitting import groups
from training.attribution.model import Tagger, mean_weights, with_weights
from training.attribution.train import HELD_OUT

# What stays of 6 layers, 72 heads, 9,216 inner units and 192 of the pair scorer.
LAYERS, HEADS, INNER, PAIRS = 5, 32, 3456, 96
JUDGED = 250  # batches from which is told what matters
LIKELY = 0.06  # a word that the teacher scores so high is learned from as a cue
OF_MARKS = 0.5  # how far marks count where there are some
CUE_WEIGHT, PAIR_WEIGHT, STATE_WEIGHT = 2.0, 0.3, 20 / 3
UNLIKELY_CUE = 0.25  # weight of a cue that is none; 1 where it is sure
HEADS_RATE = 5.0


@dataclass(frozen=True, slots=True)
class Taught:
    """A window and what the teacher makes of it.

    Attributes:
        example: the window and its marks.
        marked: whether the marks count.
        states: the words' states, shape (words, size), 16-bit.
        cues: how likely each word starts a cue, shape (words,).
        anchors: words that may start one.
        labels: for each anchor the probabilities of each word's labels, 16-bit.
    """

    example: Example
    marked: bool
    states: Tensor
    cues: Tensor
    anchors: tuple[int, ...]
    labels: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one shape; `cues` and `labels` are what is to be learned, as probabilities."""

    ids: Tensor
    mask: Tensor
    firsts: Tensor
    real: Tensor
    core: Tensor
    states: Tensor
    cues: Tensor
    owners: Tensor
    anchors: Tensor
    labels: Tensor
    relations: Tensor


def main() -> None:
    """Reads the texts, asks the teacher, thins it, trains what is left, writes `weights.pt`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="texts whose marks don't count")
    parser.add_argument(
        "--by-halves", type=Path, nargs="*", default=[], help="texts of which an epoch reads half"
    )
    parser.add_argument("--teacher", type=Path, nargs="+", required=True, help="weights.pt of each run")
    parser.add_argument("--start", type=Path, help="weights of a thinned tagger to start from")
    fitting.add_options(parser, epochs=6, rate=2.5e-4)
    options = parser.parse_args()
    fitting.prepare(options)
    weights = mean_weights(options.teacher)
    teacher = with_weights(weights)
    documents, held = data.slices(data.load(options.annotated), held_out=HELD_OUT, seed=options.seed)
    others = data.load(options.others) if options.others else []
    supposed = data.load(options.supposed)[: options.limit] if options.supposed else []
    marked = [
        *taught(teacher, documents[: options.limit], others, marked=True),
        *taught(teacher, supposed, [], marked=True) * options.times,
    ]
    texts, halves = (
        taught(teacher, [each for path in paths for each in data.load(path)[: options.limit]], [])
        for paths in (options.texts, options.by_halves)
    )
    choose = taught(teacher, held, [], marked=True)
    print(f"{len(marked)} windows with marks, {len(texts) + len(halves)} without", flush=True)
    if options.start:
        student = with_weights(mean_weights([options.start]))
    else:
        student = thin_tagger(teacher, weights, batches([*marked, *texts], shuffled=options.seed))
    # So small a network needs nothing against learning by heart.
    for module in student.encoder.bert.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    read = [[*marked, *texts, *_half(halves, epoch, options.seed)] for epoch in range(options.epochs)]
    fitting.fit(
        student,
        [partial(batches, each, shuffled=options.seed + epoch) for epoch, each in enumerate(read)],
        loss_of,
        partial(held_out, choose),
        options,
        steps=sum(len(groups(_lengths(each))) for each in read),
        heads_rate=HEADS_RATE,
    )


def thin_tagger(teacher: Tagger, weights: Mapping[str, Tensor], read: Iterable[Batch]) -> Tagger:
    """What is left of `teacher`, whose weights are `weights`, without what matters least in `read`."""
    matters = thin.importance(teacher, itertools.islice(read, JUDGED), loss_of)
    kept = thin.choose(matters, weights, layers=LAYERS, heads=HEADS, inner=INNER, pairs=PAIRS)
    print(f"Heads kept, by layer: {[len(heads) for heads in kept.heads]}")
    print(f"Inner units kept, by layer: {[len(inner) for inner in kept.inner]}", flush=True)
    return with_weights(thin.thinned(weights, kept))


def _half(windows: Sequence[Taught], epoch: int, seed: int) -> Sequence[Taught]:
    """One half of the windows in an epoch of even number, the other in the next."""
    drawn = list(windows)
    random.Random(seed + epoch // 2).shuffle(drawn)
    return drawn[epoch % 2 :: 2]


def _lengths(windows: Sequence[Taught]) -> list[int]:
    return [len(each.example.window.ids) for each in windows]


@torch.no_grad()
def taught(
    teacher: Tagger,
    documents: Sequence[dict[str, Any]],
    others: Sequence[dict[str, Any]],
    *,
    marked: bool = False,
) -> list[Taught]:
    """The windows of `documents` with what `teacher` makes of them; `marked` has their marks count."""
    documents = [{**each, "attributions": each["attributions"] if marked else []} for each in documents]
    found: list[Taught] = []
    for example in data.examples(documents, others, model_folder() / "tokenizer.json"):
        window = example.window
        if len(window.firsts) < 2:
            continue
        ids, firsts = torch.tensor([window.ids]), torch.tensor([window.firsts])
        words, logits = teacher.encoder(ids, torch.ones_like(ids), firsts)
        cues = logits[0].sigmoid()
        likely = {i for i in range(*window.core) if cues[i] >= LIKELY}
        anchors = sorted(likely | {mark.anchor for version in example.versions for mark in version})
        labels = torch.zeros(0, len(window.words), len(Label))
        if anchors:
            where = places(window)
            related = torch.from_numpy(relations(np.array(anchors), where))
            labels = teacher.pairs(words[0, anchors], words, related).softmax(-1)
        found.append(Taught(example, marked, words[0].half(), cues, tuple(anchors), labels.half()))
        if len(found) % 500 == 0:
            print(f"{len(found)} windows read by the teacher", flush=True)
    return found


def held_out(choose: Sequence[Taught], model: Tagger) -> float:
    """The mean loss of `model` on windows that nothing was learned from."""
    losses = [loss_of(model, batch).item() for batch in batches(choose)]
    return sum(losses) / len(losses)


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    """How far states, cues and the labels of likely cues' words are from what is to be learned."""
    words, logits = model.encoder(batch.ids, batch.mask, batch.firsts)
    states = ((words - batch.states) ** 2).mean(-1)[batch.real].mean()
    cues = nn.functional.binary_cross_entropy_with_logits(
        logits, batch.cues, weight=batch.core, reduction="sum"
    ) / (batch.cues * batch.core).sum().clamp(min=4)
    loss: Tensor = STATE_WEIGHT * states + CUE_WEIGHT * cues
    if len(batch.owners):
        found = model.pairs(words[batch.owners, batch.anchors], words[batch.owners], batch.relations)
        apart = -(found.log_softmax(-1) * batch.labels).sum((-1, -2))
        sure = UNLIKELY_CUE + (1 - UNLIKELY_CUE) * batch.cues[batch.owners, batch.anchors]
        loss = loss + PAIR_WEIGHT * (apart * sure).sum() / sure.sum()
    return loss


def batches(windows: Sequence[Taught], *, shuffled: int | None = None) -> Iterator[Batch]:
    """Batches of windows of about one length; `shuffled` seeds their order and whose marks count."""
    draw = random.Random(shuffled) if shuffled is not None else None
    for group in groups(_lengths(windows), draw):
        chosen = [windows[place] for place in group]
        versions = [each.example.versions for each in chosen]
        yield _batch(chosen, [draw.choice(each) if draw is not None else each[0] for each in versions])


def _batch(group: Sequence[Taught], marked: Sequence[Sequence[Marked]]) -> Batch:
    def padded(rows: Sequence[Tensor]) -> Tensor:
        return nn.utils.rnn.pad_sequence(list(rows), batch_first=True)

    windows = [each.example.window for each in group]
    ids = padded([torch.tensor(window.ids) for window in windows])
    core = padded([torch.zeros(len(window.words)) for window in windows])
    owners: list[int] = []
    anchors: list[int] = []
    cues: list[Tensor] = []
    labels: list[Tensor] = []
    related: list[Tensor] = []
    for row, (each, window, version) in enumerate(zip(group, windows, marked, strict=True)):
        core[row, slice(*window.core)] = 1
        marks = {mark.anchor: torch.tensor(mark.labels) for mark in version}
        cues.append(_with_marks(each, marks))
        where = places(window)
        for anchor, supposed in zip(each.anchors, each.labels.float(), strict=True):
            # Only another annotator marked it.
            if anchor not in marks and each.cues[anchor] < LIKELY:
                continue
            owners.append(row)
            anchors.append(anchor)
            related.append(torch.from_numpy(relations(anchor, where)).T)
            labels.append(_mixed(supposed, marks.get(anchor)) if each.marked else supposed)
    real = padded([torch.ones(len(window.words), dtype=torch.bool) for window in windows])
    none = torch.zeros(0, real.shape[1], 4, dtype=torch.long)
    return Batch(
        ids=ids,
        mask=padded([torch.ones(len(window.ids), dtype=torch.long) for window in windows]),
        firsts=padded([torch.tensor(window.firsts) for window in windows]),
        real=real,
        core=core,
        states=padded([each.states.float() for each in group]),
        cues=padded(cues),
        owners=torch.tensor(owners, dtype=torch.long),
        anchors=torch.tensor(anchors, dtype=torch.long),
        labels=_as_wide(labels, real.shape[1]) if labels else torch.zeros(0, real.shape[1], len(Label)),
        relations=(_as_wide(related, real.shape[1]) if related else none).transpose(1, 2),
    )


def _as_wide(rows: Sequence[Tensor], width: int) -> Tensor:
    """Rows of shape (words, n) as one tensor (rows, width, n)."""
    return torch.stack([nn.functional.pad(row, (0, 0, 0, width - len(row))) for row in rows])


def _with_marks(each: Taught, marks: dict[int, Tensor]) -> Tensor:
    """How likely each word is to be learned as the start of a cue."""
    if not each.marked:
        return each.cues
    own = torch.zeros_like(each.cues)
    own[list(marks)] = 1
    return torch.lerp(each.cues, own, OF_MARKS)


def _mixed(supposed: Tensor, mark: Tensor | None) -> Tensor:
    """The labels of a cue's words as teacher and marks have them; nothing belongs to what isn't marked."""
    own = mark if mark is not None else torch.full((len(supposed),), Label.OTHER.value)
    return torch.lerp(supposed, nn.functional.one_hot(own, len(Label)).float(), OF_MARKS)


if __name__ == "__main__":
    main()
