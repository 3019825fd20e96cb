"""Reads a table of a TOML file that an editor wrote, so that each error names its place and the remedy."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.errors import BadConfiguration
from verifier.rules import near
from verifier.types import Severity

SEVERITIES = {s.name.lower(): s for s in Severity}


def read_table(path: Path) -> Table:
    """All of the TOML file at `path`. Raises BadConfiguration where it can't be read or is no TOML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # a name with a zero byte is an error of value
        raise BadConfiguration(
            str(path), f"the file can't be read ({error})", "Check that it is there and is UTF-8 text."
        ) from None
    try:
        return Table(path, "", tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # also a number of too many digits
        raise BadConfiguration(str(path), f"this isn't TOML ({error})", "Put the line right.") from None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file that knows its place. Its methods raise BadConfiguration for what doesn't fit."""

    file: Path
    name: str
    values: dict[str, Any]

    def error(self, key: str, reason: str, remedy: str) -> BadConfiguration:
        """The error to raise about `key`."""
        return BadConfiguration(f"{self.file}, {self.name}{key}", reason, remedy)

    def only(self, *known: str) -> None:
        """Refuse any key that isn't `known`."""
        for key in self.values:
            if key not in known:
                raise self.error(key, "there is no such key", near(key, known))

    def text(self, key: str) -> str | None:
        """The text under `key`, or None where the table hasn't got it."""
        value = self.values.get(key)
        if value is not None and not _is_text(value):
            raise self.error(key, "this must be a text, without zero bytes", 'Write it as key = "value".')
        return value

    def needed(self, key: str) -> str:
        """The text under `key`, which must be there."""
        value = self.text(key)
        if value is None:
            raise self.error(key, "this is missing", f'Add {key} = "...".')
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false under `key`; the default where the table hasn't got it."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "this must be true or false", "Write it as key = true, without quotes.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts under `key`, one or a list; empty where the table hasn't got it."""
        value = self.values.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(map(_is_text, items)):
            raise self.error(key, "this must be a list of texts", 'Write it as key = ["one", "two"].')
        return tuple(items)

    def choice(self, key: str, known: Sequence[str]) -> str | None:
        """The text under `key`, which must be one of `known`, or None where the table hasn't got it."""
        value = self.text(key)
        return None if value is None else self.one_of(value, key, known)

    def choices(self, key: str, known: Sequence[str]) -> tuple[str, ...]:
        """The texts under `key`, each of which must be one of `known`."""
        return tuple(self.one_of(value, key, known) for value in self.texts(key))

    def one_of(self, value: str, key: str, known: Sequence[str]) -> str:
        """`value`, which stands under `key` and must be one of `known`."""
        if value not in known:
            raise self.error(key, f"{value!r} is not one of its values", near(value, known))
        return value

    def severity(self, key: str) -> Severity:
        """The severity that the word under `key` names."""
        return SEVERITIES[self.one_of(self.needed(key), key, tuple(SEVERITIES))]

    def table(self, key: str) -> Table:
        """The table under `key`, empty where there is none."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, "this must be a table", f"Write it as [{self.name}{key}].")
        return Table(self.file, f"{self.name}{key}.", value)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The list of tables under `key`."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(i, dict) for i in value):
            raise self.error(key, "this must be a list of tables", f"Write each as [[{self.name}{key}]].")
        return tuple(Table(self.file, f"{self.name}{key}[{n}].", entry) for n, entry in enumerate(value, 1))


def _is_text(value: object) -> bool:
    """True for a text that says something; a zero byte is in no path and no name."""
    return isinstance(value, str) and bool(value.strip()) and "\0" not in value
