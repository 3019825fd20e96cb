"""A body that the article calls by its kind alone, and the one publisher that is of this kind."""

import pytest

from claims.types import Speaker, SpeakerType
from verifier.compare.speaker import with_publisher

HELD = ("Water Regulator of Norland, minutes", "Northern Springs", "Norland Herald")


def called(name: str, **more: object) -> Speaker:
    return Speaker(name, SpeakerType.UNKNOWN, **more)  # type: ignore[arg-type]


def test_the_regulator_is_the_one_that_published() -> None:
    assert with_publisher(called("The regulator"), HELD).name == HELD[0]


@pytest.mark.parametrize(
    ("speaker", "publishers"),
    [
        (called("The regulator"), (*HELD, "Gas Regulator")),
        (called("The league"), HELD),
        (called("a regulator"), HELD),
        (called("The energy regulator"), HELD),
        (called("The Regulator", named=True), HELD),
        (called("the regulator", organisation="Gas Board"), HELD),
        (called("the government"), ("Norland Government",)),
    ],
)
def test_who_is_not_known_for_it_stays(speaker: Speaker, publishers: tuple[str, ...]) -> None:
    assert with_publisher(speaker, publishers) == speaker
