"""Whether what a claim leans on changed in the source that it cites, after that was first stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.changes import Earlier
from sources.source import Source
from verifier.compare.saying import share
from verifier.compare.window import read_together
from verifier.evidence import lexical_share
from verifier.types import Evidence, SourceChange

# Share of the claim's words from which a passage speaks to it.
_SPEAKS_TO = 0.4
_PLACES = 4


def changes_of(
    claim_text: str,
    evidence: Sequence[Evidence],
    cited: Sequence[Source],
    earlier: Mapping[str, Earlier],
) -> tuple[SourceChange, ...]:
    """The sources cited that said something else of a claim's matter before.

    Args:
        claim_text: the claim, standing alone.
        evidence: as `verifier.evidence.gather` returns it.
        cited: the sources that the claim's sentence cites.
        earlier: by id, what was different in those that changed.

    Returns:
        One for each where the passage nearest to the claim was not there before, or one that is gone was
        nearer to it than any that is there now.
    """
    found = []
    for source in cited:
        if (before := earlier.get(source.id)) is None:
            continue
        own = [e for e in evidence if e.passage.source.id == source.id]
        now = [(round(lexical_share(e.signals), _PLACES), e.passage.id) for e in own]
        best, number = max(now, key=lambda n: (n[0], -n[1]), default=(0.0, 0))
        gone = [(round(share(claim_text, text), _PLACES), text) for text in before.gone]
        lost, text = max(gone, key=lambda g: g[0], default=(0.0, ""))
        touched = best >= _SPEAKS_TO and number in before.new
        if touched or (lost >= _SPEAKS_TO and lost > best):
            said = read_together(claim_text, text) if lost >= _SPEAKS_TO else ""
            found.append(SourceChange(source, before.taken, " ".join(said.split())))
    return tuple(found)
