"""The entailment network: claim and window read together, a verdict, and a mark for each piece of the claim.

The encoder is that of the sentence encoder (Wang et al., MiniLM, 2020). The verdict is read from the mean and
the maximum of the claim's states, so that one word at fault can decide it. The marks say which words of the
claim the window does not bear out.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from verifier.compare.entailment import Label


class Entailment(nn.Module):
    """Ids, segments (0 the claim with the marks around it, 1 the window) to verdict and marks."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        size = self.bert.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.verdict = nn.Sequential(nn.Linear(2 * size, size), nn.GELU(), nn.Linear(size, len(Label)))
        self.mark = nn.Linear(size, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """All (batch, pieces) -> logits (batch, labels) and (batch, pieces)."""
        states = self.bert(input_ids=ids, token_type_ids=segments, attention_mask=mask).last_hidden_state
        return self.heads(self.drop(states), (mask * (1 - segments)).unsqueeze(-1).float())

    def heads(self, states: Tensor, claim: Tensor) -> tuple[Tensor, Tensor]:
        """states (batch, pieces, size), claim (batch, pieces, 1) of 0 and 1 -> both logits."""
        mean = (states * claim).sum(dim=1) / claim.sum(dim=1)
        most = (states - 1e4 * (1 - claim)).amax(dim=1)
        return self.verdict(torch.cat([mean, most], dim=-1)), self.mark(states).squeeze(-1)
