"""Which statements of the sources say what a claim says, or part of it."""

from __future__ import annotations

from collections.abc import Sequence

from sources.source import Statement
from verifier.compare.context import view
from verifier.compare.support import lexical_support, root_of
from verifier.compare.words import is_content, sentence_spans

# Share of the claim's words that a statement must hold to say it, and that its passage must hold.
PART, MOST = 0.25, 0.65
# Of a claim of which a statement itself holds a third.
_THIRD, _ENOUGH = 0.3, 0.55
# Share that a statement must hold where what it holds stands nowhere else.
_SOME = 0.12
# Telling words of a claim that a single statement must have for itself to be what the claim leans on.
_OWN_WORDS = 2
# Statements that hold this much less of the claim than the closest do not count against it.
_AS_MUCH = 0.15


def share(claim: str, text: str) -> float:
    """Share of the claim's words that a text holds."""
    return lexical_support(claim, text).score or 0.0


def holds(claim: str, statement: Statement, part: float = PART, most: float = MOST) -> bool:
    """True where a statement holds a part of a claim's words, and with its passage most of them.

    Of a statement that by itself holds a third of the claim, the passage need not hold quite so much.
    """
    held = share(claim, statement.text)
    if held < part:
        return False
    # What a publisher is called often says where its news is from.
    around = f"{statement.passage.source.publisher or ''}.\n{statement.passage.text}"
    return share(claim, around) >= (min(most, _ENOUGH) if held >= _THIRD else most)


def closest(claim: str, statements: Sequence[Statement]) -> list[Statement]:
    """The statements that say most of a claim, and about as much of it as any."""
    held = [(share(claim, s.text), s) for s in statements]
    best = max((part for part, _ in held), default=0.0)
    return [s for part, s in held if part >= best - _AS_MUCH and holds(claim, s)]


def says_alone(claim: str, statement: Statement, statements: Sequence[Statement]) -> bool:
    """True where a statement says part of a claim, and of that something that no other statement says."""
    if not holds(claim, statement, _SOME):
        return False
    others = {root for s in statements if not _overlap(s, statement) for root in _roots(s.text)}
    return len((_roots(claim) & _roots(statement.text)) - others) >= _OWN_WORDS


def sentences_up_to(statement: Statement) -> list[str]:
    """The sentence that holds a statement, last, and up to three before it."""
    text = statement.passage.text
    place = text.find(statement.text)
    spans = sentence_spans(text)
    n = next((n for n, s in enumerate(spans) if s.start <= place < s.end), None)
    return [s.of(text) for s in spans[max(0, n - 3) : n + 1]] if n is not None else [statement.text]


def reporting_sentence(statement: Statement) -> str:
    """The sentence that holds a statement."""
    return sentences_up_to(statement)[-1]


def _overlap(one: Statement, other: Statement) -> bool:
    """True for a statement and the sentence that reports it, and for the same words told of two speakers."""
    return one.passage.id == other.passage.id and (one.text in other.text or other.text in one.text)


def _roots(text: str) -> set[str]:
    return {root_of(w.key) for w in view(text).words if is_content(w)}
