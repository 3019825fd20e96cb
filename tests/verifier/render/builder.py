"""Builds a checked report of the invented article by hand, to test the renderers on their own."""

from __future__ import annotations

import dataclasses
from enum import Enum
from typing import Any

from claims.document import (
    Document,
    Span,
    cover,
)
from claims.types import (
    Claim,
    ClaimKind,
    Quotation,
    Sentence,
)
from verifier.provenance import Manifest
from verifier.types import (
    AttributionVerdict,
    CheckedArticle,
    CheckedClaim,
    CheckedQuotation,
    Evidence,
    Finding,
    Outcome,
    QuoteMatch,
    QuoteState,
    Report,
    Severity,
    Signal,
    SubstanceVerdict,
    Verdict,
    WordChange,
)

from .invented import BRANDT, QUILL, RELEASE, STUDY, WIRE, Finder, analysis, passage


def report(*, extra: str = "", sources_held: int = 3, findings: bool = True) -> Report:
    """The whole report. With `sources_held=0` nothing is checked; with `findings=False` no rule fired."""
    analysed = analysis(extra)
    checked = sources_held > 0
    article = CheckedArticle(
        analysed,
        tuple(_checked(c, number, checked) for number, c in enumerate(analysed.claims)),
        _quotations(analysed.quotations, checked),
        sources_held,
    )
    at = Finder(analysed.document.text)
    found = _findings(at, list(analysed.sentences)) if findings else ()
    return Report(article, found, _manifest())


def _signal(name: str, outcome: Outcome, score: float | None, detail: str) -> Signal:
    return Signal(name, outcome, score, detail, (Span(0, 6),), (Span(4, 10),))


ARRESTS = "Officers detained 140 persons in Port Marrow on Monday and seized more than 900 telephones."
PLEDGE = "We shall not rest until each hall is closed, the minister's office said."
CELLS = "Former workers told us they had been locked in, beaten and sold, and that nobody came to help."
TARN = "Varland shut the crossing at Tarn on 9 May."


def _evidence(number: int) -> tuple[Evidence, ...]:
    found = {
        1: Evidence(
            passage(RELEASE, ARRESTS, 2),
            (
                _signal("figures", Outcome.AGREES, 1.0, "140 people in both"),
                _signal("speaker", Outcome.AGREES, 1.0, "the ministry speaks in its own release"),
            ),
            0.912345,
            False,
            True,
        ),
        5: Evidence(
            passage(RELEASE, ARRESTS, 2),
            (
                _signal(
                    "figures", Outcome.DIFFERS, 0.0, "the article has 1,200 phones, the source more than 900"
                ),
                _signal("dates", Outcome.SILENT, None, "no date to compare"),
            ),
            0.31,
            True,
            False,
        ),
        6: Evidence(
            passage(STUDY, CELLS, 14, 9),
            (_signal("lexical", Outcome.PARTLY, 0.2, "the passage has nothing for “accused”"),),
            0.2,
            False,
            False,
        ),
        10: Evidence(
            passage(STUDY, CELLS, 14, 9),
            (_signal("quotation", Outcome.PARTLY, 0.7, "9 of 13 words stand there in order"),),
            0.7,
            False,
            False,
        ),
        11: Evidence(
            passage(WIRE, TARN, 1), (_signal("dates", Outcome.AGREES, 1.0, "May in both"),), 0.8, True, False
        ),
    }
    return (found[number],) if number in found else ()


