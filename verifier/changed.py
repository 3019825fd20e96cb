"""Whether what a claim leans on changed in the source that it cites, since that was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sources.source import Source
from verifier.compare.saying import share
from verifier.compare.words import sentence_spans
from verifier.types import SourceChange

if TYPE_CHECKING:
    from sources.changes import History

# Share of the claim's words from which a sentence speaks to it.
_SPEAKS_TO = 0.4
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Gone:
    """A sentence that a source no longer has, and when it was last had, in UTC."""

    text: str
    taken: datetime


@dataclass(frozen=True, slots=True)
class Changed:
    """The sentences of a source by what became of them.

    Attributes:
        taken: when the last state before the present one was had, in UTC.
        stayed: those that are there and were before.
        came: those that were in no earlier state.
        gone: those that are there no more, those of later states first.
    """

    taken: datetime
    stayed: tuple[str, ...]
    came: tuple[str, ...]
    gone: tuple[Gone, ...]


def changed(history: History) -> Changed:
    """What became of the sentences of a source."""
    now = _words(history.now)
    before = _words(text for state in history.before for text in state.passages)
    present = [(sentence, _words((sentence,)) in before) for sentence in _sentences(history.now)]
    gone = (
        Gone(sentence, state.taken)
        for state in history.before
        for sentence in _sentences(state.passages)
        if _words((sentence,)) not in now
    )
    return Changed(
        history.before[0].taken,
        tuple(sentence for sentence, known in present if known),
        tuple(sentence for sentence, known in present if not known),
        tuple(gone),
    )


def changes_of(
    claim_text: str, cited: Sequence[Source], changes: Mapping[str, Changed]
) -> tuple[SourceChange, ...]:
    """The sources cited in which a sentence that speaks to a claim came or went.

    Args:
        claim_text: the claim, standing alone.
        cited: the sources that the claim's sentence cites.
        changes: by id, what became of the sentences of those that have several snapshots.

    Returns:
        One for each where a sentence that is gone, or one that was not there before, is nearer to the claim
        than any that stood there all the time.
    """
    told = ((source, changes[source.id]) for source in cited if source.id in changes)
    found = (_change(claim_text, source, change) for source, change in told)
    return tuple(change for change in found if change is not None)


def _change(claim_text: str, source: Source, change: Changed) -> SourceChange | None:
    shares = [_share(claim_text, gone.text) for gone in change.gone]
    lost = max(shares, default=0.0)
    nearest = max(lost, _best(claim_text, change.came))
    # Most of a source has stayed, so that is looked at last.
    if nearest < _SPEAKS_TO or nearest <= _best(claim_text, change.stayed):
        return None
    if lost < _SPEAKS_TO:
        return SourceChange(source, change.taken, "")
    said = change.gone[shares.index(lost)]
    return SourceChange(source, said.taken, " ".join(said.text.split()))


def _best(claim_text: str, sentences: Iterable[str]) -> float:
    return max((_share(claim_text, sentence) for sentence in sentences), default=0.0)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    return (span.of(text) for text in texts for span in sentence_spans(text))


def _share(claim_text: str, sentence: str) -> float:
    return round(share(claim_text, sentence), _PLACES)


def _words(texts: Iterable[str]) -> str:
    # With a blank on either side, so that "17" is not found in "170".
    return f" {' '.join(' '.join(texts).split())} "
