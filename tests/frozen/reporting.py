"""The reports of `tests/frozen/reports`: invented articles, checked against sources of their own.

python -m tests.frozen.reporting writes them anew, where a change of them is meant. With a folder it writes
there, and each report's manifest beside it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.reading import read_path
from sources.encoder import Encoder
from sources.given import Given
from sources.intake import add_file
from sources.source import SourceKind
from sources.store import Store
from verifier.pipeline import check
from verifier.provenance import Manifest
from verifier.render import render
from verifier.render.json import to_text, to_wire
from verifier.types import Report

ROOT = Path(__file__).parents[2]
FROZEN = ROOT / "tests" / "frozen" / "reports"
FORMS = {
    "report.json": "json",
    "report.html": "html",
    "report.txt": "terminal",
    "fact-sheet.md": "fact-sheet",
    "reply-sheet.md": "reply-sheet",
}
WHEN = datetime(2026, 6, 9, 14, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """An article, and what the editor says of each of its sources; paths are from the root of the project."""

    article: str
    sources: Mapping[str, Given]


CASES = {
    "clinic": Case(
        "tests/frozen/reports/clinic/article.md",
        {
            "tests/frozen/reports/clinic/sources/minutes.txt": Given(
                publisher="Council of Marrow Vale", published=date(2026, 5, 4)
            ),
            "tests/frozen/reports/clinic/sources/report.md": Given(
                publisher="Mill Street Night Clinic",
                kind=SourceKind.REPORT,
                url="https://clinic.example/reports/2025",
            ),
            "tests/frozen/reports/clinic/sources/courier.txt": Given(
                publisher="Vale Courier", kind=SourceKind.NEWS, published=date(2026, 5, 5)
            ),
        },
    ),
    "example": Case(
        "examples/article.md",
        {
            "examples/sources/ministry-release.html": Given(),
            "examples/sources/rights-report.md": Given(),
            "examples/sources/prime-minister-order.docx": Given(
                publisher="Office of the Prime Minister of Karvenia",
                published=date(2026, 3, 2),
                url="https://pm.karvenia.example/orders/2026-07",
            ),
            "examples/sources/un-brief.pdf": Given(
                publisher="United Nations River Basins Office",
                kind=SourceKind.REPORT,
                published=date(2026, 1, 20),
                url="https://basins.un.example/briefs/mercury-2026",
            ),
        },
    ),
    "ferry": Case(
        "tests/frozen/reports/ferry/article.txt",
        {
            "tests/frozen/reports/ferry/sources/ministry.html": Given(kind=SourceKind.PRESS_RELEASE),
            "tests/frozen/reports/ferry/sources/league.md": Given(publisher="Island Residents' League"),
            "tests/frozen/reports/ferry/sources/company.txt": Given(publisher="Northline Shipping"),
        },
    ),
}


def write(folder: Path, *, manifests: bool) -> None:
    """Write the reports on all articles into `folder`, those on each into a folder of its name.

    They name no version, model or rule, so that they change only where what they say changes.

    Args:
        manifests: True to write those beside them, as `manifest.json`.
    """
    encoder = Encoder()
    os.chdir(ROOT)
    for name, case in CASES.items():
        report = _checked(case, encoder)
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        if manifests:
            (place / "manifest.json").write_text(to_text(to_wire(report)["manifest"]), encoding="utf-8")
        for file, form in FORMS.items():
            made = render(_unmade(report), form)
            assert isinstance(made, str)
            (place / file).write_text(made, encoding="utf-8")


def _checked(case: Case, encoder: Encoder) -> Report:
    with (
        TemporaryDirectory() as folder,
        Store.open("sqlite://", snapshots=Path(folder)) as store,
    ):
        for path, given in case.sources.items():
            add_file(store, Path(path), given=given, now=WHEN, encoder=encoder, actor="desk")
        return check(read_path(Path(case.article)), store=store, encoder=encoder)


def _unmade(report: Report) -> Report:
    """`report` without what made it."""
    made = report.manifest
    bare = Manifest("", "", made.wire_schema, made.input_name, made.input_sha256, (), "", "", "", "", ())
    return replace(report, manifest=bare)


if __name__ == "__main__":
    given = sys.argv[1:]
    write(Path(given[0]).absolute() if given else FROZEN, manifests=bool(given))
