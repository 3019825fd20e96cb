"""The rules' own word lists, read from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

CAPITAL = "".join(letter for letter in map(chr, range(0x2000)) if letter.isupper())
"""The letters that a name may begin with, Škarić's and Şahin's among them, to be put between [ and ]."""

WORDS = tuple(sorted(Path(__file__).parent.glob("*.toml")))


@cache
def words(name: str) -> tuple[str, ...]:
    """The list called `name`. Raises KeyError where no file has it."""
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
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in WORDS]
    tables = [table for tables in files for table in tables.values()]
    return {name: tuple(phrases) for table in tables for name, phrases in table.items()}
