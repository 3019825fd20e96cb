"""The draft stays in the building: all but fetching works without a network, and nothing asks for one.

`make offline` runs all tests without a network; here are the ways in, one each.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import offline
from tests.hostile.sockets import Watch, sees_native_code, watching
from tests.verifier.warm.desk import until
from verifier.cli import run
from verifier.cli.exit import ExitStatus

ROOT = Path(__file__).parents[2]
DRAFT = (
    "The Harbour Ministry said that 140 barges had been moved.\n\n“We are done,” said Ada Holm, its head.\n"
)
SOURCE = "The Harbour Ministry moved 90 barges to the winter basin, it said on Monday.\n"
VERIFIER = (sys.executable, "-m", "verifier")
COMMANDS = {
    "check": ("check", "--cold", "draft.html", "--store", "sources.db", "--format", "json"),
    "annotate": ("annotate", "texts.jsonl", "annotated.jsonl"),
    "judge": ("judge", "pairs.jsonl", "judged.jsonl"),
    "batch": ("batch", "articles", "--output", "out", "--store", "sources.db", "--jobs", "2"),
}
#: What is not run under a watch: review, lsp, watch, and the demonstration, whose page is on loopback.
JOURNEYS = (
    "tests/journeys/test_decisions.py",
    "tests/journeys/test_changing_source.py",
    "tests/verifier/cli/test_watch.py::test_what_is_new_fixed_and_open_is_told_after_each_save",
    "tests/verifier/editor/test_lsp.py::test_a_draft_is_checked_told_of_and_mended",
)
# The runtime of the networks with its maker's switch as it comes, and a network that is kept for a while.
LOUD = """
import pathlib, time
from claims import runtime
source = pathlib.Path(runtime.__file__).read_text(encoding="utf-8")
switch = 'os.environ["ORT_DISABLE_TELEMETRY"] = "1"'
assert switch in source
exec(source.replace(switch, "pass"), vars(runtime))
network = runtime.session(pathlib.Path(runtime.__file__).parent / "models/attribution/pairs.onnx")
time.sleep(300)
"""
# The last is asked for the name of the user, where such a service runs.
LOOPBACK = {"family AF_INET", "address 127.0.0.1", "name 127.0.0.1", "address /var/run/nscd/socket"}

pytestmark = pytest.mark.skipif(bool(offline.why_not()), reason=offline.why_not() or "it can be taken away")
native = pytest.mark.skipif(not sees_native_code(), reason="strace is not installed, or may not watch")


def cut_off(*command: str) -> list[str]:
    """`command`, where there is loopback alone."""
    return [sys.executable, "-m", "tests.offline", *command]


def started(folder: Path, *command: str, **environment: str) -> subprocess.Popen[str]:
    known = {
        name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("ORT_")
    }
    return subprocess.Popen(
        cut_off(*command),
        cwd=folder,
        env=known | {"PYTHONPATH": str(ROOT)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def test_only_loopback_is_left() -> None:
    code = (
        "import socket, threading\n"
        "with socket.create_server(('127.0.0.1', 0)) as server:\n"
        "    socket.create_connection(server.getsockname()).close()\n"
        "for reach in (lambda: socket.create_connection(('192.0.2.1', 80), 5),\n"
        "              lambda: socket.getaddrinfo('paper.example', 80)):\n"
        "    try: reach()\n"
        "    except OSError as error: print(type(error).__name__, error.errno)"
    )
    done = started(ROOT, sys.executable, "-c", code).communicate(timeout=60)[0].splitlines()
    assert done[0] == "OSError 101", "the network is unreachable"
    assert done[1].startswith("gaierror")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a draft, a store and what the commands work on."""
    made = tmp_path_factory.mktemp("offline")
    (made / "articles").mkdir()
    for name in ("draft.md", "articles/a.md", "articles/b.md"):
        (made / name).write_text(DRAFT, encoding="utf-8")
    (made / "draft.html").write_text(f"<html><body><p>{DRAFT}</p></body></html>", encoding="utf-8")
    (made / "source.txt").write_text(SOURCE, encoding="utf-8")
    line = {"id": "a", "text": DRAFT, "claim": DRAFT.splitlines()[0], "source_text": SOURCE}
    for name in ("texts.jsonl", "pairs.jsonl"):
        (made / name).write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert run(["sources", "add", str(made / "source.txt"), "--store", str(made / "sources.db")]) == 0
    return made


@pytest.fixture(scope="module")
def watched(work: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, Watch]]:
    """Of each command its status, what it said and its watch; all run at the same time."""
    watches = {name: watching(tmp_path_factory.mktemp(name)) for name in COMMANDS}
    running = {
        name: started(work, *watch.prefix, *VERIFIER, *COMMANDS[name]) for name, watch in watches.items()
    }
    said = {name: each.communicate(timeout=200)[0] for name, each in running.items()}
    return {name: (each.returncode, said[name], watches[name]) for name, each in running.items()}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_asks_for_no_network(watched: dict[str, tuple[int, str, Watch]], name: str) -> None:
    status, said, watch = watched[name]
    assert status in (ExitStatus.CLEAN, ExitStatus.FINDINGS), said
    assert "FIG002" in said or name != "check"
    assert watch.touched() == set()


def test_journeys_come_to_their_end_without_a_network() -> None:
    done = started(ROOT, sys.executable, "-m", "pytest", "-p", "no:xdist", "-rA", *JOURNEYS)
    said = done.communicate(timeout=300)[0]
    assert done.returncode == 0, said
    for journey in JOURNEYS:
        assert f"PASSED {journey}" in said
    assert "SKIPPED" not in said


@pytest.fixture(scope="module")
def desk(work: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    """The watch of a desk on which a draft was dropped, and checked. The desk is still open."""
    watch = watching(tmp_path_factory.mktemp("desk"))
    with started(work, sys.executable, "-m", "tests.journeys.visiting", *watch.prefix) as visiting:
        until(lambda: (work / "page.txt").exists() or visiting.poll() is not None, seconds=180)
        yield watch
        (work / "close").touch()
        assert visiting.wait(60) == 0, visiting.communicate()[0]


def test_a_desk_asks_for_nothing_but_its_own_address(work: Path, desk: Watch) -> None:
    assert "FIG002" in (work / "page.txt").read_text(encoding="utf-8")
    assert desk.touched() <= LOOPBACK
    assert "address 127.0.0.1" in desk.touched()


@native
def test_a_library_that_asks_for_the_network_by_itself_would_be_seen(desk: Watch, tmp_path: Path) -> None:
    """ONNX Runtime does, ten seconds after it is loaded, but for a switch. The open desk loaded it before."""
    (tmp_path / "watch").mkdir()
    watch = watching(tmp_path / "watch")
    with started(tmp_path, *watch.prefix, sys.executable, "-c", LOUD, HOME=str(tmp_path)) as loud:
        until(lambda: watch.touched() or loud.poll() is not None)
        seen = watch.touched()
        loud.kill()
    assert seen & {"family AF_INET", "family AF_INET6"}
    time.sleep(1)
    assert desk.touched() <= LOOPBACK
