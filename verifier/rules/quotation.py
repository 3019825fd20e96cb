"""QUO: quotations, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.document import Block, BlockKind, Span
from claims.types import Found, SpeakerType
from verifier.rules.reading import (
    attribution_of,
    cites,
    claims_of,
    describe,
    from_lead_in,
    main_claim,
    own_words,
    place,
)
from verifier.rules.rule import Example, Mark, Rule, examples
from verifier.types import CheckedArticle, CheckedQuotation, QuoteState, Severity

_FEWEST_WORDS = 4  # shorter ones are terms, titles and scare quotes rather than somebody's statement
# A noun in the plural, before whatever says where they are or who.
_SEVERAL = re.compile(
    r"(?:[\w'’-]+\s+){0,4}?(?:people|[\w-]+[^s\W]s)(?:\s+(?:at|in|of|from|with|near|on|who)\b|$)"
)
_REPORTER_WORDS = 4  # fewer outside the marks are a joint such as "and" or "he added"


def _altered(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        if checked.state is QuoteState.ALTERED:
            where = f" ({place(checked.passage)})" if checked.passage is not None else ""
            changes = _changes(checked)
            says = f"Not the words of the source{where}: {changes}"
            yield Mark(checked.quotation.span, checked.sentence, says, changes)


def _changes(checked: CheckedQuotation) -> str:
    changes = checked.match.changes if checked.match is not None else ()
    told = [_change(c.article, c.source) for c in changes if c.article != c.source]
    return "; ".join(told) + "." if told else checked.detail


def _change(article: str, source: str) -> str:
    if not source:
        return f"the article adds “{article}”"
    if not article:
        return f"the article leaves out “{source}”"
    return f"the article has “{article}” where the source has “{source}”"


def _absent(article: CheckedArticle) -> Iterator[Mark]:
    if article.sources_held == 0:
        return
    for checked in article.quotations:
        if checked.state is not QuoteState.ABSENT or _is_term(article, checked):
            continue
        held = "1 source" if article.sources_held == 1 else f"{article.sources_held} sources"
        cited = "the source cited here or in any other of " if cites(article, checked.sentence) else "any of "
        says = f"This quotation of {describe(checked.speaker)} isn't in {cited}the {held} held."
        yield Mark(checked.quotation.span, checked.sentence, says)


def _is_term(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True for a title or a term between quotation marks."""
    spoken = re.findall(r"[^\W\d_][\w'’-]*", article.analysis.text(checked.quotation.inner))
    if len(spoken) < _FEWEST_WORDS:
        return True
    long_words = [w for w in spoken if len(w) > 3]
    return bool(long_words) and all(w[0].isupper() for w in long_words)


