import dataclasses
from pathlib import Path

import pytest
from lxml import etree

from verifier import render as forms
from verifier.render import Look
from verifier.types import Severity

from .builder import poisoned, report

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit.xsd"))


def suites(*reports, **options):
    text = forms.render_all(reports, "junit", Look(**options))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    assert text.endswith("</testsuites>\n")
    root = etree.fromstring(text.encode())
    SCHEMA.assertValid(root)
    return root


def failed(root):
    return [
        case.get("name").split(" ")[0] for case in root.iter("testcase") if case.find("failure") is not None
    ]


def test_a_test_a_sentence():
    root = suites(report())
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("draft.txt", "12", "1")
    assert (root.get("tests"), root.get("failures")) == ("12", "1")
    assert suite[1].get("name").startswith("Police arrested 140 people")
    assert (suite[1].get("file"), suite[1].get("line")) == ("draft.txt", "3")


def test_a_failure_tells_all_that_is_wrong_and_where():
    (failure,) = suites(report()).iter("failure")
    assert failure.get("message") == "QUO001: A quotation differs from its source (and 1 finding more)"
    first, second = failure.text.split("\n\n")
    assert first.split("\n") == [
        "draft.txt:5:2: error QUO001: A quotation differs from its source",
        "The words between the quotation marks differ from the source.",
        "Quote the source, or drop the marks.",
    ]
    assert second.startswith("draft.txt:5:123: error FIG002")


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [
        (Severity.ERROR, ["“We"]),
        (Severity.WARNING, ["“We", "The", "Critics"]),
        (Severity.SUGGESTION, ["What", "“We", "The", "Critics"]),
        (None, []),
    ],
)
def test_it_fails_where_the_check_does_and_tells_the_rest(fail_on, failing):
    root = suites(report(), fail_on=fail_on)
    assert failed(root) == failing
    told = "".join(e.text for name in ("failure", "system-out") for e in root.iter(name))
    assert all(finding.rule in told for finding in report().findings)


def test_an_error_fails_unless_told_otherwise():
    assert Look().fail_on == Severity.ERROR


def test_the_message_is_of_the_gravest():
    made = report()
    light, grave = made.findings[1], made.findings[2]
    made = dataclasses.replace(made, findings=(dataclasses.replace(light, severity=Severity.WARNING), grave))
    (failure,) = suites(made, fail_on=Severity.SUGGESTION).iter("failure")
    assert failure.get("type") == "FIG002"


def test_findings_about_the_whole_article_are_a_test_of_their_own():
    made = report()
    made = dataclasses.replace(made, findings=(dataclasses.replace(made.findings[1], sentence=None),))
    root = suites(made)
    assert [case.get("name") for case in root.iter("testcase")][-1] == "The whole article"
    assert failed(root) == ["The"]


def test_equal_sentences_have_names_of_their_own():
    made = report()
    sentences = made.article.analysis.sentences
    same = tuple(dataclasses.replace(s, span=sentences[6].span) for s in sentences)
    analysis = dataclasses.replace(made.article.analysis, sentences=same)
    made = dataclasses.replace(
        made, article=dataclasses.replace(made.article, analysis=analysis), findings=()
    )
    names = [case.get("name") for case in suites(made).iter("testcase")]
    assert names[:3] == ["Beating detainees", "Beating detainees (2)", "Beating detainees (3)"]


def test_several_articles_are_several_suites():
    root = suites(report(), report(findings=False))
    assert [suite.get("failures") for suite in root] == ["1", "0"]
    assert (root.get("tests"), root.get("failures")) == ("24", "1")


@pytest.mark.parametrize(
    "vector",
    ["\x00\x01\x1b[2J", "\ufffe\uffff", "\udc80\ud800", "]]><x/>", '"/><!DOCTYPE x>&evil;', "\x85\u2028"],
)
def test_no_text_breaks_the_xml(vector):
    root = suites(poisoned(report(extra=vector), vector))
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    }
