"""Where the words of a claim stand in its document."""

from dataclasses import replace

import pytest

from claims.analysis import analyse
from claims.document import Span
from claims.reading import read_text

TEXT = "The road is shut.\n\nIn spring, the board said, 63 crews and 12 boats left."


@pytest.fixture(scope="module")
def parted():
    """An analysis with a claim in two parts that stand apart."""
    analysis = analyse(read_text(TEXT))
    text = analysis.document.text
    parts = tuple(
        Span(text.index(part), text.index(part) + len(part))
        for part in ("In spring", "63 crews and 12 boats left")
    )
    return analysis, replace(analysis.main_claim(1), content=parts)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        (["spring"], "spring"),
        (["63"], "63"),
        (["63", "12"], "63 crews and 12"),
        (["In", "left"], "In spring, the board said, 63 crews and 12 boats left"),
        (["spring 63"], "spring, the board said, 63"),
    ],
)
def test_words_of_a_claim_are_found_in_its_document(parted, words, there):
    analysis, claim = parted
    text = analysis.claim_text(claim)
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in words]
    assert analysis.text(analysis.place_of(claim, spans)) == there
