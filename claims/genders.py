"""The gender of a person whose name tells none, from the pronouns that follow the name in its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from claims.antecedent_types import SINGULAR
from claims.language import ParsedBlock
from claims.names import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc


def told_by_pronouns(found: Sequence[tuple[Name, ParsedBlock]]) -> Mapping[int, str]:
    """By position in `found`, "m" or "f" where a pronoun follows the name before any other name or quotation.

    "Abara, who lost her house" tells it; of "Abara told Bello he had lost" nothing is to be learned.

    Args:
        found: the names of a document with their blocks, in the order of the text.
    """
    genders: dict[int, str] = {}
    for at, (name, block) in enumerate(found):
        doc = block.doc
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        if before and before[1] is block and before[0].end > doc[name.start].sent.start:
            continue
        end = after[0].start if after and after[1] is block else len(doc)
        gender = _first_pronoun(doc, name.end, end)
        if gender:
            genders[at] = gender
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
        if token.lower_ in SINGULAR:
            return SINGULAR[token.lower_]
    return None
