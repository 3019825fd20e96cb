"""The index of names: which names name the same, and what the document says of them."""

from __future__ import annotations

import pytest

from claims.entities import Entity, Sort
from claims.mentions import Index
from tests.claims.speaking import index


def named(found: Index, name: str) -> int | None:
    """The number of the entity that goes by exactly this name."""
    return next((at for at, each in enumerate(found.entities) if name in each.names), None)


def entity(text: str, name: str) -> Entity:
    _, found = index(text)
    which = named(found, name)
    assert which is not None, [e.names for e in found.entities]
    return found.entities[which]


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation", "kind"),
    [
        ("Police spokesman Peter Marsh said the bridge was closed.", "Peter Marsh", "Police spokesman", None,
         "government/police"),
        ("Anna Weir, a spokeswoman for the Harbour Ministry, said it would open.", "Anna Weir", "spokeswoman",
         "Harbour Ministry", "government/executive"),
        ("“It is late,” said Anna Weir, who heads the Centre for Human Rights and "
         "Repair.", "Anna Weir", "head",
         "Centre for Human Rights and Repair", "ngo"),
        ("The chairman of the Senate Bridges Committee, Senator Paul Field, called for a "
         "report.", "Paul Field",
         "Senator", None, "government/legislature"),
        ("The charity's director, Laura Finch, said the money was "
         "gone.", "Laura Finch", "director", "charity",
         "ngo"),
        ("Harbour Union president Martin Stone told reporters the strike would go on.", "Martin Stone",
         "Harbour Union president", "Harbour Union", "ngo"),
        ("Oregon Governor Susan Hill said help was coming.", "Susan Hill", "Oregon Governor", None,
         "government/local"),
        ("Former minister Paul Field said he had known nothing.", "Paul Field", "Former minister", None,
         "individual"),
        ("A resident named Rosa said the water rose fast.", "Rosa", "resident", None, "individual"),
        ("Petra Lund has led the Nurses' Federation since 2027.", "Petra Lund", None, "Nurses’ Federation",
         "ngo"),
        ("Ib Krog runs the Ministry of Fisheries.", "Ib Krog", None, "Ministry of Fisheries",
         "government/executive"),
        ("Helen Moor of the Lowland Institute said the figures were wrong.", "Helen Moor", None,
         "Lowland Institute", "expert"),
    ],
)  # fmt: skip
def test_roles_and_bodies_around_a_name(
    text: str, name: str, role: str | None, organisation: str | None, kind: str
) -> None:
    found = entity(text, name)
    assert found.sort is Sort.PERSON
    assert found.role == role
    assert str(found.kind) == kind
    if organisation:
        assert found.organisation == organisation


def test_surname_first_name_and_full_name_are_one_person() -> None:
    text = "Weir was late. Mayor Anna Weir said so. Weir did not mind. “Anna is never late,” her aide said."
    _, found = index(text)
    persons = [e for e in found.entities if e.sort is Sort.PERSON]
    assert [e.name for e in persons] == ["Anna Weir"]
    assert persons[0].gender == "f"
    assert len([m for m in found.mentions if m.entity == named(found, "Anna Weir")]) == 4


def test_two_persons_with_a_surname_are_told_apart() -> None:
    text = "Anna Weir and Peter Weir came. Peter Weir spoke first. Weir wore a hat."
    _, found = index(text)
    assert {e.name for e in found.entities if e.sort is Sort.PERSON} == {"Anna Weir", "Peter Weir"}
    assert found.entities[found.mentions[-1].entity].name == "Peter Weir"


def test_acronym_and_part_of_a_name_are_the_body() -> None:
    text = (
        "The Association of Harbour Families (AHF) published a list. The AHF gave no names. "
        "The Lowland Red Cross Society helped. The Red Cross had no boats."
    )
    _, found = index(text)
    assert named(found, "AHF") == named(found, "Association of Harbour Families")
    assert named(found, "Red Cross") in (None, named(found, "Lowland Red Cross Society"))
    assert found.entities[named(found, "AHF") or 0].name == "Association of Harbour Families (AHF)"


def test_what_the_text_calls_a_body_decides_over_its_name() -> None:
    found = entity("The Tern Group, a charity that feeds sailors, said it had no money.", "Tern Group")
    assert str(found.kind) == "ngo"
    assert "the text calls it" in found.reason


def test_a_noun_after_the_name_describes_it() -> None:
    found = entity("The opposition Fair Tide party said the vote was stolen.", "Fair Tide")
    assert found.sort is Sort.BODY
    assert str(found.kind) == "party"


def test_a_candidate_is_told_by_the_campaign() -> None:
    text = "Roe supporters filled the hall. Jane Roe said she would win."
    found = entity(text, "Jane Roe")
    assert str(found.kind) == "party"
    assert "candidate" in found.reason


def test_nothing_is_read_off_headlines() -> None:
    text = "Mayor Weir Calls Peter Marsh A Danger To Harbour Traffic\n\nAnna Weir said Marsh was late."
    _, found = index(text)
    assert not [e for e in found.entities if "Calls" in e.name]


def test_places_and_peoples() -> None:
    _, found = index("Kenya and the Kenyans had waited in Nairobi.")
    assert {e.sort for e in found.entities} == {Sort.PLACE}


def test_mentions_know_subjects_owners_and_quotations() -> None:
    text = "Anna Weir said “Peter Marsh is late”. She met Laura Finch's lawyer."
    document, found = index(text)
    by_name = {m.span.of(document.text): m for m in found.mentions}
    assert by_name["Anna Weir"].subject
    assert by_name["Peter Marsh"].quoted
    assert by_name["Laura Finch"].owner
    assert found.covering(text.index("Marsh")) == by_name["Peter Marsh"]
    assert found.before(5) == (by_name["Anna Weir"],)
