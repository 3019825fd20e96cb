"""HED: what stands above the story, held against the story."""

from __future__ import annotations

from collections.abc import Iterator

from claims.document import Block, BlockKind
from verifier.compare.context import shared_matter, view
from verifier.compare.dates import compare_dates
from verifier.compare.figures import compare_figures
from verifier.compare.negation import compare_negation
from verifier.compare.quantities import find_quantities
from verifier.compare.words import stem, tokenize
from verifier.rules.allegations import allegations, repeated
from verifier.rules.contentious import official
from verifier.rules.reading import describe, main_claim, own_words, sentence_at, sentences
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import pattern
from verifier.types import CheckedArticle, Outcome, Severity

_SAME_MATTER = 0.6
_ABOVE = (BlockKind.HEADLINE, BlockKind.HEADING)


def _unsupported(article: CheckedArticle) -> Iterator[Mark]:
    body = [article.analysis.text(sentence.span) for sentence, _ in sentences(article)]
    for block in _blocks(article, (BlockKind.HEADLINE,)):
        headline = block.span.of(article.analysis.document.text)
        about = view(headline)
        near = [text for text in body if shared_matter(about, view(text)) >= _SAME_MATTER]
        signals = [(compare_negation(headline, t), compare_dates(headline, t)) for t in near]
        # One sentence that says what the headline says is enough, whatever the next one says.
        if any(all(s.outcome is not Outcome.DIFFERS for s in both) for both in signals):
            continue
        told = next((s for both in signals for s in both if s.outcome is Outcome.DIFFERS), None)
        if told is not None:
            detail = told.detail.replace("The claim", "the headline").replace("the passage", "the story")
            says = f"The story says otherwise: {detail[:1].lower()}{detail[1:]}"
            yield Mark(block.span, sentence_at(article, block.span.start), says, detail)


def _told_as_fact(article: CheckedArticle) -> Iterator[Mark]:
    made = allegations(article)
    for block in _blocks(article, _ABOVE):
        text = own_words(article, block.span)
        if official(text) or pattern("given_to_somebody").search(text):
            continue
        other = repeated(text, made)
        if other is not None and not _decided(article):
            accuser = describe(main_claim(article, other.sentence).claim.speaker)
            says = f"A fact up here; in the story it is what {accuser} says."
            yield Mark(block.span, sentence_at(article, block.span.start), says, accuser)


def _decided(article: CheckedArticle) -> bool:
    """True where the story tells of a conviction or a confession: what was alleged may be a fact by now."""
    return any(pattern("decided").search(text) for _, text in sentences(article))


def _other_figure(article: CheckedArticle) -> Iterator[Mark]:
    body = " ".join(article.analysis.text(sentence.span) for sentence, _ in sentences(article))
    for block in _blocks(article, (BlockKind.HEADLINE,)):
        headline = block.span.of(article.analysis.document.text)
        if not find_quantities(headline):
            continue
        signal = compare_figures(_without_names(headline, body), body)
        if signal.outcome is Outcome.DIFFERS and signal.claim_spans:
            span = signal.claim_spans[0].shifted(block.span.start)
            detail = signal.detail.replace("The claim says", "The headline has")
            detail = detail.replace("the passage says", "the story has")
            yield Mark(span, sentence_at(article, block.span.start), detail, detail)


def _without_names(headline: str, body: str) -> str:
    """The headline with blanks for names that its story lacks, such as the region for the story's town."""
    held = {w.key for w in tokenize(body)}
    counted = [q.span for q in find_quantities(headline)]
    found = headline
    for word in tokenize(headline)[1:]:
        of_figure = any(span.overlaps(word.span) for span in counted)
        if word.text[0].isupper() and word.key not in held and not of_figure:
            found = found[: word.start] + " " * (word.end - word.start) + found[word.end :]
    return found


def _unquoted(article: CheckedArticle) -> Iterator[Mark]:
    body = [
        stem(w.key)
        for sentence, _ in sentences(article)
        for w in tokenize(article.analysis.text(sentence.span))
    ]
    for checked in article.quotations:
        quotation = checked.quotation
        if article.analysis.document.blocks[quotation.block].kind is not BlockKind.HEADLINE or not body:
            continue
        quoted = article.analysis.text(quotation.inner)
        wanted = [stem(w.key) for w in tokenize(quoted)]
        if wanted and not _stands_in(wanted, body):
            says = f"“{quoted.strip()}” stands nowhere in the story, in marks or without."
            yield Mark(quotation.span, sentence_at(article, quotation.span.start), says)


def _stands_in(wanted: list[str], body: list[str]) -> bool:
    return any(body[n : n + len(wanted)] == wanted for n in range(len(body) - len(wanted) + 1))


def _blocks(article: CheckedArticle, kinds: tuple[BlockKind, ...]) -> Iterator[Block]:
    return (block for block in article.analysis.document.blocks if block.kind in kinds)