def _checked(claim: Claim, number: int, checked: bool) -> CheckedClaim:
    own = claim.speaker is None
    if not checked or claim.kind is ClaimKind.NONE:
        unchecked = None if own else AttributionVerdict.NOT_CHECKED
        return CheckedClaim(claim, Verdict(unchecked, "", SubstanceVerdict.NOT_CHECKED, "", 0.0), ())
    attribution = {
        1: AttributionVerdict.CONFIRMED,
        4: AttributionVerdict.ALTERED,
        10: AttributionVerdict.ALTERED,
    }
    substance = {5: SubstanceVerdict.CONTRADICTED, 11: SubstanceVerdict.SUPPORTED, 1: SubstanceVerdict.UNSURE}
    verdict = Verdict(
        None if own else attribution.get(number, AttributionVerdict.NOT_FOUND),
        "" if own else "held against what the sources show this speaker to have said",
        substance.get(number, SubstanceVerdict.NOT_FOUND),
        "held against what others say",
        0.512349,
        (claim.content[0],) if number == 5 else (),
    )
    return CheckedClaim(claim, verdict, _evidence(number), (RELEASE,) if number == 5 else ())


def _quotations(quotations: tuple[Quotation, ...], checked: bool) -> tuple[CheckedQuotation, ...]:
    first, second = quotations
    if not checked:
        return (
            CheckedQuotation(first, 4, BRANDT, QuoteState.NOT_CHECKED, None, None, ""),
            CheckedQuotation(second, 9, QUILL, QuoteState.NOT_CHECKED, None, None, ""),
        )
    changes = (
        WordChange("We", "We"),
        WordChange("will", "shall"),
        WordChange("not", "not"),
        WordChange("stop", "rest"),
        WordChange("until", "until"),
        WordChange("every", "each"),
        WordChange("hall is closed", "hall is closed"),
        WordChange("for good", ""),
    )
    match = QuoteMatch(QuoteState.ALTERED, 0.63636, Span(0, 43), changes, "4 changes in 11 words")
    return (
        CheckedQuotation(
            first, 4, BRANDT, QuoteState.ALTERED, match, passage(RELEASE, PLEDGE, 3), match.detail
        ),
        CheckedQuotation(second, 9, QUILL, QuoteState.ABSENT, None, None, "no source has these words"),
    )


def _findings(at: Finder, sentences: list[Sentence]) -> tuple[Finding, ...]:
    return (
        Finding(
            "TXT001", Severity.SUGGESTION, at("…"), 3, "A garbled character was mended.", "Check the heading."
        ),
        Finding(
            "QUO001",
            Severity.ERROR,
            at("We will not stop until every hall is closed for good"),
            4,
            "The words between the quotation marks differ from the source.",
            "Quote the source, or drop the marks.",
        ),
        Finding(
            "FIG002",
            Severity.ERROR,
            at("1,200"),
            4,
            "The figure differs from the source.",
            "Correct it, or say whose figure it is.",
        ),
        Finding(
            "FAI001",
            Severity.WARNING,
            cover([sentences[5].span, sentences[7].span]),
            5,
            "The police are accused and nobody answers.",
            "Ask the police, and say that you asked.",
        ),
        Finding(
            "ATT005",
            Severity.WARNING,
            at("Critics say"),
            11,
            "Nobody stands behind this.",
            "Name who says so.",
        ),
    )


def _manifest() -> Manifest:
    return Manifest(
        "attribution-verifier",
        "0.1.0",
        1,
        "draft.txt",
        "0" * 64,
        (("spacy", "1" * 64), ("minilm", "2" * 64)),
        "3" * 64,
        "4" * 64,
        "5" * 64,
        "6" * 64,
        ("QUO001", "FIG002"),
    )


def poisoned(value: Any, payload: str) -> Any:
    """`value` with `payload` added to every text in it but the article's own: `report(extra=)` fills that."""
    if isinstance(value, Document):
        fields = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        kept = ("text", "original", "offsets", "sha256", "blocks")
        changed = {name: poisoned(item, payload) for name, item in fields.items() if name not in kept}
        blocks = tuple(dataclasses.replace(b, reason=b.reason + payload) for b in value.blocks)
        return dataclasses.replace(value, **changed, blocks=blocks)
    if isinstance(value, Enum) or value is None:
        return value
    if isinstance(value, str):
        return value + payload
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed = {
            f.name: poisoned(getattr(value, f.name), payload) for f in dataclasses.fields(value) if f.init
        }
        return dataclasses.replace(value, **changed)
    return value
