"""Labelled news items, each checked against a store of its own sources: what editor and program mark."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.record import ROOT, load_lines
from claims.document import Document, Span
from claims.reading import read_text
from sources.encoder import Encoder
from sources.given import Given
from sources.intake import add_file
from sources.source import SourceKind
from sources.store import Store
from verifier.pipeline import check
from verifier.types import Report

CORPUS = ROOT / "tests" / "frozen" / "rules.jsonl"
WHOLE_DOCUMENT = frozenset({"VRB006", "FAI006"})
"""Rules that are right anywhere in a document that has their fault."""
UNDATED = date(2026, 6, 1)
"""When the sources of an item without a date were stored."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """What one rule flagged: a sentence, or another stretch where no sentence holds it."""

    rule: str
    span: Span
    words: str
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What an editor marks: the rule it breaks, those accepted in its place, and where it stands."""

    rule: str
    also: tuple[str, ...]
    span: Span
    words: str

    def met_by(self, alarm: Alarm) -> bool:
        """True where `alarm` tells this fault."""
        anywhere = self.rule in WHOLE_DOCUMENT and alarm.rule == self.rule
        return alarm.rule in (self.rule, *self.also) and (anywhere or alarm.span.overlaps(self.span))


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled item with the alarms that the program raises on it."""

    id: str
    part: str
    faults: tuple[Fault, ...]
    alarms: tuple[Alarm, ...]

    def right(self, alarm: Alarm) -> bool:
        """True where an editor marks this too."""
        return any(fault.met_by(alarm) for fault in self.faults)

    def found(self, fault: Fault) -> bool:
        """True where the program flags this."""
        return any(fault.met_by(alarm) for alarm in self.alarms)


def digest() -> str:
    """sha256 of the labelled items."""
    return hashlib.sha256(CORPUS.read_bytes()).hexdigest()


@cache
def items() -> tuple[dict[str, Any], ...]:
    """The labelled items, in the order of their file."""
    return tuple(load_lines(CORPUS))


@cache
def labelled() -> frozenset[str]:
    """The rules that the labels speak of; alarms of others can't be judged."""
    faults = [fault for item in items() for fault in item["faults"]]
    return frozenset(rule for fault in faults for rule in (fault["rule"], *fault.get("also", ())))


def judge(given: Iterable[dict[str, Any]]) -> list[Judged]:
    """Check each of the labelled items `given`."""
    encoder = Encoder()
    with tempfile.TemporaryDirectory() as folder:
        return [_judged(item, Path(folder) / item["id"], encoder) for item in given]


def _judged(item: dict[str, Any], folder: Path, encoder: Encoder) -> Judged:
    report = _report(item, folder, encoder)
    text = report.article.analysis.document.text
    faults = tuple(
        Fault(f["rule"], tuple(f.get("also", ())), _place(item["id"], f["words"], text), f["words"])
        for f in item["faults"]
    )
    return Judged(item["id"], item["part"], faults, tuple(_alarms(report)))


def _place(name: str, words: str, text: str) -> Span:
    start = text.find(words)
    if start < 0:
        raise SystemExit(f"{CORPUS}: {name}: {words!r} is not in the item. Copy the words from its text.")
    return Span(start, start + len(words))


def _alarms(report: Report) -> Iterator[Alarm]:
    """Each rule counts once a sentence."""
    analysis, told = report.article.analysis, set()
    for finding in report.findings:
        span = finding.span if finding.sentence is None else analysis.sentences[finding.sentence].span
        if finding.rule in labelled() and (finding.rule, span) not in told:
            told.add((finding.rule, span))
            yield Alarm(finding.rule, span, span.of(analysis.document.text), finding.message)


def _report(item: dict[str, Any], folder: Path, encoder: Encoder) -> Report:
    document = _document(item)
    if not item["sources"]:
        return check(document)
    folder.mkdir()
    stored = datetime.combine(document.metadata.published or UNDATED, time(8), UTC)
    with Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "snapshots") as store:
        for number, source in enumerate(item["sources"], 1):
            path = folder / f"source-{number}.txt"
            given = Given(
                publisher=source["publisher"],
                published=date.fromisoformat(source["published"]),
                kind=SourceKind(source["kind"]),
                url=source.get("url"),
            )
            states = [source[name] for name in ("text", "later") if name in source]
            for hours, state in enumerate(states):
                path.write_text(state, encoding="utf-8")
                add_file(store, path, given=given, now=stored + timedelta(hours=hours), encoder=encoder)
        return check(document, store=store, encoder=encoder)


def _document(item: dict[str, Any]) -> Document:
    document = read_text(item["text"], name=item["id"], format=item["format"])
    if item["written"] is None:
        return document
    written = date.fromisoformat(item["written"])
    return replace(document, metadata=replace(document.metadata, published=written))
