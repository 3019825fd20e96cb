"""What fuzzing found never comes back, and thirty seconds of it find nothing new."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .fuzzing.target import CORPUS
from .fuzzing.targets import TARGETS

ROOT = Path(__file__).parents[2]
INPUTS = [(name, path) for name, target in TARGETS.items() for path in target.corpus()]
#: Of all targets together, two at a time.
SECONDS = 30
LARGEST = 20_000

# A target that breaks at one letter, in place of one of the program's.
BROKEN = """
import sys
import atheris
from tests.hostile.fuzzing.__main__ import main
from tests.hostile.fuzzing.target import Target

@atheris.instrument_func
def run(data):
    if b"q" in data:
        raise IndexError("a fault of the program")

sys.exit(main(sys.argv[1:], targets={"headers": Target("headers", run)}))
"""


@pytest.mark.parametrize(("name", "path"), INPUTS, ids=[f"{name}-{path.name}" for name, path in INPUTS])
def test_what_comes_of_each_input_of_the_corpus_may_come_of_any(name: str, path: Path) -> None:
    TARGETS[name].run(path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_at_all_breaks_no_target(name: str) -> None:
    TARGETS[name].run(b"")


def test_the_corpus_is_small_and_each_folder_of_it_has_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir()} == set(TARGETS)
    assert [path for _, path in INPUTS if path.stat().st_size > LARGEST] == []


def fuzz(*command: str, out: Path) -> subprocess.CompletedProcess[str]:
    pytest.importorskip(
        "atheris", reason="Atheris can't be imported: it needs Linux on x86-64, Python 3.11 to 3.13"
    )
    return subprocess.run(
        [sys.executable, *command, "--out", str(out)], cwd=ROOT, capture_output=True, text=True, timeout=900
    )


def test_thirty_seconds_of_fuzzing_find_nothing(tmp_path: Path) -> None:
    done = fuzz(
        "-m", "tests.hostile.fuzzing", "--seconds", f"{SECONDS}", "--seed", "1", "--json", out=tmp_path
    )
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert {target["target"] for target in summary["targets"]} == set(TARGETS)
    for target in summary["targets"]:
        # What there is nothing of is tried first, then the corpus.
        assert target["executions"] > len(TARGETS[target["target"]].corpus()), target
    assert summary["findings"] == 0
    assert json.loads((tmp_path / "runs.jsonl").read_text()) == summary


def test_a_finding_is_kept_and_told_with_what_to_do(tmp_path: Path) -> None:
    done = fuzz("-c", BROKEN, "--seconds", "20", out=tmp_path)
    assert done.returncode == 1, done.stderr + done.stdout
    (kept,) = (tmp_path / "findings" / "headers").iterdir()
    assert b"q" in kept.read_bytes()
    assert "1 finding." in done.stdout
    assert f"cp {kept} {CORPUS / 'headers'}" in done.stdout
    assert "IndexError: a fault of the program" in (tmp_path / "headers.log").read_text()
