"""What the tests reach of the packages: python -m benchmarks.covered, after the tests ran with --cov.

`make coverage` does both. Prints the share of lines and branches by package and the modules that miss most,
writes results/coverage.json, and fails where a package is below LINES or BRANCHES.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.record import RESULTS, ROOT, put_between, table, write_result

#: The least share of a package, in percent.
LINES, BRANCHES = 95.0, 90.0
_PACKAGES = ("claims", "sources", "verifier")
_SHOWN = 40
_BEGIN, _END = "<!-- measured: benchmarks/covered writes from here -->", "<!-- to here: coverage -->"


def measured() -> dict[str, Any]:
    """Coverage.py's report on the last run: by file, under `files`."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "--fail-under", "0", "-q", "-o", str(made)]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            raise SystemExit("There is no coverage to tell. Run: make coverage")
        report: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    return report


def shares(files: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """By package the percent of lines and of branches that ran, and how many there are.

    Args:
        files: by path from the project's root what Coverage.py tells, with its `summary`.
    """
    found = {}
    for package in _PACKAGES:
        told = [each["summary"] for path, each in files.items() if Path(path).parts[0] == package]
        of_lines, of_branches = (
            sum(each[name] for each in told) for name in ("num_statements", "num_branches")
        )
        found[package] = {
            "lines": _percent(sum(each["covered_lines"] for each in told), of_lines),
            "branches": _percent(sum(each["covered_branches"] for each in told), of_branches),
            "of_lines": of_lines,
            "of_branches": of_branches,
        }
    return found


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


def too_low(found: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What is below its least share, in words."""
    return [
        f"{package}: {each[what]} % of {what}, wanted {least:g} %"
        for package, each in found.items()
        for what, least in (("lines", LINES), ("branches", BRANCHES))
        if each[what] < least
    ]


def missed(files: Mapping[str, Mapping[str, Any]]) -> list[list[object]]:
    """A row for each of the modules of which most is missed: path, lines, branches, and where."""
    rows: list[list[object]] = []
    for path, each in files.items():
        summary = each["summary"]
        places = sorted({*each["missing_lines"], *(start for start, _ in each["missing_branches"])})
        if places:
            where = " ".join(map(str, places[:20])) + (" ..." if len(places) > 20 else "")
            rows.append([path, summary["missing_lines"], summary["missing_branches"], where])
    return sorted(rows, key=lambda row: -(row[1] + row[2]))[:_SHOWN]  # type: ignore[operator]


def put_in(page: str) -> str:
    """docs/reliability.md, given as it is, with the figures of results/coverage.json in their place."""
    path = RESULTS / "coverage.json"
    told = "`make coverage` measures, and `make docs` puts the figures here."
    if path.is_file():
        figures = json.loads(path.read_text(encoding="utf-8"))["figures"]
        rows = (
            f"| `{package}/` | {each['lines']} % of {each['of_lines']:,} "
            f"| {each['branches']} % of {each['of_branches']:,} |"
            for package, each in figures.items()
        )
        told = "\n".join(["| package | lines | branches |", "|---|---|---|", *rows])
    return put_between(page, _BEGIN, _END, told)


def main() -> None:
    """Print, write, and fail where too little is reached."""
    files = measured()["files"]
    found = shares(files)
    print(table([["module", "lines missed", "branches missed", "at lines"], *missed(files)]))
    print()
    rows = [[package, *each.values()] for package, each in found.items()]
    print(table([["package", "% of lines", "% of branches", "lines", "branches"], *rows]))
    print(f"Written to {write_result('coverage', dict(found))}")
    low = too_low(found)
    print("\n".join(low), file=sys.stderr)
    sys.exit(bool(low))


if __name__ == "__main__":
    main()
