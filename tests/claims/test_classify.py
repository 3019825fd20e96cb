import pytest

from claims.analysis import analyse
from claims.reading import read_text
from claims.types import Claim, ClaimKind


def main_claims(text: str) -> list[Claim]:
    analysis = analyse(read_text(text))
    return [analysis.main_claim(s.index) for s in analysis.sentences]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The interior ministry said two ferries had sunk off Garrow.", ClaimKind.GOVERNMENT),
        ("Police spokesman Jonas Reed denied that officers had fired first.", ClaimKind.GOVERNMENT),
        ("Two ferries had sunk, according to the coast guard.", ClaimKind.GOVERNMENT),
        ("Human Rights Watch accused the army of burning homes.", ClaimKind.NGO),
        ("The charity Safe Harbour said its boat was shot at.", ClaimKind.NGO),
        ("The United Nations estimates that 40,000 people fled.", ClaimKind.ATTRIBUTED),
        ("Residents said they had heard shots.", ClaimKind.ATTRIBUTED),
        ("It is believed that the captain left the ship.", ClaimKind.ATTRIBUTED),
        ("The captain reportedly left the ship.", ClaimKind.ATTRIBUTED),
        ("Police arrested 40 people on Friday.", ClaimKind.FACT),
        ("The minister signed the order on Monday.", ClaimKind.FACT),
        ("Parliament rejected the bill.", ClaimKind.FACT),
        ("The ministry did not respond to requests for comment.", ClaimKind.FACT),
        ("The company declined to comment on the case.", ClaimKind.FACT),
        ("The government plans to build a new port.", ClaimKind.FACT),
        ("The army closed the bridge, citing a bomb threat.", ClaimKind.FACT),
        ("Prosecutors charged two men with fraud.", ClaimKind.FACT),
        ("What happens to the families now?", ClaimKind.NONE),
    ],
)
def test_kind_of_a_sentence(text: str, kind: ClaimKind) -> None:
    (claim,) = main_claims(text)
    assert claim.kind is kind, claim.reason
    assert claim.reason


def test_a_heading_makes_no_claim() -> None:
    claims = main_claims("Night of the ferries\n\nTwo ferries sank off Garrow on Monday.")
    assert [c.kind for c in claims] == [ClaimKind.NONE, ClaimKind.FACT]


def test_an_attributed_tail_is_a_claim_beside_the_fact() -> None:
    analysis = analyse(read_text("The ministry closed the bridge, citing a bomb threat."))
    assert [(c.kind, c.main) for c in analysis.claims_of(0)] == [
        (ClaimKind.FACT, True),
        (ClaimKind.GOVERNMENT, False),
    ]


def test_the_sentence_that_introduces_a_block_quotation_is_its_speakers() -> None:
    claims = main_claims("Police chief Mara Holm stated:\n\n“Nobody called us until the next morning came.”")
    assert [c.kind for c in claims] == [ClaimKind.GOVERNMENT, ClaimKind.GOVERNMENT]


def test_every_sentence_has_one_main_claim() -> None:
    text = "Reed said the mayor, who denies it, took money.\n\nNobody was hurt. “We ran,” he said."
    analysis = analyse(read_text(text))
    for sentence in analysis.sentences:
        assert sum(c.main for c in analysis.claims_of(sentence.index)) == 1
