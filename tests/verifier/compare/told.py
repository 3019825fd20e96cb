"""All that a comparison tells the reader of a report, for tables of examples."""

from __future__ import annotations

from verifier.types import Outcome, Signal

AGREES, PARTLY, DIFFERS, SILENT = Outcome
Told = tuple[Outcome, float | None, str, list[str], list[str]]


def told(name: str, signal: Signal, claim: str, passage: str) -> Told:
    """Outcome, score, detail, and the words marked on both sides, of a signal of this name."""
    assert signal.name == name
    ours = [span.of(claim) for span in signal.claim_spans]
    theirs = [span.of(passage) for span in signal.passage_spans]
    return signal.outcome, signal.score, signal.detail, ours, theirs
