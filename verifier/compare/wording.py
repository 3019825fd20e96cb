"""Whether one sentence of a passage says a claim in the claim's own words, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from verifier.compare.context import View, view, views
from verifier.compare.negation import is_hedged
from verifier.compare.support import root_of
from verifier.compare.turns import turning_words
from verifier.compare.words import Word, fold, is_content
from verifier.types import Outcome, Signal

_FEWEST = 3


def compare_wording(claim: str, passage: str) -> Signal:
    """Looks for a sentence that holds all telling words of the claim in their order.

    Returns:
        AGREES where there is one that neither denies, hedges nor conditions what the claim does not; SILENT
        otherwise. `passage_spans` is that sentence.
    """
    ours = _telling(view(claim).words)
    if len(ours) >= _FEWEST:
        for sentence in views(passage):
            if _in_order(ours, _telling(sentence.words)) and _plain(claim, sentence, passage):
                detail = "A sentence of the passage says it in these words."
                return Signal("wording", Outcome.AGREES, 1.0, detail, (), (sentence.span,))
    return Signal("wording", Outcome.SILENT, None, "No sentence of the passage says it in these words.")


def _telling(words: Sequence[Word]) -> list[str]:
    return [root_of(w.key) for w in words if is_content(w)]


def _in_order(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    rest = iter(theirs)
    return all(root in rest for root in ours)


def _plain(claim: str, sentence: View, passage: str) -> bool:
    """True where the sentence turns or hedges nothing that the claim doesn't, and is about the same time."""
    text = sentence.span.of(passage)
    turns = [{fold(w) for w in turning_words(v.words)} for v in (view(claim), sentence)]
    future = {"will", "would", "shall"}
    later = [bool(future & {fold(w.text) for w in v.words}) for v in (view(claim), sentence)]
    return turns[0] == turns[1] and later[0] == later[1] and (is_hedged(claim) or not is_hedged(text))
