"""How often each rule's alarms are right, and how many faults it finds, on labelled news.

    python -m benchmarks.rules [--json] [--errors] [--update]

`tests/frozen/rules.jsonl` holds invented news items with what the newsroom's store has for them and with the
faults that a careful editor marks; `tests/frozen/README.md` says how they are labelled. An alarm is right
where a fault of its rule, or one whose label accepts the rule, stands in the same sentence; rules on the
whole document are right anywhere in it. A rule counts once a sentence.

`--errors` prints the wrong alarms and the missed faults of the part that may be read. `--update` writes
`verifier/measured.toml` and raises the floors of `tests/frozen/rules_floors.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks.labelled import Judged, digest, items, judge, labelled
from benchmarks.record import ROOT, table, write_result
from verifier.rules import RULES
from verifier.rules.measured import MEASURED, Measured, share
from verifier.types import Severity

FLOORS = ROOT / "tests" / "frozen" / "rules_floors.json"
PARTS = ("read", "unread")
FEWEST = 4
"""Fewer alarms or faults than these make no share that could be held."""
NEEDED = {Severity.ERROR: 0.9, Severity.WARNING: 0.7}
"""The precision without which a rule may not weigh so much."""

Counts = Mapping[str, Measured]
"""What came of each rule, by its id."""


def counts(judged: Sequence[Judged]) -> dict[str, Measured]:
    """What came of each rule that there is and that the labels speak of."""
    alarms = [(a.rule, item.right(a)) for item in judged for a in item.alarms]
    faults = [(f.rule, item.found(f)) for item in judged for f in item.faults]
    return {
        r.id: Measured(*_hits(r.id, alarms), *_hits(r.id, faults))
        for r in sorted(RULES, key=lambda r: r.id)
        if r.id in labelled()
    }


def _hits(rule: str, told: Iterable[tuple[str, bool]]) -> tuple[int, int]:
    good = [g for name, g in told if name == rule]
    return len(good), sum(good)


def total(of: Counts) -> Measured:
    """All rules together."""
    rows = [(m.alarms, m.right, m.faults, m.found) for m in of.values()]
    return Measured(*(sum(column) for column in zip(*rows, strict=True)))


def quick() -> list[dict[str, Any]]:
    """The items that the tests check: all without sources, and every fourth with sources."""
    return [i for i in items() if not i["sources"]] + [i for i in items() if i["sources"]][::4]


def of_items(judged: Sequence[Judged], some: Iterable[dict[str, Any]]) -> list[Judged]:
    """Those of `judged` that are among the items `some`."""
    names = {item["id"] for item in some}
    return [item for item in judged if item.id in names]


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Counts and shares by rule and for all rules, and how many alarms a clean item raises."""
    of = counts(judged)
    seen = {name: m for name, m in of.items() if m.alarms or m.faults}
    clean = [item for item in judged if not item.faults]
    return {
        "items": len(judged),
        "clean_items": len(clean),
        "alarms_a_clean_item": round(sum(len(item.alarms) for item in clean) / len(clean), 2),
        "all": _row(total(of)),
        "rules": {name: _row(m) for name, m in seen.items()},
        "not_measured": sorted(r.id for r in RULES if r.id not in seen),
    }


def _row(m: Measured) -> dict[str, Any]:
    shares = {"precision": m.precision, "recall": m.recall}
    return asdict(m) | {name: None if s is None else round(s, 3) for name, s in shares.items()}


def too_heavy(of: Counts) -> dict[str, str]:
    """The rules that weigh more than their precision allows, each with its severity and its counts."""
    return {
        r.id: f"{r.severity.name.lower()}, alarms right {share(m.right, m.alarms)}"
        for r in RULES
        if (m := of.get(r.id)) is not None
        and m.precision is not None
        and m.alarms >= FEWEST
        and m.precision < NEEDED.get(r.severity, 0)
    }


