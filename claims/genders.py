"""The gender of a person whose name tells none, from the pronouns that follow the name in its sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claims.language import ParsedBlock
from claims.names import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PRONOUNS = {
    "he": "m", "his": "m", "him": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip


def told_by_pronouns(found: Sequence[tuple[Name, ParsedBlock]]) -> Mapping[int, str]:
    """By position in `found`, "m" or "f" where a pronoun follows the name before any other name or quotation.

    "Abara, who lost her house" tells it; of "Abara told Bello he had lost" nothing is to be learned.
    """
    by_block: defaultdict[int, list[tuple[int, Name]]] = defaultdict(list)
    blocks: dict[int, ParsedBlock] = {}
    for position, (name, block) in enumerate(found):
        by_block[block.block].append((position, name))
        blocks[block.block] = block
    genders: dict[int, str] = {}
    for which, names in by_block.items():
        doc = blocks[which].doc
        ordered = sorted(names, key=lambda pair: pair[1].start)
        for at, (position, name) in enumerate(ordered):
            alone = not at or ordered[at - 1][1].end <= doc[name.start].sent.start
            end = ordered[at + 1][1].start if at + 1 < len(ordered) else len(doc)
            gender = _first_pronoun(doc, name.end, end) if alone else None
            if gender:
                genders[position] = gender
    return genders


def majority(votes: Counter[str]) -> str | None:
    """The gender that most pronouns tell; None where they tell none or disagree."""
    (first, most), *others = votes.most_common() or [("", 0)]
    return first if most > 2 * sum(count for _, count in others) else None


def _first_pronoun(doc: Doc, start: int, end: int) -> str | None:
    """The gender of the first pronoun in [start, end) of the same sentence, outside quotation marks."""
    for token in doc[start:end]:
        if token.is_sent_start or token.is_quote:
            return None
        if token.lower_ in _PRONOUNS:
            return _PRONOUNS[token.lower_]
    return None
