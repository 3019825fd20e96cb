"""Whether a confidence of 0.9 means nine in ten: python -m benchmarks.calibration --data FOLDER."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.record import RESULTS, annotate, load_lines, table, write_result
from claims.confidence import SAME, likeness
from claims.document import Span

CORPUS = "polnear_dev"
Bin = dict[str, float]
_SIZE, _MARGIN = 300, 40


def main() -> None:
    """Measure, print the table and write results/calibration.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the labelled data")
    options = parser.parse_args()
    documents = load_lines(options.data / "data" / "attribution" / f"{CORPUS}.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        predictions = Path(folder) / "predicted.jsonl"
        annotate(documents, predictions)
        found = {line["id"]: line["attributions"] for line in load_lines(predictions)}
    pairs = [pair for d in documents for pair in judged(found[d["id"]], d["attributions"])]
    bins = binned(pairs)
    print(table(rows(bins)))
    figures = {"corpus": CORPUS, "bins": bins, "expected_error": round(expected_error(bins), 4)}
    print(f"Expected calibration error {figures['expected_error']}")
    print(f"Written to {write_result('calibration', figures)}; make docs draws it")


def judged(found: Sequence[dict[str, Any]], annotated: Sequence[dict[str, Any]]) -> list[tuple[float, bool]]:
    """Each found attribution's confidence, and whether an annotated one has the same content."""
    golds = [_spans(each) for each in annotated if each["content"]]
    return [
        (each["confidence"], any(likeness(gold, _spans(each)) >= SAME for gold in golds)) for each in found
    ]


def _spans(attribution: dict[str, Any]) -> list[Span]:
    return [Span(start, end) for start, end in attribution["content"]]


def binned(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """By tenths of confidence: where the bin starts, how many, their mean confidence, and the share right."""
    found: list[Bin] = []
    for tenth in range(10):
        inside = [pair for pair in pairs if min(int(pair[0] * 10), 9) == tenth]
        if inside:
            found.append(
                {
                    "from": tenth / 10,
                    "number": len(inside),
                    "confidence": round(sum(c for c, _ in inside) / len(inside), 4),
                    "right": round(sum(right for _, right in inside) / len(inside), 4),
                }
            )
    return found


def expected_error(bins: Sequence[Bin]) -> float:
    """The mean distance of confidence and share right, weighed by number (Naeini et al. 2015)."""
    total = sum(b["number"] for b in bins)
    return sum(b["number"] * abs(b["confidence"] - b["right"]) for b in bins) / total


def rows(bins: Sequence[Bin]) -> list[list[object]]:
    """The table: a line a bin."""
    head: list[object] = ["confidence", "attributions", "mean confidence", "share right"]
    return [
        head,
        *(
            [
                f"{b['from']:.1f} to {b['from'] + 0.1:.1f}",
                int(b["number"]),
                f"{b['confidence']:.2f}",
                f"{b['right']:.2f}",
            ]
            for b in bins
        ),
    ]


def _measured() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads((RESULTS / "calibration.json").read_text(encoding="utf-8"))[
        "figures"
    ]
    return figures


def render_page() -> str:
    """The text of docs/calibration.md, from the committed result."""
    figures = _measured()
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows(figures["bins"])]
    lines.insert(1, "| --- | ---: | ---: | ---: |")
    return _PAGE.format(table="\n".join(lines), error=figures["expected_error"])


def render_curve() -> str:
    """The reliability curve as SVG, from the committed result: the nearer to the diagonal the better."""
    bins = _measured()["bins"]
    points = [(_MARGIN + b["confidence"] * _SIZE, _MARGIN + (1 - b["right"]) * _SIZE) for b in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "\n".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#1f5fa8"/>' for x, y in points)
    return _CURVE.format(line=line, dots=dots)


_PAGE = """\
# What a confidence is worth

Every attribution has a confidence between 0 and 1 (`confidence` in the JSON report). It weighs how sure \
the learned tagger is of the words, whether the rules find the same, and how the words are quoted; the \
weights are fitted on news that the tagger was not trained on. A report shows it only where it is below 0.6, \
with the request to look twice.

Measured on news that nothing was trained, fitted or chosen on. An attribution is right where its content \
shares at least half of its characters with what an annotator marked.

{table}

Expected calibration error: {error:.3f}.

![Share right against confidence](calibration.svg)

What layout alone tells has a fixed confidence: 1 for a signature, 0.8 for a verb of speech with a colon, \
0.5 for a quotation that nobody is found to say. A hollow cue ("allegedly") has the rate of its frame in \
annotated news.

Made by `python -m benchmarks.calibration --data FOLDER` and `make docs`. Where the tagger's files are \
missing, the confidence is the rate at which the rule's frame reported in annotated news.
"""
_CURVE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 380" font-family="sans-serif" font-size="12">
<title>Share of attributions that are right, by confidence</title>
<rect width="380" height="380" fill="#fff"/>
<rect x="40" y="40" width="300" height="300" fill="none" stroke="#999"/>
<line x1="40" y1="340" x2="340" y2="40" stroke="#999" stroke-dasharray="4"/>
<polyline points="{line}" fill="none" stroke="#1f5fa8"/>
{dots}
<text x="190" y="365" text-anchor="middle">confidence, 0 to 1</text>
<text x="20" y="190" text-anchor="middle" transform="rotate(-90 20 190)">share right, 0 to 1</text>
</svg>
"""


if __name__ == "__main__":
    main()
