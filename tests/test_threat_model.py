"""What docs/threat-model.md promises is shown by tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
ATTACKERS = 11


@cache
def names_in(name: str) -> frozenset[str]:
    """The functions of a test file that pytest collects."""
    path = ROOT / name
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def sections() -> dict[str, str]:
    """What is said of each attacker, by the title; the first part, of what is at stake, is none."""
    titled = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)[1:]
    return dict(zip(titled[::2], titled[1::2], strict=True))


def test_each_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert len(named) > 80
    assert [f"{file}::{test}" for file, test in named if test not in names_in(file)] == []


def test_nothing_that_looks_like_a_test_goes_unread() -> None:
    assert len(re.findall(r"tests/[^`|]*::", PAGE)) == len(TEST.findall(PAGE))


def test_each_promise_names_a_test() -> None:
    promises = re.findall(r"^\| (?!promised \||---)(.+)$", PAGE, re.MULTILINE)
    assert len(promises) > 40
    assert [promise for promise in promises if not TEST.search(promise)] == []


def test_each_attacker_has_what_is_promised_and_what_is_not() -> None:
    assert len(sections()) == ATTACKERS
    lacking = {
        title
        for title, said in sections().items()
        if "\nNot promised: " not in said or "| promised |" not in said
    }
    assert lacking == set()
