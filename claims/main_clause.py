"""Where the verbs of a sentence's main clause stand, by which it is told whose claim the sentence makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.cues import is_speech_verb
from claims.document import Span
from claims.language import ParsedBlock
from claims.lexicon import words
from claims.trees import is_bare_participle

if TYPE_CHECKING:
    from spacy.tokens import Token


def has_verb(block: ParsedBlock, span: Span) -> bool:
    """True where some verb in the span is finite or has a subject: names, credits and labels have none."""
    return any(
        t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBP", "VBZ", "MD", "VBN", "VB")
        for t in block.within(span)
    )


def main_verbs(block: ParsedBlock, span: Span) -> list[Span]:
    """Where the main verbs of the segments in `span` stand, and the verbs of speech that go on with them."""
    roots = [segment.root for segment in block.doc.sents]
    roots += [verb for root in roots for verb in root.children if _goes_on(root, verb)]
    places = [block.span([root]) for root in roots]
    return [place for place in places if span.contains(place)]


def _goes_on(root: Token, verb: Token) -> bool:
    """True for "said" of "slammed it and said that" and "did not mention it but said that", and for "saying"
    of "defended it, saying that" and "reacted to it, saying that".
    """
    if verb.dep_ == "conj" and is_bare_participle(root):
        return True  # "figures released on Monday show", misread
    own = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    if own or not is_speech_verb(verb.lemma_.lower()):
        return False
    lemma = root.lemma_.lower()
    answers = is_speech_verb(lemma) and lemma not in words("statements", "charging")
    if verb.dep_ == "conj":
        return answers or any(child.dep_ == "neg" for child in root.children)
    reacts = answers or lemma in words("statements", "reacting")
    return reacts and verb.dep_ == "advcl" and verb.tag_ == "VBG"
