"""The counts at the top of a report, for `verifier/render/json.py`."""

from __future__ import annotations

from typing import Any

from verifier.render.opening import opening
from verifier.render.words import summarise
from verifier.types import Report


def summary_to_wire(report: Report) -> dict[str, Any]:
    """The counts at the top of `report` as the wire format has them."""
    summary, first = summarise(report), opening(report)
    return {
        "sentences": summary.sentences,
        "kinds": {kind.value: number for kind, number in summary.kinds},
        "claims": summary.claims,
        "attributed": summary.attributed,
        "unattributed": summary.unattributed,
        "own_voice": summary.own_voice,
        "quotations": summary.quotations,
        "altered_quotations": summary.altered_quotations,
        "contradicted": summary.contradicted,
        "contradicted_figures": summary.contradicted_figures,
        "not_found": summary.not_found,
        "findings": {severity.name.lower(): number for severity, number in summary.findings},
        "speakers": [
            {"name": voice.name, "type": voice.type.value, "claims": voice.claims} for voice in summary.voices
        ],
        "sources_held": summary.sources_held,
        "single_source_allegations": first.single_source,
        "unanswered_accusations": first.unanswered,
        "shares": [
            {"type": share.type.value, "claims": share.claims, "words": share.words} for share in first.shares
        ],
    }
