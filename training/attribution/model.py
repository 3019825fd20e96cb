"""The tagger's network: an encoder over a window, a cue score a word, and a label for each cue and word.

The label of word j to cue i is read from both their states, joined by an element-wise product as in a
biaffine scorer (Dozat and Manning, Deep Biaffine Attention, 2017), from where j stands against i, and,
through two convolutions along the words, from j's neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from claims.tagging import BLOCKS, DISTANCES, QUOTES, SENTENCES, Label
from sources.encoder import model_folder

HIDDEN = 192
WIDTH = 9
#: Units of an attention head.
HEAD = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a thinned tagger is.

    Attributes:
        heads: attention heads of each layer.
        inner: inner units of each layer.
        pairs: units of the pair scorer.
    """

    heads: tuple[int, ...]
    inner: tuple[int, ...]
    pairs: int


class Encoder(nn.Module):
    """Word pieces to one state a word, and the logit of each word to start a cue."""

    def __init__(self, folder: Path, shape: Shape | None = None) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        if shape is not None:
            _resize(self.bert, shape)
        size = self.bert.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Sequential(nn.Linear(size, size), nn.GELU(), nn.Linear(size, 1))
        self.roles = nn.Linear(size, len(Label))

    def forward(self, ids: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """ids and mask (batch, pieces), firsts (batch, words) -> (batch, words, size), (batch, words)."""
        pieces = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        index = firsts.unsqueeze(-1).expand(-1, -1, pieces.shape[-1])
        words = self.drop(torch.gather(pieces, 1, index).float())
        return words, self.cue(words).squeeze(-1)


def _resize(bert: BertModel, shape: Shape) -> None:
    """Gives `bert` as many layers, heads and inner units, without weights in what changes."""
    size = bert.config.hidden_size
    bert.encoder.layer = bert.encoder.layer[: len(shape.heads)]
    bert.config.num_hidden_layers = len(shape.heads)
    for layer, heads, inner in zip(bert.encoder.layer, shape.heads, shape.inner, strict=True):
        own = layer.attention.self
        own.num_attention_heads, own.all_head_size = heads, heads * HEAD
        own.query, own.key, own.value = (nn.Linear(size, heads * HEAD) for _ in range(3))
        layer.attention.output.dense = nn.Linear(heads * HEAD, size)
        layer.intermediate.dense = nn.Linear(size, inner)
        layer.output.dense = nn.Linear(inner, size)


class Neighbours(nn.Module):
    """A residual step along the words."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(hidden)
        self.along = nn.Conv1d(hidden, hidden, WIDTH, padding=WIDTH // 2, groups=hidden)
        self.across = nn.Linear(hidden, hidden)

    def forward(self, states: Tensor) -> Tensor:
        """(cues, words, hidden) -> the same shape."""
        # As a picture of one line: the runtime has no fast convolution of separate units along a sequence.
        picture = self.norm(states).unsqueeze(1).permute(0, 3, 1, 2)
        moved = nn.functional.conv2d(
            picture,
            self.along.weight.unsqueeze(2),
            self.along.bias,
            padding=(0, WIDTH // 2),
            groups=picture.shape[1],
        )
        return states + self.across(nn.functional.gelu(moved.permute(0, 2, 3, 1).squeeze(1)))


class Pairs(nn.Module):
    """For each cue a label for each word of its window."""

    def __init__(self, size: int = 384, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.of_cue = nn.Linear(size, hidden)
        self.of_word = nn.Linear(size, hidden)
        self.scale_cue = nn.Linear(size, hidden)
        self.scale_word = nn.Linear(size, hidden)
        self.relations = nn.ModuleList(
            nn.Embedding(n, hidden) for n in (DISTANCES, SENTENCES, BLOCKS, QUOTES)
        )
        for table in self.relations:
            nn.init.normal_(table.weight, std=0.05)
        self.steps = nn.ModuleList([Neighbours(hidden), Neighbours(hidden)])
        self.norm = nn.LayerNorm(hidden)
        self.drop = nn.Dropout(0.1)
        self.label = nn.Linear(hidden, len(Label))

    def forward(self, cues: Tensor, words: Tensor, relations: Tensor) -> Tensor:
        """cues (n, size), words (n or 1, words, size), relations (n, 4, words) -> (n, words, labels)."""
        states = self.of_cue(cues).unsqueeze(1) + self.of_word(words)
        states = states + self.scale_cue(cues).unsqueeze(1) * self.scale_word(words)
        states = nn.functional.gelu(states + self.placed(relations))
        for step in self.steps:
            states = step(states)
        logits: Tensor = self.label(self.drop(nn.functional.gelu(self.norm(states))))
        return logits

    def placed(self, relations: Tensor) -> Tensor:
        """What the tables give for relations (n, 4, words): (n, words, hidden).

        Two tables each are looked up as one, of all that they can give together, which takes half the time.
        """
        distances, sentences, blocks, quotes = (table.weight for table in self.relations)
        distance, sentence, block, quote = relations.unbind(1)
        by_word = nn.functional.embedding(distance * QUOTES + quote, _together(distances, quotes))
        return by_word + nn.functional.embedding(sentence * BLOCKS + block, _together(sentences, blocks))


def _together(one: Tensor, other: Tensor) -> Tensor:
    """Each row of `one` with each of `other` added: (rows of both multiplied, hidden)."""
    return (one.unsqueeze(1) + other).flatten(0, 1)


class Tagger(nn.Module):
    """Both networks, whole or of a `shape`."""

    def __init__(self, folder: Path, shape: Shape | None = None) -> None:
        super().__init__()
        self.encoder = Encoder(folder, shape)
        size = self.encoder.bert.config.hidden_size
        self.pairs = Pairs(size, HIDDEN if shape is None else shape.pairs)


def with_weights(weights: Mapping[str, Tensor]) -> Tagger:
    """The tagger that `weights` belong to, whole or thinned, ready to read."""
    layer = "encoder.bert.encoder.layer.{}.{}.weight"
    layers = range(len({name.split(".")[4] for name in weights if name.startswith("encoder.bert.encoder.")}))
    shape = Shape(
        tuple(len(weights[layer.format(i, "attention.self.query")]) // HEAD for i in layers),
        tuple(len(weights[layer.format(i, "intermediate.dense")]) for i in layers),
        len(weights["pairs.norm.weight"]),
    )
    tagger = Tagger(model_folder(), shape)
    tagger.load_state_dict(weights)
    return tagger.eval()


def mean_weights(runs: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of each weight over the `weights.pt` of `runs` (Wortsman et al., Model Soups, 2022)."""
    read = [torch.load(path, weights_only=True) for path in runs]
    return {name: torch.stack([weights[name] for weights in read]).mean(0) for name in read[0]}
