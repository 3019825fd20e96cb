"""What the confidence weighs, and which way."""

from dataclasses import replace

from claims.confidence import Evidence, features, like, likeness, probability, weights
from claims.document import Span
from claims.types import Attribution, Manner

SAID = Attribution(
    (Span(0, 5),), (Span(6, 10),), (Span(11, 40),), Manner.INDIRECT, frame="ccomp", confidence=0.9
)


def confidence(evidence: Evidence) -> float:
    return probability(features(evidence), weights())


def test_surer_words_and_agreeing_rules_are_likelier() -> None:
    alone = Evidence(SAID, 0.7, None, 0.8)
    assert confidence(replace(alone, word_score=0.95)) > confidence(alone)
    assert confidence(replace(alone, rules=SAID)) > confidence(alone)


def test_what_the_network_read_otherwise_is_unlikely() -> None:
    only_rules = Evidence(SAID, None, SAID, 0.8)
    assert confidence(replace(only_rules, contested=True)) < confidence(only_rules)


def test_every_weight_belongs_to_a_feature() -> None:
    kinds = [
        Evidence(replace(SAID, manner=manner), word, rules, 1.0, contested)
        for manner in (Manner.DIRECT, Manner.MIXED, Manner.INDIRECT)
        for word, rules, contested in ((0.9, SAID, False), (None, SAID, False), (None, SAID, True))
    ]
    named = {name for evidence in kinds for name in features(evidence)}
    assert set(weights()) <= {*named, "intercept"}


def test_likeness_is_the_share_in_common() -> None:
    assert likeness([Span(0, 10)], [Span(5, 10)]) == 0.5
    assert likeness([Span(0, 4), Span(6, 10)], [Span(0, 4), Span(6, 10)]) == 1.0
    assert likeness([Span(0, 4)], [Span(4, 10)]) == 0.0


def test_the_like_one_shares_more_than_half() -> None:
    other = replace(SAID, content=(Span(11, 20),))
    assert like(SAID, [other, SAID]) is SAID
    assert like(SAID, [other]) is None
    assert like(SAID, []) is None
