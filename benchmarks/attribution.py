"""Who said what, on labelled news, by rules, by the learned tagger and by both.

python -m benchmarks.attribution --data FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.record import annotate, dump_lines, load_lines, run_scorer, table, write_result
from claims import analysis

CORPORA = ("polnear_dev", "newsdiscourse_dev")
TAGGERS = tuple(analysis.TAGGERS)
MEASURES = ("content_J50", "content_exact", "source_head", "combined", "sent_any", "sent_speech_label")
Figures = Mapping[str, Mapping[str, dict[str, Any]]]


def measure(data: Path, corpus: str, tagger: str, *, limit: int | None = None) -> dict[str, Any]:
    """The scorer's figures on `data/attribution/CORPUS.jsonl` of `data`, over its first `limit` documents."""
    documents = load_lines(data / "data" / "attribution" / f"{corpus}.jsonl")[:limit]
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        dump_lines(gold, documents)
        annotate(documents, predictions, "--tagger", tagger)
        return run_scorer(data / "bench" / "score_attribution.py", gold, predictions)


def rows(figures: Figures) -> list[list[object]]:
    """The table: a line a corpus and measure, with each tagger's F1, or recall, in percent.

    Args:
        figures: by corpus and tagger, what the scorer said.
    """
    found: list[list[object]] = [["corpus and measure", *TAGGERS]]
    for corpus, by_tagger in figures.items():
        first = by_tagger[TAGGERS[0]]
        for name in MEASURES:
            if first.get(name) and (first["gold"] or name == "sent_speech_label"):
                found.append([f"{corpus} {name}", *(by_tagger[tagger][name]["F1"] for tagger in TAGGERS)])
        for kind in first["recall_by_type"]:
            recalls = (by_tagger[tagger]["recall_by_type"][kind][0] for tagger in TAGGERS)
            found.append([f"{corpus} recall {kind}", *recalls])
        speeds = (by_tagger[tagger]["docs_per_cpu_s"] for tagger in TAGGERS)
        found.append([f"{corpus} documents per CPU second", *speeds])
    return found


def main() -> None:
    """Measure, print the table and write results/attribution.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    parser.add_argument("--limit", type=int, help="only the first N documents of each corpus; writes nothing")
    options = parser.parse_args()
    figures = {
        corpus: {tagger: measure(options.data, corpus, tagger, limit=options.limit) for tagger in TAGGERS}
        for corpus in CORPORA
    }
    print(table(rows(figures)))
    if options.limit is None:
        print(f"Written to {write_result('attribution', figures)}")


if __name__ == "__main__":
    main()
