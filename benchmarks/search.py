"""How fast a large store is searched, and how it grows.

    python -m benchmarks.search --passages N [--synthetic] [--json]

`benchmarks.corpus` writes the store. With `--synthetic` a passage's vector is the sum of fixed random vectors
of its words; else the shipped encoder makes it, at some tens a second. Times are wall times in one process
and on one thread, the index warm; `median_cpu_ms` is the processor's own time for comparison on a machine
that does other work as well.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from benchmarks import corpus
from benchmarks.record import table, write_result
from benchmarks.timing import exponent
from sources import vector_rows
from sources.encoder import Encoder, TextEncoder
from sources.quotations import find_quotation
from sources.search import search
from sources.similarity import exact_similarities
from sources.store import Store
from sources.vectors import index_of

QUERIES = 100
INGESTED = 1_000
ADDITIONS = 5
_TOP = 10


def encoder_for(*, synthetic: bool) -> TextEncoder:
    """The encoder that the vectors are made with."""
    return corpus.WordVectors() if synthetic else Encoder()


def open_at(folder: Path, name: str = "sources") -> Store:
    """The store called `name` in `folder`."""
    return Store.open(f"sqlite:///{folder / name}.db", snapshots=folder / "snapshots")


def grow(folder: Path, count: int, seed: int, synthetic: bool) -> None:
    """Write so many more passages to the store in `folder`; runs in a process of its own, for its memory."""
    with open_at(folder) as store:
        corpus.fill(store, encoder_for(synthetic=synthetic), count, seed=seed)


def queries() -> list[str]:
    """What is asked: sentences like those in the store, half of them taken from it."""
    random = Random(-1)
    held = [text.split(". ")[0] for text in corpus.passages(QUERIES // 2, seed=0)]
    return held + [corpus.invented(random) for _ in range(QUERIES - len(held))]


def timed(asked: Sequence[str], ask: Callable[[str], object]) -> dict[str, float]:
    """Milliseconds a question: median and 95th percentile of wall time, and the median of processor time."""
    wall, cpu = [], []
    for query in asked:
        start, used = time.perf_counter(), time.process_time()
        ask(query)
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    return {
        "median_ms": round(statistics.median(wall), 1),
        "p95_ms": round(float(np.percentile(wall, 95)), 1),
        "median_cpu_ms": round(statistics.median(cpu), 1),
    }


def recall(store: Store, encoder: TextEncoder, asked: Sequence[str]) -> float:
    """The share of the ten nearest passages that the index finds; one that is as near as the tenth counts."""
    vectors = encoder.encode(asked)
    best: list[np.ndarray] = [np.zeros(0)] * len(asked)
    with store.reading() as session:
        for rows in vector_rows.after(session, encoder.sha256, 0):
            held = np.stack([np.frombuffer(data, "<f4") for _, data, _ in rows if data is not None])
            rough = held @ vectors.T
            for i, query in enumerate(vectors):
                near = np.argpartition(-rough[:, i], min(3 * _TOP, len(held) - 1))[: 3 * _TOP]
                best[i] = np.sort(np.concatenate([best[i], exact_similarities(query, held[near])]))[-_TOP:]
    index = index_of(store, encoder)
    index.refresh(store)
    shares = []
    for query, exact in zip(vectors, best, strict=True):
        found = np.sort(index.compare(store, query).similarities)[-_TOP:]
        shares.append(float((found >= exact[0]).sum()) / len(exact))
    return round(statistics.mean(shares), 4)


def ingested_per_s(store: Store, folder: Path, encoder: TextEncoder) -> tuple[float, float]:
    """Passages a second that a source of `INGESTED` passages is added at: to `store`, and to an empty one.

    Encoding is not counted. The medians of several additions, to either in turn, so that what else the
    machine does meets both.
    """
    rates: tuple[list[float], list[float]] = [], []
    for turn in range(ADDITIONS):
        addition = corpus.addition(encoder, INGESTED, seed=-2 - turn)
        with open_at(folder, f"empty_{turn}") as empty:
            empty.add(corpus.addition(encoder, 1, seed=-1))
            for found, into in zip(rates, (store, empty), strict=True):
                start = time.perf_counter()
                into.add(addition)
                found.append(INGESTED / (time.perf_counter() - start))
    return statistics.median(rates[0]), statistics.median(rates[1])


def measure(passages: int, *, synthetic: bool, folder: Path) -> dict[str, Any]:
    """All figures for a store of so many passages, which is built in `folder`."""
    encoder, asked = encoder_for(synthetic=synthetic), queries()
    encoder.encode(asked)
    medians: dict[int, float] = {}
    processor: dict[int, float] = {}
    figures: dict[str, Any] = {}
    size = 0
    for seed, goal in enumerate((passages // 16, passages // 4, passages)):
        process = get_context("spawn").Process(target=grow, args=(folder, goal - size, seed, synthetic))
        process.start()
        process.join()
        if process.exitcode:
            raise SystemExit("the store could not be filled")
        size = goal
        with open_at(folder) as store:
            search(store, asked[0], encoder=encoder)
            figures = timed(asked, lambda query, store=store: search(store, query, encoder=encoder))
        medians[goal], processor[goal] = figures["median_ms"], figures["median_cpu_ms"]
    start = time.perf_counter()
    with open_at(folder) as store:
        search(store, asked[0], encoder=encoder)
        opened = time.perf_counter() - start
        quotes = timed(asked, lambda query: find_quotation(store, query))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        found = recall(store, encoder, asked)
        into_full, into_empty = ingested_per_s(store, folder, encoder)
    return {
        "passages": passages,
        "vectors": "synthetic" if synthetic else encoder.name,
        **figures,
        "recall_at_10": found,
        "cold_open_s": round(opened, 2),
        "ingest_per_s": round(into_full),
        "ingest_per_s_empty": round(into_empty),
        "growth_exponent": exponent(medians),
        "growth_exponent_cpu": exponent(processor),
        "median_ms_by_size": medians,
        "quotes_median_ms": quotes["median_ms"],
        "quotes_p95_ms": quotes["p95_ms"],
        "peak_mb": round(memory),
        "store_mb": round((folder / "sources.db").stat().st_size / 1e6),
        "index_mb": round(sum(f.stat().st_size for f in folder.glob("*.vectors/*")) / 1e6, 1),
        "load_average": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    """Measure, print a table (or JSON) and write results/search_N.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--passages", type=int, default=100_000, help="size of the store (100,000)")
    parser.add_argument("--synthetic", action="store_true", help="make up the vectors")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.passages, synthetic=options.synthetic, folder=Path(folder))
    written = write_result(f"search_{options.passages}", figures)
    if options.json:
        print(json.dumps(figures))
        return
    print(table([["measure", "value"], *([name, str(value)] for name, value in figures.items())]))
    print(f"Written to {written}")


if __name__ == "__main__":
    main()
