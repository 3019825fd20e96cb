"""Writes the trained tagger as the ONNX files that `claims/tagger.py` runs.

    python -m training.attribution.export --weights FOLDER/weights.pt [SECOND/weights.pt ...]

Of several weights, where one run started from the other's, the mean is exported.
Matrices are stored as 8-bit numbers, but for the outliers of `training.outliers`, and word
vectors as 16-bit floats; `--exact` keeps all as 32-bit floats, to measure what that costs.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from functools import partial
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.export import Dim

from claims.quotes import find_quotations
from claims.reading import read_text
from claims.sentences import segments, split
from claims.tagger import DIGEST, ENCODER, FOLDER, PAIRS, TOKENIZER
from claims.windows import tokenizer, windows
from sources.encoder import model_folder
from training.attribution.model import Encoder, Tagger, mean_weights, with_weights
from training.networks import shrink, write_network
from training.outliers import set_apart

# A text of the kind that is read, to see which units are outliers.
SAMPLE = Path(__file__).parents[2] / "examples" / "article.md"


class OneWindow(nn.Module):
    """The encoder on a single window: ids (pieces,), firsts (words,) -> (words, size), (words,)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, firsts: Tensor) -> tuple[Tensor, Tensor]:
        """The states of the words, and the logits of their starting a cue."""
        bert = self.encoder.bert
        # Past `bert.forward`, which would have every score masked though nothing is padded.
        words = bert.encoder(bert.embeddings(ids.unsqueeze(0))).last_hidden_state[0][firsts]
        return words, self.encoder.cue(words).squeeze(-1)


class OneWindowPairs(nn.Module):
    """The pair scorer on a single window: anchors (n,), words (words, size), relations (n, 4, words)."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.pairs = tagger.pairs

    def forward(self, anchors: Tensor, words: Tensor, relations: Tensor) -> Tensor:
        """(n, words, labels) as probabilities."""
        return self.pairs(words[anchors], words.unsqueeze(0), relations).softmax(dim=-1)


def main() -> None:
    """Exports both networks and copies the tokenizer beside them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="weights.pt of each run")
    parser.add_argument("--output", type=Path, default=FOLDER)
    parser.add_argument("--exact", action="store_true", help="32-bit floats throughout")
    options = parser.parse_args()
    tagger = with_weights(mean_weights(options.weights))
    tagger.encoder.bert.set_attn_implementation("eager")
    if not options.exact:
        found = set_apart(tagger.encoder.bert, partial(_read_sample, tagger))
        print(f"Units kept apart, by layer: {found}")
    options.output.mkdir(parents=True, exist_ok=True)
    pieces, words, cues = Dim("pieces", min=3, max=512), Dim("words", min=2, max=512), Dim("cues", max=256)
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole.onnx"
        write_network(
            OneWindow(tagger.encoder),
            (torch.ones(9, dtype=torch.long), torch.arange(1, 6)),
            whole,
            ["ids", "firsts"],
            ["words", "cues"],
            {"ids": {0: pieces}, "firsts": {0: words}},
        )
        pairs = Path(name) / "pairs.onnx"
        write_network(
            OneWindowPairs(tagger),
            (torch.arange(3), torch.randn(7, 384), torch.ones(3, 4, 7, dtype=torch.long)),
            pairs,
            ["anchors", "words", "relations"],
            ["labels"],
            {"anchors": {0: cues}, "words": {0: words}, "relations": {0: cues, 2: words}},
        )
        if options.exact:
            shutil.copy(whole, options.output / ENCODER.name)
            shutil.copy(pairs, options.output / PAIRS.name)
        else:
            shrink(whole, options.output / ENCODER.name)
            shrink(pairs, options.output / PAIRS.name)
    shutil.copy(model_folder() / "tokenizer.json", options.output / TOKENIZER.name)
    # Not measured with these networks: `training.attribution.confidence` makes both again.
    (options.output / DIGEST.name).write_text("none yet\n", encoding="ascii")
    for path in sorted(options.output.iterdir()):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def _read_sample(tagger: Tagger) -> None:
    document = read_text(SAMPLE.read_text(encoding="utf-8"))
    quotations = find_quotations(document)
    sentences = split(quotations, segments(document))
    for window in windows(document, sentences, quotations, tokenizer(model_folder() / "tokenizer.json")):
        tagger.encoder.bert(input_ids=torch.tensor([window.ids]))


if __name__ == "__main__":
    main()
