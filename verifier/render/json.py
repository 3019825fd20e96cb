"""The report as JSON: the wire format that other programs read, described in docs/wire-schema.md.

All offsets count characters (Unicode code points) of the text as read, except where a name says otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from claims.document import BlockKind, Document, Metadata, Span
from claims.types import Attribution, Speaker
from sources.source import Passage, Source
from verifier import limits
from verifier.desk.standing import standing_of
from verifier.provenance import Manifest
from verifier.render import Look
from verifier.render.ignored import left_out_counts
from verifier.render.json_summary import summary_to_wire
from verifier.render.words import claim_text, finding_title, line_and_column
from verifier.types import CheckedClaim, CheckedQuotation, Evidence, Finding, Report, Signal

SCHEMA = 1
_PLACES = 4
_ACTING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

Wire = dict[str, Any]


def render(report: Report, _: Look | None = None) -> str:
    """`report` as JSON text that ends in a newline; equal reports give equal text.

    Control characters, bidirectional controls and lone surrogates are written as escapes.
    """
    return to_text(to_wire(report))


def to_text(value: Any, *, indent: int | None = 2) -> str:
    """`value` as JSON text that ends in a newline, with escapes as `render` makes them; None is one line."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def to_wire(report: Report) -> Wire:
    """`report` as the values that JSON knows, in the order that the wire format has them."""
    document = report.article.analysis.document
    return {
        "schema": SCHEMA,
        "manifest": _manifest(report.manifest),
        "document": _document(document),
        "summary": summary_to_wire(report),
        "sentences": [_sentence(report, index) for index in range(len(report.article.analysis.sentences))],
        "findings": [_finding(report, finding) for finding in report.findings],
        "questions": [_finding(report, question) for question in report.questions],
        "set_aside": [_finding(report, s.finding) for s in report.standings if s.state.set_aside],
        "left_out": {why.value: number for why, number in left_out_counts(report).items()},
        "notes": list(report.notes),
        "limits": _limits(document),
        "snapshots": [
            {"source": kept.source, "sha256": kept.sha256, "taken": kept.taken.isoformat()}
            for kept in report.article.snapshots
        ],
    }


def _place(document: Document, span: Span) -> Wire:
    origin = document.offsets.to_origin(span)
    return {"start": origin.start, "end": origin.end}


def _places(document: Document, spans: Iterable[Span]) -> list[list[int]]:
    origins = (document.offsets.to_origin(span) for span in spans)
    return [[origin.start, origin.end] for origin in origins]


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), _PLACES)


def _manifest(manifest: Manifest) -> Wire:
    return {
        **asdict(manifest),
        "models": [{"name": name, "sha256": sha256} for name, sha256 in manifest.models],
        "rules": list(manifest.rules),
        "plugins": _versions(manifest.plugins),
        "made_on": {**asdict(manifest.made_on), "libraries": _versions(manifest.made_on.libraries)},
    }


def _versions(packages: Iterable[tuple[str, str]]) -> list[Wire]:
    return [{"name": name, "version": version} for name, version in packages]


def _document(document: Document) -> Wire:
    dropped = (block for block in document.blocks if block.kind is BlockKind.BOILERPLATE)
    return {
        "name": document.name,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "text": document.original,
        "metadata": _metadata(document.metadata),
        "repairs": [
            {
                "kind": repair.kind.value,
                **_place(document, repair.span),
                "before": repair.before,
                "after": repair.after,
            }
            for repair in document.repairs
        ],
        "boilerplate": [
            {**_place(document, block.span), "text": block.span.of(document.text), "reason": block.reason}
            for block in dropped
        ],
        "notes": list(document.notes),
    }


def _limits(document: Document) -> Wire:
    kind = limits.genre(document)
    return {"genre": kind.value, **asdict(limits.measured(kind)), "says": limits.in_a_line(document)}


def _metadata(metadata: Metadata) -> Wire:
    return {
        "title": metadata.title,
        "author": metadata.author,
        "publisher": metadata.publisher,
        "published": metadata.published.isoformat() if metadata.published else None,
        "url": metadata.url,
        "language": metadata.language,
    }


def _sentence(report: Report, index: int) -> Wire:
    analysis, document = report.article.analysis, report.article.analysis.document
    sentence, main = analysis.sentences[index], analysis.main_claim(index)
    return {
        "index": sentence.index,
        **_place(document, sentence.span),
        "text": analysis.text(sentence.span),
        "block": document.blocks[sentence.block].kind.value,
        "kind": main.kind.value,
        "reason": main.reason,
        "speaker": _speaker(document, main.speaker),
        "claims": [
            _claim(report, checked) for checked in report.article.claims if checked.claim.sentence == index
        ],
        "quotations": [
            _quotation(document, checked)
            for checked in report.article.quotations
            if checked.sentence == index
        ],
        "findings": [_finding(report, finding) for finding in report.findings_of(index)],
    }


