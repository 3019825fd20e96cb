"""Steps from a text to what is found in it and compared, as far as they need no network."""

from __future__ import annotations

import math
from datetime import date

from claims.document import BlockKind, Document, Span
from claims.errors import UnreadableInput
from claims.mojibake import find_mojibake
from claims.reading import read_text
from claims.repair import repair
from claims.types import Analysis
from verifier.compare.calendar import find_moments
from verifier.compare.dates import compare_dates
from verifier.compare.figures import compare_figures
from verifier.compare.names import compare_names
from verifier.compare.negation import compare_negation
from verifier.compare.quantities import find_quantities
from verifier.compare.quote import compare_quotation
from verifier.compare.support import lexical_support
from verifier.compare.wording import compare_wording
from verifier.desk.anchor import anchor_of, locate
from verifier.remarks import by_remarks
from verifier.rules import RULES
from verifier.types import CheckedArticle, Finding, Outcome, Severity, Signal

from .documents import MENDED, holds, parted
from .target import Target, fields, refused, text_of

_DATELINES = (None, date(2031, 3, 4), date(2032, 2, 29), date.min, date.max)


def mend(data: bytes) -> None:
    """Mending keeps to what it tells, leaves nothing behind, and maps every character back."""
    text = text_of(data)
    mended = repair(text)
    assert not MENDED.intersection(mended.text)
    at = origin = 0
    for segment in mended.offsets.segments:
        assert segment.span.start == at
        assert segment.origin.start == origin, "characters that map to nothing"
        at, origin = segment.span.end, segment.origin.end
        same = segment.span.of(mended.text) == segment.origin.of(text)
        told = any(
            r.span.start <= segment.span.start and segment.span.end <= r.span.end for r in mended.repairs
        )
        assert same or told or segment.span.of(mended.text) == "\n"
    assert (at, origin) == (len(mended.text), len(text))
    before = 0
    for mending in find_mojibake(text):
        assert before <= mending.start < mending.end <= len(text)
        before = mending.end


def sentences(data: bytes) -> None:
    """A plain text, its blocks, its quotations and its sentences."""
    with refused(UnreadableInput, about="<text>"):
        document = read_text(text_of(data))
        holds(document)
        parted(document)


def quantities(data: bytes) -> None:
    """Figures and dates of one text, for several days of publication."""
    text = text_of(data)
    for quantity in find_quantities(text):
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert math.isfinite(quantity.low)
        assert math.isfinite(quantity.high)
        assert quantity.low <= quantity.high
        assert quantity.dimension
    for dateline in _DATELINES:
        for moment in find_moments(text, dateline):
            assert moment.text == moment.span.of(text)
            assert (moment.first is None) == (moment.last is None)
            assert moment.first is None or moment.last is None or moment.first <= moment.last


def comparisons(data: bytes) -> None:
    """Two texts held against each other by every comparison that needs no network."""
    claim, passage = map(text_of, fields(data, 2))
    made = [
        compare(claim, passage)
        for compare in (compare_figures, compare_names, compare_negation, compare_wording, lexical_support)
    ]
    made += [
        compare_dates(claim, passage, claim_date=ours, passage_date=theirs)
        for ours, theirs in ((None, None), (_DATELINES[1], _DATELINES[2]), (date.min, date.max))
    ]
    for signal in made:
        _holds(signal, claim, passage)
    match = compare_quotation(claim, passage)
    assert 0 <= match.score <= 1
    assert match.span is None or Span(0, len(passage)).contains(match.span)
    assert match.detail


def _holds(signal: Signal, claim: str, passage: str) -> None:
    assert signal.detail.endswith((".", "?", "”", '"')), signal.detail
    assert (signal.score is None) == (signal.outcome is Outcome.SILENT)
    assert signal.score is None or 0 <= signal.score <= 1
    assert all(Span(0, len(claim)).contains(span) for span in signal.claim_spans)
    assert all(Span(0, len(passage)).contains(span) for span in signal.passage_spans)


def remarks(data: bytes) -> None:
    """Comments of a draft that leave findings out: each finding is either kept or left out."""
    with refused(UnreadableInput, about="<text>"):
        document = read_text(text_of(data), format="markdown")
        holds(document)
        quotations, found = parted(document)
        analysis = Analysis(document, found, quotations, (), (), ())
        article = CheckedArticle(analysis, (), (), 0)
        rules = tuple(rule.id for rule in RULES)
        findings = tuple(
            Finding(rules[s.index % 3], Severity.WARNING, s.span, s.index, "It is so.", "Change it.")
            for s in found
        )
        sifted = by_remarks(article, findings, rules=rules)
        all_of_them = [*sifted.kept, *(left.finding for left in sifted.left_out)]
        assert sorted(all_of_them, key=lambda finding: finding.sentence or 0) == list(findings)
        for note in sifted.notes:
            assert note.endswith((".", "?")), note


def anchors(data: bytes) -> None:
    """Words of one draft found again in another: in the very same one at the very same place."""
    first, second = (_drafts(field) for field in fields(data, 2))
    if first is None:
        return
    for block in first.blocks:
        if block.kind is not BlockKind.BOILERPLATE:
            anchor = anchor_of(first, block.span)
            there = locate(first, anchor)
            assert there is not None
            assert there.of(first.text) == block.span.of(first.text)
            if second is not None and (again := locate(second, anchor)) is not None:
                assert Span(0, len(second.text)).contains(again)
                assert len(again)


def _drafts(data: bytes) -> Document | None:
    try:
        return read_text(text_of(data))
    except UnreadableInput:
        return None


TARGETS = (
    Target("repair", mend),
    Target("sentences", sentences),
    Target("quantities", quantities),
    Target("comparisons", comparisons),
    Target("remarks", remarks),
    Target("anchors", anchors),
)
