"""ANO: what an article lets speakers without a name say, and how vaguely it tells who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from claims.document import Span
from claims.types import SpeakerType
from verifier.rules.allegations import allegations, root
from verifier.rules.anonymity import unnamed_speaker
from verifier.rules.contentious import official, wrongdoing
from verifier.rules.reading import claims_of, main_claim, own_words, sentence_span, sentences, supported
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import any_of, pattern
from verifier.types import CheckedArticle, Severity

_PERSONS = (SpeakerType.INDIVIDUAL, SpeakerType.ANONYMOUS, SpeakerType.EXPERT)
_JUDGING = {
    "character": "runs somebody down",
    "pejorative": "runs somebody down",
    "opinion": "is a view or a guess, not information",
}


def _judging(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        picked_out = unnamed_speaker(article, sentence.index, text) is not None
        # What runs somebody down weighs the same whoever says it; a guess is news of those in the know.
        judging = _JUDGING if picked_out else {"character": _JUDGING["character"]}
        for span in _said_without_name(article, sentence.index, any_person=not picked_out):
            for name, does in judging.items():
                match = pattern(name).search(article.analysis.text(span))
                if match is not None:
                    words = Span(*match.span()).shifted(span.start)
                    says = f"“{match.group()}” {does}, and its speaker isn't named."
                    yield Mark(words, sentence.index, says)
                    break


def _said_without_name(article: CheckedArticle, sentence: int, *, any_person: bool) -> Iterator[Span]:
    for claim in (c.claim for c in claims_of(article, sentence)):
        if claim.attribution is None or claim.speaker is None or claim.speaker.named:
            continue
        if not any_person or claim.speaker.type in _PERSONS:
            yield from claim.content


def _lone_accuser(article: CheckedArticle) -> Iterator[Mark]:
    # "A liar" is a judgement, which is another rule's matter.
    serious = [a for a in allegations(article) if pattern("character").fullmatch(a.word) is None]
    lone = [(a, who) for a in serious if (who := _one_without_name(article, a.sentence))]
    elsewhere = _answered_for(article) if lone else {}
    for allegation, who in lone:
        # The sentence itself may speak of a court; that bears nothing out.
        others = elsewhere.get(root(allegation.word), set())
        alone = not others or others == {allegation.sentence}
        if alone and not supported(main_claim(article, allegation.sentence)):
            says = f"Only “{who}”, who isn't named, makes this allegation."
            yield Mark(sentence_span(article, allegation.sentence), allegation.sentence, says)


def _one_without_name(article: CheckedArticle, sentence: int) -> str | None:
    """The one person without a name who alone speaks in the sentence, as the article words it, or None."""
    speakers = [c.claim.speaker for c in claims_of(article, sentence) if c.claim.speaker is not None]
    text = own_words(article, sentence_span(article, sentence))
    if not any(s.type in _PERSONS for s in speakers) and unnamed_speaker(article, sentence, text) is None:
        return None
    mentions = {article.analysis.text(s.mention) for s in speakers if s.mention is not None}
    who = mentions.pop() if len(mentions) == 1 else ""
    alone = not any(s.named for s in speakers) and re.match(r"(?:an?|one|another)\s", who, re.IGNORECASE)
    return who if alone else None


def _answered_for(article: CheckedArticle) -> dict[str, set[int]]:
    """By root of wrong, the sentences that speak of it by a speaker with a name or as a legal matter."""
    found: dict[str, set[int]] = {}
    for sentence in article.analysis.sentences:
        text = article.analysis.text(sentence.span)
        word = wrongdoing(text)
        if word is None:
            continue
        speaker = main_claim(article, sentence.index).claim.speaker
        if official(text) or (speaker is not None and speaker.named):
            found.setdefault(root(word.group()), set()).add(sentence.index)
    return found


def _vague(article: CheckedArticle) -> Iterator[Mark]:
    for sentence, text in sentences(article):
        match = _familiar().search(text)
        if match is not None and pattern("reporting", "citing").search(text) is not None:
            span = Span(*match.span()).shifted(sentence.span.start)
            says = f"“{match.group()}” could be anybody, and doesn't tell how they came to know."
            yield Mark(span, sentence.index, says)


@cache
def _familiar() -> re.Pattern[str]:
    there = rf"(?!\s+(?:the|a|an)\s+(?:\w+\s+)?{any_of('spot')})"
    return re.compile(rf"{any_of('vague_source')}\s+{any_of('vague_tie')}{there}", re.IGNORECASE)


ANO003 = Rule(
    id="ANO003",
    title="A speaker without a name judges or guesses",
    severity=Severity.WARNING,
    asked_by=(
        "AP: from an anonymous source take information, not opinion or speculation",
        "Guardian: avoid anonymous pejorative quotations",
        "Wall Street Journal: negative quotations without a name are almost always unacceptable",
    ),
    why="Who isn't named answers for nothing, and whom he runs down can't tell from where it comes.",
    action="Put a name to it, keep to what the source knows, or leave it out.",
    check=_judging,
    hits=examples(
        "“He is clueless about money,” said a senior official who asked not to be named.",
        "The chief surgeon is “an idiot with a scalpel”, one aide told the paper.",
        "“I think the talks will fail before Easter,” a European diplomat said.",
        "A club insider said the new coach was out of his depth.",
        "The chief surgeon is a liar, a former colleague said.",
    ),
    misses=examples(
        "“The contract was signed on Monday,” said a senior official who asked not to be named.",
        "“He is clueless about money,” said Rosa Lindqvist, the party's treasurer.",
        "“I think the talks will fail before Easter,” the foreign minister, Pavel Orsic, said.",
        "A senior official said the vaults held four tonnes of stupidly cheap copper.",
        "A senior official said the letter had called the envoy by name.",
    ),
    in_quotations=True,
)

ANO004 = Rule(
    id="ANO004",
    title="A serious allegation rests on one source without a name",
    severity=Severity.WARNING,
    asked_by=(
        "BBC: a serious allegation from one anonymous source goes to a senior editor; say what is alleged, "
        "that the source says it, and whether it was borne out",
    ),
    why="If it is wrong, nobody but the outlet answers for it.",
    action="Find a second source or a document, have a senior editor decide, and say what wasn't borne out.",
    check=_lone_accuser,
    hits=examples(
        "A senior official said the harbour master had taken bribes from two shipping lines.",
        "The club rigged three matches last spring, a source at the league said.",
        "A hospital executive who asked not to be named said the board had covered up nine deaths.",
    ),
    misses=examples(
        "A senior official said the harbour master had taken bribes from two shipping lines. "
        "Prosecutor Ines Duarte said he had been bribed since 2019.",
        "Two officials said the harbour master had taken bribes from two shipping lines.",
        "The club rigged three matches last spring, league president Ola Brandt said.",
        "A senior official said the dam would be closed before the rains.",
        "A senior official said a court would rule on the bribery charges on Friday.",
    ),
    covers=("SRC005",),
)

ANO005 = Rule(
    id="ANO005",
    title="“People familiar with the matter”",
    severity=Severity.SUGGESTION,
    asked_by=("Wall Street Journal, Style & Substance: say more than “people familiar with the matter”",),
    why="A lawyer of one side, a rival and a spokesman are all familiar with the matter.",
    action="Say on which side they stand or how they know, as closely as is safe.",
    check=_vague,
    hits=examples(
        "The bank is looking for a buyer, people familiar with the matter said.",
        "According to sources close to the striker, he will move to Porto in June.",
        "The minister offered to resign twice, said a person with direct knowledge of the talks.",
        "The test results were withheld, according to three people briefed on the review.",
    ),
    misses=examples(
        "The bank is looking for a buyer, said two of its directors.",
        "People close to the river said the water rose within an hour.",
        "The club invited people familiar with the old rules to a tasting.",
        "According to a lawyer for the striker, he will move to Porto in June.",
    ),
)

RULES = (ANO003, ANO004, ANO005)
