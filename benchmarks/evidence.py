"""Verdicts on labelled pairs of claim and source, by `verifier judge`, beside a plain baseline.

    python -m benchmarks.evidence --data FOLDER [--sets wice_dev ...] [--no-baseline]

Of Fool-Me-Twice only the pages are measured from which nothing was trained (`fm2_unseen`). `mean` is over the
sets. The baseline is a logistic regression on ten plain features (`benchmarks/baseline.py`). `by_kind` gives,
for the pairs of perturb_dev, the share in per cent of each verdict by what was changed.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import baseline
from benchmarks.record import PROGRAM, dump_lines, environment, load_lines, run_scorer, table, write_result
from training.entailment.data import Part, pages, part_of_page

SETS = (
    "wice_dev", "factcheckgpt_dev", "qags_dev", "summedits_news_dev", "fm2_unseen", "perturb_dev",
    "climatefever_dev", "healthver_dev", "covidfact_dev", "cadnli_dev",
)  # fmt: skip
MEASURES = (
    "items", "auc", "balanced_acc", "false_support", "evidence_hit", "unsure", "claims_per_s",
)  # fmt: skip


def pairs_of(data: Path, name: str) -> list[dict[str, Any]]:
    """The labelled pairs of the set called `name`."""
    folder = data / "data" / "evidence"
    if name == "fm2_unseen":
        load_lines(folder / "fm2_dev.jsonl")
        return [item for item in pages(folder) if part_of_page(item["title"]) is Part.MEASURE]
    return load_lines(folder / f"{name}.jsonl")


def judge(pairs: Sequence[dict[str, Any]], predictions: Path) -> None:
    """Runs `verifier judge` over `pairs`; its answer goes to `predictions`."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "in.jsonl"
        dump_lines(given, ({k: p[k] for k in ("id", "claim", "source_text")} for p in pairs))
        subprocess.run([PROGRAM, "judge", given, predictions], check=True, env=environment())


def measure(
    data: Path, pairs: Sequence[dict[str, Any]], predictions: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """The scorer's figures, with the number of contradictions printed."""
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        dump_lines(gold, pairs)
        dump_lines(found, predictions)
        figures = run_scorer(data / "bench" / "score_evidence.py", gold, found)
    return figures | {"alarms": sum(p["verdict"] == "contradicted" for p in predictions)}


def by_kind(
    pairs: Sequence[dict[str, Any]], predictions: Sequence[dict[str, Any]]
) -> dict[str, dict[str, float]]:
    """For sets that say what was changed: per kind, the share of each verdict in per cent."""
    counts: dict[str, Counter[str]] = {}
    for item, found in zip(pairs, predictions, strict=True):
        if "kind" in item:
            counts.setdefault(item["kind"], Counter())[found["verdict"]] += 1
    return {
        kind: {v: round(100 * c / sum(verdicts.values()), 1) for v, c in sorted(verdicts.items())}
        for kind, verdicts in sorted(counts.items())
    }


def rows(figures: Mapping[str, Mapping[str, Any]]) -> list[list[object]]:
    """The table: a line a set."""
    found: list[list[object]] = [["set", *MEASURES, "contradictions", "right %", "baseline auc"]]
    for name, row in figures.items():
        alarm = row.get("contradiction") or {}
        found.append(
            [
                name,
                *(row.get(m) for m in MEASURES),
                row.get("alarms"),
                alarm.get("P"),
                row.get("baseline_auc"),
            ]
        )
    return found


def mean(figures: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """The means over the sets of the areas and of the balanced accuracies."""
    names = ("auc", "balanced_acc", "baseline_auc")
    known = {n: [row[n] for row in figures.values() if row.get(n) is not None] for n in names}
    return {n: round(sum(values) / len(values), 1) for n, values in known.items() if values}


def main() -> None:
    """Judge, print the table and write results/evidence.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    parser.add_argument("--sets", nargs="+", choices=SETS, help="only these; writes nothing")
    parser.add_argument("--no-baseline", action="store_true", help="leave the baseline out")
    parser.add_argument("--predictions", type=Path, help="folder to keep what the program answered in")
    options = parser.parse_args()
    plain = None if options.no_baseline else baseline.train(options.data / "data" / "evidence")
    figures: dict[str, dict[str, Any]] = {}
    for name in options.sets or SETS:
        pairs = pairs_of(options.data, name)
        with tempfile.TemporaryDirectory() as folder:
            kept = options.predictions or Path(folder)
            kept.mkdir(parents=True, exist_ok=True)
            judge(pairs, kept / f"{name}.jsonl")
            predictions = load_lines(kept / f"{name}.jsonl")
        figures[name] = measure(options.data, pairs, predictions)
        if kinds := by_kind(pairs, predictions):
            figures[name]["by_kind"] = kinds
        if plain is not None:
            figures[name]["baseline_auc"] = measure(options.data, pairs, plain.predict(pairs))["auc"]
    figures["mean"] = mean(figures)
    print(table(rows(figures)))
    for kind, shares in figures.get("perturb_dev", {}).get("by_kind", {}).items():
        print(f"{kind:18}" + "  ".join(f"{v} {share}" for v, share in shares.items()))
    if not options.sets:
        print(f"Written to {write_result('evidence', figures)}")


if __name__ == "__main__":
    main()
