"""Many lines of JSON are worked on by several processes, and the answers are those of one."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from claims.errors import BadConfiguration, UnreadableInput
from tests.verifier.warm.desk import children, until
from verifier.cli.exit import ExitStatus
from verifier.cli.lines import work_through


def by_whom(line, place):
    return {"id": line["id"], "place": place, "by": os.getpid()}


def refuses_one(line, place):
    if line["id"] == 41:
        raise UnreadableInput(place, "nobody can read it", "Write it again.")
    return line


def dies(line, place):
    os._exit(9)


@pytest.fixture
def many(folder):
    """A file of pairs for `verifier judge`."""
    claim, source = "The ministry moved {} barges.", "On Monday the ministry moved {} barges to the basin. "
    pairs = (
        {"id": n, "claim": claim.format(140 + n), "source_text": source.format(140 + n % 7 * n) * (1 + n % 5)}
        for n in range(60)
    )
    path = folder / "in.jsonl"
    path.write_text("".join(f"{json.dumps(pair)}\n" for pair in pairs), encoding="utf-8")
    return path


def worked(source, work, processes):
    target = source.with_name("out.jsonl")
    count = work_through(source, target, keys=("id",), work=work, message="Working", processes=processes)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert count == len(lines)
    return lines


def test_they_are_shared_out_and_stay_in_order(many):
    lines = worked(many, by_whom, processes=2)
    assert [line["id"] for line in lines] == list(range(60))
    assert lines[41]["place"] == f"{many}, line 42"
    assert os.getpid() not in {line["by"] for line in lines}
    assert len({line["by"] for line in lines}) <= 2


def test_a_few_lines_start_no_process(many):
    many.write_text("".join(many.read_text().splitlines(keepends=True)[:39]))
    assert {line["by"] for line in worked(many, by_whom, processes=8)} == {os.getpid()}


def test_the_verdicts_are_those_of_one_process(verifier, folder, many, monkeypatch):
    found = {}
    for number in (1, 2):
        monkeypatch.setattr("verifier.cli.judge.cores", lambda number=number: number)
        assert verifier("judge", many, f"{number}.jsonl").status == 0
        lines = (folder / f"{number}.jsonl").read_text(encoding="utf-8").splitlines()
        found[number] = [{**json.loads(line), "secs": None} for line in lines]
        assert all(json.loads(line)["secs"] > 0 for line in lines)
    assert found[1] == found[2]
    assert len({line["verdict"] for line in found[1]}) > 1


@pytest.mark.parametrize(
    ("work", "error", "told"),
    [
        (refuses_one, UnreadableInput, "line 42: nobody can read it"),
        (dies, BadConfiguration, "one of them died"),
    ],
)
def test_what_fails_in_a_process_is_told_and_nothing_is_written(many, work, error, told):
    with pytest.raises(error, match=told):
        worked(many, work, processes=2)
    assert [path.name for path in many.parent.iterdir()] == ["in.jsonl"]


def test_no_more_than_so_many_work(verifier, folder, many, monkeypatch):
    monkeypatch.setattr("verifier.cli.judge._judged", by_whom)
    assert verifier("judge", many, "out.jsonl", "--jobs", "1").status == 0
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["by"] for line in lines} == {os.getpid()}


def test_where_they_cannot_start_that_is_told(many, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr("multiprocessing.util.spawnv_passfds", refuse)
    with pytest.raises(BadConfiguration, match="they can't be started"):
        worked(many, by_whom, processes=2)
    assert [path.name for path in many.parent.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_they_end_with_the_one_that_started_them(folder, many, how, times):
    many.write_text(many.read_text() * 100)
    command = [sys.executable, "-m", "verifier", "judge", "in.jsonl", "out.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    # The third keeps account of what the two share.
    until(lambda: len(children(process.pid)) == 3)
    workers = children(process.pid)
    # As a terminal does it, Ctrl-C reaches all of them; a kill reaches one.
    for _ in range(times):
        (os.killpg if how is signal.SIGINT else os.kill)(process.pid, how)
        time.sleep(0.1)
    _, told = process.communicate(timeout=60)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    if how is signal.SIGINT:
        assert b"Traceback" not in told
        assert process.returncode == ExitStatus.INTERRUPTED
        assert b"interrupted" in told
        assert [path.name for path in folder.iterdir()] == ["in.jsonl"]
