"""The soak of the desk: that each promise can be broken, and that a short run keeps them all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import pairwise

import pytest

from benchmarks.soak import page
from benchmarks.soak.__main__ import soak
from benchmarks.soak.half import SQLITE
from benchmarks.soak.judging import (
    FLAT,
    LEAST_S,
    MEASURES,
    STARTING,
    grown,
    latencies,
    lost,
    tenths_of,
    unexplained,
    unshown,
)
from benchmarks.soak.schedule import planned
from benchmarks.soak.types import Asked, Decided, Disturbed, Kind, Life, Sample

LOCK = Disturbed(Kind.DESK_LOCKED, 10.0, 20.0)
BUSY = Asked("decide", 12.0, 3.0, 503, "The file is locked. Try again when it is done.", retry=True)
ONE = Decided("note 1", "/drafts/a", 3, "f1", 5.0, answered=True, shown=True)


def promises(broken):
    return [each.promise for each in broken]


# Decisions


def test_what_was_taken_and_stands_once_is_not_lost():
    assert list(lost([ONE], ["note 1"])) == []


@pytest.mark.parametrize(
    ("decided", "kept", "promise"),
    [
        (ONE, [], "no decision is lost"),
        (ONE, ["note 1", "note 1"], "no decision stands twice"),
        (replace(ONE, answered=False, shown=None), ["note 1"] * 2, "no decision stands twice"),
        (replace(ONE, shown=False), ["note 1"], "no decision is lost"),
        (ONE, ["note 1", "not"], "comments stay as they are"),
    ],
)
def test_what_is_lost_twice_or_changed_is_found(decided, kept, promise):
    assert promises(lost([decided], kept)) == [promise]


@pytest.mark.parametrize("kept", [[], ["note 1"]])
def test_what_was_not_answered_may_stand_or_not(kept):
    assert list(lost([replace(ONE, answered=False, shown=None)], kept)) == []


@pytest.mark.parametrize(
    ("decided", "words", "handles", "count"),
    [
        (ONE, "accepted ada: note 1", {"f1"}, 0),
        (ONE, "nothing", {"f1"}, 1),
        (ONE, "nothing", {"f2"}, 0),
        (replace(ONE, handle=""), "nothing", set(), 1),
        (replace(ONE, answered=False), "nothing", {"f1"}, 0),
    ],
)
def test_what_the_pages_do_not_show_though_its_place_is_there_is_found(decided, words, handles, count):
    assert len(list(unshown([decided], {("/drafts/a", 3): (words, frozenset(handles))}))) == count


# Answers


@pytest.mark.parametrize(
    "asked",
    [
        BUSY,
        replace(BUSY, status=507, retry=False),
        replace(BUSY, at=1.0, took=9.5),
        replace(BUSY, at=21.5),
        replace(BUSY, status=None, told="ReadError"),
        replace(BUSY, at=500.0, status=200, told=""),
        replace(BUSY, at=500.0, status=409, told=""),
    ],
)
def test_what_is_explained_is_no_failure(asked):
    assert list(unexplained([asked], [LOCK])) == []


@pytest.mark.parametrize(
    ("asked", "promise"),
    [
        (replace(BUSY, at=30.0), "no failure without a cause"),
        (replace(BUSY, at=1.0, took=2.0), "no failure without a cause"),
        (replace(BUSY, at=30.0, status=None, told="ReadError"), "no failure without a cause"),
        (replace(BUSY, status=500), "a failure says what to do"),
        (replace(BUSY, told=""), "a failure says what to do"),
        (replace(BUSY, retry=False), "a failure says what to do"),
        (replace(BUSY, status=422, told=""), "no user is blamed for it"),
        (replace(BUSY, status=404, told=""), "no user is blamed for it"),
    ],
)
def test_what_nothing_explains_is_found(asked, promise):
    assert promises(unexplained([asked], [LOCK])) == [promise]


def test_latencies_leave_out_what_was_disturbed():
    calm = [Asked("draft", 100.0 + number, (number + 1) / 10, 200) for number in range(9)]
    told = latencies([*calm, replace(BUSY, page="draft")], [LOCK])
    assert told == {"draft": {"count": 9, "median_s": 0.5, "p95_s": 0.86, "most_s": 0.9}}


# Memory


def life(seconds, **grows):
    """A life of so many seconds in which measures grow by so much in all."""
    first = Sample(0.0, desk=500.0, warm=400.0, files=60, threads=30)
    samples = []
    for second in range(int(seconds)):
        values = {name: getattr(first, name) + by * second / seconds for name, by in grows.items()}
        samples.append(replace(first, at=float(second), **values))
    return Life(0.0, samples)


LONG = 20 * LEAST_S
READY = 200.0
CHECKS = [READY * number / STARTING for number in range(1, STARTING + 20)]


def test_what_stays_flat_has_not_grown():
    assert list(grown([life(LONG), life(LONG, desk=50.0, files=9)], CHECKS)) == []


@pytest.mark.parametrize("grows", [{"desk": 75.0}, {"warm": 60.0}, {"files": 30}, {"threads": 20}])
def test_what_grows_is_found(grows):
    broken = grown([life(LONG), life(LONG, **grows)], CHECKS)
    assert promises(broken) == ["memory, files and threads stay flat"]


def test_a_life_is_judged_after_its_start_up_and_only_if_it_is_long_enough():
    assert list(grown([life(READY + LEAST_S - 5, desk=9000.0)], CHECKS)) == []
    assert list(grown([life(LONG, desk=9000.0)], CHECKS[: STARTING - 1])) == []
    begins = life(LONG)
    for place, sample in enumerate(begins.samples[: int(READY)]):
        begins.samples[place] = replace(sample, desk=1.0)
    tenths = tenths_of(begins, MEASURES["memory of the desk, MB"], CHECKS)
    assert len(tenths) == 10
    assert set(tenths) == {500.0}
    assert tenths[-1] <= FLAT * tenths[1]


# What happens, and when


@pytest.mark.parametrize("seconds", [15, 60, 150, 1800, 7200])
def test_a_plan_has_all_kinds_apart_and_in_time(seconds):
    plan = planned(seconds, list(Kind), seed=3)
    assert {each.kind for each in plan} == set(Kind)
    assert plan == planned(seconds, list(Kind), seed=3)
    assert plan != planned(seconds, list(Kind), seed=4)
    for one, next_one in pairwise(plan):
        assert one.at + one.lasts < next_one.at
    assert plan[0].at >= 0.1 * seconds
    assert plan[-1].at + plan[-1].lasts <= seconds
    kills = [each.at for each in plan if each.kind is Kind.KILL]
    assert len(kills) == (1 if seconds < 1800 else 2 if seconds == 1800 else 8)
    assert max(kills) < 0.55 * seconds


def test_a_plan_may_be_of_kills_alone():
    assert [each.kind for each in planned(60, [Kind.KILL], seed=1)] == [Kind.KILL]


# The page


def test_a_broken_promise_stands_on_the_page():
    half = {"store": "SQLite", "requests": 1200, "checks": 5, "decisions": 7, "sources": 2, "failed": 1}
    half |= {"skipped": "", "latencies": {"draft": {"count": 9, "median_s": 0.1, "p95_s": 0.2, "most_s": 1}}}
    half |= {"disturbed": [{"kind": "disk full"}] * 2, "broken": []}
    half["lives"] = [{name: [float(number) for number in range(30, 40)] for name in MEASURES}]
    figures = {"minutes": 5, "users": 4, "seed": 1, "skipped": {}, "halves": [half]}
    result = {"figures": figures, "machine": {"cpus": 2, "architecture": "x"}}
    told = page.measured(result)
    assert "A run of 5 minutes with 4 users" in told
    assert "Every promise was kept." in told
    assert "| requests | 1,200 |" in told
    assert "| disk full | 2 |" in told
    assert "| threads, second tenth and last of a life | 31 and 39 |" in told
    assert "| draft, SQLite | 9 | 0.10 s | 0.20 s | 1.00 s |" in told
    half["lives"] = []
    too_short = "| threads, second tenth and last of a life | no life was long enough to judge |"
    assert too_short in page.measured(result)
    assert "memory was not judged" in page.measured(result)
    half["broken"] = [{"promise": "no decision is lost"}] * 2
    assert "BROKEN: no decision is lost (2 times)." in page.measured(result)


# All of it

LONG_TESTS = os.environ.get("VERIFIER_LONG_TESTS")


@pytest.mark.skipif(not LONG_TESTS, reason="takes two minutes: set VERIFIER_LONG_TESTS")
def test_a_short_run_keeps_every_promise():
    kinds = (Kind.KILL, Kind.DESK_LOCKED)
    figures = soak(minutes=1, users=4, think=0.5, stores=(SQLITE,), kinds=kinds)
    (half,) = figures["halves"]
    assert half["broken"] == []
    assert [each["kind"] for each in half["disturbed"]].count(Kind.KILL) == 2
    assert half["decisions"] >= 1
    assert json.loads(json.dumps(figures)) == figures
