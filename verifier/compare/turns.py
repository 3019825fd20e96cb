"""What a cut can hide: words beside a quotation, or under its ellipsis, that turn its meaning."""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import Span
from verifier.compare.words import Word, fold, joined, listed, sentence_spans, tokenize

_NEGATIONS = frozenset(listed("not never no neither nor nobody nothing without cannot hardly"))
_DENIALS = frozenset(
    listed(
        "deny denies denied denying refuse refused refuses reject rejects rejected false untrue wrong doubt"
    )
)
_CONDITIONS = frozenset(listed("if unless except provided but however although though until"))
_BEFORE = 6
_AFTER = 2
_QUOTE_OR_STOP = frozenset('"“”«».;!?:')


def turning_words(words: Sequence[Word]) -> list[str]:
    """The negations, conditions and denials among `words`, as written, in order, each once."""
    found: list[str] = []
    for word in words:
        folded = fold(word.text)
        turns = folded in _NEGATIONS or folded in _CONDITIONS or folded in _DENIALS or folded.endswith("n't")
        if turns and word.text not in found:
            found.append(word.text)
    return found


def turned_by(text: str, span: Span) -> str:
    """What stands beside `span` in its sentence of `text` and may turn what it says; empty where nothing
    does.

    Reads six words before it, conditions from farther, and two words after it, never past a quotation mark, a
    stop or a colon.
    """
    sentence = next((s for s in sentence_spans(text) if s.start <= span.start < s.end), Span(0, len(text)))
    before = text[sentence.start : span.start]
    after = text[span.end : max(sentence.end, span.end)]
    clause = tokenize(before[_last_mark(before) :])
    # A condition reaches as far as its clause goes, a denial only so far.
    far = [w for w in clause[:-_BEFORE] if fold(w.text) in _CONDITIONS]
    left = [*far, *clause[-_BEFORE:]]
    right = tokenize(after[: _first_mark(after)])[:_AFTER]
    # "but" before a quotation joins sentences; after it, it takes something back.
    led = [w for w in turning_words(left) if fold(w) not in ("but", "however", "although", "though")]
    followed = turning_words(right)
    if right and fold(right[0].text) == "and":
        # Something more, which denies something else.
        followed = [w for w in followed if fold(w) in _CONDITIONS]
    notes = []
    if led:
        notes.append(f"the source has {joined(led)} right before these words")
    if followed:
        notes.append(f"the source's sentence goes on with {joined(followed)}")
    return "; ".join(notes)


def _last_mark(text: str) -> int:
    return max((i + 1 for i, c in enumerate(text) if c in _QUOTE_OR_STOP), default=0)


def _first_mark(text: str) -> int:
    return next((i for i, c in enumerate(text) if c in _QUOTE_OR_STOP), len(text))
