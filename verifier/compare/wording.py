"""Whether one sentence of a passage says a claim in the claim's own words, in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from verifier.compare.context import View, view, views
from verifier.compare.negation import is_hedged
from verifier.compare.support import root_of
from verifier.compare.turns import turning_words
from verifier.compare.words import Word, fold, is_content, listed
from verifier.types import Outcome, Signal

_NAME = "wording"
_FEWEST = 3
_FUTURE = ("will", "would", "shall")
_PERFECT = frozenset(listed("has have had was were"))
_PASSIVE = frozenset(listed("is are be been being will would shall to can could may might should must"))
_NEARLY_ALL = 0.75
_HALF = 0.5


def compare_wording(claim: str, passage: str) -> Signal:
    """Looks for a sentence that holds all telling words of the claim in their order.

    Returns:
        AGREES where there is one that neither denies, hedges nor conditions what the claim does not; PARTLY
        where the only one that holds them has who does it and to whom it is done the other way round, or has
        done what the claim says will be, or the other way about; SILENT otherwise. `passage_spans` is that
        sentence.
    """
    ours = _telling(view(claim).words)
    sentences = list(zip(views(passage), _told(passage), strict=True))
    turned: View | None = None
    if len(ours) >= _FEWEST:
        for sentence, theirs in sentences:
            if _in_order(ours, theirs) and _plain(claim, sentence, passage):
                detail = "A sentence of the passage says it in these words."
                return Signal(_NAME, Outcome.AGREES, 1.0, detail, (), (sentence.span,))
            if turned is None and _turned_round(ours, theirs):
                by = any(fold(w.text) == "by" for v in (view(claim), sentence) for w in v.words)
                turned = None if by else sentence
    if turned is not None:
        detail = "The passage has these words the other way round."
        return Signal(_NAME, Outcome.PARTLY, 0.2, detail, (), (turned.span,))
    if (shifted := _at_another_time(view(claim), sentences)) is not None:
        detail = "What one says is done the other says is still to come."
        return Signal(_NAME, Outcome.PARTLY, 0.2, detail, (), (shifted.span,))
    return Signal(_NAME, Outcome.SILENT, None, "No sentence of the passage says it in these words.")


def in_these_words(signals: Iterable[Signal]) -> bool:
    """True where a sentence of the passage says it in the claim's own words, as `signals` tell it."""
    return any(s.name == _NAME and s.outcome is Outcome.AGREES for s in signals)


def turned_signal(signals: Iterable[Signal]) -> Signal | None:
    """The signal that the passage has the claim's words the other way round, or at another time; or None."""
    return next((s for s in signals if s.name == _NAME and s.outcome is Outcome.PARTLY), None)


@lru_cache(maxsize=2048)
def _told(passage: str) -> tuple[tuple[str, ...], ...]:
    """For each sentence of `passage` the roots of its telling words."""
    return tuple(tuple(_telling(sentence.words)) for sentence in views(passage))


def _telling(words: Sequence[Word]) -> list[str]:
    return [root_of(w.key) for w in words if is_content(w)]


def _in_order(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    rest = iter(theirs)
    return all(root in rest for root in ours)


def _turned_round(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """True for "A accused B" where the other has "B accused A"."""
    place = {root: n for n, root in reversed(list(enumerate(theirs)))}
    shared = [root for root in ours if root in place]
    # A given name or a title may be missing there.
    if len(shared) < _NEARLY_ALL * len(ours):
        return False
    triples = zip(shared, shared[1:], shared[2:], strict=False)
    return any(place[b] < place[verb] < place[a] for a, verb, b in triples)


def _plain(claim: str, sentence: View, passage: str) -> bool:
    """True where the sentence turns or hedges nothing that the claim doesn't, and is about the same time."""
    text = sentence.span.of(passage)
    turns = [{fold(w) for w in turning_words(v.words)} for v in (view(claim), sentence)]
    ours = view(claim)
    later = _to_come(sentence.words) & set(_telling(ours.words)) == _to_come(ours.words)
    return turns[0] == turns[1] and later and (is_hedged(claim) or not is_hedged(text))


def _at_another_time(ours: View, sentences: Sequence[tuple[View, Sequence[str]]]) -> View | None:
    """The sentence that has done what the claim has still to come, or the other way about."""
    telling = set(_telling(ours.words))
    near = [(v, told) for v, told in sentences if len(telling.intersection(told)) >= _HALF * len(telling)]
    for verbs, others in ((_to_come, _done), (_done, _to_come)):
        for verb in sorted(verbs(ours.words)):
            holding = [v for v, told in near if verb in told]
            if holding and all(verb in others(v.words) for v in holding):
                return holding[0]
    return None


def _done(words: Sequence[Word]) -> set[str]:
    """What is said to have happened: "has closed", "closed", but not "is closed" or "to be closed"."""
    found = set()
    for n, word in enumerate(words):
        before = {fold(w.text) for w in words[max(0, n - 2) : n]}
        past = word.key.endswith("ed") and (before & _PERFECT or not before & _PASSIVE)
        if past and is_content(word):
            found.add(root_of(word.key))
    return found - _to_come(words)


def _to_come(words: Sequence[Word]) -> set[str]:
    """What is said to happen later: the telling words right after "will"."""
    found = set()
    for n, word in enumerate(words):
        if fold(word.text) in _FUTURE:
            found |= set(_telling(words[n + 1 :])[:1])
    return found
