"""Texts that are one text: runs of words in common, and how much of the shorter one stands in the other.

A wire report is cut from below, gets a headline and a few other words, and is still one report. So what
counts is how many of the shorter text's runs of words the longer one holds (containment, not resemblance).

To find such texts without reading all, the runs whose hash lies below a fixed line are sampled, the same for
every text: texts with runs in common then have sampled runs in common, whatever their lengths.

References: Broder, On the resemblance and containment of documents (1997), for shingles and min-wise hashes;
Irber et al., Lightweight compositional analysis of metagenomes with FracMinHash (2022), for the fixed line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from sources.words import fold

#: Share of the shorter text's runs from which two texts count as copies. Other words in one place of fifteen
#: leave seven runs of ten; two reports that share a few quotations have one or two of ten in common.
COPIED = 0.5

#: Texts with fewer runs say nothing: a sentence or two may well be alike.
LEAST = 20

_RUN = 5
_ONE_IN = 16
_BITS = 63
_LINE = 2**_BITS // _ONE_IN
#: Runs that are kept of a text at most.
MOST_SAMPLED = 1024

_WORD = re.compile(r"\w+")


def runs(texts: Iterable[str]) -> frozenset[int]:
    """Hashes, each of 63 bits, of every run of five words in `texts` read one after the other.

    Case, accents and punctuation make no difference.
    """
    words = _WORD.findall(fold(" ".join(texts)))
    return frozenset(
        _hash(" ".join(words[start : start + _RUN])) for start in range(max(0, len(words) - _RUN + 1))
    )


def _hash(run: str) -> int:
    digest = hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)


def sampled(found: frozenset[int]) -> list[int]:
    """The runs by which a text is found, about one of sixteen, ascending; of a very long text the lowest."""
    return sorted(run for run in found if run < _LINE)[:MOST_SAMPLED]


def contained(one: frozenset[int], other: frozenset[int]) -> float:
    """Share in 0..1 of the shorter text's runs that the other text holds; 0 where it is too short to tell."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= LEAST else 0.0


def is_held(part: frozenset[int], whole: frozenset[int]) -> bool:
    """True where most of the runs of a passage stand in another text. One without a run says nothing."""
    return bool(part) and len(part & whole) >= COPIED * len(part)


def are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    """True where two texts are one text, or one is taken from the other."""
    return contained(one, other) >= COPIED
