"""The benchmark of speed: its fits and spreads, and the whole of it at sizes that take seconds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import nullcontext
from math import log
from pathlib import Path

import pytest

from benchmarks import batch, contest, growth, pairs, speed, speed_table, starts, timing
from benchmarks.workers import Worker

SMALL = speed.Sizes(
    words=60,
    source_words=60,
    lengths=(30, 60, 120),
    stores=(10, 20, 30),
    runs=1,
    shelf=3,
    rounds=1,
    texts=1,
    articles=2,
)


def test_a_power_is_found_again() -> None:
    assert timing.exponent({n: 3 * n**1.5 for n in (10, 100, 1_000, 5_000)}) == 1.5
    assert timing.exponent({100: 2.0, 1_000: 2.0, 10_000: 2.0}) == 0.0


def test_what_grows_as_the_logarithm_is_at_one_beside_it() -> None:
    assert timing.beside_logarithm({n: 5 * log(n) for n in (10, 100, 100_000)}) == 1.0
    assert timing.beside_logarithm({n: 2.0 * n for n in (10, 100, 1_000)}) == round(100 / 3, 2)
    assert timing.beside_logarithm(dict.fromkeys((10, 100, 1_000), 7.0)) == 0.33


@pytest.mark.parametrize("fit", [timing.exponent, timing.beside_logarithm])
def test_two_sizes_show_no_growth(fit: object) -> None:
    assert callable(fit)
    with pytest.raises(ValueError, match="3 sizes, not 2"):
        fit({10: 1.0, 100: 2.0})


def test_no_time_at_all_shows_no_growth() -> None:
    with pytest.raises(ValueError, match="above 0"):
        timing.exponent({10: 0.0, 100: 1.0, 1_000: 2.0})


def test_a_spread_tells_the_median_and_the_ends() -> None:
    assert timing.spread([3.0, 1.0, 2.5]) == {"median": 2.5, "least": 1.0, "most": 3.0}
    assert timing.ratios([2.0, 9.0], [4.0, 3.0]) == {"median": 1.75, "least": 0.5, "most": 3.0}


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="it can't be opened"):
        timing.run("check", "absent.md", folder=tmp_path)


def test_a_bound_is_held_on_its_side() -> None:
    assert speed_table.held("vs_spacy_parse", 2.2) is True
    assert speed_table.held("vs_spacy_parse", 2.3) is False
    assert speed_table.held("vs_textacy", 1.9) is False
    assert speed_table.held("jobs2_speedup", 1.7) is True
    assert speed_table.held("jobs2_speedup", None) is None
    assert speed_table.held("help_cpu_s", 100.0) is None


def _pair_seconds(words: int, count: int) -> float:
    return 2.0 + count * words / 5_000


def test_loading_is_no_part_of_judging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "seconds", _pair_seconds)
    assert pairs.measure({500: 20, 5_000: 10}) == {
        "pairs_a_second_500_words": 10.0,
        "pairs_a_second_5000_words": 1.0,
        "loading_s": 2.1,
        "growth_exponent": 1.0,
    }


class _RunCheck:
    """Stands in for a check as a new process; what it takes from the first on, and from the third on."""

    def __init__(self, cold: float, warm: float) -> None:
        self._used = iter([cold, cold])
        self._warm = warm

    def __call__(self, *_: object, again: bool = False) -> timing.Used:
        cpu = next(self._used, self._warm)
        return timing.Used(cpu, cpu, 300.0)


def test_a_desk_that_takes_no_part_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(starts, "LOADING_S", 0)
    monkeypatch.setattr(starts, "running_desk", nullcontext)
    monkeypatch.setattr(starts, "run_check", _RunCheck(2.0, 2.0))
    assert starts.through_desk(["Text."], tmp_path, 2.0) is None
    monkeypatch.setattr(starts, "run_check", _RunCheck(0.1, 0.1))
    told = starts.through_desk(["Text."], tmp_path, 2.0)
    assert told is not None
    assert told["check_with_store"]["wall_s"]["median"] == 0.1


@pytest.fixture
def one_worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Has all contestants share one process, so that models are loaded once."""
    with Worker() as worker:
        for module in (contest, growth):
            monkeypatch.setattr(module, "Worker", lambda: nullcontext(worker))
        yield


@pytest.mark.skipif(
    not os.environ.get("VERIFIER_LONG_TESTS"), reason="takes a minute and more: set VERIFIER_LONG_TESTS"
)
@pytest.mark.usefixtures("one_worker")
def test_all_figures_are_measured_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    # The other processes are real: adding the sources, opening the desk, the worker.
    for module in (starts, growth):
        monkeypatch.setattr(module, "run_check", _RunCheck(2.0, 0.1))
    monkeypatch.setattr(pairs, "seconds", _pair_seconds)
    monkeypatch.setattr(batch, "measure", lambda **_: {"jobs2_speedup": 1.9})
    figures = json.loads(json.dumps(speed.measure(SMALL)))
    single = {name: value for name, value in figures.items() if name != "rows"}
    assert set(speed_table.BOUNDS) < set(single)
    assert all(value > 0 for name, value in single.items() if "growth" not in name)
    rows = figures["rows"]
    assert list(rows["by_length"]["rows"]) == ["30", "60", "120"]
    assert list(rows["by_store"]["rows"]) == ["10", "20", "30"]
    found = {who: each["attributions"] for who, each in rows["attribution"]["by"].items()}
    assert found["verifier"] > found["textacy"]
    text = speed_table.shown(figures)
    assert {line.split()[0] for line in text.splitlines() if line} >= {*single, "textacy", "30", "20"}
