"""Clauses on the way: what a sentence tells in the outlet's own voice beside what it attributes."""

from __future__ import annotations

import pytest

from claims.analysis import analyse
from claims.reading import read_text
from claims.types import ClaimKind


def own_voice(text: str) -> list[str]:
    analysis = analyse(read_text(text))
    facts = [c for c in analysis.claims if c.kind is ClaimKind.FACT and not c.main]
    assert all(c.attribution is None and c.speaker is None for c in facts)
    return [analysis.claim_text(c) for c in facts]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The union, which has 4,000 members, said it would strike.", "The union has 4,000 members"),
        (
            "Mayor Jana Rusk, whose party received 2 million crowns from a builder, said it was sound.",
            "Mayor Jana Rusk whose party received 2 million crowns from a builder",
        ),
        (
            "Residents of the Tramway quarter, who have collected 11,000 signatures, said they would sue.",
            "Residents of the Tramway quarter have collected 11,000 signatures",
        ),
    ],
)
def test_a_clause_with_a_figure_is_a_claim_of_its_own(text: str, told: str) -> None:
    assert own_voice(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the dam, which cost 40 million crowns, was safe.",
        "Jana Rusk, who leads the council, said the permit was sound.",
        "Jana Rusk, who is 54, said the permit was sound.",
        "The union, which has 4,000 members, went on strike.",
        "Workers who had waited 40 days said the pay was late.",
        "“The dam, which cost 40 million crowns, is safe,” the minister said.",
    ],
)
def test_what_is_attributed_or_tells_no_figure_is_none(text: str) -> None:
    assert own_voice(text) == []
