import dataclasses

import pytest

from claims.document import Span
from claims.types import Attribution, Branch, Claim, ClaimKind, Manner, Speaker, SpeakerType
from verifier import terms
from verifier.render import words
from verifier.types import AttributionVerdict, Outcome, QuoteState, Severity, SubstanceVerdict

from .builder import report


@pytest.mark.parametrize(
    ("table", "enum"),
    [
        (terms.KINDS, ClaimKind),
        (terms.TYPES, SpeakerType),
        (terms.BRANCHES, Branch),
        (terms.ATTRIBUTION, AttributionVerdict),
        (terms.SUBSTANCE, SubstanceVerdict),
        (terms.QUOTES, QuoteState),
        (terms.SEVERITIES, Severity),
        (terms.MARKS, Outcome),
    ],
)
def test_every_value_has_words_of_its_own(table, enum):
    assert set(table) == set(enum)
    assert len(set(table.values())) == len(table)


def test_the_summary_counts_what_is_there():
    summary = words.summarise(report())
    assert summary.sentences == 12
    assert dict(summary.kinds) == {
        ClaimKind.GOVERNMENT: 2,
        ClaimKind.NGO: 4,
        ClaimKind.ATTRIBUTED: 1,
        ClaimKind.FACT: 3,
        ClaimKind.NONE: 2,
    }
    assert (summary.claims, summary.attributed, summary.unattributed, summary.own_voice) == (11, 7, 4, 3)
    assert (summary.quotations, summary.altered_quotations) == (2, 1)
    assert (summary.contradicted, summary.contradicted_figures) == (1, 1)
    assert summary.not_found == 6
    assert dict(summary.findings) == {Severity.ERROR: 2, Severity.WARNING: 2, Severity.SUGGESTION: 1}
    assert [(v.name, v.claims) for v in summary.voices][:2] == [("Open Door Network", 3), ("Ivo Brandt", 2)]
    assert sum(v.claims for v in summary.voices) + summary.own_voice == summary.claims
    assert summary.sources_held == 3


def test_nothing_is_not_found_where_nothing_was_looked_for():
    summary = words.summarise(report(sources_held=0))
    assert (summary.not_found, summary.contradicted, summary.altered_quotations) == (0, 0, 0)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 0, 0), "No findings."),
        ((1, 0, 0), "1 error to look at."),
        ((0, 2, 1), "2 warnings and 1 suggestion to look at."),
        ((3, 1, 2), "3 errors, 1 warning and 2 suggestions to look at."),
    ],
)
def test_what_was_found(counts, sentence):
    findings = tuple(zip(terms.SEVERITIES, counts, strict=True))
    summary = dataclasses.replace(words.summarise(report()), findings=findings)
    assert words.what_was_found(summary) == sentence


def test_speakers():
    assert words.speaker_name(None) == words.OWN_VOICE
    assert words.speaker_name(Speaker(None, SpeakerType.ANONYMOUS)) == "Nobody named"
    police = Speaker("Harbour Police", SpeakerType.GOVERNMENT, Branch.POLICE)
    assert words.speaker_type(police) == "government (police)"
    assert words.speaker_type(Speaker("Coast Wire", SpeakerType.MEDIA)) == "news outlet"


def test_lines_and_columns_are_those_of_the_text_as_read():
    document = report().article.analysis.document
    mended = document.text.index("…")
    after = document.text.index("“We will not stop")
    assert words.line_and_column(document, Span(0, 6)) == (1, 1)
    assert words.line_and_column(document, Span(mended, mended + 1)) == (4, 23)
    assert words.line_and_column(document, Span(after, after + 1)) == (5, 1)


def test_titles_come_from_the_rules():
    from verifier.rules import RULES

    assert words.rule_title(RULES[0].id) == RULES[0].title
    assert words.rule_title("ZZZ999") == ""


@pytest.mark.parametrize(
    ("confidence", "warning"),
    [(0.95, ""), (0.6, ""), (0.52, "look twice: 5 in 10 such readings are right"), (None, "")],
)
def test_a_doubtful_attribution_is_told(confidence: float | None, warning: str) -> None:
    attribution = None
    if confidence is not None:
        attribution = Attribution((), (), (Span(0, 4),), Manner.DIRECT, confidence=confidence)
    claim = Claim(0, (Span(0, 4),), ClaimKind.ATTRIBUTED, None, attribution, True, "")
    assert words.doubt(claim) == warning
