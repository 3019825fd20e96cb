"""How likely an attribution is right: what the network and the rules say of it, weighed.

A logistic regression over a few features, fitted by `training/attribution/confidence.py` on annotated
documents that the network had not seen: of the attributions with confidence 0.9 nine in ten are right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

from claims.document import Span
from claims.spans import overlap, shared
from claims.types import Attribution

WEIGHTS = Path(__file__).parent / "models" / "attribution" / "confidence.json"
# Two attributions whose contents share so much or more (Jaccard, characters) are the same one.
SAME = 0.5
_CERTAIN = 1e-4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an attribution when its confidence is asked.

    Attributes:
        attribution: as it was found.
        word_score: in 0..1, how sure the network is of its words; None where only the rules found it.
        rules: the rules' own attribution with the same content; None where they have none.
        share: in 0..1, its content's part of its sentence.
        contested: True where only the rules found it, and the network found another in its place.
    """

    attribution: Attribution
    word_score: float | None
    rules: Attribution | None
    share: float
    contested: bool = False


def features(evidence: Evidence) -> dict[str, float]:
    """The features by name; all that are absent are 0."""
    attribution, rules = evidence.attribution, evidence.rules
    if evidence.contested:
        return {"contested": 1.0, f"contested_{attribution.manner.value}": 1.0}
    found = {
        "share": min(evidence.share, 1.0),
        "negated": float(attribution.negated),
        "unframed": float(not attribution.frame),
        attribution.manner.value: 1.0,
    }
    if evidence.word_score is None:
        return {**found, "rules_only": 1.0, "rules_alone": _logit(attribution.confidence)}
    found["words"] = _logit(evidence.word_score)
    if rules is not None:
        found["rules_agree"] = 1.0
        found["rules"] = _logit(rules.confidence)
        found["same_source"] = float(overlap(rules.source, attribution.source))
    return found


def probability(named: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability in 0..1 of features under `weights`, which name a feature each and "intercept"."""
    total = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in named.items())
    return 1 / (1 + exp(-total))


@cache
def weights(path: Path = WEIGHTS) -> Mapping[str, float]:
    """The fitted weights."""
    loaded: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def like(attribution: Attribution, others: Sequence[Attribution]) -> Attribution | None:
    """The one of `others` with the same content as `attribution`, or None."""
    own = attribution.content
    near = [o for o in others if o.content[0].start < own[-1].end and own[0].start < o.content[-1].end]
    best = max(near, key=lambda other: likeness(other.content, own), default=None)
    if best is None or likeness(best.content, own) < SAME:
        return None
    return best


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share in 0..1 of their characters that two sequences of spans have in common (Jaccard)."""
    common = shared(one, other)
    return common / (sum(map(len, one)) + sum(map(len, other)) - common) if common else 0.0


def _logit(share: float) -> float:
    return log(max(share, _CERTAIN) / max(1 - share, _CERTAIN))
