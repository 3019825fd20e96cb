"""ATT: by what way the words came: checked or not, from whom in a body, from a release or an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from claims.types import Claim, SpeakerType
from sources.source import Source, SourceKind
from verifier.rules.reading import (
    cites,
    claims_of,
    own_words,
    place,
    sentence_span,
    sentences,
    significant,
    spoken,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.rules.words import CAPITAL, any_of, pattern, words
from verifier.types import CheckedArticle, CheckedQuotation, QuoteState, Severity

_BODIES = (
    SpeakerType.GOVERNMENT,
    SpeakerType.NGO,
    SpeakerType.IGO,
    SpeakerType.COMPANY,
    SpeakerType.PARTY,
    SpeakerType.INSTITUTION,
)
_SAME_WORDS = (QuoteState.VERBATIM, QuoteState.NORMALISED)


def _unlabelled(article: CheckedArticle) -> Iterator[Mark]:
    if pattern("verified").search(article.analysis.document.text) is not None:
        return
    for sentence, text in sentences(article):
        match = _going_round().search(text)
        if match is None or pattern("shows").search(text) is None:
            continue
        if pattern("from_whom").search(text) is not None:
            continue
        span = Span(*match.span()).shifted(sentence.span.start)
        says = f"“{match.group()}”: the article doesn't say whether anybody has verified it."
        yield Mark(span, sentence.index, says)


@cache
def _going_round() -> re.Pattern[str]:
    """Pictures, sound or papers that go round, with nobody named as their maker."""
    made = any_of("material")
    gap = r"(?:\s+(?!by\b|and\b|said\b)[\w'’-]+){0,6}?"
    return re.compile(
        rf"{made}{gap}\s+{any_of('going_round')}|{any_of('going_round_before')}(?:\s+[\w'’-]+){{0,2}}?\s+{made}",
        re.IGNORECASE,
    )


def _bodiless(article: CheckedArticle) -> Iterator[Mark]:
    spoke: dict[str, list[Claim]] = {}
    for claim in (c.claim for c in spoken(article)):
        if claim.speaker is not None and claim.speaker.name is not None:
            spoke.setdefault(claim.speaker.name, []).append(claim)
    spoken_for = _spoken_for(article)
    for name, said in spoke.items():
        first = next((c for c in said if _is_body(article, c)), None)
        if first is None or significant(name) & spoken_for or any(_told_how(article, c) for c in said):
            continue
        mention = first.speaker.mention if first.speaker is not None else None
        says = f"Nothing says who speaks for {name}, when, or in what document."
        yield Mark(mention or sentence_span(article, first.sentence), first.sentence, says)


def _is_body(article: CheckedArticle, claim: Claim) -> bool:
    """True where a body speaks, not somebody for it; nor "officials" or "police", who are persons."""
    speaker, attribution = claim.speaker, claim.attribution
    if attribution is None or attribution.lemma not in words("saying"):
        return False
    if speaker is None or speaker.mention is None or speaker.resolved:
        return False
    mention = article.analysis.text(speaker.mention)
    plain = _plain_body().fullmatch(mention) is not None
    if speaker.type not in _BODIES and not plain:
        return False
    if (speaker.role and not plain) or (speaker.named and speaker.organisation):
        return False
    return (
        pattern("speaking_body").search(mention) is not None and pattern("person_of").search(mention) is None
    )


@cache
def _plain_body() -> re.Pattern[str]:
    """ "the council", "the health department"."""
    return re.compile(rf"the\s+(?:[a-z-]+\s+){{0,2}}{any_of('speaking_body')}", re.IGNORECASE)


def _spoken_for(article: CheckedArticle) -> frozenset[str]:
    """The telling words of the bodies for which somebody with a post speaks."""
    speakers = (c.claim.speaker for c in article.claims)
    posts = (f"{s.role} {s.organisation or ''}" for s in speakers if s is not None and s.role)
    return frozenset(word for post in posts for word in significant(post))


def _told_how(article: CheckedArticle, claim: Claim) -> bool:
    """True where this sentence or one beside it tells a person, a paper or a day."""
    if cites(article, claim.sentence):
        return True
    every = article.analysis.sentences
    near = every[max(0, claim.sentence - 1) : claim.sentence + 2]
    block = every[claim.sentence].block
    texts = (article.analysis.text(s.span) for s in near if s.block == block or s.index == claim.sentence)
    return any(pattern("way", "day").search(text) is not None for text in texts)


def _not_an_interview(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        passage = checked.passage
        if passage is None or checked.state not in _SAME_WORDS or not _is_release(passage.source):
            continue
        text = own_words(article, sentence_span(article, checked.sentence))
        match = _interview().search(text)
        if match is not None and not _also_interviewed(article, checked):
            says = f"“{match.group()}”, but the words stand in a press release ({place(passage)})."
            yield Mark(checked.quotation.span, checked.sentence, says, passage.source.title)


def _is_release(source: Source) -> bool:
    title = f"{source.title} {source.publisher or ''}"
    return source.kind is SourceKind.PRESS_RELEASE or pattern("release").search(title) is not None


def _also_interviewed(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    passages = (e.passage for c in claims_of(article, checked.sentence) for e in c.evidence)
    return any(p.source.kind is SourceKind.INTERVIEW for p in passages)


@cache
def _interview() -> re.Pattern[str]:
    # Parliament and a court are told in public; a paper, a station or "us" in an interview.
    named = rf"(?-i:(?:the\s+)?(?:[{CAPITAL}][\w'’-]*\s+){{0,3}}){any_of('outlet')}"
    return re.compile(rf"{any_of('interview')}|\btold\s+(?:{any_of('interviewer')}|{named})", re.IGNORECASE)


ATT011 = Rule(
    id="ATT011",
    title="Pictures, sound or papers that go round aren't labelled as unverified",
    severity=Severity.WARNING,
    asked_by=(
        "BBC 3.3.6: where material can't be verified, say so and attribute it",
        "NPR: say what has been confirmed and what hasn't",
    ),
    why="Old, staged and made-up pictures go round just as the true ones do.",
    action="Say that it couldn't be verified, or who verified it and how.",
    check=_unlabelled,
    hits=examples(
        "A video circulating on Telegram shows soldiers setting fire to a barn.",
        "Footage posted on social media showed the ferry listing before it sank.",
        "In widely shared photographs the minister can be seen leaving the casino.",
        "A recording that went viral last week captures two judges laughing about the sentence.",
    ),
    misses=examples(
        "A video circulating on Telegram shows soldiers setting fire to a barn. "
        "It could not be independently verified.",
        "Footage posted on social media, which the Arda Courier has geolocated, showed the ferry listing.",
        "A video posted by the coast guard on its website shows the ferry listing before it sank.",
        "Photographs by our reporter show the ferry listing before it sank.",
        "The ministry deleted its post after criticism on social media.",
    ),
)

ATT012 = Rule(
    id="ATT012",
    title="A body speaks without a person, a document or a day",
    severity=Severity.SUGGESTION,
    asked_by=(
        "International Fact-Checking Network: give readers what they need to check it themselves",
        "SAPIENS fact-checking guide: note who said it, where and when",
    ),
    why="“The ministry said” can't be looked up, be it a letter, a spokesman or a line on a website.",
    action="Say who spoke for it, when, and by what way, or link the document.",
    check=_bodiless,
    hits=examples(
        "The health ministry said the vaccine was safe for children.",
        "The Lake Authority said that the eastern sluice was closed for repairs.",
        "The fishermen's association said the quota would ruin half of the fleet.",
    ),
    misses=examples(
        "The health ministry said in a statement the vaccine was safe for children.",
        "The health ministry said on Tuesday the vaccine was safe for children.",
        "The Lake Authority said that the sluice was closed. Its letter to residents names no date.",
        "Police said the bridge was open again.",
        "A spokeswoman for the health ministry said the vaccine was safe for children.",
        "The Lake Authority [said](https://lake.example/sluice) that the eastern sluice was closed.",
    ),
)

ATT013 = Rule(
    id="ATT013",
    title="Words of a press release are given as an interview",
    severity=Severity.SUGGESTION,
    asked_by=("Editors' guides on press releases: say that a quotation comes from a release",),
    why="The reader believes that somebody could ask back.",
    action="Write “said in a statement”, or use what was said when you spoke to them.",
    check=_not_an_interview,
    hits=(
        Example(
            "“The new line will carry two million people a year,” Ruth Amsel, the operator's head, told us.",
            (
                (
                    "Ridge Railways, press release",
                    "Ruth Amsel said: “The new line will carry two million people a year.”",
                ),
            ),
        ),
        Example(
            "In an interview the minister, Samir Qadri, said: “No village will be left without a doctor.”",
            (
                (
                    "Ministry of Health",
                    "# Press release: doctors for all\n\nMinister Samir Qadri said: “No village will be left "
                    "without a doctor.”",
                ),
            ),
        ),
        Example(
            "“Our seals were checked twice before the launch,” engineer Aiko Mori told the Evening Herald.",
            (
                (
                    "Orbital Works, news release",
                    "“Our seals were checked twice before the launch,” said engineer Aiko Mori.",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "“The new line will carry two million people a year,” Ruth Amsel, the operator's head, said in a "
            "statement.",
            (
                (
                    "Ridge Railways, press release",
                    "Ruth Amsel said: “The new line will carry two million people a year.”",
                ),
            ),
        ),
        Example(
            "In an interview the minister, Samir Qadri, said: “No village will be left without a doctor.”",
            (("Radio Arda", "Samir Qadri told us: “No village will be left without a doctor.”"),),
        ),
        Example(
            "“No village will be left without a doctor,” the minister, Samir Qadri, told parliament.",
            (
                (
                    "Ministry of Health, press release",
                    "Minister Samir Qadri said: “No village will be left without a doctor.”",
                ),
            ),
        ),
        Example("“Our seals were checked twice,” engineer Aiko Mori told the Evening Herald."),
    ),
    in_quotations=True,
)

RULES = (ATT011, ATT012, ATT013)
