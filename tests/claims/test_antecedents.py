"""Pronouns and definite nouns: whom they stand for inside one document."""

from __future__ import annotations

import pytest

from tests.claims.speaking import kind, speaker, speakers


def test_a_pronoun_is_the_speaker_before() -> None:
    text = "Mayor Anna Weir said the bridge was safe. “We checked it twice,” she told reporters."
    found = speaker(text, "Mayor Anna Weir", "she")
    assert (found.name, kind(found)) == ("Anna Weir", "government/local")
    assert found.resolved
    assert "'she' stands for Anna Weir" in found.reason


def test_gender_decides_between_two() -> None:
    text = "Anna Weir met Peter Marsh on Monday. He said the bridge was safe. She said it was not."
    he, she = speakers(text, "He", "She")
    assert (he.name, she.name) == ("Peter Marsh", "Anna Weir")


def test_two_likely_antecedents_are_told() -> None:
    text = "Paul Field and Peter Marsh met on Monday. He said the bridge was safe."
    assert speaker(text, "He").ambiguous


def test_names_inside_quotations_count_less() -> None:
    text = "Anna Weir spoke first. “Laura Finch is not coming,” Weir said. She said nothing more."
    assert speaker(text, "Weir", "She").name == "Anna Weir"


def test_it_and_they_are_bodies() -> None:
    text = "The Harbour Trust said it was closing. It also said that nobody was paid."
    assert speaker(text, "The Harbour Trust", "It").name == "Harbour Trust"
    text = "Residents said the water was brown. They said it smelled."
    assert speaker(text, "Residents", "They").name == "Residents"
    text = "The Harbour Trust denied this. Last year they said the opposite."
    assert speaker(text, "The Harbour Trust", "they").name == "Harbour Trust"


def test_its_is_the_subject_of_its_own_clause() -> None:
    text = (
        "The Harbour Trust said it would close. On Monday the Ministry of Bridges renewed its call for calm."
    )
    assert speaker(text, "The Harbour Trust", "its").name == "Ministry of Bridges"


def test_i_is_whoever_is_quoted() -> None:
    text = "“I know what I saw,” said Laura Finch, a resident."
    assert speakers(text, "Laura Finch")[0].name == "Laura Finch"
    text = "Laura Finch said: “As I told them, it was late.”"
    assert speaker(text, "Laura Finch", "I").name == "Laura Finch"


def test_i_outside_a_quotation_is_the_writer() -> None:
    assert kind(speaker("I thought the bridge was open.", "I")) == "media"


def test_a_relative_pronoun_is_the_noun_before_it() -> None:
    text = "Officials who said the bridge was safe have resigned."
    assert kind(speaker(text, "who")) == "government/executive"


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("The Tern Trust, a charity, opened a kitchen. The charity said it fed "
         "200.", "The charity", "Tern Trust"),
        ("Lowbridge Zoo lost an otter. The zoo said it was hungry.", "The zoo", "Lowbridge Zoo"),
        ("Amnesty International sent a letter to Kenya. The group said it had no reply.", "The group",
         "Amnesty International"),
        ("The Ministry of Bridges met on Monday. The ministry said all was well.", "The ministry",
         "Ministry of Bridges"),
        ("Fair Tide, an opposition party, marched on Monday. The party said it would win.", "The party",
         "Fair Tide"),
        ("Governor Susan Hill went to Lowbridge. The governor said help was coming.", "The governor",
         "Susan Hill"),
        ("Police chief Peter Marsh has resigned. The police chief denied any wrongdoing.", "The police chief",
         "Peter Marsh"),
        ("Laura Finch, 58, lost her boat. The 58-year-old said she had no insurance.", "The 58-year-old",
         "Laura Finch"),
        ("A hospital spokesman said two died. The spokesman gave no names.", "The spokesman",
         "A hospital spokesman"),
    ],
)  # fmt: skip
def test_definite_nouns(text: str, mention: str, name: str) -> None:
    first = name if name in text and name.startswith("A ") else None
    found = speaker(text, first, mention) if first else speaker(text, mention)
    assert found.name == name
    assert found.resolved


def test_a_ministry_is_no_army() -> None:
    text = "The Lowland Army crossed the river. The police department in Brick said the road was closed."
    found = speaker(text, "The police department in Brick")
    assert (found.name, kind(found)) == ("The police department in Brick", "government/police")


def test_a_lead_that_describes_is_named_by_the_sentence_after() -> None:
    text = (
        "Soldiers burned two villages, a Lowland human rights group said on Monday.\n\n"
        "A report by the Commission for River People (CRP) said the army moved the bodies. "
        "The CRP urged an inquiry."
    )
    first, second, third = speakers(text, "a Lowland human rights group", "A report by", "The CRP")
    assert first.name == second.name == third.name == "Commission for River People (CRP)"
    assert {kind(s) for s in (first, second, third)} == {"ngo"}


def test_the_government_is_the_fuller_phrase_before() -> None:
    text = (
        "Venezuela's government said on Monday that it had paid. The government has denied that it owes more."
    )
    found = speaker(text, "Venezuela's government", "The government")
    assert found.name == "Venezuela's government"
    assert kind(found) == "government/executive"


def test_an_unresolved_pronoun_stays_as_written() -> None:
    found = speaker("She said the bridge was open.", "She")
    assert (found.name, kind(found), found.resolved) == ("She", "unknown", False)


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("Judge Irena Vance said no. The prosecutor said she would go on.", "The prosecutor",
         "The prosecutor"),
        ("Mayor Jana Rusk said no. The governor said it was late.", "The governor", "The governor"),
        ("Judge Irena Vance said no. The magistrate said it was late.", "The magistrate", "Irena Vance"),
        ("Rep. Jana Rusk said no. The lawmaker said it was late.", "The lawmaker", "Jana Rusk"),
        ("Judge Irena Vance met prosecutors. The prosecutor's office said no.", "The prosecutor's office",
         "The prosecutor's office"),
        ("The charity Open Gates said no. The union said it was late.", "The union", "The union"),
        ("The charity Open Gates said no. The group said it was late.", "The group", "Open Gates"),
        ("Amnesty International said no. The council said it was late.", "The council", "The council"),
    ],
)  # fmt: skip
def test_an_office_and_a_sort_of_body_are_nobody_elses(text: str, mention: str, name: str) -> None:
    assert speaker(text, text.split(" said ")[0].split(" met ")[0], mention).name == name
