"""FIG and SRC on analyses stated by hand."""

from __future__ import annotations

import pytest

from claims.document import Span
from claims.types import SpeakerType
from tests.verifier.rules.builder import article, evidence, fact, para, passage, said, speaker
from tests.verifier.rules.test_attribution import only
from verifier.rules import flag
from verifier.rules.figures import amounts
from verifier.types import AttributionVerdict, Evidence, Outcome, SubstanceVerdict

BOARD = speaker("the harbour board", SpeakerType.GOVERNMENT, named=False)
WATCH = speaker("Forest Watch", SpeakerType.NGO)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("More than 1,200 houses burned.", ["More than 1,200"]),
        ("It fell by 4.2 percent, or 4%.", ["4.2 percent", "4%"]),
        ("The pier cost $85 million and 30 million pesos.", ["$85 million", "30 million"]),
        ("Thousands of people and hundreds more left.", ["Thousands", "hundreds"]),
        ("Two million voters stayed home.", ["Two million"]),
        ("Officers held 85 dockers and 200+ sailors.", ["85", "200+"]),
        ("On 14 June 1998 at 10:30 the king came.", []),
        ("In May 2019 Flight 804 left gate 22.", []),
        ("Ana Prado, 54, and a 61-year-old man waited 90 minutes.", []),
        ("Three people and 12 dogs were saved.", []),
        ("He ran 42 km on Route 66 in 1999.", []),
    ],
)
def test_figures_that_need_a_source(text: str, figures: list[str]) -> None:
    assert [span.of(text) for span in amounts(text)] == figures


def test_an_unsourced_figure_is_flagged_once_a_sentence() -> None:
    checked = article(para(fact("It burned 1,200 houses and 300 barns.")))
    (found,) = flag(checked)
    assert found.rule == "FIG001"
    assert found.span.of(checked.analysis.document.text) == "1,200"
    assert "“300”" in found.message


def test_a_figure_with_a_source_is_not() -> None:
    text = "It burned 1,200 houses."
    attributed = flag(article(para(said(text + " the harbour board said.", BOARD))))
    assert "FIG001" not in [f.rule for f in attributed]
    assert flag(article(para(fact(text, cites=("https://example.org", None))))) == ()
    assert flag(article(para(fact(text, substance=SubstanceVerdict.SUPPORTED)), held=1)) == ()
    agreeing = evidence("1,200 houses", figures=Outcome.AGREES)
    assert flag(article(para(fact(text, evidence=(agreeing,))), held=1)) == ()
    silent = evidence("houses", figures=Outcome.SILENT)
    assert len(flag(article(para(fact(text, evidence=(silent,))), held=1))) == 1


def test_a_figure_that_differs_names_both_sides_and_the_place() -> None:
    differs = dict.fromkeys(("figures", "contradiction", "instead"), Outcome.DIFFERS)
    line = said(
        "the harbour board said 31 ships sank.",
        BOARD,
        evidence=(evidence("13", at=Span(23, 25), **differs),),
    )
    checked = article(para(line), held=1)
    (found,) = only("FIG002", checked)
    assert checked.analysis.text(found.span) == "31"
    assert "31, the source 13" in found.message
    assert "page 4" in found.message
    assert found.message.startswith("A source held")
    cited = said(line.text, BOARD, evidence=(evidence("13", cited=True, **differs),))
    assert only("FIG002", article(para(cited), held=1))[0].message.startswith("The cited source")


def test_a_figure_that_another_source_has_or_that_is_off_topic_is_left_alone() -> None:
    differs, agrees = evidence("13", figures=Outcome.DIFFERS), evidence("31", figures=Outcome.AGREES)
    other = evidence("13", figures=Outcome.DIFFERS, lexical=Outcome.SILENT)
    for held in ((differs, agrees), (other,), ()):
        line = said("the harbour board said 31 ships sank.", BOARD, evidence=held)
        assert only("FIG002", article(para(line), held=2)) == ()


REPORT = passage("…").source


def test_a_cited_source_that_does_not_bear_it_out() -> None:
    line = fact("The pier is rotten.", cited=(REPORT,), substance=SubstanceVerdict.NOT_FOUND)
    (found,) = only("SRC001", article(para(line), held=1))
    assert "“Annual report”" in found.message


