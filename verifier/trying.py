"""Runs a rule's own examples as an article would run, each against a store of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.reading import read_text
from sources import snapshot
from sources.encoder import TextEncoder
from sources.given import Given
from sources.intake import add_file
from sources.store import Store
from verifier.config import Config
from verifier.pipeline import check_document
from verifier.rules import raised
from verifier.rules.rule import Example, Rule
from verifier.types import CheckedArticle

# When the sources of an example were stored; no verdict leans on it.
_STORED = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that fails: its rule, "hit" or "miss", its number from 1, and its text."""

    rule: str
    kind: str
    number: int
    text: str


def failures(rule: Rule, encoder: TextEncoder) -> Iterator[Failure]:
    """The hits on which `rule` keeps silent and the misses on which it fires, in order."""
    config = Config(rules=(rule,), enabled=(rule.id,))
    for kind, tried in (("hit", rule.hits), ("miss", rule.misses)):
        for number, example in enumerate(tried, 1):
            found = raised(checked(example, encoder), config=config)
            fired = bool(found.findings or found.questions)
            if fired != (kind == "hit"):
                yield Failure(rule.id, kind, number, example.text)


def checked(example: Example, encoder: TextEncoder) -> CheckedArticle:
    """The example's text, held against a store of its sources."""
    document = read_text(example.text, name="draft.md", format="markdown")
    if not example.sources:
        return check_document(document)
    with (
        TemporaryDirectory() as name,
        Store.open(f"sqlite:///{name}/sources.db", snapshots=Path(name, "snapshots")) as store,
    ):
        for number, (publisher, text) in enumerate(example.sources, 1):
            path = Path(name, f"source-{number}.txt")
            given = replace(dict(example.given).get(publisher, Given()), publisher=publisher)
            for state in (*(t for p, t in example.before if p == publisher), text):
                path.write_text(state, encoding="utf-8")
                added = add_file(store, path, given=given, now=_STORED, encoder=encoder)
            if publisher in example.lost:
                snapshot.discard(store.snapshots_folder, added.snapshot.sha256)
        return check_document(document, store=store, encoder=encoder)
