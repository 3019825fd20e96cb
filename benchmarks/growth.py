"""How time and memory grow: with the length of an article or a source, and with the sources of a store.

What is called warm is measured inside one process that has everything loaded; what is called cold is a new
process each time. Times that growth is fitted to are CPU seconds, medians of the runs. No article is checked
twice in a process against the same store: what a check remembers would flatter the second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks import warm
from benchmarks.newswriter import article, source
from benchmarks.starts import run_check, store_in
from benchmarks.timing import beside_logarithm, exponent, spreads
from benchmarks.workers import Worker

# Sources that are about the articles; the smallest store holds these alone.
_RELATED = 10
_ADDED = 5
_QUERIES = 20
# Longer articles and sources are measured once: other work on the machine evens out in them.
_LONG = 3_000

#: Told what is being measured.
Tell = Callable[[str], None]


def seed_of(words: int, turn: int) -> int:
    """The seed of the article of so many words that is checked in that turn; no two have the same."""
    return words * 100 + turn


def by_length(lengths: Sequence[int], *, runs: int, folder: Path, tell: Tell) -> dict[str, Any]:
    """Articles and sources of each of `lengths` in words.

    Args:
        lengths: at least three.
        runs: how often each is measured, those of more than 3,000 words once.
        folder: where a store is that articles are checked against.
        tell: is told how far it is.

    Returns:
        `rows`: by words the number of sentences, and spreads of `cold` and `warm` checks with no store, of
        `warm_with_store`, and of what it takes to `add` a source as long. `growth`: the power of the number
        of sentences, or of words for what is cold and added, that each grows with.
    """
    (folder / "added").mkdir()
    rows: dict[int, dict[str, Any]] = {}
    with Worker() as worker:
        for place in (None, folder):
            worker.call(warm.check, [article(min(lengths), seed=0)], place)
        for words in lengths:
            tell(f"articles of {words:,} words")
            turns = runs if words <= _LONG else 1
            texts = [article(words, seed=seed_of(words, turn)) for turn in range(turns)]
            checked = [worker.call(warm.check, [text]) for text in texts]
            again = [worker.call(warm.check, [text], folder)[0] for text in texts]
            added = [source(words, seed=seed_of(words, turn)) for turn in range(turns)]
            rows[words] = {
                "sentences": round(sum(sentences for _, sentences in checked) / turns),
                "articles_per_cpu_s": round(turns / sum(used.cpu for used, _ in checked), 3),
                "cold": spreads([run_check(text, folder, "--no-store") for text in texts]),
                "warm": spreads([used for used, _ in checked]),
                "warm_with_store": spreads(again),
                "add": spreads([worker.call(warm.add, [text], folder / "added") for text in added]),
            }
    sentences = {words: row["sentences"] for words, row in rows.items()}
    return {
        "rows": rows,
        "growth": {
            "warm": exponent({sentences[n]: t for n, t in _medians(rows, "warm", "cpu_s").items()}),
            "warm_with_store": exponent(
                {sentences[n]: t for n, t in _medians(rows, "warm_with_store", "cpu_s").items()}
            ),
            "add": exponent(_medians(rows, "add", "cpu_s")),
            "cold_peak_mb": exponent(_medians(rows, "cold", "peak_mb")),
        },
    }


def by_store(
    sizes: Sequence[int], *, words: int, source_words: int, runs: int, folder: Path, tell: Tell
) -> dict[str, Any]:
    """A check, a search and an addition with stores of each of `sizes` in sources.

    Ten sources are about the articles and come in as they do for a user; the others, of some 150 words each,
    are written at once.

    Args:
        sizes: at least three, rising, by ten at least and from ten on.
        words: of the articles.
        source_words: of the sources about them, and of those that are added.
        runs: how often each is measured, each time with another article.
        folder: an empty one, for the store.
        tell: is told how far it is.

    Returns:
        `rows`: by sources the spreads of `cold` and `warm` checks, of a search in milliseconds, and of what
        it takes to `add` a source. `growth`: of each the power of the number of sources that it grows
        with, and how it grows beside the logarithm (`benchmarks.timing.beside_logarithm`).
    """
    seeds = [seed_of(words, turn) for turn in range(runs)]
    texts = [article(words, seed=seed) for seed in seeds]
    queries = [paragraph.split(". ")[0] for paragraph in texts[0].split("\n\n")[1:][:_QUERIES]]
    about = [source(source_words, seed=n, about=seeds[n % runs]) for n in range(_RELATED)]
    rows: dict[int, dict[str, Any]] = {}
    held = _RELATED
    with Worker() as worker:
        worker.call(warm.add, about, folder)
    for size in sizes:
        tell(f"a store of {size:,} sources")
        with Worker() as worker:
            worker.call(warm.fill, size - held, folder, seed=size)
        held = size + _ADDED
        with Worker() as worker:
            worker.call(warm.check, [article(words, seed=0)], folder)
            checked = [worker.call(warm.check, [text], folder)[0] for text in texts]
            found = worker.call(warm.find, queries, folder)
            fresh = [source(source_words, seed=seed_of(size, n)) for n in range(_ADDED)]
            added = [worker.call(warm.add, [text], folder) for text in fresh]
        rows[size] = {
            "cold": spreads([run_check(text, folder, "--store", store_in(folder)) for text in texts]),
            "warm": spreads(checked),
            "search_ms": {
                "median": found["median_ms"],
                "p95": found["p95_ms"],
                "cpu": found["median_cpu_ms"],
            },
            "add": spreads(added),
            "store_mb": round(store_in(folder).stat().st_size / 1e6, 1),
        }
    times: dict[str, dict[int, float]] = {
        "warm": _medians(rows, "warm", "cpu_s"),
        "add": _medians(rows, "add", "cpu_s"),
        "search": {size: row["search_ms"]["cpu"] for size, row in rows.items()},
        "cold_peak_mb": _medians(rows, "cold", "peak_mb"),
    }
    return {
        "rows": rows,
        "growth": {
            name: {"exponent": exponent(each), "beside_logarithm": beside_logarithm(each)}
            for name, each in times.items()
        },
    }


def _medians(rows: dict[int, dict[str, Any]], what: str, unit: str) -> dict[int, float]:
    return {size: row[what][unit]["median"] for size, row in rows.items()}
