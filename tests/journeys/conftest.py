"""The example's store, filled as a newcomer fills it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that examples/add_sources.sh makes."""
    store = tmp_path_factory.mktemp("example") / "sources.db"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    added = subprocess.run(
        ["sh", EXAMPLES / "add_sources.sh", store],
        env={**os.environ, "PATH": path},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert added.returncode == 0, added.stderr
    return store
