"""Whether two names stand for one body."""

from __future__ import annotations

import pytest

from verifier.compare.bodies import body_words, same_body, same_country


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Amber Watch International", "amber watch"), ("https://www.amber-watch.org/news", "amberwatch"),
        ("amberwatch.org.uk", "amberwatch"), ("news.amber-watch.co.uk", "amberwatch"), ("the of", "the of"),
        ("Kenyan government", "kenya government"), ("World Grain Council (WGC)", "world grain council"),
        ("Bank's of Oru Ltd", "bank oru"), ("a b Watch", "watch"), ("Amber Watch.", "amber watch"),
        (None, ""),
        ("UN Water", "un water"), ("https:///page", "https page"), ("AmberWatch.ORG", "amberwatch"),
        ("zoo.amberwatch.org", "amberwatch"), ("www.gov.uk", "www gov britain"),
        ("not a.site x", "not site"), ("", ""),
    ],
)  # fmt: skip
def test_telling_words(name: str | None, words: str) -> None:
    assert " ".join(body_words(name)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amber Watch", "AMBER WATCH Ltd"), ("AmberWatch", "Amber Watch"),
        ("Ministry of Health", "Health Ministry"),
        ("Ministry of Health", "Ministry of Health of Norland"),
        ("Health Ministry", "Norland Health Ministry"),
        ("Ministry of Health", "Ministry of Health of New Norland"), ("World Grain Council", "WGC"),
        ("World Council of Grain", "WCG"), ("World Council of Grain", "WCOG"),
        ("the World Council", "WC"), ("Grain Council (GNC)", "GNC"), ("W.G.C.", "World Grain Council"),
        ("World International Grain Council", "WGC"), ("Institute on Food and Farming", "IOFF"),
        ("Kenya", "Kenyan authorities"), ("Republic of Kenya", "Kenya"),
        ("Karvenia", "the Karvenian government"),
        ("Kenya", "Kenyan"),
        ("the regional health board", "Regional Health Board of Upper Norland"),
        ("The health board", "Norland Regional Health Board"), ("the harbour police", "Harbour Police, Oru"),
    ],
)  # fmt: skip
def test_one_body(one: str, other: str) -> None:
    assert same_body(one, other)
    assert same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Health", "Ministry of Health of the Far New Norland"),
        ("Ministry", "Ministry of Health"),
        ("Amber Watch", "Amber Watch Norland"), ("Watch Amber", "Amber Watch"),
        ("wgc", "World Grain Council"),
        ("the health board", "Health Board Workers"), ("a health board", "Norland Health Board"),
        ("the board", "Norland Health Board"), ("Oru health board", "Norland Health Board"),
        ("W", "Watch"), ("ABCDEFGHI", "Amber Blue Cyan Dun Ebony Fawn Gold Hazel Indigo"),
        ("Kenya", "Ghana government"),
        ("Karvenia", "Karvenian"), ("Kenyan government", "Kenya Board"), ("Grain Council (GNC)", "GNB"),
        ("Ministry of Health", "Ministry of Mines"), ("Oru Embassy", "Oru"), ("Amber Watch", ""),
        ("", "Amber Watch"),
        ("Kenya", "Board of Kenya"), ("Karven government", "Karvenland"),
    ],
)  # fmt: skip
def test_two_bodies(one: str, other: str) -> None:
    assert not same_body(one, other)
    assert not same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("karvenia", "karvenian", True), ("kenyan", "kenya", True), ("karven", "karvenese", True),
        ("karven", "karvenish", True), ("karven", "karvens", False), ("oru", "oruan", False),
        ("bena", "benan", False),
        ("benua", "benuan", True), ("kenya", "ghana", False), ("us", "american", True),
        ("uk", "british", True),
    ],
)  # fmt: skip
def test_a_country_and_its_adjective(one: str, other: str, same: bool) -> None:
    assert same_country(one, other) is same
    assert same_country(other, one) is same
