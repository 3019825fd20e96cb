"""One report in several papers is one text, other reports of the same matter are not. On both databases."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from sources.adding import Addition
from sources.copies import groups
from sources.shingles import LEAST, are_copies, contained, runs, sampled
from sources.source import Source, SourceKind
from sources.store import Store
from sources.twins import precedes
from sources.verify import verify
from tests.sources.conftest import NOW, make_addition

AGENCY = (
    "Dock workers in Port Vell walked out on Monday after talks over night shifts broke down, a union said.",
    "About four hundred cranes operators and lashers left the container terminal at six in the morning, and "
    "lorries queued for nine kilometres along the coastal road by noon.",
    "“We asked for nothing that was not promised to us in spring,” said Marit Oven, the leader of it.",
    "The port company said that it had offered two free nights a month and regretted the walkout, which it "
    "called unlawful because the notice of ten days had not been kept.",
    "A mediator is expected in the town on Wednesday. The last strike at the terminal lasted three weeks and "
    "cost exporters of fruit most of the early harvest.",
)
#: Cut from below, another beginning, other words here and there.
PAPER = (
    "Dockers in Port Vell walked out on Monday after talks over night shifts broke down, a union said.",
    "About 400 cranes operators and lashers left the container terminal at six in the morning, and lorries "
    "queued for nine kilometers along the coastal road by noon.",
    AGENCY[2],
    AGENCY[3].replace("regretted", "deplored"),
)
#: The same matter and the same quotation, but the paper's own report.
OWN_REPORT = (
    "Before sunrise the gate of the container terminal stayed shut, and the first drivers turned off their "
    "engines and made tea on the bonnets of their lorries.",
    "Marit Oven, who leads the union's branch, has been here since four. “We asked for nothing that was "
    "not promised to us in spring,” she said, and pointed at a letter with a company seal.",
    "At the fruit market across the bay traders counted what would spoil if the ships stayed away until the "
    "weekend: peaches first, then the early pears.",
    "A spokesman for the company would say only that it was open for talks at any hour, day or night.",
)


def paper(number: int, paragraphs: Sequence[str], *, day: int | None = 5, **more: object) -> Addition:
    addition = make_addition(*paragraphs, location=f"https://paper{number}.example/", title=f"Paper {number}")
    published = date(2026, 5, day) if day else None
    return dataclasses.replace(
        addition, details=dataclasses.replace(addition.details, published=published, **more)
    )


def copies_of(store: Store, source: Source) -> list[str]:
    with store.reading() as session:
        return [s.title for s in groups(session, (source.id,)).get(source.id, ())]


def test_an_edited_and_shortened_report_is_one_text_with_the_agencys(store: Store) -> None:
    local = store.add(paper(2, PAPER)).source
    assert copies_of(store, local) == []
    agency = store.add(paper(1, AGENCY, kind=SourceKind.WIRE)).source
    own = store.add(paper(3, OWN_REPORT)).source
    assert copies_of(store, local) == copies_of(store, agency) == ["Paper 1", "Paper 2"]
    assert copies_of(store, own) == []
    assert verify(store).whole


@pytest.mark.parametrize(
    ("days", "kinds", "expected"),
    [
        ((6, 5, 7), ("news", "news", "wire"), ["Paper 2", "Paper 1", "Paper 3"]),
        ((None, 5, 5), ("document", "news", "wire"), ["Paper 3", "Paper 2", "Paper 1"]),
        ((5, 5, 5), ("news", "wire", "press_release"), ["Paper 3", "Paper 2", "Paper 1"]),
    ],
)
def test_which_came_first(
    store: Store, days: tuple[int | None, ...], kinds: tuple[str, ...], expected: list[str]
) -> None:
    for number, (day, kind) in enumerate(zip(days, kinds, strict=True), start=1):
        text_ = AGENCY if number > 1 else PAPER
        added = store.add(paper(number, text_, day=day, kind=SourceKind(kind), publisher=f"Body {number}"))
    assert copies_of(store, added.source) == expected


def test_one_day_and_kind_tell_no_first() -> None:
    agency = Source("1", "Strike", "Bay Agency", date(2026, 5, 5), "a", SourceKind.WIRE)
    local = dataclasses.replace(agency, id="0", kind=SourceKind.NEWS)
    assert precedes(agency, local)
    assert not precedes(local, agency)
    assert not precedes(local, dataclasses.replace(local, id="2"))
    assert precedes(local, dataclasses.replace(agency, published=None))


def test_two_halves_of_one_report_are_joined_by_the_whole(store: Store) -> None:
    first = store.add(paper(1, AGENCY[:2])).source
    last = store.add(paper(2, AGENCY[3:])).source
    assert copies_of(store, first) == copies_of(store, last) == []
    store.add(paper(3, AGENCY))
    assert sorted(copies_of(store, first)) == ["Paper 1", "Paper 2", "Paper 3"]


def test_what_changes_or_goes_is_no_copy_any_more(store: Store) -> None:
    agency = store.add(paper(1, AGENCY)).source
    local = store.add(paper(2, PAPER)).source
    gone = store.add(paper(3, PAPER[1:])).source
    assert len(copies_of(store, agency)) == 3
    store.remove(gone.id, now=NOW)
    assert sorted(copies_of(store, agency)) == ["Paper 1", "Paper 2"]
    store.add(paper(2, OWN_REPORT))
    assert copies_of(store, local) == copies_of(store, agency) == []
    assert verify(store).whole


def test_copies_are_found_among_many_with_common_phrases(store: Store) -> None:
    about = "About us: the Vell Gazette is read by forty thousand people on both sides of the bay every day."
    for number in range(60):
        words = " ".join(f"word{number}x{place}" for place in range(90))
        store.add(paper(number, (words, about)))
    agency = store.add(paper(100, (*AGENCY, about))).source
    store.add(paper(101, (*PAPER, about)))
    assert sorted(copies_of(store, agency)) == ["Paper 100", "Paper 101"]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM copy", "DELETE FROM shingle", "INSERT INTO copy SELECT '{own}', '{one}'"]
)
def test_copies_changed_past_the_program_are_told(store: Store, statement: str) -> None:
    one = store.add(paper(1, AGENCY)).source
    store.add(paper(2, PAPER))
    own = store.add(paper(3, OWN_REPORT)).source
    with store.writing() as session:
        session.execute(text(statement.format(own=own.id, one=one.id)))
    found = verify(store)
    assert found.strays
    assert all("hold its text" in stray.reason for stray in found.strays)


def test_short_texts_say_nothing() -> None:
    words = "The minister declined to comment on the matter when he was asked on Monday."
    assert contained(runs((words,)), runs((words,))) == 0.0
    assert len(runs((words,))) < LEAST


def test_case_accents_and_punctuation_make_no_difference() -> None:
    assert runs((AGENCY[1],)) == runs((AGENCY[1].upper().replace(",", " –"),))


@given(st.lists(st.sampled_from([*AGENCY, *OWN_REPORT]), min_size=1, unique=True), st.data())
def test_a_part_is_contained_whole_and_its_sample_found(paragraphs: list[str], data: st.DataObject) -> None:
    whole = runs(paragraphs)
    part = runs(paragraphs[: data.draw(st.integers(1, len(paragraphs)))])
    assert part <= whole
    assert contained(part, whole) == contained(whole, part) == (1.0 if len(part) >= LEAST else 0.0)
    assert set(sampled(part)) <= set(sampled(whole))


def test_other_reports_share_little() -> None:
    agency, own = runs(AGENCY), runs(OWN_REPORT)
    assert 0 < contained(agency, own) < 0.2
    assert contained(agency, runs(PAPER)) > 0.7
    assert are_copies(agency, runs(PAPER))
    assert not are_copies(agency, own)


def test_a_report_inside_a_very_long_text_is_found(store: Store) -> None:
    agency = store.add(paper(1, AGENCY * 3)).source
    words = [f"word{number}" for number in range(90_000)]
    pages = [" ".join(words[start : start + 900]) for start in range(0, len(words), 900)]
    store.add(paper(2, (*pages, *AGENCY * 3)))
    assert sorted(copies_of(store, agency)) == ["Paper 1", "Paper 2"]
