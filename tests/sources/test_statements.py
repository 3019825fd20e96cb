"""Whose statements a source holds, from an analysis made by hand so that every case is exact."""

from __future__ import annotations

import pytest

from claims.analysis import analyse
from claims.document import BlockKind, Span
from claims.types import (
    Analysis,
    Attribution,
    Branch,
    Claim,
    ClaimKind,
    Manner,
    Quotation,
    Sentence,
    Speaker,
    SpeakerType,
)
from sources.passages import Cut, cut
from sources.source import SourceKind
from sources.statements import FoundStatement, find
from tests.sources.conftest import make_document
from tests.timing import cpu_seconds

HEADLINE = "Vell harbour closed"
TEXT = 'Ada Lorn of Harbour Watch said that "no boat may leave" the port. The port closed on 3 May.'
SECOND = "It was denied that crews were held."
MINISTRY = Speaker("Ministry of Fisheries", SpeakerType.GOVERNMENT, branch=Branch.EXECUTIVE, named=True)
LORN = Speaker("Ada Lorn", SpeakerType.NGO, organisation="the Harbour Watch", named=True)


def analysed(speaker: Speaker = LORN) -> tuple[Analysis, tuple[Cut, ...]]:
    document = make_document((BlockKind.HEADING, HEADLINE), TEXT, SECOND)

    def place(words: str) -> Span:
        start = document.text.index(words)
        return Span(start, start + len(words))

    said = Attribution((place("Ada Lorn"),), (place("said"),), (), Manner.MIXED, lemma="say")
    denied = Attribution((), (place("denied"),), (), Manner.INDIRECT, lemma="deny")
    quote = place('"no boat may leave"')
    claims = (
        Claim(0, (place(HEADLINE),), ClaimKind.FACT, None, None, True, "a heading"),
        Claim(
            1,
            (place('"no boat may leave"'), place("the port.")),
            ClaimKind.NGO,
            speaker,
            said,
            True,
            "said so",
        ),
        Claim(2, (place("The port closed on 3 May."),), ClaimKind.FACT, None, None, True, "own voice"),
        Claim(3, (place("crews were held"),), ClaimKind.ATTRIBUTED, None, denied, True, "nobody named"),
        Claim(3, (), ClaimKind.NONE, None, None, False, "nothing claimed"),
    )
    analysis = Analysis(
        document=document,
        sentences=tuple(Sentence(i, c.content[0], 0) for i, c in enumerate(claims[:4])),
        quotations=(Quotation(quote, Span(quote.start + 1, quote.end - 1), 1),),
        attributions=(said, denied),
        claims=claims,
        citations=(),
    )
    return analysis, cut(document)


def test_an_attributed_claim_is_its_speakers() -> None:
    analysis, passages = analysed()
    (statement,) = find(analysis, passages, publisher=None, kind=SourceKind.NEWS)
    assert statement == FoundStatement(
        0, LORN, '"no boat may leave" the port.', ("no boat may leave",), "say", False
    )


def test_own_voice_is_the_publishers_where_one_is_known() -> None:
    analysis, passages = analysed()
    found = find(analysis, passages, publisher="The Vell Post", kind=SourceKind.NEWS)
    own = [s for s in found if s.own_voice]
    assert [(s.text, s.cue, s.quotations, s.passage) for s in own] == [
        ("The port closed on 3 May.", "", (), 0)
    ]
    assert own[0].speaker.name == "The Vell Post"
    assert own[0].speaker.type is SpeakerType.MEDIA
    assert own[0].speaker.named


def test_a_publisher_of_no_known_type() -> None:
    analysis, passages = analysed()
    found = find(analysis, passages, publisher="Quorvane", kind=SourceKind.NEWS)
    assert [s.speaker.type for s in found if s.own_voice] == [SpeakerType.UNKNOWN]


def test_the_publisher_has_the_type_that_the_text_shows() -> None:
    analysis, passages = analysed(MINISTRY)
    found = find(analysis, passages, publisher="the Ministry of Fisheries", kind=SourceKind.NEWS)
    own = next(s for s in found if s.own_voice).speaker
    assert (own.type, own.branch) == (SpeakerType.GOVERNMENT, Branch.EXECUTIVE)


def test_a_press_release_speaks_for_its_own_people_too() -> None:
    analysis, passages = analysed()
    found = find(analysis, passages, publisher="Harbour Watch", kind=SourceKind.PRESS_RELEASE)
    assert [(s.speaker.name, s.own_voice, s.cue) for s in found] == [
        ("Ada Lorn", False, "say"),
        ("Harbour Watch", True, ""),
        ("Harbour Watch", True, ""),
    ]
    assert found[1].text == found[0].text
    assert found[1].speaker.type is SpeakerType.NGO
    other = find(analysis, passages, publisher="Port Authority", kind=SourceKind.PRESS_RELEASE)
    assert [s.text for s in other if s.own_voice] == ["The port closed on 3 May."]


