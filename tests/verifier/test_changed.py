"""A sentence that a claim leans on came into a cited source, or went."""

from datetime import UTC, date, datetime

import pytest

from sources.changes import History, State
from sources.source import Source
from verifier.changed import changed, changes_of

SOURCE = Source("aut", "The year", "Harbour Authority", date(2026, 1, 4), "https://harbour.example/")
CLAIM = "The harbour handled 17 ships a day in spring."
SAYS = "The harbour handled 17 ships a day in spring, most with grain."
PAINT = "The north gate was painted in May."


def day(month: int) -> datetime:
    return datetime(2026, month, 5, 9, tzinfo=UTC)


def told(now: str, *before: str) -> list[tuple[int, str]]:
    states = tuple(State(day(len(before) - n), (text,)) for n, text in enumerate(before))
    found = changes_of(CLAIM, [SOURCE], {SOURCE.id: changed(History((now,), states))})
    return [(change.taken.month, change.said) for change in found]


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (SAYS.replace("17", "11"), [SAYS], [(1, SAYS)]),
        (PAINT, [SAYS], [(1, SAYS)]),
        (SAYS, [PAINT], [(1, "")]),
        (SAYS, [SAYS.replace("17", "11")], [(1, SAYS.replace("17", "11"))]),
        (SAYS.replace("17", "170"), [SAYS], [(1, SAYS)]),
        (f"{SAYS} Thirteen readers wrote.", [f"{SAYS} Twelve readers wrote."], []),
        (f"{PAINT} {SAYS}", [SAYS], []),
        (PAINT, [PAINT.replace("north", "south")], []),
    ],
)
def test_what_came_and_went(now: str, before: list[str], expected: list[tuple[int, str]]) -> None:
    assert told(now, *before) == expected


def test_the_day_is_that_of_the_words_that_are_told() -> None:
    now, january = SAYS.replace("17", "23"), SAYS.replace("17", "11")
    assert told(now, SAYS, january) == [(2, SAYS)]


def test_a_source_without_a_history_is_let_be() -> None:
    assert changes_of(CLAIM, [SOURCE], {}) == ()
