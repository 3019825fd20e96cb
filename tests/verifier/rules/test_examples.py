"""Every rule's own examples, through the real analysis and, where they hold sources, a real store."""

from __future__ import annotations

import pytest

from sources.encoder import Encoder
from verifier.rules import RULES, Example, Rule, flag
from verifier.rules.trying import checked


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def cases(kind: str) -> list[object]:
    return [
        pytest.param(r, example, id=f"{r.id}-{kind}-{number}")
        for r in RULES
        for number, example in enumerate(getattr(r, kind), 1)
    ]


@pytest.mark.parametrize(("r", "example"), cases("hits"))
def test_a_hit_fires(r: Rule, example: Example, encoder: Encoder) -> None:
    found = [f.rule for f in flag(checked(example, encoder))]
    assert r.id in found


@pytest.mark.parametrize(("r", "example"), cases("misses"))
def test_a_miss_is_silent(r: Rule, example: Example, encoder: Encoder) -> None:
    found = [f.rule for f in flag(checked(example, encoder))]
    assert r.id not in found
