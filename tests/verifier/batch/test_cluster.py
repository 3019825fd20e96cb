"""A Dask cluster of real processes: workers die and join, and the results are those of one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from claims.errors import BadConfiguration, StoreError
from tests.postgres import Server
from tests.verifier.batch.checkers import Here, open_configured, open_none, open_quick
from tests.verifier.batch.running import left, run_batch
from verifier.batch.cluster import Cluster, is_loopback
from verifier.batch.types import Opener, Result, Settings, Task, ident_of
from verifier.cli import run

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


@contextmanager
def workers(number: int) -> Iterator[Any]:
    """A scheduler and so many worker processes on loopback. One death of an article's worker is enough."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(
            n_workers=number,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def local() -> Iterator[Any]:
    with workers(2) as made:
        yield made


def asked(made: Any, *, timeout: float = 60, opener: Opener = open_quick) -> Cluster:
    return Cluster(Settings("json", timeout=timeout), made.scheduler_address, tls={}, opener=opener)


def tasks(*texts: str) -> Iterator[Task]:
    for number, text in enumerate(texts):
        ident = ident_of(os.urandom(8), text.encode())
        yield Task(ident, ident, str(number), text.encode(), text)


def written(path: Path, *texts: str) -> Path:
    lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_worker_that_is_killed_on_the_way_changes_nothing(local: Any, tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", *(f"SLOW {number}" for number in range(60)), "BAD")
    run_batch(source, tmp_path / "here", Here())

    class Killing(Cluster):
        """Kills a worker after ten results, and has another one join after twenty."""

        def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
            for number, result in enumerate(super().results(tasks)):
                if number == 10:
                    os.kill(next(iter(local.workers.values())).pid, signal.SIGKILL)
                if number == 20:
                    local.scale(3)
                yield result

    with Killing(Settings("json"), local.scheduler_address, tls={}, opener=open_quick) as cluster:
        run_batch(source, tmp_path / "there", cluster)
    assert left(tmp_path / "there") == left(tmp_path / "here")


def test_trouble_on_a_worker_is_told_here(local: Any) -> None:
    with asked(local) as cluster, pytest.raises(StoreError, match="it is broken") as caught:
        list(cluster.results(tasks("STORE")))
    assert caught.value.remedy == "Mend it."
    with asked(local, opener=open_none) as cluster, pytest.raises(StoreError, match="there is none"):
        cluster.basis()


def test_a_worker_without_the_program_is_told(local: Any) -> None:
    with asked(local, opener=_not_there) as cluster, pytest.raises(BadConfiguration) as caught:
        cluster.basis()
    assert "Install this version of the program on every worker" in str(caught.value)


def _not_there(settings: Settings) -> Any:
    raise ModuleNotFoundError("No module named 'verifier'")


def test_few_tasks_are_sent_ahead(local: Any) -> None:
    taken = given = 0

    def counted() -> Iterator[Task]:
        nonlocal taken
        for task in tasks(*(f"Words {number}." for number in range(40))):
            taken += 1
            yield task

    with asked(local) as cluster:
        most = 2 * 3 + 1
        for _ in cluster.results(counted()):
            given += 1
            assert taken - given <= most
    assert given == 40


def test_workers_do_a_later_run_with_what_is_set_by_then(local: Any, tmp_path: Path) -> None:
    config = tmp_path / "verifier.toml"
    settings = Settings("json", config)
    for wanted in ("first", "second"):
        config.write_text(wanted, encoding="utf-8")
        with Cluster(settings, local.scheduler_address, tls={}, opener=open_configured) as cluster:
            assert cluster.basis()["settings"] == wanted
            # So many that each worker takes part.
            found = list(cluster.results(tasks(*(f"SLOW {number}" for number in range(24)))))
        assert {result.basis["settings"] for result in found} == {wanted}


def test_articles_that_kill_or_never_end_are_told(local: Any) -> None:
    """The last with these workers: one of them ends some seconds later."""
    with asked(local, timeout=5) as cluster:
        assert cluster.threads() >= 2
        found = {r.name: r for r in cluster.results(tasks("One.", "DIE", "Two.", "SLEEP", "Three."))}
    assert {name: result.status.value for name, result in found.items()} == {
        "0": "checked",
        "1": "failed",
        "2": "checked",
        "3": "failed",
        "4": "checked",
    }
    assert found["1"].reason == "the checking process died on it twice"
    assert found["3"].reason == "it took longer than 5 seconds"


def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verifier.batch.cluster._PATIENCE", 1)
    cluster = Cluster(Settings("json"), "tcp://127.0.0.1:9", tls={})
    with pytest.raises(BadConfiguration, match="no scheduler answers"), cluster:
        pass
    with (
        pytest.raises(BadConfiguration, match="no scheduler answers"),
        Cluster(Settings("json"), "tls://127.0.0.1:9", tls={"tls_ca_file": "/gone.pem"}),
    ):
        pass


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("tcp://127.0.0.1:8786", True),
        ("tls://localhost:8786", True),
        ("tcp://[::1]:8786", True),
        ("tcp://10.0.0.1:8786", False),
        ("tcp://127.0.0.1.evil.example:8786", False),
        ("nonsense", False),
    ],
)
def test_which_schedulers_are_on_this_machine(address: str, here: bool) -> None:
    assert is_loopback(address) is here


def test_two_schedulers_and_a_server_give_what_one_process_gives(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = server.emptied()
    (tmp_path / "verifier.toml").write_text(f'store = "{store}"\nsnapshots = "snapshots"\n')
    (tmp_path / "release.md").write_text(
        "---\npublisher: Ministry of Bridges\n---\n\nThe bridge at Carrow carries 400 lorries a day.\n"
    )
    assert run(["sources", "add", "release.md"]) == 0
    texts = [f"The Ministry of Bridges said that {number} lorries cross a day." for number in range(396, 404)]
    written(tmp_path / "in.jsonl", *texts, "")
    assert run(["batch", "in.jsonl", "-o", "one", "--jobs", "1"]) == 3
    with workers(1) as here, workers(1) as there:
        part1 = ["batch", "in.jsonl", "-o", "part1", "--part", "1/2", "--scheduler", here.scheduler_address]
        part2 = ["batch", "in.jsonl", "-o", "part2", "--part", "2/2", "--scheduler", there.scheduler_address]
        with subprocess.Popen([sys.executable, "-m", "verifier", *part1], env=ENVIRONMENT) as command:
            assert run(part2) in (0, 3)
            assert command.wait(120) in (0, 3)
        joining = ["-o", "all", "--join", "part1", "--join", "part2", "--scheduler", here.scheduler_address]
        assert run(["batch", "in.jsonl", *joining]) == 3
    found = left(tmp_path / "one")
    assert len([name for name in found if name.startswith("reports/")]) == 8
    assert b"confirmed" in b"".join(found.values())
    assert left(tmp_path / "all") == found
    for number in (1, 2):
        assert 0 < len(left(tmp_path / f"part{number}")) - 2 < 8
