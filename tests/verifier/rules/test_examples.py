"""Every rule's own hits, through the real analysis and, where they hold sources, a real store."""

from __future__ import annotations

import pytest

from sources.encoder import Encoder
from verifier.rules import RULES, Example, Rule, raised
from verifier.trying import checked
from verifier.types import CheckedArticle


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def cases(kind: str) -> list[object]:
    return [
        pytest.param(r, example, id=f"{r.id}-{kind}-{number}")
        for r in RULES
        for number, example in enumerate(getattr(r, kind), 1)
    ]


def rules_raised(article: CheckedArticle) -> list[str]:
    found = raised(article)
    return [f.rule for f in (*found.findings, *found.questions)]


@pytest.mark.parametrize(("r", "example"), cases("hits"))
def test_a_hit_fires(r: Rule, example: Example, encoder: Encoder) -> None:
    assert r.id in rules_raised(checked(example, encoder))
