"""What was measured on texts like this one, in the line that each report ends with.

A report without findings must not be taken for a certificate. The counts lie in `verifier/limits.toml`;
`python -m benchmarks.limits` measures and writes them, and docs/limits.md tells what they mean.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from claims.document import Document
from claims.turns import turns_in
from verifier.rules.words import any_phrase

LIMITS = Path(__file__).parent / "limits.toml"
PAGE = "docs/limits.md"


class Genre(StrEnum):
    """A kind of text that is told by its layout or its set phrases; NEWS is all the rest."""

    TRANSCRIPT = "transcript"
    PRESS_RELEASE = "press_release"
    NEWS = "news"


_NAMES = {
    Genre.TRANSCRIPT: "transcripts",
    Genre.PRESS_RELEASE: "press releases",
    Genre.NEWS: "news reports and features",
}


# What stands on a line of its own in press releases, whoever writes them.
_RELEASE = (
    *("press release", "news release", "media release", "press statement", "for immediate release"),
    *("notes to editors", "notes for editors", "note to editors"),
    *("media contact*", "press contact*", "ends", "-ends-", "-30-"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What came of labelled texts of one kind.

    Attributes:
        texts: how many there were.
        sentences: in them.
        wrong: sentences that were given a wrong kind.
        attributed: sentences that are somebody's.
        right: those of them that were given to the right speaker.
    """

    texts: int
    sentences: int
    wrong: int
    attributed: int
    right: int


def genre(document: Document) -> Genre:
    """What kind of text `document` is, by its turns or by the set phrases that stand apart in it."""
    if turns_in(document, range(len(document.blocks))):
        return Genre.TRANSCRIPT
    if any(_marks().fullmatch(block.span.of(document.text)) for block in document.blocks):
        return Genre.PRESS_RELEASE
    return Genre.NEWS


@cache
def _marks() -> re.Pattern[str]:
    """A line of its own such as "Press release: ..." or "ENDS"."""
    return re.compile(rf"\W*{any_phrase(_RELEASE)}\W*(?:[:|–—-].*)?", re.IGNORECASE | re.DOTALL)


def measured(kind: Genre) -> Limits:
    """The counts of texts of this kind."""
    return _all()[kind]


def in_a_line(document: Document) -> str:
    """What was measured on texts like `document`, and what a clean report does not mean."""
    kind = genre(document)
    counts = measured(kind)
    kinds = f"{counts.wrong} of {counts.sentences} sentences got the wrong kind"
    speakers = (
        f"{counts.attributed - counts.right} of {counts.attributed} attributions the wrong speaker or none"
    )
    return (
        f"Measured on {counts.texts} labelled {_NAMES[kind]}: {kinds}, {speakers}. "
        f"A report without findings does not say that the article is right ({PAGE})."
    )


@cache
def _all() -> dict[Genre, Limits]:
    tables = tomllib.loads(LIMITS.read_text(encoding="utf-8"))
    return {Genre(name): Limits(**counts) for name, counts in tables.items()}
