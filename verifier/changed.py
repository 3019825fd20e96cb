"""Whether what a claim leans on changed in the source that it cites, since that was stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sources.changes import History
from sources.source import Source
from verifier.compare.saying import share
from verifier.compare.words import sentence_spans
from verifier.types import SourceChange

# Share of the claim's words from which a sentence speaks to it.
_SPEAKS_TO = 0.4
_PLACES = 4


def changes_of(
    claim_text: str, cited: Sequence[Source], histories: Mapping[str, History]
) -> tuple[SourceChange, ...]:
    """The sources cited in which a sentence that speaks to a claim came or went.

    Args:
        claim_text: the claim, standing alone.
        cited: the sources that the claim's sentence cites.
        histories: by id, what those said that have several snapshots.

    Returns:
        One for each where a sentence that is gone, or one that was not there before, is nearer to the claim
        than any that stood there all the time.
    """
    told = ((source, histories[source.id]) for source in cited if source.id in histories)
    found = (_change(claim_text, source, history) for source, history in told)
    return tuple(change for change in found if change is not None)


def _change(claim_text: str, source: Source, history: History) -> SourceChange | None:
    now = _words(history.now)
    before = _words(text for state in history.before for text in state.passages)
    stayed = came = 0.0
    for sentence in _sentences(history.now):
        part = _share(claim_text, sentence)
        if _words((sentence,)) in before:
            stayed = max(stayed, part)
        else:
            came = max(came, part)
    taken, lost, said = history.before[0].taken, 0.0, ""
    for state in history.before:
        for sentence in _sentences(state.passages):
            part = _share(claim_text, sentence)
            if part > lost and _words((sentence,)) not in now:
                taken, lost, said = state.taken, part, sentence
    if max(came, lost) < _SPEAKS_TO or max(came, lost) <= stayed:
        return None
    return _told(source, history.before[0].taken, "") if lost < _SPEAKS_TO else _told(source, taken, said)


def _told(source: Source, taken: datetime, said: str) -> SourceChange:
    return SourceChange(source, taken, " ".join(said.split()))


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    return (span.of(text) for text in texts for span in sentence_spans(text))


def _share(claim_text: str, sentence: str) -> float:
    return round(share(claim_text, sentence), _PLACES)


def _words(texts: Iterable[str]) -> str:
    # With a blank on either side, so that "17" is not found in "170".
    return f" {' '.join(' '.join(texts).split())} "
