"""Facts about words and actors, kept as data: one TOML file a subject, read once."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `claims/lexicon/NAME.toml`. Callers must not change it.

    Raises:
        FileNotFoundError: there is no such lexicon.
    """
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list under `key` of lexicon `name`, as a set.

    Raises:
        FileNotFoundError: there is no such lexicon.
        KeyError: it has no such list.
    """
    return frozenset(table(name)[key])


def digest() -> str:
    """sha256 over all lexicon files, by name: what a report's manifest records."""
    total = hashlib.sha256()
    for file in sorted(files(__name__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()
