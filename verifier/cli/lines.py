"""JSON Lines in and out, for the commands that work through a corpus."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from claims.errors import BadConfiguration, UnreadableInput
from verifier.cli.output import refuse_overwriting, replacing
from verifier.cli.progress import steps
from verifier.worker import prepare, starting

Line = dict[str, Any]
Work = Callable[[Line, str], Line]

_PROCESSES = "the working processes"
_FEWER = "Free some memory, or have fewer of them with --jobs."
# Lines from which on another process saves more time than its start costs.
_WORTH_A_PROCESS = 20


def read_lines(path: Path, keys: Sequence[str]) -> list[tuple[int, Line]]:
    """The objects in the file at `path`, one a line, each with its line number; empty lines are left out.

    Args:
        keys: each object must have these, "id" with any value that isn't null, the others as text.

    Raises:
        UnreadableInput: the file can't be read, or a line doesn't fit; it names file and line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = f"it can't be opened ({error.strerror or error})"
        raise UnreadableInput(str(path), reason, "Check the path and its permissions.") from error
    found = []
    for number, raw in enumerate(data.split(b"\n"), start=1):
        if raw.strip():
            found.append((number, _parse(raw, f"{path}, line {number}", keys)))
    return found


def _parse(raw: bytes, place: str, keys: Sequence[str]) -> Line:
    example = "{" + ", ".join(f'"{key}": "..."' for key in keys) + "}"
    remedy = f"Write each line as {example}."
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise UnreadableInput(place, "it is not UTF-8", "Save the file as UTF-8.") from None
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        raise UnreadableInput(place, f"it is not JSON ({error})", remedy) from None
    if not isinstance(value, dict):
        raise UnreadableInput(place, "it is not an object", remedy)
    for key in keys:
        if value.get(key) is None:
            raise UnreadableInput(place, f'it has no "{key}"', remedy)
        if key != "id" and not isinstance(value[key], str):
            raise UnreadableInput(place, f'its "{key}" is not a text', remedy)
    try:
        json.dumps(value["id"], allow_nan=False)
    except ValueError:  # what Python reads as JSON and no other program does, such as NaN
        raise UnreadableInput(place, 'its "id" holds what is no number of JSON', remedy) from None
    return value


def work_through(
    source: Path,
    target: Path,
    *,
    keys: Sequence[str],
    work: Work,
    message: str,
    processes: int = 1,
) -> int:
    """Write `work(object, place)` for each object in `source` to `target`; returns how many there were.

    Where there are many objects, up to so many processes work on one each; `work` must then be a function of
    a module. The order of the answers stays that of the objects. All lines are read before the first is
    worked on, and `target` is written whole or not at all.

    Raises:
        UnreadableInput: as `read_lines` does.
        BadConfiguration: `target` is `source`, or can't be written; or a process died, or can't be started.
    """
    refuse_overwriting(target, [source])
    lines = read_lines(source, keys)
    objects = [line for _, line in lines]
    places = [f"{source}, line {number}" for number, _ in lines]
    processes = min(processes, len(lines) // _WORTH_A_PROCESS)
    with replacing(target) as stream, _answers(work, objects, places, processes) as answers:
        for answer in steps(answers, total=len(lines), message=message):
            stream.write(json.dumps(answer, allow_nan=False).encode("ascii") + b"\n")
    return len(lines)


@contextmanager
def _answers(
    work: Work, objects: Sequence[Line], places: Sequence[str], processes: int
) -> Iterator[Iterator[Line]]:
    """What `work` makes of the objects and their places, in their order, in so many processes or in this."""
    if processes < 2:
        yield map(work, objects, places)
        return
    # Each from the start: forked ones would share threads and locks of this one.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), prepare)
    try:
        yield _started(pool, work, objects, places)
    except BrokenProcessPool as error:
        raise BadConfiguration(_PROCESSES, "one of them died", _FEWER) from error
    except BaseException:
        # Whatever stopped this one, nobody waits for what they are at.
        for process in active_children():
            process.kill()
        raise
    finally:
        with starting():  # a second Ctrl-C would leave them without anybody who ends them
            pool.shutdown()


def _started(
    pool: ProcessPoolExecutor, work: Work, objects: Sequence[Line], places: Sequence[str]
) -> Iterator[Line]:
    # Not by the pool's map, which calls off what is waiting when it is left; where the processes are then
    # killed, Python may print an error of its own.
    try:
        with starting():
            waiting = deque(pool.submit(work, *given) for given in zip(objects, places, strict=True))
    except OSError as error:
        reason = f"they can't be started ({error.strerror or error})"
        raise BadConfiguration(_PROCESSES, reason, _FEWER) from error
    return _in_order(waiting)


def _in_order(waiting: deque[Future[Line]]) -> Iterator[Line]:
    while waiting:
        yield waiting.popleft().result()
