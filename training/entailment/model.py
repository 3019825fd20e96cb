"""The networks of entailment: claim and window to a verdict, and a mark for each piece of the claim.

The first has the sentence encoder (MiniLM, Wang et al., 2020), the close one the lower layers of a larger
(MPNet, Song et al., 2020). The verdict is read from the mean and the maximum of the claim's states, so that
one word at fault can decide it. The marks say which words of the claim the window does not bear out.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, BertModel, MPNetModel

from verifier.compare.entailment import Label

# Of the larger encoder the lower layers are taken, and of these the lowest left as they are: what lies above
# serves to tell whole texts apart, and what lies below is language as such (Sajjad et al., On the effect of
# dropping layers of pre-trained transformer models, 2023).
LAYERS, LEFT = 8, 3


class Entailment(nn.Module):
    """Ids, segments (0 the claim with the marks around it, 1 the window) to verdict and marks.

    `folder` holds MiniLM or MPNet, as sentence-transformers writes them.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        kind = AutoConfig.from_pretrained(folder).model_type
        self.segmented = kind == "bert"
        self.body = _minilm(folder) if self.segmented else _mpnet(folder)
        size = self.body.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.verdict = nn.Sequential(nn.Linear(2 * size, size), nn.GELU(), nn.Linear(size, len(Label)))
        self.mark = nn.Linear(size, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All (batch, pieces) -> logits (batch, labels) and (batch, pieces)."""
        states = self.body(input_ids=ids, attention_mask=mask, **self._told(segments)).last_hidden_state
        return self.heads(self.drop(states), (mask * (1 - segments)).unsqueeze(-1).float())

    def one(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """One pair, both (1, pieces) -> as `forward`.

        Past the body's own `forward`, which would have every score masked though nothing is padded.
        """
        states = self.body.encoder(self.body.embeddings(input_ids=ids, **self._told(segments)))[0]
        return self.heads(states, (1 - segments).unsqueeze(-1).float())

    def _told(self, segments: Tensor) -> dict[str, Tensor]:
        """What the body is told of `segments`: MPNet knows none."""
        return {"token_type_ids": segments} if self.segmented else {}

    def heads(self, states: Tensor, claim: Tensor) -> tuple[Tensor, Tensor]:
        """states (batch, pieces, size), claim (batch, pieces, 1) of 0 and 1 -> both logits."""
        mean = (states * claim).sum(dim=1) / claim.sum(dim=1)
        most = (states - 1e4 * (1 - claim)).amax(dim=1)
        return self.verdict(torch.cat([mean, most], dim=-1)), self.mark(states).squeeze(-1)


def _minilm(folder: Path) -> BertModel:
    body = BertModel.from_pretrained(
        folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
    )
    # Their gradients would take a third of the time and teach little.
    body.embeddings.word_embeddings.requires_grad_(requires_grad=False)
    return body


def _mpnet(folder: Path) -> MPNetModel:
    body = MPNetModel.from_pretrained(
        folder, add_pooling_layer=False, num_hidden_layers=LAYERS, attention_probs_dropout_prob=0.0
    )
    for left in (body.embeddings, body.encoder.relative_attention_bias, *body.encoder.layer[:LEFT]):
        left.requires_grad_(requires_grad=False)
    return body
