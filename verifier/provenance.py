"""What made a report, as it is written into it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a report was made: nothing of it decides, but numbers can differ in their last place by it.

    Attributes:
        python: version of the interpreter.
        platform: operating system and processor, as "Linux x86_64".
        libraries: names and versions of those that read, compute and compare.
    """

    python: str = ""
    platform: str = ""
    libraries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made a report: enough to make it again byte for byte. All hashes are sha256 in hexadecimal.

    Attributes:
        settings_sha256: of severities that were changed and what verifier.toml ignores; empty for neither.
        baseline_sha256: of the bytes of the baseline; empty where none was used.
        decisions_sha256: of what was decided at the desk on the article; empty where nothing was.
    """

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
    settings_sha256: str = ""
    baseline_sha256: str = ""
    decisions_sha256: str = ""
    made_on: Surroundings = Surroundings()
