from dataclasses import replace
from typing import Any

import pytest

from claims import language, quotes, sentences
from claims.analysis import analyse
from claims.classify import classify, kind_for, makes_claim
from claims.document import Span
from claims.reading import read_bytes, read_text
from claims.types import (
    Attribution,
    Branch,
    Claim,
    ClaimKind,
    CueClass,
    Found,
    Manner,
    Speaker,
    SpeakerType,
)


def main_claims(text: str) -> list[Claim]:
    analysis = analyse(read_text(text))
    return [analysis.main_claim(s.index) for s in analysis.sentences]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The interior ministry said two ferries had sunk off Garrow.", ClaimKind.GOVERNMENT),
        ("Police spokesman Jonas Reed denied that officers had fired first.", ClaimKind.GOVERNMENT),
        ("Two ferries had sunk, according to the coast guard.", ClaimKind.GOVERNMENT),
        ("Human Rights Watch accused the army of burning homes.", ClaimKind.NGO),
        ("The charity Safe Harbour said its boat was shot at.", ClaimKind.NGO),
        ("The United Nations estimates that 40,000 people fled.", ClaimKind.ATTRIBUTED),
        ("Residents said they had heard shots.", ClaimKind.ATTRIBUTED),
        ("It is believed that the captain left the ship.", ClaimKind.ATTRIBUTED),
        ("The captain reportedly left the ship.", ClaimKind.ATTRIBUTED),
        ("Police arrested 40 people on Friday.", ClaimKind.FACT),
        ("The minister signed the order on Monday.", ClaimKind.FACT),
        ("Parliament rejected the bill.", ClaimKind.FACT),
        ("The ministry did not respond to requests for comment.", ClaimKind.FACT),
        ("The company declined to comment on the case.", ClaimKind.FACT),
        ("The government plans to build a new port.", ClaimKind.FACT),
        ("The army closed the bridge, citing a bomb threat.", ClaimKind.FACT),
        ("Prosecutors charged two men with fraud.", ClaimKind.FACT),
        ("What happens to the families now?", ClaimKind.NONE),
        # Courts and who speaks in them
        ("The court heard that the lock had been cut from outside.", ClaimKind.ATTRIBUTED),
        ("The lock had been cut from outside, a tribunal has heard.", ClaimKind.ATTRIBUTED),
        ("Jurors were told that the lock had been cut.", ClaimKind.ATTRIBUTED),
        ("The villagers heard that the dam had burst.", ClaimKind.FACT),
        ("The bench held that the lease was void.", ClaimKind.GOVERNMENT),
        ("Police sergeant Ida Holm gave evidence that the door was locked.", ClaimKind.GOVERNMENT),
        ("Ida Holm gave evidence on Monday.", ClaimKind.FACT),
        ("There is no evidence that the door was locked.", ClaimKind.FACT),
        ("The driver pleaded guilty to theft in March.", ClaimKind.FACT),
        ("The ministry has appealed against the ruling.", ClaimKind.FACT),
        ("Her application for a licence was denied.", ClaimKind.FACT),
        # Figures and verdicts
        ("The ministry put the number of dead at nine.", ClaimKind.GOVERNMENT),
        ("The minister put the cup on the table.", ClaimKind.FACT),
        ("Pollster Anna Weir put the party on 31 percent.", ClaimKind.ATTRIBUTED),
        ("The mayor defended the plan as fair to tenants.", ClaimKind.GOVERNMENT),
        ("The mayor defended the plan, saying rents had fallen.", ClaimKind.GOVERNMENT),
        ("The mayor did not name the buyer but said the price was fair.", ClaimKind.GOVERNMENT),
        ("The mayor did not name the buyer, but tenants said the price was fair.", ClaimKind.FACT),
        ("The mayor did not name the buyer, but the price was said to be fair.", ClaimKind.FACT),
        ("The mayor did not name the buyer but “wept for joy and for relief”.", ClaimKind.FACT),
        ("Police charged two men and said a third was abroad.", ClaimKind.FACT),
        ("The mayor did not sign it but said the price was fair.", ClaimKind.GOVERNMENT),
        ("The mayor slammed the plan and said his office would stop it.", ClaimKind.GOVERNMENT),
        (
            "Figures released by the Treasury Department showed that rents fell.",
            ClaimKind.GOVERNMENT,
        ),
        ("The mayor was jailed on Monday and tenants said the price was fair.", ClaimKind.FACT),
        ("The mayor rejected the bill, saying that it was late.", ClaimKind.FACT),
        (
            "The mayor reacted to the news, saying: “The man should be in prison.”",
            ClaimKind.GOVERNMENT,
        ),
        ("The ministry issued a report saying that the dam was safe.", ClaimKind.GOVERNMENT),
        ("The ministry issued bonds on Monday.", ClaimKind.FACT),
        ("The ministry announced the launch of a new ferry.", ClaimKind.GOVERNMENT),
        ("The minister made clear that he was ready to leave.", ClaimKind.GOVERNMENT),
        ("“It was cold on the bridge,” laughs Ida Holm.", ClaimKind.ATTRIBUTED),
        ("As the water rose, many people found it hard to reach food.", ClaimKind.FACT),
        ("Television footage showed a woman asleep on a chair.", ClaimKind.FACT),
        ("The plan calls for forty new buses.", ClaimKind.FACT),
        ("The bill passed by a margin of 50 votes to 48.", ClaimKind.FACT),
        ("Around 88 million Ruritanians are called on to vote on Sunday.", ClaimKind.FACT),
        ("The storm is forecast to move up the coast on Sunday.", ClaimKind.FACT),
        ("The president has not yet tweeted any comments about the deal.", ClaimKind.FACT),
        ("Analyst Anna Weir reckons that the bridge will cost double.", ClaimKind.ATTRIBUTED),
        ("Economist Anna Weir expects rents to fall by a tenth.", ClaimKind.ATTRIBUTED),
        ("Rents fell by a tenth, figures from the finance ministry show.", ClaimKind.GOVERNMENT),
        ("The ministry rejects any link to the fire.", ClaimKind.GOVERNMENT),
        ("The minister ruled out an early vote.", ClaimKind.GOVERNMENT),
        ("The charity Safe Harbour has faulted the ruling.", ClaimKind.NGO),
        ("No group has claimed the attack.", ClaimKind.FACT),
        ("The president has not told voters whether he will run.", ClaimKind.FACT),
        ("The council agreed on Tuesday to pay for the bus.", ClaimKind.FACT),
        ("The minister’s office did not return a call about the fire.", ClaimKind.FACT),
        ("Five men have been charged over the theft of a boat.", ClaimKind.FACT),
        ("The bridge sank in nine hours, a team of engineers reported on Thursday.", ClaimKind.ATTRIBUTED),
        # The writer, the reader and what is asked of them
        ("I should admit that I am afraid of boats.", ClaimKind.FACT),
        ("What do you think about the plan?", ClaimKind.NONE),
        ("Please do not share the film.", ClaimKind.NONE),
        ("Anyone with information is asked to call 101.", ClaimKind.NONE),
        ("For interviews, contact the press office on 030 555 0142.", ClaimKind.NONE),
        ("Police reminded drivers that they may call 101 to ask.", ClaimKind.GOVERNMENT),
    ],
)
def test_kind_of_a_sentence(text: str, kind: ClaimKind) -> None:
    (claim,) = main_claims(text)
    assert claim.kind is kind, claim.reason
    assert claim.reason


