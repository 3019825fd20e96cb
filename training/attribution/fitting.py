"""The steps that every training of the tagger takes."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from training.attribution.model import Tagger

BATCH = 8
CLIP = 1.0
KEEP = 0.998  # of the running mean, a step
WARM = 0.06  # of all steps, while the rate rises
LOOSE = 40  # word pieces by which windows of one batch may differ more than they must

B = TypeVar("B")


def add_options(parser: argparse.ArgumentParser, *, epochs: int, rate: float) -> None:
    """What every training can be told, with its usual number of epochs and rate."""
    parser.add_argument("--annotated", type=Path, required=True, help="annotated documents, JSON Lines")
    parser.add_argument("--others", type=Path, help="further annotations of some of the same documents")
    parser.add_argument("--supposed", type=Path, help="further documents, marked by the tagger itself")
    parser.add_argument("--times", type=int, default=1, help="how often an epoch reads the supposed ones")
    parser.add_argument("--output", type=Path, required=True, help="folder for weights and checkpoints")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--rate", type=float, default=rate, help="learning rate of the encoder")
    parser.add_argument("--limit", type=int, help="documents to train on, to try things out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint")


def prepare(options: argparse.Namespace) -> None:
    """Sets threads and seeds, and makes the folder."""
    torch.set_num_threads(options.threads)
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.output.mkdir(parents=True, exist_ok=True)


def groups(lengths: Sequence[int], draw: random.Random | None = None) -> list[list[int]]:
    """Places of windows, `BATCH` of about a length together; `draw` shuffles near ones, and the groups."""

    def rank(place: int) -> float:
        return lengths[place] + (draw.uniform(-LOOSE, LOOSE) if draw is not None else 0)

    order = sorted(range(len(lengths)), key=rank)
    found = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    if draw is not None:
        draw.shuffle(found)
    return found


def fit(
    model: Tagger,
    epochs: Sequence[Callable[[], Iterable[B]]],
    loss_of: Callable[[Tagger, B], Tensor],
    held_out: Callable[[Tagger], float],
    options: argparse.Namespace,
    *,
    steps: int,
    heads_rate: float,
) -> None:
    """Trains `model`, with a checkpoint after each epoch; `weights.pt` is a running mean over the steps.

    Args:
        model: what is trained.
        epochs: for each epoch what gives its batches.
        loss_of: the loss on a batch.
        held_out: the loss on what nothing is learned from, printed after each epoch.
        options: as `add_options` defines them.
        steps: batches in all epochs together.
        heads_rate: learning rate of all but the encoder's layers, as a multiple of theirs.
    """
    bert = {id(p) for p in model.encoder.bert.parameters()}
    parts = [
        {"params": list(model.encoder.bert.parameters()), "lr": options.rate},
        {"params": [p for p in model.parameters() if id(p) not in bert], "lr": heads_rate * options.rate},
    ]
    optimizer = torch.optim.AdamW(parts, weight_decay=0.01)
    rising, falling = WARM * steps, (1 - WARM) * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rising, max(0.0, (steps - step) / falling))
    )
    mean = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(KEEP)
    )
    checkpoint = options.output / "checkpoint.pt"
    first = 0
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(state["model"])
        mean.load_state_dict(state["mean"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    for epoch, batches in enumerate(epochs[first:], start=first + 1):
        model.train()
        began, total = time.perf_counter(), 0.0
        for number, batch in enumerate(batches(), start=1):
            loss = loss_of(model, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), CLIP)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            mean.update_parameters(model)
            total += loss.item()
            if number % 50 == 0:
                print(f"epoch {epoch} step {number}: {total / number:.3f}", flush=True)
        mean.module.eval()
        with torch.no_grad():
            held = held_out(mean.module)
        print(
            f"epoch {epoch}: loss {total / number:.3f}, held out {held:.3f}, "
            f"{time.perf_counter() - began:.0f} s",
            flush=True,
        )
        state = {
            "model": model.state_dict(),
            "mean": mean.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch,
        }
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
        torch.save(mean.module.state_dict(), options.output / "weights.pt")
