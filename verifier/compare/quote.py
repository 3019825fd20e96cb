"""The words between quotation marks against a text: verbatim, normalised, altered, in part or absent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.document import Span
from verifier.compare.alignment import find_runs
from verifier.compare.quote_diff import align_quotation, kept_changes
from verifier.compare.turns import turned_by, turning_words
from verifier.compare.words import Word, joined, merge_compounds, tokenize
from verifier.thresholds import Thresholds, default_thresholds
from verifier.types import QuoteMatch, QuoteState, WordChange

_SEPARATOR = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.\s?\.\s?\.(?:\s?\.)?|…|\[([^\]]*)\]")
_RECASED = re.compile(r"\[(\w)\](?=\w)")
_SIC = re.compile(r"\[\s*(?:sic|emphasis added|emphasis mine)\s*\]", re.IGNORECASE)
_INSIDE_WORD = re.compile(r"\w*\[\w+\]\w*")
_INTERRUPTION = re.compile(
    r"""(?<=[\w,.?!…—–-])["”](?P<words>\s+(?=[^"“”\n]*\b(?:said|says|told|added|adds|asked|wrote|stated|explained"""
    r"""|continued|warned|recalled)\b)[^"“”\n]{3,90}?)(?<=[,.;:])\s+["“](?=\w)"""
)
_EDGES = " \t\r\n.,;:!?-–—'\"“”‘’„«»…()"
_BRACKET_SLACK = 6


@dataclass(frozen=True, slots=True)
class _Part:
    """Words in a row, and what stands before them: how many source words may be skipped there at most."""

    words: tuple[Word, ...]
    skip: int | None
    bracket: str = ""


def compare_quotation(quotation: str, text: str, *, thresholds: Thresholds | None = None) -> QuoteMatch:
    """The words between the marks held against a passage or a whole source.

    Args:
        quotation: without its marks. An ellipsis stands for words left out, square brackets for words that
            the editor put in, or put in the place of others.
        text: what the source says.
        thresholds: the shipped ones unless given.

    Returns:
        The best match. Its detail names the words that differ, and what stands beside the quotation in the
        source's sentence, or under its ellipsis, where that may turn the meaning.
    """
    limits = thresholds or default_thresholds()
    source = _without_interruptions(tokenize(text), text)
    parts = _parts(quotation, {w.key for w in source})
    source = merge_compounds(source, text, {w.key for part in parts for w in part.words})
    if not parts or not source:
        return QuoteMatch(QuoteState.ABSENT, 0.0, None, (), "There are no words to compare.")
    chain = _chain(parts, [w.key for w in source])
    if chain is not None:
        return _same_words(quotation, text, parts, source, chain, limits)
    words = [w for part in parts for w in part.words]
    joints = {sum(len(p.words) for p in parts[:n]) for n in range(1, len(parts))}
    match = align_quotation(words, joints, source, text, limits)
    if len(parts) > 1 and match.state in (QuoteState.ABSENT, QuoteState.PARTIAL):
        apart = _part_by_part(parts, text, limits)
        return apart if apart and apart.score > match.score else match
    return match


def _without_interruptions(words: Sequence[Word], text: str) -> list[Word]:
    """The words of a source without those by which it interrupts a quotation to say whose it is."""
    between = [Span(*m.span("words")) for m in _INTERRUPTION.finditer(text)]
    return [w for w in words if not any(b.contains(w.span) for b in between)] if between else list(words)


def _whole_word(match: re.Match[str]) -> str:
    """A word with brackets inside it as a bracketed word: the reader is given none of it as the source's."""
    word = match.group()
    return word if word.startswith("[") else f"[{word.replace('[', '').replace(']', '')}]"


def _parts(quotation: str, known: set[str]) -> list[_Part]:
    text = _SIC.sub(" ", quotation)
    text = _RECASED.sub(r"\1", text)
    text = _INSIDE_WORD.sub(_whole_word, text)
    parts: list[_Part] = []
    skip: int | None = None
    bracket = ""
    position = 0
    for match in [*_SEPARATOR.finditer(text), None]:
        chunk = text[position : match.start() if match else len(text)]
        words = tuple(merge_compounds(tokenize(chunk), chunk, known))
        if words:
            parts.append(_Part(words, skip, bracket))
            skip, bracket = 0, ""
        if match:
            inside = match.group(1)
            if inside is None:
                skip = None
            elif skip is not None:
                skip, bracket = len(inside.split()) + _BRACKET_SLACK, inside
            position = match.end()
    return parts


