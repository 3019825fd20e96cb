"""Claims and findings as annotations of the article, for programs that show notes beside a text.

The W3C's Web Annotation Data Model, https://www.w3.org/TR/annotation-model/, as one collection with one page.
An annotation points at its words twice: by the words and what stands around them, which holds in a text that
has changed, and by their place in the text as read (Unicode code points).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from claims.document import Document, Span
from claims.types import ClaimKind
from verifier import __version__
from verifier.render import Look
from verifier.render.json import Wire, to_text
from verifier.render.places import place_of, uri_of
from verifier.render.words import finding_title, speaker_name
from verifier.terms import ATTRIBUTION, KINDS, SEVERITIES, SUBSTANCE
from verifier.types import CheckedClaim, Finding, Report
from verifier.visible import visible

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def render_all(reports: Sequence[Report], _: Look) -> str:
    """`reports` as one collection of annotations; equal reports give equal text, identifiers included."""
    items = [_named(annotation) for report in reports for annotation in _annotations(report)]
    page = _named({"type": "AnnotationPage", "startIndex": 0, "items": items})
    collection = {
        "type": "AnnotationCollection",
        "label": "Attribution report",
        "generator": {"type": "Software", "name": f"attribution-verifier {__version__}"},
        "total": len(items),
        "first": page,
    }
    return to_text({"@context": _CONTEXT, **_named(collection)})


def _named(value: Wire) -> Wire:
    """`value` with an identifier made of all that it says: the model asks for one."""
    return {"id": uuid5(NAMESPACE_URL, json.dumps(value)).urn, **value}


def _annotations(report: Report) -> Iterator[Wire]:
    document = report.article.analysis.document
    for checked in report.article.claims:
        if checked.claim.kind is not ClaimKind.NONE:
            yield _annotation(document, "classifying", checked.claim.content, _of_claim(checked))
    for finding in report.findings:
        yield _annotation(document, "commenting", [finding.span], _of_finding(finding))


def _annotation(document: Document, motivation: str, spans: Sequence[Span], body: list[Wire]) -> Wire:
    targets = [_target(document, span) for span in spans]
    return {"type": "Annotation", "motivation": motivation, "body": body, "target": targets}


def _target(document: Document, span: Span) -> Wire:
    origin, text = place_of(document, span).span, document.original
    quoted = {
        "type": "TextQuoteSelector",
        "exact": origin.of(text),
        "prefix": text[max(0, origin.start - _AROUND) : origin.start],
        "suffix": text[origin.end : origin.end + _AROUND],
    }
    placed = {"type": "TextPositionSelector", "start": origin.start, "end": origin.end}
    return {"type": "SpecificResource", "source": uri_of(document), "selector": [quoted, placed]}


def _of_claim(checked: CheckedClaim) -> list[Wire]:
    claim, verdict = checked.claim, checked.verdict
    bodies = [_body("classifying", claim.kind.value), _body("tagging", speaker_name(claim.speaker))]
    told = [f"{KINDS[claim.kind]}, {speaker_name(claim.speaker)}."]
    if verdict.attribution is not None:
        bodies.append(_body("tagging", f"said so: {ATTRIBUTION[verdict.attribution]}"))
        told.append(_answer("Said so?", ATTRIBUTION[verdict.attribution], verdict.attribution_reason))
    bodies.append(_body("tagging", f"is it so: {SUBSTANCE[verdict.substance]}"))
    told.append(_answer("Is it so?", SUBSTANCE[verdict.substance], verdict.substance_reason))
    return [*bodies, _body("commenting", "\n".join(told))]


def _answer(question: str, answer: str, reason: str) -> str:
    return f"{question} {answer}: {reason}" if reason else f"{question} {answer}."


def _of_finding(finding: Finding) -> list[Wire]:
    told = f"{finding_title(finding)}. {finding.message}\n{finding.action}"
    return [
        _body("classifying", finding.rule),
        _body("tagging", SEVERITIES[finding.severity]),
        _body("commenting", told),
    ]


def _body(purpose: str, value: str) -> Wire:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": visible(value)}
