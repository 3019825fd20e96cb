import pytest

from claims.types import Branch, Speaker, SpeakerType
from verifier.compare.affiliation import (
    clash,
    is_person,
    known_organisation,
    may_speak_for,
    person_part,
    speaks_for,
)
from verifier.compare.quote import compare_quotation
from verifier.compare.speaker import compare_speaker, with_organisation
from verifier.types import Outcome, QuoteState

GOV, NGO, IGO = SpeakerType.GOVERNMENT, SpeakerType.NGO, SpeakerType.IGO
PERSON, EXPERT, UNKNOWN = SpeakerType.INDIVIDUAL, SpeakerType.EXPERT, SpeakerType.UNKNOWN


def speaker(name, kind=GOV, **fields):
    return Speaker(name, kind, **{"named": True, **fields})


@pytest.mark.parametrize(
    ("who", "body"),
    [
        (speaker("Minister of Mines Ilse Brook", named=False), "Ministry of Mines and Rivers of Norland"),
        (speaker("Ilse Brook", role="Minister of Mines"), "Mines Ministry"),
        (speaker("Ove Lund", role="Prime Minister"), "Office of the Prime Minister"),
        (speaker("Ove Lund", role="president"), "The Presidency of Norland"),
        (speaker("a police spokesman", branch=Branch.POLICE, named=False), "National Police"),
        (speaker("Ana Reis", role="army spokeswoman"), "Ministry of Defence"),
        (speaker("Ana Reis", NGO, organisation="Amber Watch"), "amberwatch.org"),
        (speaker("Norland government"), "Ministry of Health of Norland"),
    ],
)
def test_whose_people_they_are(who, body):
    assert speaks_for(who, body)
    assert may_speak_for(who, body)


@pytest.mark.parametrize(
    ("who", "body"),
    [
        (speaker("Ilse Brook", role="Minister of Mines"), "Ministry of Health of Norland"),
        (speaker("Ove Lund", role="Prime Minister"), "Ministry of Mines"),
        (speaker("Kenyan police spokesman", branch=Branch.POLICE, named=False), "Ghana Police Service"),
        (speaker("Ana Reis", NGO, organisation="Amber Watch"), "Copper Network"),
        (speaker("Ana Reis", NGO, organisation="Amber Watch"), None),
    ],
)
def test_whose_people_they_are_not(who, body):
    assert not speaks_for(who, body)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (speaker("Ilse Brook", role="minister"), speaker("Ministry of Health"), Outcome.SILENT),
        (speaker("Ilse Brook", role="Minister of Mines"), speaker("Ministry of Health"), Outcome.DIFFERS),
        (speaker("Ilse Brook", role="Minister of Mines"), speaker("Amber Watch", NGO), Outcome.DIFFERS),
        (speaker("Ilse Brook", SpeakerType.UNKNOWN), speaker("Amber Watch", NGO), Outcome.SILENT),
        (speaker("Ilse Brook", role="minister"), speaker("Ove Lund", role="minister"), Outcome.DIFFERS),
        (speaker("Ministry of Health"), speaker("Ministry of Mines"), Outcome.DIFFERS),
        (speaker("Norland Police"), speaker("Interior Ministry"), Outcome.SILENT),
        (speaker("Amber Watch", NGO), speaker("Copper Network", NGO), Outcome.DIFFERS),
        (
            speaker("United Nations", SpeakerType.IGO),
            speaker("UN Water Office", SpeakerType.IGO),
            Outcome.SILENT,
        ),
        (speaker("Ilse Brook", ambiguous=True), speaker("Ove Lund"), Outcome.SILENT),
        (speaker("Minister of Mines Ilse Brook", named=False), speaker("Ilse Brook"), Outcome.AGREES),
    ],
)
def test_only_shown_differences_are_differences(one, other, expected):
    assert compare_speaker(one, other).outcome is expected
    assert compare_speaker(other, one).outcome is expected


def test_persons_and_the_roles_before_their_names():
    assert person_part("Minister of Mines Ilse Brook") == "Ilse Brook"
    assert person_part("Ilse Brook") == "Ilse Brook"
    assert is_person(speaker("Ilse Brook"))
    assert not is_person(speaker("Harbour Board"))
    assert not is_person(Speaker(None, GOV))
    assert clash(speaker("Ilse Brook"), speaker("Ove Lund"))


