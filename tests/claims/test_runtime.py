"""ONNX Runtime, started as the program starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

THREADS = "/proc/self/task"
RUN = (
    "import os, numpy\n"
    "from claims import tagger\n"
    f"before = len(os.listdir('{THREADS}'))\n"
    "assert tagger.networks() is not None\n"
    f"print(len(os.listdir('{THREADS}')) - before)"
)


@pytest.mark.skipif(not Path(THREADS).is_dir(), reason="threads are counted as Linux tells them")
def test_it_tells_nobody_and_keeps_no_identifier(tmp_path):
    """Its builds have an uploader, a queue in the user's cache, and a file that names the machine."""
    kept = {k: v for k, v in os.environ.items() if k != "CI" and not k.startswith(("XDG_", "ORT_"))}
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        env={**kept, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout == "0\n", "no thread of its own"
    assert list(tmp_path.rglob("*")) == []
