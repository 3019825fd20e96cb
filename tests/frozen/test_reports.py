"""Three whole reports, each in five forms: the same wherever and however often they are made.

`python -m tests.frozen.reporting` writes them anew where a change is meant; what changes a verdict goes into
ERRATA.md.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.frozen.reporting import CASES, FORMS, FROZEN, ROOT

# Everything by which two runs on one machine may differ, and what makes the arithmetic of numpy that of an
# old processor. ONNX Runtime has no such switch.
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC", "OMP_NUM_THREADS": "1"},
    {
        "PYTHONHASHSEED": "2",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "tr",
        "TZ": "Pacific/Kiritimati",
        "OMP_NUM_THREADS": "4",
        "OPENBLAS_NUM_THREADS": "4",
        "OPENBLAS_CORETYPE": "Prescott",
        "NPY_DISABLE_CPU_FEATURES": " ".join(
            np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
        ),
    },
)
# Sums round otherwise where a processor adds up more numbers at a time, and what the networks then round to
# whole numbers can come out one higher or lower. The most that was seen is 0.038, in a doubt near 0.5.
BY_PROCESSOR = 0.05
SCORE = re.compile(r"\b[01]\.\d\d\b")

Written = dict[str, bytes]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """All files that each of the surroundings makes, by their place; made at the same time."""
    folders = [tmp_path_factory.mktemp("reports") for _ in SURROUNDINGS]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.frozen.reporting", str(folder)],
            cwd=ROOT,
            env={**os.environ, **surroundings},
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for folder, surroundings in zip(folders, SURROUNDINGS, strict=True)
    ]
    for each in running:
        _, told = each.communicate(timeout=300)
        assert each.returncode == 0, told
    return [files_in(folder) for folder in folders]


def files_in(folder: Path) -> Written:
    return {
        f"{case}/{path.name}": path.read_bytes()
        for case in CASES
        for path in sorted((folder / case).iterdir())
    }


@pytest.mark.parametrize("name", [f"{case}/{file}" for case in CASES for file in ("manifest.json", *FORMS)])
def test_made_twice_in_other_surroundings(written: list[Written], name: str) -> None:
    one, other = (files[name] for files in written)
    assert one == other


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("file", FORMS)
def test_what_it_was(written: list[Written], case: str, file: str) -> None:
    was, now = ((FROZEN / case / file).read_bytes(), written[0][f"{case}/{file}"])
    if file.endswith(".json"):
        assert apart(json.loads(was), json.loads(now)) == []
    elif apart(was.decode("utf-8"), now.decode("utf-8")):
        lines = (text.decode("utf-8").splitlines(keepends=True) for text in (was, now))
        pytest.fail("".join(unified_diff(*lines, n=0)))


def apart(was: Any, now: Any, place: str = "") -> list[str]:
    """Where two values of JSON, or two texts, are not alike but for scores that are a little apart."""
    if isinstance(was, dict) and isinstance(now, dict) and was.keys() == now.keys():
        return [found for key in was for found in apart(was[key], now[key], f"{place}/{key}")]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        pairs = enumerate(zip(was, now, strict=True))
        return [found for number, (a, b) in pairs for found in apart(a, b, f"{place}/{number}")]
    if isinstance(was, float) and isinstance(now, float):
        return [] if abs(was - now) <= BY_PROCESSOR else [f"{place}: {was}, now {now}"]
    if isinstance(was, str) and isinstance(now, str) and SCORE.sub("", was) == SCORE.sub("", now):
        pairs_of_scores = zip(SCORE.findall(was), SCORE.findall(now), strict=True)
        return [found for a, b in pairs_of_scores for found in apart(float(a), float(b), place)]
    return [] if was == now else [f"{place}: {was!r}, now {now!r}"]


def test_what_is_alike() -> None:
    was = {"a": [0.5123, {"b": "c"}], "d": 1}
    assert apart(was, {"a": [0.5129, {"b": "c"}], "d": 1}) == []
    assert apart(was, {"a": [0.63, {"b": "x"}], "d": 1}) == ["/a/0: 0.5123, now 0.63", "/a/1/b: 'c', now 'x'"]
    assert apart(was, {"a": [0.5123], "d": 2})[-1] == "/d: 1, now 2"
    assert apart("says so with 0.13 of 1", "says so with 0.14 of 1") == []
    assert apart("says so with 0.13 of 1", "says so with 0.73 of 1") != []
    assert apart("says so with 0.13 of 1", "says otherwise with 0.13 of 1") != []
