"""A quotation that is not in the source as it stands: which words differ, and how far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.document import Span
from verifier.compare.alignment import Alignment, Step, best_alignment, inflected
from verifier.compare.turns import turned_by, turning_words
from verifier.compare.words import Word, fold, is_content, joined
from verifier.thresholds import Thresholds
from verifier.types import QuoteMatch, QuoteState, WordChange

_ABSENT = QuoteMatch(QuoteState.ABSENT, 0.0, None, (), "These words stand nowhere in the source.")
_PARTING = re.compile(r"[\"“”«»„]|[.!?…](?=\s)|\n|:\s")
_EDGE_SHARE = 0.25
_EDGE_WORDS = 4
_CONTENT_SHARE = 0.5


def kept_changes(article: Sequence[Word], source: Sequence[Word]) -> list[WordChange]:
    """Word diff of two runs with equal keys: kept words together, spelling variants one by one."""
    changes: list[WordChange] = []
    kept: list[str] = []
    for ours, theirs in zip(article, source, strict=True):
        if fold(ours.text) == fold(theirs.text):
            kept.append(ours.text)
            continue
        if kept:
            changes.append(WordChange(" ".join(kept), " ".join(kept)))
            kept = []
        changes.append(WordChange(ours.text, theirs.text))
    if kept:
        changes.append(WordChange(" ".join(kept), " ".join(kept)))
    return changes


def align_quotation(
    words: Sequence[Word], joints: set[int], source: Sequence[Word], text: str, limits: Thresholds
) -> QuoteMatch:
    """The best stretch of `source` for `words`, with its diff.

    Args:
        words: of the quotation, which does not stand in the source as it is.
        joints: indices into `words` before which the article marks an omission.
        source: words of `text`.
    """
    found = best_alignment([w.key for w in words], [w.key for w in source])
    if found is None:
        return _ABSENT
    found = Alignment(_within_marks(found.steps, source, text), found.shared)
    state, steps = _state(found, words, source, joints, limits)
    if state is QuoteState.ABSENT:
        return _ABSENT
    same_words = state is QuoteState.NORMALISED
    span = _span(steps, source)
    changes: list[WordChange] = []
    notes: list[str] = []
    turned: list[str] = []
    for step in _shown(found.steps, state):
        ours, theirs = words[step.a : step.b], source[step.c : step.d]
        if step.same:
            changes += kept_changes(ours, theirs)
            continue
        left, right = _written(ours), _written(theirs)
        marked = not ours and step.a in joints
        changes.append(WordChange("…" if marked else left, right))
        if marked and same_words:
            notes.append(f'left out, as marked, is the source\'s "{right}"')
            turned += [f"it leaves out {joined(turns)}"] if (turns := turning_words(theirs)) else []
        if note := _note(ours, theirs, marked):
            notes.append(note)
    score = sum(s.b - s.a for s in found.steps if s.same) / len(words)
    if beside := turned_by(text, span):
        notes.append(f"what was cut off may turn the meaning: {beside}")
        turned += [beside] if same_words else []
    opening = {
        QuoteState.NORMALISED: "The same words, with more of the source left out than its brackets stand for",
        QuoteState.ALTERED: "The article's words are not the source's",
        QuoteState.PARTIAL: f"The source has only {joined(_held(steps, words))}",
    }[state]
    detail = "; ".join([opening, *notes]) + "."
    return QuoteMatch(state, round(score, 4), span, tuple(changes), detail, "; ".join(turned))


def _held(steps: Sequence[Step], words: Sequence[Word]) -> list[str]:
    """The runs of the quotation's words that the source has as well."""
    return [_written(words[s.a : s.b]) for s in steps if s.same]


def _within_marks(steps: Sequence[Step], source: Sequence[Word], text: str) -> tuple[Step, ...]:
    """The steps, with what an edge step takes from beyond the source's own quotation or sentence left out."""
    found = list(steps)
    if not found[-1].same:
        last, end = found[-1], found[-1].c
        while end < last.d and not _PARTING.search(text[source[end - 1].end : source[end].start]):
            end += 1
        found[-1] = replace(last, d=end)
    if not found[0].same:
        first, start = found[0], found[0].d
        while start > first.c and not _PARTING.search(text[source[start - 1].end : source[start].start]):
            start -= 1
        found[0] = replace(first, c=start)
    return tuple(found)


def _span(steps: Sequence[Step], source: Sequence[Word]) -> Span:
    return Span(source[steps[0].c].start, source[steps[-1].d - 1].end)


def _state(
    found: Alignment, words: Sequence[Word], source: Sequence[Word], joints: set[int], limits: Thresholds
) -> tuple[QuoteState, tuple[Step, ...]]:
    """The state, and the steps that the matched stretch runs over."""
    core = tuple(s for s in found.steps if s.same)
    inner = tuple(s for s in found.steps if s.a >= core[0].a and s.b <= core[-1].b)
    harmless = [s.same or (s.a == s.b and s.a in joints) for s in found.steps]
    if all(harmless):
        return QuoteState.NORMALISED, found.steps
    if len(words) <= limits.quote_exact_words or not any(is_content(w) for w in words):
        return QuoteState.ABSENT, found.steps
    near = sum(s.b - s.a for s in found.steps if _inflections(words[s.a : s.b], source[s.c : s.d]))
    meaning = [w for w in words if is_content(w)]
    # Words that change places are all there, though not in order.
    stretch = {w.key for w in source[found.steps[0].c : found.steps[-1].d]}
    shared = [w for w in meaning if w.key in stretch]
    edge = max(core[0].a, len(words) - core[-1].b)
    loose_edge = edge >= max(_EDGE_WORDS, _EDGE_SHARE * len(words))
    enough = near / len(words) >= limits.quote_altered and len(shared) >= _CONTENT_SHARE * len(meaning)
    if enough and not loose_edge:
        return QuoteState.ALTERED, found.steps
    longest = max(core, key=lambda s: s.b - s.a)
    long_enough = longest.b - longest.a >= max(
        limits.quote_partial_words, limits.quote_partial_share * len(words)
    )
    if enough or (long_enough and sum(is_content(w) for w in words[longest.a : longest.b]) >= 2):
        return QuoteState.PARTIAL, inner
    return QuoteState.ABSENT, found.steps


def _shown(steps: Sequence[Step], state: QuoteState) -> list[Step]:
    if state is not QuoteState.PARTIAL:
        return list(steps)
    core = [s for s in steps if s.same]
    low, high = core[0].a, core[-1].b
    # What lies outside a partial match has no counterpart: the words there are simply not in the source.
    return [s if s.a >= low and s.b <= high else replace(s, d=s.c) for s in steps]


def _inflections(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """True where each word is the other side's, or another form of it."""
    return len(ours) == len(theirs) and all(
        a.key == b.key or inflected(a.key, b.key) for a, b in zip(ours, theirs, strict=True)
    )


def _note(ours: Sequence[Word], theirs: Sequence[Word], marked: bool) -> str:
    left, right = _written(ours), _written(theirs)
    if marked:
        turns = turning_words(theirs)
        return f"what was left out may turn the meaning: it holds {joined(turns)}" if turns else ""
    if not theirs:
        return f'"{left}" is not in the source'
    if not ours:
        return f'the source\'s "{right}" is left out unmarked'
    if _inflections(ours, theirs):
        return f'"{left}" is inflected: the source has "{right}"'
    return f'"{left}" where the source has "{right}"'


def _written(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
