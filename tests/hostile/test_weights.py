"""Model files: none is a pickle, and a folder with a model runs nothing that lies in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claims.errors import BadConfiguration
from sources.encoder import FolderEncoder, model_folder

ROOT = Path(__file__).resolve().parents[2]


def worked(name: str, folder: Path) -> Path:
    """`folder`, after a process of its own has done this work of `tests/hostile/unpickling.py` in it."""
    surroundings = {
        **os.environ,
        "XDG_DATA_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
        "VERIFIER_COLD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.unpickling", name, str(folder)],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def own_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worked("own_encoder", tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worked("check", tmp_path_factory.mktemp("check"))


@pytest.mark.parametrize(
    ("work", "looks"),
    [("check", ("pickle.loads", "pickle.load ")), ("own_encoder", ("torch.load", "looked up"))],
)
def test_no_model_file_is_unpickled(
    work: str, looks: tuple[str, ...], request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue(work)
    assert (folder / "work").read_text(encoding="utf-8") == ""
    would_be_seen = (folder / "control").read_text(encoding="utf-8")
    assert [each for each in looks if each not in would_be_seen] == []


def test_code_in_a_model_folder_is_not_run(own_encoder: Path) -> None:
    assert "no sentence encoder" in (own_encoder / "refused").read_text(encoding="utf-8")
    assert not (own_encoder / "ran").exists()


def test_weights_in_a_pickle_are_no_encoder(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(model_folder(), model)
    (model / "model.safetensors").rename(model / "pytorch_model.bin")
    with pytest.raises(BadConfiguration, match=r"no model\.safetensors"):
        FolderEncoder(model)
