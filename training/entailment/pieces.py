"""A sentence as pieces that can be dropped, moved and replaced, each knowing whether it was made up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.document import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with the white space after it.

    Attributes:
        text: the word.
        space: whether white space follows.
        new: whether the source does not bear it out.
        place: number of the token that it came from, -1 for a word that came from elsewhere.
    """

    text: str
    space: bool
    new: bool = False
    place: int = -1


Pieces = tuple[Piece, ...]


def pieces_of(words: Iterable[Token]) -> Pieces:
    """The words as they stand."""
    return tuple(Piece(w.text, bool(w.whitespace_), place=w.i) for w in words)


def made_up(words: Iterable[Token]) -> Pieces:
    """Words taken from elsewhere, which the source does not bear out."""
    return tuple(Piece(w.text, bool(w.whitespace_), new=True) for w in words)


def written(text: str, *, space: bool, new: bool = True) -> Pieces:
    """The words of `text` as pieces; `space` says whether white space follows the last."""
    words = text.split()
    return tuple(Piece(w, space or n < len(words) - 1, new) for n, w in enumerate(words))


def without(pieces: Pieces, places: Iterable[int]) -> Pieces:
    """The pieces but for those that came from tokens number `places`, and the pair of commas around them."""
    gone = set(places)
    kept: list[Piece] = []
    cut = False
    for piece in pieces:
        if piece.place in gone:
            cut = True
            continue
        if cut and piece.text == "," and kept and kept[-1].text == ",":
            kept[-2:] = [replace(kept[-2], space=True)] if len(kept) > 1 else []
        else:
            kept.append(piece)
        cut = False
    return tidy(kept)


def replaced(pieces: Pieces, first: int, last: int, instead: Sequence[Piece]) -> Pieces:
    """The pieces with tokens `first` to `last` replaced; unchanged where they are not all there."""
    inside = [n for n, p in enumerate(pieces) if first <= p.place <= last]
    if len(inside) != last - first + 1:
        return pieces
    new = list(instead)
    if new:
        new[-1] = replace(new[-1], space=pieces[inside[-1]].space)
    return (*pieces[: inside[0]], *new, *pieces[inside[-1] + 1 :])


def tidy(pieces: Sequence[Piece]) -> Pieces:
    """Without commas that stand at the start, at the end, or twice, and with a full stop at the end."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.text in (",", ";") and (not kept or kept[-1].text in (",", ";", "-", "--", "—", ":")):
            continue
        if piece.text in (".", "!", "?", ":") and kept and kept[-1].text in (",", ";"):
            kept.pop()
        kept.append(piece)
    while kept and kept[-1].text in (",", ";", "-", "--", "—", ":"):
        kept.pop()
    for n, piece in enumerate(kept[1:], start=1):
        if piece.text[0] in ",.;:?!" or piece.text in ("'s", "n't", "’s", "n’t"):
            kept[n - 1] = replace(kept[n - 1], space=False)
        elif kept[n - 1].text in (",", ";") and not kept[n - 1].space:
            kept[n - 1] = replace(kept[n - 1], space=True)
    if kept and kept[-1].text[-1] not in ".!?\"”'’":
        kept[-1] = replace(kept[-1], space=False)
        kept.append(Piece(".", space=False))
    return tuple(kept)


def text_of(pieces: Sequence[Piece]) -> tuple[str, tuple[Span, ...]]:
    """The text, and where in it the words stand that the source does not bear out."""
    text, spans = "", []
    for n, piece in enumerate(pieces):
        word = piece.text[:1].upper() + piece.text[1:] if n == 0 else piece.text
        if piece.new:
            spans.append(Span(len(text), len(text) + len(word)))
        text += word + (" " if piece.space else "")
    return text.strip(), tuple(spans)


def phrase(sentence: Words, head: Token) -> list[Token]:
    """The words of the subtree of `head` where they stand together, without commas around them."""
    words = [w for w in head.subtree if w.sent == sentence]
    while words and words[0].is_punct:
        words = words[1:]
    while words and words[-1].is_punct:
        words = words[:-1]
    return words if words and words[-1].i - words[0].i == len(words) - 1 else []
