"""Letters that only look like Latin ones: what hides behind them is told."""

from __future__ import annotations

import pytest

from claims.reading import read_text
from claims.types import ClaimKind
from verifier.pipeline import check

PLAIN = "The port said that forty ferries had left Lomo on Monday."


@pytest.mark.parametrize(
    ("word", "letter"),
    [
        ("s\u0430id", "cyrillic small letter a"),
        ("said \u039fn", "greek capital letter omicron"),
        ("\uff53aid", "fullwidth latin small letter s"),
        ("sa\U0001d422d", "mathematical bold small i"),
    ],
)
def test_an_attribution_that_hides_is_told(word: str, letter: str) -> None:
    report = check(read_text(PLAIN.replace("said", word)))
    (found,) = [f for f in report.findings if f.rule == "TXT007"]
    assert letter in found.message
    assert found.span.of(report.article.analysis.document.text) == word.split()[-1]


def test_what_it_would_hide() -> None:
    hidden, plain = (
        check(read_text(text)).article.analysis for text in (PLAIN.replace("said", "s\u0430id"), PLAIN)
    )
    assert plain.main_claim(0).kind is not ClaimKind.FACT
    assert hidden.main_claim(0).kind is ClaimKind.FACT
