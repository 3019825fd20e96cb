"""Negation and hedging: whether the passage says it, denies it, or says it only with reserve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from claims.document import Span
from verifier.compare.context import View, shared_matter, view, views
from verifier.compare.denials import DENIALS, is_against, is_hedge, is_negation
from verifier.compare.opposites import MOVES, OPPOSITES
from verifier.compare.reserve import reserves
from verifier.compare.words import Word, fold, is_content, joined, listed, stem
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import Outcome, Signal

# What "not" belongs to a verb after: "was not Russian".
_VERBS = frozenset(
    listed("""
    is are was were am be been do does did has have had will would can could may might shall should must
    but and or if although though
""")
)
# Without the word that they link to they say nothing: "with care" and "without asking".
_LINKS = frozenset(stem(word) for word in ("with", "without"))
_REACH = 4
# Share of the claim's meaning that a passage must hold before what it denies is the same thing.
_SAME_PASSAGE = 0.6


@dataclass(frozen=True, slots=True)
class _Cue:
    """A negation or a hedge, and the stems it reaches."""

    word: Word
    scope: tuple[str, ...]


def compare_negation(claim: str, passage: str, *, thresholds: Thresholds | None = None) -> Signal:
    """Holds the polarity of the claim against the sentence of the passage that is closest to it.

    Returns:
        DIFFERS where one denies what the other says, or they use opposite words for the same thing; PARTLY
        where the passage hedges what the claim states; AGREES where both say it alike; SILENT where no
        sentence of the passage is close enough to compare.
    """
    limits = thresholds or default_thresholds()
    ours = view(claim)
    sentences = views(passage)
    if not sentences or not ours.stems:
        return _silent()
    denials = _cues(ours, is_negation)
    denied = _denials_in(passage)
    for sentence, cues in zip(sentences, denied, strict=True):
        # The denied or opposite words themselves are matter enough, in whatever sentence they stand.
        found = _flip(ours, denials, sentence, "claim") or _only_denied(sentence, cues, ours, sentences)
        if found := found or _opposite(ours, sentence):
            return found
    matter = [_matter(ours, v) for v in sentences]
    nearest = matter.index(max(matter))
    theirs = sentences[nearest]
    if matter[nearest] < limits.negation_same_matter:
        return _unsaid(denials, sentences) or _silent()
    if flipped := _flip(theirs, denied[nearest], ours, "passage"):
        return flipped
    unsaid = _unsaid(denials, sentences)
    return unsaid or _hedging(ours, theirs, reserves(claim, theirs.span.of(passage)))


@lru_cache(maxsize=2048)
def _denials_in(passage: str) -> tuple[tuple[_Cue, ...], ...]:
    """The negations in each sentence of `passage`."""
    return tuple(tuple(_cues(sentence, is_negation)) for sentence in views(passage))


def _unsaid(denials: Sequence[_Cue], sentences: Sequence[View]) -> Signal | None:
    """A denial in the claim that no sentence about the thing has: no mismatch, but not borne out."""
    for cue in denials:
        if fold(cue.word.text) in DENIALS or not cue.scope:
            continue
        near = [v for v in sentences if cue.scope[0] in v.stems] or list(sentences)
        if not any(is_against(w) for v in near for w in v.words):
            detail = f'The claim says "{cue.word.text}", the passage does not.'
            return Signal("negation", Outcome.PARTLY, 0.2, detail, (cue.word.span,))
    return None


def _matter(ours: View, theirs: View) -> float:
    # An opposite stands in the place of a shared word: "rose" for "fell" is about the same thing.
    turned = sum(1 for s in ours.stems if s not in theirs.stems and OPPOSITES.get(s, set()) & theirs.stems)
    return round(shared_matter(ours, theirs) + turned / len(ours.stems), 4)


def _silent() -> Signal:
    return Signal("negation", Outcome.SILENT, None, "No sentence of the passage is close enough to compare.")


def _flip(denying: View, denials: Sequence[_Cue], stating: View, who: str) -> Signal | None:
    for cue in denials:
        if not cue.scope or cue.scope[0] not in stating.stems or _negated_near(stating, cue.scope[0]):
            continue
        if not _same_words_around(denying, cue, stating):
            continue
        return _denied(denying, cue, stating, who)
    return None


def _denied(denying: View, cue: _Cue, stating: View, who: str) -> Signal:
    """That `who` denies what the other states, with both places."""
    target = cue.scope[0]
    other = "passage" if who == "claim" else "claim"
    word = next(w for w in denying.words if w.start > cue.word.start and stem(w.key) == target)
    phrase = " ".join(w.text for w in denying.words if cue.word.start <= w.start <= word.start)
    detail = f'The {who} says "{phrase}" where the {other} says "{_written(stating, target)}".'
    spans = (Span(cue.word.start, word.end),)
    plain = _spans(stating, target)
    ours, theirs = (spans, plain) if who == "claim" else (plain, spans)
    return Signal("negation", Outcome.DIFFERS, 0.0, detail, ours, theirs)


def _only_denied(
    denying: View, denials: Sequence[_Cue], stating: View, sentences: Sequence[View]
) -> Signal | None:
    """What the claim states and the passage, which is about the same matter, says once, and denies."""
    if not denials:
        return None
    held = sum(1 for s in stating.stems if any(s in v.stems for v in sentences))
    if held < _SAME_PASSAGE * len(stating.stems):
        return None
    for cue in denials:
        if fold(cue.word.text) not in ("not", "never") and not fold(cue.word.text).endswith("n't"):
            continue
        target = cue.scope[0] if cue.scope else ""
        if target not in stating.stems or sum(target in v.stems for v in sentences) != 1:
            continue
        place = next(n for n, w in enumerate(stating.words) if stem(w.key) == target)
        if _negated_near(stating, target) or (_denies_doing(cue) and _is_noun(stating.words, place)):
            continue
        return _denied(denying, cue, stating, "passage")
    return None


def _same_words_around(denying: View, cue: _Cue, stating: View) -> bool:
    # The denied word must stand among the same words, or it is denied of something else.
    near = _neighbours(denying, cue.word)
    needed = max(2, min(3, len(near)))
    for n, word in enumerate(stating.words):
        if (
            stem(word.key) == cue.scope[0]
            and not (_denies_doing(cue) and _is_noun(stating.words, n))
            and len((_neighbours(stating, word) | {cue.scope[0]}) & near) >= needed
        ):
            return True
    return False


def _denies_doing(cue: _Cue) -> bool:
    return fold(cue.word.text) == "not" or fold(cue.word.text).endswith("n't")


def _is_noun(words: Sequence[Word], n: int) -> bool:
    """True for the "vote" of "the 3-2 vote", which nobody denies who says "not vote"."""
    return n > 0 and words[n - 1].text[0].isdigit()


def _negated_near(other: View, target: str) -> bool:
    for n, word in enumerate(other.words):
        if stem(word.key) == target:
            around = other.words[max(0, n - 7) : n] + other.words[n + 1 : n + 4]
            if any(is_against(w) for w in around):
                return True
    return False


def hedges_on(claim: str, text: str) -> tuple[str, ...]:
    """The words of reserve in `text` that are about something in the claim, which has none itself."""
    ours = view(claim)
    if _cues(ours, is_hedge):
        return ()
    return tuple(c.word.text for c in _hedges_about(ours, view(text)))


def _hedges_about(ours: View, theirs: View) -> list[_Cue]:
    return [c for c in _cues(theirs, is_hedge) if any(s in ours.stems for s in c.scope[:2])]


def is_hedged(text: str) -> bool:
    """True where `text` holds a word of reserve: "may", "allegedly", "suspected", or "can"."""
    return any(is_hedge(w) or fold(w.text) == "can" for w in view(text).words)


def _cues(where: View, kind: Callable[[Word], bool]) -> list[_Cue]:
    found = []
    for n, word in enumerate(where.words):
        if not kind(word) or _contrasts(where.words, n):
            continue
        following = where.words[n + 1 : n + 8]
        if (
            following
            and fold(word.text) in ("not", "no")
            and fold(following[0].text) in ("only", "longer", "doubt")
        ):
            continue
        if fold(word.text) == "possible" and (not following or fold(following[0].text) != "that"):
            continue
        # "Could not vote" says that somebody did not.
        if fold(word.text) == "could" and following and fold(following[0].text) == "not":
            continue
        # "Did not reject" denies nothing but the rejecting.
        if fold(word.text) in DENIALS and _negated(where, word):
            continue
        if fold(word.text).startswith("fail") and (not following or fold(following[0].text) != "to"):
            continue
        scope = [stem(w.key) for w in following if is_content(w)][:_REACH]
        found.append(_Cue(word, tuple(scope)))
    return found


def _contrasts(words: Sequence[Word], n: int) -> bool:
    """True for "Rook, not Tornak, signed": that denies nothing else that is told of Tornak."""
    name = n + 1 < len(words) and words[n + 1].text[:1].isupper()
    return name and fold(words[n].text) == "not" and n > 0 and fold(words[n - 1].text) not in _VERBS


def _opposite(ours: View, theirs: View) -> Signal | None:
    of_figures = all(any(w.text[0].isdigit() for w in where.words) for where in (ours, theirs))
    for word in ours.words:
        root = stem(word.key)
        opposites = OPPOSITES.get(root, set()) | (MOVES.get(root, set()) if of_figures else set())
        if not opposites or root in _all_stems(theirs):
            continue
        for other in theirs.words:
            if stem(other.key) in opposites and stem(other.key) not in _all_stems(ours):
                # Opposites only count in the same place, between the same words.
                if not _same_place(ours, word, theirs, other):
                    continue
                if root in _LINKS and _next(ours, word) != _next(theirs, other):
                    continue
                if _negated(ours, word) != _negated(theirs, other):
                    continue
                detail = f'The claim says "{word.text}" where the passage says "{other.text}".'
                spans = (word.span,), (other.span,)
                return Signal("negation", Outcome.DIFFERS, 0.0, detail, *spans)
    return None


def _all_stems(where: View) -> frozenset[str]:
    return frozenset(stem(w.key) for w in where.words)


def _same_place(ours: View, word: Word, theirs: View, other: Word) -> bool:
    mine, yours = _neighbours(ours, word), _neighbours(theirs, other)
    return len(mine & yours) >= max(1, min(2, len(mine), len(yours)))


def _next(where: View, word: Word) -> str:
    """The stem of the word that carries meaning after `word`, empty at the end."""
    return next((stem(w.key) for w in where.words if w.start > word.start and is_content(w)), "")


def _neighbours(where: View, word: Word) -> set[str]:
    n = where.words.index(word)
    near = where.words[max(0, n - 4) : n] + where.words[n + 1 : n + 5]
    return {stem(w.key) for w in near if is_content(w)}


def _negated(where: View, word: Word) -> bool:
    n = where.words.index(word)
    return any(is_negation(w) for w in where.words[max(0, n - 3) : n])


def _hedging(ours: View, theirs: View, left_open: Sequence[str]) -> Signal:
    mine = _cues(ours, is_hedge)
    lost = _hedges_about(ours, theirs)
    if (lost or left_open) and not mine:
        words = joined([*(c.word.text for c in lost), *left_open])
        detail = f"The passage hedges with {words}, the claim does not."
        spans = tuple(c.word.span for c in lost)
        return Signal("negation", Outcome.PARTLY, 0.5, detail, (), spans)
    if mine and not _cues(theirs, is_hedge):
        words = joined([c.word.text for c in mine])
        detail = f"The claim hedges with {words}, the passage does not."
        return Signal("negation", Outcome.AGREES, 0.8, detail, tuple(c.word.span for c in mine))
    return Signal(
        "negation", Outcome.AGREES, 1.0, "Both say it alike: neither denies or hedges what the other says."
    )


def _written(where: View, target: str) -> str:
    return next(w.text for w in where.words if stem(w.key) == target)


def _spans(where: View, target: str) -> tuple[Span, ...]:
    return tuple(w.span for w in where.words if stem(w.key) == target)[:1]