def test_a_heading_makes_no_claim() -> None:
    claims = main_claims("Night of the ferries\n\nTwo ferries sank off Garrow on Monday.")
    assert [c.kind for c in claims] == [ClaimKind.NONE, ClaimKind.FACT]


def test_an_attributed_tail_is_a_claim_beside_the_fact() -> None:
    analysis = analyse(read_text("The ministry closed the bridge, citing a bomb threat."))
    assert [(c.kind, c.main) for c in analysis.claims_of(0)] == [
        (ClaimKind.FACT, True),
        (ClaimKind.GOVERNMENT, False),
    ]


def test_the_sentence_that_introduces_a_block_quotation_is_its_speakers() -> None:
    claims = main_claims("Police chief Mara Holm stated:\n\n“Nobody called us until the next morning came.”")
    assert [c.kind for c in claims] == [ClaimKind.GOVERNMENT, ClaimKind.GOVERNMENT]


def test_every_sentence_has_one_main_claim() -> None:
    text = "Reed said the mayor, who denies it, took money.\n\nNobody was hurt. “We ran,” he said."
    analysis = analyse(read_text(text))
    for sentence in analysis.sentences:
        assert sum(c.main for c in analysis.claims_of(sentence.index)) == 1


def attributed(text: str, content: str, *, source: str = "", cue: str = "", **more: object) -> Attribution:
    """An attribution of words of `text`, each where it stands first; `more` is what else it holds."""

    def spans(words: str) -> tuple[Span, ...]:
        parts = [part for part in words.split("|") if part]
        return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)

    return Attribution(spans(source), spans(cue), spans(content), **{"manner": Manner.INDIRECT, **more})  # type: ignore[arg-type]


