"""Which predicates report, how surely, and what kind of reporting it is: the cue lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from claims.frames import Frame
from claims.lexicon import table, words
from claims.types import CueClass

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that always present a claim are proposed, though a measured frame of the same word goes first.
STATEMENT_FLOOR = 0.45
_LISTS = {
    "VERB": "verbs",
    "AUX": "verbs",
    "NOUN": "nouns",
    "PROPN": "nouns",
    "ADJ": "adjectives",
    "ADV": "adverbs",
}


def confidence(frame: Frame) -> float:
    """How often a frame like this reports, as measured on annotated news (see `training/cues`), in 0..1."""
    if frame.lemma == "find" and any(t.dep_ == "ccomp" and t.pos_ == "ADJ" for t in frame.content):
        return 0.0  # "found it hard to reach food"
    key = f"{frame.pos} {_spelling(frame.lemma)} {frame.name}"
    measured: dict[str, float] = table("frames")["measured"]
    if _always(frame):
        return max(STATEMENT_FLOOR, measured.get(key, 0.0))
    if key in measured:
        return measured[key]
    priors: dict[str, float] = table("frames")["priors"]
    return priors.get(f"{cue_class(frame) or 'none'} {frame.pos} {frame.name}", 0.0)


def may_report(tokens: Sequence[Token], threshold: float) -> list[Token]:
    """`tokens` but those no frame of which can reach a confidence of `threshold`, whatever is beside them.

    Words that the lexicon lacks have only frames with the prepositions that priors are known for.
    """
    reporting, prepositions = _reporting(threshold), _prior_prepositions(threshold)
    governing = {token.head.i for token in tokens if token.lower_ in prepositions}
    return [
        token
        for token in tokens
        if token.i in governing
        or token.lower_ == "according"
        or token.lower_ in reporting
        or _spelling(token.lemma_.lower()) in reporting
    ]


@cache
def _reporting(threshold: float) -> frozenset[str]:
    """Every word of the lexicon, without its particle, and every one with a frame measured at `threshold`."""
    measured: dict[str, float] = table("frames")["measured"]
    known = {lemma for lemma, _ in _classes()} | {*words("statements", "statements_with_object")}
    known |= {key.split()[1] for key, rate in measured.items() if rate >= threshold}
    return frozenset(lemma.split("_")[0] for lemma in known)


@cache
def _prior_prepositions(threshold: float) -> frozenset[str]:
    priors: dict[str, float] = table("frames")["priors"]
    unknown = (key.split() for key, rate in priors.items() if rate >= threshold and key.startswith("none "))
    return frozenset(name.rpartition("_")[2] for _, _, name in unknown)


def cue_class(frame: Frame) -> CueClass | None:
    """What kind of reporting the frame's predicate does, or None where the lexicon lacks the word."""
    if frame.pos == "ADP":
        return CueClass.SPEECH
    if frame.pos == "VERB" and _stating(frame.lemma) and _is_document(frame):
        return CueClass.DOCUMENT
    if _in_court(frame):
        return CueClass.SPEECH
    classes = _classes()
    if frame.name.startswith("pass") and not frame.source and (frame.lemma, "passive") in classes:
        return CueClass.HOLLOW
    if frame.name == "raise" and (frame.lemma, "verbs_seeming") in classes:
        return CueClass.HOLLOW
    return class_of(frame.lemma, frame.pos)


def class_of(lemma: str, pos: str) -> CueClass | None:
    """The class of a word by its base form and part of speech, or None where the lexicon lacks it."""
    return _classes().get((_spelling(lemma), _LISTS.get(pos, "")))


def frame_name(frame: Frame) -> str:
    """The frame's name as an attribution tells it.

    It is "answer" where the content is itself a claim, and "estimate" for "put the toll at 40".
    """
    if answers_a_claim(frame):
        return "answer"
    return "estimate" if _estimates(frame) else frame.name


def answers_a_claim(frame: Frame) -> bool:
    """True for a verb of speech whose object is itself somebody's claim: "rejected the accusation"."""
    if frame.pos != "VERB" or not frame.name.startswith("dobj") or not is_speech_verb(frame.lemma):
        return False
    inside = {t.i for t in frame.content}
    heads = (t for t in frame.content if t.head.i not in inside and t.dep_ == "dobj")
    answers = frame.lemma in words("statements", "answering")
    return any(
        class_of(t.lemma_.lower(), "NOUN") is CueClass.SPEECH
        or (answers and t.lower_ in words("statements", "answered"))
        for t in heads
    )


def _estimates(frame: Frame) -> bool:
    """True for "put the number at nine" and "put her on 51 percent"."""
    if frame.lemma != "put" or frame.name not in ("dobj_at", "dobj_on"):
        return False
    ahead = [t for t in frame.content if t.lower_ == frame.name.removeprefix("dobj_")]
    figures = any(t.like_num for place in ahead[:1] for t in place.subtree)
    shares = any(t.lower_ in ("%", "percent", "cent") for place in ahead[:1] for t in place.subtree)
    return figures and (frame.name == "dobj_at" or shares)


def _in_court(frame: Frame) -> bool:
    """True for what a court hears or holds: "the inquest heard that CONTENT"."""
    return (
        frame.name == "ccomp"
        and frame.lemma in words("statements", "heard_or_held")
        and _has_head(frame, words("statements", "hearings"))
    )


def _spelling(lemma: str) -> str:
    """The American spelling, which is what was measured: "apologise" is "apologize"."""
    if lemma.endswith("ise") and (lemma[:-3] + "ize", "verbs") in _classes():
        return lemma[:-3] + "ize"
    return lemma


def is_speech_verb(lemma: str) -> bool:
    """True for the base form of a verb that reports speech ("say", "tell", "point_out")."""
    return _classes().get((_spelling(lemma), "verbs")) in (CueClass.SPEECH, CueClass.QUESTION)


def _stating(lemma: str) -> bool:
    return _classes().get((_spelling(lemma), "verbs")) in (CueClass.SPEECH, CueClass.FINDING)


def _is_document(frame: Frame) -> bool:
    """True where the head of the source is a noun for a text that speaks for its issuer."""
    return _has_head(frame, words("documents", "nouns"))


def _has_head(frame: Frame, nouns: frozenset[str]) -> bool:
    """True where the head of the source is one of these nouns."""
    inside = {t.i for t in frame.source}
    return any(t.lower_ in nouns for t in frame.source if t.head.i not in inside or t.head.i == t.i)


def _always(frame: Frame) -> bool:
    """True for frames that present a claim by what their words mean, however seldom they were seen."""
    if frame.name in ("dobj", "ccomp") and cue_class(frame) is CueClass.DOCUMENT:
        return True
    if answers_a_claim(frame) or _in_court(frame) or _estimates(frame):
        return True
    if frame.name == "dobj":
        return frame.lemma in words("statements", "statements_with_object")
    hollow = cue_class(frame) is CueClass.HOLLOW and frame.lemma in words("statements", "hollow")
    return hollow and frame.name in ("pass_xcomp", "pass_ccomp", "pass_of", "clause")


@cache
def _classes() -> dict[tuple[str, str], CueClass]:
    """(lemma, list) -> class; where a word stands in two classes the first in the file counts."""
    found: dict[tuple[str, str], CueClass] = {}
    for name, lists in table("reporting").items():
        for kind, entries in lists.items():
            for lemma in entries:
                found.setdefault((lemma, kind), CueClass(name))
    return found
