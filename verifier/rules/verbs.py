"""VRB: reporting verbs that say more than "said"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span, cover
from claims.types import Attribution, CueClass, SpeakerType
from verifier.rules.reading import (
    claims_of,
    own_words,
    quotations_at,
    sentence_at,
    sentence_span,
    sentences,
    spoken,
    supported,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import CAPITAL, any_of, pattern, words
from verifier.types import CheckedArticle, CheckedClaim, Severity

# Frames in which the word is a noun, or has a thing for its object: "a claim", "admit new members".
_NOT_A_STATEMENT = ("noun", "dobj", "prep")


def _cues(article: CheckedArticle, name: str) -> Iterator[tuple[CheckedClaim, Span, str]]:
    """Claims whose cue is a verb of the list called `name`, with the cue and its sentence's own words."""
    for checked in spoken(article):
        attribution = checked.claim.attribution
        if attribution is None or attribution.frame.startswith(_NOT_A_STATEMENT):
            continue
        if attribution.lemma.replace("_", " ") in words(name):
            text = own_words(article, sentence_span(article, checked.claim.sentence))
            yield checked, cover(attribution.cue), text


def _guilt(article: CheckedArticle) -> Iterator[Mark]:
    for checked, cue, text in _cues(article, "guilt"):
        if pattern("courtroom").search(text) is None:
            says = f"“{article.analysis.text(cue)}” treats what follows as an embarrassing truth."
            yield Mark(cue, checked.claim.sentence, says)


def _doubt(article: CheckedArticle) -> Iterator[Mark]:
    for checked, cue, text in _cues(article, "doubt"):
        if pattern("own_act").search(text) is None:
            says = f"“{article.analysis.text(cue)}” hints that the speaker is not to be believed."
            yield Mark(cue, checked.claim.sentence, says)


def _truth(article: CheckedArticle) -> Iterator[Mark]:
    for checked, cue, _ in _cues(article, "truth"):
        if not supported(checked):
            says = f"“{article.analysis.text(cue)}” vouches for what follows, and no source here proves it."
            yield Mark(cue, checked.claim.sentence, says)


def _mind(article: CheckedArticle) -> Iterator[Mark]:
    minds = [a for a in article.analysis.attributions if a.cue and a.source and a.lemma in words("mind")]
    persons, telling, seen = _persons(article), _telling(article), set[int]()
    for attribution in minds:
        cue = cover(attribution.cue)
        sentence = sentence_at(article, cue.start)
        if (
            sentence is None
            or _supposed(article, cue)
            or _told_near(article, sentence, telling, _speakers(article, sentence))
        ):
            continue
        seen.add(sentence)
        pronoun = pattern("one").fullmatch(article.analysis.text(cover(attribution.source)))
        if pronoun is not None or attribution in persons:
            yield Mark(cue, sentence, _SAYS.format(article.analysis.text(cue)))
    for found, text in sentences(article):
        match = _minded().search(text)
        if match is None or found.index in seen:
            continue
        if not _told_near(article, found.index, telling, frozenset({match["name"]})):
            span = Span(*match.span("verb")).shifted(found.span.start)
            yield Mark(span, found.index, _SAYS.format(match["verb"]))


@cache
def _minded() -> re.Pattern[str]:
    """ "Its chairman, N N, feels that": where no attribution was made of it."""
    return re.compile(
        rf"(?i:{any_of('its_person')}),\s+(?P<name>[{CAPITAL}][\w'’-]+(?:\s+[{CAPITAL}][\w'’-]+)+),\s+"
        rf"(?P<verb>{any_of('minds')})"
        r"(?=\s+(?:that|to|the|a|an|his|her|it|they)\b)"
    )


def _persons(article: CheckedArticle) -> frozenset[Attribution]:
    """The attributions to a person picked out by name."""
    found: set[Attribution] = set()
    for claim in (c.claim for c in article.claims):
        speaker = claim.speaker
        if (
            claim.attribution is None
            or speaker is None
            or not speaker.named
            or " " not in (speaker.name or "")
        ):
            continue
        if speaker.role or speaker.type in _PERSONS:
            found.add(claim.attribution)
    return frozenset(found)


