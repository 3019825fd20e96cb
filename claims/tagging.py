"""What the learned tagger is asked of each word, and how its answers are read.

For every word: does a cue start here? For every cue and every word near it: is the word part of that
attribution's source, cue or content? The second question is asked for each cue apart, so that what belongs
together is told and not guessed from what stands near.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from claims.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Label(IntEnum):
    """What a word is to one cue."""

    OTHER = 0
    SOURCE_BEGINS = 1
    SOURCE = 2
    CUE = 3
    CONTENT_BEGINS = 4
    CONTENT = 5


#: Places of a word against a cue: distance in words, sentences and blocks, and the quotation marks.
DISTANCES, SENTENCES, BLOCKS, QUOTES = 42, 9, 7, 4
_STEPS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 19, 24, 30, 40, 55, 75, 100, 150)


def places(window: Window) -> NDArray[np.int64]:
    """Where each word stands, shape (3, words): sentence, block, and 1 inside quotation marks."""
    import numpy as np

    rows = [
        [w.sentence for w in window.words],
        [w.block for w in window.words],
        [w.quoted for w in window.words],
    ]
    return np.array(rows, dtype=np.int64)


def relations(anchors: int | NDArray[np.int64], where: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each word stands against cues that start at words `anchors`, shape (*anchors, 4, words).

    Rows are bucketed distance in words, in sentences and in blocks, each with its sign, and whether cue and
    word stand inside quotation marks; all are small numbers from 0 on.
    """
    import numpy as np

    cues = np.asarray(anchors)[..., None]
    away = np.arange(where.shape[1]) - cues
    bucket = np.searchsorted(np.array(_STEPS), np.abs(away), side="right")
    half = DISTANCES // 2
    sentence = np.clip(where[0] - where[0, cues], -(SENTENCES // 2), SENTENCES // 2) + SENTENCES // 2
    block = np.clip(where[1] - where[1, cues], -(BLOCKS // 2), BLOCKS // 2) + BLOCKS // 2
    quote = where[2] + 2 * where[2, cues]
    distance = np.sign(away) * np.minimum(bucket, half - 1) + half
    return np.stack([distance, sentence, block, quote], axis=-2)