def classified(
    text: str, *pairs: tuple[Attribution, Speaker], parsed: bool = True, markdown: bool = False
) -> list[list[Claim]]:
    """The claims of each sentence of `text`, of which `pairs` tell who says what."""
    document = read_bytes(text.encode(), name="a.md") if markdown else read_text(text)
    assert document.text == text or markdown
    quotations = quotes.find_quotations(document)
    segments = sentences.segments(document)
    split = sentences.split(quotations, segments)
    parse = language.parse(document, segments) if parsed else ()
    claims = classify(document, parse, split, [a for a, _ in pairs], [s for _, s in pairs])
    return [[c for c in claims if c.sentence == sentence.index] for sentence in split]


MINISTRY = Speaker("the ministry", SpeakerType.GOVERNMENT, branch=Branch.EXECUTIVE)
WATCH = Speaker("Harbour Watch", SpeakerType.NGO, named=True)
REBELS = Speaker(None, SpeakerType.ARMED_GROUP)
NAMED = (Span(0, 3),)


@pytest.mark.parametrize(
    ("claims", "how"),
    [
        pytest.param(True, {"lemma": "say", "frame": "ccomp"}, id="said that"),
        pytest.param(False, {"lemma": "say", "frame": "ccomp", "negated": True}, id="did not say that"),
        pytest.param(False, {"lemma": "respond", "frame": "prep_to", "negated": True}, id="did not respond"),
        pytest.param(True, {"lemma": "respond", "frame": "ccomp"}, id="responded that"),
        pytest.param(True, {"lemma": "accept", "frame": "ccomp", "negated": True}, id="did not accept that"),
        pytest.param(False, {"cue_class": CueClass.ATTITUDE, "lemma": "like"}, id="liked"),
        pytest.param(False, {"cue_class": CueClass.INTENT, "lemma": "plan"}, id="planned to"),
        pytest.param(False, {"cue_class": CueClass.PERCEPTION, "lemma": "see"}, id="saw"),
        pytest.param(
            True,
            {"cue_class": CueClass.PERCEPTION, "lemma": "recall", "manner": Manner.DIRECT, "source": NAMED},
            id="“No,” they remember",
        ),
        pytest.param(
            False,
            {"cue_class": CueClass.PERCEPTION, "lemma": "recall", "manner": Manner.DIRECT},
            id="saw “No” on a wall",
        ),
        pytest.param(True, {"cue_class": CueClass.HOLLOW, "lemma": "reportedly"}, id="reportedly"),
        pytest.param(False, {"cue_class": CueClass.HOLLOW, "lemma": "expect"}, id="is expected to"),
        pytest.param(True, {"cue_class": CueClass.BELIEF, "lemma": "fear", "source": NAMED}, id="they fear"),
        pytest.param(False, {"cue_class": CueClass.BELIEF, "lemma": "fear"}, id="for fear that"),
        pytest.param(False, {"cue_class": CueClass.BELIEF, "lemma": "know", "source": NAMED}, id="they know"),
        pytest.param(
            False,
            {"cue_class": CueClass.BELIEF, "lemma": "know", "frame": "ccomp", "source": NAMED},
            id="they know that",
        ),
        pytest.param(False, {"lemma": "speak", "frame": "prep_about", "source": NAMED}, id="spoke about"),
        pytest.param(False, {"lemma": "call", "frame": "noun_for", "source": NAMED}, id="their call for"),
        pytest.param(True, {"lemma": "claim", "frame": "noun_that", "source": NAMED}, id="their claim that"),
        pytest.param(False, {"lemma": "claim", "frame": "noun_that"}, id="the claim that"),
        pytest.param(False, {"lemma": "talk", "frame": "noun_by", "source": NAMED}, id="talks by"),
        pytest.param(False, {"lemma": "reject", "frame": "dobj"}, id="rejected the bill"),
        pytest.param(False, {"lemma": "reject", "frame": "pass"}, id="was rejected"),
        pytest.param(False, {"lemma": "reject", "frame": "pass", "source": NAMED}, id="was rejected by them"),
        pytest.param(True, {"lemma": "reject", "frame": "dobj", "manner": "direct"}, id="rejected “the lie”"),
        pytest.param(True, {"lemma": "reject", "frame": "ccomp"}, id="rejected that"),
        pytest.param(True, {"lemma": "deny", "frame": "dobj"}, id="denied the theft"),
        pytest.param(
            True,
            {"cue_class": CueClass.DOCUMENT, "lemma": "say", "frame": "prep_about", "negated": True},
            id="the report, whatever its cue",
        ),
        pytest.param(
            True, {"found": Found.LEAD_IN, "cue_class": CueClass.INTENT, "lemma": "plan"}, id="a lead-in"
        ),
    ],
)
def test_which_reporting_makes_a_claim(claims: bool, how: dict[str, Any]) -> None:
    how = {"source": (), "cue": (), "content": (Span(4, 9),), "manner": Manner.INDIRECT, **how}
    assert makes_claim(Attribution(**how)) is claims


