"""Findings as SARIF 2.1.0, which code hosts and editors show beside the text.

The standard is https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. One run holds all articles:
a code host takes one run of a tool at a time. Columns and offsets count Unicode code points of the text as
read, which stands with an article that is no plain text.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import Document, Span, cover
from verifier import __version__
from verifier.fingerprint import fingerprint
from verifier.render import Look
from verifier.render.json import Wire, to_text, to_wire
from verifier.render.places import STDIN, file_of, is_own_text, place_of, uri_of
from verifier.render.words import NOTHING_HELD, claim_text, speaker_name
from verifier.rules import RULES, Rule
from verifier.types import CheckedClaim, Finding, Report, Severity
from verifier.visible import one_line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_NUMBERS = {rule.id: number for number, rule in enumerate(RULES)}
_FINGERPRINT = "finding/v2"


def render_all(reports: Sequence[Report], _: Look) -> str:
    """`reports` as one SARIF log with one run; equal reports give equal text."""
    driver = {"name": "attribution-verifier", "version": __version__, "rules": [_rule(r) for r in RULES]}
    notices = [notice for number, report in enumerate(reports) for notice in _notices(report, number)]
    run = {
        "tool": {"driver": driver},
        "language": "en",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notices}],
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(report) for report in reports],
        "results": [
            _result(report, number, finding)
            for number, report in enumerate(reports)
            for finding in report.findings
        ],
    }
    return to_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> Wire:
    standards = "".join(f"\n- {standard}" for standard in rule.asked_by)
    return {
        "id": rule.id,
        "shortDescription": _message(f"{rule.title}."),
        "fullDescription": _message(rule.why),
        "help": _message(f"{rule.why}\n\n{rule.action}\n\nAsked for by:\n{standards}"),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _message(text: str) -> Wire:
    """Words to be shown: a brace would start a placeholder, and `[words](address)` would be a link."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _notices(report: Report, number: int) -> list[Wire]:
    """What the reader could not read, and that there was nothing to check against."""
    document = report.article.analysis.document
    notes = [*document.notes, *([] if report.article.sources_held else [NOTHING_HELD])]
    place = {"physicalLocation": {"artifactLocation": _location(document, number)}}
    return [{"level": "warning", "message": _message(one_line(n)), "locations": [place]} for n in notes]


def _location(document: Document, number: int) -> Wire:
    return {"uri": uri_of(document), "index": number}


def _artifact(report: Report) -> Wire:
    document, wire = report.article.analysis.document, to_wire(report)
    stream = ["standardStream"] if document.name == STDIN else []
    text_as_read = {} if is_own_text(document) else {"text_as_read": document.original}
    return {
        "location": {"uri": uri_of(document)},
        "roles": ["analysisTarget", *stream],
        **({"encoding": document.encoding} if document.encoding else {}),
        "hashes": {"sha-256": document.sha256},
        "properties": {
            "format": document.format,
            "manifest": wire["manifest"] | {"input_name": file_of(document)},
            "summary": wire["summary"],
            **text_as_read,
        },
    }


def _result(report: Report, number: int, finding: Finding) -> Wire:
    article, document = report.article, report.article.analysis.document
    place = {
        "artifactLocation": _location(document, number),
        "region": _region(document, finding.span),
        **_context(report, finding),
    }
    known = {"ruleIndex": _NUMBERS[finding.rule]} if finding.rule in _NUMBERS else {}
    return {
        "ruleId": finding.rule,
        **known,
        "level": _LEVELS[finding.severity],
        "message": _message(one_line(f"{finding.message} {finding.action}")),
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {_FINGERPRINT: fingerprint(article, finding)},
        "properties": {
            "sentence": finding.sentence,
            "claims": [_claim(report, c) for c in article.claims if c.claim.sentence == finding.sentence],
        },
    }


def _region(document: Document, span: Span) -> Wire:
    place = place_of(document, span)
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.span.start,
        "charLength": len(place.span),
        "snippet": {"text": place.span.of(document.original)},
    }


def _context(report: Report, finding: Finding) -> Wire:
    """The sentence around the words of `finding`; nothing where the words are the sentence already."""
    analysis = report.article.analysis
    if finding.sentence is None:
        return {}
    around = cover([finding.span, analysis.sentences[finding.sentence].span])
    return {} if around == finding.span else {"contextRegion": _region(analysis.document, around)}


def _claim(report: Report, checked: CheckedClaim) -> Wire:
    claim, verdict = checked.claim, checked.verdict
    return {
        "kind": claim.kind.value,
        "text": claim_text(report, claim),
        "speaker": speaker_name(claim.speaker),
        "attribution": verdict.attribution.value if verdict.attribution is not None else None,
        "substance": verdict.substance.value,
    }
