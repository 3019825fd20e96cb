"""TXT: what in the draft was not read, or not read for certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from claims.document import Block, BlockKind, RepairKind, Span, cover
from verifier.rules.languages import language_of
from verifier.rules.reading import block_of
from verifier.rules.rule import Mark, Rule, examples
from verifier.rules.words import pattern
from verifier.types import CheckedArticle, Severity

_LONGEST_SENTENCE = 120  # words
_JOINED = re.compile(r"(?<![\w./@:-])[a-z]{3,}[.?!][”\"’]?[A-Z][a-z]+(?![\w.]*[/@])")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")
_HIDDEN = {
    RepairKind.INVISIBLE: "invisible characters",
    RepairKind.BIDI: "characters that turn the direction of writing",
    RepairKind.CONTROL: "control characters",
}


def _badly_split(article: CheckedArticle) -> Iterator[Mark]:
    for sentence in article.analysis.sentences:
        if block_of(article, sentence.index).kind in (BlockKind.BOILERPLATE, BlockKind.CELL):
            continue
        text = article.analysis.text(sentence.span)
        joined = _JOINED.search(text)
        if joined is not None:
            span = Span(*joined.span()).shifted(sentence.span.start)
            says = f"“{joined.group()}”: two sentences without a space between them were read as one."
            yield Mark(span, sentence.index, says)
        elif len(text.split()) > _LONGEST_SENTENCE:
            says = f"{len(text.split())} words were read as one sentence; it may be several, or a list."
            yield Mark(sentence.span, sentence.index, says)


def _not_read(article: CheckedArticle) -> Iterator[Mark]:
    for note in article.analysis.document.notes:
        if pattern("not_read").search(note) is not None and pattern("aside").search(note) is None:
            yield Mark(Span(0, 0), None, note)


def _hidden_in_quotations(article: CheckedArticle) -> Iterator[Mark]:
    document = article.analysis.document
    for checked in article.quotations:
        inner = checked.quotation.inner
        kinds = {
            r.kind: None
            for r in document.repairs
            if r.kind in _HIDDEN and inner.start <= r.span.start and r.span.end <= inner.end
        }
        found = [_HIDDEN[kind] for kind in kinds]
        found += ["emoji"] if _EMOJI.search(inner.of(document.text)) else []
        if found:
            says = f"There are {' and '.join(found)} inside this quotation."
            yield Mark(checked.quotation.span, checked.sentence, says)


def _foreign(article: CheckedArticle) -> Iterator[Mark]:
    document = article.analysis.document
    told = (
        (block, language_of(block.span.of(document.text))) for block in document.blocks if _is_text(block)
    )
    for language, group in groupby(told, key=lambda each: each[1]):
        if language:
            blocks = [block for block, _ in group]
            what = "This is" if len(blocks) == 1 else f"{len(blocks)} paragraphs are"
            says = f"{what} in {language}, which this program doesn't read: nothing in it was checked."
            yield Mark(cover(b.span for b in blocks), None, says)


def _is_text(block: Block) -> bool:
    return block.kind is not BlockKind.BOILERPLATE


_ASKED = ("This program: trouble with the input is told, never passed over",)

TXT003 = Rule(
    id="TXT003",
    title="It isn't certain where a sentence ends",
    severity=Severity.SUGGESTION,
    asked_by=_ASKED,
    why="Two sentences that are read as one get one speaker and one verdict.",
    action="Put the space or the full stop in, and check again.",
    check=_badly_split,
    hits=examples(
        "The ferry sank at noon.The captain swam ashore.",
        "The judge asked “Who paid?”Then the court rose.",
        "The minister said that the road, " + "the bridge over the river, " * 25 + "and the pier are safe.",
    ),
    misses=examples(
        "The ferry sank at noon. The captain swam ashore.",
        "The form is at www.harbour.Example and at port@lomo.Example from Monday.",
        "St.Petersburg and Nizhny sent engineers to the U.S.Embassy.",
        "The minister said that the road, the bridge over the river, and the pier are safe.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

TXT004 = Rule(
    id="TXT004",
    title="Part of the draft was not read",
    severity=Severity.WARNING,
    asked_by=_ASKED,
    why="What was not read was not checked.",
    action="Check that part yourself, or put it into the draft as text.",
    check=_not_read,
    hits=examples(
        "The ferry sank at noon.\n\n<div>The captain swam ashore.</div>",
        "<table><tr><td>12 dead</td></tr></table>\n\nThe ferry sank at noon.",
        "The pier is closed.\n\n<section>The board closed it in May.</section>\n\nThe board said so.",
    ),
    misses=examples(
        "The ferry sank at noon. The captain swam ashore.",
        "| Port | Dead |\n|---|---|\n| Lomo | 12 |\n\nThe ferry sank at noon.",
        "The letter was not read to the court, the clerk said.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

TXT005 = Rule(
    id="TXT005",
    title="Hidden characters or emoji inside a quotation",
    severity=Severity.WARNING,
    asked_by=_ASKED,
    why="Nobody spoke them, no search finds words with them inside, and some turn the order of the words.",
    action="Take them out, and hold the words against the source once more.",
    check=_hidden_in_quotations,
    hits=examples(
        "The mayor said: “We are ready \u202efor the snow\u202c.”",
        "The mayor said: “We are re\u200bady for the snow.”",
        "“We won 🎉 the case,” said her lawyer, Ada Kovac.",
    ),
    misses=examples(
        "The mayor said: “We are ready for the snow.”",
        "The mayor \u200bsaid: “We are ready for the snow.”",
        "## 🌊 The flood\n\n“We are ready – as always,” the mayor said.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

TXT006 = Rule(
    id="TXT006",
    title="A passage in a language that is not read",
    severity=Severity.WARNING,
    asked_by=_ASKED,
    why="Nothing in it was attributed or checked, whatever the report says of it.",
    action="Have somebody who reads the language check it, or add a translation.",
    check=_foreign,
    hits=examples(
        "The ministry replied in a letter.\n\nក្រសួងបានបញ្ជាក់ថា ប៉ូលិសបានចាប់ខ្លួនមនុស្សជាច្រើននាក់។",
        "The ministry replied in a letter.\n\nEl ministerio dijo que la operación en el puerto fue un éxito "
        "y que los detenidos están en la cárcel.",
        "Министерство сообщило, что операция в порту завершена.\n\nThe union called it a lie.",
        "Le ministère a dit que les pompiers ont été appelés dans la nuit pour éteindre le feu sur le port.",
    ),
    misses=examples(
        "The ministry replied in a letter.",
        "The ministry called it “la operación del siglo” in a letter to the union.",
        "Los Angeles, San Salvador and La Paz sent engineers to El Paso.",
        "The band played “Ça plane pour moi” and “Le vent nous portera” in São Paulo.",
        "Министерство, or the ministry, said that it would not reply to the union before the vote.",
    ),
    in_quotations=True,
    in_non_claims=True,
)

RULES = (TXT003, TXT004, TXT005, TXT006)
