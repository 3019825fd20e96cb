"""What the program keeps is closed to other accounts of the machine, where it makes the folder itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from verifier.desk.store import Desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_that_is_made_for_sources_is_the_users_alone(verifier, folder: Path, tmp_path: Path) -> None:
    (folder / "memo.txt").write_text("The port said that forty ferries had left.")
    assert verifier("sources", "add", "memo.txt").status == 0
    assert mode(tmp_path / "data" / "verifier") == 0o700
    assert mode(tmp_path / "data") == 0o755


def test_a_folder_that_is_made_for_a_desk_is_the_users_alone(tmp_path: Path) -> None:
    Desk.open(tmp_path / "new" / "desk.db").close()
    assert mode(tmp_path / "new") == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o755)
    Desk.open(shared / "desk.db").close()
    assert mode(shared) == 0o755
