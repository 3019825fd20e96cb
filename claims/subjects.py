"""Whose verb it is: the subject of a verb, also where a parse hides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.trees import child, subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def subject(verb: Token, *, depth: int = 0) -> Token | None:
    """The head of the subject of `verb`, borrowed from the verb it depends on where it has none."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if own:
        return min(own, key=lambda c: abs(c.i - verb.i))
    if (inverted := _inverted_subject(verb)) is not None:
        return inverted
    if verb.dep_ == "acl":
        return verb.head
    if depth < 4 and verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep", "parataxis"):
        head = verb.head if verb.dep_ != "pcomp" else verb.head.head
        if head.pos_ in ("VERB", "AUX"):
            if verb.dep_ == "xcomp" and (obj := child(head, "dobj")) is not None:
                return obj
            return subject(head, depth=depth + 1)
    return None


def subject_phrase(verb: Token) -> tuple[Token, ...]:
    """The words of the subject of `verb`; empty where it has none.

    A title and a name that the parser took for two subjects ("chair" "Mara Holm") are one phrase.
    """
    who = subject(verb)
    if who is None:
        return ()
    phrase = subtree(who, leaving=[verb] if verb in who.subtree else [])
    for other in who.head.children:
        if other.dep_ == who.dep_ == "nsubj" and phrase and other.right_edge.i == phrase[0].i - 1:
            phrase = subtree(other) + phrase
    return phrase


def _inverted_subject(verb: Token) -> Token | None:
    """The speaker in '"...," tweeted a resident' and '"...," May said', which parsers take otherwise.

    Only after a clause that the verb reports: there an object right after the verb is its subject, and so is
    a capitalised "auxiliary" right before it.
    """
    if not _reports_what_went_before(verb):
        return None
    before = verb.nbor(-1)
    if before.head.i == verb.i and before.dep_ == "aux" and before.text.istitle():
        return before
    objects = (c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod"))
    return next((c for c in objects if c.left_edge.i == verb.i + 1), None)


def phrase_before(verb: Token) -> tuple[Token, ...]:
    """The words between the last comma and the verb, where they can name a speaker.

    In "... on March 9, the ministry said" parsers may hang the ministry from the date.
    """
    if not _reports_what_went_before(verb):
        return ()
    left = [t for t in verb.sent if t.i < verb.left_edge.i or (t.i < verb.i and t.head.i != verb.i)]
    commas = [n for n, t in enumerate(left) if t.text == ","]
    phrase = left[commas[-1] + 1 :] if commas else []
    named = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in phrase)
    return tuple(phrase) if named and all(t.pos_ not in ("VERB", "AUX", "PUNCT") for t in phrase) else ()


def _reports_what_went_before(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
