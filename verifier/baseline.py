"""The baseline: old findings that a newsroom knows of and doesn't want to see again, as a file.

An entry knows its finding by the fingerprint, so it outlives moves, and no longer matches once the sentence
changes. The file is sorted and holds no time, so that it changes only where findings do.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from claims.errors import BadConfiguration
from verifier.fingerprint import fingerprint, passage_of
from verifier.left_out import LeftOut, Sifted, Why, sift
from verifier.types import CheckedArticle, Finding

FILE_NAME = "verifier-baseline.json"
VERSION = 1
_KIND = "attribution-verifier baseline"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known, the first words of its sentence, and how often the article has it."""

    rule: str
    words: str
    fingerprint: str
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of each article, which is named by its place below the folder of the file."""

    articles: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def of(self, article: str) -> tuple[Entry, ...]:
        """The entries of `article`; none where it isn't known."""
        return self.articles.get(article, ())

    def with_article(self, article: str, entries: tuple[Entry, ...]) -> Baseline:
        """The same, with these and no other entries of `article`."""
        others = {name: kept for name, kept in self.articles.items() if name != article}
        return Baseline({**others, article: entries} if entries else others)

    def pruned(self, article: str, present: tuple[Entry, ...]) -> Baseline:
        """The same, without what is no longer `present` in `article`."""
        counts = {entry.fingerprint: entry.count for entry in present}
        kept = (replace(e, count=min(e.count, counts.get(e.fingerprint, 0))) for e in self.of(article))
        return self.with_article(article, tuple(entry for entry in kept if entry.count))

    def count(self) -> int:
        """How many findings it knows."""
        return sum(entry.count for entries in self.articles.values() for entry in entries)


def entries_of(article: CheckedArticle, findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """An entry for each of `findings`; equal ones are counted in one."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        words = " ".join(passage_of(article, finding).split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        counts[finding.rule, shown, fingerprint(article, finding)] += 1
    return _merged(Entry(*key, count=number) for key, number in counts.items())


def _merged(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in order, one a fingerprint: sentences that differ in case alone have one fingerprint."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.rule, e.words, e.fingerprint)):
        known = found.get(entry.fingerprint)
        found[entry.fingerprint] = replace(known, count=known.count + entry.count) if known else entry
    return tuple(found.values())


def by_baseline(
    article: CheckedArticle, findings: tuple[Finding, ...], *, entries: tuple[Entry, ...], file: str
) -> Sifted:
    """Leaves out as many findings as each of `entries` counts; tells how many no longer match."""
    left = Counter({entry.fingerprint: entry.count for entry in entries})

    def judge(finding: Finding) -> LeftOut | None:
        known = fingerprint(article, finding)
        if not left[known]:
            return None
        left[known] -= 1
        return LeftOut(finding, Why.BASELINE, f"known in {file}")

    sifted = sift(findings, judge)
    stale = sum(1 for number in left.values() if number)
    if not stale:
        return sifted
    told = "1 entry no longer matches" if stale == 1 else f"{stale} entries no longer match"
    note = f"{file}: {told}; run: verifier baseline --prune {article.analysis.document.name}"
    return Sifted(sifted.kept, sifted.left_out, (note,))


def to_text(baseline: Baseline) -> str:
    """`baseline` as the file holds it, sorted by article, rule and words."""
    articles = {name: [_to_wire(e) for e in entries] for name, entries in sorted(baseline.articles.items())}
    value = {"kind": _KIND, "version": VERSION, "articles": articles}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _to_wire(entry: Entry) -> dict[str, Any]:
    return {"rule": entry.rule, "words": entry.words, "count": entry.count, "fingerprint": entry.fingerprint}


def read_baseline(path: Path) -> Baseline:
    """The baseline in the file at `path`.

    Raises:
        BadConfiguration: it can't be read, is no baseline, or was written by a newer version of the program.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        remedy = "Make it with: verifier baseline ARTICLE..."
        raise BadConfiguration(str(path), "there is no such baseline", remedy) from None
    except OSError as error:
        reason = f"it can't be read ({error.strerror or error})"
        raise BadConfiguration(str(path), reason, "Check the path and its permissions.") from error
    except (ValueError, RecursionError):
        raise _no_baseline(path, "it is not JSON") from None
    if not isinstance(value, dict) or value.get("kind") != _KIND:
        raise _no_baseline(path, "it is no baseline")
    version = value.get("version")
    if not isinstance(version, int) or version > VERSION:
        remedy = "Use the version of the program that wrote it, or a newer one."
        raise BadConfiguration(str(path), f"it has version {version!r}, newer than {VERSION}", remedy)
    try:
        articles = {name: _entries(entries) for name, entries in value["articles"].items()}
        if not all(map(_is_text, articles)):
            raise ValueError("the name of an article")
        return Baseline(articles)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise _no_baseline(path, f"it is damaged ({type(error).__name__}: {error})") from None


def _entries(value: list[dict[str, Any]]) -> tuple[Entry, ...]:
    entries = [Entry(e["rule"], e["words"], e["fingerprint"], e["count"]) for e in value]
    for entry in entries:
        texts = (entry.rule, entry.words, entry.fingerprint)
        if not all(map(_is_text, texts)) or type(entry.count) is not int or entry.count < 1:
            raise ValueError(f"the entry of {entry.rule!r}")
    return _merged(entries)


def _is_text(value: Any) -> bool:
    """True for a text that can be written again: JSON can hold lone surrogates, which UTF-8 can't."""
    return isinstance(value, str) and not any("\ud800" <= character <= "\udfff" for character in value)


def _no_baseline(path: Path, reason: str) -> BadConfiguration:
    remedy = "Name another file, or restore it; to begin anew, move it away and run verifier baseline."
    return BadConfiguration(str(path), reason, remedy)
