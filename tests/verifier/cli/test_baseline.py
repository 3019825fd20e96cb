import json
from pathlib import Path

import pytest

FUND = "Officials embezzled the fund.\n"
FERRY = "Guards tortured the crew.\n"


def write(name, text):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def entries(file="verifier-baseline.json"):
    articles = json.loads(Path(file).read_text(encoding="utf-8"))["articles"]
    return {name: [(e["rule"], e["words"], e["count"]) for e in found] for name, found in articles.items()}


def rules(verifier, *arguments):
    report = json.loads(verifier("check", "--no-store", "--format", "json", *arguments).out)
    return [finding["rule"] for finding in report["findings"]], report


def test_old_findings_are_left_out_and_new_ones_told(verifier):
    write("archive/ferry.md", FUND)
    done = verifier("baseline", "archive/ferry.md", "--no-store")
    assert done.status == 0
    assert "1 finding known, 0 before" in done.err
    assert 'baseline = "verifier-baseline.json"' in done.err
    assert entries() == {"archive/ferry.md": [("ATT001", FUND.strip(), 1)]}

    write("archive/ferry.md", f"The harbour is old.\n\n{FUND}\n{FERRY}")
    found, report = rules(verifier, "archive/ferry.md", "--baseline", "verifier-baseline.json")
    assert found == ["ATT001"]
    assert report["findings"][0]["line"] == 5
    assert report["left_out"] == {"remark": 0, "settings": 0, "baseline": 1}

    write("verifier.toml", 'baseline = "verifier-baseline.json"\n')
    shown = verifier("check", "--no-store", "--quiet", "archive/ferry.md")
    assert shown.status == 1
    assert "1 finding left out: 1 by the baseline. See them with --show-ignored." in shown.out
    assert "ATT001 The outlet itself" not in shown.out
    listed = verifier("check", "--no-store", "--quiet", "--show-ignored", "archive/ferry.md").out
    assert "- ferry.md:3:1 ATT001 The outlet itself speaks of wrongdoing" in listed
    assert "known in verifier-baseline.json" in " ".join(listed.split())


def test_a_run_replaces_the_entries_of_its_articles_alone_and_prune_only_takes_out(verifier):
    write("a.md", f"{FUND}\n{FUND}")
    write("b.md", FERRY)
    verifier("baseline", "a.md", "b.md", "--no-store")
    assert [count for _, _, count in entries()["a.md"]] == [2]
    write("a.md", f"{FUND}\n{FERRY}")
    told = verifier("check", "a.md", "--no-store", "--quiet", "--baseline", "verifier-baseline.json")
    assert "1 entry no longer matches; run: verifier baseline --prune a.md" in told.out

    pruned = verifier("baseline", "--prune", "a.md", "--no-store")
    assert "2 findings known, 3 before" in pruned.err
    assert entries() == {"a.md": [("ATT001", FUND.strip(), 1)], "b.md": [("ATT001", FERRY.strip(), 1)]}
    before = Path("verifier-baseline.json").read_bytes()
    verifier("baseline", "--prune", "a.md", "--no-store")
    assert Path("verifier-baseline.json").read_bytes() == before
    verifier("baseline", "a.md", "--no-store")
    assert len(entries()["a.md"]) == 2


def test_an_article_that_cannot_be_read_keeps_its_entries(verifier):
    write("a.md", FUND)
    write("b.md", FERRY)
    verifier("baseline", "a.md", "b.md", "--no-store")
    Path("a.md").unlink()
    write("b.md", "The harbour is old.\n")
    done = verifier("baseline", "a.md", "b.md", "--no-store")
    assert done.status == 3
    assert list(entries()) == ["a.md"]


@pytest.mark.parametrize(
    "content", ["my notes", '{"kind": "attribution-verifier baseline", "version": 9, "articles": {}}']
)
def test_a_file_that_is_no_baseline_is_neither_used_nor_written_over(verifier, content):
    write("a.md", FUND)
    file = write("verifier-baseline.json", content)
    for command in (("baseline",), ("baseline", "--prune"), ("check", "--baseline", file)):
        done = verifier(*command, "a.md", "--no-store")
        assert done.status == 2
        assert str(file) in done.err
    assert file.read_text(encoding="utf-8") == content
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "verifier-baseline.json"]


def test_the_article_is_not_written_over(verifier):
    article = write("a.md", FUND)
    assert verifier("baseline", "a.md", "--baseline", "a.md", "--no-store").status == 2
    assert article.read_text(encoding="utf-8") == FUND


def test_a_baseline_that_is_not_there_is_told(verifier):
    write("a.md", FUND)
    done = verifier("check", "a.md", "--no-store", "--baseline", "none.json")
    assert done.status == 2
    assert "verifier baseline ARTICLE" in done.err


def test_a_comment_in_a_source_does_nothing(verifier):
    write("a.md", FUND)
    write("source.md", "<!-- verifier-ignore-file ATT001 -->\n\nThe ferry left at noon on Monday.\n")
    assert verifier("sources", "add", "source.md", "--store", "s.db").status == 0
    report = json.loads(verifier("check", "a.md", "--store", "s.db", "--format", "json").out)
    assert "ATT001" in [finding["rule"] for finding in report["findings"]]
    assert report["left_out"] == {"remark": 0, "settings": 0, "baseline": 0}
    assert report["notes"] == []
