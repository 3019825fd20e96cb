"""What a source leaves open about what it says."""

import pytest

from verifier.compare.reserve import alleging, reserves

CLAIM = "The valve was fitted the wrong way round."


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Engineer Ada Lind suspects that the valve was fitted the wrong way round.", ("suspects",)),
        ("Police suspect Lind had the valve fitted the wrong way round.", ("suspect",)),
        ("The valve was fitted the wrong way round if 1,200 pumps are.", ("if 1,200 pumps are",)),
        ("Lind suggested that the valve was fitted the wrong way round.", ("suggested",)),
        ("She could not rule out that the valve was fitted the wrong way round.", ("not rule out that",)),
        ("We are told that the valve was fitted the wrong way round.", ("are told",)),
        ("Lind heard that the valve was fitted the wrong way round.", ("heard",)),
        ("Rumours that the valve was fitted the wrong way round reached the board.", ("Rumours that",)),
        ("The valve is thought to have been fitted the wrong way round.", ("is thought",)),
        ("Complaints that the valve was fitted the wrong way round are open.", ("Complaints that",)),
        ("The valve was fitted the wrong way round if the drawing is right.", ("if the drawing is right",)),
    ],
)
def test_a_reserve_is_given_in_the_sources_words(sentence, words):
    assert reserves(CLAIM, sentence) == words


@pytest.mark.parametrize(
    "sentence",
    [
        "The valve was fitted the wrong way round.",
        "Two suspects were held. The valve was fitted the wrong way round.",
        "Lind asked if the valve was fitted the wrong way round.",
        "Even if it rained, the valve was fitted the wrong way round.",
        "Lind suspects that the pump had rust; the valve was fitted the wrong way round.",
        "The pump will be sold if the town agrees.",
        "Engineers report that the valve was fitted the wrong way round.",
    ],
)
def test_what_is_no_reserve_on_the_claim(sentence):
    assert reserves(CLAIM, sentence) == ()


def test_a_plan_that_is_only_weighed():
    assert reserves("The town will sell the pump.", "The town is considering selling the pump.") == (
        "is considering",
    )


@pytest.mark.parametrize(
    "claim",
    ["Lind suspects that the valve was fitted wrongly.", "The pump will be sold if the town agrees."],
)
def test_a_claim_with_a_reserve_of_its_own_has_lost_none(claim):
    assert reserves(claim, claim) == ()


def test_what_is_only_alleged():
    assert alleging(CLAIM, "Claims that the valve was fitted the wrong way round are old.") == "Claims that"
    assert alleging(CLAIM, "Claims that the pump was stolen are old.") == ""
