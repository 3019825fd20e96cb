"""Writes a trained network of entailment as the ONNX file that `verifier/compare/networks.py` loads.

    python -m training.entailment.export --weights FOLDER/weights.pt --pairs PAIRS
    python -m training.entailment.export --weights READER/weights.pt --pairs PAIRS --encoder FOLDER

The second line writes the close reader, FOLDER holding all-mpnet-base-v2. Matrices are stored as 8-bit
numbers, but for the outliers of `training.outliers`. The word vectors, which training left as they were, are
read from the sentence encoder's file by the first network, and stored as 8-bit numbers by the other.
`--exact` keeps the matrices as 32-bit floats, to measure what 8 bits cost. Afterwards
`training.entailment.fit` must run.
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
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.export import Dim

from sources.encoder import WEIGHTS, model_folder
from training.encoder.export import point_to
from training.entailment.data import Pair, read_pairs
from training.entailment.model import Entailment
from training.networks import narrow_word_vectors, quantized, write_network
from training.outliers import set_apart
from verifier.compare.networks import CLOSE, FIRST, PIECES, TOKENIZER, Kind, encode, open_tokenizer

SAMPLE = 60


class OnePair(nn.Module):
    """The network on one pair: ids and segments (pieces,) -> shares (labels,) and (pieces,)."""

    def __init__(self, network: Entailment) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """The shares of the three verdicts, and for each piece how likely it is not borne out."""
        verdict, marks = self.network.one(ids.unsqueeze(0), segments.unsqueeze(0))
        return verdict[0].softmax(dim=-1), marks[0].sigmoid()


def main() -> None:
    """Exports the network and copies the tokenizer beside it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True, help="weights.pt of the run")
    parser.add_argument("--pairs", type=Path, required=True, help="folder of train.jsonl, for a sample")
    parser.add_argument("--encoder", type=Path, help="folder of all-mpnet-base-v2: write the close reader")
    parser.add_argument("--exact", action="store_true", help="32-bit floats throughout")
    options = parser.parse_args()
    kind, encoder = (CLOSE, options.encoder) if options.encoder else (FIRST, model_folder())
    network = Entailment(encoder)
    network.load_state_dict(torch.load(options.weights, weights_only=True))
    network.eval()
    if not options.exact:
        sample = random.Random(SAMPLE).sample(read_pairs(options.pairs / "train.jsonl"), SAMPLE)
        read_sample = partial(_read, network, sample, open_tokenizer(encoder / TOKENIZER), kind)
        print(f"Units kept apart, by layer: {set_apart(network.body, read_sample)}")
    kind.folder.mkdir(parents=True, exist_ok=True)
    pieces = Dim("pieces", min=3, max=PIECES)
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
    if kind.borrows:
        point_to(model, model_folder() / WEIGHTS, partly=True)
    elif not options.exact:
        narrow_word_vectors(model)
    file = kind.folder / kind.file
    file.write_bytes(model.SerializeToString())
    shutil.copy(encoder / TOKENIZER, kind.folder / TOKENIZER)
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


@torch.no_grad()
def _read(network: Entailment, sample: Sequence[Pair], tokenizer: Tokenizer, kind: Kind) -> None:
    for pair in sample:
        read = encode(tokenizer, pair.claim, pair.window, kind.separators)
        network.one(torch.tensor([read.ids]), torch.tensor([read.segments]))


if __name__ == "__main__":
    main()
