from datetime import date

import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from sources.source import Locator, Passage, Source, Statement
from verifier.compare.drift import drifts_of
from verifier.types import DriftKind as D

HOLM = Speaker("Ida Holm", SpeakerType.GOVERNMENT, role="minister", named=True)
SOMEBODY = Speaker("a dock worker", SpeakerType.INDIVIDUAL)
GAZETTE = Source("gaz", "Lines", "Oru Gazette", date(2024, 5, 4), "gazette.txt")


def said(text, speaker=HOLM, cue="say", *, passage=None, number=1):
    whole = passage or text
    place = Passage(number, GAZETTE, "0" * 64, Locator(1, Span(0, len(whole))), whole)
    return Statement(place, speaker, text, (), cue, not cue)


def drifts(claim, *statements, sentence=None, verb="say", mention="", own=None, written=None):
    found = drifts_of(
        claim,
        sentence=sentence or f"{claim}, minister Ida Holm said.",
        verb=verb,
        name=HOLM.name,
        mention=mention,
        own=[s for s in statements if s.speaker == HOLM] if own is None else own,
        everybody=statements,
        written=written,
    )
    return {d.kind: d.detail for d in found}


CLAIM = "the new line has cost twice its budget"


def test_a_lost_hedge_names_the_reserve():
    found = drifts(CLAIM, said("the new line may have cost twice its budget"))
    assert list(found) == [D.HEDGE_LOST]
    assert '"may"' in found[D.HEDGE_LOST]


def test_a_hedge_of_one_statement_is_none_where_another_has_it_flatly():
    assert not drifts(CLAIM, said("the new line may have cost twice its budget"), said(CLAIM))


def test_a_kept_hedge_is_no_drift():
    claim = "the new line may have cost twice its budget"
    assert not drifts(claim, said(claim))
    assert not drifts(CLAIM, said(claim), sentence=f"Perhaps {CLAIM}, minister Ida Holm said.")


@pytest.mark.parametrize(
    ("ours", "theirs", "drifted"),
    [
        ("admit", "suggest", True),
        ("promise", "say", True),
        ("confirm", "hint", True),
        ("confirm", "say", False),
        ("say", "admit", False),
        ("admit", "concede", False),
        ("add", "suggest", False),
    ],
)
def test_a_stronger_verb(ours, theirs, drifted):
    found = drifts(CLAIM, said(CLAIM, cue=theirs), verb=ours)
    assert (D.STRONGER_VERB in found) is drifted


def test_one_for_many():
    one = said(CLAIM, SOMEBODY)
    assert D.ONE_FOR_MANY in drifts(CLAIM, one, mention="dock workers", own=())
    assert not drifts(CLAIM, one, said(CLAIM), mention="dock workers", own=())
    assert not drifts(CLAIM, one, mention="a dock worker", own=())
    assert not drifts(CLAIM, said(CLAIM, cue=""), mention="dock workers", own=())


def test_told_as_fact():
    alleged = said(CLAIM, cue="allege")
    plain = {"sentence": f"{CLAIM}.", "verb": "", "own": ()}
    assert D.TOLD_AS_FACT in drifts(CLAIM, alleged, **plain)
    assert not drifts(CLAIM, said(CLAIM), **plain)
    assert not drifts(CLAIM, alleged, said(CLAIM, cue="", number=2), **plain)
    assert not drifts(CLAIM, alleged, **plain | {"sentence": f"{CLAIM}, it is alleged."})


def test_another_time():
    there = said(CLAIM, passage=f"Ida Holm said on 9 August 2021 that {CLAIM}.")
    found = drifts(CLAIM, there, sentence=f"On 4 June 2024 Ida Holm said that {CLAIM}.")
    assert "9 August 2021" in found[D.OTHER_TIME]
    assert not drifts(CLAIM, there, sentence=f"On 9 August 2021 Ida Holm said that {CLAIM}.")
    assert not drifts(CLAIM, there, sentence=f"Ida Holm said that {CLAIM}.")


def test_what_the_source_does_not_say_has_not_drifted():
    assert not drifts("the bridge will be blue", said("the new line may have cost twice its budget"))


SPEECH = (
    "Address by minister Ida Holm, given on 22 June 2023. Thank you. The new line has cost twice its budget."
)


def test_the_day_of_a_speech_stands_beside_its_speakers_name():
    voice = Speaker("Oru Gazette", SpeakerType.MEDIA, named=True)
    printed = said("The new line has cost twice its budget.", voice, cue="", passage=SPEECH)
    sentence = "On 2 June 2023 minister Ida Holm said the new line has cost twice its budget."
    found = drifts(CLAIM, printed, sentence=sentence)
    assert '"22 June 2023"' in found[D.OTHER_TIME]
    assert not drifts(CLAIM, printed, sentence=sentence.replace("2 June", "22 June"))


def test_a_source_without_a_date_does_not_hide_anothers():
    dated = said(CLAIM, passage=f"On 22 June 2023 minister Ida Holm said {CLAIM}.")
    plain = said(CLAIM, passage=f"Minister Ida Holm said {CLAIM}.", number=2)
    sentence = f"On 2 June 2023 minister Ida Holm said {CLAIM}."
    assert D.OTHER_TIME in drifts(CLAIM, dated, plain, sentence=sentence)
    same = said(CLAIM, passage=f"On 2 June 2023 minister Ida Holm said {CLAIM}.", number=3)
    assert D.OTHER_TIME not in drifts(CLAIM, dated, same, sentence=sentence)
