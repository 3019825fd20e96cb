"""Runs targets under Atheris: one instrumented process, and a fork of it for each target."""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from .target import Target

#: What is instrumented: the program, and in a run that is long enough the libraries in Python that parse for
#: it, which take most of a minute to load so.
PACKAGES = ("claims", "sources", "verifier")
LIBRARIES = ("docx", "openpyxl", "pypdf", "warcio")
_LONG_RUN = 300
NEEDS = "It needs Linux on x86-64 and Python 3.11 to 3.13."
#: Megabytes that a process may hold.
MEMORY = 2_000
_EXECUTED = re.compile(r"^(?:#|stat::number_of_executed_units:\s*)(\d+)", re.MULTILINE)
_STATUS = re.compile(r"\bcov: \d+ ft: (\d+)")
# libFuzzer also keeps inputs that were slow, but not too slow.
_BREAKS = ("crash-", "timeout-", "oom-", "leak-")


class NotInstalled(Exception):
    """Atheris can't be imported here; the message says why."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one target.

    Attributes:
        target: its name.
        seconds: of processor time that it took.
        executions: inputs that it was given.
        features: that were reached, as libFuzzer counts them: branches, and how often each was taken.
        new_features: those of them that the inputs known before did not reach.
        broken: True where something broke it.
        found: the input that did; None where the process died without telling.
    """

    target: str
    seconds: float
    executions: int
    features: int
    new_features: int
    broken: bool
    found: Path | None


def engine() -> Any:
    """Atheris.

    Raises:
        NotInstalled: there is none for this Python and system.
    """
    try:
        import atheris
    except ImportError as error:
        raise NotInstalled(str(error)) from error
    return atheris


def load(atheris: Any, names: Collection[str], seconds: float) -> Mapping[str, Target]:
    """All targets, with what those of these `names` work on instrumented for a run of so many seconds."""
    packages = [*PACKAGES, *(LIBRARIES if seconds >= _LONG_RUN else ())]
    # Atheris tells of each module.
    with redirect_stderr(io.StringIO()), atheris.instrument_imports(include=packages):
        from .targets import TARGETS

        for target in (target for name, target in TARGETS.items() if name in names or not names):
            # Many modules are imported when they are first needed, and only now are they instrumented. What
            # breaks here breaks again under the fuzzer, which tells of it.
            with suppress(Exception):
                target.run(target.corpus()[0].read_bytes())
    return TARGETS


def run(
    atheris: Any, targets: Sequence[Target], *, seconds: float, at_once: int, seed: int, out: Path
) -> Iterator[Ran]:
    """Fuzz each of `targets` in a fork of this process; gives what came of each as it ends.

    Args:
        seconds: of all together. A target has one at least.
        at_once: how many run side by side.
        seed: of the draws; 0 for another each time.
        out: the folder for logs, findings and the inputs that reached something new.
    """
    share = max(1, round(seconds / len(targets)))
    waiting = list(targets)
    working: dict[int, Target] = {}
    while waiting or working:
        while waiting and len(working) < at_once:
            target = waiting.pop(0)
            process = os.fork()
            if not process:
                _fuzz(atheris, target, share, seed, out)
            working[process] = target
        process, status, used = os.wait4(-1, 0)
        seconds = used.ru_utime + used.ru_stime
        yield _ran(working.pop(process), seconds, os.waitstatus_to_exitcode(status), out)


def _fuzz(atheris: Any, target: Target, share: int, seed: int, out: Path) -> NoReturn:
    """Be the fuzzer of `target`, until its time is over or something breaks it."""
    grown, findings = out / "corpus" / target.name, _findings(out, target)
    for folder in (grown, findings):
        folder.mkdir(parents=True, exist_ok=True)
    log = os.open(log_of(out, target.name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)
    options = {
        "max_total_time": share,
        "timeout": target.seconds,
        "rss_limit_mb": MEMORY,
        "max_len": target.longest,
        "seed": seed,
        "dict": target.dictionary,
        "artifact_prefix": f"{findings}/",
        "print_final_stats": 1,
    }
    told = [f"-{name}={value}" for name, value in options.items()]

    def run(data: bytes) -> None:
        try:
            target.run(data)
        except Exception:
            # As libFuzzer names it, which keeps inputs only where the interpreter ends as it should.
            (findings / f"crash-{hashlib.sha1(data).hexdigest()}").write_bytes(data)
            raise

    atheris.Setup(["fuzz", *told, str(grown), str(target.folder)], run)
    # Ends the interpreter, and so this process.
    atheris.Fuzz()


def _findings(out: Path, target: Target) -> Path:
    return out / "findings" / target.name


def log_of(out: Path, target: str) -> Path:
    """What libFuzzer said of the target of this name."""
    return out / f"{target}.log"


def _ran(target: Target, seconds: float, status: int, out: Path) -> Ran:
    log = log_of(out, target.name)
    said = log.read_text(errors="replace") if log.exists() else ""
    reached = [int(count) for count in _STATUS.findall(said)] or [0]
    executed = [int(count) for count in _EXECUTED.findall(said)] or [0]
    broke = [path for path in _findings(out, target).glob("*") if path.name.startswith(_BREAKS)]
    newest = max(broke, key=lambda path: path.stat().st_mtime, default=None)
    return Ran(
        target.name,
        round(seconds, 1),
        max(executed),
        reached[-1],
        reached[-1] - reached[0],
        status != 0,
        newest if status else None,
    )
