"""Facts about words and actors, kept as data: one TOML file a subject, read once."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
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


def digest(own: Iterable[Path] = ()) -> str:
    """sha256 over all lexicon files, by name, and then over the newsroom's `own`, in their order."""
    shipped = sorted((f for f in files(__name__).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return digest_of((*shipped, *own))


def digest_of(files: Iterable[Traversable]) -> str:
    """sha256 over the names and the bytes of `files`, in their order."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()
