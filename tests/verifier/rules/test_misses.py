"""Every rule's own misses: see test_examples.py, beside which these run on another core."""

from __future__ import annotations

import pytest

from sources.encoder import Encoder
from verifier.rules import Example, Rule
from verifier.trying import checked

from .test_examples import all_raised, cases, encoder

__all__ = ["encoder"]


@pytest.mark.parametrize(("r", "example"), cases("misses"))
def test_a_miss_is_silent(r: Rule, example: Example, encoder: Encoder) -> None:
    assert r.id not in {f.rule for f in all_raised(checked(example, encoder))}
