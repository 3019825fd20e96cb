"""ATT: speakers of quotations whom the reader meets late, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import cover
from claims.types import Found, Sentence
from verifier.rules.reading import (
    attribution_of,
    claims_of,
    describe,
    main_claim,
    own_words,
    sentence_span,
    significant,
)
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import CAPITAL, pattern
from verifier.types import CheckedArticle, CheckedQuotation, Severity

_LONG = 25  # words that a reader may hear before being told whose they are
_SENTENCES = 3  # or sentences
_FEWEST = 4  # words of the first sentence; "Yes." and "We lost." are over before a speaker can be named
_REPORTER_WORDS = 4  # fewer outside the marks don't say who speaks
_NAME = re.compile(
    r"(?:(?:But|And|Yet|Meanwhile)\W+)?"
    rf"(?P<name>[{CAPITAL}][\w'’-]+(?:\s+[{CAPITAL}][\w'’.-]+)+)\s+[a-z]"
)


def _late(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        attribution = attribution_of(article, checked)
        if attribution is None or not attribution.source or not attribution.cue:
            continue
        if attribution.found is Found.SIGNED:  # "So said X" below
            continue
        who = cover(attribution.source)
        inner = article.analysis.text(checked.quotation.inner)
        if who.start < checked.quotation.span.end or not _runs_long(inner):
            continue
        if not _known_before(article, checked, article.analysis.text(who)):
            count = len(inner.split())
            says = f"The reader learns only after {count} words that {describe(checked.speaker)} speaks."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _runs_long(inner: str) -> bool:
    ends = [m.end() for m in re.finditer(rf"\w[.?!]\s+(?=[{CAPITAL}])", inner)]
    if not ends or len(inner[: ends[0]].split()) < _FEWEST:
        return False
    return len(inner.split()) >= _LONG or len(ends) + 1 >= _SENTENCES


def _known_before(article: CheckedArticle, checked: CheckedQuotation, who: str) -> bool:
    """True where the sentence's own words or the sentence before tell who is about to speak."""
    if pattern("pronoun").fullmatch(who) is not None or checked.speaker is None or not checked.speaker.name:
        return True
    sentence = article.analysis.sentences[checked.sentence]
    start = sentence.span.start
    if len(article.analysis.document.text[start : checked.quotation.span.start].split()) > 1:
        return True
    if checked.sentence == 0:
        return False
    before = article.analysis.sentences[checked.sentence - 1]
    speaker = main_claim(article, before.index).claim.speaker
    same = speaker is not None and speaker.name == checked.speaker.name
    led_in = article.analysis.text(before.span).rstrip().endswith(":")
    return same or led_in or _names(article, before, who, checked.speaker.name)


def _names(article: CheckedArticle, sentence: Sentence, *names: str) -> bool:
    told = significant(article.analysis.text(sentence.span))
    return any(significant(name) & told for name in names)


def _run_together(article: CheckedArticle) -> Iterator[Mark]:
    for earlier, later in zip(article.quotations, article.quotations[1:], strict=False):
        if earlier.quotation.block != later.quotation.block:
            continue
        if _side_by_side(article, earlier, later):
            says = "The marks close and open again; nothing says whether somebody else speaks from here."
            yield Mark(later.quotation.span, later.sentence, says)
        if later.sentence - earlier.sentence < 2:
            continue
        between = article.analysis.sentences[later.sentence - 1]
        name = _turns_to(article, between, earlier)
        if name is not None and _stands_bare(article, later):
            says = (
                f"After {describe(earlier.speaker)} the paragraph turns to {name}, "
                "and nothing says whose these words are."
            )
            yield Mark(later.quotation.span, later.sentence, says)


def _side_by_side(article: CheckedArticle, earlier: CheckedQuotation, later: CheckedQuotation) -> bool:
    """True for two quotations of whole sentences with nothing between them, the second without a speaker."""
    between = article.analysis.document.text[earlier.quotation.span.end : later.quotation.span.start]
    inner = [article.analysis.text(q.quotation.inner).strip() for q in (earlier, later)]
    whole = all(text[-1:] in ".?!" and len(text.split()) >= _FEWEST for text in inner)
    return whole and between.isspace() and earlier.sentence != later.sentence and _stands_bare(article, later)


