"""Writes `sources/models/encoder/graph.onnx`: the sentence encoder's computation, without its weights.

    python -m training.encoder.export

The graph names the tensors of the weight file that the model's package brings, by their place in that file
(ONNX external data), so the weights are neither copied nor changed. Needs the extra `training`.
"""

from __future__ import annotations

import json
import struct
import tempfile
from pathlib import Path

import onnx
import torch
from onnx.external_data_helper import set_external_data
from transformers import BertModel

from sources.encoder import GRAPH, WEIGHTS, model_folder

# A tensor smaller than this stands in the graph itself.
SMALL = 8192


class MeanOfPieces(torch.nn.Module):
    """Word pieces of one text to its vector: the mean of their states, of unit length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """ids (1, pieces) -> (1, 384)."""
        # Past `bert.forward`, which would have every score masked though nothing is padded.
        states = self.bert.encoder(self.bert.embeddings(ids)).last_hidden_state
        return torch.nn.functional.normalize(states.mean(dim=1), dim=-1)


def main() -> None:
    """Exports, points the tensors at the weight file, and writes the graph."""
    folder = model_folder()
    module = MeanOfPieces(folder).eval()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "whole.onnx"
        torch.onnx.export(
            module,
            (torch.ones(1, 12, dtype=torch.long),),
            str(path),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_shapes={"ids": {1: torch.export.Dim("pieces", min=2, max=512)}},
            dynamo=True,
            external_data=False,
            optimize=False,
        )
        model = onnx.load(str(path))
    point_to(model, folder / WEIGHTS)
    del model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    GRAPH.parent.mkdir(parents=True, exist_ok=True)
    GRAPH.write_bytes(model.SerializeToString())
    print(f"{GRAPH}: {GRAPH.stat().st_size} bytes")


def point_to(model: onnx.ModelProto, weights: Path, *, partly: bool = False) -> None:
    """Makes each large tensor of `model` a reference into the safetensors file `weights`.

    Args:
        model: is changed.
        weights: the file.
        partly: whether large tensors that are not in the file may stay where they are.

    Raises:
        SystemExit: a large tensor is not in the file.
    """
    with weights.open("rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = file.read()
    places = {
        data[begin:end]: (8 + length + begin, end - begin)
        for name, entry in header.items()
        if name != "__metadata__"
        for begin, end in [entry["data_offsets"]]
    }
    for tensor in model.graph.initializer:
        raw = tensor.raw_data
        if len(raw) < SMALL:
            continue
        if raw not in places and partly:
            continue
        if raw not in places:
            raise SystemExit(f"the tensor {tensor.name} is not in {weights}")
        offset, size = places[raw]
        tensor.raw_data = b""
        set_external_data(tensor, WEIGHTS, offset=offset, length=size)
        tensor.ClearField("raw_data")


if __name__ == "__main__":
    main()
