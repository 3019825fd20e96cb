"""Networks as small ONNX files."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn
from torch.export import Dim

# A table with as many rows is that of the word vectors.
WORDS = 10_000


def write_network(
    module: nn.Module,
    example: tuple[Any, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    shapes: dict[str, dict[int, Dim]],
) -> None:
    """Writes `module` as an ONNX file, whose axes in `shapes` may have any length."""
    torch.onnx.export(
        module.eval(), example, str(path), input_names=inputs, output_names=outputs, dynamic_shapes=shapes,
        dynamo=True, external_data=False, optimize=True,
    )  # fmt: skip
    model = onnx.load(str(path))
    del model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    onnx.save(model, str(path))


def shrink(path: Path, target: Path) -> None:
    """Writes the network at `path` with small numbers to `target`."""
    model = quantized(path)
    _halve_word_vectors(model)
    onnx.save(model, str(target))


def quantized(path: Path) -> onnx.ModelProto:
    """The network at `path` with its matrices as 8-bit numbers."""
    with tempfile.TemporaryDirectory() as name:
        prepared, small = Path(name) / "prepared.onnx", Path(name) / "small.onnx"
        quant_pre_process(path, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            small,
            op_types_to_quantize=["MatMul", "Gemm"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
        return onnx.load(str(small))


def narrow_word_vectors(model: onnx.ModelProto) -> None:
    """Stores the table of word vectors as 8-bit numbers, each vector with a scale of its own."""
    for node, table in _word_vectors(model):
        values = onnx.numpy_helper.to_array(table)
        scale = np.abs(values).max(axis=1, keepdims=True).clip(1e-9) / 127
        narrow = np.round(values / scale).astype("int8")
        table.CopyFrom(onnx.numpy_helper.from_array(narrow, table.name))
        scales = f"{table.name}_scale"
        model.graph.initializer.append(onnx.numpy_helper.from_array(scale.astype("float32"), scales))
        ids, out = node.input[1], node.output[0]
        node.output[0] = f"{out}_narrow"
        at = list(model.graph.node).index(node) + 1
        wider = (
            onnx.helper.make_node("Cast", [f"{out}_narrow"], [f"{out}_cast"], to=onnx.TensorProto.FLOAT),
            onnx.helper.make_node("Gather", [scales, ids], [f"{out}_scale"]),
            onnx.helper.make_node("Mul", [f"{out}_cast", f"{out}_scale"], [out]),
        )
        for n, each in enumerate(wider):
            model.graph.node.insert(at + n, each)


def _word_vectors(model: onnx.ModelProto) -> Iterator[tuple[onnx.NodeProto, onnx.TensorProto]]:
    """The look-ups of word vectors, each with its table."""
    tables = {t.name: t for t in model.graph.initializer}
    for node in list(model.graph.node):
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.data_type != onnx.TensorProto.FLOAT:
            continue
        if len(table.dims) == 2 and table.dims[0] >= WORDS:
            yield node, table


def _halve_word_vectors(model: onnx.ModelProto) -> None:
    """Stores the table of word vectors as 16-bit floats, widened again after the look-up."""
    for node, table in _word_vectors(model):
        values = onnx.numpy_helper.to_array(table).astype("float16")
        table.CopyFrom(onnx.numpy_helper.from_array(values, table.name))
        narrow = f"{node.output[0]}_half"
        cast = onnx.helper.make_node("Cast", [narrow], [node.output[0]], to=onnx.TensorProto.FLOAT)
        node.output[0] = narrow
        model.graph.node.insert(list(model.graph.node).index(node) + 1, cast)
