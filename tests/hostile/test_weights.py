"""Model files: none is a pickle, and a folder with a model runs nothing that lies in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from sources.encoder import FolderEncoder, model_folder

ROOT = Path(__file__).resolve().parents[2]


def unpickled(work: str, folder: Path) -> str:
    """What is unpickled while a process of its own does this work of `tests/hostile/unpickling.py`."""
    surroundings = {
        **os.environ,
        "XDG_DATA_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "VERIFIER_COLD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.unpickling", work, str(folder)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return (folder / "seen").read_text(encoding="utf-8")


@pytest.mark.parametrize("work", ["weights_in_a_pickle", "array_in_a_pickle", "plain_values"])
def test_a_pickle_would_be_seen(work: str, tmp_path: Path) -> None:
    assert unpickled(work, tmp_path)


@pytest.mark.parametrize("work", ["check", "own_encoder"])
def test_no_model_file_is_unpickled(work: str, tmp_path: Path) -> None:
    assert unpickled(work, tmp_path) == ""


def test_code_in_a_model_folder_is_not_run(tmp_path: Path) -> None:
    model, ran = tmp_path / "model", tmp_path / "ran"
    shutil.copytree(model_folder(), model)
    (model / "own.py").write_text(f"open({str(ran)!r}, 'w').close()\nclass Own:\n    pass\n")
    modules = json.loads((model / "modules.json").read_text(encoding="utf-8"))
    modules[0]["type"] = "own.Own"
    (model / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    with pytest.raises(BadConfiguration):
        FolderEncoder(model).encode(["The port is closed."])
    assert not ran.exists()


def test_weights_in_a_pickle_are_no_encoder(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(model_folder(), model)
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    with pytest.raises(BadConfiguration, match=r"no model\.safetensors"):
        FolderEncoder(model)
