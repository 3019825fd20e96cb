"""Every promise is held by tests that are there, every hostile test holds one, and the page is true."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import hostile
from tests.hostile.promises import HOSTILE, promised

APART = {f"{HOSTILE}/test_promises.py", f"{HOSTILE}/test_fuzzing.py"}
"""Tests of this table, and those that have a table of their own."""


def test_each_test_of_what_is_hostile_holds_a_promise(repository: Path) -> None:
    there = {
        f"{name}::{node.name}"
        for path in (repository / HOSTILE).glob("test_*.py")
        if (name := path.relative_to(repository).as_posix()) not in APART
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert there - promised() == set()


@pytest.fixture(scope="module")
def cases(request: pytest.FixtureRequest) -> Counter[str]:
    """How many cases each test has: of this run where it has all that are promised, else asked of pytest."""
    here = hostile.counted(item.nodeid for item in request.session.items)
    return here if promised() <= here.keys() else hostile.counted(hostile.collected())


def test_each_promise_is_held_by_tests_that_are_there(cases: Counter[str]) -> None:
    assert sorted(promised() - cases.keys()) == []


def test_the_page_tells_what_is_tested(cases: Counter[str]) -> None:
    page = hostile.PAGE.read_text(encoding="utf-8")
    assert page == hostile.with_table(page, cases), "run `python -m benchmarks.hostile`"