def _nobodys(article: CheckedArticle) -> Iterator[Mark]:
    for checked in article.quotations:
        if _is_term(article, checked) or _block(article, checked.quotation.block).kind is BlockKind.HEADLINE:
            continue
        if checked.speaker is None or checked.speaker.name is None:
            if not _stands_alone(article, checked):
                continue
            yield Mark(checked.quotation.span, checked.sentence, "Nothing here says whose words these are.")
            continue
        if _only_from_above(article, checked):
            says = f"Only the line above gives these words to {describe(checked.speaker)}."
            yield Mark(checked.quotation.span, checked.sentence, says)
        elif _one_of_several(article, checked):
            says = f"Nothing here says which of “{checked.speaker.name}” spoke these words."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _stands_alone(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where the sentence is little but the quotation; words around it are likely to say whose it is."""
    own = own_words(article, article.analysis.sentences[checked.sentence].span).split()
    named = (c.claim.speaker for c in claims_of(article, checked.sentence))
    return len(own) < _REPORTER_WORDS and not any(s is not None and s.name for s in named)


def _only_from_above(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where a heading, or the lead-in of a list, is all that names the speaker.

    A quotation of its own right under "X stated:" is the ordinary form of a long quotation, not meant here.
    """
    attribution = attribution_of(article, checked)
    if attribution is None or attribution.found is not Found.LEAD_IN:
        return False
    in_list = _block(article, checked.quotation.block).kind is BlockKind.BULLET
    return in_list or any(_kind_at(article, span) is BlockKind.HEADING for span in attribution.source)


def _one_of_several(article: CheckedArticle, checked: CheckedQuotation) -> bool:
    """True where only a paragraph above, of several people without a name, says whose words they are."""
    attribution, speaker = attribution_of(article, checked), checked.speaker
    if attribution is None or speaker is None or attribution.found is Found.LEAD_IN:
        return False
    here = _block(article, checked.quotation.block).span
    if any(here.contains(span) for span in (*attribution.source, *attribution.cue)):
        return False
    people = not speaker.named and speaker.type in (SpeakerType.INDIVIDUAL, SpeakerType.EXPERT)
    return people and _SEVERAL.match(speaker.name or "") is not None


def _kind_at(article: CheckedArticle, span: Span) -> BlockKind | None:
    return next((b.kind for b in article.analysis.document.blocks if b.span.contains(span)), None)


def _block(article: CheckedArticle, index: int) -> Block:
    return article.analysis.document.blocks[index]


def _mixed_block(article: CheckedArticle) -> Iterator[Mark]:
    quoting = {q.quotation.block for q in article.quotations}
    for sentence in article.analysis.sentences:
        block = _block(article, sentence.block)
        if block.kind not in (BlockKind.QUOTE, BlockKind.PARAGRAPH) or block.lead_in is None:
            continue
        claim = main_claim(article, sentence.index)
        if sentence.block not in quoting or not from_lead_in(claim):
            continue
        if len(own_words(article, sentence.span).split()) >= _REPORTER_WORDS:
            says = (
                f"The line above gives this to {describe(claim.claim.speaker)}, "
                "but it stands outside the quotation marks."
            )
            yield Mark(sentence.span, sentence.index, says)


QUO001 = Rule(
    id="QUO001",
    title="A quotation differs from its source",
    severity=Severity.ERROR,
    asked_by=(
        "New York Times, Guidelines on Integrity: every word between the marks is what the speaker said",
        "Guardian: where the words aren't sure, use indirect speech",
    ),
    why="Quotation marks promise the speaker's very words.",
    action="Put the source's words back, or take the marks away and paraphrase.",
    check=_altered,
    hits=(
        Example(
            "“We will rebuild every house before the next winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Governor Gita Rao said: “We will rebuild most houses before next winter.”",
                ),
            ),
        ),
        Example(
            "The ministry's letter speaks of “serious and lasting damage to the reef caused by anchors”.",
            (("Ministry of Fisheries", "We find serious damage to the reef caused by heavy anchors."),),
        ),
        Example(
            "“The test was carried out by our own staff without any training,” said lab director Paulo Reis.",
            (
                (
                    "Reis Laboratory",
                    "Paulo Reis said: “The test was carried out by our own staff without any delay.”",
                ),
            ),
        ),
    ),
    misses=(
        Example(
            "“We will rebuild every house before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Governor Gita Rao said: “We will rebuild every house before winter.”",
                ),
            ),
        ),
        Example(
            "“We will rebuild every house … before winter,” said Gita Rao, the governor of Malpur.",
            (
                (
                    "Office of the Governor",
                    "Gita Rao said: “We will rebuild every house, God willing, before winter.”",
                ),
            ),
        ),
        Example(
            "“We will rebuild every house before the next winter,” said Gita Rao, the governor of Malpur."
        ),
    ),
    in_quotations=True,
    in_non_claims=True,
    covers=("QUO003", "FIG002", "SRC002", "SRC011", "SAY002", "SAY006"),
)

