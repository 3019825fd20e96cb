"""The day that a story gives of itself, and the dateline that is no part of what it tells."""

from __future__ import annotations

from datetime import date

import pytest

from claims.analysis import analyse
from claims.reading import read_text
from claims.reading.dateline import DATELINE
from claims.reading.headings import is_caption


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Rain\n\n*Selmouth Falls, 12 May 2031* — It rained.", date(2031, 5, 12)),
        ("# Rain\n\nPublished 12 May 2031, 10:42\n\nIt rained all day.", date(2031, 5, 12)),
        ("# Rain\n\nBy Ada Holm\n\nMay 12, 2031\n\nIt rained all day.", date(2031, 5, 12)),
        ("# Rain\n\nUpdated 14 May 2031\n\nSELMOUTH, May 12, 2031 (Wire) -- It rained.", date(2031, 5, 12)),
        ("# Rain\n\nUpdated 14 May 2031\n\nIt rained all day.", date(2031, 5, 14)),
        ("GENEVA/LUND, 2 May 2031 – The body said so.", date(2031, 5, 2)),
        ("# Rain\n\nSELMOUTH, May 12 (Wire) - It rained.", None),
        ("# Rain\n\nOn 12 May 2031 it rained.", None),
        ("# Rain\n\nPhoto: The harbour, 12 May 2029\n\nIt rained.", None),
        ("---\ndate: 2031-05-01\n---\n\nLUND, 12 May 2031 - It rained.", date(2031, 5, 1)),
    ],
)
def test_the_day_of_a_story(text: str, expected: date | None) -> None:
    assert read_text(text, format="markdown").metadata.published == expected


@pytest.mark.parametrize(
    "text",
    [
        "SELMOUTH, March 12 (Wire) -- It", "(Wire) - It", "Lund, 4 May 2031 – It",
        "Port of Lund, May 4 (Wire) — It",
        "Karsk, Ruritania, Tuesday, 4 May — It",
    ],
)  # fmt: skip
def test_what_is_a_dateline(text: str) -> None:
    assert DATELINE.match(text)


@pytest.mark.parametrize(
    "text", ["Lund in May 2031 - It", "The Trust - a charity - said", "Lund — It rained"]
)
def test_what_is_none(text: str) -> None:
    assert DATELINE.match(text) is None


def test_a_dateline_is_no_part_of_a_claim() -> None:
    analysis = analyse(read_text("Selmouth Falls, 12 May 2031 — Forty barges sank in the storm.\n"))
    assert [analysis.claim_text(c) for c in analysis.claims] == ["Forty barges sank in the storm."]


@pytest.mark.parametrize(
    "line", ["By our health correspondent", "By staff and agencies", "By a staff reporter"]
)
def test_a_byline_without_a_name(line: str) -> None:
    assert is_caption(line)
    assert not is_caption("By the time our staff arrived")
