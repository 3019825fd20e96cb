"""QUO004 and QUO007 to QUO009: on real readings where the marks matter, else on analyses stated by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.document import Link, Span
from claims.reading import read_text
from sources.source import Passage, SourceKind
from tests.verifier.rules.builder import article, evidence, fact, para, passage, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.pipeline import check_document
from verifier.types import CheckedArticle, QuoteState

ARCE = speaker("Luis Arce", role="sexton")
WORDS = "“The water came over the wall in a minute,” Luis Arce said."


def read(text: str) -> CheckedArticle:
    return check_document(read_text(text, format="markdown"))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("“It was late, the mayor said.", "“ is never closed"),
        ("It was late,” the mayor said.", "” closes what nothing opens"),
        ('“It was late," the mayor said.', 'Opened by “ and closed by "'),
        ("“It was late,“ the mayor said.", "“ is never closed"),
        ("It was ‘a cruel trick and no more.", "‘ is never closed"),
    ],
)
def test_marks_that_do_not_pair(text: str, trouble: str) -> None:
    found = only("QUO009", read(text))
    assert [f.message.split(",")[0] for f in found] == [trouble]


@pytest.mark.parametrize(
    "text",
    [
        '"It was late," the mayor said.',
        "„It was late“, the mayor said.",
        "«It was late», the mayor said.",
        "‘It was late,’ the mayor said. The boys’ turn came.",
        "‘It’s the farmers’ turn,’ said the mayor.",
        "In the ’90s and ‘80s they gave ‘em rock ‘n’ roll.",
        'A 27" screen and a 6\'2" board.',
        "The judge, ‘Umar ibn Zayd, adjourned.",
        "“It was late.\n\n“It was dark as well,” the mayor said.",
    ],
)
def test_marks_that_pair_or_are_none(text: str) -> None:
    assert only("QUO009", read(text)) == ()


def test_a_speech_that_runs_on_must_open_the_next_paragraph() -> None:
    assert len(only("QUO009", read("“It was late.\n\nIt was dark as well, the mayor said."))) == 1


def test_one_wrong_mark_is_told_once_a_paragraph() -> None:
    text = '“It was late," the mayor said. “It was dark," he added.\n\n“It was cold," he said.'
    assert [f.sentence for f in only("QUO009", read(text))] == [0, 2]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The “clean” sprinter left the club.", True),
        ("The ‘clean’ sprinter left the club.", False),
        ("The “Clean” sprinter left the club.", False),
        ("The so-called “clean” sprinter left the club.", False),
        ("The sprinter left the club for “two or three weeks”.", False),
        ("The sprinter left “@home” on Monday.", False),
    ],
)
def test_marks_of_doubt(text: str, flagged: bool) -> None:
    assert bool(only("QUO004", read(text))) is flagged


def test_a_word_that_somebody_said_is_quoted_not_doubted() -> None:
    echo = fact("The “clean” sprinter left the club.")
    words = said("“She is a clean sprinter,” Luis Arce said.", ARCE)
    assert only("QUO004", article(para(words), para(echo))) == ()
    assert len(only("QUO004", article(para(fact("She ran."), echo)))) == 1
    assert only("QUO004", article(para(said("She is fast, Luis Arce said.", ARCE), echo))) == ()


def held(publisher: str, *, kind: SourceKind = SourceKind.DOCUMENT, location: str = "notes.txt") -> Passage:
    found = passage("“The water came over the wall in a minute,” he said.", publisher=publisher)
    return replace(found, source=replace(found.source, kind=kind, location=location))


@pytest.mark.parametrize(
    ("source", "flagged"),
    [
        (held("Arda Courier"), True),
        (held("Radio Arda"), True),
        (held("Arda Online", kind=SourceKind.NEWS), True),
        (held("Courtline News, court copy"), True),
        (held("Boatmen's Union, press release"), False),
        (held("Ministry of Health, daily bulletin"), False),
        (held("Parish of Arda"), False),
    ],
)
def test_words_that_only_an_outlet_has(source: Passage, flagged: bool) -> None:
    line = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=source)
    assert bool(only("QUO008", article(para(line), held=1))) is flagged


def test_an_outlet_that_is_named_anywhere_is_credited() -> None:
    line = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=held("The Arda Courier"))
    named = fact("The Arda Courier was there first.")
    assert only("QUO008", article(para(line), para(named), held=1)) == ()
    assert len(only("QUO008", article(para(line), para(fact("The Arda rose again.")), held=1))) == 1
    agency = said(
        WORDS,
        ARCE,
        quote_state=QuoteState.VERBATIM,
        passage=held("Northern Press Agency", kind=SourceKind.WIRE),
    )
    assert only("QUO008", article(para(agency), para(fact("(NPA)")), held=1)) == ()


def test_a_link_that_is_no_address_credits_nobody() -> None:
    courier = held("The Arda Courier", location="https://courier.example/")
    line = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=courier)
    made = article(para(line), held=1)
    assert len(only("QUO008", made)) == 1
    document = replace(made.analysis.document, links=(Link(Span(0, 3), "http://["),))
    assert len(only("QUO008", replace(made, analysis=replace(made.analysis, document=document)))) == 1


def test_words_that_are_held_first_hand_or_are_few_are_nobodys_loan() -> None:
    source = held("Arda Courier")
    own = evidence("Luis Arce: The water came over the wall in a minute!", publisher="Parish of Arda")
    line = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=source, evidence=(own,))
    assert only("QUO008", article(para(line), held=2)) == ()
    few = said("“The water came,” Luis Arce said.", ARCE, quote_state=QuoteState.VERBATIM, passage=source)
    assert only("QUO008", article(para(few), held=1)) == ()
    cited = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=source, cited=(source.source,))
    assert only("QUO008", article(para(cited), held=1)) == ()


@pytest.mark.parametrize(
    ("where", "flagged"),
    [
        ("told the Italian daily Il Passo", True),
        ("said on French public radio", True),
        ("wrote in an Arabic-language post", True),
        ("told the Leeds Courier", False),
        ("told the English-language Japanese newspaper", False),
        ("told Italian friends", False),
    ],
)
def test_words_given_to_a_public_that_reads_no_english(where: str, flagged: bool) -> None:
    line = said(f"“The water came over the wall,” Luis Arce {where}.", ARCE, cue=where.split()[0])
    assert bool(only("QUO007", article(para(line)))) is flagged
    told = fact("He spoke through an interpreter.")
    assert only("QUO007", article(para(line), para(told))) == ()


FOREIGN = "El agua pasó por encima del muro en un minuto y nadie pudo avisar a los vecinos de la calle baja."
ENGLISH = (
    "The water came over the wall in a minute, and nobody was able to warn those who lived in the street."
)


def test_words_from_a_source_in_another_language() -> None:
    def quoting(text: str, state: QuoteState) -> CheckedArticle:
        shown = (evidence(text, cited=True),)
        cites = ("https://arda.example/wall", None)
        return article(para(said(WORDS, ARCE, evidence=shown, cites=cites, quote_state=state)), held=1)

    (found,) = only("QUO007", quoting(FOREIGN, QuoteState.ABSENT))
    assert "isn't in English" in found.message
    assert only("QUO007", quoting(ENGLISH, QuoteState.ABSENT)) == ()
    assert only("QUO007", quoting(FOREIGN, QuoteState.VERBATIM)) == ()
    assert only("QUO007", quoting("Agua, mucha agua.", QuoteState.ABSENT)) == ()


def test_a_source_without_a_publisher_is_no_outlets() -> None:
    line = said(WORDS, ARCE, quote_state=QuoteState.VERBATIM, passage=passage(WORDS, publisher=None))
    assert only("QUO008", article(para(line), held=1)) == ()
