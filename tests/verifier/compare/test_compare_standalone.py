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
