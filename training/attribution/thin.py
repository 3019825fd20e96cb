"""Which parts of the tagger matter least, and the tagger without them.

A part matters as much as the loss would change if it fell silent, told from the loss's gradient at a gate
on the part (Molchanov et al., Importance Estimation for Neural Network Pruning, 2019). Parts are attention
heads and inner units, each ranked through all layers together, so a layer that does little loses most; and
units of the pair scorer, by how much labels make of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import torch
from torch import Tensor, nn

from training.attribution.model import HEAD, HIDDEN, Tagger

# Inner units stay by so many together, which matrix products like.
TOGETHER = 64

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Importance:
    """How much each part matters; only comparisons mean something.

    Attributes:
        heads: shape (layers, heads).
        inner: shape (layers, inner units).
    """

    heads: Tensor
    inner: Tensor


@dataclass(frozen=True, slots=True)
class Kept:
    """Which parts stay, by their places; layers after the last are dropped.

    Attributes:
        heads: of each layer.
        inner: of each layer.
        pairs: units of the pair scorer.
    """

    heads: tuple[tuple[int, ...], ...]
    inner: tuple[tuple[int, ...], ...]
    pairs: tuple[int, ...]


def importance(tagger: Tagger, batches: Iterable[B], loss_of: Callable[[Tagger, B], Tensor]) -> Importance:
    """How much the parts of `tagger` matter to its loss on `batches`."""
    layers = tagger.encoder.bert.encoder.layer
    heads = torch.ones(len(layers), layers[0].attention.self.num_attention_heads, requires_grad=True)
    inner = torch.ones(len(layers), layers[0].intermediate.dense.out_features, requires_grad=True)
    hooks = [
        into.register_forward_pre_hook(partial(_gated, gates, place, units))
        for place, layer in enumerate(layers)
        for into, gates, units in (
            (layer.attention.output.dense, heads, HEAD),
            (layer.output.dense, inner, 1),
        )
    ]
    found = [torch.zeros_like(heads), torch.zeros_like(inner)]
    for batch in batches:
        slopes = torch.autograd.grad(loss_of(tagger, batch), [heads, inner])
        for total, slope in zip(found, slopes, strict=True):
            total += slope**2
    for hook in hooks:
        hook.remove()
    return Importance(*found)


def _gated(
    gates: Tensor, layer: int, units: int, _: nn.Module, given: tuple[Tensor, ...]
) -> tuple[Tensor, ...]:
    """What is given to a linear layer behind its gates, each for so many units."""
    return (given[0] * gates[layer].repeat_interleave(units),)


def choose(
    matters: Importance, weights: Mapping[str, Tensor], *, layers: int, heads: int, inner: int, pairs: int
) -> Kept:
    """The parts that matter most.

    Args:
        matters: how much each does.
        weights: the tagger's; a unit of the pair scorer matters by those with which labels read it.
        layers: how many of the first layers stay.
        heads: about how many heads stay in all of them.
        inner: about how many inner units.
        pairs: how many units of the pair scorer.
    """
    bound = matters.heads[:layers].flatten().topk(heads).values[-1]
    least = matters.inner[:layers].flatten().topk(inner).values[-1]
    read = weights["pairs.label.weight"].norm(dim=0) * weights["pairs.norm.weight"].abs()
    return Kept(
        tuple(tuple((row >= bound).nonzero().flatten().tolist()) for row in matters.heads[:layers]),
        tuple(_top(row, _rounded(int((row >= least).sum()))) for row in matters.inner[:layers]),
        _top(read, pairs),
    )


def _rounded(units: int) -> int:
    return max(1, round(units / TOGETHER)) * TOGETHER


def _top(scores: Tensor, count: int) -> tuple[int, ...]:
    return tuple(sorted(scores.topk(count).indices.tolist()))


def thinned(weights: Mapping[str, Tensor], kept: Kept) -> dict[str, Tensor]:
    """The tagger's `weights` for the parts that are kept."""
    found: dict[str, Tensor] = {}
    for name, values in weights.items():
        parts = name.split(".")
        if name.startswith("encoder.bert.encoder.layer."):
            layer = int(parts[4])
            if layer < len(kept.heads):
                found[name] = _of_layer(".".join(parts[5:]), values, kept.heads[layer], kept.inner[layer])
        elif parts[0] == "pairs":
            found[name] = _picked(values, [i for i, n in enumerate(values.shape) if n == HIDDEN], kept.pairs)
        else:
            found[name] = values
    return found


def _of_layer(name: str, values: Tensor, heads: Sequence[int], inner: Sequence[int]) -> Tensor:
    """One layer's weights or biases by the `name` within the layer."""
    units = [head * HEAD + unit for head in heads for unit in range(HEAD)]
    if name.startswith("attention.self."):
        return _picked(values, [0], units)
    if name == "attention.output.dense.weight":
        return _picked(values, [1], units)
    if name.startswith("intermediate."):
        return _picked(values, [0], inner)
    if name == "output.dense.weight":
        return _picked(values, [1], inner)
    return values


def _picked(values: Tensor, axes: Sequence[int], places: Sequence[int]) -> Tensor:
    for axis in axes:
        values = values.index_select(axis, torch.tensor(places))
    return values.clone()
