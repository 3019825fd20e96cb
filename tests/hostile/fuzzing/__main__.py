"""Look for inputs that the program can't bear.

All that is fuzzed is loaded once, instrumented; each target is a fork of that process. The output folder
keeps what broke a target, the inputs that reached something new, from which the next run starts, and the log
of each target. A line of runs.jsonl tells each run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TextIO

from .running import NEEDS, NotInstalled, Ran, engine, load, log_of, run
from .target import Target

_HELP = """{target}: {log}
    Put the program right, then keep the input, so that every run of the tests tries it:
    cp {found} {corpus}"""
_DIED = "{target}: it died without telling at which input; {log}"


def main(arguments: Sequence[str] | None = None, *, targets: Mapping[str, Target] | None = None) -> int:
    """The exit status: 0 where nothing was found, 1 where something was, 2 where nothing could be looked for.

    Args:
        arguments: of the command line.
        targets: to fuzz in place of those of `targets.py`.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzzing", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="of all targets together (default: 600)")
    parser.add_argument("--target", action="append", default=[], metavar="NAME", help="it alone; repeatable")
    parser.add_argument("--seed", type=int, default=0, help="of the draws; 0 takes another each time")
    parser.add_argument("--at-once", type=int, choices=(1, 2), default=2, help="targets side by side")
    parser.add_argument("--out", type=Path, default=Path("out/fuzz"), help="output folder")
    parser.add_argument("--json", action="store_true", help="tell the summary as JSON")
    given = parser.parse_args(arguments)
    try:
        atheris = engine()
    except NotInstalled as error:
        _say(f"Atheris can't be loaded ({error}). {NEEDS}", sys.stderr)
        return 2
    known = targets or load(atheris, given.target, given.seconds)
    if unknown := [name for name in given.target if name not in known]:
        parser.error(f"there is no target {unknown[0]}; known are {', '.join(known)}")
    wanted = [known[name] for name in given.target or known]
    out = given.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    ran = []
    for done in run(atheris, wanted, seconds=given.seconds, at_once=given.at_once, seed=given.seed, out=out):
        ran.append(done)
        _say(_line(done, len(ran), len(wanted)), sys.stderr)
    summary = _summary(ran)
    with (out / "runs.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(summary) + "\n")
    _say(json.dumps(summary, indent=2) if given.json else _told(ran, summary, known, out), sys.stdout)
    return 1 if summary["findings"] else 0


def _say(text: str, stream: TextIO) -> None:
    stream.write(text + "\n")
    stream.flush()


def _line(done: Ran, number: int, count: int) -> str:
    reached = f"{done.new_features:,} new of {done.features:,} features"
    end = f"BROKEN by {done.found}" if done.broken else reached
    did = f"{done.executions:>11,} executions in {done.seconds:g} s of processor time"
    return f"{number:3}/{count}  {done.target:16} {did}, {end}"


def _summary(ran: Sequence[Ran]) -> dict[str, object]:
    return {
        "seconds": round(sum(done.seconds for done in ran), 1),
        "executions": sum(done.executions for done in ran),
        "new_features": sum(done.new_features for done in ran),
        "findings": sum(done.broken for done in ran),
        "targets": [asdict(done) | {"found": str(done.found) if done.found else None} for done in ran],
    }


def _told(ran: Sequence[Ran], summary: Mapping[str, object], known: Mapping[str, Target], out: Path) -> str:
    count = summary["findings"]
    told = (
        f"{len(ran)} targets, {summary['executions']:,} executions in {summary['seconds']:,} seconds of "
        f"processor time, {summary['new_features']:,} new features, "
        f"{count} finding{'' if count == 1 else 's'}."
    )
    helps = (
        (_HELP if done.found else _DIED).format(
            target=done.target,
            log=log_of(out, done.target),
            found=done.found,
            corpus=known[done.target].folder,
        )
        for done in ran
        if done.broken
    )
    return "\n".join([told, *helps])


if __name__ == "__main__":
    sys.exit(main())
