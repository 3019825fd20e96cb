"""Speakers of attributions: names, descriptions, documents, places, owners, joint and missing sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.actors import Actors
from tests.claims.speaking import kind, speaker, speakers


def test_no_source_is_anonymous_without_a_name() -> None:
    found = speaker("The bridge is believed to be safe.", "")
    assert (found.name, kind(found), found.mention) == (None, "anonymous", None)


def test_fullest_name_for_a_surname_used_before_it() -> None:
    text = "Weir said the bridge was safe. Anna Weir, the mayor, had checked it."
    found = speaker(text, "Weir")
    assert found.name == "Anna Weir"
    assert found.named
    assert found.resolved
    assert found.role == "mayor"


def test_speakers_come_in_the_order_of_attributions() -> None:
    text = "Anna Weir said no. Peter Marsh said yes."
    assert [s.name for s in speakers(text, "Anna Weir", "Peter Marsh")] == ["Anna Weir", "Peter Marsh"]


def test_the_mention_is_kept() -> None:
    text = "On Monday, Anna Weir said no."
    found = speaker(text, "Anna Weir")
    assert found.mention is not None
    assert found.mention.of(text) == "Anna Weir"


@pytest.mark.parametrize(
    ("text", "mention", "name", "typed"),
    [
        ("Brasilia has condemned the plan.", "Brasilia", "Brasilia", "government/executive"),
        ("Kenya said the border was shut.", "Kenya", "Kenya", "government/executive"),
        ("Downing Street said the letter was late.", "Downing Street", "Downing Street",
         "government/executive"),
        ("Two police sources said the car was stolen.", "Two police sources", "Two police sources",
         "government/police"),
        ("A senior police official said the car was stolen.", "A senior police official",
         "A senior police official", "government/police"),
        ("Sources said the deal was near.", "Sources", "Sources", "anonymous"),
        ("Witnesses said the car burned.", "Witnesses", "Witnesses", "individual"),
        ("Prosecutors said the car was his.", "Prosecutors", "Prosecutors", "government/judiciary"),
        ("The indictment said he drove the car.", "The indictment", "The indictment", "government/judiciary"),
        ("The Clinton campaign said it had the "
         "votes.", "The Clinton campaign", "The Clinton campaign", "party"),
        ("Rights groups said the law was cruel.", "Rights groups", "Rights groups", "ngo"),
        ("Local media said the bridge was shut.", "Local media", "Local media", "media"),
    ],
)  # fmt: skip
def test_unnamed_speakers_and_places(text: str, mention: str, name: str, typed: str) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, typed)
    assert found.reason


@pytest.mark.parametrize(
    ("text", "mention", "name", "typed"),
    [
        ("A new Tern Trust report accused the army of theft. The Tern Trust is a "
         "charity.", "A new Tern Trust report",
         "Tern Trust", "ngo"),
        ("A report by Human Rights Watch said the army lied.", "A report by Human Rights Watch",
         "Human Rights Watch", "ngo"),
        ("Prime Minister Paul Field's order cited the need for calm.", "Paul Field's order", "Paul Field",
         "government/executive"),
        ("Figures from the Harbour Ministry show a fall.", "Figures from the Harbour Ministry",
         "Harbour Ministry", "government/executive"),
    ],
)  # fmt: skip
def test_a_document_speaks_for_whoever_issued_it(text: str, mention: str, name: str, typed: str) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, typed)
    assert found.resolved


def test_the_report_is_the_report_named_before() -> None:
    text = (
        "A study by the Harbour Trust counted 40 boats. Rain fell all week. The study said half were empty."
    )
    assert speaker(text, "The study").name == "Harbour Trust"


def test_the_report_is_that_of_whose_it_was_called_before() -> None:
    text = (
        "Harbour Watch, a rights group, met the press. Its report lists 40 cases. Mayor Anna Weir said "
        "she was sorry. The report asks for an inquiry."
    )
    assert speaker(text, "Its report", "Mayor Anna Weir", "The report").name == "Harbour Watch"


@pytest.mark.parametrize(
    ("text", "mentions", "name", "typed"),
    [
        ("The Campaign for Clean Rivers said no.", ("The Campaign for Clean Rivers",),
         "Campaign for Clean Rivers", "ngo"),
        ("The Roe campaign for mayor said no.", ("The Roe campaign",), "The Roe campaign", "party"),
        ("Nadia Brik, who chairs the parents' council, said no.", ("Nadia Brik",), "Nadia Brik", "ngo"),
        ("The town council said no.", ("The town council",), "The town council", "government/local"),
    ],
)  # fmt: skip
def test_bodies_by_what_they_are_called(text: str, mentions: tuple[str, ...], name: str, typed: str) -> None:
    found = speaker(text, *mentions)
    assert (found.name, kind(found)) == (name, typed)


def test_a_country_that_only_its_ministry_tells_is_no_short_name_of_the_ministry() -> None:
    text = "The Foreign Ministry of Karvenia condemns the raid. On Monday, Karvenia called on all to leave."
    found = speaker(text, "The Foreign Ministry of Karvenia", "Karvenia")
    assert (found.name, kind(found)) == ("Karvenia", "government/executive")


def test_the_statement_is_by_whoever_spoke_last() -> None:
    text = (
        "Mayor Anna Weir said in a statement after a visit to Acme Boats that all was well. "
        "According to the statement, the road is open."
    )
    assert speaker(text, "Mayor Anna Weir", "the statement").name == "Anna Weir"


@pytest.mark.parametrize(
    ("text", "mentions", "name", "typed"),
    [
        ("Erik Holm, a baker, was arrested. His lawyer said he was "
         "ill.", ("His lawyer",), "Erik Holm’s lawyer",
         "individual"),
        ("Prime Minister Paul Field was away. Field's spokesman said he was ill.", ("Field's spokesman",),
         "Paul Field’s spokesman", "government/executive"),
        ("Acme Boats is late again. Its spokeswoman said the rain was to blame. Acme Boats is a company.",
         ("Its spokeswoman",), "Acme Boats’s spokeswoman", "company"),
        ("Jane Roe lost the primary. Her campaign said it would "
         "appeal.", ("Her campaign",), "Jane Roe’s campaign",
         "party"),
        ("Erik Holm was found dead. His family said he had been ill.", ("His family",), "Erik Holm’s family",
         "individual"),
    ],
)  # fmt: skip
def test_owners(text: str, mentions: tuple[str, ...], name: str, typed: str) -> None:
    found = speaker(text, *mentions)
    assert (found.name, kind(found)) == (name, typed)


def test_apposition_names_the_described() -> None:
    text = "Erik Holm was arrested. Holm's lawyer, Laura Finch, said he was ill. Finch gave no details."
    first, second = speakers(text, "Holm's lawyer", "Finch gave"[:5])
    assert first.name == second.name == "Laura Finch"
    assert kind(second) == "individual"


def test_a_spokesman_takes_the_type_of_what_the_text_says_of_his_body() -> None:
    text = (
        "Fair Tide, an opposition party, marched. Fair Tide's national coordinator, Julio Bars, "
        "said it was peaceful."
    )
    found = speaker(text, "Julio Bars")
    assert (found.name, kind(found), found.organisation) == ("Julio Bars", "party", "Fair Tide")


def test_joint_speakers() -> None:
    text = "Mayor Anna Weir and the Harbour Trust said the bridge was safe."
    found = speaker(text, "Mayor Anna Weir and the Harbour Trust")
    assert found.name == "Anna Weir and Harbour Trust"
    assert kind(found) == "government/local"


def test_an_editors_own_person_wins(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[people]\narmed_group = ["Jane Roe"]\n', encoding="utf-8")
    found = speakers("Jane Roe said the war was over.", "Jane Roe", actors=Actors.default().with_file(own))[0]
    assert kind(found) == "armed_group"
    assert "the newsroom's own file" in found.reason


def test_a_person_with_no_office_is_an_individual_and_a_bare_surname_unknown() -> None:
    assert kind(speaker("Laura Finch said the rain would not stop.", "Laura Finch")) == "individual"
    assert kind(speaker("Mr. Isaak said the rain would not stop.", "Mr. Isaak")) == "unknown"


def test_words_without_letters_are_no_speaker() -> None:
    found = speaker("The end… said nobody.", "…")
    assert kind(found) == "unknown"


def test_the_same_words_give_the_same_speakers() -> None:
    text = "Mayor Anna Weir met Peter Marsh. She said no. He said yes. The mayor left."
    first = speakers(text, "She", "He", "The mayor")
    assert first == speakers(text, "She", "He", "The mayor")


@pytest.mark.parametrize(
    ("text", "mention", "name", "role"),
    [
        ("Shares fell by a third after its chief executive, Mara Holm, warned of losses.",
         "its chief executive", "Mara Holm", "chief executive"),
        ("The owner of Café Tern, Paul Reed, threatened to sue.", "The owner of Café Tern", "Paul Reed",
         "owner"),
        ("Gen Anna Weir said the road was open.", "Gen Anna Weir", "Anna Weir", "general"),
        ("Col. Peter Marsh met the press. The colonel said the road was open.", "The colonel", "Peter Marsh",
         "colonel"),
        ("Ida Ruiz-Holm, the priest of Tern Bay, who was quoted as saying no, left.", "who", "Ida Ruiz-Holm",
         "priest"),
        ("Rebels hold 40 boats in the customs house, the governor of the province, Paul Reed, said.",
         "40 boats in the customs house, the governor of the province, Paul Reed", "Paul Reed", "governor"),
    ],
)  # fmt: skip
def test_a_name_set_beside_an_office(text: str, mention: str, name: str, role: str) -> None:
    found = speaker(text, mention)
    assert found.name == name
    assert found.role == role


def test_an_officer_speaks_for_the_state() -> None:
    assert kind(speaker("Gen. Anna Weir said the road was open.", "Gen. Anna Weir")) == "government/military"


def test_a_letter_is_not_whoever_it_accuses() -> None:
    text = "According to a letter from a former clerk, harbourmaster Paul Reed-Holm copied figures."
    assert speaker(text, "a letter from a former clerk").name != "Paul Reed-Holm"


@pytest.mark.parametrize(
    ("text", "mention", "name", "type_"),
    [
        (
            "At least 340 fell ill, according to figures published by the regional health board on Monday.",
            "figures published by the regional health board on Monday", "the regional health board",
            "government/local",
        ),
        ("A survey by a rights group says so.", "A survey by a rights group", "a rights group", "ngo"),
        ("Nurses Without Limits sued the ministry.", "Nurses Without Limits", "Nurses Without Limits", "ngo"),
        ("European Chemicals Agency officials met. The European Food Safety Authority said so.",
         "The European Food Safety Authority", "European Food Safety Authority", "igo"),
        ("The International Sweeteners Council said so.", "The International Sweeteners Council",
         "International Sweeteners Council", "ngo"),
        ("Médecins du Delta said so.", "Médecins du Delta", "Médecins du Delta", "unknown"),
        (
            "A report from a group of experts said 40 had died.", "A report from a group of experts",
            "A report from a group of experts", "ngo",
        ),
        (
            "Medics Across Frontiers, which runs two clinics, accused the ministry of lying.",
            "Medics Across Frontiers", "Medics Across Frontiers", "ngo",
        ),
    ],
)  # fmt: skip
def test_whose_paper_it_is_and_what_a_name_holds(text: str, mention: str, name: str, type_: str) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, type_)


@pytest.mark.parametrize(
    ("text", "mention", "name", "type_"),
    [
        (
            "Health Minister Dr. Ana Roe said no.",
            "Health Minister Dr. Ana Roe",
            "Ana Roe",
            "government/executive",
        ),
        (
            "Police Chief Capt. Dan Kerr said no.",
            "Police Chief Capt. Dan Kerr",
            "Dan Kerr",
            "government/police",
        ),
        ("Dr. Ana Roe said no.", "Dr. Ana Roe", "Ana Roe", "individual"),
    ],
)
def test_a_title_between_office_and_name(text: str, mention: str, name: str, type_: str) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, type_)


@pytest.mark.parametrize(
    ("text", "mention", "name", "type_"),
    [
        ("The board voted no. The teachers union has not decided. Its president, Mike Oye, said so.",
         "Its president, Mike Oye", "Mike Oye", "ngo"),
        ("Amnesty International was sued. The company lost. It said the report was false.", "It",
         "The company", "company"),
        ("The Harbour Trust closed. It said nobody was paid.", "It", "Harbour Trust", "ngo"),
    ],
)  # fmt: skip
def test_it_is_the_body_that_the_sentence_before_tells_of(
    text: str, mention: str, name: str, type_: str
) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, type_)


@pytest.mark.parametrize(
    ("text", "mention", "name", "type_"),
    [
        ("The nurses' union met. Nordfell Bank's profits fell last year, its accounts show.", "its accounts",
         "Nordfell Bank", "company"),
        ("The nurses' union met. The county's trading standards officers seized 900 toys, their report says.",
         "their report", "The county's trading standards officers", "government/local"),
        ("The nurses' union met. The clinic lost six nurses, its report says.", "its report", "The clinic",
         "institution"),
        ("The nurses' union met. The mill lost six weavers, its records show.", "its records", "The mill",
         "company"),
        # "Profits" have no website of their own.
        ("The Harbour Trust met. Profits fell, its website says.", "its website", "Harbour Trust", "ngo"),
    ],
)  # fmt: skip
def test_its_report_is_that_of_the_sentences_own_subject(
    text: str, mention: str, name: str, type_: str
) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, type_)


@pytest.mark.parametrize(
    ("text", "mention", "name", "type_"),
    [
        ("The Tern Heritage Group met. Irma Holt, who owns the chip shop opposite, said no.", "Irma Holt",
         "Irma Holt", "company"),
        ("The Tern Heritage Group met. Irma Holt, who runs the kebab stand, said no.", "Irma Holt",
         "Irma Holt", "unknown"),
        ("Developer Clive Marsten said no. Marsten left.", "Marsten", "Clive Marsten", "company"),
        ("A welder said no.", "A welder", "A welder", "individual"),
        ("Turner said no.", "Turner", "Turner", "unknown"),
    ],
)  # fmt: skip
def test_owners_and_trades(text: str, mention: str, name: str, type_: str) -> None:
    found = speaker(text, mention)
    assert (found.name, kind(found)) == (name, type_)


@pytest.mark.parametrize(
    ("text", "mention", "type_"),
    [
        ("The head of the mining agency, Lars Berg, said no.", "The head of the mining agency, Lars Berg",
         "government/executive"),
        ("The travel agency said no.", "The travel agency", "company"),
        ("The governor's energy adviser, Kim Stroud, said no.", "The governor's energy adviser, Kim Stroud",
         "government/local"),
        ("The town hall said no.", "The town hall", "government/local"),
    ],
)  # fmt: skip
def test_agencies_advisers_and_halls(text: str, mention: str, type_: str) -> None:
    assert kind(speaker(text, mention)) == type_


@pytest.mark.parametrize(
    ("text", "mention", "role"),
    [
        ("“No,” said Jo Marsh, its chief executive.", "Jo Marsh", "chief executive"),
        ("“No,” said Bo Orr, their lawyer.", "Bo Orr", "lawyer"),
        ("“No,” said Ann Lee, his sister.", "Ann Lee", "sister"),
        ("“No,” said Cy Dunn, president and CEO.", "Cy Dunn", "president and CEO"),
    ],
)
def test_an_office_behind_a_name_that_a_pronoun_opens(text: str, mention: str, role: str) -> None:
    assert speaker(text, mention).role == role