QUO003 = Rule(
    id="QUO003",
    title="A quotation is in none of the sources held",
    severity=Severity.WARNING,
    asked_by=("Chicago and SAPIENS annotation practice: every quotation has a source in the file",),
    why="A quotation that nobody can find may be misremembered, or from somebody else's article.",
    action="Add the recording, transcript or document that it comes from.",
    check=_absent,
    hits=(
        Example(
            "“The lake has not been this low since my childhood,” said Esi Boateng, who runs the ferry.",
            (("Lake Authority", "The Lake Authority closed the eastern sluice on Monday for repairs."),),
        ),
        Example(
            "“Our children learn in a corridor,” said teacher Ivan Petkov.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "The order calls the strike “a threat to the food of the nation”, the ministry said.",
            (("Ministry of Labour", "The ministry asked both sides to return to the table."),),
        ),
    ),
    misses=(
        Example("“The lake has not been this low since my childhood,” said Esi Boateng, who runs the ferry."),
        Example(
            "“Our children learn in a corridor,” said teacher Ivan Petkov.",
            (("Radio Ruse", "Ivan Petkov, a teacher, told us: “Our children learn in a corridor.”"),),
        ),
        Example(
            "The film “The Long Winter of Marta Novak” opened on Friday.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
        Example(
            "The city calls its tram “light rail” in every brochure.",
            (("School Board of Ruse", "The board will meet in May to vote on the new timetable."),),
        ),
    ),
    in_quotations=True,
    in_non_claims=True,
)

QUO005 = Rule(
    id="QUO005",
    title="A quotation without a speaker of its own",
    severity=Severity.WARNING,
    asked_by=("AFP and Guardian guides: the reader must know whose words they read",),
    why="Words between marks that belong to nobody are soon given to the wrong person.",
    action="Name the speaker in the sentence itself.",
    check=_nobodys,
    hits=examples(
        "The hall was silent. “We never saw the money that was promised to us.” Rain fell outside.",
        "Residents told the council:\n\n- “We have had no water since the first of May.”\n"
        "- “The lorry comes when it pleases the driver.”",
        "“Nobody asked us before they cut the trees down.”\n\nThe square will reopen in June.",
        "Lifts stood still for nine days, tenants in Holm Road say.\n\n"
        "“I carried my mother down the stairs.”\n\nThe landlord did not answer.",
    ),
    misses=examples(
        "“We never saw the money that was promised to us,” said Olga Ivanova, a baker.",
        "Lifts stood still for nine days, said Mara Lindt, a tenant.\n\n"
        "“I carried my mother down the stairs.”",
        "The city calls its tram “light rail” in every brochure.",
        "The director, Hana Sato, stated:\n\n“We never saw the money that was promised to us.”",
    ),
    in_quotations=True,
    in_non_claims=True,
)

QUO006 = Rule(
    id="QUO006",
    title="A block quotation mixes quotation and reporter's text",
    severity=Severity.WARNING,
    asked_by=("AFP and Guardian guides: a quotation over several sentences is one span with one speaker",),
    why="After “X stated:” the reader takes all that follows for X's words.",
    action="End the quotation, and start the reporter's text in a paragraph of its own.",
    check=_mixed_block,
    hits=examples(
        "The director, Hana Sato, stated:\n\n“We never saw the money.” Two banks set up the fund in 2016.",
        "Union leader Jakub Maly said:\n\n“Nobody asked us.” The plant employs most of the town.",
        "Bishop Luis Ortega declared:\n\n“The doors stay open.” Mass was held in the yard on Sunday.",
    ),
    misses=examples(
        "The director, Hana Sato, stated:\n\n“We never saw the money. It was gone by spring.”",
        "Union leader Jakub Maly said:\n\n“Nobody asked us,” and then “nobody will”.",
        "Bishop Luis Ortega declared:\n\n“The doors stay open.”\n\nMass was held in the yard on Sunday.",
    ),
)

RULES = (QUO001, QUO003, QUO005, QUO006)
