"""ONNX Runtime, started as the program starts it."""

import json
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from claims import runtime, tagger

THREADS = "/proc/self/task"
EMULATOR = shutil.which("qemu-x86_64")
READ = {"ids": [101, *range(2_000, 2_040), 102], "firsts": list(range(1, 41))}
ELSEWHERE = f"""
import json, numpy
from claims import runtime, tagger
given = {{name: numpy.array(numbers) for name, numbers in {READ}.items()}}
scores = runtime.session(tagger.ENCODER).run(None, given)[1]
print(json.dumps([runtime.sums_are_exact(), scores.tolist()]))
"""
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


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64", reason="processors are told of as Linux tells"
)
def test_sums_are_exact_where_the_processor_says_so():
    flags = Path("/proc/cpuinfo").read_text(encoding="ascii").split()
    assert runtime.sums_are_exact() == bool({"avx512_vnni", "avx_vnni"} & set(flags))


def given():
    return {name: np.array(numbers) for name, numbers in READ.items()}


@pytest.mark.parametrize("exact", [True, False])
def test_a_processor_whose_sums_overflow_is_told_to_take_its_time(monkeypatch, exact):
    """To one whose sums are exact it makes no difference but that."""
    told = []
    monkeypatch.setattr(runtime, "sums_are_exact", lambda: exact)
    monkeypatch.setattr(runtime, "_session", lambda network, entries: told.append(dict(entries)))
    runtime.session(tagger.ENCODER)
    runtime.session(tagger.ENCODER, entries={"session.intra_op.allow_spinning": "0"})
    slow = {} if exact else {"session.x64quantprecision": "1"}
    assert told == [slow, {**slow, "session.intra_op.allow_spinning": "0"}]


def test_told_or_not_it_computes_the_same(monkeypatch):
    as_it_is = runtime.session(tagger.ENCODER).run(None, given())
    monkeypatch.setattr(runtime, "sums_are_exact", lambda: False)
    told = runtime.session(tagger.ENCODER).run(None, given())
    assert all(np.array_equal(a, b) for a, b in zip(as_it_is, told, strict=True))


def test_a_sum_that_overflows_is_seen(monkeypatch):
    class Overflowing:
        def run(self, _, given):
            return [np.full((len(given["a"]), given["b"].shape[1]), 32 * (2**15 - 1), np.int32)]

    runtime.sums_are_exact.cache_clear()
    monkeypatch.setattr(runtime, "_session", lambda *_: Overflowing())
    try:
        assert not runtime.sums_are_exact()
    finally:
        runtime.sums_are_exact.cache_clear()


@pytest.mark.skipif(EMULATOR is None, reason="needs QEMU (Debian: qemu-user)")
def test_a_processor_of_2013_computes_nearly_the_same():
    """Its sums overflow, which moves scores by whole numbers; what remains is one rounding in many."""
    done = subprocess.run(
        [EMULATOR, "-cpu", "Haswell", sys.executable, "-c", ELSEWHERE],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    exact, scores = json.loads(done.stdout)
    assert not exact
    here = runtime.session(tagger.ENCODER).run(None, given())[1]
    assert np.abs(here - np.array(scores)).max() < 0.1
