"""Offices, bodies and names as the world's newspapers in English write them."""

from __future__ import annotations

import pytest

from claims.genders import majority
from tests.claims.speaking import body_kind, described_kind, index, kind, speaker


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("State Flood Relief Agency", "ngo"),
        ("State Disaster Relief Agency", "government/local"),
        ("National Committee on School Meals", "government/executive"),
        ("Harbour Fees Review Board", "government/executive"),
        ("a statutory body", "government/executive"),
        ("Office of Works", "government/executive"),
        ("U.N. Office for Works", "igo"),
        ("Tern Basin Water Conservation District", "government/local"),
        ("School District 11", "government/local"),
        ("Dockers Local 12", "ngo"),
        ("Campaign for Clean Rivers", "ngo"),
        ("a registered charity founded in 1987", "ngo"),
        ("a voluntary organisation that runs a clinic", "ngo"),
        ("Prison Watch Kenya", "ngo"),
        ("Tern Rivers Conservancy", "ngo"),
        ("Garrow Hospitals NHS Trust", "institution"),
        ("Federation of Bicycle Makers", "company"),
        ("Malacañang", "government/executive"),
        ("State Border Guard", "government/police"),
        ("Union of West African States", "igo"),
        ("Cider Makers' Association", "company"),
        ("the industry's lobby group", "company"),
    ],
)
def test_bodies(name: str, typed: str) -> None:
    assert body_kind(name) == typed


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("River police commissioner", "River police"),
        ("Tern County police official", "Tern County police"),
        ("Border guard chief", "Border guard"),
        # A place that the role is of is no body, nor is half of "state senator".
        ("Tern County fire chief", "Tern County"),
        ("Texas state senator", "Texas"),
    ],
)
def test_whose_office_a_role_of_two_words_is(role: str, body: str) -> None:
    source = f"{role} Nils Berg"
    assert speaker(f"{source} said that two people died.", source).organisation == body


@pytest.mark.parametrize(
    ("phrase", "typed"),
    [
        ("senior advocate", "expert"),
        ("housing advocate", "ngo"),
        ("defence counsel", "individual"),
        ("Local 12 president", "ngo"),
        ("district collector", "government/local"),
        ("barangay captain", "government/local"),
        ("the first information report", "government/police"),
    ],
)
def test_offices_and_papers(phrase: str, typed: str) -> None:
    assert described_kind(phrase) == typed


@pytest.mark.parametrize(
    ("text", "source", "name", "typed"),
    [
        ("The Minister, Hon. Adzo Ferrow, said the road was open.", "Adzo Ferrow", "Adzo Ferrow",
         "government/executive"),
        ("Advocate Pravin Dholak said he would appeal.", "Advocate Pravin Dholak", "Pravin Dholak", "expert"),
        ("Ida Holm KC, prosecuting, said the boat was fast.", "Ida Holm KC", "Ida Holm KC",
         "government/judiciary"),
        ("Jon Fyne, for the defence, said it was slow.", "Jon Fyne", "Jon Fyne", "individual"),
        ("It rose. Minister for Homes Cian Derg said so.", "Cian Derg", "Cian Derg", "government/executive"),
        ("It rose. Minister of State for Works Dora Kay said so.", "Dora Kay", "Dora Kay",
         "government/executive"),
        ("It rose. Minister of Mines Cian Derg said so.", "Cian Derg", "Cian Derg", "government/executive"),
        ("It fell. Inspector Obi Falade, who leads the night team, said so.", "Obi Falade", "Obi Falade",
         "government/police"),
        ("Coun. Ida Holm said it was late.", "Ida Holm", "Ida Holm", "government/local"),
        ("It rose. Green League TD Ida Holm said so.", "Ida Holm", "Ida Holm", "government/legislature"),
        ("It fell. The Tern Holders’ Federation said so.", "The Tern Holders’ Federation",
         "Tern Holders’ Federation", "ngo"),
        ("It fell, the Price and Trade Statistics Bureau said.", "the Price and Trade Statistics Bureau",
         "Price and Trade Statistics Bureau", "government/executive"),
        ("The Federal Boiler Hazards Board said it had 63 reports.", "The Federal Boiler Hazards Board",
         "Federal Boiler Hazards Board", "government/executive"),
        ("Tern Basin Circle, which campaigns for tenants, said so.", "Tern Basin Circle", "Tern Basin Circle",
         "ngo"),
        ("Ministry of Works, which makes roads, said so.", "Ministry of Works", "Ministry of Works",
         "government/executive"),
        ("Reacting on Facebook, the driver's son, Obi Falade, said so.",
         "Facebook, the driver's son, Obi Falade", "Obi Falade", "individual"),
        ("It fell, according to a report published today by Tidewatch Charity Ireland.",
         "a report published today by Tidewatch Charity Ireland", "Tidewatch Charity Ireland", "ngo"),
        ("Jo Fyne, business manager of Dock Workers Local 12, said so.", "Jo Fyne", "Jo Fyne", "ngo"),
        ("Two officials in the Harbour Party said so. Prime Minister Anna Weir of the Harbour Party left.",
         "Two officials in the Harbour Party", "Two officials in the Harbour Party", "party"),
        ("The Debt Justice Forum, which complained, said so.", "The Debt Justice Forum",
         "Debt Justice Forum", "ngo"),
    ],
)  # fmt: skip
def test_names_with_their_offices(text: str, source: str, name: str, typed: str) -> None:
    found = speaker(text, source)
    assert (found.name, kind(found)) == (name, typed)


