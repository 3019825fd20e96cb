"""ANO and VRB on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.types import SpeakerType
from tests.verifier.rules.builder import article, fact, para, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag
from verifier.types import SubstanceVerdict

NOBODY = speaker("a security source", SpeakerType.ANONYMOUS, named=False)


def test_an_anonymous_source_needs_a_reason() -> None:
    bare = said(
        "The tender was decided in January, a security source said.", NOBODY, source="a security source"
    )
    found = only("ANO001", article(para(bare)))
    assert "a security source" in found[0].message
    because = fact("She asked not to be named because she was not authorised to speak.")
    assert only("ANO001", article(para(bare, because))) == ()
    elsewhere = article(para(bare), para(fact("The tender was cancelled because of rain.")))
    assert len(only("ANO001", elsewhere)) == 1


def test_an_anonymous_source_is_flagged_once_and_not_for_a_pronoun() -> None:
    first = said(
        "The tender was decided in January, a security source said.", NOBODY, source="a security source"
    )
    again = said("It was unfair, he said.", NOBODY, source="he")
    twice = article(para(first), para(again), para(first))
    assert [f.sentence for f in only("ANO001", twice)] == [0]


@pytest.mark.parametrize(
    "words", ["on condition of anonymity", "asking not to be named", "requesting anonymity"]
)
def test_words_of_anonymity_without_a_reason(words: str) -> None:
    who = speaker("a nurse", SpeakerType.INSTITUTION, named=False)
    assert len(only("ANO001", article(para(said(f"The ward is full, a nurse said, {words}.", who))))) == 1
    safe = f"The ward is full, a nurse said, {words} for fear of losing her job."
    assert only("ANO001", article(para(said(safe, who)))) == ()


def test_a_crowd_is_not_an_anonymous_source() -> None:
    some = speaker("some", SpeakerType.ANONYMOUS, named=False)
    assert only("ANO001", article(para(said("Some lamented the price.", some, source="Some")))) == ()


def test_a_passive_without_anybody_is_not_an_anonymous_source() -> None:
    passive = said("The ward is reportedly full.", speaker(None, SpeakerType.ANONYMOUS), source="reportedly")
    assert only("ANO001", article(para(passive))) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The merger is off, a source said.", "a source"),
        ("According to an insider, the band will split.", "an insider"),
        ("“It is over,” said one source.", "one source"),
    ],
)
def test_a_bare_source(text: str, who: str) -> None:
    checked = article(para(fact(text)))
    found = [f for f in flag(checked) if f.rule.startswith("ANO")]
    assert [(f.rule, f.span.of(checked.analysis.document.text)) for f in found] == [("ANO002", who)]


@pytest.mark.parametrize(
    "text",
    [
        "The merger is off, said a source at the bank.",
        "Fishing is a source of income, said the mayor.",
        "According to a source who was in the room, the band will split.",
        "The spring is the source the town drinks from.",
    ],
)
def test_a_described_source(text: str) -> None:
    assert only("ANO002", article(para(fact(text)))) == ()


MAYOR = speaker("the mayor", SpeakerType.GOVERNMENT, named=False)


@pytest.mark.parametrize(
    ("rule", "cue", "lemma"),
    [
        ("VRB001", "admitted", "admit"),
        ("VRB001", "conceded", "concede"),
        ("VRB002", "claimed", "claim"),
        ("VRB002", "insisted", "insist"),
        ("VRB003", "revealed", "reveal"),
        ("VRB003", "noted", "note"),
    ],
)
def test_loaded_verbs_are_flagged_at_the_verb(rule: str, cue: str, lemma: str) -> None:
    line = said(f"the mayor {cue} that the road is new.", MAYOR, cue=cue, lemma=lemma)
    checked = article(para(line))
    found = flag(checked)
    assert [(f.rule, f.span.of(checked.analysis.document.text)) for f in found] == [(rule, cue)]


@pytest.mark.parametrize(
    ("text", "cue", "lemma"),
    [
        ("the mayor said that the road is new.", "said", "say"),
        ("In court the mayor admitted that he took the car.", "admitted", "admit"),
        ("the mayor claimed responsibility for the delay.", "claimed", "claim"),
    ],
)
def test_plain_verbs_and_the_courtroom(text: str, cue: str, lemma: str) -> None:
    assert flag(article(para(said(text, MAYOR, cue=cue, lemma=lemma)))) == ()


def test_a_truth_verb_is_earned_by_a_source() -> None:
    line = said("the mayor revealed that the road is new.", MAYOR, cue="revealed", lemma="reveal")
    proven = said(line.text, MAYOR, cue="revealed", lemma="reveal", substance=SubstanceVerdict.SUPPORTED)
    assert [f.rule for f in flag(article(para(line)))] == ["VRB003"]
    assert flag(article(para(proven), held=1)) == ()


AIDE = speaker("a senior official", SpeakerType.GOVERNMENT, named=False)


@pytest.mark.parametrize(
    ("words", "flagged"),
    [
        ("“He is clueless,”", "clueless"),
        ("“I think he will go,”", "I think"),
        ("“The contract is signed,”", None),
        ("“He asked for stupidly little,”", None),
    ],
)
def test_a_nameless_judgement(words: str, flagged: str | None) -> None:
    line = said(f"{words} a senior official said.", AIDE, source="a senior official", content=words[:-1])
    checked = article(para(line))
    found = only("ANO003", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == ([flagged] if flagged else [])
    named = said(f"{words} Rosa Lind said.", speaker("Rosa Lind"), content=words[:-1])
    assert only("ANO003", article(para(named))) == ()


def test_a_lone_nameless_accuser() -> None:
    who = {"source": "a senior official", "content": "the harbour master took bribes"}
    lone = said("a senior official said the harbour master took bribes.", AIDE, **who)
    (found,) = only("ANO004", article(para(lone)))
    assert "a senior official" in found.message
    named = said("The master was bribed, Rosa Lind said.", speaker("Rosa Lind"))
    court = fact("A court charged the master with bribery.")
    other_wrong = said("The master lied, Rosa Lind said.", speaker("Rosa Lind"))
    assert only("ANO004", article(para(lone), para(named))) == ()
    assert only("ANO004", article(para(lone), para(court))) == ()
    assert len(only("ANO004", article(para(lone), para(other_wrong)))) == 1
    proven = said(lone.text, AIDE, substance=SubstanceVerdict.SUPPORTED, **who)
    assert only("ANO004", article(para(proven), held=1)) == ()


def test_several_nameless_accusers_are_not_one() -> None:
    officials = speaker("two officials", SpeakerType.GOVERNMENT, named=False)
    text = "two officials said the harbour master took bribes."
    assert only("ANO004", article(para(said(text, officials, source="two officials")))) == ()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The bank is for sale, people familiar with the matter said.", "people familiar with"),
        ("According to a source close to the singer, she will retire.", "a source close to"),
        ("People close to the blast said they heard nothing.", None),
        ("The bank hired people familiar with the matter.", None),
        ("A lawyer familiar with the matter said so.", None),
    ],
)
def test_a_vague_tie(text: str, who: str | None) -> None:
    checked = article(para(fact(text)))
    found = only("ANO005", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == ([who] if who else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He is accused of allegedly selling the keys.", "accused of allegedly"),
        ("Police sought an alleged suspect.", "alleged suspect"),
        ("She was convicted of alleged fraud.", "convicted of alleged"),
        ("He was sentenced in May for allegedly lying.", "sentenced in May for allegedly"),
        ("Two were hurt in the alleged crash.", "alleged crash"),
        ("The owner of the alleged fire trap left.", None),
        ("He was charged with allegedly selling the keys.", None),
        ("The alleged thief left.", None),
        ("He was accused of theft and allegedly fled.", None),
    ],
)
def test_idle_alleged(text: str, words: str | None) -> None:
    checked = article(para(fact(text)))
    found = only("VRB005", checked)
    assert [f.span.of(checked.analysis.document.text) for f in found] == ([words] if words else [])


def test_idle_alleged_is_told_once() -> None:
    checked = article(para(fact("He is suspected of allegedly selling the keys.")))
    assert [f.rule for f in flag(checked)] == ["VRB005"]


TAMM = speaker("Elsa Tamm", SpeakerType.GOVERNMENT, role="minister")


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Elsa Tamm hopes that it pays.", True),
        ("If Elsa Tamm hopes that it pays, it must.", False),
        ("Elsa Tamm hopes that it pays, her letter shows.", False),
        ("Elsa Tamm hopes that it pays “for itself”.", False),
    ],
)
def test_a_mind_is_not_reported(text: str, flagged: bool) -> None:
    line = said(text, TAMM, cue="hopes", lemma="hop")
    assert bool(only("VRB004", article(para(line)))) is flagged


def test_what_a_crowd_or_a_body_hopes_is_no_mind() -> None:
    voters = speaker("voters", SpeakerType.INDIVIDUAL, named=False)
    many = said("voters hope that it pays.", voters, cue="hope", lemma="hope")
    assert only("VRB004", article(para(many))) == ()
    told = said("Elsa Tamm hopes that it pays.", TAMM, cue="hopes", lemma="hop")
    near = said("It is late, Elsa Tamm said.", TAMM)
    assert only("VRB004", article(para(near, told))) == ()
    assert len(only("VRB004", article(para(near), para(told)))) == 1


@pytest.mark.parametrize(
    ("text", "lemma", "flagged"),
    [
        ("Ola Berg stated that it rained.", "state", True),
        ("Ola Berg declared that it rained.", "declare", True),
        ("Ola Berg stated under oath that it rained.", "state", False),
        ("Ola Berg stated:", "state", False),
        ("Ola Berg said that it rained.", "say", False),
    ],
)
def test_ceremony(text: str, lemma: str, flagged: bool) -> None:
    line = said(text, speaker("Ola Berg", role="baker"), cue=text.split()[2].strip(":"), lemma=lemma)
    assert bool(only("VRB007", article(para(line)))) is flagged


def test_who_has_the_power_may_declare() -> None:
    line = said("Elsa Tamm declared that it was over.", TAMM, cue="declared", lemma="declare")
    assert only("VRB007", article(para(line))) == ()
    stated = said("Elsa Tamm stated that it was over.", TAMM, cue="stated", lemma="state")
    assert len(only("VRB007", article(para(stated)))) == 1


WATCH = speaker("Arda Watch", SpeakerType.NGO)


def test_verbs_by_side() -> None:
    claims = para(
        said("Arda Watch claimed it.", WATCH, cue="claimed", lemma="claim"),
        said("Arda Watch alleged it.", WATCH, cue="alleged", lemma="allege"),
    )
    says = [said("the mayor said it.", MAYOR)] * 3
    (found,) = only("VRB006", article(claims, para(*says)))
    assert found.message.startswith("Of 2 verbs for what campaign groups and charities say, 2 cast doubt")
    assert "“claimed”, “alleged”" in found.message
    assert "of 3 for government, none" in found.message
    assert only("VRB006", article(claims, para(*says[:2]))) == ()
    doubted = said("the mayor claimed it.", MAYOR, cue="claimed", lemma="claim")
    assert only("VRB006", article(claims, para(*says, doubted))) == ()
    fair = [said("Arda Watch said it.", WATCH)] * 3
    assert only("VRB006", article(claims, para(*fair), para(*says))) == ()
    assert only("VRB006", article(para(*says))) == ()
