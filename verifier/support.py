"""How far a passage supports a claim: all comparisons weighed together.

Where the entailment network has read both, a logistic regression weighs what it gives and what the exact
comparisons give; `training/entailment/fit.py` fits it. Without the network a plain sum does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from claims.confidence import probability
from verifier.compare.instead import log_odds
from verifier.compare.networks import FIRST, SUPPORT, network
from verifier.compare.wording import in_these_words, turned_signal
from verifier.evidence import mismatches
from verifier.types import Outcome, Signal

_EXACT = ("figures", "dates", "names")
# What one figure, date or name that the passage lacks takes from the support that the other words give.
_LACKING = {"figures": 0.45, "dates": 0.3, "names": 0.3}
_CONTRADICTED = 0.3
_IN_THESE_WORDS = 0.9
_TURNED_ROUND = 0.5
_HEDGED = 0.9
_HEDGE_SCORE = 0.5
_UNDENIED = 0.6
_MEANING = 0.15
# What the words alone weigh in the strength: as much as was best on natural claims that were kept apart.
_WORDS_SAY = 0.15
# A passage that holds too little of the claim to be read can't support it.
_UNREAD = 0.2
_PLACES = 4


def support_of(signals: Sequence[Signal]) -> float:
    """How far a passage supports a claim, 0..1, rounded to 4 places.

    Where the network is there and did not read the passage, it holds too little of the claim to be worth it.
    A named mismatch caps support, however similar the rest; a sentence in the claim's own words lifts it.
    """
    if any(s.name == "entailment" for s in signals):
        return _capped(probability(features(signals), weights()), signals)
    plain = plain_support(signals)
    return plain if network(FIRST) is None else min(plain, _UNREAD)


def strength_of(signals: Sequence[Signal]) -> float:
    """How strong the support is next to that of other claims and passages, 0..1, rounded to 4 places.

    Mostly `support_of`, a little `plain_support`: the networks are unsure of texts unlike those they have
    learned from, and the share of words that stand in the text is not.
    """
    support, plain = support_of(signals), plain_support(signals)
    return round(float(support ** (1 - _WORDS_SAY) * plain**_WORDS_SAY), _PLACES)


def plain_support(signals: Sequence[Signal]) -> float:
    """As `support_of`, from the exact comparisons alone.

    The share of the claim's words that the passage holds, raised a little by nearness in meaning, less what
    each kind of exact detail lacks.
    """
    by = {s.name: s for s in signals}
    lexical = by["lexical"].score or 0.0
    meaning = by["semantic"].score if "semantic" in by else None
    support = lexical if meaning is None else (1 - _MEANING) * lexical + _MEANING * max(lexical, meaning)
    for name in _EXACT:
        support *= 1 - _LACKING[name] * lacking_share(by[name])
    if by["negation"].outcome is Outcome.PARTLY:
        # A denial that the passage lacks weighs far more than a hedge that the claim dropped.
        support *= _HEDGED if (by["negation"].score or 0.0) >= _HEDGE_SCORE else _UNDENIED
    return _capped(support, signals)


def _capped(support: float, signals: Sequence[Signal]) -> float:
    if mismatches(signals):
        support = min(support, _CONTRADICTED)
    elif in_these_words(signals):
        support = max(support, _IN_THESE_WORDS)
    elif turned_signal(signals):
        support = min(support, _TURNED_ROUND)
    return round(support, _PLACES)


def features(signals: Sequence[Signal]) -> dict[str, float]:
    """What the regression weighs, by name; `signals` hold those of the entailment network."""
    by = {s.name: s for s in signals}
    negation = by["negation"]
    partly = negation.outcome is Outcome.PARTLY
    hedge = partly and (negation.score or 0.0) >= _HEDGE_SCORE
    found = {
        "lexical": by["lexical"].score or 0.0,
        "hedged": float(hedge),
        "undenied": float(partly and not hedge),
        "differs": float(bool(mismatches(signals))),
        "entailment": log_odds(by["entailment"].score or 0.0),
        "contradiction": log_odds(by["contradiction"].score or 0.0),
        "doubt": log_odds(1 - (by["doubt"].score or 0.0)),
    }
    return found | {name: lacking_share(by[name]) for name in _EXACT}


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights."""
    loaded: dict[str, float] = json.loads((FIRST.folder / SUPPORT).read_text(encoding="utf-8"))
    return loaded


def lacking_share(signal: Signal) -> float:
    """Share of the claim's figures, dates or names that the passage lacks; 0 where the claim has none."""
    if signal.outcome in (Outcome.AGREES, Outcome.DIFFERS) or not signal.claim_spans:
        return 0.0 if signal.outcome is not Outcome.DIFFERS else 1.0
    return 1.0 - (signal.score or 0.0)
