"""Small walks over a dependency parse, on tuples of tokens in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def subtree(token: Token, *, leaving: Sequence[Token] = ()) -> tuple[Token, ...]:
    """The tokens under `token`, in order, without the branches that start at `leaving`, nor outer stops."""
    if not leaving:
        return trimmed([t for t in token.subtree if not t.is_space])
    cut = {t.i for branch in leaving for t in branch.subtree}
    return trimmed([t for t in token.subtree if t.i not in cut and not t.is_space])


def child(token: Token, *deps: str) -> Token | None:
    """The first child of `token` with one of these dependency labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def ordered(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` in reading order."""
    return tuple(sorted(tokens, key=lambda t: t.i))


def merged(first: Sequence[Token], second: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of both, each once, in reading order."""
    by_place = {t.i: t for t in (*first, *second)}
    return tuple(by_place[i] for i in sorted(by_place))


def without(tokens: Sequence[Token], others: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` less those of `others`."""
    taken = {t.i for t in others}
    return tuple(t for t in tokens if t.i not in taken)


def trimmed(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` less the punctuation at either end, quotation marks kept."""
    kept = list(tokens)
    while kept and kept[0].is_punct and not kept[0].is_quote:
        kept = kept[1:]
    while kept and kept[-1].is_punct and not kept[-1].is_quote:
        kept = kept[:-1]
    return tuple(kept)


def is_bare_participle(verb: Token) -> bool:
    """True for "released" of "figures released on Monday", also where it is misread as the main clause."""
    return verb.tag_ == "VBN" and not any(c.dep_.startswith("aux") for c in verb.children)
