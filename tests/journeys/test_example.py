"""The example of examples/README.md as a newcomer runs it: what is planted is found, the rest let be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.sockets import no_sockets
from verifier.cli import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def report(example_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Json:
    written = tmp_path_factory.mktemp("report") / "report.json"
    arguments = ["check", str(EXAMPLES / "article.md"), "--store", str(example_store), "--format", "json"]
    with no_sockets() as opened:
        status = run([*arguments, "--output", str(written)])
    assert status == 1, "the draft has errors, and --fail-on is error"
    assert opened == [], "a check is offline"
    found: Json = json.loads(written.read_text(encoding="utf-8"))
    return found


def sentence(report: Json, words: str) -> Json:
    """The one sentence that has `words`."""
    found = [s for s in report["sentences"] if words in s["text"]]
    assert len(found) == 1, words
    only: Json = found[0]
    return only


def rules(sentence: Json) -> set[str]:
    return {finding["rule"] for finding in sentence["findings"]}


def test_all_five_sources_are_held(report: Json) -> None:
    assert report["summary"]["sources_held"] == 5


def test_boilerplate_is_set_aside(report: Json) -> None:
    assert [b["text"] for b in report["document"]["boilerplate"]] == ["Sign up for our morning newsletter"]


@pytest.mark.parametrize(
    "words",
    ["What the raids covered", "The government's case", "Abuse on the water", "Across the border"],
)
def test_headings_make_no_claim(report: Json, words: str) -> None:
    assert sentence(report, words)["kind"] == "not_a_claim"


@pytest.mark.parametrize(
    "words",
    [
        "The raids followed an order",
        "The crews were taken",
        "Upper Sorrel: 186",
        "Tam Ferry: 97",
        "Grey Bank: 74",
        "Selmouth: 55",
        "Fish prices at Selmouth",
        "Neighbouring Dunmar closed",
    ],
)
def test_the_outlets_own_voice(report: Json, words: str) -> None:
    assert sentence(report, words)["kind"] == "reported_fact"


GOVERNMENT, NGO, OTHER = "government_claim", "ngo_allegation", "attributed_claim"
MONITOR = "Basin Rights Monitor"


@pytest.mark.parametrize(
    ("words", "kind", "name", "branch"),
    [
        ("Police detained 412", GOVERNMENT, "Ministry of Mines and Rivers", "executive"),
        ("Officers burned 63", GOVERNMENT, "Ministry", "executive"),
        ("Minister of Mines Ilse Tornak said", GOVERNMENT, "Ilse Tornak", "executive"),
        ("order cited", GOVERNMENT, "Rook", "executive"),
        ("United Nations River Basins Office estimates", OTHER, "United Nations River Basins Office", None),
        ("A senior official said", GOVERNMENT, "senior official", None),
        ("A February report", NGO, MONITOR, None),
        ("Debt bondage", NGO, MONITOR, None),
        ("Child labour", NGO, MONITOR, None),
        ("Confiscated identity papers", NGO, MONITOR, None),
        ("Beatings by guards", NGO, MONITOR, None),
        ("The report found 58", NGO, MONITOR, None),
        ("The crews told us", NGO, "Noor Castellane", None),
        ("Davit Renko rejected", GOVERNMENT, "Davit Renko", "police"),
        ("The group also accused", NGO, MONITOR, None),
        ("Foreign Ministry called", GOVERNMENT, "Foreign Ministry", "executive"),
    ],
)
def test_whose_words_they_are(report: Json, words: str, kind: str, name: str, branch: str | None) -> None:
    found = sentence(report, words)
    assert found["kind"] == kind, found["reason"]
    assert name.casefold() in found["speaker"]["name"].casefold()
    if branch is not None:
        assert found["speaker"]["branch"] == branch


def test_the_un_is_neither_government_nor_ngo(report: Json) -> None:
    assert sentence(report, "1,800 tonnes")["speaker"]["type"] == "igo"


def test_nobody_answers_for_a_hollow_attribution(report: Json) -> None:
    hollow = sentence(report, "Reports say")
    assert hollow["kind"] == OTHER
    assert hollow["speaker"] is None or hollow["speaker"]["name"] is None


def test_a_justification_stands_beside_the_fact(report: Json) -> None:
    claims = sentence(report, "Neighbouring Dunmar closed")["claims"]
    assert [c["kind"] for c in claims if c["main"]] == ["reported_fact"]
    assert any("Dunmar" in (c["speaker"] or {}).get("name", "") for c in claims if not c["main"])


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ("restore the river", {"verbatim", "normalised"}),
        ("the need to defend", {"altered"}),
        ("The crews told us", {"altered"}),
        ("a careless and unproven", {"altered"}),
        ("hasty and one-sided", {"verbatim", "normalised"}),
    ],
)
def test_each_quotation_is_held_against_its_source(report: Json, words: str, states: set[str]) -> None:
    quotations = [q for s in report["sentences"] for q in s["quotations"] if words in q["text"]]
    assert [q["state"] in states for q in quotations] == [True], quotations
    altered = {
        f["rule"] for f in report["findings"] if words in report["document"]["text"][f["start"] : f["end"]]
    }
    assert ("QUO001" in altered) == (states == {"altered"})


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("the need to defend", ("", "drinking")),
        ("The crews told us", ("were", "had been")),
        ("a careless and unproven", ("unproven", "unfair")),
    ],
)
def test_the_changed_words_are_shown(report: Json, words: str, change: tuple[str, str]) -> None:
    (quotation,) = [q for s in report["sentences"] for q in s["quotations"] if words in q["text"]]
    steps = [(c["article"].strip(), c["source"].strip()) for c in quotation["changes"]]
    assert change in [(a, b) for a, b in steps if a != b]


def test_the_wrong_figure_is_found_and_says_the_right_one(report: Json) -> None:
    (finding,) = [f for f in report["findings"] if f["rule"] == "FIG002"]
    assert "63" in report["document"]["text"][finding["start"] : finding["end"]]
    assert "36" in finding["message"]


def test_right_figures_are_let_be(report: Json) -> None:
    blamed = [s["text"] for s in report["sentences"] if any(rule.startswith("FIG") for rule in rules(s))]
    assert [text.split()[:2] for text in blamed] == [["Officers", "burned"], ["Fish", "prices"]]
    assert [f for f in report["findings"] if f["rule"].startswith("FIG") and "900" in f["message"]] == []


def test_an_unsupported_fact_is_flagged(report: Json) -> None:
    prices = sentence(report, "Fish prices at Selmouth")
    (claim,) = prices["claims"]
    assert claim["substance"]["verdict"] == "not_found"
    assert "FIG001" in rules(prices)


def test_a_hollow_attribution_is_flagged(report: Json) -> None:
    assert "ATT004" in rules(sentence(report, "Reports say"))


def test_an_anonymous_source_without_a_reason_is_flagged(report: Json) -> None:
    assert "ANO001" in rules(sentence(report, "A senior official said"))


def test_only_the_accusation_without_a_reply_is_flagged(report: Json) -> None:
    (finding,) = [f for f in report["findings"] if f["rule"] == "FAI001"]
    assert report["sentences"][finding["sentence"]]["text"].startswith("The group also accused Halden")


def sheet(example_store: Path, tmp_path: Path, form: str) -> str:
    """The sheet of this form, written as an editor does: into a folder."""
    folder = tmp_path / form
    folder.mkdir()
    arguments = ["check", str(EXAMPLES / "article.md"), "--store", str(example_store), "--fail-on", "never"]
    assert run([*arguments, "--format", form, "--output", str(folder)]) == 0
    return (folder / "article.md.report.md").read_text(encoding="utf-8")


def test_the_right_of_reply_on_paper(example_store: Path, tmp_path: Path) -> None:
    text = sheet(example_store, tmp_path, "reply-sheet")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## The Karvenian authorities",
        "## Halden Minerals",
        "## What else NGOs say",
    ]
    assert "6 allegations. Not heard in the text: Halden Minerals." in text
    state, company, else_ = (part for part in text.split("\n## ")[1:])
    assert state.count("A point of the list under 1.") == 4
    assert "line 41, sentence 28 (a reply): “River police commissioner Davit Renko rejected" in state
    assert state.count("Davit Renko") == 1, "a reply is given once, and then pointed to"
    assert "Answer in the text: **none found**" in company
    assert "Says so: Basin Rights Monitor, NGO" in company
    assert text.count("Asked when:") == 6
    assert "while the river police looked away" in else_


def test_line_by_line_checking_on_paper(example_store: Path, tmp_path: Path) -> None:
    text = sheet(example_store, tmp_path, "fact-sheet")
    first, second = text.split("## Second pass: every criticism")
    dredges = next(part for part in first.split("\n### ") if "Officers burned 63 dredges" in part)
    assert "Did they say it? **altered**" in dredges
    assert "Figures: “63 dredges”; “more than 900 kilograms of mercury”" in dredges
    assert re.search(
        r"paragraph 3; snapshot of \d{4}-\d\d-\d\d \d\d:\d\d UTC, sha256 [0-9a-f]{64}\n", dredges
    )
    assert first.count("\n### ") == 27
    assert second.count("\n### ") == 8
    assert "Whom: Halden Minerals\n- [ ] Answered: **none found**" in second


def test_the_report_opens_with_who_gets_to_speak(report: Json) -> None:
    summary = report["summary"]
    assert (summary["single_source_allegations"], summary["unanswered_accusations"]) == (2, 1)
    shares = {share["type"]: share["claims"] for share in summary["shares"]}
    assert shares == {"government": 9, "ngo": 9, "igo": 1, "anonymous": 1}
