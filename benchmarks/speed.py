"""How fast the program is, beside its peers and as what it works on grows.

    python -m benchmarks.speed [--quick] [--articles N] [--json]

Prints the table and writes results/speed.json with the commit, the machine and the versions; `--quick` takes
a few minutes for fewer and smaller sizes, and writes nothing. All times are CPU seconds of user and system
over all threads where not said otherwise; what is compared was measured in the same run, in turn.
benchmarks/README.md tells what each figure is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from benchmarks import batch, contest, growth, pairs, starts
from benchmarks.newswriter import article, source
from benchmarks.record import load_lines, made_by, write_result
from benchmarks.speed_table import shown
from benchmarks.timing import run, spread, spreads

_CONTEST_WORDS = 400
# One source in so many is about an article that is checked.
_ONE_IN = 10


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Attributes:
        words: of the article that most is measured on.
        source_words: of a source, where its length isn't what is measured.
        lengths: words of articles and of sources.
        stores: sources in a store.
        runs: how often each figure is taken.
        shelf: sources in the store that articles of each length are checked against.
        rounds: of the contests, each with `texts` articles.
        texts: articles a round.
        pairs: pairs to judge, by words of their source.
        articles: in a batch.
    """

    words: int = 1_000
    source_words: int = 300
    lengths: tuple[int, ...] = (100, 300, 1_000, 3_000, 10_000, 20_000)
    stores: tuple[int, ...] = (10, 100, 1_000, 10_000, 100_000)
    runs: int = 3
    shelf: int = 200
    rounds: int = 5
    texts: int = 20
    pairs: Mapping[int, int] = field(default_factory=lambda: pairs.PAIRS)
    articles: int = 200


FULL = Sizes()
QUICK = Sizes(
    lengths=(100, 300, 1_000),
    stores=(10, 100, 1_000),
    runs=1,
    shelf=50,
    rounds=3,
    texts=5,
    pairs={500: 40, 2_000: 20},
    articles=20,
)


def measure(sizes: Sizes, *, shared: Path | None = None) -> dict[str, Any]:
    """All figures, and under `rows` what they come from.

    Args:
        sizes: how much is measured.
        shared: the folder of the labelled data, for a contest on real news too; None leaves it out.
    """
    rows: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        held, grown, contested = (Path(name) / part for part in ("held", "grown", "contested"))
        for folder in (held, grown, contested):
            folder.mkdir()
        drafts = [article(sizes.words, seed=growth.seed_of(sizes.words, turn)) for turn in range(sizes.runs)]
        tell(f"adding {sizes.shelf} sources")
        rows["add"] = _shelf(sizes, held)
        tell("cold starts")
        rows["cold"] = starts.cold(drafts, held)
        tell("checks through a running desk")
        rows["desk"] = starts.through_desk(drafts, held, _median(rows["cold"]["check"]["cpu_s"]))
        tell("attribution, beside spaCy's parse and textacy")
        rows["attribution"] = contest.attribution(lambda turn: _articles(turn, sizes.texts), sizes.rounds)
        if shared is not None:
            tell("attribution of real news")
            rows["attribution_polnear"] = contest.attribution(_polnear(shared, sizes.rounds), sizes.rounds)
        tell("checking, beside the nearest sentence by cosine")
        rows["checking"] = contest.checking(
            [
                source(sizes.source_words, seed=n, about=_seed(n % (sizes.rounds + 1), 0))
                for n in range(sizes.texts)
            ],
            lambda turn: _articles(turn, 1),
            sizes.rounds,
            contested,
        )
        rows["by_length"] = growth.by_length(sizes.lengths, runs=sizes.runs, folder=held, tell=tell)
        rows["by_store"] = growth.by_store(
            sizes.stores,
            words=sizes.words,
            source_words=sizes.source_words,
            runs=sizes.runs,
            folder=grown,
            tell=tell,
        )
    tell("pairs of claim and source")
    judged = [pairs.measure(sizes.pairs) for _ in range(sizes.runs)]
    rows["pairs"] = {name: spread([each[name] for each in judged]) for name in judged[0]}
    tell(f"a batch of {sizes.articles} articles")
    rows["batch"] = batch.measure(articles=sizes.articles)
    return {**_summary(rows, sizes.words), "rows": rows}