@pytest.mark.parametrize("kind", SpeakerType)
def test_a_claim_is_of_the_kind_of_its_speaker(kind: SpeakerType) -> None:
    special = {SpeakerType.GOVERNMENT: ClaimKind.GOVERNMENT, SpeakerType.NGO: ClaimKind.NGO}
    assert kind_for(Speaker("X", kind)) is special.get(kind, ClaimKind.ATTRIBUTED)


SAID = "The ministry said the port was closed."
PORT = attributed(SAID, "the port was closed", source="The ministry", cue="said", lemma="say", frame="ccomp")


def test_a_claim_holds_its_words_its_speaker_and_how_it_was_found() -> None:
    (((claim,)),) = classified(SAID, (PORT, MINISTRY))
    assert claim == Claim(0, PORT.content, ClaimKind.GOVERNMENT, MINISTRY, PORT, True, claim.reason)
    assert claim.reason == "“said” gives it to the ministry (government, executive)"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Found.TAGGED, "“were … accused” gives it to nobody by name (armed group)"),
        (Found.LEAD_IN, "its lead-in (“were … accused”) gives it to nobody by name (armed group)"),
        (Found.CONTINUED, "it goes on with the words of nobody by name (armed group)"),
        (Found.QUOTED, "it stands between quotation marks"),
        (Found.SIGNED, "it is signed or labelled as the words of nobody by name (armed group)"),
    ],
)
def test_the_reason_tells_how_it_was_found(found: Found, reason: str) -> None:
    text = "Rebels were openly accused of the theft."
    accused = attributed(text, "Rebels|of the theft", cue="were|accused", lemma="accuse", found=found)
    (((claim,)),) = classified(text, (accused, REBELS))
    assert claim.reason.startswith(reason)
    assert claim.reason.endswith("(armed group)")


def test_each_attribution_needs_its_speaker() -> None:
    document = read_text(SAID)
    with pytest.raises(ValueError, match="zip"):
        classify(document, (), (), [PORT], [])


@pytest.mark.parametrize(("held", "main"), [(30, True), (29, False)])
def test_without_a_parse_what_fills_most_of_a_sentence_is_its_claim(held: int, main: bool) -> None:
    text = "The port was closed, and boats waited for a pilot."
    assert len(text) == 50
    content = Attribution((), (), (Span(0, held),), Manner.INDIRECT)
    (claims,) = classified(text, (content, WATCH), parsed=False)
    assert [(c.kind, c.main) for c in claims if c.attribution] == [(ClaimKind.NGO, main)]
    assert [c.kind for c in claims if not c.attribution] == ([] if main else [ClaimKind.FACT])
    # Source and cue count with the content, and what stands in another sentence does not.
    parts = Attribution((Span(0, 10),), (Span(10, 20),), (Span(20, held),), Manner.INDIRECT)
    (claims,) = classified(text, (parts, WATCH), parsed=False)
    assert [c.main for c in claims if c.attribution] == [main]
    outside = f"{text} Nobody was hurt in the storm."
    long = Attribution((), (), (Span(21, len(outside)),), Manner.INDIRECT)
    first, second = classified(outside, (long, WATCH), parsed=False)
    assert [c.main for c in first if c.attribution] == [False]
    assert [c.main for c in second] == [True]


