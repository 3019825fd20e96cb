"""The command line with nothing stood in for: an article, a store, a report."""

import json
from importlib.resources import files

import pytest

from tests.hostile.sockets import no_sockets

ARTICLE = """Harbour crews moved on

The Ministry of Canals said on Monday that 140 barges had been moved.

“Not one barge will be left,” said Ada Lindqvist, the ministry's spokeswoman.

The Towpath Rights Network accused the ministry of:

- Cutting 300 moorings
- Towing homes at night

Cherries ripen in June.
"""
RELEASE = (
    "The Ministry of Canals said that 90 barges had been moved by Monday.\n\n"
    "“No barge will be left behind,” said Ada Lindqvist, the ministry's spokeswoman.\n"
)


@pytest.fixture
def article(folder):
    path = folder / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def no_network():
    with no_sockets() as tried:
        yield
    assert tried == []


@pytest.fixture
def held(verifier, folder):
    (folder / "verifier.toml").write_text('fail_on = "never"\n')
    (folder / "release.txt").write_text(RELEASE, encoding="utf-8")
    done = verifier("sources", "add", "release.txt", "--publisher", "Ministry of Canals", "--title", "Barges")
    assert done.status == 0, done.err
    assert (folder / "sources.db").exists()


def claims(report):
    return {claim["text"]: claim for s in report["sentences"] for claim in s["claims"]}


def test_without_a_store(verifier, article, no_network):
    import jsonschema

    done = verifier("check", article, "--format", "json", "--fail-on", "never")
    assert done.status == 0, done.err
    report = json.loads(done.out)
    schema = json.loads(files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    kinds = {s["text"]: s["kind"] for s in report["sentences"]}
    assert kinds["Cutting 300 moorings"] == kinds["Towing homes at night"] == "ngo_allegation"
    assert kinds["Cherries ripen in June."] == "reported_fact"
    verdicts = {c["substance"]["verdict"] for c in claims(report).values()}
    assert verdicts == {"not_checked"}
    text = report["document"]["text"]
    assert text == ARTICLE
    for sentence in report["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_with_a_store(verifier, article, held, no_network):
    import jsonschema

    done = verifier("check", article, "--format", "json")
    assert done.status == 0, done.err
    report = json.loads(done.out)
    schema = json.loads(files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(report)
    assert report["summary"]["sources_held"] == 1
    (quotation,) = [q for s in report["sentences"] for q in s["quotations"]]
    assert quotation["state"] == "altered"
    assert quotation["passage"]["source"]["title"] == "Barges"
    assert "QUO001" in {f["rule"] for f in report["findings"]}
    for claim in claims(report).values():
        for evidence in claim["evidence"]:
            for signal in evidence["signals"]:
                assert all(end <= len(claim["text"]) for _, end in signal["claim_spans"])
                assert all(end <= len(evidence["passage"]["text"]) for _, end in signal["passage_spans"])
    assert verifier("check", article, "--format", "json").out == done.out


def test_every_form_says_the_same(verifier, article, held, folder):
    terminal = verifier("check", article).out
    assert "[-Not one-]" in terminal or "[-Not-]" in terminal
    assert "Barges, Ministry of Canals" in terminal
    assert verifier("check", article, "--format", "html", "-o", "report.html").status == 0
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "Towing homes at night" in page
    assert "<del>" in page
    assert verifier("check", article, "--fail-on", "error").status == 1


def test_links_of_the_article_are_listed(verifier, folder):
    (folder / "a.md").write_text("The [ministry](https://canals.example/a) said the lock was shut.\n")
    done = verifier("sources", "cited", "a.md")
    assert "https://canals.example/a" in done.out
