"""How long an editor waits for one check: from a cold start, and through a desk that is running."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.record import PROGRAM
from benchmarks.timing import CACHE, Used, run, spreads, surroundings

# A client that hands over needs less than this share of the CPU seconds of a cold start.
_HANDED_OVER = 1 / 3
LOADING_S = 30
_ADDED = "\nThe port will open again on Monday, the mayor said.\n"
_CLOSING_S = 10


def store_in(folder: Path) -> Path:
    """The store of `folder`."""
    return folder / "sources.db"


def run_check(text: str, folder: Path, *options: str | Path, again: bool = False) -> Used:
    """What `verifier check` of `text` takes as a new process in `folder`.

    Nothing is known of any text, unless it is done `again`: then what earlier checks kept is there.
    """
    if not again:
        shutil.rmtree(folder / CACHE, ignore_errors=True)
    draft = folder / "draft.md"
    draft.write_text(text, encoding="utf-8")
    return run("check", draft, "--fail-on", "never", *options, folder=folder)


def cold(texts: Sequence[str], folder: Path) -> dict[str, Any]:
    """Spreads of `help`, of `check` with no store and of `check_with_store`, the one of `folder`, on `texts`.

    Each is a new process, whose files the disk has read before.
    """
    wanted: dict[str, Callable[[str], Used]] = {
        "help": lambda _: run("--help", folder=folder),
        "check": lambda text: run_check(text, folder, "--no-store"),
        "check_with_store": lambda text: run_check(text, folder, "--store", store_in(folder)),
    }
    runs: dict[str, list[Used]] = {name: [] for name in wanted}
    for text in texts:
        for name, measured in wanted.items():
            runs[name].append(measured(text))
    return {name: spreads(done) for name, done in runs.items()}


def through_desk(texts: Sequence[str], folder: Path, cold_cpu_s: float) -> dict[str, Any] | None:
    """The same checks while `verifier serve` runs on the store of `folder`: CPU seconds are the client's.

    Args:
        texts: the articles.
        folder: where the desk is, and from where it is asked.
        cold_cpu_s: what a check with no store takes from a cold start.

    Returns:
        The spreads of `check` and `check_with_store` on articles that are new, and of `saved` and
        `saved_with_store` on each as it was last checked but for its last words; None where `check` does the
        work itself, though a desk runs.
    """
    store = ("--store", store_in(folder))
    runs: dict[str, list[Used]] = {"check": [], "saved": [], "check_with_store": [], "saved_with_store": []}
    with running_desk(folder):
        until = time.monotonic() + LOADING_S
        while run_check(texts[0], folder, "--no-store").cpu > cold_cpu_s * _HANDED_OVER:
            if time.monotonic() > until:
                return None
            time.sleep(1)
        for text in texts:
            for name, options in {"": ("--no-store",), "_with_store": store}.items():
                runs[f"check{name}"].append(run_check(text, folder, *options))
                runs[f"saved{name}"].append(run_check(text + _ADDED, folder, *options, again=True))
    return {name: spreads(done) for name, done in runs.items()}


@contextmanager
def running_desk(folder: Path) -> Iterator[None]:
    """A desk that is open."""
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    with subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", "--store", store_in(folder)],
        cwd=folder,
        env=surroundings(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as desk:
        assert desk.stderr is not None
        opened = desk.stderr.readline()
        try:
            if "open" not in opened:
                raise SystemExit(f"verifier serve did not open: {opened}{desk.stderr.read()}")
            yield
        finally:
            desk.send_signal(signal.SIGINT)
            try:
                desk.wait(_CLOSING_S)
            except subprocess.TimeoutExpired:
                desk.kill()