def test_a_surname_that_is_another_word_too() -> None:
    text = "Counsel for the bank, Adrian Poll KC, said it was late. Mr Poll said no more."
    assert speaker(text, "Adrian Poll KC", "Mr Poll").name == "Adrian Poll KC"


def test_a_body_is_what_the_text_calls_it_further_down() -> None:
    text = (
        "“They skip meals,” said Ida Holm, chief executive of Harbourlight Families. "
        "Harbourlight Families asked 1,300 carers. The charity said one in four went hungry."
    )
    assert kind(speaker(text, "Ida Holm", "The charity")) == "ngo"
    assert kind(speaker(text, "Ida Holm")) == "company"  # nobody has called it a charity yet
    first = speaker(text, "Ida Holm", "Harbourlight Families", "The charity")
    assert first.organisation is None


def test_who_heads_its_work_speaks_for_the_body() -> None:
    text = "Tern Rescue Group runs a clinic. Jonas Reed, who heads its work in Oru, said it was full."
    assert kind(speaker(text, "Jonas Reed")) == "ngo"


def test_an_officer_of_a_body_that_is_named_elsewhere() -> None:
    text = "Harbour Watch has sued the port. A spokesman for the group said it would win."
    found = speaker(text, "A spokesman for the group")
    assert (kind(found), found.organisation) == ("ngo", "Harbour Watch")


def test_a_journal_does_not_make_the_study() -> None:
    text = "The study, published in the journal Tern Medicine, found no harm."
    assert speaker(text, "The study").name == "The study"


def test_an_indictment_is_not_by_whoever_spoke_last() -> None:
    text = "Jon Fyne said he was sorry. According to the indictment, he took the money."
    found = speaker(text, "Jon Fyne", "the indictment")
    assert (found.name, kind(found)) == ("the indictment", "government/judiciary")


def test_an_age_that_stands_beside_no_name_is_the_last_persons() -> None:
    text = "When Abeni Falade landed in Oru, she had one bag. The 29-year-old said she had been robbed."
    assert speaker(text, "The 29-year-old").name == "Abeni Falade"


def test_another_ministry_is_not_the_last_one() -> None:
    text = "Oru's finance department said no. The justice department said yes."
    assert (
        speaker(text, "Oru's finance department", "The justice department").name == "The justice department"
    )


def test_the_next_subject_is_no_description_of_a_place() -> None:
    text = "Two people were killed in Nairobi, the local prefect said."
    assert speaker(text, "the local prefect").name == "the local prefect"


def test_pronouns_tell_what_a_name_does_not() -> None:
    text = "Tuvalo, who lost her house, met Bendeki. Bendeki sold his boat."
    _, found = index(text)
    assert {e.name: e.gender for e in found.entities} == {"Tuvalo": "f", "Bendeki": "m"}


def test_a_pronoun_after_two_names_tells_nothing() -> None:
    _, found = index("Tuvalo told Bendeki he had lost.")
    assert {e.gender for e in found.entities} == {None}


def test_pronouns_that_disagree_tell_nothing() -> None:
    from collections import Counter

    assert majority(Counter(m=2, f=1)) is None
    assert majority(Counter(m=3, f=1)) == "m"
    assert majority(Counter()) is None


def test_who_is_named_in_the_same_paragraph_is_meant() -> None:
    text = (
        "Oru Bendek said the jails were full. Bendek told us four more were being built.\n\n"
        "For Ulo Marku, who spent a year inside, that is no help. “You sleep on your side,” she said."
    )
    assert speaker(text, "Oru Bendek", "Bendek", "she").name == "Ulo Marku"
