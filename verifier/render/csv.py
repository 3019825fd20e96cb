"""The claims as a table for a spreadsheet: one row a claim.

RFC 4180, in UTF-8 with a byte order mark: without it Excel takes the text to be in the code page of the
machine and shows "Ã©" for "é". Other spreadsheets and Python's "utf-8-sig" take the mark for what it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from verifier.render import Look
from verifier.render.page import web_address
from verifier.render.places import file_of, place_of
from verifier.render.words import claim_text, doubt, speaker_name, speaker_type, was_found
from verifier.terms import ATTRIBUTION, KINDS, SEVERITIES, SUBSTANCE
from verifier.types import CheckedClaim, Finding, Report
from verifier.visible import one_line

_BOM = "\ufeff"
COLUMNS = (
    "article",
    "sentence",
    "line",
    "column",
    "kind",
    "claim",
    "speaker",
    "speaker type",
    "role",
    "organisation",
    "in doubt",
    "said so",
    "why said so",
    "is it so",
    "why is it so",
    "source",
    "publisher",
    "published",
    "place in source",
    "address",
    "passage",
    "findings",
)
# What a spreadsheet would calculate: at the start of a cell, and after the semicolon that parts cells where
# the decimal sign is a comma. See owasp.org/www-community/attacks/CSV_Injection.
_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")

Row = Mapping[str, str | int]


def render_all(reports: Sequence[Report], _: Look) -> str:
    """`reports` as one table with a line of headers; lines end as RFC 4180 has it, in CR LF."""
    rows = (row for report in reports for row in _rows(report))
    return _BOM + to_csv(COLUMNS, ([row.get(name, "") for name in COLUMNS] for row in rows), end="\r\n")


def to_csv(columns: Iterable[object], rows: Iterable[Iterable[object]], *, end: str = "\n") -> str:
    """A table whose cells are one line each and which no spreadsheet calculates, its headers neither."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator=end)
    writer.writerows([inert(one_line(str(cell))) for cell in row] for row in [columns, *rows])
    return written.getvalue()


def inert(cell: str) -> str:
    """`cell` with an apostrophe before what a spreadsheet would calculate."""
    return _FORMULA.sub(r"\1'", cell)


def _rows(report: Report) -> Iterator[Row]:
    whole = [finding for finding in report.findings if finding.sentence is None]
    if whole:
        yield {"article": file_of(report.article.analysis.document), "findings": _told(whole)}
    for checked in report.article.claims:
        yield _row(report, checked)


def _row(report: Report, checked: CheckedClaim) -> Row:
    claim, verdict, document = checked.claim, checked.verdict, report.article.analysis.document
    sentence = report.article.analysis.sentences[claim.sentence]
    place = place_of(document, claim.content[0] if claim.content else sentence.span)
    return {
        "article": file_of(document),
        "sentence": claim.sentence + 1,
        "line": place.line,
        "column": place.column,
        "kind": KINDS[claim.kind],
        "claim": claim_text(report, claim),
        **_speaker(checked),
        "in doubt": doubt(claim),
        "said so": ATTRIBUTION[verdict.attribution] if verdict.attribution is not None else "",
        "why said so": verdict.attribution_reason,
        "is it so": SUBSTANCE[verdict.substance],
        "why is it so": verdict.substance_reason,
        **(_passage(checked) if was_found(checked) else {}),
        # Those of a sentence stand once, beside its main claim.
        "findings": _told(report.findings_of(claim.sentence)) if claim.main else "",
    }


def _speaker(checked: CheckedClaim) -> Row:
    speaker = checked.claim.speaker
    if speaker is None:
        return {"speaker": speaker_name(speaker)}
    return {
        "speaker": speaker_name(speaker),
        "speaker type": speaker_type(speaker),
        "role": speaker.role or "",
        "organisation": speaker.organisation or "",
    }


def _passage(checked: CheckedClaim) -> Row:
    """The passage that the verdict leans on."""
    if not checked.evidence:
        return {}
    passage = checked.evidence[0].passage
    source = passage.source
    return {
        "source": source.title,
        "publisher": source.publisher or "",
        "published": source.published.isoformat() if source.published else "",
        "place in source": str(passage.locator),
        "address": web_address(source.location) or "",
        "passage": passage.text,
    }


def _told(findings: Iterable[Finding]) -> str:
    return " | ".join(f"{SEVERITIES[f.severity]} {f.rule}: {f.message}" for f in findings)
