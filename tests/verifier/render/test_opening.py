import dataclasses

from claims.types import SpeakerType
from verifier.render.opening import Share, claims_once, opening

from .builder import report


def test_the_accusations_are_counted_whatever_rules_fired():
    for made in (report(), report(findings=False)):
        first = opening(made)
        assert (first.single_source, first.unanswered) == (1, 1)
    assert opening(report(sources_held=0)).single_source == 0
    assert opening(report(sources_held=0)).unanswered == 1


def test_shares_are_of_attributed_claims():
    first = opening(report())
    assert first.shares == (
        Share(SpeakerType.NGO, 4, 29),
        Share(SpeakerType.GOVERNMENT, 3, 21),
        Share(SpeakerType.ANONYMOUS, 1, 4),
    )
    assert sum(map(first.portion, first.shares)) == 1


def test_words_that_two_sentences_share_count_once():
    made = report()
    block = made.article.claims[10]
    lead_in = dataclasses.replace(block, claim=dataclasses.replace(block.claim, sentence=8, main=False))
    claims = (*made.article.claims[:10], lead_in, *made.article.claims[10:])
    twice = dataclasses.replace(made, article=dataclasses.replace(made.article, claims=claims))
    assert claims_once(twice) == claims_once(made)
    ngo = opening(twice).shares[0]
    assert (ngo.claims, ngo.words) == (5, 29)
