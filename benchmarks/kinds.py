"""Which kind of claim, by whom, on labelled news: python -m benchmarks.kinds --data FOLDER."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.record import annotate, dump_lines, load_lines, run_scorer, table, write_result

TEXTS = ("newsdiscourse_train", "newsdiscourse_dev", "polnear_dev")
SHARES = ("kind_acc", "kind_macro_f1", "type_acc", "branch_acc", "speaker_acc")


def measure(data: Path) -> dict[str, Any]:
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
        annotate(texts, predictions)
        return run_scorer(data / "bench" / "score_kinds.py", labels, gold, predictions)


def rows(figures: dict[str, Any]) -> list[list[object]]:
    """The table: shares in percent first, then precision, recall and F1 of each kind."""
    found: list[list[object]] = [["measure", "share", "P", "R", "F1"]]
    found += [[name, figures[name], "", "", ""] for name in SHARES]
    found += [[kind, "", prf["P"], prf["R"], prf["F1"]] for kind, prf in figures["kind_f1"].items()]
    return found


def main() -> None:
    """Measure, print the table and write results/kinds.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    options = parser.parse_args()
    figures = measure(options.data)
    print(table(rows(figures)))
    print(f"Written to {write_result('kinds', figures)}")


if __name__ == "__main__":
    main()