def _chain(parts: Sequence[_Part], keys: list[str]) -> list[tuple[int, int]] | None:
    """Where the parts stand in order, as word ranges, over the shortest stretch; None where they don't."""
    runs = [find_runs([w.key for w in part.words], keys) for part in parts]
    best: list[tuple[int, int]] | None = None
    for start in runs[0]:
        chain = [(start, start + len(parts[0].words))]
        for part, found in zip(parts[1:], runs[1:], strict=True):
            end = chain[-1][1]
            n = bisect_left(found, end)
            if n == len(found) or (part.skip is not None and found[n] - end > part.skip):
                break
            chain.append((found[n], found[n] + len(part.words)))
        else:
            if best is None or chain[-1][1] - chain[0][0] < best[-1][1] - best[0][0]:
                best = chain
    return best


def _same_words(
    quotation: str,
    text: str,
    parts: Sequence[_Part],
    source: Sequence[Word],
    chain: Sequence[tuple[int, int]],
    limits: Thresholds,
) -> QuoteMatch:
    span = Span(source[chain[0][0]].start, source[chain[-1][1] - 1].end)
    notes: list[str] = []
    changes: list[WordChange] = []
    turned: list[str] = []
    for n, (part, (low, high)) in enumerate(zip(parts, chain, strict=True)):
        if n:
            skipped = source[chain[n - 1][1] : low]
            changes.append(WordChange(f"[{part.bracket}]" if part.bracket else "…", _written(skipped, text)))
            notes += _gap_notes(part, skipped, text, limits)
            turned += [f"it leaves out {joined(turns)}"] if (turns := turning_words(skipped)) else []
        changes += kept_changes(part.words, source[low:high])
    if beside := turned_by(text, span):
        notes.append(f"what was cut off may turn the meaning: {beside}")
        turned.append(beside)
    if len(parts) == 1 and _plain(quotation) == _plain(span.of(text)):
        detail = "; ".join(["Word for word as in the source", *notes]) + "."
        return QuoteMatch(QuoteState.VERBATIM, 1.0, span, (), detail, beside)
    detail = "; ".join([_style_note(changes, parts), *notes]) + "."
    return QuoteMatch(QuoteState.NORMALISED, 1.0, span, tuple(changes), detail, "; ".join(turned))


def _gap_notes(part: _Part, skipped: Sequence[Word], text: str, limits: Thresholds) -> list[str]:
    notes = []
    if part.bracket and skipped:
        notes.append(f'"[{part.bracket}]" stands for the source\'s "{_written(skipped, text)}"')
    if turns := turning_words(skipped):
        notes.append(f"what was left out may turn the meaning: it holds {joined(turns)}")
    if not part.bracket and len(skipped) > limits.quote_joined_gap:
        notes.append(f"its parts are joined from two places, {len(skipped)} words apart")
    return notes


def _style_note(changes: Sequence[WordChange], parts: Sequence[_Part]) -> str:
    spelled = [c for c in changes if c.article != c.source and not c.article.startswith(("…", "["))]
    kinds = []
    if len(parts) > 1:
        kinds.append("words left out or bracketed, as marked")
    if spelled:
        kinds.append(
            "spelling: " + ", ".join(f'"{c.article}" where the source has "{c.source}"' for c in spelled)
        )
    return "The same words; differs in " + (" and in ".join(kinds) or "case, punctuation or marks")


def _part_by_part(parts: Sequence[_Part], text: str, limits: Thresholds) -> QuoteMatch | None:
    """The parts of a quotation each by itself; None where no part of some length stands in the source."""
    total = sum(len(p.words) for p in parts)
    matches = [
        (p, compare_quotation(" ".join(w.text for w in p.words), text, thresholds=limits)) for p in parts
    ]
    found = [(p, m) for p, m in matches if m.span is not None]
    held = sum(m.score * len(p.words) for p, m in found)
    if not found or max(len(p.words) for p, _ in found) < limits.quote_partial_words:
        return None
    spans = [m.span for _, m in found if m.span is not None]
    # Parts that lie far apart, or in another order, have no stretch of their own: show the longest one.
    longest = max(found, key=lambda pair: len(pair[0].words))[1]
    ordered = all(a.end <= b.start for a, b in pairwise(spans))
    span = Span(spans[0].start, spans[-1].end) if ordered else longest.span
    changes = tuple(c for _, m in found for c in m.changes)
    whole = len(found) == len(parts)
    state = QuoteState.ALTERED if whole else QuoteState.PARTIAL
    if whole and not ordered:
        detail = "Its parts stand in the source, but in another order."
    else:
        detail = " ".join(dict.fromkeys(m.detail for _, m in found))
        lost = [" ".join(w.text for w in p.words) for p, m in matches if m.span is None]
        if lost:
            detail += f" The source has nothing like {joined(lost)}."
    return QuoteMatch(state, round(held / total, 4), span, changes, detail)


def _written(words: Sequence[Word], text: str) -> str:
    return " ".join(text[words[0].start : words[-1].end].split()) if words else ""


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(_EDGES)
