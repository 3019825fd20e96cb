"""A claim read against a window of a passage: what the networks make of both, as signals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from claims.types import Speaker
from verifier.compare.context import view_at
from verifier.compare.entailment import entail, entailment_signals
from verifier.compare.instead import put_right
from verifier.compare.placed import placed, replaced
from verifier.compare.standalone import stand_alone
from verifier.compare.wording import in_these_words
from verifier.evidence import mismatches
from verifier.types import Signal


def read_against(
    claim: str,
    window: str,
    passage: str,
    plain: Sequence[Signal],
    speaker: Speaker | None = None,
    *,
    claim_date: date | None = None,
    passage_date: date | None = None,
    closely: bool = False,
) -> tuple[Signal, ...]:
    """What the networks make of claim and window, as signals; none where there is no network.

    Where the exact comparisons name a mismatch, whether the passage says otherwise is read from the sentence
    that holds it, whatever stands around. Where both have a date, "last year" is read as the year it means.

    Args:
        claim: as it stands.
        window: the sentences that are read together.
        passage: what the exact comparisons read.
        plain: their signals.
        speaker: who makes the claim, for what "I" and "we" mean in it.
        claim_date, passage_date: datelines of article and source.
        closely: has the larger network read too, unless exact comparisons decide.
    """
    written, published = (claim_date, passage_date) if claim_date and passage_date else (None, None)
    alone = stand_alone(claim, speaker, written)
    window = replaced(window, placed(window, published))
    entailed = entail(alone.text, window, closely=closely and not decided(plain))
    if entailed is None:
        return ()
    places = [s.passage_spans[0] for s in mismatches(plain) if s.passage_spans]
    if places:
        sentence = view_at(passage, places[0].start).span.of(passage)
        read_alone = entail(alone.text, replaced(sentence, placed(sentence, published)))
        entailed = replace(entailed, contradicted=read_alone.contradicted) if read_alone else entailed

    def read(changed: str) -> float:
        again = entail(stand_alone(changed, speaker, written).text, window)
        return again.supported if again else 0.0

    instead = put_right(claim, passage, plain, read)
    return (*entailment_signals(entailed, alone), *((instead,) if instead else ()))


def decided(signals: Sequence[Signal]) -> bool:
    """True where an exact comparison decides: a mismatch, or the claim's own words in the passage's order."""
    return bool(mismatches(signals)) or in_these_words(signals)
