"""Processes that die, hang and fail: the others go on, and every article has its result."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.errors import BadConfiguration, StoreError
from tests.verifier.batch.checkers import BASIS, open_dead, open_none, open_quick
from verifier.batch.pool import Pool
from verifier.batch.types import Result, Settings, Status, Task, ident_of


def task(text: str, folder: Path) -> Task:
    name = text.replace(" ", "-")
    ident = ident_of(name.encode())
    return Task(ident, ident, name, text.encode(), name, folder / ident)


def checked(folder: Path, *texts: str, jobs: int = 2, timeout: float = 60) -> dict[str, Result]:
    """The results by the text of the article; each came once."""
    with Pool(Settings("json", timeout=timeout), jobs=jobs, opener=open_quick) as pool:
        assert pool.basis() == BASIS
        found = list(pool.results(iter([task(text, folder) for text in texts])))
    assert sorted(result.name for result in found) == sorted(text.replace(" ", "-") for text in texts)
    return {result.name: result for result in found}


def test_every_task_has_its_result(tmp_path: Path) -> None:
    found = checked(tmp_path, *(f"Words {number}." for number in range(40)), "BAD")
    assert {result.status for name, result in found.items() if name != "BAD"} == {Status.CHECKED}
    assert found["BAD"].status is Status.UNREADABLE
    assert found["Words-7."].report == b"Words-7.: Words 7."


def test_no_task_is_none() -> None:
    with Pool(Settings("json"), jobs=1, opener=open_quick) as pool:
        assert list(pool.results(iter(()))) == []


def test_what_kills_its_process_is_tried_twice_and_told(tmp_path: Path) -> None:
    good = [f"Words {number}." for number in range(12)]
    found = checked(tmp_path, "DIE 1", *good[:6], "DIE 2", *good[6:], "DIE FIRST")
    died = {name for name, result in found.items() if result.status is Status.FAILED}
    assert died == {"DIE-1", "DIE-2"}
    assert found["DIE-1"].reason == "the checking process died on it twice"
    assert len(found["DIE-1"].sha256) == 64
    assert found["DIE-FIRST"].status is Status.CHECKED


def test_a_process_that_has_worked_for_long_makes_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"Words {number}." for number in range(4)]
    assert len({result.seconds for result in checked(tmp_path, *texts).values()}) <= 2
    monkeypatch.setattr("verifier.batch.pool._LIFE", 0)
    assert len({result.seconds for result in checked(tmp_path, *texts).values()}) == 4


def test_what_takes_too_long_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, "SLEEP", *(f"Words {number}." for number in range(8)), timeout=1)
    assert found["SLEEP"].status is Status.FAILED
    assert found["SLEEP"].reason == "it took longer than 1 seconds"
    assert sum(result.status is Status.CHECKED for result in found.values()) == 8


def test_what_is_done_in_time_is_not_late_for_want_of_a_listener(tmp_path: Path) -> None:
    texts = [f"Words {number}." for number in range(6)]
    with Pool(Settings("json", timeout=1), jobs=2, opener=open_quick) as pool:
        found = []
        for result in pool.results(iter([task(text, tmp_path) for text in texts])):
            found.append(result)
            if len(found) == 1:
                time.sleep(1.5)
    assert [result.status for result in found] == [Status.CHECKED] * 6


def test_a_process_that_dies_while_it_waits_takes_no_article_with_it(tmp_path: Path) -> None:
    with Pool(Settings("json"), jobs=1, opener=open_quick) as pool:
        pool.basis()
        for process in _children():
            os.kill(process, signal.SIGKILL)
        (found,) = pool.results(iter([task("Words.", tmp_path)]))
    assert found.status is Status.CHECKED


def test_trouble_with_the_store_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it is broken") as caught:
        checked(tmp_path, "STORE", "Words.")
    assert caught.value.remedy == "Mend it."
    assert _children() == []


def test_processes_that_can_not_start_are_told() -> None:
    with Pool(Settings("json"), jobs=1, opener=open_none) as pool, pytest.raises(StoreError, match="none"):
        pool.basis()
    with Pool(Settings("json"), jobs=1, opener=open_dead) as pool, pytest.raises(BadConfiguration):
        pool.basis()


def test_few_tasks_are_taken_ahead(tmp_path: Path) -> None:
    taken, given = 0, 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for number in range(30):
            taken += 1
            yield task(f"Words {number}.", tmp_path)

    with Pool(Settings("json"), jobs=2, opener=open_quick) as pool:
        for _ in pool.results(tasks()):
            given += 1
            assert taken - given <= 3
    assert given == 30


def test_no_process_outlives_the_one_that_is_killed(tmp_path: Path) -> None:
    code = (
        "from tests.verifier.batch.test_pool import *\n"
        "from tests.verifier.batch.test_pool import _children\n"
        "if __name__ == '__main__':\n"
        "    with Pool(Settings('json'), jobs=2, opener=open_quick) as pool:\n"
        "        pool.basis()\n"
        f"        two = iter([task('SLEEP 1', Path({str(tmp_path)!r})), task('SLEEP 2', Path('.'))])\n"
        "        print(*_children(), flush=True)\n"
        "        list(pool.results(two))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    ) as process:
        assert process.stdout is not None
        children = [int(each) for each in process.stdout.readline().split()]
        process.kill()
    assert children
    until = time.monotonic() + 10
    while any(_lives(child) for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_lives(child) for child in children)


def _children() -> list[int]:
    """The processes that this one has started and that check."""
    tasks = Path(f"/proc/{os.getpid()}/task").iterdir()
    found = [int(each) for entry in tasks for each in (entry / "children").read_text().split()]
    return [each for each in found if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]


def _lives(process: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False
