"""Counts what the program is attacked with, and writes the table into docs: python -m benchmarks.hostile.

A case is one run of a test: a test with parameters counts once for each. Many hold more than one input.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

from benchmarks.record import ROOT, put_between
from tests.hostile.promises import PROMISES, Promise, promised

PAGE = ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- counted: benchmarks/hostile.py writes from here -->", "<!-- to here: hostile -->"
_HEAD = ("| against | what becomes of it | cases | held by |", "|---|---|---:|---|")
_FOOT = (
    "cases in all. A case often holds many inputs: each address of an inside network counts once, and is "
    "tried in 23 spellings."
)


def collected() -> list[str]:
    """The cases of all tests that are promised, as pytest names them.

    Raises:
        SystemExit: pytest can't collect them.
    """
    files = sorted({test.partition("::")[0] for test in promised()})
    options = ["--collect-only", "-q", "-o", "addopts=", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *files],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])
    return [line for line in done.stdout.splitlines() if "::" in line]


def counted(cases: Iterable[str]) -> Counter[str]:
    """How many of `cases` each test has."""
    return Counter(case.partition("[")[0] for case in cases)


def render_table(cases: Counter[str]) -> str:
    """The promises as a table in Markdown, with the number of cases that hold each."""
    numbers = [sum(cases[test] for test in promise.named()) for promise in PROMISES]
    rows = [_row(promise, number) for promise, number in zip(PROMISES, numbers, strict=True)]
    return "\n".join([*_HEAD, *rows, "", f"{sum(numbers):,} {_FOOT}"])


def _row(promise: Promise, number: int) -> str:
    files = ", ".join(f"[{file.removeprefix('tests/')}](../{file})" for file in promise.tests)
    return f"| {promise.against} | {promise.gives} | {number:,} | {files} |"


def with_table(page: str, cases: Counter[str]) -> str:
    """`page` with the table between its marks."""
    return put_between(page, _BEGIN, _END, render_table(cases))


def main() -> None:
    """Write the table again."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_table(page, counted(collected())), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