def floors(of: Counts) -> dict[str, dict[str, int]]:
    """The percentages that a rule must reach: what it reached, less one alarm or one fault."""
    found: dict[str, dict[str, int]] = {}
    for name, m in sorted(of.items()):
        pairs = {"precision": (m.right, m.alarms), "recall": (m.found, m.faults)}
        held = {key: 100 * (got - 1) // n for key, (got, n) in pairs.items() if got > 1 and n >= FEWEST}
        if held:
            found[name] = held
    return found


def below(of: Counts, held: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The rules that don't reach their floors, each with what it reached."""
    reached = {(name, key): getattr(of[name], key) for name, shares in held.items() for key in shares}
    return [
        f"{name} {key} {100 * got:.0f}, floor {held[name][key]}"
        for (name, key), got in sorted(reached.items())
        if got is not None and 100 * got < held[name][key]
    ]


def update(judged: Sequence[Judged]) -> None:
    """Write the measured counts and raise the floors; exits where one would have to be lowered."""
    held = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    samples = {"all": counts(judged), "quick": counts(of_items(judged, quick()))}
    fallen = [told for name, of in samples.items() for told in below(of, held.get(name, {}))]
    if fallen:
        raise SystemExit(
            f"{FLOORS}: below the floor: {'; '.join(fallen)}. Mend the rule, or lower the floor by hand and "
            "say why in ERRATA.md."
        )
    raised = {name: raise_floors(held.get(name, {}), floors(of)) for name, of in samples.items()}
    to_mend = sorted({*held.get("to_mend", ())} & {*too_heavy(samples["all"])})
    text = json.dumps({"corpus": digest(), "to_mend": to_mend, **raised}, indent=2, sort_keys=True)
    FLOORS.write_text(text + "\n", encoding="utf-8")
    MEASURED.write_text(as_toml(samples["all"]), encoding="utf-8")


def raise_floors(
    held: Mapping[str, Mapping[str, int]], reached: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, int]]:
    """For each rule and share the higher of both."""
    return {
        name: {
            key: max(of[name][key] for of in (held, reached) if key in of.get(name, {}))
            for key in sorted({*held.get(name, {}), *reached.get(name, {})})
        }
        for name in sorted({*held, *reached})
    }


def as_toml(of: Counts) -> str:
    """The counts as `measured.toml` holds them."""
    head = "# Counts on labelled news, written by `python -m benchmarks.rules --update`.\n"
    rows = (
        f"{name} = {{ alarms = {m.alarms}, right = {m.right}, faults = {m.faults}, found = {m.found} }}\n"
        for name, m in of.items()
        if m.alarms or m.faults
    )
    return head + "".join(rows)


def errors(judged: Sequence[Judged]) -> str:
    """The wrong alarms and the missed faults, one a line."""
    wrong = [
        f"{a.rule}  {item.id}: {a.words}\n        {a.message}"
        for item in judged
        for a in item.alarms
        if not item.right(a)
    ]
    missed = [f"{f.rule}  {item.id}: {f.words}" for item in judged for f in item.faults if not item.found(f)]
    return "\n".join(["Wrong alarms:", *sorted(wrong), "", "Missed faults:", *sorted(missed)])


def printed(parts: Mapping[str, Sequence[Judged]]) -> str:
    """The table: counts on all items, and percentages on each part."""
    both = counts(parts["both"])
    halves = [counts(parts[part]) for part in PARTS]
    head = [f"{key} {part} %" for part in PARTS for key in ("right", "found")]
    rows = [["rule", "alarms right", "faults found", *head]]
    for name, m in both.items():
        if m.alarms or m.faults:
            rows.append([name, *_cells(m, [of[name] for of in halves])])
    rows.append(["all", *_cells(total(both), [total(of) for of in halves])])
    told = figures(parts["both"])
    return (
        f"{table(rows)}\n{told['alarms_a_clean_item']} alarms a clean item ({told['clean_items']} of "
        f"{told['items']}). Not measured: {', '.join(told['not_measured']) or 'none'}."
    )


def _cells(m: Measured, halves: Sequence[Measured]) -> list[str]:
    shares = [s for half in halves for s in (half.precision, half.recall)]
    percents = ["-" if s is None else f"{100 * s:.0f}" for s in shares]
    return [share(m.right, m.alarms) or "-", share(m.found, m.faults) or "-", *percents]


def main() -> None:
    """Measure, print and write results/rules.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON and write nothing")
    parser.add_argument("--errors", action="store_true", help="print wrong alarms and missed faults too")
    parser.add_argument("--update", action="store_true", help="write the measured counts, raise the floors")
    options = parser.parse_args()
    judged = judge(items())
    parts = {part: [item for item in judged if item.part == part] for part in PARTS} | {"both": judged}
    found = {part: figures(some) for part, some in parts.items()}
    if options.json:
        print(json.dumps(found))
        return
    print(printed(parts))
    if heavy := too_heavy(counts(judged)):
        print("Too heavy: " + "; ".join(f"{name} ({told})" for name, told in heavy.items()))
    if options.errors:
        print(f"\n{errors(parts['read'])}\n")
    if options.update:
        update(judged)
        print(f"Updated {MEASURED.relative_to(ROOT)} and {FLOORS.relative_to(ROOT)}; now: make docs")
    print(f"Written to {write_result('rules', found)}")


if __name__ == "__main__":
    main()
