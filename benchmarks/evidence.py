"""Measures `verifier.judge` on labelled pairs of claim and source text.

    python -m benchmarks.evidence --data DIR [--sets wice_dev ...] [--json] [--predictions DIR]

Writes results/evidence.json. The labelled pairs lie below DIR, one JSON object a line in `<set>.jsonl`: id,
claim, source_text, label (supported, contradicted or not_found) and, where known, evidence as ranges of
characters of source_text.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.record import dump_lines, load_lines, table, write_result
from verifier.judge import judge

SETS = ("wice_dev", "factcheckgpt_dev", "qags_dev", "summedits_news_dev", "perturb_dev")


def area(pairs: list[tuple[float, bool]]) -> float | None:
    """Area under the ROC curve of (score, positive) pairs, ties counted half; None without both kinds."""
    positives = sum(p for _, p in pairs)
    negatives = len(pairs) - positives
    if not positives or not negatives:
        return None
    ranks: dict[float, list[bool]] = {}
    for score, positive in pairs:
        ranks.setdefault(score, []).append(positive)
    below, total = 0, 0.0
    for score in sorted(ranks):
        group = ranks[score]
        total += sum(group) * (below + (len(group) + 1) / 2)
        below += len(group)
    return (total - positives * (positives + 1) / 2) / (positives * negatives)


def predict(item: dict[str, Any]) -> dict[str, Any]:
    """The verdict on one pair, with the CPU seconds that it took."""
    start = time.process_time()
    found = judge(item["claim"], item["source_text"])
    return {
        "id": item["id"],
        "verdict": str(found.verdict),
        "score": found.score,
        "evidence": [[s.start, s.end] for s in found.evidence],
        "secs": time.process_time() - start,
    }


def measure(gold: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> dict[str, Any]:
    """Figures in per cent: AUC, balanced accuracy, alarms, false support and hits."""
    n: Counter[str] = Counter()
    pairs: list[tuple[float, bool]] = []
    for item, found in zip(gold, predictions, strict=True):
        positive, verdict = item["label"] == "supported", found["verdict"]
        pairs.append((found["score"], positive))
        n["positive"] += positive
        n["true_support"] += positive and verdict == "supported"
        n["false_support"] += not positive and verdict == "supported"
        n["alarms"] += verdict == "contradicted"
        n["contradictions"] += item["label"] == "contradicted"
        n["right_alarms"] += verdict == item["label"] == "contradicted"
        n["undecided"] += verdict in ("unsure", "partly_supported")
        if positive and item.get("evidence"):
            n["located"] += 1
            n["hits"] += any(s < b and a < e for s, e in found["evidence"] for a, b in item["evidence"])
    negative = len(gold) - n["positive"]
    auc = area(pairs)
    recall = n["true_support"] / n["positive"] if n["positive"] else 0.0
    false_support = n["false_support"] / negative if negative else 0.0
    seconds = sum(p["secs"] for p in predictions)
    return {
        "pairs": len(gold),
        "auc": None if auc is None else round(100 * auc, 1),
        "balanced": round(50 * (recall + 1 - false_support), 1),
        "alarm_precision": round(100 * n["right_alarms"] / n["alarms"], 1) if n["alarms"] else None,
        "alarms": n["alarms"],
        "alarm_recall": round(100 * n["right_alarms"] / n["contradictions"], 1)
        if n["contradictions"]
        else None,
        "false_support": round(100 * false_support, 1),
        "evidence_hit": round(100 * n["hits"] / n["located"], 1) if n["located"] else None,
        "undecided": round(100 * n["undecided"] / len(gold), 1),
        "pairs_a_second": round(len(gold) / seconds, 1) if seconds else None,
    }


def by_kind(gold: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """For sets that say what was changed: per kind, the share of each verdict in per cent."""
    counts: dict[str, Counter[str]] = {}
    for item, found in zip(gold, predictions, strict=True):
        if "kind" in item:
            counts.setdefault(item["kind"], Counter())[found["verdict"]] += 1
    return {
        kind: {v: round(100 * c / sum(verdicts.values()), 1) for v, c in sorted(verdicts.items())}
        for kind, verdicts in sorted(counts.items())
    }


def run(data: Path, sets: list[str], predictions: Path | None = None) -> dict[str, Any]:
    """Judges every pair of each set; writes `<set>.jsonl` into `predictions` where given."""
    results: dict[str, Any] = {}
    for name in sets:
        gold = load_lines(data / "evidence" / f"{name}.jsonl")
        found = [predict(item) for item in gold]
        if predictions:
            predictions.mkdir(parents=True, exist_ok=True)
            dump_lines(predictions / f"{name}.jsonl", found)
        results[name] = measure(gold, found)
        if kinds := by_kind(gold, found):
            results[name]["by_kind"] = kinds
    return results


def main() -> None:
    """Runs the benchmark from the command line."""
    parser = argparse.ArgumentParser(description="Measure verdicts on labelled pairs of claim and source.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder of the labelled data, with evidence/"
    )
    parser.add_argument("--sets", nargs="+", default=list(SETS))
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--predictions", type=Path, help="folder to write predictions into")
    given = parser.parse_args()
    results = run(given.data, given.sets, given.predictions)
    write_result("evidence", results)
    if given.json:
        print(json.dumps(results, indent=2))
        return
    columns = [k for k in next(iter(results.values())) if k != "by_kind"]
    print(table([["set", *columns], *([name, *(row[c] for c in columns)] for name, row in results.items())]))
    for name, row in results.items():
        for kind, shares in row.get("by_kind", {}).items():
            print(f"{name} {kind:18}" + "  ".join(f"{v} {share}" for v, share in shares.items()))


if __name__ == "__main__":
    main()
