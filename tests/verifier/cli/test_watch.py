"""`verifier watch` as an editor runs it: a process beside the program that the draft is written in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

GUILT = "Mayor Ada Holm admitted that the pier was rotten.\n"
DOUBT = "The ferry company claimed that it was told in May.\n"
PATIENCE = 60
ROOT = Path(__file__).parents[3]


class Watch:
    """A running `verifier watch`, read line by line."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "verifier", "watch", "--no-store", *arguments],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "COLUMNS": "100"},
        )
        self._lines: Queue[str] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, words: str) -> str:
        """What is printed up to the line with these words."""
        read = ""
        while words not in read:
            read += self._lines.get(timeout=PATIENCE)
        return read


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "draft.md").write_text(GUILT, encoding="utf-8")
    return tmp_path / "draft.md"


@pytest.fixture
def watch(draft: Path) -> Iterator[Watch]:
    running = Watch(draft.parent, draft.name)
    yield running
    running.process.kill()
    running.process.wait()


def saved_as_word_processors_do(path: Path, text: str) -> None:
    beside = path.with_suffix(".tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def test_what_is_new_fixed_and_open_is_told_after_each_save(draft: Path, watch: Watch) -> None:
    assert "draft.md: 1 finding\n" in watch.until("→")
    saved_as_word_processors_do(draft, f"Boats stayed in on Sunday.\n\n{GUILT}\n{DOUBT}")
    told = watch.until("→")
    assert "draft.md: 1 new, 0 fixed, 1 still open\n" in told
    assert "VRB002" in told
    assert "VRB001" not in told
    draft.write_text(DOUBT, encoding="utf-8")
    assert "0 new, 1 fixed, 1 still open\n" in watch.until("  fixed: VRB001")


def test_an_empty_draft_is_told_and_watched_on(draft: Path, watch: Watch) -> None:
    watch.until("→")
    draft.write_text(" ", encoding="utf-8")
    assert "it is empty" in watch.until("Check that")
    draft.write_text(GUILT, encoding="utf-8")
    assert "0 new, 0 fixed, 1 still open" in watch.until("still open")


def test_settings_that_are_half_saved_are_told_and_it_is_watched_on(draft: Path, watch: Watch) -> None:
    watch.until("→")
    settings = draft.parent / "verifier.toml"
    settings.write_text('[rules]\ndisabled = ["VRB', encoding="utf-8")
    draft.write_text(GUILT + DOUBT, encoding="utf-8")
    assert "this isn't TOML" in watch.until("Put the line right.")
    settings.write_text('[rules]\ndisabled = ["VRB001"]\n', encoding="utf-8")
    draft.write_text(GUILT + "\n" + DOUBT, encoding="utf-8")
    assert "1 fixed" in watch.until("still open")


def test_ctrl_c_ends_it_in_peace(watch: Watch) -> None:
    watch.until("→")
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(PATIENCE) == 0


def test_a_draft_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    running = Watch(tmp_path, "draft.md")
    assert "draft.md: it can't be opened" in running.until("Check the path")
    assert running.process.wait(PATIENCE) not in (0, 1)


def test_settings_know_the_draft_by_its_place(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "draft.md").write_text(GUILT + DOUBT, encoding="utf-8")
    silence = '[[ignore]]\nrule = "VRB001"\npath = "notes/*"\n'
    (tmp_path / "verifier.toml").write_text(silence, encoding="utf-8")
    running = Watch(tmp_path, str(tmp_path / "notes" / "draft.md"))
    told = running.until("→")
    running.process.kill()
    running.process.wait()
    assert "VRB002" in told
    assert "VRB001" not in told
