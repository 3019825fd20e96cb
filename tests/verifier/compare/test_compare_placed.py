"""Words for a time, in the place of which the network reads the time itself."""

from __future__ import annotations

from datetime import date

import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from verifier.compare.placed import placed, replaced
from verifier.compare.standalone import stand_alone
from verifier.evidence import signals_of
from verifier.reading import read_against

WRITTEN = date(2026, 10, 21)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sales fell 23 percent last year.", "Sales fell 23 percent in 2025."),
        ("Since last month nobody came.", "Since September 2026 nobody came."),
        ("This year's budget fell.", "2026's budget fell."),
        ("They left on Tuesday.", "They left on 20 October 2026."),
        ("They left yesterday.", "They left on 20 October 2026."),
        ("Three years ago they left.", "in 2023 they left."),
        (
            "They left last week, on 9 June, and in May 2021.",
            "They left last week, on 9 June, and in May 2021.",
        ),
    ],
)
def test_a_time_is_named(text: str, read: str) -> None:
    assert replaced(text, placed(text, WRITTEN)) == read
    assert replaced(text, placed(text, None)) == text


def test_a_claim_stands_alone_with_names_and_times() -> None:
    claim = "We lost two boats last year."
    found = stand_alone(claim, Speaker("Amber Watch", SpeakerType.NGO, named=True), WRITTEN)
    assert found.text == "Amber Watch lost two boats in 2025."
    at = found.text.index("in 2025")
    assert found.back(Span(at, at + 7)).of(claim) == "last year"


def test_the_network_reads_the_year_that_is_meant() -> None:
    claim = "The harbour handled 4 million tonnes last year."
    passage = "The harbour handled 4 million tonnes in 2025, the most ever."
    plain = signals_of(claim, passage, claim_date=WRITTEN, passage_date=date(2026, 2, 1))
    dated = read_against(claim, passage, passage, plain, claim_date=WRITTEN, passage_date=date(2026, 2, 1))
    undated = read_against(claim, passage, passage, plain, claim_date=WRITTEN)
    says = [next(s.score for s in signals if s.name == "entailment") for signals in (dated, undated)]
    assert (says[0] or 0.0) > 0.9 > (says[1] or 0.0)
