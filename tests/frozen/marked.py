"""Invented texts with their attributions marked in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from claims.document import Span

_MARK = re.compile(r"\[(?P<part>[SCT])(?P<number>\d+) (?P<words>[^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as it is marked: where source and contents stand; cues are marked for readers."""

    source: tuple[Span, ...]
    content: tuple[Span, ...]


def load(path: Path) -> dict[str, tuple[str, tuple[Marked, ...]]]:
    """By name: the text without its marks, and its attributions that have content."""
    parts = re.split(r"^== (\w+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {name: read(marked.strip()) for name, marked in zip(parts[::2], parts[1::2], strict=True)}


def read(marked: str) -> tuple[str, tuple[Marked, ...]]:
    """A text and its attributions, from the text with marks."""
    text, at = "", 0
    found: dict[str, dict[str, list[Span]]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        span = Span(len(text), len(text) + len(mark["words"]))
        text += mark["words"]
        at = mark.end()
        found.setdefault(mark["number"], {"S": [], "C": [], "T": []})[mark["part"]].append(span)
    text += marked[at:]
    return text, tuple(Marked(tuple(p["S"]), tuple(p["T"])) for p in found.values() if p["T"])
