import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Span
from claims.types import Speaker, SpeakerType
from verifier.compare.standalone import stand_alone

RAO = Speaker("Gita Rao", SpeakerType.GOVERNMENT, named=True)
WATCH = Speaker("Forest Watch", SpeakerType.NGO, named=True)


@pytest.mark.parametrize(
    ("claim", "speaker", "text"),
    [
        ("we will rebuild our houses", RAO, "Gita Rao will rebuild Gita Rao's houses"),
        ("She would resign in May", RAO, "Gita Rao would resign in May"),
        ("it had counted the trees", WATCH, "Forest Watch had counted the trees"),
        ("it had rained", RAO, "it had rained"),
        ("the river rose", RAO, "the river rose"),
        ("I told us that I'm here", RAO, "Gita Rao told Gita Rao that I'm here"),
        ("My house and our mill, we said", RAO, "Gita Rao's house and Gita Rao's mill, Gita Rao said"),
        ("he and he left", RAO, "Gita Rao and he left"),
        ("He'd go", RAO, "He'd go"),
        ("They left", WATCH, "Forest Watch left"),
        ("they left", RAO, "they left"),
        ("She left", WATCH, "She left"),
        ("It left", Speaker("Oru Mills", SpeakerType.COMPANY, named=True), "Oru Mills left"),
        ("He left", Speaker("Gita Rao", SpeakerType.UNKNOWN, named=True), "Gita Rao left"),
        ("in the US we met us", RAO, "in the US Gita Rao met Gita Rao"),
        ("We met", Speaker("", SpeakerType.NGO, named=True), "We met"),
        ("We will rebuild", None, "We will rebuild"),
        ("We will rebuild", Speaker("an official", SpeakerType.GOVERNMENT), "We will rebuild"),
    ],
)
def test_names_stand_for_pronouns(claim, speaker, text):
    assert stand_alone(claim, speaker).text == text


@given(st.lists(st.sampled_from(["we", "I", "my", "river", "rose", "us", "our"]), min_size=1, max_size=9))
def test_every_other_word_finds_its_way_back(words):
    claim = " ".join(words)
    alone = stand_alone(claim, RAO)
    for old, new in alone.edits:
        assert old.of(claim) in ("we", "I", "my", "us", "our")
        assert new.startswith("Gita Rao")
    at = 0
    for word in words:
        if word in ("river", "rose"):
            start = alone.text.index(word, at)
            back = alone.back(Span(start, start + len(word)))
            assert back.of(claim) == word
            at = start + len(word)


@pytest.mark.parametrize(
    ("place", "words", "back"),
    [
        (0, "Gita Rao", "we"), (0, "Gita", "we"), (5, "Rao", "we"), (0, "Gita Rao saw", "we saw"),
        (9, "saw", "saw"),
        (13, "Gita Rao's", "my"), (18, "Rao's", "my"), (18, "Rao's mill", "my mill"), (24, "mill", "mill"),
        (9, "saw Gita Rao's mill", "saw my mill"), (9, "saw Gita", "saw my"),
    ],
)  # fmt: skip
def test_the_way_back_into_the_claim(place, words, back):
    claim = "we saw my mill"
    alone = stand_alone(claim, RAO)
    assert alone.text[place:].startswith(words)
    assert alone.back(Span(place, place + len(words))).of(claim) == back
