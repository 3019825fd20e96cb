"""Words behind their speaker's name and a colon, and the paragraph under "So said"."""

import pytest

from claims.analysis import analyse
from claims.reading import read_text


def said(text: str) -> list[tuple[str | None, str]]:
    """Who makes each claim of a text, and what is said."""
    analysis = analyse(read_text(text))
    return [(c.speaker and c.speaker.name, analysis.claim_text(c)) for c in analysis.claims]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Energy minister Olaf Brenn: No village will be moved before 2030.", "Olaf Brenn"),
        ("Inga Torvald, zoologist: Otters are harmless unless they are cornered.", "Inga Torvald"),
        ("Paul Reed, owner of the Tern hotel: Nobody was locked in.", "Paul Reed"),
        ("Marcus Aubel: I deny that I ever threw a chair.", "Marcus Aubel"),
    ],
)
def test_a_line_behind_a_name_is_that_persons(text: str, name: str) -> None:
    assert said(text) == [(name, text.partition(": ")[2])]


def test_it_goes_on_until_somebody_else_speaks() -> None:
    text = (
        "State senator Gil Moreno: Cold is no punishment in our law. The cells have no heat. "
        "Senator Ada Lind said that she would write a report."
    )
    assert [name for name, _ in said(text)] == ["Gil Moreno", "Gil Moreno", "Ada Lind"]


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe: a life in pictures.",
        "Anna Weir, 34: teacher, mother of two.",
        "The board has three members: Ann Lee, Bo Marsh and Cy Dunn are named.",
        "Weather in Lund: rain is likely.",
        "Nordvik Daily, page 2: the ferry is late.",
        "Tom Lee: He was convicted of fraud in 2015.",
    ],
)
def test_other_colons_give_nothing_to_anybody(text: str) -> None:
    assert all(name is None for name, _ in said(text))


def test_who_is_named_below_has_said_what_stands_above() -> None:
    text = (
        "The mill will pay 40 weavers, the labour court ruled.\n\n“We worked eight hours and were paid "
        "for six. I will buy a stove.”\n\nSo said Lucia Fers, who wove at the mill for nine years."
    )
    assert [name for name, _ in said(text)][:2] == ["the labour court", "Lucia Fers"]


def test_a_paragraph_in_which_somebody_speaks_stays_theirs() -> None:
    text = "The dam is safe, the ministry said on Monday.\n\nSo say the engineers who built it."
    assert said(text)[0][0] == "the ministry"
    assert all(
        name is None for name, _ in said("Two villages were moved.\n\nSo write letters to the mayor of Orlu.")
    )


def test_who_leads_nothing_that_is_told() -> None:
    assert said("“The dam is safe,” said Anna Berg, who leads.")[0][0] == "Anna Berg"


def test_so_begins_other_sentences_too() -> None:
    assert said("“We worked eight hours.”\n\nSo ended the strike.")[0][0] is None


def test_a_headline_and_a_paper_lead_on_to_no_quotation() -> None:
    headline = "# Doctors demand shorter shifts\n\nSome slept in their cars.\n\n“The rota is a disgrace.”"
    paper = "Profits fell last year, the mill's annual report says.\n\n“It is a great day for all of us.”"
    for text in (headline, paper):
        assert said(text)[-1][0] is None


def test_a_condition_puts_nothing_in_anybodys_mouth() -> None:
    assert said("Work starts in 2028 if parliament agrees.")[0][0] is None
    assert said("If the court agrees, the men will go free, Judge Ola Brandt said.")[0][0] == "Ola Brandt"


def test_whom_notes_are_about_has_not_said_them() -> None:
    text = "On Roe: “I do not hate that man.” The lamp was out, said Lucia Fers."
    assert "Roe" not in [name for name, _ in said(text)]
