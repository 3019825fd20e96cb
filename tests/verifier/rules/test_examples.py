"""Every rule's own examples, through the real analysis and, where they hold sources, a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.reading import read_text
from sources.encoder import Encoder
from sources.intake import Given, add_file
from sources.store import Store
from verifier.pipeline import check_document
from verifier.rules import RULES, Example, Rule, raised
from verifier.types import CheckedArticle

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def cases(kind: str) -> list[object]:
    return [
        pytest.param(r, example, id=f"{r.id}-{kind}-{number}")
        for r in RULES
        for number, example in enumerate(getattr(r, kind), 1)
    ]


def checked(example: Example, folder: Path, encoder: Encoder) -> CheckedArticle:
    """The example's text, held against a store of its sources."""
    document = read_text(example.text, name="draft.md", format="markdown")
    if not example.sources:
        return check_document(document)
    with Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "snapshots") as store:
        for number, (publisher, text) in enumerate(example.sources, 1):
            path = folder / f"source-{number}.txt"
            for state in (*(t for p, t in example.before if p == publisher), text):
                path.write_text(state, encoding="utf-8")
                given = replace(dict(example.given).get(publisher, Given()), publisher=publisher)
                add_file(store, path, given=given, now=NOW, encoder=encoder)
        return check_document(document, store=store, encoder=encoder)


def rules_raised(article: CheckedArticle) -> list[str]:
    found = raised(article)
    return [f.rule for f in (*found.findings, *found.questions)]


@pytest.mark.parametrize(("r", "example"), cases("hits"))
def test_a_hit_fires(r: Rule, example: Example, tmp_path: Path, encoder: Encoder) -> None:
    assert r.id in rules_raised(checked(example, tmp_path, encoder))


@pytest.mark.parametrize(("r", "example"), cases("misses"))
def test_a_miss_is_silent(r: Rule, example: Example, tmp_path: Path, encoder: Encoder) -> None:
    assert r.id not in rules_raised(checked(example, tmp_path, encoder))