def _speaker(document: Document, speaker: Speaker | None) -> Wire | None:
    if speaker is None:
        return None
    return {
        "name": speaker.name,
        "type": speaker.type.value,
        "branch": speaker.branch.value if speaker.branch is not None else None,
        "role": speaker.role,
        "organisation": speaker.organisation,
        "mention": _places(document, [speaker.mention])[0] if speaker.mention is not None else None,
        "named": speaker.named,
        "resolved": speaker.resolved,
        "ambiguous": speaker.ambiguous,
        "reason": speaker.reason,
    }


def _claim(report: Report, checked: CheckedClaim) -> Wire:
    document, claim, verdict = report.article.analysis.document, checked.claim, checked.verdict
    said = verdict.attribution
    return {
        "kind": claim.kind.value,
        "main": claim.main,
        "text": claim_text(report, claim),
        "content": _places(document, claim.content),
        **_attribution(document, claim.attribution),
        "speaker": _speaker(document, claim.speaker),
        "reason": claim.reason,
        "attribution": said and {"verdict": said.value, "reason": verdict.attribution_reason},
        "substance": {"verdict": verdict.substance.value, "reason": verdict.substance_reason},
        "score": _rounded(verdict.score),
        "unsupported": _pairs(verdict.unsupported),
        "cited": [source_to_wire(source) for source in checked.cited],
        "evidence": [_evidence(evidence) for evidence in checked.evidence],
        "drifts": [
            {"kind": d.kind.value, "detail": d.detail, "passage": _passage(d.passage)} for d in checked.drifts
        ],
    }


def _attribution(document: Document, attribution: Attribution | None) -> Wire:
    if attribution is None:
        return {"source": [], "cue": [], "manner": None, "found": None, "cue_class": None, "confidence": None}
    return {
        "source": _places(document, attribution.source),
        "cue": _places(document, attribution.cue),
        "manner": attribution.manner.value,
        "found": attribution.found.value,
        "cue_class": attribution.cue_class.value,
        "confidence": _rounded(attribution.confidence),
    }


def source_to_wire(source: Source) -> dict[str, str | None]:
    """A source as the wire format has it."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published.isoformat() if source.published else None,
        "location": source.location,
        "kind": source.kind.value,
        "author": source.author,
    }


def _passage(passage: Passage) -> Wire:
    locator = passage.locator
    return {
        "source": source_to_wire(passage.source),
        "snapshot": passage.snapshot,
        "page": locator.page,
        "paragraph": locator.paragraph,
        "at": locator.at,
        "start": locator.span.start,
        "end": locator.span.end,
        "text": passage.text,
    }


def _evidence(evidence: Evidence) -> Wire:
    return {
        "passage": _passage(evidence.passage),
        "support": _rounded(evidence.support),
        "independent": evidence.independent,
        "cited": evidence.cited,
        "repeats": evidence.repeats.id if evidence.repeats else None,
        "signals": [_signal(signal) for signal in evidence.signals],
    }


def _signal(signal: Signal) -> Wire:
    return {
        "name": signal.name,
        "outcome": signal.outcome.value,
        "score": _rounded(signal.score),
        "detail": signal.detail,
        "claim_spans": _pairs(signal.claim_spans),
        "passage_spans": _pairs(signal.passage_spans),
    }


def _quotation(document: Document, checked: CheckedQuotation) -> Wire:
    match = checked.match
    return {
        **_place(document, checked.quotation.span),
        "text": checked.quotation.inner.of(document.text),
        "speaker": _speaker(document, checked.speaker),
        "state": checked.state.value,
        "detail": checked.detail,
        "score": _rounded(match.score) if match is not None else None,
        "changes": [{"article": c.article, "source": c.source} for c in match.changes]
        if match is not None
        else [],
        "passage": _passage(checked.passage) if checked.passage is not None else None,
    }


def _finding(report: Report, finding: Finding) -> Wire:
    document, stands = report.article.analysis.document, standing_of(report, finding)
    line, column = line_and_column(document, finding.span)
    made = stands.decision
    return {
        "rule": finding.rule,
        "title": finding_title(finding),
        "severity": finding.severity.name.lower(),
        **_place(document, finding.span),
        "line": line,
        "column": column,
        "sentence": finding.sentence,
        "message": finding.message,
        "action": finding.action,
        "state": stands.state.value,
        "decision": {"act": made.act.value, "who": made.who, "note": made.note} if made is not None else None,
    }
