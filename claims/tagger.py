"""The learned tagger: which words report, and whose words they report.

A network reads a window of sentences (`claims.windows`), scores each word as the start of a cue, and for each
likely cue labels every word of the window as its source, its content or neither (`claims.tagging`). It was
trained on annotated news by `training/attribution`; `claims/models/attribution/MODEL.md` says how well it
does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.confidence import WEIGHTS
from claims.document import Document, Span
from claims.errors import BadConfiguration
from claims.quotes import is_speech, whole_quotations
from claims.recall import recalled
from claims.runs import LENIENCE, best_runs
from claims.runtime import session
from claims.spans import joined, left_of, shared
from claims.tagging import Label, places, relations
from claims.types import Quotation, Sentence
from claims.windows import Window, tokenizer, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent / "models" / "attribution"
ENCODER, PAIRS, TOKENIZER = FOLDER / "encoder.onnx", FOLDER / "pairs.onnx", FOLDER / "tokenizer.json"
#: Holds `digest` of the files beside it; written when they are made.
DIGEST = FOLDER / "sha256"
_REMEDY = "Install the program again, or train the tagger again from the start."
#: What a report's manifest calls the networks.
NAME = "attribution-tagger"

# Chosen on training documents that were held out.
CUE_THRESHOLD = 0.25
WORD_THRESHOLD = 0.5
# Most words of a cue.
LONGEST_CUE = 8
# Attributions whose contents share this much of the smaller one are one: the surer stays.
SAME = 0.5


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution as the network reads it.

    Attributes:
        source: where its source is named, or None.
        cue: its cue.
        content: what is attributed, in order.
        cue_score: in 0..1, how likely the cue is one.
        word_score: in 0..1, how sure the labels of its words are, on average.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    cue_score: float
    word_score: float


@dataclass(frozen=True, slots=True)
class Networks:
    """Both networks and the tokenizer that they were trained with, loaded, and the hash of their files."""

    encoder: Any
    pairs: Any
    pieces: Tokenizer
    digest: str


@cache
def networks(folder: Path = FOLDER) -> Networks | None:
    """The networks in `folder`, loaded once; None where they are missing.

    Raises:
        BadConfiguration: the files are not those that were measured together.
    """
    if not all((folder / name).is_file() for name in (ENCODER.name, PAIRS.name)):
        return None
    try:
        expected = (folder / DIGEST.name).read_text(encoding="ascii").strip()
        found = digest(folder)
    except OSError as error:
        raise BadConfiguration(str(folder), f"a file of the tagger is missing ({error})", _REMEDY) from error
    if found != expected:
        reason = f"the tagger's files are not those that belong together ({found[:12]}...)"
        raise BadConfiguration(str(folder), reason, _REMEDY)
    return load(folder)


def load(folder: Path = FOLDER) -> Networks:
    """The networks in `folder`, whatever else is there.

    Raises:
        BadConfiguration: a file is no network.
    """
    return Networks(
        encoder=_session(folder / ENCODER.name),
        pairs=_session(folder / PAIRS.name),
        pieces=tokenizer(folder / TOKENIZER.name),
        digest=digest(folder),
    )


def _session(path: Path) -> Any:
    try:
        return session(path)
    except Exception as error:  # the runtime raises a class of its own for each fault
        raise BadConfiguration(
            str(path), f"the tagger's network can't be loaded: {error}", _REMEDY
        ) from error


@cache
def digest(folder: Path = FOLDER) -> str:
    """The sha256 over the networks' files, the tokenizer's and the weights of the confidence."""
    found = hashlib.sha256()
    for path in (ENCODER, PAIRS, TOKENIZER, WEIGHTS):
        found.update((folder / path.name).read_bytes())
    return found.hexdigest()


def read(
    document: Document,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    *,
    loaded: Networks,
) -> tuple[Tagged, ...]:
    """What the networks find in a document, in order of the cues.

    Args:
        document: what was read.
        sentences: its sentences.
        quotations: its quotations.
        loaded: the networks.
    """
    found = [
        _with_whole_quotations(document.text, tagged, quotations)
        for window in windows(document, sentences, quotations, loaded.pieces)
        for tagged in _in_window(document.text, window, loaded)
        if not _is_quoted(document.text, tagged.cue, quotations)
    ]
    return tuple(_apart(found))


def _is_quoted(text: str, cue: Span, quotations: Sequence[Quotation]) -> bool:
    """True where `cue` is part of quoted speech: it belongs to who is quoted, not to the article."""
    return any(q.inner.contains(cue) and is_speech(text, q) for q in quotations)


def _with_whole_quotations(text: str, tagged: Tagged, quotations: Sequence[Quotation]) -> Tagged:
    """`tagged` with every quotation that its content touches taken in whole."""
    content = whole_quotations(tagged.content, [q for q in quotations if not q.span.overlaps(tagged.cue)])
    own = [tagged.cue, *([tagged.source] if tagged.source is not None else [])]
    return replace(tagged, content=tuple(left_of(text, content, own)))


def _in_window(text: str, window: Window, loaded: Networks) -> list[Tagged]:
    import numpy as np

    if len(window.firsts) < 2:
        return []
    where = places(window)
    given = repr((window.ids, window.firsts, window.core, where.tolist())).encode()
    told = recalled(f"tagger {loaded.digest}", given, partial(_read_window, window, where, loaded))
    rows = np.frombuffer(told, dtype=np.float32).reshape(-1, 2 + len(window.words) * len(Label))
    found = (
        _tagged(text, window, int(row[0]), float(row[1]), row[2:].reshape(-1, len(Label)).astype(np.float64))
        for row in rows
    )
    return [tagged for tagged in found if tagged is not None]


def _read_window(window: Window, where: NDArray[np.int64], loaded: Networks) -> bytes:
    """For each likely cue its place, its score and the labels of all words, a row each, as float32."""
    import numpy as np

    ids, firsts = np.array(window.ids), np.array(window.firsts)
    words, logits = loaded.encoder.run(None, {"ids": ids, "firsts": firsts})
    scores = 1 / (1 + np.exp(-logits.astype(np.float64)))
    first, last = window.core
    anchors = first + np.flatnonzero(scores[first:last] >= CUE_THRESHOLD)
    if not len(anchors):
        return b""
    given = {"anchors": anchors, "words": words, "relations": relations(anchors, where)}
    labels = loaded.pairs.run(None, given)[0]
    columns = (anchors[:, None], scores[anchors][:, None], labels.reshape(len(anchors), -1))
    return bytes(np.concatenate(columns, axis=1).astype(np.float32).tobytes())


def _tagged(
    text: str, window: Window, anchor: int, score: float, labels: NDArray[np.float64]
) -> Tagged | None:
    """The attribution of one cue from its words' probabilities; None where it has no content."""
    of_source = labels[:, Label.SOURCE_BEGINS] + labels[:, Label.SOURCE]
    of_content = labels[:, Label.CONTENT_BEGINS] + labels[:, Label.CONTENT]
    cue = _span(window, (anchor, _cue_end(window, anchor, labels)))
    source = _best_run(of_source)
    taken = [cue, *([_span(window, source)] if source else [])]
    runs = [part for run in _content_runs(of_content) for part in _by_block(window, run)]
    content = left_of(text, joined(text, [_span(window, run) for run in runs]), taken)
    if not content:
        return None
    chosen = [float(of_content[i]) for first, last in runs for i in range(first, last + 1)]
    sure = sum(chosen) / len(chosen)
    return Tagged(taken[1] if source else None, cue, tuple(content), score, sure)


