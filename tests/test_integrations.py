"""What other programs start: the pre-commit hook and the GitHub action, run as they run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
CLEAN = "The pier at Tollby was shut on Monday, the harbour office said.\n"
FAULTY = "The mayor of Tarnholm embezzled money set aside for flood relief.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with drafts, and one with the `verifier` command."""
    for name, text in {"a draft.md": FAULTY, "b.md": CLEAN, "notes/c d.txt": FAULTY}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = tmp_path / "bin" / "verifier"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m verifier "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def run(command: list[str], folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | settings
    environment |= {"PATH": f"{folder / 'bin'}:{environment['PATH']}", "PYTHONPATH": str(ROOT)}
    environment |= {"XDG_DATA_HOME": str(folder / "data")}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def last_step() -> dict[str, Any]:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    step: dict[str, Any] = action["runs"]["steps"][-1]
    for value in step["env"].values():
        name = value.removeprefix("${{ inputs.").removesuffix(" }}")
        assert name in action["inputs"]
    return step


def test_the_hook_fails_for_a_draft_with_errors_alone(folder: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "verifier"
    command = hook["entry"].split()
    assert run([*command, "b.md"], folder).returncode == 0
    done = run([*command, "b.md", "a draft.md"], folder)
    assert done.returncode == 1
    assert "ATT001" in done.stdout


def test_the_action_checks_every_draft_that_a_pattern_names(folder: Path) -> None:
    step = last_step()
    given = {"ARTICLES": "*.md\nnotes/**/*.txt", "FAIL_ON": "error", "STORE": ""}
    done = run(["bash", "-e", "-c", step["run"]], folder, **given)
    assert done.returncode == 1, done.stderr
    alarms = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert [("a draft.md" in line, "c d.txt" in line) for line in alarms] == [(True, False), (False, True)]
    given |= {"ARTICLES": "a draft.md", "FAIL_ON": "never"}
    assert run(["bash", "-e", "-c", step["run"]], folder, **given).returncode == 0


def test_the_action_runs_nothing_that_an_input_says(folder: Path) -> None:
    given = {
        "ARTICLES": "$(touch evil)*\n`touch evil`\n;touch evil",
        "FAIL_ON": "error",
        "STORE": "`touch evil`",
    }
    done = run(["bash", "-e", "-c", last_step()["run"]], folder, **given)
    assert done.returncode not in (0, 1)
    assert not (folder / "evil").exists()


def test_the_action_says_where_nothing_matches(folder: Path) -> None:
    done = run(["bash", "-e", "-c", last_step()["run"]], folder, ARTICLES="*.docx", FAIL_ON="error", STORE="")
    assert done.returncode == 2
    assert done.stdout == "::error::No draft is called *.docx\n"