def test_an_organisation_learnt_from_a_source():
    ours = speaker("Ana Reis", NGO, role="director", organisation="group")
    theirs = speaker("Ana Reis", NGO, role="director", organisation="Amber Watch")
    assert with_organisation(ours, [speaker("Ove Lund"), theirs]).organisation == "Amber Watch"
    assert with_organisation(ours, [speaker("Ove Lund")]) == ours
    assert with_organisation(theirs, [ours]) == theirs


def test_a_source_may_interrupt_a_quotation_to_name_its_speaker():
    source = "“No barge,” said Ada Lindqvist, “will be left behind.”"
    assert compare_quotation("No barge will be left behind", source).state is QuoteState.NORMALISED
    assert compare_quotation("No barge will be left in port", source).state is QuoteState.ALTERED


@pytest.mark.parametrize(
    ("who", "body", "speaks", "may"),
    [
        (speaker("Ilse Brook", role="Minister of Mines"), "Ministry of Mines", True, True),
        (speaker("Ilse Brook", role="Kenyan Minister of Mines"), "Ministry of Mines of Ghana", False, False),
        (speaker("Ilse Brook", role="Kenyan Minister of Mines"), "Ministry of Mines of Kenya", True, True),
        (speaker("Ilse Brook", role="minister"), "Ministry of Mines", False, True),
        (speaker("Ove Lund", role="governor"), "Office of the Governor", True, True),
        (speaker("Ove Lund", NGO, role="president"), "The Presidency of Norland", False, True),
        (speaker("Ove Lund", UNKNOWN, role="mayor"), "Mayor's office", True, True),
        (speaker("Ove Lund", role="ambassador"), "Embassy of Kenya", True, True),
        (speaker("Ana Reis", role="traffic police chief"), "Traffic Police", True, True),
        (speaker("Ana Reis", role="traffic police chief"), "Border Police", False, True),
        (speaker("Ana Reis", role="police chief"), "Border Police", True, True),
        (speaker("Ana Reis", branch=Branch.MILITARY), "Norland Army", True, True),
        (speaker("Ana Reis", branch=Branch.MILITARY), "Norland Police", False, True),
        (speaker("Kenya"), "Kenyan Ministry of Health", True, True),
        (speaker("Kenya"), "Kenya Red Kite Society", False, True),
        (speaker("Kenyan government"), "Kenya Police Service", True, True),
        (speaker("Kenya"), "Ghana Police Service", False, False),
        (speaker("Norland"), "Ministry of Health of Norland", False, True),
        (speaker("Ministry of Mines"), "State Ministry of Mines and Rivers", True, True),
        (speaker("Ana Reis", NGO, organisation="the Amber Watch"), "Amber Watch International", True, True),
        (speaker("Ana Reis", NGO, organisation="group"), "group", False, True),
        (speaker(None), "Amber Watch", False, True),
        (speaker("Ilse Brook", role="Minister for Mines"), "Department for Health", False, False),
        (speaker("Ilse Brook", role="Minister for Mines"), "Department for Mines", True, True),
        (speaker("Ilse Brook", role="Minister of Mines and Mills"), "Ministry of Food and Fun", False, False),
        (speaker("Ilse Brook", role="the Mines minister"), "Ministry of Health of an Isle", False, False),
        (speaker("Amber Watch", NGO), "", False, False),
        (speaker("prosecutor Ana Reis", named=False), "Prosecutor's Office", True, True),
    ],
)  # fmt: skip
def test_who_speaks_for_a_body_and_who_may(who, body, speaks, may):
    assert speaks_for(who, body) is speaks
    assert may_speak_for(who, body) is may