def _cue_end(window: Window, anchor: int, labels: NDArray[np.float64]) -> int:
    """The last word of the cue that starts at `anchor`."""
    end = anchor
    while (
        end + 1 < min(anchor + LONGEST_CUE, len(labels))
        and labels[end + 1, Label.CUE] >= WORD_THRESHOLD
        and window.words[end + 1].block == window.words[anchor].block
    ):
        end += 1
    return end


def _by_block(window: Window, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """`run` cut where one block ends and another begins: what stands between them was not read."""
    first = run[0]
    for place in range(run[0], run[1] + 1):
        if place == run[1] or window.words[place + 1].block != window.words[place].block:
            yield first, place
            first = place + 1


def _best_run(scores: NDArray[np.float64]) -> tuple[int, int] | None:
    """First and last word of the run of likely source words that is likeliest in all; None without one."""
    runs: list[list[int]] = []
    for i in (int(i) for i in (scores >= WORD_THRESHOLD).nonzero()[0]):
        if runs and i <= runs[-1][-1] + 2:
            runs[-1].append(i)
        else:
            runs.append([i])
    best = max(runs, key=lambda run: sum(scores[i] for i in run), default=None)
    return (best[0], best[-1]) if best is not None else None


def _content_runs(scores: NDArray[np.float64]) -> list[tuple[int, int]]:
    """First and last word of each run of content; where no run is likely as a whole, of its likely words."""
    possible = (scores >= 1 / (1 + LENIENCE)).nonzero()[0]
    if not len(possible):
        return []
    start, end = int(possible[0]), int(possible[-1]) + 1
    runs = best_runs(scores[start:end].tolist())
    if runs:
        return [(start + first, start + last) for first, last in runs]
    return [(int(i), int(i)) for i in (scores >= WORD_THRESHOLD).nonzero()[0]]


def _span(window: Window, run: tuple[int, int]) -> Span:
    """The characters from the first to the last word of `run`."""
    return Span(window.words[run[0]].span.start, window.words[run[1]].span.end)


def _apart(found: Sequence[Tagged]) -> list[Tagged]:
    """`found` in order of the cues, without those whose content or cue a surer one holds."""
    kept: list[Tagged] = []
    for tagged in sorted(found, key=lambda t: (-t.cue_score, t.cue)):
        if any(_clash(tagged, other) for other in kept):
            continue
        kept.append(tagged)
    return sorted(kept, key=lambda t: t.cue)


def _clash(one: Tagged, other: Tagged) -> bool:
    if one.cue.overlaps(other.cue):
        return True
    if one.content[0].start >= other.content[-1].end or other.content[0].start >= one.content[-1].end:
        return False
    common = shared(one.content, other.content)
    return common >= SAME * min(sum(map(len, one.content)), sum(map(len, other.content)))
