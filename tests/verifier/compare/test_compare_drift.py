from datetime import date

import pytest

from claims.document import Span
from claims.types import Speaker, SpeakerType
from sources.source import Locator, Passage, Source, Statement
from verifier.compare.drift import drifts_of, outside
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


ADA = Speaker("Ada Lind", SpeakerType.INDIVIDUAL, named=True)
MANY = {"mention": "dock workers", "own": ()}
OTHER_DAY = 'the article has it said "4 June 2024", the source "9 August 2021"'
PLAIN = {"sentence": f"{CLAIM}.", "verb": "", "own": ()}
ON_4_JUNE = f"On 4 June 2024 Ida Holm said that {CLAIM}."
TOLD = CLAIM.capitalize()


@pytest.mark.parametrize(
    ("statement", "given", "kind", "detail"),
    [
        (said(CLAIM.replace("has", "may have")), {}, D.HEDGE_LOST, 'the source says it only with "may"'),
        (said(CLAIM, cue="suggest"), {"verb": "admit"}, D.STRONGER_VERB,
         'the article has "admit" where the source has "suggest"'),
        (said(CLAIM, cue="hint"), {"verb": "vow"}, D.STRONGER_VERB,
         'the article has "vow" where the source has "hint"'),
        (said(CLAIM, cue="wonder"), {"verb": "accuse"}, D.STRONGER_VERB,
         'the article has "accuse" where the source has "wonder"'),
        (said(CLAIM), {"verb": "promise"}, D.STRONGER_VERB,
         'the article has "promise" where the source has only "say"'),
        (said(CLAIM, SOMEBODY), {"mention": "two dock workers in Oru", "own": ()}, D.ONE_FOR_MANY,
         "the only one to say so in the sources held is a dock worker"),
        (said(CLAIM, ADA), {"mention": "workers", "own": ()}, D.ONE_FOR_MANY,
         "the only one to say so in the sources held is Ada Lind"),
        (said(CLAIM, cue="allege"), PLAIN, D.TOLD_AS_FACT,
         'in the source it is what Ida Holm says ("allege")'),
        (said(CLAIM, Speaker("a lawsuit", SpeakerType.UNKNOWN)), PLAIN, D.TOLD_AS_FACT,
         'in the source it is what a lawsuit says ("say")'),
        (said(CLAIM, Speaker(None, SpeakerType.UNKNOWN), cue="allege"), PLAIN, D.TOLD_AS_FACT,
         'in the source it is what somebody says ("allege")'),
        (said(TOLD, passage=f"The meeting of 9 August 2021 was long. {TOLD}, Ida Holm said."),
         {"sentence": ON_4_JUNE}, D.OTHER_TIME, OTHER_DAY),
        (said(CLAIM, passage=f"The meeting of 7 July 2021 was long. On 9 August 2021 Ida Holm said {CLAIM}."),
         {"sentence": ON_4_JUNE}, D.OTHER_TIME, OTHER_DAY),
        (said(TOLD, passage=f"Holm came on 9 August 2021. {TOLD}, Ida Holm said."),
         {"sentence": ON_4_JUNE}, D.OTHER_TIME, OTHER_DAY),
        (said(TOLD, passage=f"{TOLD}, Ida Holm said yesterday."),
         {"sentence": f"On Monday Ida Holm said that {CLAIM}.", "written": date(2024, 6, 4)}, D.OTHER_TIME,
         'the article has it said "Monday", the source "yesterday"'),
        # The day of publication is not the day that the source gives.
        (said(CLAIM, passage=f"Ida Holm said on 9 August 2021 that {CLAIM}."),
         {"sentence": f"On 4 May 2024 Ida Holm said that {CLAIM}."}, D.OTHER_TIME,
         'the article has it said "4 May 2024", the source "9 August 2021"'),
        (said(CLAIM, Speaker("The mayor", SpeakerType.GOVERNMENT),
              passage=f"The mayor said on 9 August 2021 that {CLAIM}."),
         {"sentence": f"The mayor of Oru said on 4 May 2024 that {CLAIM}.", "own": (),
          "mention": "The valley's mayor"}, D.OTHER_TIME,
         'the article has it said "4 May 2024", the source "9 August 2021"'),
        (said(CLAIM, passage=f"Ida Holm said she suspects that {CLAIM}."), {}, D.HEDGE_LOST,
         'the source says it only with "suspects"'),
        (said(TOLD, passage=f"{TOLD} if the pumps fail, Ida Holm said."), {}, D.HEDGE_LOST,
         'the source says it only with "if the pumps fail"'),
        (said(CLAIM, cue="", passage=f"Reports that {CLAIM} are being looked into."), PLAIN,
         D.TOLD_AS_FACT, 'the source has no more than "Reports that"'),
    ],
)  # fmt: skip
def test_a_drift_names_both_sides(statement, given, kind, detail):
    assert drifts(CLAIM, statement, **given)[kind] == detail


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (said(CLAIM, cue="say"), {"verb": "confirm"}), (said(CLAIM, cue="hint"), {"verb": "say"}),
        (said(CLAIM, Speaker("the dock workers", SpeakerType.INDIVIDUAL)), MANY),
        (said(CLAIM, Speaker("dock worker Ada", SpeakerType.INDIVIDUAL)), MANY),
        (said(CLAIM, SOMEBODY), {"mention": "a union of workers", "own": ()}),
        # A day that is no day of speech, a month, and the same day.
        (said(TOLD, passage=f"The mill burned on 9 August 2021. {TOLD}, Ida Holm said."),
         {"sentence": ON_4_JUNE}),
        (said(CLAIM, passage=f"Ida Holm said in 2021 that {CLAIM}."), {"sentence": ON_4_JUNE}),
        (said(TOLD, passage=f"{TOLD}, Ida Holm said yesterday."),
         {"sentence": f"On Friday Ida Holm said that {CLAIM}.", "written": date(2024, 5, 5)}),
    ],
)  # fmt: skip
def test_what_has_not_drifted(statement, given):
    assert drifts(CLAIM, statement, **given) == {}


@pytest.mark.parametrize(
    ("statement", "verb", "mention", "own"),
    [
        (said(CLAIM, cue="suggest", number=7), "admit", "", True),
        (said(CLAIM, SOMEBODY, number=7), "say", "dock workers", False),
        (said(CLAIM, cue="allege", number=7), "", "", False),
        (said(CLAIM.replace("has", "may have"), number=7), "say", "", True),
    ],
)
def test_the_passage_of_a_drift_is_the_statements(statement, verb, mention, own):
    (found,) = drifts_of(
        CLAIM, sentence=f"{CLAIM}.", verb=verb, name="Ida Holm", mention=mention,
        own=[statement] if own else [], everybody=[statement], written=None,
    )  # fmt: skip
    assert found.passage == statement.passage


def test_two_who_say_so_are_many():
    one, other = said(CLAIM, SOMEBODY), said(f"yes, {CLAIM}", ADA, number=2)
    assert not drifts(CLAIM, one, other, mention="dock workers", own=())
    assert D.ONE_FOR_MANY in drifts(
        CLAIM, one, said("it rained", ADA, number=2), mention="dock workers", own=()
    )


def test_what_is_said_outside_of_a_sentence():
    assert outside("On Monday he said it rained.", "it rained") == "On Monday he said  ."
    assert outside("On Monday he said it rained.", "") == "On Monday he said it rained."
    assert outside("On Monday he said it rained.", "it snowed") == "On Monday he said it rained."
