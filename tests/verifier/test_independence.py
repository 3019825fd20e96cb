"""Whose text a passage is, and how many bodies stand behind a claim."""

import dataclasses
from datetime import date

from claims.types import Speaker, SpeakerType
from sources.publisher_names import Publishers
from sources.shingles import LEAST, runs
from sources.source import Source, SourceKind
from sources.twins import Text
from tests.verifier.test_verdict import HALD, evidence, hits, passage
from verifier.gathering import gather
from verifier.independence import origins, shared_texts, stands_apart, under_its_name
from verifier.substance import judge_substance
from verifier.types import SubstanceVerdict

CLAIM = "The Harbour Board moved 85 sailors to the old customs house after the fire at the north pier."
REPORT = (
    "The Harbour Board moved 85 sailors to the old customs house after the fire at the north pier on Monday. "
    "Each of them was given a blanket and a voucher for two warm meals, and a nurse looked after eleven who "
    "had breathed in smoke."
)
OTHER = (
    "Eighty-five men slept on camp beds in the old customs house that night. The Harbour Board had moved 85 "
    "sailors to the old customs house after the fire at the north pier, and nobody complained but the cook."
)
BOARD = Source("boa", "Fire: what we did", "Harbour Board", date(2021, 5, 3), "b", SourceKind.PRESS_RELEASE)
AGENCY = Source("age", "Fire", "Bay Agency", date(2021, 5, 4), "a", SourceKind.WIRE)
GAZETTE = Source("gaz", "Fire at the pier", "Oru Gazette", date(2021, 5, 4), "https://orugazette.example/")
COURIER = Source("cou", "Pier blaze", "Bena Courier", date(2021, 5, 5), "https://courier.example/")
SOURCES = {"board": BOARD, "agency": AGENCY, "gazette": GAZETTE, "courier": COURIER}


def held(*texts, speaker=None, copies=None):
    found = hits(*(passage(text, source, n) for n, (text, source) in enumerate(texts, 1)))
    by_id = {e.passage.source.id: e for e in gather(CLAIM, found, speaker=speaker, copies=copies)}
    return [by_id[source.id] for _, source in texts]


def test_a_passage_printed_by_two_papers_is_the_agencys():
    agency, gazette, courier = held((REPORT, AGENCY), (REPORT, GAZETTE), (OTHER, COURIER))
    assert (agency.repeats, gazette.repeats, courier.repeats) == (None, AGENCY, None)
    assert origins((agency, gazette)) == ("Bay Agency",)
    assert origins((gazette, courier)) == ("Bay Agency", "Bena Courier")


def texts(**by_source):
    """Sources that are copies of each other, each with its whole text."""
    group = tuple(Text(SOURCES[name], runs((text,))) for name, text in by_source.items())
    return {text.source.id: group for text in group}


def test_a_paragraph_that_a_copy_holds_as_well_is_its_text_though_that_was_not_found():
    group = texts(agency=f"{REPORT} {OTHER}", gazette=REPORT)
    (gazette,) = held((REPORT, GAZETTE), copies=group)
    assert gazette.repeats == AGENCY


def test_a_roundup_of_two_reports_makes_them_no_copies_of_each_other():
    group = texts(agency=REPORT, courier=OTHER, gazette=f"{REPORT} {OTHER}")
    agency, courier = held((REPORT, AGENCY), (OTHER, COURIER), copies=group)
    assert (agency.repeats, courier.repeats) == (None, GAZETTE)
    assert origins((agency, courier)) == ("Bay Agency", "Oru Gazette")


def test_an_own_finding_is_independent_though_the_article_prints_a_statement():
    statement = REPORT.replace("85", "80")
    inquiry = f"{OTHER} {statement}"
    (own, _) = held(
        (OTHER, GAZETTE), (statement, BOARD), speaker=HALD, copies=texts(gazette=inquiry, board=statement)
    )
    assert own.independent
    assert own.repeats is None


def test_an_article_that_prints_a_release_is_the_releases():
    own, printed, other = held((REPORT, BOARD), (REPORT, GAZETTE), (OTHER, COURIER), speaker=HALD)
    assert [e.independent for e in (own, printed, other)] == [False, False, True]
    assert judge_substance(CLAIM, (own, printed)).verdict is SubstanceVerdict.NOT_FOUND
    assert "Oru Gazette" in judge_substance(CLAIM, (own, printed)).reason
    assert judge_substance(CLAIM, (own, printed, other)).verdict is SubstanceVerdict.SUPPORTED


def test_a_copy_of_a_release_that_was_not_found_itself_is_not_independent():
    (printed,) = held((REPORT, GAZETTE), speaker=HALD, copies=texts(board=REPORT, gazette=REPORT))
    assert not printed.independent
    (printed,) = held((REPORT, GAZETTE), speaker=HALD, copies=texts(agency=REPORT, gazette=REPORT))
    assert printed.independent


def test_one_body_under_two_names_counts_once():
    domain = dataclasses.replace(COURIER, publisher="orugazette.example")
    nameless = dataclasses.replace(AGENCY, publisher=None)
    found = evidence(CLAIM, *(passage(CLAIM, s, n) for n, s in enumerate((GAZETTE, domain, nameless), 1)))
    assert set(origins(found)) in ({"Oru Gazette", "a"}, {"orugazette.example", "a"})


def test_a_short_passage_is_nobodys_text():
    first, second = hits(passage(CLAIM, GAZETTE), passage(CLAIM, COURIER, 2))
    assert shared_texts([first, second], {}) == [(GAZETTE,), (COURIER,)]


def test_a_passage_of_just_enough_words_has_an_origin():
    # Runs are of five words, so 24 words give the least number of runs that counts.
    words = REPORT.split()
    enough, short = " ".join(words[:24]), " ".join(words[:23])
    assert (len(runs((enough,))), len(runs((short,)))) == (LEAST, LEAST - 1)
    for text, shared in ((enough, (AGENCY, GAZETTE)), (short, (GAZETTE,))):
        found = shared_texts(hits(passage(text, GAZETTE), passage(text, AGENCY, 2)), {})
        assert found[0] == shared


def test_a_source_that_nobody_knows_the_publisher_of_does_not_stand_apart():
    nameless = dataclasses.replace(GAZETTE, publisher=None)
    assert stands_apart(HALD, GAZETTE, ())
    assert not stands_apart(HALD, nameless, ())
    assert stands_apart(None, nameless, ())


def test_a_speaker_under_the_newsrooms_name():
    names = Publishers({"hb": "Harbour Board"}, {})
    short = Speaker("HB", SpeakerType.UNKNOWN, named=True)
    person = Speaker("Petra Hald", SpeakerType.UNKNOWN, organisation="H.B.", named=True)
    assert under_its_name(short, names).name == "Harbour Board"
    assert under_its_name(person, names) == dataclasses.replace(person, organisation="Harbour Board")