def test_the_claim_of_the_main_clause_is_the_one_that_holds_its_verb() -> None:
    text = "The port was closed, the ministry said, while boats waited."
    said = attributed(text, "The port was closed", source="the ministry", cue="said")
    waited = attributed(text, "while boats waited")
    (claims,) = classified(text, (waited, WATCH), (said, MINISTRY))
    assert [(c.kind, c.main) for c in claims] == [(ClaimKind.GOVERNMENT, True), (ClaimKind.NGO, False)]
    (claims,) = classified(text, (waited, WATCH))
    assert [(c.kind, c.main) for c in claims] == [(ClaimKind.FACT, True), (ClaimKind.NGO, False)]
    assert claims[0].reason == (
        "the main clause names nobody who says it; only a part of the sentence is attributed"
    )
    (((fact,)),) = classified(text)
    assert fact == Claim(0, (Span(0, len(text)),), ClaimKind.FACT, None, None, True, fact.reason)
    assert fact.reason == "the main clause names nobody who says it"


def test_of_claims_that_reach_equally_far_the_main_one_comes_first() -> None:
    text = "The port was closed, the ministry said, while boats waited."
    around = attributed(text, "The port|while boats waited.")
    whole = attributed(text, text)
    (claims,) = classified(text, (around, WATCH), (whole, MINISTRY))
    assert [(c.kind, c.main) for c in claims] == [(ClaimKind.GOVERNMENT, True), (ClaimKind.NGO, False)]


def test_words_that_run_over_two_sentences_are_cut_where_the_sentence_ends() -> None:
    text = "Boats sank. Nobody was hurt. The ministry said so."
    content = attributed(text, "sank. Nobody was hurt", cue="said", lemma="say")
    first, second, third = classified(text, (content, MINISTRY))
    words = [
        [span.of(text) for c in claims if c.attribution for span in c.content] for claims in (first, second)
    ]
    assert words == [["sank."], ["Nobody was hurt"]]
    # The sentence that only holds the cue makes the claim that stands in the others.
    assert [c.content for c in third if c.attribution] == [content.content]


def test_what_introduces_words_below_makes_their_claim_once() -> None:
    text = "The ministry stated:\n\nBoats sank near the old port."
    how = {"source": "The ministry", "cue": "stated", "found": Found.LEAD_IN}
    below = attributed(text, "Boats sank", **how)
    also = attributed(text, "near the old port", **how)
    first, second = classified(text, (below, MINISTRY), (also, MINISTRY))
    assert [c.kind for c in first] == [ClaimKind.GOVERNMENT]
    assert first[0].content == below.content
    assert len([c for c in second if c.attribution]) == 2
    # What only goes on with somebody's words says nothing of the sentence that holds the cue.
    on = attributed(text, "Boats sank", cue="stated", found=Found.CONTINUED)
    assert [c.attribution for c in classified(text, (on, MINISTRY))[0]] == [None]


def nothing(text: str, *pairs: tuple[Attribution, Speaker], **options: bool) -> str:
    """Why the last sentence of `text` makes no claim; empty where it makes one."""
    claims = classified(text, *pairs, **options)[-1]
    if claims[0].kind is not ClaimKind.NONE:
        return ""
    (claim,) = claims
    assert (claim.speaker, claim.attribution, claim.main) == (None, None, True)
    assert len(claim.content) == 1
    return claim.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Boats sank.\n\n12 – 34.", "there are no words in it"),
        ("Boats sank.\n\nI – U.", "there are no words in it"),
        ("Boats sank.\n\nBOATS SANK AND MEN WERE LOST AT SEA.", "a line in capitals, as a heading has"),
        ("Boats sank.\n\nBOATS SANK AND MEN WERE LOST AT SEA TODAY.", ""),
        ("Who closed the port?", "a question in the outlet's own voice"),
        ("“Who closed the port?”", "a question in the outlet's own voice"),
        ("(Who closed the port?)", "a question in the outlet's own voice"),
        ("Boats sank off Garrow. Photo: Mia Lorn.", "a label without a verb"),
        ("Photo: Mia Lorn. Boats sank off Garrow.", ""),
        ("Boats sank.\n\nBoats leaving the harbour at dawn.", "a label without a verb"),
        ("The boat sinks.", ""),
        ("Boats sink.", ""),
        ("The men sank it.", ""),
        ("They must.", ""),
        ("Close the port.", ""),
        ("Boats sank.\n\nBoats seized in Garrow.", ""),
    ],
)
def test_what_makes_no_claim(text: str, reason: str) -> None:
    assert nothing(text) == reason


