"""TXT: what was mended in the draft or left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import BlockKind, Repair, RepairKind, cover
from verifier.rules.reading import block_at
from verifier.rules.rule import Mark, Rule, examples
from verifier.types import CheckedArticle, Severity

_LONGEST_EXCERPT = 60


def _mojibake(article: CheckedArticle) -> Iterator[Mark]:
    document = article.analysis.document
    mended: dict[int, list[Repair]] = {}
    for repair in document.repairs:
        if repair.kind is RepairKind.MOJIBAKE:
            block = block_at(article, repair.span.start)
            mended.setdefault(block.span.start if block is not None else -1, []).append(repair)
    for repairs in mended.values():
        # A text that went through a wrong encoding is broken at every quotation mark: told once a paragraph.
        before, after = _words(document.text, repairs[0])
        more = f" So are {len(repairs) - 1} more here." if len(repairs) > 1 else ""
        says = f"Broken characters: the draft has “{before}”, read as “{after}”.{more}"
        yield Mark(cover(r.span for r in repairs), None, says)


def _words(text: str, repair: Repair) -> tuple[str, str]:
    """The word that was mended, as the draft has it and as it was read."""
    start, end = repair.span.start, repair.span.end
    head, tail = (
        re.search(r"\S*\Z", text[max(0, start - _LONGEST_EXCERPT) : start]),
        re.match(r"\S*", text[end:]),
    )
    left, right = (m.group() if m is not None else "" for m in (head, tail))
    return _short(f"{left}{repair.before}{right}"), _short(f"{left}{repair.after}{right}")


def _dropped(article: CheckedArticle) -> Iterator[Mark]:
    document = article.analysis.document
    told: set[str] = set()
    for block in document.blocks:
        line = block.span.of(document.text)
        if block.kind is BlockKind.BOILERPLATE and line not in told:
            told.add(line)
            because = f": {block.reason.rstrip('.')}" if block.reason else ""
            yield Mark(block.span, None, f"“{_short(line)}” was left out of the check{because}.")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_EXCERPT else f"{flat[: _LONGEST_EXCERPT - 1]}…"


TXT001 = Rule(
    id="TXT001",
    title="Broken characters in the draft",
    severity=Severity.WARNING,
    asked_by=("This program: trouble with the input is told, never passed over",),
    why="Text that went through a wrong encoding prints as rubbish, and quotations no longer match.",
    action="Put the characters right in the draft, after checking that the reading is the right one.",
    check=_mojibake,
    hits=examples(
        "The cafÃ© on the square opened in May.",
        "The mayor said: â€œWe are ready for the snow.â€\u009d",
        "MÃ¼nchen and KÃ¶ln sent engineers.",
    ),
    misses=examples(
        "The café on the square opened in May.",
        "The mayor said: “We are ready for the snow.”",
        "Ângela Paço sent engineers from São Paulo to Århus.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

TXT002 = Rule(
    id="TXT002",
    title="A line was taken for boilerplate and left out",
    severity=Severity.SUGGESTION,
    asked_by=("This program: trouble with the input is told, never passed over",),
    why="If the line does belong to the article, nobody has checked it.",
    action="Take it out of the draft, or check it yourself.",
    check=_dropped,
    hits=examples(
        "Your browser does not support the video tag.\n\nThe ferry sank at noon on Sunday.",
        "The ferry sank at noon on Sunday.\n\nShare this article\n\nThe captain swam ashore.",
        "Subscribe to our newsletter\n\nThe ferry sank at noon on Sunday.",
    ),
    misses=examples(
        "The ferry sank at noon on Sunday.",
        "The ministry said that the browser does not support Arabic script.",
        "Readers can subscribe to the newsletter of the museum, said its director, Ola Berg.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

RULES = (TXT001, TXT002)
