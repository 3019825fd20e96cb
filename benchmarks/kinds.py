"""Which kind of claim, by whom, on labelled news, by rules, by the learned tagger and by both.

python -m benchmarks.kinds --data FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.attribution import TAGGERS
from benchmarks.record import annotate, dump_lines, load_lines, run_scorer, table, write_result

TEXTS = ("newsdiscourse_train", "newsdiscourse_dev", "polnear_dev")
SHARES = ("kind_acc", "kind_macro_f1", "type_acc", "branch_acc", "speaker_acc")


def measure(data: Path, tagger: str) -> dict[str, Any]:
    """The scorer's figures on `data/kinds/dev.jsonl` of the folder `data`; texts are found by their ids."""
    labels = data / "data" / "kinds" / "dev.jsonl"
    wanted = {document["id"] for document in load_lines(labels)}
    texts = [
        document
        for name in TEXTS
        for document in load_lines(data / "data" / "attribution" / f"{name}.jsonl")
        if document["id"] in wanted
    ]
    with tempfile.TemporaryDirectory() as folder:
        gold, predictions = Path(folder) / "texts.jsonl", Path(folder) / "predicted.jsonl"
        dump_lines(gold, texts)
        annotate(texts, predictions, "--tagger", tagger)
        return run_scorer(data / "bench" / "score_kinds.py", labels, gold, predictions)


def rows(figures: Mapping[str, dict[str, Any]]) -> list[list[object]]:
    """The table: shares in percent first, then the F1 of each kind, by tagger."""
    found: list[list[object]] = [["measure", *TAGGERS]]
    found += [[name, *(figures[tagger][name] for tagger in TAGGERS)] for name in SHARES]
    kinds = figures[TAGGERS[0]]["kind_f1"]
    found += [[f"{kind} F1", *(figures[t]["kind_f1"][kind]["F1"] for t in TAGGERS)] for kind in kinds]
    return found


def main() -> None:
    """Measure, print the table and write results/kinds.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    options = parser.parse_args()
    figures = {tagger: measure(options.data, tagger) for tagger in TAGGERS}
    print(table(rows(figures)))
    print(f"Written to {write_result('kinds', figures)}")


if __name__ == "__main__":
    main()
