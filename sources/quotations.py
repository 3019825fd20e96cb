"""Who has these words: quotations looked up in all sources, also shortened ones and ones with a slip in them.

The word search keeps the place of every word, so runs of words are looked up in it, and only passages that
have one of them are read. What a run finds is then compared letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from claims.document import Span
from sources import lexical
from sources.source import Passage
from sources.words import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sources.store import Store

#: Similarity from which words count as the quotation with a slip in it.
NEAR = 0.85

# Words in a run, and how many runs are looked up; a part with fewer words is one run.
_RUN, _RUNS = 3, 12

# Passages taken from each run, and those compared letter by letter.
_EACH, _COMPARED = 200, 60

# A word that stands in fewer passages is looked up by itself as well.
_RARE = 200

_ELLIPSIS = re.compile(r"\[\s*(?:\.{3}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.\s?\.\s?\.(?:\s?\.)?|…")
_WORD = re.compile(r"[^\W_]+")
_DECIMALS = 4


class Match(StrEnum):
    """How a passage has a quotation: word by word, with words left out at an ellipsis, or with a slip.

    Case, accents and punctuation are not told apart.
    """

    VERBATIM = "verbatim"
    ELLIPSIS = "ellipsis"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage that has the words of a quotation.

    Attributes:
        spans: where in the passage's text, one for each part between ellipses, in order.
        similarity: 1.0 where no word differs, else how many letters agree, from `NEAR`.
    """

    passage: Passage
    match: Match
    spans: tuple[Span, ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    span: Span


def find_quotation(
    store: Store, words: str, *, limit: int = 20, within: Collection[str] | None = None
) -> tuple[Quoted, ...]:
    """The passages that have `words`, the most alike first, then in order of number.

    Args:
        store: where to look.
        words: the quotation; an ellipsis ("...", "[...]", "…") stands for words left out.
        limit: passages at most.
        within: keep to the sources with these ids.

    Returns:
        Nothing where `words` has no word. A quotation that runs over the end of a passage is found only with
        an ellipsis or where most of it stands in one.
    """
    parts = [said for part in _ELLIPSIS.split(words) if (said := [t.word for t in _tokens(part)])]
    if not parts:
        return ()
    with store.reading() as session:
        numbers = _candidates(session.connection(), parts)
    passages = store.passages_numbered(numbers)
    found = [
        quoted
        for number in numbers
        if number in passages
        and (within is None or passages[number].source.id in within)
        and (quoted := _compare(parts, passages[number])) is not None
    ]
    order = list(Match)
    found.sort(key=lambda q: (-q.similarity, order.index(q.match), q.passage.id))
    return tuple(found[:limit])


def _tokens(text: str) -> list[_Token]:
    return [
        _Token(word, Span(m.start(), m.end()))
        for m in _WORD.finditer(text)
        if (word := "".join(_WORD.findall(fold(m.group()))))
    ]


def _candidates(connection: Connection, parts: Sequence[Sequence[str]]) -> list[int]:
    """Numbers of the passages worth comparing: with every part, or with most of the runs looked up."""
    whole = " ".join(lexical.phrase(part) for part in parts)
    found = lexical.holding(connection, whole, most=_EACH).tolist()
    words = list(dict.fromkeys(w for part in parts for w in part))
    counts = lexical.counted(connection, words, most=_EACH * _EACH)
    runs = [tuple(part[i : i + _RUN]) for part in parts for i in range(max(1, len(part) - _RUN + 1))]
    chosen = sorted(dict.fromkeys(runs), key=lambda run: _rarity(run, counts))[:_RUNS]
    votes: Counter[int] = Counter()
    for run in chosen:
        votes.update(lexical.holding(connection, lexical.phrase(run), most=_EACH).tolist())
    for word, count in counts.items():
        if 0 < count < _RARE:
            votes.update(lexical.holding(connection, lexical.any_of(connection, [word]), most=_EACH).tolist())
    near = sorted(votes, key=lambda number: (-votes[number], number))[:_COMPARED]
    return list(dict.fromkeys([*found, *near]))


def _rarity(run: Sequence[str], counts: Mapping[str, int]) -> tuple[bool, int, Sequence[str]]:
    """What runs are sorted by: one is as rare as its rarest word; those with an unknown word come last."""
    known = [counts[w] for w in run if counts[w]]
    return len(known) < len(run), min(known, default=0), run


def _compare(parts: Sequence[Sequence[str]], passage: Passage) -> Quoted | None:
    """How `passage` has all of `parts`, one after the other, or None."""
    tokens = _tokens(passage.text)
    spans: list[Span] = []
    alike: list[tuple[float, int]] = []
    start = 0
    for part in parts:
        run = _verbatim(part, tokens, start) or _near(part, tokens, start)
        if run is None:
            return None
        first, last, similarity = run
        spans.append(Span(tokens[first].span.start, tokens[last - 1].span.end))
        alike.append((similarity, sum(len(word) for word in part)))
        start = last
    similarity = sum(value * size for value, size in alike) / sum(size for _, size in alike)
    if min(value for value, _ in alike) < 1.0:
        return Quoted(passage, Match.NEAR, tuple(spans), min(round(similarity, _DECIMALS), 0.9999))
    return Quoted(passage, Match.VERBATIM if len(parts) == 1 else Match.ELLIPSIS, tuple(spans), 1.0)


def _verbatim(part: Sequence[str], tokens: Sequence[_Token], start: int) -> tuple[int, int, float] | None:
    wanted = list(part)
    for first in range(start, len(tokens) - len(wanted) + 1):
        if [t.word for t in tokens[first : first + len(wanted)]] == wanted:
            return first, first + len(wanted), 1.0
    return None


def _near(part: Sequence[str], tokens: Sequence[_Token], start: int) -> tuple[int, int, float] | None:
    """The stretch of whole words from `start` on that is most like `part`, if it is enough so."""
    from rapidfuzz import fuzz

    needle = " ".join(part)
    ends: list[int] = []
    for token in tokens[start:]:
        ends.append((ends[-1] + 1 if ends else 0) + len(token.word))
    hay = " ".join(t.word for t in tokens[start:])
    if (
        len(hay) < NEAR * len(needle)
        or (found := fuzz.partial_ratio_alignment(needle, hay, score_cutoff=100 * (2 * NEAR - 1))) is None
    ):
        return None
    # Where the passage is the shorter of the two, all of it is what is like the quotation.
    low, high = (found.dest_start, found.dest_end) if len(hay) >= len(needle) else (0, len(hay))
    first = sum(end <= low for end in ends)
    last = sum(end - len(t.word) < high for end, t in zip(ends, tokens[start:], strict=True))
    best = max(
        ((a, b) for a in (first, first + 1) for b in (last - 1, last) if a < b),
        key=lambda run: (fuzz.ratio(needle, _joined(tokens, start, run)), -run[0], run[1]),
        default=None,
    )
    if best is None or (similarity := fuzz.ratio(needle, _joined(tokens, start, best)) / 100) < NEAR:
        return None
    return start + best[0], start + best[1], similarity


def _joined(tokens: Sequence[_Token], start: int, run: tuple[int, int]) -> str:
    return " ".join(t.word for t in tokens[start + run[0] : start + run[1]])
