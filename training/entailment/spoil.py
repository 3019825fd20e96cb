"""Changes to a sentence that its source does not bear out: one thing at a time, and where."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from training.entailment.pieces import Piece, Pieces, made_up, phrase, pieces_of, replaced, tidy, written
from training.entailment.wording import DAYS, HEDGES, MONTHS, NUMBERS, OPPOSITES, QUANTIFIERS, SCALES
from verifier.compare.entailment import Label

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

NAMES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
_CLIPPED = ("'s", "'ll", "'re", "'d", "'ve")


@dataclass(frozen=True, slots=True)
class Material:
    """What the change may draw on: the other sentences of the document, and sentences of other documents."""

    near: Sequence[Words]
    far: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence to be spoiled.

    Attributes:
        sentence: the parsed sentence that the pieces come from.
        pieces: some or all of its words, which the source bears out.
        material: other sentences, to draw names, figures and phrases from.
        draw: the source of chance.
    """

    sentence: Words
    pieces: Pieces
    material: Material
    draw: random.Random


Spoiled = tuple[Pieces, Label]
Change = Callable[[Case], Spoiled | None]


def spoiled(case: Case) -> Spoiled | None:
    """The pieces with one thing changed; None where nothing can be."""
    changes = list(CHANGES)
    while changes:
        change = case.draw.choices(changes, [CHANGES[c] for c in changes])[0]
        if (found := change(case)) and found[0] != case.pieces:
            return tidy(found[0]), found[1]
        changes.remove(change)
    return None


def _number(case: Case) -> Spoiled | None:
    ours = [p for p in case.pieces if p.place >= 0 and _is_number(p.text)]
    if not ours:
        return None
    piece = case.draw.choice(ours)
    others = [
        w.text
        for s in case.material.near
        for w in s
        if _is_number(w.text) and w.text.lower() != piece.text.lower() and _year(w.text) == _year(piece.text)
    ]
    text = (
        case.draw.choice(others)
        if others and case.draw.random() < 0.6
        else _other_number(piece.text, case.draw)
    )
    return _swap(case.pieces, piece, text), Label.CONTRADICTED


def _is_number(text: str) -> bool:
    return text[0].isdigit() or text.lower() in NUMBERS or text.lower() in SCALES


def _year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("18", "19", "20")


def _other_number(text: str, draw: random.Random) -> str:
    lower = text.lower()
    if lower in SCALES:
        return draw.choice([s for s in SCALES if s != lower])
    if lower in NUMBERS:
        return draw.choice([n for n in NUMBERS if n != lower])
    if _year(text):
        return str(int(text) + draw.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))
    digits = [n for n, c in enumerate(text) if c.isdigit()]
    place = draw.choice(digits)
    low = 1 if place == 0 else 0
    other = draw.choice([d for d in "0123456789"[low:] if d != text[place]])
    return text[:place] + other + text[place + 1 :]


def _date(case: Case) -> Spoiled | None:
    for names in (MONTHS, DAYS):
        if ours := [p for p in case.pieces if p.text in names and p.text != "May"]:
            piece = case.draw.choice(ours)
            return _swap(
                case.pieces, piece, case.draw.choice([n for n in names if n != piece.text])
            ), Label.CONTRADICTED
    return None


def _name(case: Case) -> Spoiled | None:
    ours = [e for e in case.sentence.ents if e.label_ in NAMES and _all_there(case.pieces, e)]
    if not ours:
        return None
    entity = case.draw.choice(ours)
    words = {w.lower_ for w in entity}

    def others(of: Sequence[Words]) -> list[Words]:
        return [
            e for s in of for e in s.ents if e.label_ == entity.label_ and not words & {w.lower_ for w in e}
        ]

    near, far = others((*case.material.near, case.sentence)), others(case.material.far)
    pool = near if near and (not far or case.draw.random() < 0.7) else far
    if not pool:
        return None
    other = case.draw.choice(pool)
    return replaced(case.pieces, entity.start, entity.end - 1, made_up(other)), Label.CONTRADICTED


def _opposite(case: Case) -> Spoiled | None:
    ours = [p for p in case.pieces if p.place >= 0 and p.text.lower() in OPPOSITES]
    ours += [p for p in case.pieces if p.place >= 0 and p.text.lower() in QUANTIFIERS]
    if not ours:
        return None
    piece = case.draw.choice(ours)
    lower = piece.text.lower()
    others = OPPOSITES.get(lower, []) or [QUANTIFIERS[lower]]
    return _swap(case.pieces, piece, case.draw.choice(others)), Label.CONTRADICTED


