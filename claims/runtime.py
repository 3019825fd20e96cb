"""The one place that starts ONNX Runtime."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

# A network as a file of ONNX: y = MatMulInteger(a, b), of 8-bit numbers without a sign and with one.
_PRODUCT = (
    b'\x08\x08B\x02\x10\n:D\n\x18\n\x01a\n\x01b\x12\x01y"\rMatMulInteger\x12\x07product'
    b"Z\t\n\x01a\x12\x04\n\x02\x08\x02Z\t\n\x01b\x12\x04\n\x02\x08\x03b\t\n\x01y\x12\x04\n\x02\x08\x06"
)


def session(network: Path | bytes, *, entries: Mapping[str, str] | None = None) -> Any:
    """A network, ready to run, with the same results on every machine of a kind.

    Args:
        network: its file, or what the file holds.
        entries: further settings of the session, by their names in ONNX Runtime.
    """
    exact = {} if sums_are_exact() else {"session.x64quantprecision": "1"}
    return _session(network, {**exact, **(entries or {})})


@cache
def sums_are_exact() -> bool:
    """Whether this processor adds up products of 8-bit numbers without overflow.

    Those without VNNI do it in 16 bits, unless the runtime is told to take more: then sums are right on
    all, in half as much time again. So it is tried, with the greatest numbers that there are.
    """
    import numpy as np

    a, b = np.full((16, 64), 255, np.uint8), np.full((64, 16), 127, np.int8)
    (y,) = _session(_PRODUCT, {}).run(None, {"a": a, "b": b})
    return bool((y == 64 * 255 * 127).all())


def _session(network: Path | bytes, entries: Mapping[str, str]) -> Any:
    # The runtime's builds tell their maker over the network how they are used, and keep an identifier of the
    # machine, unless this stands in the environment before they are loaded (its Privacy.md).
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Sums split over threads round differently: with one thread the number of cores doesn't matter.
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    for name, value in entries.items():
        options.add_session_config_entry(name, value)
    return onnxruntime.InferenceSession(
        network if isinstance(network, bytes) else str(network),
        options,
        providers=["CPUExecutionProvider"],
        # The runtime's fused step for a sum and its norm takes four times as long as the two apart.
        disabled_optimizers=["SkipLayerNormFusion"],
    )
