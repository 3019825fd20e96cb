"""The rules' own word lists, read from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.toml")


@cache
def words(name: str) -> tuple[str, ...]:
    """The list called `name`. Raises KeyError where `words.toml` has none."""
    return _lists()[name]


@cache
def pattern(*names: str) -> re.Pattern[str]:
    """A pattern that finds any phrase of the lists called `names`, as whole words, in any case.

    In a phrase `*` stands for any further letters and a blank for any white space.
    """
    return re.compile(any_of(*names), re.IGNORECASE)


@cache
def any_of(*names: str) -> str:
    """The expression behind `pattern`, to be put into a longer one."""
    return any_phrase(p for name in names for p in words(name))


def any_phrase(phrases: Iterable[str]) -> str:
    """The same expression for `phrases` themselves."""
    longest_first = sorted(set(phrases), key=lambda p: (-len(p), p))
    return rf"(?<![\w-])(?:{'|'.join(map(_expression, longest_first))})(?!\w)"


def _expression(phrase: str) -> str:
    escaped = re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return escaped.replace("'", "['’]")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    with WORDS.open("rb") as file:
        tables = tomllib.load(file)
    return {name: tuple(phrases) for table in tables.values() for name, phrases in table.items()}