def _denial(case: Case) -> Spoiled | None:
    """Puts a "not" in, or takes one out."""
    denied = [p for p in case.pieces if p.place >= 0 and p.text.lower() in ("not", "n't", "n’t", "never")]
    if denied:
        piece = case.draw.choice(denied)
        n = case.pieces.index(piece)
        kept = list(case.pieces[:n] + case.pieces[n + 1 :])
        if n:
            kept[n - 1] = replace(kept[n - 1], space=True, new=True)
            if kept[n - 1].text == "ca":
                kept[n - 1] = replace(kept[n - 1], text="can")
            elif kept[n - 1].text == "wo":
                kept[n - 1] = replace(kept[n - 1], text="will")
        return tuple(kept), Label.CONTRADICTED
    verbs = [
        w for w in case.sentence if w.dep_ in ("ROOT", "ccomp", "conj", "relcl") and w.pos_ in ("VERB", "AUX")
    ]
    verbs = [w for w in verbs if any(p.place == w.i for p in case.pieces)]
    case.draw.shuffle(verbs)
    for verb in verbs:
        helpers = [w for w in verb.children if w.dep_ in ("aux", "auxpass") and w.tag_ != "TO"]
        if helpers or verb.lemma_ == "be":
            after = helpers[0] if helpers else verb
            if not any(p.place == after.i for p in case.pieces) or after.text in _CLIPPED:
                continue
            place = next(n for n, p in enumerate(case.pieces) if p.place == after.i)
            denial = case.draw.choice(("not", "not", "not", "never"))
            put = Piece(denial, True, new=True)
            before = replace(case.pieces[place], space=True)
            return (*case.pieces[:place], before, put, *case.pieces[place + 1 :]), Label.CONTRADICTED
        do = {"VBD": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
        if do:
            text = case.draw.choice(
                (f"{do} not {verb.lemma_}", f"{do}n't {verb.lemma_}", f"never {verb.text}")
            )
            return replaced(case.pieces, verb.i, verb.i, written(text, space=True)), Label.CONTRADICTED
    return None


def _roles(case: Case) -> Spoiled | None:
    """Subject and object, or two names of a kind, change places."""
    root = case.sentence.root
    subject = [phrase(case.sentence, w) for w in root.children if w.dep_ in ("nsubj", "nsubjpass")]
    others = [
        phrase(case.sentence, w)
        for c in root.subtree
        for w in ([c] if c.dep_ == "dobj" else c.children if c.dep_ in ("agent", "prep") else [])
        if w.dep_ in ("dobj", "pobj") and w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
    ]
    others = [o for o in others if o and len(o) <= 8]
    if not subject or not subject[0] or len(subject[0]) > 8 or not others or subject[0][0].pos_ == "PRON":
        return None
    one, other = subject[0], case.draw.choice(others)
    if other[0].i <= one[-1].i or not _all_there(case.pieces, one) or not _all_there(case.pieces, other):
        return None
    moved = replaced(case.pieces, other[0].i, other[-1].i, _flagged(one))
    return replaced(moved, one[0].i, one[-1].i, _flagged(other)), Label.CONTRADICTED


def _graft(case: Case) -> Spoiled | None:
    """An object or a circumstance from another sentence in the place of this one's."""
    ours = [
        w
        for w in case.sentence
        if w.dep_ in ("dobj", "pobj", "attr") and w.head.pos_ in ("VERB", "AUX", "ADP")
    ]
    case.draw.shuffle(ours)
    for word in ours:
        here = phrase(case.sentence, word)
        if not here or len(here) > 10 or not _all_there(case.pieces, here):
            continue
        for other in case.draw.sample(list(case.material.near), min(6, len(case.material.near))):
            for w in other:
                if w.dep_ == word.dep_ and w.lemma_ != word.lemma_ and w.ent_type_ == word.ent_type_:
                    there = phrase(other, w)
                    if there and len(there) <= 8 and there[0].pos_ != "PRON":
                        grafted = replaced(case.pieces, here[0].i, here[-1].i, made_up(there))
                        return grafted, Label.NOT_FOUND
    return None


def _addition(case: Case) -> Spoiled | None:
    """A circumstance from another sentence put at the end."""
    pool = list(case.material.near if case.draw.random() < 0.6 else case.material.far)
    case.draw.shuffle(pool)
    for other in pool[:8]:
        tails = [
            phrase(other, w)
            for w in other
            if w.dep_ in ("prep", "advcl", "relcl", "npadvmod")
            and (w.head == other.root or w.dep_ == "relcl")
        ]
        tails = [t for t in tails if 2 <= len(t) <= 14 and t[0].i > other.start]
        if tails and case.pieces[-1].text == ".":
            tail = made_up(case.draw.choice(tails))
            last = replace(case.pieces[-2], space=True)
            return (
                *case.pieces[:-2],
                last,
                *tail[:-1],
                replace(tail[-1], space=False),
                case.pieces[-1],
            ), Label.NOT_FOUND
    return None


def _hedge(case: Case) -> Spoiled | None:
    """What is only said to be likely, as a fact."""
    ours = [p for p in case.pieces if p.place >= 0 and p.text.lower() in HEDGES]
    if not ours:
        return None
    piece = case.draw.choice(ours)
    if piece.text.lower() in ("may", "might", "could"):
        return _swap(case.pieces, piece, "will"), Label.NOT_FOUND
    n = case.pieces.index(piece)
    kept = list(case.pieces[:n] + case.pieces[n + 1 :])
    if n < len(kept):
        kept[n] = replace(kept[n], new=True)
    return tuple(kept), Label.NOT_FOUND


CHANGES: dict[Change, float] = {
    _number: 2.0, _date: 1.0, _name: 2.0, _opposite: 2.0, _denial: 1.3, _roles: 1.2, _graft: 1.5,
    _addition: 1.5, _hedge: 1.0,
}  # fmt: skip
"""How often each change is tried first."""


def _swap(pieces: Pieces, piece: Piece, text: str) -> Pieces:
    n = pieces.index(piece)
    if piece.text[:1].isupper():
        text = text[:1].upper() + text[1:]
    return (*pieces[:n], *written(text, space=piece.space), *pieces[n + 1 :])


def _all_there(pieces: Pieces, words: Sequence[Token] | Words) -> bool:
    return {w.i for w in words} <= {p.place for p in pieces}


def _flagged(words: Sequence[Token]) -> Pieces:
    return tuple(replace(p, new=True, place=-1) for p in pieces_of(words))