def _shelf(sizes: Sizes, folder: Path) -> dict[str, Any]:
    """Fills the store in `folder`; one source in ten is about an article that is checked against it."""
    seeds = [
        growth.seed_of(words, turn) for words in (*sizes.lengths, sizes.words) for turn in range(sizes.runs)
    ]
    names = []
    for number in range(sizes.shelf):
        about = seeds[number // _ONE_IN % len(seeds)] if number % _ONE_IN == 0 else None
        names.append(folder / f"source{number}.md")
        names[-1].write_text(source(sizes.source_words, seed=number, about=about), encoding="utf-8")
    used = run("sources", "add", "--store", starts.store_in(folder), *names, folder=folder)
    return {**spreads([used]), "sources_per_cpu_s": round(sizes.shelf / used.cpu, 2)}


def _seed(turn: int, number: int) -> int:
    return 1_000_000 + turn * 1_000 + number


def _articles(turn: int, count: int) -> list[str]:
    return [article(_CONTEST_WORDS, seed=_seed(turn, number)) for number in range(count)]


def _polnear(shared: Path, rounds: int) -> contest.Texts:
    """The documents of PolNeAR's development set, an equal share for each round."""
    documents = load_lines(shared / "data" / "attribution" / "polnear_dev.jsonl")
    share = len(documents) // (rounds + 1)
    return lambda turn: [each["text"] for each in documents[turn * share : (turn + 1) * share]]


def _median(told: Mapping[str, float]) -> float:
    return told["median"]


def _summary(rows: Mapping[str, Any], words: int) -> dict[str, float | None]:
    """The figures that the program is held to and those that a reader asks for first, medians all."""
    lengths, stores = rows["by_length"], rows["by_store"]
    usual = lengths["rows"][min(lengths["rows"], key=lambda length: abs(length - words))]
    largest = stores["rows"][max(stores["rows"])]
    cold, desk = rows["cold"], rows["desk"]
    return {
        "help_cpu_s": _median(cold["help"]["cpu_s"]),
        "cold_cpu_s": _median(cold["check"]["cpu_s"]),
        "cold_with_store_cpu_s": _median(cold["check_with_store"]["cpu_s"]),
        "cold_peak_mb": _median(cold["check"]["peak_mb"]),
        "cold_with_store_peak_mb": _median(cold["check_with_store"]["peak_mb"]),
        "warm_desk_wall_s": _median(desk["saved"]["wall_s"]) if desk else None,
        "warm_desk_with_store_wall_s": _median(desk["saved_with_store"]["wall_s"]) if desk else None,
        "warm_desk_new_article_wall_s": _median(desk["check"]["wall_s"]) if desk else None,
        "warm_desk_client_cpu_s": _median(desk["check"]["cpu_s"]) if desk else None,
        "warm_cpu_s": _median(usual["warm"]["cpu_s"]),
        "warm_with_store_cpu_s": _median(usual["warm_with_store"]["cpu_s"]),
        "articles_per_cpu_s": usual["articles_per_cpu_s"],
        "vs_spacy_parse": _median(rows["attribution"]["vs_spacy_parse"]),
        "vs_textacy": _median(rows["attribution"]["vs_textacy"]),
        "vs_cosine": _median(rows["checking"]["vs_cosine"]),
        "pairs_per_s": _median(rows["pairs"]["pairs_a_second_500_words"]),
        "sources_added_per_cpu_s": rows["add"]["sources_per_cpu_s"],
        "search_ms": largest["search_ms"]["median"],
        "growth_exponent": max(lengths["growth"]["warm"], lengths["growth"]["warm_with_store"]),
        "growth_exponent_sources": stores["growth"]["warm"]["exponent"],
        "growth_beside_log_sources": stores["growth"]["warm"]["beside_logarithm"],
        "jobs2_speedup": rows["batch"]["jobs2_speedup"],
    }


def tell(part: str) -> None:
    """Says on stderr what is being measured."""
    print(f"{time.strftime('%H:%M:%S')} {part}", file=sys.stderr, flush=True)


def main() -> None:
    """Measure, print the table or one JSON object, and write results/speed.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--quick", action="store_true", help="fewer and smaller sizes, each once; writes nothing"
    )
    parser.add_argument("--articles", type=int, help=f"articles in the batch ({FULL.articles})")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    sizes = QUICK if options.quick else FULL
    if options.articles is not None:
        sizes = replace(sizes, articles=options.articles)
    shared = os.environ.get("VERIFIER_SHARED")
    figures = measure(sizes, shared=Path(shared) if shared and not options.quick else None)
    written = None if options.quick else write_result("speed", figures)
    print(json.dumps({**made_by(), **figures}, indent=2) if options.json else shown(figures))
    if written is not None:
        print(f"Written to {written}", file=sys.stderr)


if __name__ == "__main__":
    main()
