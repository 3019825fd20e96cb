"""Who said what, on labelled news: python -m benchmarks.attribution --data FOLDER."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.record import annotate, dump_lines, load_lines, run_scorer, table, write_result

CORPORA = ("polnear_dev", "newsdiscourse_dev")
MEASURES = ("content_J50", "source_head", "combined", "sent_any", "sent_speech_label")


def measure(data: Path, corpus: str, *, limit: int | None = None) -> dict[str, Any]:
    """The scorer's figures on `data/attribution/CORPUS.jsonl` of `data`, over its first `limit` documents."""
    documents = load_lines(data / "data" / "attribution" / f"{corpus}.jsonl")[:limit]
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        dump_lines(gold, documents)
        annotate(documents, predictions)
        return run_scorer(data / "bench" / "score_attribution.py", gold, predictions)


def rows(figures: dict[str, dict[str, Any]]) -> list[list[object]]:
    """The table: a line a corpus and measure, with precision, recall and F1 in percent."""
    found: list[list[object]] = [["corpus and measure", "P", "R", "F1"]]
    for corpus, result in figures.items():
        for name in MEASURES:
            if result.get(name) and (result["gold"] or name == "sent_speech_label"):
                found.append([f"{corpus} {name}", *(result[name][key] for key in ("P", "R", "F1"))])
    return found


def main() -> None:
    """Measure, print the table and write results/attribution.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    parser.add_argument("--limit", type=int, help="only the first N documents of each corpus; writes nothing")
    options = parser.parse_args()
    figures = {corpus: measure(options.data, corpus, limit=options.limit) for corpus in CORPORA}
    print(table(rows(figures)))
    if options.limit is None:
        print(f"Written to {write_result('attribution', figures)}")


if __name__ == "__main__":
    main()
