"""Changes to a sentence that leave it true: what it leaves out, turns round or writes otherwise."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from training.entailment.pieces import Piece, Pieces, phrase, pieces_of, tidy, without, written
from training.entailment.wording import CONDITIONS, DIGITS, MONTHS, NARROWING, NUMBERS, SYNONYMS

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

LOOSE = frozenset(("advcl", "appos", "relcl", "acl", "prep", "npadvmod", "advmod"))


def shortened(sentence: Words, draw: random.Random) -> Pieces:
    """The sentence as a careful writer might repeat it: without some of its modifiers, in other words."""
    pieces = pieces_of(sentence)
    if draw.random() < 0.15:
        return pieces
    narrow = any(w.lower_ in NARROWING for w in sentence)
    for head in droppable(sentence, narrow=narrow):
        if draw.random() < 0.45:
            pieces = without(pieces, (w.i for w in head.subtree))
    if draw.random() < 0.4:
        pieces = _passive(sentence, pieces)
    if draw.random() < 0.5:
        pieces = _start_to_end(sentence, pieces)
    return tidy(tuple(_otherwise(p, draw) for p in pieces))


def droppable(sentence: Words, *, narrow: bool) -> list[Token]:
    """Heads of the modifiers that can be left out with the rest staying true."""
    found = []
    for word in sentence:
        if word.dep_ not in LOOSE or word.head == word:
            continue
        before = sentence.doc[word.left_edge.i - 1] if word.left_edge.i > sentence.start else None
        set_off = before is not None and before.text in (",", "-", "--", "—", "(")
        inner = {w.lower_ for w in word.subtree}
        if inner & CONDITIONS or inner & {"not", "n't", "never", "no"}:
            continue
        if word.dep_ in ("relcl", "acl", "appos") and not set_off:
            continue
        if word.dep_ in ("prep", "npadvmod", "advmod") and (
            narrow or word.head.pos_ not in ("VERB", "AUX") or word.lower_ in ("as", "to", "by", "like")
        ):
            continue
        if word.dep_ == "advmod" and not word.lower_.endswith("ly"):
            continue
        if word.dep_ == "advcl" and narrow:
            continue
        found.append(word)
    return found


def pulled_out(sentence: Words) -> list[Pieces]:
    """What appositions say, as sentences: "Ada Moss, a baker, ..." gives "Ada Moss is a baker."."""
    found = []
    for word in sentence:
        if word.dep_ != "appos" or word.head.ent_type_ not in ("PERSON", "ORG", "GPE"):
            continue
        name = [w for w in word.head.subtree if w.ent_type_ == word.head.ent_type_ and w.i <= word.head.i]
        said = phrase(sentence, word)
        if name and 2 <= len(said) <= 15 and said[0].lower_ in ("a", "an", "the"):
            found.append(tidy((*pieces_of(name), *written("is", space=True, new=False), *pieces_of(said))))
    return [_spaced(p) for p in found]


def _spaced(pieces: Pieces) -> Pieces:
    verb = next(n for n, p in enumerate(pieces) if p.text == "is" and p.place < 0)
    before = replace(pieces[verb - 1], space=True)
    return (*pieces[: verb - 1], before, *pieces[verb:])


def _passive(sentence: Words, pieces: Pieces) -> Pieces:
    """The active main clause with a regular past as a passive one."""
    verb = sentence.root
    subject = [w for w in verb.children if w.dep_ == "nsubj"]
    done = [w for w in verb.children if w.dep_ == "dobj"]
    plain = (
        verb.tag_ == "VBD" and verb.lower_.endswith("ed") and not any(w.dep_ == "aux" for w in verb.children)
    )
    if (
        not plain
        or len(subject) != 1
        or len(done) != 1
        or subject[0].pos_ == "PRON"
        or done[0].pos_ == "PRON"
    ):
        return pieces
    doer, thing = phrase(sentence, subject[0]), phrase(sentence, done[0])
    if not doer or not thing or doer[0].i != pieces[0].place or doer[-1].i > verb.i or thing[0].i < verb.i:
        return pieces
    kept = {p.place for p in pieces}
    if not {w.i for w in (*doer, *thing, verb)} <= kept:
        return pieces
    was = "were" if done[0].tag_ in ("NNS", "NNPS") else "was"
    rest = [p for p in pieces if p.place > thing[-1].i]
    middle = [p for p in pieces if doer[-1].i < p.place < thing[0].i and p.place != verb.i]
    if any(p.text != "," for p in middle):
        return pieces
    return tidy(
        (
            *_ending(pieces_of(thing)), *written(f"{was} {verb.text} by", space=True, new=False),
            *_ending(_small(doer)), *rest,
        )
    )  # fmt: skip


def _start_to_end(sentence: Words, pieces: Pieces) -> Pieces:
    """ "On Monday, X did it." as "X did it on Monday."."""
    first = sentence[0]
    if first.dep_ != "prep" or first.head != sentence.root:
        return pieces
    words = phrase(sentence, first)
    after = words[-1].i + 1 if words else sentence.end
    if not words or after >= sentence.end or sentence.doc[after].text != ",":
        return pieces
    moved = [p for p in pieces if words[0].i <= p.place <= words[-1].i]
    rest = [p for p in pieces if not words[0].i <= p.place <= after]
    if len(moved) != len(words) or len(rest) < 4 or rest[-1].text != ".":
        return pieces
    moved[0] = replace(moved[0], text=moved[0].text[:1].lower() + moved[0].text[1:])
    rest[-2] = replace(rest[-2], space=True)
    return tidy((*rest[:-1], *moved, rest[-1]))


def _small(words: list[Token]) -> Pieces:
    pieces = pieces_of(words)
    if words[0].ent_type_ or words[0].pos_ == "PROPN":
        return pieces
    return (replace(pieces[0], text=pieces[0].text[:1].lower() + pieces[0].text[1:]), *pieces[1:])


def _ending(pieces: Pieces) -> Pieces:
    return (*pieces[:-1], replace(pieces[-1], space=True))


def _otherwise(piece: Piece, draw: random.Random) -> Piece:
    """Another way to write the same word: figures, months, per cent, synonyms."""
    text, lower = piece.text, piece.text.lower()
    if piece.new or piece.place < 0:
        return piece
    if lower in NUMBERS and draw.random() < 0.4 and lower != "one":
        return replace(piece, text=NUMBERS[lower])
    if text in DIGITS and draw.random() < 0.4:
        return replace(piece, text=DIGITS[text])
    if text == "%" and draw.random() < 0.6:
        return replace(piece, text=" percent")
    if text in MONTHS and text != "May" and draw.random() < 0.2:
        return replace(piece, text=text[:3] + ".")
    if lower in SYNONYMS and draw.random() < 0.35:
        other = draw.choice(SYNONYMS[lower])
        return replace(piece, text=other[:1].upper() + other[1:] if text[:1].isupper() else other)
    return piece
