"""The lines that verdicts draw, read from data and hashed so that a report can name them."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from claims.errors import BadConfiguration


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Every threshold, `<table>_<key>` of `thresholds.toml`, where each is explained. Shares are in 0..1.

    Attributes:
        sha256: of the file's bytes, as hexadecimal digits.
    """

    quote_altered: float
    quote_partial_share: float
    quote_partial_words: int
    quote_exact_words: int
    quote_joined_gap: int
    figures_about: float
    figures_open_bound: float
    figures_same_matter: float
    dates_same_matter: float
    names_spelling: float
    negation_same_matter: float
    attribution_says: float
    attribution_same_matter: float
    substance_supported: float
    substance_in_part: float
    substance_part_from: float
    substance_part_below: float
    substance_partly: float
    substance_unsure: float
    substance_contradicted: float
    substance_dead_band: float
    sha256: str

    def substance_line(self, held: float) -> float:
        """Support from which a passage that holds a share of `held` of the claim's words supports it."""
        in_part = self.substance_part_from <= held < self.substance_part_below
        return self.substance_in_part if in_part else self.substance_supported


def load_thresholds(path: Path | None = None) -> Thresholds:
    """Thresholds from a TOML file, or the shipped ones.

    Raises:
        BadConfiguration: the file can't be read, or a key is missing, unknown or out of range.
    """
    name = str(path) if path else "thresholds.toml"
    try:
        data = path.read_bytes() if path else files("verifier").joinpath("thresholds.toml").read_bytes()
        tables = tomllib.loads(data.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfiguration(
            name, f"the thresholds can't be read: {error}", "Start from a copy of the shipped file."
        ) from error
    given: dict[str, object] = {}
    for table, values in tables.items():
        if not isinstance(values, dict):
            raise BadConfiguration(name, f'"{table}" stands outside a table', "Put it under a [table].")
        given |= {f"{table}_{key}": value for key, value in values.items()}
    return _checked(name, given, hashlib.sha256(data).hexdigest())


def _checked(name: str, given: dict[str, object], sha256: str) -> Thresholds:
    wanted = {f.name: f.type for f in fields(Thresholds) if f.name != "sha256"}
    if unknown := sorted(given.keys() - wanted.keys()):
        raise BadConfiguration(
            name, f"unknown threshold {_key(unknown[0])}", "Remove it or correct its name."
        )
    if missing := [key for key in wanted if key not in given]:
        raise BadConfiguration(
            name, f"no value for {_key(missing[0])}", "Add it; the shipped file has them all."
        )
    values: dict[str, float] = {}
    for key, kind in wanted.items():
        value = given[key]
        whole = kind == "int"
        if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
            raise BadConfiguration(name, f"{_key(key)} is not a number", "Give a number.")
        if value < 0 or (not whole and value > 1):
            raise BadConfiguration(
                name, f"{_key(key)} is {value}, out of range", "Give 0 or more, at most 1 for a share."
            )
        values[key] = value
    for lower, upper in (("unsure", "in_part"), ("in_part", "supported")):
        if values[f"substance_{lower}"] > values[f"substance_{upper}"]:
            what = f"substance.{lower} is above substance.{upper}"
            raise BadConfiguration(name, what, "Make it the lower of the two.")
    return Thresholds(**values, sha256=sha256)  # type: ignore[arg-type]


def _key(name: str) -> str:
    table, _, rest = name.partition("_")
    return f"{table}.{rest}"


@lru_cache(maxsize=1)
def default_thresholds() -> Thresholds:
    """The shipped thresholds, read once."""
    return load_thresholds()
