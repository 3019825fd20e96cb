"""The one place that starts ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def session(network: Path | bytes, *, entries: Mapping[str, str] | None = None) -> Any:
    """A network, ready to run, with the same results on every machine of a kind.

    Args:
        network: its file, or what the file holds.
        entries: further settings of the session, by their names in ONNX Runtime.
    """
    # The runtime's builds tell their maker over the network how they are used, and keep an identifier of the
    # machine, unless this stands in the environment before they are loaded (its Privacy.md).
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Sums split over threads round differently: with one thread the number of cores doesn't matter.
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    # Processors without VNNI add products of 8-bit numbers in 16 bits, which overflow: this keeps them exact.
    options.add_session_config_entry("session.x64quantprecision", "1")
    for name, value in (entries or {}).items():
        options.add_session_config_entry(name, value)
    return onnxruntime.InferenceSession(
        network if isinstance(network, bytes) else str(network),
        options,
        providers=["CPUExecutionProvider"],
        # The runtime's fused step for a sum and its norm takes four times as long as the two apart.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
