from dataclasses import replace

import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from sources.source import Locator, Passage, Source, Statement
from verifier.compare.bodies import same_body
from verifier.compare.speaker import (
    compare_speaker,
    independent,
    is_meant,
    is_own,
    is_speaker,
    same_speaker,
    with_organisation,
)
from verifier.types import Outcome


def person(name, organisation=None, role=None, named=True, kind=SpeakerType.GOVERNMENT):
    return Speaker(name, kind, role=role, organisation=organisation, named=named)


def body(name, kind=SpeakerType.NGO):
    return Speaker(name, kind, named=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amber Watch", "The Amber Watch"),
        ("Amber Watch International", "Amber Watch"),
        ("World Grain Council", "WGC"),
        ("W.G.C.", "World Grain Council"),
        ("World Grain Council (WGC)", "WGC"),
        ("amberwatch.org", "Amber Watch"),
        ("https://www.amber-watch.org/news", "Amber Watch"),
        ("Ministry of Fisheries", "the Fisheries Ministry"),
        ("Kenya", "the Kenyan government"),
        ("Bank of Oru Ltd", "Bank of Oru"),
        ("Ministry of the Interior", "MOI"),
    ],
)
def test_same_body(one, other):
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amber Watch", "Copper Watch"),
        ("Ministry of Health", "Ministry of Justice"),
        ("Kenya", "Ghana"),
        ("Kenyan government", "Kenyan Red Kite Society"),
        ("WGC", "World Trade Union"),
        ("Washington University", "University of Washington"),
        (None, "Amber Watch"),
        ("", ""),
    ],
)
def test_other_body(one, other):
    assert not same_body(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Olga Berg"), person("Berg")),
        (person("Prime Minister Olga Berg"), person("Olga Berg")),
        (person("O. Berg"), person("Olga Berg")),
        (person("Mohammed Karim"), person("Muhammad Karim")),
        (person("Berg Olga"), person("Olga Berg")),
        (body("World Grain Council"), body("WGC")),
        (person("Olga Berg"), person("Olga Maria Berg")),
        (person("Olga"), person("Olga Berg")),
        (person("Berg Olga Anna"), person("Olga Anna Berg")),
        (person("Berg", "Amber Watch"), person("Olga Berg", "The Amber Watch")),
        (person("Berg"), person("Olga Berg", "Copper Network")),
        (person("Olga Berg", "Amber Watch"), person("Olga Berg", "Copper Network")),
        (person("Dr Olga Berg"), person("Mr Berg")),
        (person("Olga Berg's"), person("Berg")),
        (person("Minister of Mines Olga Berg", named=False), person("Berg")),
        (person("Olga Mohammed"), person("Olga Muhamad")),
        (person("Mohammed"), person("Muhamad Karim")),
        (person("Olga Karim"), person("Olga Kareem")),
        (person("O. Berg"), person("O. Berg")),
        (person("Olga M. Berg"), person("Maria Berg")),
    ],
)
def test_same_speaker(one, other):
    assert same_speaker(one, other)
    assert same_speaker(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("Olga Berg"), person("Anna Berg")),
        (person("Olga Berg"), person("Olga Lund")),
        (person("Berg", "Amber Watch"), person("Berg", "Ministry of Health")),
        (person("a police officer", named=False), person("another officer", named=False)),
        (body("Amber Watch"), body("Copper Watch")),
        (Speaker(None, SpeakerType.UNKNOWN), person("Olga Berg")),
        (person("O. Berg"), person("A. Berg")),
        (person("O. Berg"), person("Anna Berg")),
        (person("Olga"), person("Anna Olga Berg")),
        (person("Olga Berg"), person("Olga Burg")),
        (person("Olga Berg Lund"), person("Berg Anna Lund Olga")),
        (person("Bank of Berg"), person("Olga Berg")),
        (person("a Berg", named=False), person("Olga Berg")),
        (person("Berg", "Amber Watch"), person("Olga Berg", "Copper Network")),
        (person("Oren"), person("Ores")),
        (body("Amber Watch"), body("Amber Bay Watch")),
        (person("Bank of Berg"), person("Berg")),
        (person("Olga Amin"), person("Olga Ameen")),
    ],
)
def test_other_speaker(one, other):
    assert not same_speaker(one, other)


def source(publisher, author=None):
    return Source("s1", "A report", publisher, None, "report.pdf", author=author)


@pytest.mark.parametrize(
    ("speaker", "publisher", "expected"),
    [
        (None, "Oru Gazette", True),
        (None, None, True),
        (body("Amber Watch"), "Amber Watch", False),
        (body("Amber Watch"), "amberwatch.org", False),
        (body("Amber Watch"), "Oru Gazette", True),
        (body("Amber Watch"), None, False),
        (person("Olga Berg", "Ministry of Health"), "Ministry of Health", False),
        (person("Olga Berg", "Ministry of Health"), "Oru Gazette", True),
        (Speaker(None, SpeakerType.ANONYMOUS), "Oru Gazette", True),
    ],
)
def test_independent(speaker, publisher, expected):
    assert independent(speaker, source(publisher)) is expected


def test_what_a_speaker_wrote_is_not_independent():
    assert not independent(person("Olga Berg"), source("Oru Gazette", author="Olga Berg"))


@pytest.mark.parametrize(
    ("author", "publisher", "own"),
    [
        (None, "Ministry of Health", True), (None, "Oru Gazette", False), ("Olga Berg", "Oru Gazette", True),
        ("Dr Olga Berg", "Oru Gazette", True), ("Berg", "Oru Gazette", False),
        ("Ove Lund", "Oru Gazette", False),
        ("Ministry of Health", "Oru Gazette", True), ("Olga Berg", None, True), (None, None, False),
    ],
)  # fmt: skip
def test_what_is_the_speakers_own(author, publisher, own):
    speaker = person("Olga Berg", "Ministry of Health")
    assert is_own(speaker, source(publisher, author)) is own
    assert not is_own(None, source(publisher, author))


