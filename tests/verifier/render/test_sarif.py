import dataclasses
import json
from pathlib import Path

import pytest

from verifier import render as forms
from verifier.fingerprint import fingerprint
from verifier.rules import RULES

from .builder import report

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"


@pytest.fixture(scope="module")
def validator():
    import jsonschema

    return jsonschema.Draft4Validator(
        json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
    )


def run_of(*reports):
    (only,) = json.loads(forms.render_all(reports, "sarif"))["runs"]
    return only


def with_document(made, **changes):
    document = dataclasses.replace(made.article.analysis.document, **changes)
    analysis = dataclasses.replace(made.article.analysis, document=document)
    return dataclasses.replace(made, article=dataclasses.replace(made.article, analysis=analysis))


def placed(result):
    return result["locations"][0]["physicalLocation"]


def of_rule(run, name):
    return next(result for result in run["results"] if result["ruleId"] == name)


@pytest.mark.parametrize(
    "reports",
    [
        [report()],
        [report(sources_held=0)],
        [report(findings=False)],
        [report(), with_document(report(), name="<stdin>", format="docx", encoding=None)],
    ],
)
def test_it_fits_the_official_schema(validator, reports):
    text = forms.render_all(reports, "sarif")
    assert text.endswith("}\n")
    validator.validate(json.loads(text))


def test_the_schema_refuses_what_is_wrong(validator):
    import jsonschema

    wrong = json.loads(forms.render(report(), "sarif"))
    wrong["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(wrong)


def test_every_rule_is_told_with_its_help_and_level():
    rules = run_of(report())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in RULES]
    for told, rule in zip(rules, RULES, strict=True):
        assert told["help"]["text"].startswith(told["fullDescription"]["text"])
        assert told["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert told["shortDescription"]["text"] == f"{rule.title}."


def test_results_name_their_rule_and_how_grave_they_are():
    run = run_of(report())
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("TXT001", "note"),
        ("QUO001", "error"),
        ("FIG002", "error"),
        ("FAI001", "warning"),
        ("ATT005", "warning"),
    ]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_places_lead_to_the_words_by_line_and_by_character():
    run, original = run_of(report()), report().article.analysis.document.original
    lines = original.split("\n")
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        region = placed(result)["region"]
        start, length = region["charOffset"], region["charLength"]
        assert original[start : start + length] == region["snippet"]["text"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(
            region["snippet"]["text"].split("\n")[0]
        )
        last = lines[region["endLine"] - 1][: region["endColumn"] - 1]
        assert last.endswith(region["snippet"]["text"].split("\n")[-1])


def test_the_sentence_stands_around_the_words():
    figure = placed(of_rule(run_of(report()), "FIG002"))
    around, region = figure["contextRegion"], figure["region"]
    assert around["snippet"]["text"].startswith("“We will not stop until")
    assert around["charOffset"] < region["charOffset"]
    assert around["charLength"] > region["charLength"]
    made = report()
    whole = dataclasses.replace(made.findings[1], span=made.article.analysis.sentences[4].span)
    run = run_of(dataclasses.replace(made, findings=(whole, dataclasses.replace(whole, sentence=None))))
    assert not any("contextRegion" in placed(result) for result in run["results"])


def test_a_result_is_known_again_and_tells_who_speaks():
    made = report()
    result = of_rule(run_of(made), "FIG002")
    assert result["partialFingerprints"] == {"finding/v2": fingerprint(made.article, made.findings[2])}
    assert [(c["speaker"], c["attribution"], c["substance"]) for c in result["properties"]["claims"]] == [
        ("Ivo Brandt", "altered", "not_found"),
        ("Ivo Brandt", "not_found", "contradicted"),
    ]


def test_a_text_that_is_no_file_of_lines_goes_with_it():
    run = run_of(report(), with_document(report(), name="a b.docx", format="docx"))
    plain, word = run["artifacts"]
    assert "text_as_read" not in plain["properties"]
    assert word["location"]["uri"] == "a%20b.docx"
    assert word["properties"]["text_as_read"] == report().article.analysis.document.original
    assert plain["hashes"] == {"sha-256": "0" * 64}
    assert plain["properties"]["manifest"]["input_name"] == "draft.txt"
    indexes = [placed(result)["artifactLocation"]["index"] for result in run["results"]]
    assert indexes == [0] * 5 + [1] * 5


def test_standard_input_is_told_as_such():
    artifact = run_of(with_document(report(), name="<stdin>"))["artifacts"][0]
    assert artifact["roles"] == ["analysisTarget", "standardStream"]
    assert artifact["location"]["uri"] == "stdin"


def test_what_could_not_be_read_or_checked_is_noticed():
    notices = run_of(report(sources_held=0))["invocations"][0]["toolExecutionNotifications"]
    assert [notice["message"]["text"] for notice in notices] == [
        "One image was not read.",
        "The store holds no sources, so nothing could be checked against one.",
    ]


def test_words_of_the_article_are_no_link_and_no_placeholder():
    made = report()
    message = "The article has “[look](https://evil.example) {0}”."
    made = dataclasses.replace(made, findings=(dataclasses.replace(made.findings[0], message=message),))
    text = run_of(made)["results"][0]["message"]["text"]
    assert text == "The article has “[look] (https://evil.example) {{0}}”. Check the heading."


def test_a_finding_of_a_rule_that_is_not_there_has_no_number():
    made = report()
    made = dataclasses.replace(made, findings=(dataclasses.replace(made.findings[0], rule="OLD001"),))
    assert "ruleIndex" not in run_of(made)["results"][0]