HED001 = Rule(
    id="HED001",
    title="The story says otherwise than its headline",
    severity=Severity.WARNING,
    asked_by=("IPSO Editors' Code, clause 1: no headline that the text beneath it does not support",),
    why="Most readers see the headline alone.",
    action="Make the headline say what the story says.",
    check=_unsupported,
    hits=examples(
        "# Council approves new bridge at Orlu\n\n"
        "The council of Orlu has not approved the new bridge, its clerk "
        "said on Monday.",
        "# Bread prices fall in Karsk\n\nBread prices rose in Karsk, the bakers' union said.",
        "# Striker Malik not fit for the final in Lund\n\n"
        "Striker Malik is fit for the final in Lund, the team's "
        "doctor said.",
    ),
    misses=examples(
        "# Council approves new bridge at Orlu\n\nThe council of Orlu approved the new bridge on Monday.",
        "# Council approves new bridge at Orlu\n\n"
        "The council of Orlu approved the new bridge on Monday. It had not "
        "approved the new bridge in March.",
        "# A long wait for bread\n\nBread prices rose in Karsk, the bakers' union said.",
        "# Striker Malik fit for the final in Lund\n\n"
        "Striker Malik is fit for the final in Lund, the team's doctor "
        "said. The keeper is not fit for the final.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

HED002 = Rule(
    id="HED002",
    title="An allegation in the story, a fact in the headline",
    severity=Severity.WARNING,
    asked_by=("IPSO Editors' Code, clause 1: no headline that the text beneath it does not support",),
    why="The headline makes the accusation the outlet's own, and travels without the story.",
    action="Put into the headline who says so.",
    check=_told_as_fact,
    hits=examples(
        "# Greenwall Timber bribed rangers in the Arda reserve\n\n"
        "Forest Watch accused Greenwall Timber of bribery.",
        "# The school board rigged the vote\n\n"
        "The teachers' union accused the School Board of Ruse of a rigged "
        "vote. The School Board denied it.\n\n## How the School Board rigged it\n\nThe vote was held in May.",
        "# Guards tortured inmates at Serino\n\n"
        "Prison Monitor said that the guards of Serino had tortured inmates.",
    ),
    misses=examples(
        "# Forest Watch accuses Greenwall Timber of bribery\n\n"
        "Forest Watch accused Greenwall Timber of bribery.",
        "# Greenwall Timber ‘bribed rangers’\n\nForest Watch said Greenwall Timber had bribed rangers.",
        "# Greenwall Timber bribed rangers, says Forest Watch\n\n"
        "Forest Watch accused Greenwall Timber of bribery.",
        "# Greenwall Timber bribed rangers\n\n"
        "Forest Watch had accused Greenwall Timber of bribery. A court in Arda "
        "found it guilty on Monday.",
        "# Rangers in the Arda reserve get new boats\n\nForest Watch accused Greenwall Timber of bribery.",
    ),
    in_non_claims=True,
)

HED004 = Rule(
    id="HED004",
    title="The headline has another figure than the story",
    severity=Severity.WARNING,
    asked_by=("IPSO Editors' Code, clause 1: no headline that the text beneath it does not support",),
    why="One of the two is wrong, and the headline is the one that is shared.",
    action="Find out which figure holds, and use it in both places.",
    check=_other_figure,
    hits=examples(
        "# 45 people killed in blast at Lund market\n\n"
        "A blast killed 31 people at the market in Lund on Monday.",
        "# Karsk to spend $85 million on new bridge\n\n"
        "The city of Karsk will spend $58 million on a new bridge.",
        "# Police detain 31 suspects in raids on Port Lomo\n\n"
        "Police detained 13 suspects in raids on Port Lomo.",
    ),
    misses=examples(
        "# 31 people killed in blast at Lund market\n\n"
        "A blast killed 31 people at the market in Lund on Monday.",
        "# More than 30 people killed in blast at Lund market\n\n"
        "A blast killed 31 people at the market in Lund.",
        "# 17 people killed in blasts at Lund\n\n"
        "A blast killed 12 people in Lund. A second blast killed five people.",
        "# Five things to know about the vote\n\nThree parties are standing in Lund. The vote is on 4 May.",
        "# Two more people die after blast at Lund market\n\n"
        "The blast at the market in Lund has killed 33 people, "
        "two of them overnight.",
    ),
    in_quotations=True,
    in_non_claims=True,
    covers=("HED001",),
)

HED005 = Rule(
    id="HED005",
    title="Words in quotation marks that stand nowhere in the story",
    severity=Severity.WARNING,
    asked_by=("Roy Greenslade on quotation marks in headlines: they must enclose what somebody said",),
    why="The marks say that somebody spoke these words, and the story shows nobody who did.",
    action="Quote in the headline what is quoted in the story, or take the marks off.",
    check=_unquoted,
    hits=examples(
        "# Mayor vows to ‘clean out’ the port\n\nThe mayor said that the port would be searched.",
        "# “Nobody told us,” say families of Lund\n\n"
        "The families of Lund said that they had heard it on the radio.",
        "# Striker ‘furious’ at ban\n\nThe striker said that he did not understand the ban.",
    ),
    misses=examples(
        "# Mayor vows to ‘clean out’ the port\n\n“We will clean out the port,” the mayor said.",
        "# “Nobody told us,” say families of Lund\n\n"
        "“Nobody told us that the dam was weak,” said Ada Kovac of Lund.",
        "# Striker ‘furious’ at ban\n\nThe striker said that he was furious.",
        "# Port to be ‘cleaned out’\n\n“We are cleaning out the port,” the mayor said.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

RULES = (HED001, HED002, HED004, HED005)
