"""A report made again from what its manifest names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.errors import BadConfiguration
from claims.reading import bytes_at, read_bytes
from verifier.config import Config
from verifier.desk.applying import settled
from verifier.desk.deciding import digests
from verifier.desk.types import Decision
from verifier.differences import Wire
from verifier.pipeline import check
from verifier.render.json import SCHEMA, render

if TYPE_CHECKING:
    from sources.store import Store

_STDIN = "<stdin>"
_TELLING = {"manifest": dict, "document": dict, "sentences": list, "findings": list}
_NAMED = {"manifest": ("input_name", "input_sha256", "store_sha256"), "document": ("name", "format")}


def read_report(path: Path) -> Wire:
    """The report in the file at `path`, as `check --format json` wrote it.

    Raises:
        BadConfiguration: it is none, or one of another wire format.
        UnreadableInput: the file can't be opened.
    """
    try:
        report = json.loads(bytes_at(path), parse_constant=_no_number)
    except (ValueError, RecursionError):
        report = None
    schema = report.get("schema") if isinstance(report, dict) else None
    if isinstance(schema, int) and schema != SCHEMA:
        made_by = report["manifest"].get("version") if isinstance(report.get("manifest"), dict) else None
        raise BadConfiguration(
            str(path),
            f"it has wire format {schema}, this version has {SCHEMA}",
            f"Take the version that made it{f': {made_by}' if isinstance(made_by, str) else ''}.",
        )
    if schema is None or not _tells(report):
        remedy = "Make one with: verifier check ARTICLE --format json --output REPORT."
        raise BadConfiguration(str(path), "it is no report as JSON", remedy)
    told: Wire = report
    return told


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _tells(report: Any) -> bool:
    """True where all that is needed to make the report again is there."""
    return all(isinstance(report.get(key), kind) for key, kind in _TELLING.items()) and all(
        isinstance(report[key].get(name), str) for key, names in _NAMED.items() for name in names
    )


def article_of(report: Wire, path: Path) -> Path:
    """Where the article of the report in the file at `path` is: as named from here, else beside the report.

    Raises:
        BadConfiguration: it is in neither place, or came from standard input.
    """
    name = report["manifest"]["input_name"]
    remedy = f"Name it: verifier reproduce {path} ARTICLE."
    if name == _STDIN:
        raise BadConfiguration(str(path), "its article came from standard input", remedy)
    # The program writes no path that leads out of the folder; what leads there was put in by somebody.
    named = Path(name)
    inside = named if not named.is_absolute() and ".." not in named.parts else Path(named.name)
    for place in (inside, path.parent / inside.name):
        with suppress(OSError):  # a name that is longer than any file's
            if place.is_file():
                return place
    raise BadConfiguration(str(path), f"its article {name} is not here", remedy)


def made_again(
    report: Wire,
    article: Path,
    *,
    store: Store | None,
    config: Config,
    decisions: Sequence[Decision] = (),
) -> Wire:
    """The report on `article` as it comes out now, in the wire format. Nothing that was kept is used for it.

    Args:
        report: the one that is made again.
        article: its file.
        store: the cited sources; None where the report was made without.
        config: the newsroom's settings.
        decisions: all that the desk has on the article. Those that were made after the report play no part,
            which is told by the digest in it.

    Raises:
        BadConfiguration: `article` is not what the report is on, or a setting can't be used.
        UnreadableInput: `article` can't be read.
    """
    data = bytes_at(article)
    found, wanted = hashlib.sha256(data).hexdigest(), report["manifest"]["input_sha256"]
    if found != wanted:
        raise BadConfiguration(
            str(article),
            f"it is not what the report is on: its sha256 is {found}, the report has {wanted}",
            "Take the file as it was then; or check this one anew with: verifier check.",
        )
    document = read_bytes(data, name=report["document"]["name"], format=report["document"]["format"])
    until = _decided_then(report, decisions)
    made = check(document, store=store, config=replace(config, cache=False), decisions=until, path=article)
    again: Wire = json.loads(render(settled(made, until)))
    return again


def _decided_then(report: Wire, decisions: Sequence[Decision]) -> Sequence[Decision]:
    wanted = report["manifest"].get("decisions_sha256", "")
    numbers = (number for number, digest in enumerate(digests(decisions)) if digest == wanted)
    return decisions[: next(numbers, len(decisions))]
