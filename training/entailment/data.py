"""Pairs of claim and source text to train and to measure on, and which of them are for what."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from claims.document import Span
from verifier.compare.context import views
from verifier.compare.entailment import Label
from verifier.compare.window import read_together

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and the sentences that are read against it.

    Attributes:
        claim: a sentence or a few.
        window: sentences of the source text.
        label: what the source says to it.
        unsupported: the words of the claim at fault, or None where nobody knows which they are.
        origin: the set that it comes from.
    """

    claim: str
    window: str
    label: Label
    unsupported: tuple[Span, ...] | None
    origin: str


class Part(StrEnum):
    """What a labelled pair is used for."""

    TRAIN = "train"
    FIT = "fit"
    MEASURE = "measure"


def part_of(group: str, *, fit: int = 15, measure: int = 0) -> Part:
    """The part of all pairs of a group, drawn from its name: `fit` and `measure` in per cent."""
    place = int(hashlib.sha256(group.encode()).hexdigest(), 16) % 100
    if place < measure:
        return Part.MEASURE
    return Part.FIT if place < measure + fit else Part.TRAIN


def part_of_page(title: str) -> Part:
    """The part of the Fool-Me-Twice pairs about one page: three in ten are only measured on."""
    return part_of(title, fit=10, measure=30)


def read_pairs(path: Path) -> list[Pair]:
    """Pairs as `write_pairs` wrote them."""
    found = []
    for item in read_items(path):
        spans = item["unsupported"]
        unsupported = None if spans is None else tuple(Span(s["start"], s["end"]) for s in spans)
        found.append(Pair(item["claim"], item["window"], Label(item["label"]), unsupported, item["origin"]))
    return found


def write_pairs(path: Path, pairs: Sequence[Pair]) -> None:
    """One pair a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)


def labelled(folder: Path, part: Part) -> Iterator[Pair]:
    """The labelled pairs of one part of every training set below `folder`."""
    for name, group in _GROUPS.items():
        items = pages(folder) if name == "fm2_dev" else read_items(folder / f"{name}.jsonl")
        if name == "summedits_other_train":
            yield from _summaries([i for i in items if part_of(group(i)) is part])
            continue
        for item in items:
            if (part_of_page(group(item)) if name == "fm2_dev" else part_of(group(item))) is part:
                yield _pair(item, name)


def pages(folder: Path) -> list[dict[str, Any]]:
    """The Fool-Me-Twice pairs, each with the title of its page, which some only share by their id."""
    items = read_items(folder / "fm2_dev.jsonl")
    titles = {_claim_id(i): i["title"] for i in items if "title" in i}
    return [{**i, "title": titles[_claim_id(i)]} for i in items]


def _claim_id(item: dict[str, Any]) -> str:
    return str(item["id"]).split("-", 1)[1]


def read_items(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def _summary_group(item: dict[str, Any]) -> str:
    return str(item["id"]).rsplit("_", 1)[0]


_GROUPS: dict[str, Callable[[dict[str, Any]], str]] = {
    "feverdev_train": lambda item: item["source_text"],
    "summedits_other_train": _summary_group,
    "cadnli_train": lambda item: item["source_text"][:20],
    "breakingnli_train": lambda item: item["source_text"],
    "mnli_rec_train": lambda item: item["source_text"],
    "begin_train": lambda item: item["source_text"],
    "fm2_dev": lambda item: item["title"],
}


def _pair(item: dict[str, Any], origin: str) -> Pair:
    label = Label[item["label"].upper()]
    unsupported: tuple[Span, ...] | None = () if label is Label.SUPPORTED else None
    if origin == "breakingnli_train" and label is Label.CONTRADICTED:
        unsupported = changed(item["source_text"], item["claim"])
    return Pair(item["claim"], read_together(item["claim"], item["source_text"]), label, unsupported, origin)


def changed(before: str, after: str) -> tuple[Span, ...]:
    """The words of `after` that stand in the place of other words of `before`, or in no place of it."""
    ours, theirs = list(_WORD.finditer(after)), [m.group() for m in _WORD.finditer(before)]
    matcher = difflib.SequenceMatcher(None, theirs, [m.group() for m in ours], autojunk=False)
    spans = []
    for kind, _, _, start, end in matcher.get_opcodes():
        if kind in ("replace", "insert"):
            spans += [Span(m.start(), m.end()) for m in ours[start:end]]
        elif kind == "delete" and ours:
            # What was taken out shows at the word before.
            spans.append(Span(ours[max(0, start - 1)].start(), ours[max(0, start - 1)].end()))
    return tuple(spans)


def _summaries(items: Sequence[dict[str, Any]]) -> Iterator[Pair]:
    """Summaries and their edited versions, whole and sentence by sentence."""
    originals = {_summary_group(i): i["claim"] for i in items if str(i["id"]).endswith("_og")}
    for item in items:
        label = Label[item["label"].upper()]
        claim, source, original = item["claim"], item["source_text"], originals.get(_summary_group(item))
        if original is None:
            continue
        edits = changed(original, claim)
        wrong = () if label is Label.SUPPORTED else edits
        yield Pair(claim, read_together(claim, source), label, wrong, "summedits_whole")
        for sentence in views(claim):
            inside = [e for e in edits if sentence.span.contains(e)]
            if len(views(claim)) > 1 and (inside or str(item["id"]).endswith("_og")):
                text = sentence.span.of(claim)
                moved = tuple(e.shifted(-sentence.span.start) for e in inside)
                yield Pair(
                    text,
                    read_together(text, source),
                    label if inside else Label.SUPPORTED,
                    moved if label is not Label.SUPPORTED else (),
                    "summedits_sentence",
                )