def test_layout_that_makes_no_claim() -> None:
    assert nothing("# Boats sank off Garrow\n", markdown=True) == "headline makes no claim"
    assert nothing("Boats sank.\n\n- fourteen boats\n- two ferries\n", markdown=True) == ""
    reason = nothing("Boats sank.\n\nSubscribe to our newsletter")
    assert reason == "boilerplate makes no claim (newsletter or subscription prompt)"


def test_a_question_and_a_label_that_somebody_says_are_theirs() -> None:
    for text in ("Who closed the port?", "Boats leaving at dawn."):
        everything = Attribution((), (), (Span(0, len(text)),), Manner.DIRECT)
        assert nothing(text, (everything, WATCH)) == ""
    shouted = "CLOSE THE PORT!"
    everything = Attribution((), (), (Span(0, len(shouted)),), Manner.DIRECT)
    assert "capitals" in nothing(shouted, (everything, WATCH))


@pytest.mark.parametrize(
    ("lemma", "kind", "told"),
    [
        ("say", SpeakerType.MEDIA, "a question that is put to somebody"),
        ("ask", SpeakerType.UNKNOWN, "a question that is put to somebody"),
        ("say", SpeakerType.GOVERNMENT, ""),
    ],
)
def test_a_question_of_who_asks_in_a_transcript_makes_no_claim(
    lemma: str, kind: SpeakerType, told: str
) -> None:
    text = "Who closed the port?"
    turn = Attribution((), (), (Span(0, len(text)),), Manner.DIRECT, Found.SIGNED, lemma=lemma)
    assert nothing(text, (turn, replace(WATCH, type=kind))) == told


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, "a question that is put to somebody"),
        ({"manner": Manner.DIRECT}, ""),
        ({"found": Found.CONTINUED}, ""),
    ],
)
def test_a_question_beside_what_somebody_said_is_put_to_them(how: dict[str, Any], told: str) -> None:
    text = "Boats sank, the ministry said. Who closed the port?"
    said = attributed(text, "Boats sank|Who closed the port?", cue="said", **how)
    assert nothing(text, (said, MINISTRY)) == told


def test_without_a_parse_nothing_is_called_a_label() -> None:
    assert nothing("Boats sank off Garrow. Photo: Mia Lorn.", parsed=False) == ""


def test_who_is_told_in_court_does_not_say_it() -> None:
    heard, told = main_claims("The court heard that the lock was cut. Jurors were told that it was old.")
    assert heard.speaker is not None
    assert (heard.speaker.name, heard.speaker.type) == ("The court", SpeakerType.ANONYMOUS)
    assert told.speaker is not None
    assert told.speaker.name is None


def test_who_listens_is_not_the_body_that_is_named_next() -> None:
    text = (
        "The taps ran brown for a week, a public inquiry has heard. A manager at Ferrow Water wrote that "
        "all was well."
    )
    heard, wrote = main_claims(text)
    assert heard.speaker is not None
    assert heard.speaker.name == "a public inquiry"
    assert wrote.kind is ClaimKind.ATTRIBUTED


def test_words_quoted_in_a_book_are_their_writers() -> None:
    (claim,) = main_claims("“We left before dawn and saw no one,” the captain wrote in a diary in May.")
    assert claim.speaker is not None
    assert claim.speaker.name == "the captain"


@pytest.mark.parametrize(
    "asked", ["asked not to be named for fear of reprisals", "asked to remain anonymous"]
)
def test_who_asks_for_cover_says_nothing_of_the_matter(asked: str) -> None:
    analysis = analyse(read_text(f"One man, who {asked}, said the gunmen wore army uniforms."))
    assert [analysis.claim_text(c) for c in analysis.claims] == ["the gunmen wore army uniforms"]
