"""Every rule's own hits, through the real analysis and, where they hold sources, a real store."""

from __future__ import annotations

import re

import pytest

from sources.encoder import Encoder
from verifier.rules import RULES, Example, Rule, raised
from verifier.trying import checked
from verifier.types import CheckedArticle, Finding

#: These name what the sentence itself cites, or what bears it out: nothing is said against it.
NOT_AGAINST_IT = {"SRC001", "SRC003", "SRC004", "SRC005", "SRC009"}


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def cases(kind: str) -> list[object]:
    return [
        pytest.param(r, example, id=f"{r.id}-{kind}-{number}")
        for r in RULES
        for number, example in enumerate(getattr(r, kind), 1)
    ]


def all_raised(article: CheckedArticle) -> list[Finding]:
    found = raised(article)
    return [*found.findings, *found.questions]


@pytest.mark.parametrize(("r", "example"), cases("hits"))
def test_a_hit_fires(r: Rule, example: Example, encoder: Encoder) -> None:
    found = [f for f in all_raised(checked(example, encoder)) if f.rule == r.id]
    assert found
    # What another source says is another finding: nothing that was decided of the one holds for it.
    named = {*(publisher for publisher, _ in example.sources), "source-"}
    if r.id not in NOT_AGAINST_IT:
        assert [f for f in found if not f.against and any(name in f.message for name in named)] == []
    # Where in a source it stands may change alone.
    assert [f for f in found if re.search(r"paragraph \d", f.against)] == []
