import pytest

from claims.types import Branch, Speaker, SpeakerType
from verifier.compare.affiliation import clash, is_person, may_speak_for, person_part, speaks_for
from verifier.compare.quote import compare_quotation
from verifier.compare.speaker import compare_speaker, with_organisation
from verifier.types import Outcome, QuoteState

GOV, NGO, IGO = SpeakerType.GOVERNMENT, SpeakerType.NGO, SpeakerType.IGO


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