def _telling(article: CheckedArticle) -> frozenset[int | None]:
    """The sentences in which somebody says something, or a paper does."""
    said = (a for a in article.analysis.attributions if a.cue_class in _SPOKEN and a.cue)
    cues = (cover(a.cue).start for a in said if a.lemma not in words("mind"))
    return frozenset(sentence_at(article, start) for start in cues)


def _supposed(article: CheckedArticle, cue: Span) -> bool:
    before = article.analysis.document.text[max(0, cue.start - _NEAR) : cue.start]
    return re.search(r"\b(?:if|whether)(?:\s+\w+){1,3}\s*\Z", before, re.IGNORECASE) is not None


def _told_near(
    article: CheckedArticle, sentence: int, telling: frozenset[int | None], who: frozenset[str]
) -> bool:
    """True where this sentence, or one beside it that nobody but `who` speaks, shows speech or a poll."""
    all_sentences = article.analysis.sentences
    block = all_sentences[sentence].block
    near = [s for s in all_sentences[max(0, sentence - 1) : sentence + 2] if s.block == block]
    # What another said before or after doesn't tell how this was told.
    near = [
        s for s in near if s.index == sentence or not who or _speakers(article, s.index) in (who, frozenset())
    ]
    if any(s.index in telling or quotations_at(article, s.span) for s in near):
        return True
    return any(pattern("told").search(own_words(article, s.span)) is not None for s in near)


def _speakers(article: CheckedArticle, sentence: int) -> frozenset[str]:
    speakers = (c.claim.speaker for c in claims_of(article, sentence))
    return frozenset(s.name for s in speakers if s is not None and s.name)


def _ceremony(article: CheckedArticle) -> Iterator[Mark]:
    for checked, cue, text in _cues(article, "ceremonial"):
        attribution, speaker = checked.claim.attribution, checked.claim.speaker
        if attribution is None or attribution.cue_class is CueClass.DOCUMENT or text.rstrip().endswith(":"):
            continue
        decides = attribution.lemma != "state" and speaker is not None and speaker.type in _DECIDES
        if not decides and pattern("solemn").search(text) is None:
            says = f"“{article.analysis.text(cue)}” makes an act of state of a remark."
            yield Mark(cue, checked.claim.sentence, says)


_SAYS = "Nobody can see into a mind (“{}”), and the article doesn't say how this was told."
_NEAR = 40  # characters in which "if" stands before its verb
# Whoever has the power to make something so by saying it.
_DECIDES = (SpeakerType.GOVERNMENT, SpeakerType.IGO, SpeakerType.ARMED_GROUP)
_PERSONS = (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT, SpeakerType.UNKNOWN)
_SPOKEN = (CueClass.SPEECH, CueClass.DOCUMENT, CueClass.FINDING)

VRB001 = Rule(
    id="VRB001",
    title="A verb of guilt for an ordinary statement",
    severity=Severity.WARNING,
    asked_by=("Bender, Writing and Reporting for the Media: verbs to avoid", "BBC style: care with “admit”"),
    why="“Admitted” says that there was something to hide.",
    action="Use “said”, unless the speaker really owns up to a fault.",
    check=_guilt,
    hits=examples(
        "The transport minister admitted that the new line would open in autumn.",
        "Opera director Ida Holm conceded that the season had been sold out.",
        "The water company acknowledged that it had met residents on Friday.",
    ),
    misses=examples(
        "The transport minister said that the new line would open in autumn.",
        "In court on Monday the driver admitted that he had taken the car.",
        "The boy was admitted to hospital on Sunday.",
    ),
)

