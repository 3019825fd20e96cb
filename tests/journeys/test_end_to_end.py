"""A draft against its sources: what must move a verdict moves it, and what must not leaves it alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.reading import read_text
from sources.encoder import Encoder
from sources.given import Given
from sources.intake import add_file
from sources.publishers import declare
from sources.store import Store
from verifier.pipeline import check_document
from verifier.rules import flag
from verifier.types import AttributionVerdict as A
from verifier.types import CheckedArticle, CheckedClaim, CheckedQuotation, QuoteState
from verifier.types import SubstanceVerdict as S

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
Check = Callable[..., CheckedArticle]

HARVEST = (
    "Ministry of Orchards of Velmora",
    "The Ministry of Orchards says that frost destroyed 840 apple trees in the Linden valley in April.\n\n"
    "“The growers will be paid for every tree before the harvest begins,” "
    "said Minister of Orchards Petra Vaal.\n",
)
UNION = (
    "Growers' Union of Linden",
    "Frost destroyed 840 apple trees in the Linden valley in April, the union's own count shows.\n\n"
    "“We have heard many promises and seen no money at all,” said Joost Amrel, head of the Growers' Union.\n",
)
GAZETTE = (
    "Linden Gazette",
    "The choir sang at the spring fair, and the mayor opened the new bridge.\n",
)

DRAFT = (
    "The Ministry of Orchards said that frost destroyed 840 apple trees in the Linden valley in April.\n\n"
    "“The growers will be paid for every tree before the harvest begins,” "
    "said Petra Vaal, the minister of orchards.\n\n"
    "“We have heard many promises and seen no money at all,” said Joost Amrel, head of the Growers' Union.\n"
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


@pytest.fixture
def check(tmp_path: Path, encoder: Encoder) -> Check:
    def run(draft: str, *sources: tuple[str, str]) -> CheckedArticle:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        with Store.open(f"sqlite:///{folder / 'sources.db'}", snapshots=folder / "snapshots") as store:
            for number, (publisher, text) in enumerate(sources or (HARVEST, UNION), 1):
                path = folder / f"source-{number}.txt"
                path.write_text(text, encoding="utf-8")
                add_file(store, path, given=Given(publisher=publisher), now=NOW, encoder=encoder)
            document = read_text(draft, name="draft.md", format="markdown")
            return check_document(document, store=store, encoder=encoder)

    return run


def claim(article: CheckedArticle, words: str) -> CheckedClaim:
    return next(c for c in article.claims if words in article.analysis.claim_text(c.claim))


def quotation(article: CheckedArticle, words: str) -> CheckedQuotation:
    return next(q for q in article.quotations if words in article.analysis.text(q.quotation.inner))


def verdicts(article: CheckedArticle) -> set[tuple[str, A | None, S]]:
    return {
        (article.analysis.claim_text(c.claim).strip('“”",.'), c.verdict.attribution, c.verdict.substance)
        for c in article.claims
    }


def rules(article: CheckedArticle) -> set[str]:
    return {f.rule for f in flag(article)}


def test_the_draft_as_it_stands(check: Check) -> None:
    found = check(DRAFT)
    trees = claim(found, "840 apple trees").verdict
    assert trees.attribution is A.CONFIRMED
    assert trees.substance is S.SUPPORTED
    assert {q.state for q in found.quotations} == {QuoteState.VERBATIM}
    assert claim(found, "paid for every tree").verdict.attribution is A.CONFIRMED
    assert not rules(found) & {"QUO001", "FIG002", "SRC001", "SRC002"}


def test_the_ministers_own_ministry_proves_nothing(check: Check) -> None:
    paid = claim(check(DRAFT), "paid for every tree")
    assert paid.verdict.substance is S.NOT_FOUND
    assert not any(e.independent for e in paid.evidence if e.passage.source.publisher == HARVEST[0])


def test_another_figure_is_told_with_both(check: Check) -> None:
    found = check(DRAFT.replace("840", "480"))
    trees = claim(found, "480 apple trees").verdict
    assert trees.attribution is A.ALTERED
    assert "480" in trees.attribution_reason
    assert "840" in trees.attribution_reason
    assert trees.substance is S.CONTRADICTED
    assert "FIG002" in rules(found)


def test_the_speakers_own_document_alone_contradicts_no_substance(check: Check) -> None:
    found = check(DRAFT.replace("840", "480"), HARVEST)
    trees = claim(found, "480 apple trees").verdict
    assert (trees.attribution, trees.substance) == (A.ALTERED, S.NOT_FOUND)
    assert "FIG002" in rules(found)


def test_swapped_speakers(check: Check) -> None:
    swapped = DRAFT.replace("said Petra Vaal, the minister of orchards", "said ONE").replace(
        "said Joost Amrel, head of the Growers' Union", "said Petra Vaal, the minister of orchards"
    )
    swapped = swapped.replace("said ONE", "said Joost Amrel, head of the Growers' Union")
    found = check(swapped)
    assert quotation(found, "paid for every tree").state is QuoteState.OTHER_SPEAKER
    assert quotation(found, "many promises").state is QuoteState.OTHER_SPEAKER
    assert claim(found, "many promises").verdict.attribution is A.MISATTRIBUTED


def test_a_denial_put_in(check: Check) -> None:
    quoted = check(DRAFT.replace("will be paid for", "will not be paid for"))
    assert quotation(quoted, "paid for every tree").state is QuoteState.ALTERED
    told = claim(
        check(DRAFT.replace("frost destroyed", "frost has not destroyed")), "840 apple trees"
    ).verdict
    assert told.attribution is not A.CONFIRMED
    assert told.substance is not S.SUPPORTED


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("“", '"').replace("”", '"'),
        lambda text: "\n\n".join(reversed(text.strip().split("\n\n"))) + "\n",
    ],
    ids=["straight marks", "paragraphs in another order"],
)
def test_what_changes_nothing(check: Check, change: Callable[[str], str]) -> None:
    assert verdicts(check(change(DRAFT))) == verdicts(check(DRAFT))


def test_what_stands_in_other_paragraphs_changes_no_verdict(check: Check) -> None:
    whole = verdicts(check(DRAFT))
    more = f"The choir sang at the fair.\n\n{DRAFT}\nA bridge was opened on Monday, the mayor said.\n"
    assert whole < verdicts(check(more))
    first, *others = DRAFT.strip().split("\n\n")
    assert verdicts(check(first)) < whole
    assert verdicts(check("\n\n".join(others))) < whole


def test_an_unrelated_source_changes_nothing(check: Check) -> None:
    assert verdicts(check(DRAFT, HARVEST, UNION, GAZETTE)) == verdicts(check(DRAFT))


def test_a_bodys_own_document_speaks_for_its_people(check: Check) -> None:
    words = "Every grower will be paid for every lost tree before the harvest begins."
    release = ("Ministry of Orchards of Velmora", f"The frost was severe. The ministry says: “{words}”\n")
    found = check(f"“{words}” said Minister of Orchards Petra Vaal.\n".replace(".”", ",”"), release)
    (quoted,) = found.quotations
    assert quoted.state in (QuoteState.VERBATIM, QuoteState.NORMALISED)
    assert claim(found, "Every grower").verdict.attribution is not A.MISATTRIBUTED


def test_a_report_of_the_words_does_not_make_them_so(check: Check) -> None:
    wire = (
        "Linden Wire",
        "The Growers' Union said that frost destroyed 840 apple trees in the Linden valley.\n",
    )
    found = check(
        "The Growers' Union said that frost destroyed 840 apple trees in the Linden valley.\n", wire
    )
    trees = claim(found, "840 apple trees").verdict
    assert trees.attribution is A.CONFIRMED
    assert trees.substance is S.NOT_FOUND


def test_the_diff_stops_at_the_sources_closing_mark(check: Check) -> None:
    source = ("Linden Gazette", "“The old press will leave the valley,” said Ivo Brandt on Monday.\n")
    found = check("“The old press will leave the valley for good,” said Ivo Brandt.\n", source)
    (quoted,) = found.quotations
    assert quoted.state is QuoteState.ALTERED
    assert quoted.match is not None
    assert ("for good", "") in [(c.article, c.source) for c in quoted.match.changes]
    assert not any("Ivo" in c.source or "said" in c.source for c in quoted.match.changes)


def test_a_publisher_under_two_names_is_one_speaker(tmp_path: Path, encoder: Encoder) -> None:
    with Store.open(f"sqlite:///{tmp_path / 's.db'}", snapshots=tmp_path / "snapshots") as store:
        for name, (publisher, text) in {"union": UNION, "ministry": HARVEST}.items():
            path = tmp_path / f"{name}.txt"
            path.write_text(text.replace("the union's", "Fruit Hands'"), encoding="utf-8")
            add_file(store, path, given=Given(publisher=publisher), now=NOW, encoder=encoder)
        draft = (
            "Frost destroyed 840 apple trees in the Linden valley in April, Fruit Hands said.\n\n"
            "“We have heard many promises and seen no money at all,” said Joost Amrel, head of Fruit Hands.\n"
        )
        document = read_text(draft, name="draft.md", format="markdown")
        before = check_document(document, store=store, encoder=encoder)
        declare(store, "Linden Growers", [UNION[0], "Fruit Hands"], now=NOW, encoder=encoder)
        after = check_document(document, store=store, encoder=encoder)
    for found in (before, after):
        assert claim(found, "many promises").verdict.attribution is A.CONFIRMED
        assert quotation(found, "many promises").state is QuoteState.VERBATIM
        assert quotation(found, "many promises").speaker.name == "Joost Amrel"
    trees = claim(after, "840 apple trees").verdict
    assert trees.attribution is A.CONFIRMED
    assert "SAY001" not in rules(after)
