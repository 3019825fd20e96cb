"""`verifier serve` under users and trouble: python -m benchmarks.soak [--minutes 60] [--users 20] [--json].

Half of the time the store is an SQLite file, half of it on PostgreSQL. The exit status is 1 where a promise
was broken; each is told with its time. `benchmarks/soak/page.py` puts the figures in docs/reliability.md.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks import postgres
from benchmarks.record import made_by, table, write_result
from benchmarks.soak.half import POSTGRESQL, SQLITE, Figures, run
from benchmarks.soak.types import Kind

SEED = 1
# So that 20 users keep the desk busy on two cores and do not drown it.
THINK_S = 4.0


def soak(
    *,
    minutes: float,
    users: int = 20,
    seed: int = SEED,
    think: float = THINK_S,
    stores: tuple[str, ...] = (SQLITE, POSTGRESQL),
    kinds: tuple[Kind, ...] | None = None,
) -> Figures:
    """All figures of a run of so many minutes, shared out among the stores.

    Args:
        minutes: for how long users work.
        users: how many at once.
        seed: what is drawn from: the moments, the texts, what users do.
        think: seconds that a user thinks between two steps, on average.
        stores: where the desk's store is, one after the other.
        kinds: what may happen to the desk; None for all that can.
    """
    skipped = [] if postgres.installed() else [POSTGRESQL]
    used = [store for store in stores if store not in skipped]
    halves = []
    for store in used:
        with tempfile.TemporaryDirectory() as folder:
            halves.append(
                run(
                    store,
                    Path(folder),
                    seconds=minutes * 60 / len(used),
                    users=users,
                    think=think,
                    seed=seed,
                    kinds=kinds,
                    tell=lambda line: print(line, file=sys.stderr, flush=True),
                )
            )
    return {
        "minutes": minutes,
        "users": users,
        "seed": seed,
        "skipped": dict.fromkeys(skipped, postgres.MISSING),
        "halves": halves,
    }


def main() -> None:
    """Run, print, write results/soak.json, and fail where a promise was broken."""
    parser = argparse.ArgumentParser(description="verifier serve under users and trouble.")
    parser.add_argument("--minutes", type=float, default=60, help="how long users work (60)")
    parser.add_argument("--users", type=int, default=20, help="how many users (20)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"what is drawn from ({SEED})")
    parser.add_argument("--json", action="store_true", help="print JSON and write no file")
    options = parser.parse_args()
    figures = soak(minutes=options.minutes, users=options.users, seed=options.seed)
    if options.json:
        print(json.dumps({**made_by(), "figures": figures}, indent=2))
    else:
        for half in figures["halves"]:
            _print_half(half)
        print(f"Written to {write_result('soak', figures)}")
    broken = [each for half in figures["halves"] for each in half["broken"]]
    for each in broken:
        at = "at the end" if each["at"] is None else f"at {each['at']:.1f} s"
        print(f"BROKEN {each['promise']}, {at}: {each['told']}", file=sys.stderr)
    sys.exit(bool(broken))


def _print_half(half: Figures) -> None:
    counted = ", ".join(f"{half[name]} {name}" for name in ("requests", "checks", "decisions", "sources"))
    print(
        f"{half['store']}: {counted}; {len(half['disturbed'])} disturbances, {half['failed']} answers failed"
    )
    rows: list[list[object]] = [["page", "count", "median s", "p95 s", "most s"]]
    rows += [[page, *took.values()] for page, took in half["latencies"].items()]
    print(table(rows))


if __name__ == "__main__":
    main()
