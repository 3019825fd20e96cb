"""Drafts of ClaimReview, the markup of https://schema.org/ClaimReview with which fact checks are found.

A draft for a person to complete, and marked so: what the program can't know stands empty. Only a claim that
somebody else makes, that no source shows to have been said otherwise or by another, and that the sources
decide is reviewed at all; what is unsure, not found or not checked is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import Metadata
from claims.types import ClaimKind, Speaker, SpeakerType
from sources.source import Source
from verifier.render import Look
from verifier.render.json import Wire, to_text
from verifier.render.page import web_address
from verifier.render.words import claim_text
from verifier.types import AttributionVerdict, CheckedClaim, Report, SubstanceVerdict

RATINGS: dict[SubstanceVerdict, tuple[int, str]] = {
    SubstanceVerdict.CONTRADICTED: (1, "Contradicted by a source"),
    SubstanceVerdict.PARTLY_SUPPORTED: (2, "Partly supported by a source"),
    SubstanceVerdict.SUPPORTED: (3, "Supported by a source"),
}
"""The scale, worst first: the number and its words for each verdict that the sources decide."""

_NOT_THEIRS = (AttributionVerdict.ALTERED, AttributionVerdict.MISATTRIBUTED)
_PERSONS = (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)


def render_all(reports: Sequence[Report], _: Look) -> str:
    """The reviews of `reports` as one JSON-LD graph, safe inside a `<script>` of a web page."""
    reviews = [_review(r, c) for r in reports for c in r.article.claims if _decided(c)]
    text = to_text({"@context": "https://schema.org", "@graph": reviews})
    # In JSON the sign stands within strings only, where an escape says the same.
    return text.replace("<", "\\u003c")


def _decided(checked: CheckedClaim) -> bool:
    claim, verdict = checked.claim, checked.verdict
    theirs = claim.speaker is not None and verdict.attribution not in _NOT_THEIRS
    return theirs and claim.kind is not ClaimKind.NONE and verdict.substance in RATINGS


def _review(report: Report, checked: CheckedClaim) -> Wire:
    number, words = RATINGS[checked.verdict.substance]
    metadata = report.article.analysis.document.metadata
    independent = [evidence.passage.source for evidence in checked.evidence if evidence.independent]
    return {
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "url": web_address(metadata.url or "") or "",
        "author": _outlet(metadata),
        "claimReviewed": claim_text(report, checked.claim),
        "itemReviewed": _claim(report, checked),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": number,
            "worstRating": 1,
            "bestRating": len(RATINGS),
            "alternateName": words,
            "ratingExplanation": checked.verdict.substance_reason,
        },
        "citation": [_work(source) for source in independent[:1]],
    }


def _outlet(metadata: Metadata) -> Wire:
    return {"@type": "Organization", "name": metadata.publisher or "", "url": ""}


def _claim(report: Report, checked: CheckedClaim) -> Wire:
    """The claim as an item: its sentence, who makes it, and their own documents where those show that."""
    analysis, speaker = report.article.analysis, checked.claim.speaker
    sentence = analysis.text(analysis.sentences[checked.claim.sentence].span)
    author = {"author": _author(speaker)} if speaker is not None and speaker.name else {}
    confirmed = checked.verdict.attribution is AttributionVerdict.CONFIRMED
    own = [e.passage.source for e in checked.evidence if confirmed and not e.independent]
    appearance = [_work(source) for source in dict.fromkeys(own)]
    shown = {"appearance": appearance} if appearance else {}
    return {"@type": "Claim", "text": sentence, **author, **shown}


def _author(speaker: Speaker) -> Wire:
    if speaker.role is None and speaker.type not in _PERSONS:
        return {"@type": "Organization", "name": speaker.name}
    person = {"@type": "Person", "name": speaker.name}
    role = {"jobTitle": speaker.role} if speaker.role else {}
    body = {"@type": "Organization", "name": speaker.organisation}
    return {**person, **role, **({"affiliation": body} if speaker.organisation else {})}


def _work(source: Source) -> Wire:
    """A source as a work; the address of one that was added from a file is nobody else's business."""
    address = web_address(source.location)
    publisher = {"publisher": {"@type": "Organization", "name": source.publisher}} if source.publisher else {}
    return {
        "@type": "CreativeWork",
        "name": source.title,
        **({"url": address} if address else {}),
        **publisher,
        **({"datePublished": source.published.isoformat()} if source.published else {}),
    }