def _turns_to(article: CheckedArticle, sentence: Sentence, earlier: CheckedQuotation) -> str | None:
    """The name that the sentence is about, if not the earlier speaker's; None where it quotes."""
    if earlier.speaker is None or earlier.speaker.name is None:
        return None
    text = article.analysis.text(sentence.span)
    match = _NAME.match(text)
    if match is None or significant(match.group("name")) & significant(earlier.speaker.name):
        return None
    attributed = any(c.claim.attribution is not None for c in claims_of(article, sentence.index))
    return None if attributed or text.rstrip().endswith(":") else match.group("name")


def _stands_bare(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    cues = (c.claim.attribution for c in claims_of(article, checked.sentence))
    span = sentence_span(article, checked.sentence)
    if any(a is not None and any(span.contains(cue) for cue in a.cue) for a in cues):
        return False
    return len(own_words(article, span).split()) < _REPORTER_WORDS


ATT008 = Rule(
    id="ATT008",
    title="A long quotation names its speaker only at the end",
    severity=Severity.SUGGESTION,
    asked_by=(
        "Reuters: identify the speaker by the end of the first sentence of a quotation",
        "Guardian style, “quotes”: introduce the speaker early in a long quotation",
    ),
    why="Until then the reader takes the words for those of whoever spoke last.",
    action="Break the quotation after its first sentence, or name the speaker before it.",
    check=_late,
    hits=examples(
        "“The water came over the wall in less than a minute. We carried the old people up to the church "
        "and stayed there until the soldiers came with their boats,” said Luis Arce, the sexton.",
        "The match lasted four hours.\n\n“I could not feel my legs in the fourth set. After that I only "
        "tried to keep the ball in play and to wait for him to lose patience,” said Eva Lund, the champion.",
        "“Rents have doubled since the mine opened. A teacher who starts here today spends more than half of "
        "what she earns on one room without a window,” according to Kofi Mensah, who chairs the council.",
        "The hall fell silent.\n\n“We have waited for nine years. We will not go home again. We want the "
        "keys,” said Luis Arce, the sexton.",
    ),
    misses=examples(
        "“The water came over the wall in less than a minute,” said Luis Arce, the sexton. “We carried the "
        "old people up to the church and stayed there until the soldiers came.”",
        "Luis Arce, the sexton, said: “The water came over the wall in less than a minute. We carried the "
        "old people up to the church and stayed there until the soldiers came with their boats.”",
        "“We won. I am happy,” said Eva Lund, the champion.",
        "Eva Lund, the champion, sat down on the grass.\n\n“I could not feel my legs in the fourth set. "
        "After that I only tried to keep the ball in play and to wait for him to lose patience,” Lund said.",
    ),
    in_quotations=True,
)

ATT009 = Rule(
    id="ATT009",
    title="Two speakers' quotations in one paragraph, the second without a speaker",
    severity=Severity.WARNING,
    asked_by=("Reuters: a new speaker needs a new attribution, best a new paragraph",),
    why="The second quotation can be read as either's.",
    action="Begin a new paragraph, and say whose words they are.",
    check=_run_together,
    hits=examples(
        "“We build boats for half the coast,” said Eva Lund, a welder. “They walked us out with a box.” "
        "“These men left because there was no work.”",
        "“We signed in good faith,” said Rosa Lind, the owner. Peter Oyelaran shook his head. "
        "“The roof was never part of it.”",
        "“The test was clean,” said the team doctor, Jan Moe. Eva Lund left the room before the end. "
        "“I will not race again this year.”",
        "The mayor, Ana Prieto, said: “The square belongs to everyone.” But Luis Arce stood at the gate all "
        "day. “They never asked those who live here.”",
    ),
    misses=examples(
        "“We signed in good faith,” said Rosa Lind, the owner. “The roof was never part of it.”",
        "“We signed in good faith,” said Rosa Lind, the owner. Peter Oyelaran shook his head. "
        "“The roof was never part of it,” he said.",
        "“We signed in good faith,” said Rosa Lind, the owner. Rosa Lind shook her head. "
        "“The roof was never part of it.”",
        "“We signed in good faith,” said Rosa Lind, the owner.\n\nPeter Oyelaran shook his head. "
        "“The roof was never part of it.”",
    ),
    in_quotations=True,
    covers=("QUO005",),
)

RULES = (ATT008, ATT009)
