"""The figures of results/soak.json in docs/reliability.md."""

from __future__ import annotations

import json
from collections import Counter

from benchmarks.record import RESULTS, ROOT, put_between
from benchmarks.soak.half import Figures
from benchmarks.soak.judging import MEASURES

_PAGE = ROOT / "docs" / "reliability.md"
_BEGIN, _END = "<!-- measured: benchmarks/soak writes from here -->", "<!-- to here: soak -->"
_TOO_SHORT = "no life was long enough to judge"
_NOTHING = "`make soak` measures, and `make docs` puts the figures here."


def render_page() -> str:
    """docs/reliability.md with the figures of results/soak.json in their place."""
    path = RESULTS / "soak.json"
    told = measured(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else _NOTHING
    return put_between(_PAGE.read_text(encoding="utf-8"), _BEGIN, _END, told)


def measured(result: Figures) -> str:
    """A result in words and tables."""
    figures, machine = result["figures"], result["machine"]
    halves = figures["halves"]
    about = (
        f"A run of {figures['minutes']:g} minutes with {figures['users']} users "
        f"on a machine of {machine['cpus']} cores ({machine['architecture']}), seed {figures['seed']}. "
        f"{_promises(halves)}"
    )
    rows = [["", *(half["store"] for half in halves)]]
    counted = {
        "requests": "requests",
        "checks": "checks read",
        "decisions": "decisions and comments taken",
        "sources": "sources stored",
        "failed": "failures: answers of 500 and above, and none",
    }
    rows += [[words, *(f"{half[name]:,}" for half in halves)] for name, words in counted.items()]
    kinds = sorted({each["kind"] for half in halves for each in half["disturbed"]})
    for kind in kinds:
        times = (Counter(each["kind"] for each in half["disturbed"])[kind] for half in halves)
        rows.append([kind, *(str(count) if count else "-" for count in times)])
    rows += [
        [f"{name}, second tenth and last of a life", *(_lives(half, name) for half in halves)]
        for name in MEASURES
    ]
    skipped = [f"Left out: {half['skipped']}." for half in halves if half["skipped"]]
    skipped += [f"Left out: {store}, {reason}." for store, reason in figures["skipped"].items()]
    pages = [["page", "requests", "median", "95 of 100", "slowest"]]
    pages += [
        [
            f"{page}, {half['store']}",
            f"{took['count']:,}",
            *(f"{took[name]:.2f} s" for name in ("median_s", "p95_s", "most_s")),
        ]
        for half in halves
        for page, took in half["latencies"].items()
    ]
    return "\n\n".join([about, _table(rows), *skipped, _table(pages)])


def _promises(halves: list[Figures]) -> str:
    broken = [each for half in halves for each in half["broken"]]
    if not broken:
        judged = any(half["lives"] for half in halves)
        return "Every promise was kept." if judged else "Every promise was kept; memory was not judged."
    counted = Counter(each["promise"] for each in broken)
    return f"BROKEN: {', '.join(f'{promise} ({count} times)' for promise, count in counted.items())}."


def _lives(half: Figures, name: str) -> str:
    """What each life that was long enough to be judged held near its beginning and at its end."""
    told = [f"{life[name][1]:.0f} and {life[name][-1]:.0f}" for life in half["lives"]]
    return "; ".join(told) or _TOO_SHORT


def _table(rows: list[list[str]]) -> str:
    head, *rest = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, f"|{'---|' * len(rows[0])}", *rest])