def test_what_stands_in_no_passage_is_left_out() -> None:
    analysis, passages = analysed()
    found = find(analysis, passages, publisher="The Vell Post", kind=SourceKind.NEWS)
    assert HEADLINE not in [s.text for s in found]
    assert find(analysis, (), publisher="The Vell Post", kind=SourceKind.NEWS) == ()


def test_a_long_source_takes_time_in_proportion_to_its_length() -> None:
    def seconds(count: int) -> float:
        document = make_document(*["Nine boats of the harbour were held."] * count)
        passages = cut(document)
        spans = [passage.locator.span for passage in passages]
        analysis = Analysis(
            document=document,
            sentences=tuple(Sentence(n, span, n) for n, span in enumerate(spans)),
            quotations=(),
            attributions=(),
            claims=tuple(Claim(n, (s,), ClaimKind.FACT, None, None, True, "") for n, s in enumerate(spans)),
            citations=(),
        )

        def work() -> None:
            found = find(analysis, passages, publisher="The Vell Post", kind=SourceKind.NEWS)
            assert [statement.passage for statement in found] == list(range(count))

        return cpu_seconds(work)

    assert seconds(2_500) < 12 * seconds(500), "with its square it would be 25 times"


def test_a_quotation_is_clipped_to_the_statement() -> None:
    document = make_document("“We held no one. We never will.”")
    span = Span(1, 16)
    said = Attribution((), (), (span,), Manner.DIRECT)
    analysis = Analysis(
        document=document,
        sentences=(Sentence(0, span, 0),),
        quotations=(Quotation(Span(0, 32), Span(1, 31), 0),),
        attributions=(said,),
        claims=(Claim(0, (span,), ClaimKind.GOVERNMENT, MINISTRY, said, True, ""),),
        citations=(),
    )
    (statement,) = find(analysis, cut(document), publisher=None, kind=SourceKind.DOCUMENT)
    assert statement.quotations == ("We held no one.",)


@pytest.mark.parametrize(
    ("name", "publisher"),
    [
        ("the ministry", "Ministry of Fisheries"),
        ("We", "Vell Harbour Trust"),
        ("the trust", "Vell Harbour Trust"),
    ],
)
def test_we_and_the_ministry_are_the_publisher(name: str, publisher: str) -> None:
    analysis, passages = analysed(Speaker(name, SpeakerType.UNKNOWN))
    found = find(analysis, passages, publisher=publisher, kind=SourceKind.REPORT)
    assert found[0].speaker.name == publisher
    assert not found[0].own_voice


def test_the_council_is_not_the_paper_that_reports_it() -> None:
    analysis, passages = analysed(Speaker("the council", SpeakerType.UNKNOWN))
    found = find(analysis, passages, publisher="Vell Post", kind=SourceKind.REPORT)
    assert found[0].speaker.name == "the council"


INTERVIEW = (
    "Kara Bendel, treasurer of the Blue Corner. Café Lock, Thursday.",
    '"It is not the loss that frightens me." If they go down, the money goes too, he says.',
    "The club was founded in 1921.",
)


@pytest.mark.parametrize(
    ("publisher", "first"),
    [
        (None, INTERVIEW[0]),
        ("Leeme Post, reporter's notes", INTERVIEW[0]),
        ("Notes, phone call with Dr Kara Bendel, treasurer", "Thursday, at the lock."),
        ("Interview with Kara Bendel", "Thursday, at the lock."),
    ],
)
def test_the_quotations_of_an_interview_are_those_of_whom_it_is_with(
    publisher: str | None, first: str
) -> None:
    document = make_document(first, *INTERVIEW[1:])
    analysis = analyse(document)
    found = find(analysis, cut(document), publisher=publisher, kind=SourceKind.INTERVIEW)
    quoting = [s for s in found if s.quotations]
    assert [s.speaker.name for s in quoting] == ["Kara Bendel"]
    paper = find(analysis, cut(document), publisher=publisher, kind=SourceKind.DOCUMENT)
    assert [s.speaker.name for s in paper if s.quotations] != ["Kara Bendel"]


@pytest.mark.parametrize("head", ["New Orleans, 12 May 2024", "Water Office Minutes", "Last Monday, we met."])
def test_a_dateline_is_nobody_that_was_interviewed(head: str) -> None:
    document = make_document(head, *INTERVIEW[1:])
    found = find(analyse(document), cut(document), publisher=None, kind=SourceKind.INTERVIEW)
    assert not {s.speaker.name for s in found} & {"New Orleans", "Water Office Minutes", "Last Monday"}
