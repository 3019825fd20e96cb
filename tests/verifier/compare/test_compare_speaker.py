import pytest

from claims.types import Speaker, SpeakerType
from sources.source import Source
from verifier.compare.bodies import same_body
from verifier.compare.speaker import compare_speaker, independent, same_speaker
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
    ("ours", "theirs", "outcome"),
    [
        (person("Olga Berg"), person("Berg"), Outcome.AGREES),
        (person("Olga Berg", "Amber Watch"), body("Amber Watch"), Outcome.PARTLY),
        (person("Olga Berg"), person("Anna Lund"), Outcome.DIFFERS),
        (person("Olga Berg"), Speaker(None, SpeakerType.ANONYMOUS), Outcome.SILENT),
        (person("a police officer", named=False), person("Anna Lund"), Outcome.SILENT),
    ],
)
def test_compare_speaker(ours, theirs, outcome):
    signal = compare_speaker(ours, theirs)
    assert signal.outcome is outcome
    if outcome is Outcome.DIFFERS:
        assert ours.name in signal.detail
        assert theirs.name in signal.detail


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
