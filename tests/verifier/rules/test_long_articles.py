"""Rules on long articles: four times the text takes about four times as long, and not sixteen times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.document import Repair, RepairKind, Span
from claims.types import SpeakerType
from tests.timing import cpu_seconds
from tests.verifier.rules.builder import article, fact, para, said, speaker
from verifier.rules import rule
from verifier.types import CheckedArticle

SPEAKERS = (speaker("Forest Watch", SpeakerType.NGO), speaker("Ada Holm", SpeakerType.GOVERNMENT))
# Where time grows with the square it is 16.
MOST = 9


def counted(size: int) -> CheckedArticle:
    """Two speakers in turn, each time on another place."""
    places = ("".join(chr(97 + number // 26**n % 26) for n in range(3)) for number in range(size))
    told = [f"{100 + n} people in {place.capitalize()}ville left" for n, place in enumerate(places)]
    who = [SPEAKERS[n % 2] for n in range(size)]
    return article(
        *(para(said(f"{w.name} said that {t}.", w, content=t)) for w, t in zip(who, told, strict=True))
    )


def led_in(size: int) -> CheckedArticle:
    """Quotations, each with a line that leads in to it."""
    parts = []
    for number in range(size):
        parts.append(para(said("The mayor stated:", SPEAKERS[1])))
        parts.append(para(fact("“We never saw the money.” Two banks set it up."), lead_in=2 * number))
    return article(*parts)


def hidden(size: int) -> CheckedArticle:
    """Quotations, each with a character in it that nobody sees."""
    text = "“We never saw it,” the mayor said."
    repairs = (
        Repair(Span(5, 5).shifted(n * (len(text) + 2)), RepairKind.INVISIBLE, "\u200b", "")
        for n in range(size)
    )
    return article(*(para(said(text, SPEAKERS[1])) for _ in range(size)), repairs=tuple(repairs))


@pytest.mark.parametrize(
    ("name", "made", "size"),
    [("FIG004", counted, 100), ("QUO006", led_in, 60), ("TXT005", hidden, 200), ("SAY006", hidden, 300)],
)
def test_time_grows_with_the_article(name: str, made: Callable[[int], CheckedArticle], size: int) -> None:
    def taken(checked: CheckedArticle) -> float:
        return cpu_seconds(lambda: list(rule(name).check(checked)), of=5)

    one, four = made(size), made(4 * size)
    assert taken(four) < MOST * taken(one)
