"""What a cut can hide: words beside a quotation, or under its ellipsis, that turn its meaning."""

from __future__ import annotations

import re
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
# Words before a quotation that say how little of it holds: "some children are", "hardly anybody".
_NARROWING = frozenset(listed("some few only hardly scarcely almost nearly half maybe perhaps possibly"))
# What holds of all or none, and the words by which a source goes on to say where or until when it does.
_ALL_OR_NONE = frozenset(
    listed("no not never nobody none nothing every everyone everybody all always any nowhere")
)
_LIMITING = frozenset(listed("before until till unless except this next yet today tomorrow"))
_RELATIVE = frozenset(listed("which who whom whose that"))
_SHARES = frozenset(
    listed("some parts part places most half few several two three four five six seven eight nine ten")
)
_PLACING = frozenset(listed("in on at of for among within during"))
_BEFORE = 6
_AFTER = 2
# Words told of what follows a quotation.
_REACH = 3
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


def turn_alike(text: str, turned: str) -> bool:
    """True where `text` has the words that `turned` tells of, or a condition or denial such as they are."""
    told = re.findall(r'"([^"]+)"', turned)
    if told and all(fold(words) in fold(text) for words in told):
        return True
    mine, theirs = (
        {fold(w) in _CONDITIONS for w in turning_words(tokenize(words))} for words in (text, turned)
    )
    return bool(mine & theirs)


def turned_by(text: str, span: Span) -> str:
    """What stands beside `span` in its sentence of `text` and may turn what it says; empty where nothing
    does.

    Reads six words before it, conditions from farther, and two words after it, or three that limit it, never
    past a quotation mark, a stop or a colon.
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
    followed = turning_words(right) or [w.text for w in right[:1] if fold(w.text) == "once"]
    if right and fold(right[0].text) == "and":
        # Something more, which denies something else.
        followed = [w for w in followed if fold(w) in _CONDITIONS]
    if left and fold(left[-1].text) in _NARROWING and left[-1].text not in led:
        led.append(left[-1].text)
    if (limit := _limited_by(tokenize(span.of(text)), after)) and not followed:
        followed = [limit]
    notes = []
    if led:
        notes.append(f"the source has {joined(led)} right before these words")
    if followed:
        notes.append(f"the source's sentence goes on with {joined(followed)}")
    return "; ".join(notes)


def _limited_by(quoted: Sequence[Word], after: str) -> str:
    """The words behind a quotation that say of how much, where or until when it holds; else empty."""
    behind = tokenize(after[: _first_mark(after)].partition(",")[0])[:_REACH]
    if len(behind) < _REACH - 1 or not after.startswith(" "):
        return ""
    first, second = fold(behind[0].text), behind[1].text
    sweeping = any(fold(w.text) in _ALL_OR_NONE or fold(w.text).endswith("n't") for w in quoted)
    share = first in _PLACING and fold(second) in _SHARES
    place = first in _PLACING and sweeping and (second[0].isupper() or second[0].isdigit())
    which = first in _RELATIVE or fold(second) in _RELATIVE
    if share or place or (sweeping and (which or first in _LIMITING)):
        return " ".join(w.text for w in behind)
    return ""


def _last_mark(text: str) -> int:
    return max((i + 1 for i, c in enumerate(text) if c in _QUOTE_OR_STOP), default=0)


def _first_mark(text: str) -> int:
    return next((i for i, c in enumerate(text) if c in _QUOTE_OR_STOP), len(text))
