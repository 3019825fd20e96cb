"""Pairs in which what a claim says, or half of it, stands nowhere in the text.

Of the labelled sets none holds long texts that are about the claim's matter and yet lack what it says, as
cited pages do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from training.entailment.data import Pair
from training.entailment.pieces import text_of
from training.entailment.shorten import shortened
from verifier.compare.entailment import Label
from verifier.compare.window import read_together

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

#: What these pairs are called.
ORIGINS = ("absent", "joined")
# Sentences of a text that are used, by turns: said, not said, two said, one of two said.
SAID, UNSAID, BOTH, HALF = 3, 3, 2, 2
_JOINTS = (", and ", "; ", ", while ")


def missing(text: str, sentences: Sequence[Words], draw: random.Random) -> Iterator[Pair]:
    """Pairs of one text and its parsed sentences."""
    order = draw.sample(list(sentences), len(sentences))
    claims = [text_of(shortened(s, draw))[0] for s in order]
    for n, (sentence, claim) in enumerate(zip(order, claims, strict=True)):
        if n < SAID:
            yield _pair(claim, text, Label.SUPPORTED, "absent")
        elif n < SAID + UNSAID:
            yield _pair(claim, without_sentence(text, sentence), Label.NOT_FOUND, "absent")
        elif n < SAID + UNSAID + BOTH + HALF and n + 1 < len(order):
            both = _joined(claim, claims[n + 1], order[n + 1], draw)
            if n < SAID + UNSAID + BOTH:
                yield _pair(both, text, Label.SUPPORTED, "joined")
            else:
                gone = draw.choice((sentence, order[n + 1]))
                yield _pair(both, without_sentence(text, gone), Label.NOT_FOUND, "joined")


def without_sentence(text: str, sentence: Words, instead: str = "") -> str:
    """`text` with a sentence of it replaced."""
    return f"{text[: sentence.start_char]}{instead}{text[sentence.end_char :]}"


def _joined(one: str, other: str, sentence: Words, draw: random.Random) -> str:
    second = other if sentence[0].ent_type_ else other[:1].lower() + other[1:]
    return one.rstrip(".") + draw.choice(_JOINTS) + second


def _pair(claim: str, text: str, label: Label, origin: str) -> Pair:
    return Pair(claim, read_together(claim, text), label, None, origin)
