"""Takes the few units that 8 bits can't hold beside the rest out of a network's wide layers.

In some layers one or two inner units are several times as large as all others. One scale for all would leave
the others few levels, so those units are multiplied with their weights apart, as 32-bit floats (after
Dettmers et al., LLM.int8(), 2022).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import torch
from torch import Tensor, nn
from transformers import BertModel, MPNetModel

# A unit is an outlier where its peak is so many times that of the unit at this rank.
TIMES, RANK = 2.0, 16


class Apart(nn.Module):
    """A linear layer with the products of some of its inputs kept apart."""

    def __init__(self, layer: nn.Linear, outliers: Sequence[int]) -> None:
        super().__init__()
        self.layer = layer
        self.outliers = list(outliers)
        kept = torch.ones(layer.in_features)
        kept[self.outliers] = 0
        self.register_buffer("kept", kept)
        self.rows = nn.ParameterList([layer.weight[:, unit].detach().clone() for unit in self.outliers])

    def forward(self, states: Tensor) -> Tensor:
        """(..., inputs) -> (..., outputs), as the layer alone would give."""
        found: Tensor = self.layer(states * self.kept)
        for unit, row in zip(self.outliers, self.rows, strict=True):
            found = found + states[..., unit : unit + 1] * row
        return found


def set_apart(body: BertModel | MPNetModel, read_sample: Callable[[], None]) -> list[list[int]]:
    """Replaces each wide layer of `body` that has outliers; gives these by layer.

    Args:
        body: the network.
        read_sample: has `body` read texts of the kind that it will read.
    """
    wide = [layer.output for layer in body.encoder.layer]
    found: list[list[int]] = []
    for each, peak in zip(wide, _peaks([layer.dense for layer in wide], read_sample), strict=True):
        bound = TIMES * peak.sort(descending=True).values[RANK - 1]
        found.append((peak >= bound).nonzero().flatten().tolist())
        if found[-1]:
            each.dense = Apart(each.dense, found[-1])
    return found


@torch.no_grad()
def _peaks(layers: Sequence[nn.Linear], read_sample: Callable[[], None]) -> list[Tensor]:
    """The largest absolute value of each input of `layers` while the sample is read."""
    peaks = [torch.zeros(layer.in_features) for layer in layers]

    def see(place: int, _: nn.Module, given: tuple[Tensor, ...]) -> None:
        peaks[place] = torch.maximum(peaks[place], given[0].abs().flatten(0, -2).amax(0))

    handles = [layer.register_forward_pre_hook(partial(see, place)) for place, layer in enumerate(layers)]
    read_sample()
    for handle in handles:
        handle.remove()
    return peaks
