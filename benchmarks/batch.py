"""How `verifier batch` scales: python -m benchmarks.batch [--articles 2000] [--kills 10] [--json].

The same articles are checked with one job and with two, against the same store, and once more with a run that
is killed at random moments and resumed. Memory is that of the command and all of its processes, by tenths of
the run with one job. CPU seconds are those of all processes. `render_page` puts the figures in docs/scale.md.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import random
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import newswriter
from benchmarks.processes import memory_of_all
from benchmarks.record import PROGRAM, RESULTS, ROOT, made_by, put_between, table, write_result
from benchmarks.timing import surroundings

WORDS, SOURCES, SOURCE_WORDS = 150, 20, 300
MANY = 10_000_000

Figures = dict[str, Any]
_PAGE = ROOT / "docs" / "scale.md"
_BEGIN, _END = "<!-- measured: benchmarks/batch.py writes from here -->", "<!-- to here -->"
# What the projection assumes, beside the measured figures.
_CORES, _PRICE = 64, 0.05


def measure(
    *, articles: int = 2000, kills: int = 10, sources: int = SOURCES, folder: Path | None = None
) -> Figures:
    """All figures on so many generated articles.

    Args:
        kills: how often the broken run is killed; 0 leaves it out.
        sources: in the store; 0 checks against none.
        folder: to work in; a temporary one where None.

    Raises:
        SystemExit: the program failed.
    """
    with tempfile.TemporaryDirectory() as temporary:
        place = folder or Path(temporary)
        given = place / "articles.jsonl"
        with given.open("w", encoding="utf-8") as file:
            for seed in range(articles):
                line = {"id": f"{seed:07}", "text": newswriter.article(WORDS, seed=seed)}
                file.write(json.dumps(line) + "\n")
        command = ["batch", given, *_store(place, sources)]
        one = _run([*command, "--jobs", "1", "--output", place / "one"], place)
        two = _run([*command, "--jobs", "2", "--output", place / "two"], place)
        figures: Figures = {
            "articles": articles,
            "words": WORDS,
            "sources": sources,
            "jobs1": _told(one, articles),
            "jobs2": _told(two, articles),
            "jobs2_speedup": round(one["seconds"] / two["seconds"], 2),
            "jobs2_same": _left(place / "two") == _left(place / "one"),
            "memory_mb_by_tenth": tenths(one["memory"]),
            "report_kb": round(_size(place / "one") / articles / 1024, 1),
        }
        by_tenth = figures["memory_mb_by_tenth"]
        figures["memory_last_to_second"] = round(by_tenth[-1] / by_tenth[1], 3)
        if kills:
            figures["killed"] = _killed([*command, "--jobs", "2"], place, kills, two["seconds"])
        return figures


def _store(place: Path, sources: int) -> list[str | Path]:
    """The options that name a store with so many sources, which is made."""
    if not sources:
        return ["--no-store"]
    store = ["--store", place / "sources.db"]
    paths = [place / f"source{seed}.md" for seed in range(1, sources + 1)]
    for seed, path in enumerate(paths, start=1):
        path.write_text(newswriter.source(SOURCE_WORDS, seed=seed), encoding="utf-8")
    subprocess.run(
        [PROGRAM, "sources", "add", *store, *paths],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=surroundings(place),
    )
    return list(store)


def _start(arguments: Sequence[str | Path], place: Path) -> subprocess.Popen[bytes]:
    with (place / "stderr").open("wb") as errors:
        return subprocess.Popen(
            [PROGRAM, *arguments],
            cwd=place,
            env=surroundings(place),
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )


def _run(arguments: Sequence[str | Path], place: Path) -> Figures:
    start = time.perf_counter()
    process = _start(arguments, place)
    memory: list[float] = []
    watch = threading.Thread(target=_watch, args=(process.pid, memory))
    watch.start()
    # The usage of a process holds that of those that it waited for, which are all of the workers.
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    watch.join()
    if process.returncode:
        told = (place / "stderr").read_text(encoding="utf-8")
        raise SystemExit(f"verifier {' '.join(map(str, arguments))} failed ({process.returncode}):\n{told}")
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "memory": memory}


def _watch(pid: int, memory: list[float]) -> None:
    """Notes the memory of a process and those below it in megabytes, until it is gone."""
    while (used := memory_of_all(pid)) > 0:
        memory.append(used)
        time.sleep(0.25)


def tenths(values: Sequence[float]) -> list[float]:
    """The mean of each tenth of `values`, of which there are ten at least."""
    edges = [round(len(values) * place / 10) for place in range(11)]
    parts = [values[start:end] for start, end in itertools.pairwise(edges)]
    return [round(sum(part) / len(part), 1) for part in parts]


def _told(run: Figures, articles: int) -> Figures:
    return {
        "seconds": round(run["seconds"], 1),
        "per_minute": round(articles * 60 / run["seconds"], 1),
        "cpu_per_article": round(run["cpu"] / articles, 3),
    }


def _against(sources: int) -> str:
    return f"against {sources} sources of {SOURCE_WORDS}" if sources else "against no store of sources"


def _killed(command: Sequence[str | Path], place: Path, kills: int, seconds: float) -> Figures:
    """A run that is killed at moments that are drawn, and resumed, held against the unbroken one."""
    draw, output = random.Random(kills), place / "killed"
    for _ in range(kills):
        process = _start([*command, "--output", output], place)
        try:
            process.wait(draw.uniform(0, 2 * seconds / kills))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    _run([*command, "--output", output], place)
    found, expected = _left(output), _left(place / "two")
    return {
        "times": kills,
        "missing": len(expected.keys() - found.keys()),
        "more": len(found.keys() - expected.keys()),
        "other": sum(found[name] != expected[name] for name in found.keys() & expected.keys()),
        "same": found == expected,
    }


def _left(output: Path) -> dict[str, str]:
    """The sha256 of each report and table."""
    paths = [*output.glob("table.*"), *output.glob("reports/*")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def _size(output: Path) -> int:
    return sum(path.stat().st_size for path in output.rglob("*"))


def render_page() -> str:
    """docs/scale.md with the figures of results/batch.json in their place."""
    path = RESULTS / "batch.json"
    told = _measured(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else _NOTHING
    return put_between(_PAGE.read_text(encoding="utf-8"), _BEGIN, _END, told)


_NOTHING = "`python -m benchmarks.batch` measures, and `make docs` puts the figures here."


def _measured(result: Figures) -> str:
    figures, machine = result["figures"], result["machine"]
    one, two, killed = figures["jobs1"], figures["jobs2"], figures.get("killed")
    hours = two["cpu_per_article"] * 1000 / 3600
    rows = [
        ("articles a minute, one job", f"{one['per_minute']:,.0f}"),
        ("articles a minute, two jobs", f"{two['per_minute']:,.0f}"),
        ("two jobs against one", f"{figures['jobs2_speedup']} times"),
        ("processor time an article", f"{two['cpu_per_article']:.2f} s"),
        ("memory in all, one job", f"{figures['memory_mb_by_tenth'][-1]:,.0f} MB"),
        ("memory, last tenth of the run against the second", f"{figures['memory_last_to_second']:.3f}"),
        ("on the disk an article, report, table and ledger", f"{figures['report_kb']:,.0f} kB"),
    ]
    if killed is not None:
        same = "nothing missing, nothing twice, the same bytes" if killed["same"] else "NOT the same"
        rows.append((f"killed {killed['times']} times and resumed", same))
    many = MANY // 1000 * hours
    rows += [
        ("**1,000 articles**", f"**{hours:.2f} core-hours**"),
        (f"**{MANY:,} articles**", f"**{many:,.0f} core-hours**"),
        (f"{MANY:,} articles on {_CORES} cores", f"{many / _CORES / 24:,.1f} days"),
        (f"{MANY:,} articles at ${_PRICE} a core-hour", f"${many * _PRICE:,.0f}"),
        (f"{MANY:,} reports on the disk", f"{MANY * figures['report_kb'] / 1024**3:,.2f} TB"),
    ]
    listed = "\n".join(f"| {name} | {value} |" for name, value in rows)
    about = (
        f"{figures['articles']:,} generated articles of about {figures['words']} words, "
        f"{_against(figures['sources'])}, "
        f"on a machine of {machine['cpus']} cores ({machine['architecture']})."
    )
    return f"{about}\n\n| | |\n|---|---|\n{listed}"


def main() -> None:
    """Measure, print and write results/batch.json."""
    parser = argparse.ArgumentParser(description="How verifier batch scales.")
    parser.add_argument("--articles", type=int, default=2000, help="how many articles (2000)")
    parser.add_argument("--kills", type=int, default=10, help="how often to kill the broken run (10)")
    parser.add_argument("--sources", type=int, default=SOURCES, help=f"sources in the store ({SOURCES})")
    parser.add_argument("--json", action="store_true", help="print JSON and write no file")
    options = parser.parse_args()
    figures = measure(articles=options.articles, kills=options.kills, sources=options.sources)
    if options.json:
        print(json.dumps({**made_by(), "figures": figures}, indent=2))
        return
    rows: list[list[object]] = [["jobs", "seconds", "articles a minute", "CPU s an article"]]
    rows += [[jobs, *figures[jobs].values()] for jobs in ("jobs1", "jobs2")]
    print(table(rows))
    for name in ("jobs2_speedup", "jobs2_same", "memory_mb_by_tenth", "memory_last_to_second", "killed"):
        print(f"{name}: {figures.get(name)}")
    print(f"Written to {write_result('batch', figures)}")


if __name__ == "__main__":
    main()
