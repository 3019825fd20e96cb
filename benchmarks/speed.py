"""How long an editor waits: python -m benchmarks.speed [--json].

Each measurement is a process of its own from a cold start. CPU seconds are the process's own, user and
system, over all of its threads; wall seconds depend on what else the machine does. The median of the runs
counts.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks import newswriter
from benchmarks.record import PROGRAM, environment, made_by, table, write_result

ARTICLE_WORDS, SOURCE_WORDS, SOURCES = 1000, 300, 50


def measure(*arguments: str | Path, folder: Path, runs: int = 1) -> dict[str, float]:
    """Run the program with `arguments` in `folder`.

    Returns:
        The medians `cpu` and `wall` in seconds, and `peak_mb`, the largest memory in megabytes.

    Raises:
        SystemExit: the program failed; what it wrote to stderr is in the message.
    """
    # A home of its own, so that no store or setting of whoever runs this takes part.
    surroundings = {**environment(), "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data")}
    cpu, wall, peak = [], [], []
    for _ in range(runs):
        with (folder / "stderr").open("w+", encoding="utf-8") as errors:
            start = time.perf_counter()
            process = subprocess.Popen(
                [PROGRAM, *arguments], cwd=folder, env=surroundings, stdout=subprocess.DEVNULL, stderr=errors
            )
            _, status, used = os.wait4(process.pid, 0)
            wall.append(time.perf_counter() - start)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                errors.seek(0)
                command = " ".join(map(str, arguments))
                raise SystemExit(f"verifier {command} failed ({process.returncode}):\n{errors.read()}")
        cpu.append(used.ru_utime + used.ru_stime)
        peak.append(used.ru_maxrss / 1024)
    return {
        "cpu": round(statistics.median(cpu), 2),
        "wall": round(statistics.median(wall), 2),
        "peak_mb": round(max(peak)),
    }


def measure_all(*, runs: int) -> dict[str, dict[str, float]]:
    """All measurements by what was measured; adding the sources runs once, the others `runs` times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draft = folder / "draft.md"
        draft.write_text(newswriter.article(ARTICLE_WORDS, seed=0), encoding="utf-8")
        sources = [folder / f"source{seed:02}.md" for seed in range(1, SOURCES + 1)]
        for seed, path in enumerate(sources, start=1):
            path.write_text(newswriter.source(SOURCE_WORDS, seed=seed), encoding="utf-8")
        store = ("--store", folder / "sources.db")
        check = ("check", draft, "--fail-on", "never")
        return {
            "verifier --help": measure("--help", folder=folder, runs=runs),
            f"check, {ARTICLE_WORDS} words, no store": measure(*check, folder=folder, runs=runs),
            f"sources add, {SOURCES} of {SOURCE_WORDS} words": measure(
                "sources", "add", *store, *sources, folder=folder
            ),
            f"check, {ARTICLE_WORDS} words, {SOURCES} sources": measure(
                *check, *store, folder=folder, runs=runs
            ),
        }


def main() -> None:
    """Measure, print a table (or JSON) and write results/speed.json."""
    parser = argparse.ArgumentParser(description="How long an editor waits.")
    parser.add_argument("--json", action="store_true", help="print JSON and write no file")
    parser.add_argument("--runs", type=int, default=3, help="runs a measurement, the median counts (3)")
    options = parser.parse_args()
    figures = measure_all(runs=options.runs)
    if options.json:
        print(json.dumps({**made_by(), "figures": figures}, indent=2))
        return
    head: list[list[object]] = [["measurement", "CPU s", "wall s", "peak MB"]]
    print(table(head + [[name, r["cpu"], r["wall"], r["peak_mb"]] for name, r in figures.items()]))
    print(f"Written to {write_result('speed', figures)}")


if __name__ == "__main__":
    main()