@pytest.mark.parametrize(
    ("substance", "attribution", "cited"),
    [
        (SubstanceVerdict.SUPPORTED, None, True),
        (SubstanceVerdict.UNSURE, None, True),
        (SubstanceVerdict.NOT_FOUND, AttributionVerdict.CONFIRMED, True),
        (SubstanceVerdict.NOT_FOUND, AttributionVerdict.ALTERED, True),
        (SubstanceVerdict.NOT_FOUND, AttributionVerdict.NOT_FOUND, False),
        (SubstanceVerdict.NOT_CHECKED, None, True),
    ],
)
def test_a_citation_that_is_fine(
    substance: SubstanceVerdict, attribution: AttributionVerdict | None, cited: bool
) -> None:
    sources = (REPORT,) if cited else ()
    line = said("It is so, the harbour board said.", BOARD, cited=sources, substance=substance)
    line = said(line.text, BOARD, cited=sources, substance=substance, attribution=attribution)
    assert only("SRC001", article(para(line), held=1)) == ()


def test_a_cited_source_that_says_otherwise() -> None:
    against = evidence("not inspected", cited=True, negation=Outcome.DIFFERS, detail="the source denies it")
    line = fact(
        "The pier was inspected.",
        cited=(REPORT,),
        evidence=(against,),
        substance=SubstanceVerdict.CONTRADICTED,
    )
    (found,) = flag(article(para(line), held=1))
    assert found.rule == "SRC002"
    assert "the source denies it" in found.message


def test_a_contradiction_that_is_not_the_cited_sources_or_only_in_figures() -> None:
    uncited = evidence("not inspected", negation=Outcome.DIFFERS)
    figures = evidence("13", cited=True, figures=Outcome.DIFFERS)
    for held in (uncited, figures):
        line = fact("It was inspected.", evidence=(held,), substance=SubstanceVerdict.CONTRADICTED)
        assert only("SRC002", article(para(line), held=1)) == ()


def test_the_speakers_own_paper_can_say_otherwise_where_it_is_the_one_cited() -> None:
    against = evidence("not so", cited=True, independent=False, negation=Outcome.DIFFERS)
    agreeing = evidence("so", cited=True, independent=False)
    altered, confirmed = AttributionVerdict.ALTERED, AttributionVerdict.CONFIRMED

    def told(verdict: AttributionVerdict, *held: Evidence) -> int:
        line = said("It is so, the harbour board said.", BOARD, evidence=held, attribution=verdict)
        return len(only("SRC002", article(para(line), held=1)))

    assert told(altered, against) == 1
    assert told(confirmed, against) == 0
    assert told(altered, agreeing, against) == 0


ALLEGATION = "Forest Watch accused Greenwall Timber of bribery."


def test_an_allegation_with_too_few_sources() -> None:
    def told(*held: object) -> list[str]:
        line = said(
            ALLEGATION,
            WATCH,
            cue="accused",
            lemma="accuse",
            evidence=held,
            substance=SubstanceVerdict.SUPPORTED if held else SubstanceVerdict.NOT_FOUND,
        )
        return [f.message for f in only("SRC005", article(para(line), held=3))]

    one, two = evidence("bribery", publisher="Audit Office"), evidence("bribery", publisher="Radio Arda")
    own = evidence("bribery", publisher="Forest Watch", independent=False)
    unlike = evidence("bribery", publisher="Radio Arda", negation=Outcome.DIFFERS)
    assert "no independent source" in told()[0]
    assert "only Audit Office" in told(one, own, unlike)[0]
    assert "only https://example.org/report" in told(evidence("bribery", publisher=None))[0]
    assert told(one, two) == []


def test_without_sources_and_without_an_allegation_nothing_is_asked() -> None:
    line = said(ALLEGATION, WATCH, cue="accused", lemma="accuse")
    assert only("SRC005", article(para(line), held=0)) == ()
    plain = said("Forest Watch said the reserve opens in May.", WATCH)
    assert only("SRC005", article(para(plain), held=2)) == ()
