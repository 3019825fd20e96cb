"""Writes the trained entailment network as the ONNX file that `verifier/compare/entailment.py` runs.

    python -m training.entailment.export --weights FOLDER/weights.pt --pairs PAIRS

Matrices are stored as 8-bit numbers, but for the outliers of `training.outliers`; the word vectors, which
training left as they were, are read from the sentence encoder's file. `--exact` keeps the matrices as 32-bit
floats, to measure what 8 bits cost. Afterwards `training.entailment.fit` must run.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.export import Dim

from sources.encoder import WEIGHTS, model_folder
from training.encoder.export import point_to
from training.entailment.data import Pair, read_pairs
from training.entailment.model import Entailment
from training.networks import quantized, write_network
from training.outliers import set_apart
from verifier.compare.entailment import FOLDER, NETWORK, TOKENIZER, encode, open_tokenizer

SAMPLE = 60


class OnePair(nn.Module):
    """The network on one pair: ids and segments (pieces,) -> shares (labels,) and (pieces,)."""

    def __init__(self, network: Entailment) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """The shares of the three verdicts, and for each piece how likely it is not borne out."""
        bert = self.network.bert
        given = bert.embeddings(input_ids=ids.unsqueeze(0), token_type_ids=segments.unsqueeze(0))
        # Past `bert.forward`, which would have every score masked though nothing is padded.
        states = bert.encoder(given).last_hidden_state
        verdict, marks = self.network.heads(states, (1 - segments).reshape(1, -1, 1).float())
        return verdict[0].softmax(dim=-1), marks[0].sigmoid()


def main() -> None:
    """Exports the network and copies the tokenizer beside it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True, help="weights.pt of the run")
    parser.add_argument("--pairs", type=Path, required=True, help="folder of train.jsonl, for a sample")
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--exact", action="store_true", help="32-bit floats throughout")
    options = parser.parse_args()
    network = Entailment(model_folder())
    network.load_state_dict(torch.load(options.weights, weights_only=True))
    network.eval()
    if not options.exact:
        sample = random.Random(SAMPLE).sample(read_pairs(options.pairs / "train.jsonl"), SAMPLE)
        print(f"Units kept apart, by layer: {set_apart(network.bert, partial(_read, network, sample))}")
    options.output.mkdir(parents=True, exist_ok=True)
    pieces = Dim("pieces", min=3, max=512)
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole.onnx"
        write_network(
            OnePair(network),
            (torch.ones(9, dtype=torch.long), torch.tensor([0] * 4 + [1] * 5)),
            whole,
            ["ids", "segments"],
            ["verdict", "marks"],
            {"ids": {0: pieces}, "segments": {0: pieces}},
        )
        model = onnx.load(str(whole)) if options.exact else quantized(whole)
    point_to(model, model_folder() / WEIGHTS, partly=True)
    (options.output / NETWORK).write_bytes(model.SerializeToString())
    shutil.copy(model_folder() / "tokenizer.json", options.output / TOKENIZER)
    print(f"{options.output / NETWORK}: {(options.output / NETWORK).stat().st_size / 1e6:.1f} MB")


def _read(network: Entailment, sample: Sequence[Pair]) -> None:
    tokenizer = open_tokenizer(model_folder() / "tokenizer.json")
    for pair in sample:
        read = encode(tokenizer, pair.claim, pair.window)
        network.bert(input_ids=torch.tensor([read.ids]), token_type_ids=torch.tensor([read.segments]))


if __name__ == "__main__":
    main()