@pytest.mark.parametrize(
    ("who", "body", "kind", "may"),
    [
        (speaker("Ana Reis", EXPERT, role="doctor"), "Amber Watch", NGO, True),
        (speaker("Ana Reis", role="minister"), "Amber Watch", NGO, False),
        (speaker("Ana Reis", PERSON), "Amber Watch", NGO, True),
        (speaker("Ana Reis", NGO), "Amber Watch", NGO, True),
        (speaker("Ana Reis", NGO, organisation="Copper Network"), "Amber Watch", NGO, False),
        (speaker("Ana Reis", NGO, organisation="Amber Watch Norland"), "Amber Watch", NGO, True),
        (speaker("Ana Reis", GOV, organisation="Copper Board"), "Amber Watch", GOV, True),
        (speaker("Ana Reis", role="Kenyan minister"), "Ghana Board", GOV, False),
        (speaker("Ana Reis", role="Minister of Health"), "Mines Ministry", GOV, False),
        (speaker("Ana Reis", role="minister"), "Mines Ministry", GOV, True),
    ],
)  # fmt: skip
def test_who_may_speak_for_a_body_of_a_kind(who, body, kind, may):
    assert may_speak_for(who, body, kind) is may


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (speaker("Ilse Brook"), speaker("Ove Lund"), True),
        (speaker("Ilse Brook", role="Minister of Mines"), speaker("Ministry of Mines"), False),
        (speaker("Ilse Brook", NGO, organisation="Copper Network"), speaker("Amber Watch", NGO), True),
        (speaker("Amber Watch", NGO), speaker("Amber Watch Norland", NGO), False),
        (speaker("Amber Watch", NGO), speaker("Copper Board", UNKNOWN), True),
        (speaker("Amber Watch", NGO), speaker("Copper Board", GOV), True),
        (speaker("Kenya Board"), speaker("Ghana Board"), True),
        (speaker("Harbour Board"), speaker("Bridge Board"), False),
        (speaker("Ministry of Mines"), speaker("Ministry of Health"), True),
        (speaker("Ministry"), speaker("Ministry of Health"), False),
        (speaker("Ministry Office"), speaker("Department of Health"), False),
        (speaker("UN Water", IGO), speaker("UN Food Office", IGO), False),
        (speaker("United Nations", IGO), speaker("World Bank", IGO), False),
        (speaker("World Food Union", IGO), speaker("Trade Bank", IGO), True),
        (speaker("UN Water", NGO), speaker("UN Food Group", NGO), True),
    ],
)  # fmt: skip
def test_who_is_on_different_sides(one, other, expected):
    assert clash(one, other) is expected
    assert clash(other, one) is expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (speaker("Ilse Brook"), True),
        (speaker("Brook"), False),
        (speaker("Brook", role="minister"), True),
        (speaker("Brook", PERSON), True),
        (speaker("Amber Watch", NGO), False),
        (speaker("Ilse Brook", NGO), False),
        (speaker("ILSE BROOK"), False),
        (speaker("Minister Brook"), True),
        (speaker("Harbour Board"), False),
        (speaker("Kenya Olsen"), False),
        (speaker("Ilse Maria van der Brook Olsen"), False),
        (speaker("Ilse Maria Ana Brook"), True),
        (speaker(None), False),
        (speaker("Brook", organisation="Copper"), True),
        (speaker("Brook", organisation="group"), False),
    ],
)  # fmt: skip
def test_who_is_a_person(who, expected):
    assert is_person(who) is expected


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Minister of Mines Ilse Brook", "Ilse Brook"),
        ("Minister Ilse Brook", "Ilse Brook"),
        ("Minister Brook", "Minister Brook"),
        ("Secretary of State for Health Ilse Brook", "Ilse Brook"),
        ("Ilse Brook", "Ilse Brook"),
        ("Ana Maria Reis Lund", "Ana Maria Reis Lund"),
        ("the minister of mines", "the minister of mines"),
        ("Chief of Police Ana Reis", "Ana Reis"),
        ("Judge Ana Maria Reis", "Ana Maria Reis"),
        ("minister for the north", "minister for the north"),
    ],
)  # fmt: skip
def test_the_person_after_a_role(name, person):
    assert person_part(name) == person


@pytest.mark.parametrize(
    ("organisation", "role", "known"),
    [
        ("Amber Watch", None, "Amber Watch"), ("group", None, None),
        ("Mines Ministry", "Mines Ministry spokesman", None),
        (None, "spokesman", None), ("", None, None), ("UN", "official", "UN"), ("UN", "UN official", None),
    ],
)  # fmt: skip
def test_an_organisation_is_known_by_its_name(organisation, role, known):
    assert known_organisation(speaker("Ana Reis", organisation=organisation, role=role)) == known