VRB002 = Rule(
    id="VRB002",
    title="A verb of doubt",
    severity=Severity.WARNING,
    asked_by=("Bender, Writing and Reporting for the Media: verbs to avoid", "Mongabay: stick to “said”"),
    why="“Claimed” takes a side, above all where the other side “said”.",
    action="Use “said”. If there is reason for doubt, give the reason.",
    check=_doubt,
    hits=examples(
        "The farmers' union claimed that prices had fallen by half.",
        "Coach Mirela Pop insisted that the team had trained all summer.",
        "The airline maintained that every passenger had been told.",
    ),
    misses=examples(
        "The farmers' union said that prices had fallen by half.",
        "The Northern Front claimed responsibility for the attack, its commander said.",
        "The airline maintained its fleet in Porto until 2019.",
        "The landslide claimed nine lives.",
    ),
)

VRB003 = Rule(
    id="VRB003",
    title="A verb of truth for something not proven",
    severity=Severity.SUGGESTION,
    asked_by=("Verbs of attribution (jprof.com): “point out” and “reveal” vouch for what is said",),
    why="Nobody can reveal or point out what isn't so: the outlet vouches for it.",
    action="Use “said”, or show the source that proves it.",
    check=_truth,
    hits=examples(
        "The union revealed that wages had been cut twice.",
        "Senator Paula Nkemelu pointed out that the road had cost three times its budget.",
        "The foundation disclosed that the painting was a copy.",
    ),
    misses=(
        Example("The union said that wages had been cut twice."),
        Example("Survey engineers pointed the telescope at the southern sky."),
        Example("The curtain rose to reveal a bare stage."),
        Example(
            "The union revealed that the shipyard cut wages twice in 2023.",
            (
                (
                    "Statistics Office of Veldin",
                    "The shipyard cut wages twice in 2023, in March and in October.",
                ),
            ),
        ),
    ),
)

VRB004 = Rule(
    id="VRB004",
    title="A verb of the mind, as if the outlet could look into it",
    severity=Severity.SUGGESTION,
    asked_by=("Bender, Writing and Reporting for the Media: nobody can report a mind",),
    why="What somebody believes or wants is known only from what they say or do.",
    action="Write what the person said: “said he believed”, or quote it.",
    check=_mind,
    hits=examples(
        "Finance minister Elsa Tamm believes that the tax will pay for itself within a year.",
        "Goalkeeper Marco Dietl thinks that the team is ready for the final.",
        "Coach Rosa Lind said that the pitch was wet. Goalkeeper Marco Dietl thinks that the team is ready.",
        "The mill's owner, Peter Oyelaran, hopes that the river will be dredged before winter.",
    ),
    misses=examples(
        "Finance minister Elsa Tamm said she believed that the tax would pay for itself within a year.",
        "Goalkeeper Marco Dietl feels that the team is ready. “We have never trained so hard,” he said.",
        "Two in three voters believe that the tax will pay for itself.",
        "The mill's owner, Peter Oyelaran, hopes that the river will be dredged, according to his lawyer.",
    ),
)

VRB007 = Rule(
    id="VRB007",
    title="“Stated” or “declared” for an ordinary remark",
    severity=Severity.SUGGESTION,
    asked_by=("Verbs of attribution (jprof.com): keep “state” and “declare” for what is formally stated",),
    why="The reader takes a passing remark for an announcement.",
    action="Use “said”.",
    check=_ceremony,
    hits=examples(
        "Baker Ilona Keresz stated that the queue had reached the church.",
        "“The pitch was too wet,” declared coach Samir Haddad.",
        "The union's treasurer, Ngozi Eze, stated that few members had come.",
    ),
    misses=examples(
        "Baker Ilona Keresz said that the queue had reached the church.",
        "The witness stated under oath that the queue had reached the church.",
        "The president declared a state of emergency in three provinces.",
        "The charter states that every member has one vote.",
        "The contract stated that the roof would last 20 years.",
    ),
)

RULES = (VRB001, VRB002, VRB003, VRB004, VRB007)
