"""docs/rules.md says what the rules say."""

from __future__ import annotations

from pathlib import Path

from verifier.rules import RULES
from verifier.rules.docs import render_rules

DOCS = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_page_is_what_the_rules_make() -> None:
    assert DOCS.read_text(encoding="utf-8") == render_rules(), "write render_rules() to it"


def test_every_rule_stands_there_with_its_authority_and_examples() -> None:
    page = render_rules()
    for r in RULES:
        assert f"### {r.id}\n" in page
        assert r.why in page
        assert r.action in page
        assert all(a in page for a in r.asked_by)
        assert all(e.text.split("\n")[0] in page for e in (*r.hits, *r.misses))


def test_examples_with_sources_show_them() -> None:
    assert "[held: Harbour Authority] The eastern pier" in render_rules()
