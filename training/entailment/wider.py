"""Harder pairs made of labelled ones: among other sentences, without what bears them out, or two as one.

The labelled sets hold short texts that say the claim or say otherwise. A cited page holds much besides, and
often half of what is claimed.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from claims.document import Span
from training.entailment.data import Pair
from verifier.compare.context import view
from verifier.compare.entailment import Label
from verifier.compare.support import root_of
from verifier.compare.words import is_content

#: The sets that are made harder, and of how many pairs in 100 each kind is made.
PADDED = {"feverdev_train": 20, "begin_train": 12, "fm2_dev": 40}
LACKING = {"feverdev_train": 15, "begin_train": 12, "fm2_dev": 40}
JOINED = {"feverdev_train": 25, "begin_train": 20, "fm2_dev": 100}
_BOTH_TRUE = 2.5  # how much likelier two claims are joined that are both true, of which there are fewer
_WORDS = (50, 110)  # of a window, at least and at most
_BESIDE = 2  # windows of one text that a claim may be joined from
_WORST = (Label.CONTRADICTED, Label.NOT_FOUND, Label.SUPPORTED)
_JOINTS = (", and ", "; ", ", while ", ". ")
_SMALL = ("The ", "A ", "An ", "It ", "He ", "She ", "They ", "There ", "In ")


def wider(pairs: Sequence[Pair], draw: random.Random) -> Iterator[Pair]:
    """Harder pairs, made of those among `pairs` whose origin is in the tables above."""
    known = [p for p in pairs if p.origin in JOINED and p.window]
    lines = _Lines.of(known)
    for pair in known:
        if _chosen(pair, PADDED, draw):
            yield _padded(pair, lines, draw)
        if _chosen(pair, LACKING, draw) and (bare := _lacking(pair, lines, draw)):
            yield bare
    yield from _joined_pairs(known, lines, draw)


@dataclass(frozen=True, slots=True)
class _Lines:
    """All sentences of all windows, and which of them hold a word."""

    texts: tuple[str, ...]
    holding: dict[str, list[int]]

    @classmethod
    def of(cls, pairs: Sequence[Pair]) -> _Lines:
        texts = tuple(dict.fromkeys(line for p in pairs for line in p.window.split("\n") if line.strip()))
        holding: dict[str, list[int]] = defaultdict(list)
        for n, text in enumerate(texts):
            for root in sorted(_roots(text)):
                holding[root].append(n)
        return cls(texts, holding)

    def near(self, claim: str, without: str, words: int, draw: random.Random) -> list[str]:
        """Sentences on what `claim` speaks of, about `words` words in all, none of them in `without`."""
        asked = _roots(claim)
        score: Counter[int] = Counter()
        for root in sorted(asked):
            held = self.holding.get(root, [])
            for n in held:
                score[n] += round(1000 * log(1 + len(self.texts) / (1 + len(held))))
        taken: list[str] = []
        for n, _ in sorted(score.items(), key=lambda item: (-item[1], item[0]))[:40]:
            text = self.texts[n]
            # What holds all its words may well say it.
            if text in without or asked <= _roots(text) or draw.random() < 0.3:
                continue
            if len(text.split()) > words:
                continue
            taken.append(text)
            words -= len(text.split())
        draw.shuffle(taken)
        return taken


def _roots(text: str) -> frozenset[str]:
    return frozenset(root_of(w.key) for w in view(text).words if is_content(w))


def _chosen(pair: Pair, shares: dict[str, int], draw: random.Random) -> bool:
    return 100 * draw.random() < shares.get(pair.origin, 0)


def _padded(pair: Pair, lines: _Lines, draw: random.Random) -> Pair:
    window = _among(pair.claim, pair.window, pair.window, lines, draw)
    return Pair(pair.claim, window, pair.label, pair.unsupported, "padded")


def _among(claim: str, kept: str, without: str, lines: _Lines, draw: random.Random) -> str:
    """The sentences of `kept`, together, among others near to `claim`."""
    others = lines.near(claim, without, draw.randint(*_WORDS) - len(kept.split()), draw)
    others.insert(draw.randint(0, len(others)), kept)
    return "\n".join(others)


def _lacking(pair: Pair, lines: _Lines, draw: random.Random) -> Pair | None:
    others = lines.near(pair.claim, pair.window, draw.randint(*_WORDS), draw)
    return Pair(pair.claim, "\n".join(others), Label.NOT_FOUND, None, "lacking") if others else None


def _joined_pairs(pairs: Sequence[Pair], lines: _Lines, draw: random.Random) -> Iterator[Pair]:
    for origin in sorted(JOINED):
        of_origin = [p for p in pairs if p.origin == origin]
        # Claims about one text stand side by side, so that many are joined to one about the same.
        of_origin.sort(key=lambda p: (p.window[:40], draw.random()))
        for one, other in zip(of_origin, of_origin[draw.randint(1, _BESIDE) :], strict=False):
            true = one.label is other.label is Label.SUPPORTED
            share = JOINED[origin] * (_BOTH_TRUE if true else 1)
            if 100 * draw.random() < share and (found := _joined(one, other, lines, draw)):
                yield found


def _joined(one: Pair, other: Pair, lines: _Lines, draw: random.Random) -> Pair | None:
    first, second = draw.sample([one, other], 2)
    if first.claim == second.claim:
        return None
    start = first.claim.rstrip(". ") + draw.choice(_JOINTS)
    rest = second.claim
    if not start.endswith(". ") and rest.startswith(_SMALL):
        rest = rest[0].lower() + rest[1:]
    claim = start + rest
    label = next(w for w in _WORST if w in (first.label, second.label))
    both = list(dict.fromkeys([*first.window.split("\n"), *second.window.split("\n")]))
    if first.window != second.window and draw.random() < 0.35:
        window = _among(claim, first.window, second.window, lines, draw)
        lost = (Span(len(start), len(claim)),) if first.label is Label.SUPPORTED else None
        label = first.label if first.label is not Label.SUPPORTED else Label.NOT_FOUND
        return Pair(claim, window, label, lost, "joined_claims")
    if first.unsupported is None or second.unsupported is None:
        wrong = None
    else:
        wrong = (*first.unsupported, *(s.shifted(len(start)) for s in second.unsupported))
    return Pair(claim, "\n".join(both), label, wrong, "joined_claims")
