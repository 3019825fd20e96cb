"""The example's store, filled as a newcomer fills it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that examples/add_sources.sh makes: made once, and each process of the tests has a copy."""
    own = tmp_path_factory.mktemp("example")
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            _fill(own / "sources.db")
            shutil.copytree(own, made)
            return own / "sources.db"
    shutil.copytree(made, own, dirs_exist_ok=True)
    return own / "sources.db"


def _fill(store: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    added = subprocess.run(
        ["sh", EXAMPLES / "add_sources.sh", store],
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert added.returncode == 0, added.stderr