@pytest.mark.parametrize(
    ("name", "meant"), [("Berg", True), ("Amber Watch", True), ("Lund", False), ("Copper Network", False)]
)
def test_who_is_meant(name, meant):
    assert is_meant(name, person("Olga Berg", "Amber Watch")) is meant


def statement_of(speaker):
    place = Passage(1, source("Oru Gazette"), "0" * 64, Locator(1, Span(0, 2)), "So")
    return Statement(place, speaker, "So", (), "say", False)


@pytest.mark.parametrize(
    ("theirs", "own"),
    [
        (person("Berg"), True),
        (body("Amber Watch"), True),
        (person("Lund"), False),
        (body("Copper Network"), False),
    ],
)
def test_whose_statement_it_is(theirs, own):
    assert is_speaker(person("Olga Berg", "Amber Watch"), statement_of(theirs)) is own


@pytest.mark.parametrize(
    ("speaker", "others", "organisation"),
    [
        (person("Olga Berg"), [person("Berg", "Amber Watch")], "Amber Watch"),
        (
            person("Olga Berg"),
            [person("Lund", "Copper Network"), person("Berg", "Amber Watch")],
            "Amber Watch",
        ),
        (
            person("Olga Berg"),
            [person("Berg"), person("Berg", "group"), person("Berg", "Amber Watch")],
            "Amber Watch",
        ),
        (person("Olga Berg", "Copper Network"), [person("Berg", "Amber Watch")], "Copper Network"),
        (person("Olga Berg"), [person("Lund", "Amber Watch")], None),
        (person("Olga Berg", named=False), [person("Olga Berg", "Amber Watch")], None),
        (body("Amber Watch"), [body("Amber Watch")], None),
        (person("Olga Berg", kind=SpeakerType.NGO), [person("Berg", "Amber Watch")], None),
    ],
)
def test_an_organisation_that_another_mention_gives(speaker, others, organisation):
    assert with_organisation(speaker, others) == replace(speaker, organisation=organisation)


LINK = "; how the two are linked is not known."
FOR_ONE = ", for the same body."


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (person("Olga Berg"), person("Berg"), (Outcome.AGREES, 1.0, "Both have Berg say it.")),
        (person("Olga Berg", "Amber Watch"), body("Amber Watch"), (
            Outcome.PARTLY, 0.7, "The article has Olga Berg say it, the source Amber Watch" + FOR_ONE)),
        (body("Amber Watch"), person("Olga Berg", "Amber Watch"), (
            Outcome.PARTLY, 0.7, "The article has Amber Watch say it, the source Olga Berg" + FOR_ONE)),
        (person("Olga Berg"), person("Anna Lund"), (
            Outcome.DIFFERS, 0.0, "The article has Olga Berg say it, the source Anna Lund.")),
        (person("Olga Berg", "Amber Watch"), person("Ove Lund", "Amber Watch"), (
            Outcome.DIFFERS, 0.0, "The article has Olga Berg say it, the source Ove Lund.")),
        (body("Amber Watch"), body("Copper Network"), (
            Outcome.DIFFERS, 0.0, "The article has Amber Watch say it, the source Copper Network.")),
        (person("Minister Olga Berg", named=False), person("Anna Lund"), (
            Outcome.DIFFERS, 0.0, "The article has Minister Olga Berg say it, the source Anna Lund.")),
        (person("Olga Berg", role="minister"), body("Ministry of Health", SpeakerType.GOVERNMENT), (
            Outcome.SILENT, None, "The article has Olga Berg say it, the source Ministry of Health" + LINK)),
        (Speaker("Olga Berg", SpeakerType.GOVERNMENT, named=True, ambiguous=True), person("Anna Lund"), (
            Outcome.SILENT, None, "The article has Olga Berg say it, the source Anna Lund" + LINK)),
        (person("Anna Lund"), Speaker("Olga Berg", SpeakerType.GOVERNMENT, named=True, ambiguous=True), (
            Outcome.SILENT, None, "The article has Anna Lund say it, the source Olga Berg" + LINK)),
        (person("Olga Berg"), Speaker("a source", SpeakerType.ANONYMOUS), (
            Outcome.SILENT, None, "One of the two speakers is not known by name.")),
        (person("Olga Berg"), Speaker(None, SpeakerType.GOVERNMENT), (
            Outcome.SILENT, None, "One of the two speakers is not known by name.")),
        (person("a police officer", named=False), person("Anna Lund"), (
            Outcome.SILENT, None, "One of the two speakers is described, not named.")),
        (person("The new mayor Ilse Brook", named=False), person("Anna Lund"), (
            Outcome.SILENT, None, "One of the two speakers is described, not named.")),
        (person("Anna Lund"), person("The new owner of Ferrol", named=False), (
            Outcome.SILENT, None, "One of the two speakers is described, not named.")),
    ],
)  # fmt: skip
def test_compare_speaker(ours, theirs, expected):
    signal = compare_speaker(ours, theirs)
    assert (signal.outcome, signal.score, signal.detail) == expected
    assert signal.name == "speaker"


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Ministry of Mines and Rivers", "Ministry of Mines and Rivers of Norland", True),
        ("Norland Foreign Ministry", "Foreign Ministry", True),
        ("Ministry of Health", "Ministry of Mines of Norland", False),
        ("Harbour Watch", "Harbour Watch Norland", False),
    ],
)
def test_an_office_may_be_named_with_its_country(name: str, other: str, expected: bool) -> None:
    assert same_body(name, other) is expected
