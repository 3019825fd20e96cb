"""VRB: reporting verbs that say more than "said"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.document import Span, cover
from verifier.rules.reading import own_words, sentence_span, spoken, supported
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import pattern, words
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

RULES = (VRB001, VRB002, VRB003)
