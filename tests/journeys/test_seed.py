"""The hard cases of the article that the program was made for. Skips where the article is not at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from claims.analysis import analyse
from claims.document import BlockKind, RepairKind
from claims.reading import read_path
from claims.types import Analysis, Branch, Claim, ClaimKind, Found, Manner, SpeakerType


@pytest.fixture(scope="module")
def seed(seed_article: Path) -> Analysis:
    return analyse(read_path(seed_article))


def claim(seed: Analysis, opening: str) -> Claim:
    """The main claim of the one sentence that begins so, emoji and marks aside."""
    found = [s for s in seed.sentences if re.sub(r"^[^A-Za-z]*", "", seed.text(s.span)).startswith(opening)]
    assert len(found) == 1, opening
    return seed.main_claim(found[0].index)


def test_player_line_and_stray_bar_are_boilerplate_with_a_reason(seed: Analysis) -> None:
    dropped = [b for b in seed.document.blocks if b.kind is BlockKind.BOILERPLATE]
    assert [b.span.of(seed.document.text)[:12] for b in dropped] == ["Getting your", "|"]
    assert all(b.reason for b in dropped)


def test_emoji_headings_are_headings(seed: Analysis) -> None:
    headings = [b.span.of(seed.document.text) for b in seed.document.blocks if b.kind is BlockKind.HEADING]
    assert len(headings) == 4
    assert all(not h[0].isascii() for h in headings)
    assert claim(seed, "Scope of").kind is ClaimKind.NONE


def test_mojibake_heading_is_mended_and_told(seed: Analysis) -> None:
    (repair,) = [r for r in seed.document.repairs if r.kind is RepairKind.MOJIBAKE]
    assert claim(seed, "Government Justification").kind is ClaimKind.NONE
    assert "\u0111" not in seed.document.text
    assert seed.document.offsets.to_origin(repair.span).of(seed.document.original).startswith("\u0111")


def test_bullets_whose_lead_in_carries_the_claim_stay_the_outlets(seed: Analysis) -> None:
    for opening in ("Phnom Penh and", "Poipet:", "Kratie Province", "Pursat Province"):
        assert claim(seed, opening).kind is ClaimKind.FACT
    bullets = [b for b in seed.document.blocks if b.kind is BlockKind.BULLET]
    assert all(b.lead_in is not None for b in bullets)


def test_bullets_whose_lead_in_carries_the_attribution_inherit_it(seed: Analysis) -> None:
    for opening in ("Human trafficking", "Forced labor", "Child exploitation", "Torture and slavery"):
        found = claim(seed, opening)
        assert found.kind is ClaimKind.NGO
        assert found.attribution is not None
        assert found.attribution.found is Found.LEAD_IN
        assert found.speaker is not None
        assert found.speaker.name == "Amnesty International"


def test_the_report_speaks_for_the_body_that_issued_it(seed: Analysis) -> None:
    found = claim(seed, "The report identified")
    assert found.kind is ClaimKind.NGO
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.resolved) == ("Amnesty International", True)


def test_block_quotation_after_stated_belongs_to_the_secretary_general(seed: Analysis) -> None:
    found = claim(seed, "Survivors describe")
    assert found.kind is ClaimKind.NGO
    assert found.attribution is not None
    assert found.attribution.manner is Manner.BLOCK
    assert found.speaker is not None
    assert found.speaker.name == "Agnes Callamard"
    assert found.speaker.organisation == "Amnesty International"
    assert "ecretary" in (found.speaker.role or "")


def test_an_order_that_cites_a_need_is_its_givers_mixed_quotation(seed: Analysis) -> None:
    found = claim(seed, "Hun Manet’s order cited")
    assert found.kind is ClaimKind.GOVERNMENT
    assert found.attribution is not None
    assert found.attribution.manner is Manner.MIXED
    assert found.speaker is not None
    assert found.speaker.name == "Hun Manet"
    assert found.speaker.branch is Branch.EXECUTIVE


def test_the_united_nations_is_neither_government_nor_ngo(seed: Analysis) -> None:
    found = claim(seed, "The United Nations estimates")
    assert found.kind is ClaimKind.ATTRIBUTED
    assert found.speaker is not None
    assert found.speaker.type is SpeakerType.IGO


def test_a_fact_with_a_governments_justification_is_a_fact(seed: Analysis) -> None:
    found = claim(seed, "Thailand has since closed")
    assert found.kind is ClaimKind.FACT
    tail = [c for c in seed.claims_of(found.sentence) if not c.main]
    assert [c.kind for c in tail] == [ClaimKind.GOVERNMENT]
    assert tail[0].speaker is not None
    assert tail[0].speaker.name == "Thailand"


def test_a_country_speaks_as_its_government(seed: Analysis) -> None:
    found = claim(seed, "Cambodia has condemned")
    assert found.kind is ClaimKind.GOVERNMENT
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.branch) == ("Cambodia", Branch.EXECUTIVE)


def test_the_opening_is_the_outlets_own(seed: Analysis) -> None:
    assert claim(seed, "Between July 14").kind is ClaimKind.FACT
