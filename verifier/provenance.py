"""What made a report, as it is written into it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a report: enough to make it again byte for byte. All hashes are sha256 in hexadecimal."""

    program: str
    version: str
    wire_schema: int
    input_name: str
    input_sha256: str
    models: tuple[tuple[str, str], ...]
    lexicon_sha256: str
    thresholds_sha256: str
    store_sha256: str
    store_head: str
    rules: tuple[str, ...]
    plugins: tuple[tuple[str, str], ...] = ()
    house_rules_sha256: str = ""
