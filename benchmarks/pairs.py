"""Pairs of claim and source judged a second, and how time grows with the source's length.

    python -m benchmarks.pairs [--json]

Claims and sources are written by `benchmarks/newswriter.py`; each pair is new, and judged as `verifier judge`
does it, two at a time on two cores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from collections.abc import Mapping
from math import log
from pathlib import Path

from benchmarks.newswriter import article, source
from benchmarks.record import PROGRAM, dump_lines, environment, table, write_result

#: How many pairs are judged, by words of their source.
PAIRS = {500: 200, 5_000: 60, 50_000: 12}


def seconds(words: int, pairs: int) -> float:
    """Wall seconds of `verifier judge` on so many pairs with sources of so many words."""
    with tempfile.TemporaryDirectory() as folder:
        given, told = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        dump_lines(
            given,
            ({"id": n, "claim": _claim(n), "source_text": source(words, seed=n)} for n in range(pairs)),
        )
        start = time.perf_counter()
        subprocess.run([PROGRAM, "judge", given, told], check=True, env=environment(), capture_output=True)
        return time.perf_counter() - start


def _claim(seed: int) -> str:
    return article(30, seed=1000 + seed).strip().split("\n")[-1].split(". ")[0].rstrip(".") + "."


def measure(counts: Mapping[int, int] = PAIRS) -> dict[str, float]:
    """Pairs a second by length, loading left out, and the exponent of growth from shortest to longest.

    Args:
        counts: how many pairs, at least two, by words of their source.
    """
    first, last = min(counts), max(counts)
    alone = {words: seconds(words, 1) for words in counts}
    each = {words: (seconds(words, count) - alone[words]) / (count - 1) for words, count in counts.items()}
    growth = log(each[last] / each[first]) / log(last / first)
    found = {f"pairs_a_second_{n}_words": round(1 / s, 1) for n, s in each.items()}
    return {**found, "loading_s": round(alone[first], 2), "growth_exponent": round(growth, 2)}


def main() -> None:
    """Measure, print and write results/pairs.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON and write nothing")
    options = parser.parse_args()
    figures = measure()
    if options.json:
        print(json.dumps(figures))
        return
    print(table([["measure", "value"], *([name, value] for name, value in figures.items())]))
    print(f"Written to {write_result('pairs', figures)}")


if __name__ == "__main__":
    main()
