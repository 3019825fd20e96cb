import dataclasses
import json
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier import render as forms
from verifier.render.json import SCHEMA, render, to_text, to_wire

from .builder import poisoned, report

ACTING = '\x1b]52;c;eA==\x07\x9b2J\u202e\u2066\udc80<!--</script>"'


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8"))


def objects(node):
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


def test_the_schema_is_a_schema_and_lets_nothing_unknown_in(schema):
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) > 15
    for node in found:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])


@pytest.mark.parametrize("made", [{}, {"sources_held": 0}, {"findings": False}], ids=str)
def test_reports_fit_the_schema(schema, made):
    import jsonschema

    wire = json.loads(render(report(**made)))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(wire)
    assert wire["schema"] == SCHEMA == schema["properties"]["schema"]["const"]


def test_keys_stand_in_the_order_of_the_schema(schema):
    wire = to_wire(report())
    assert list(wire) == list(schema["properties"])
    for name in ("manifest", "document", "summary"):
        assert list(wire[name]) == list(schema["$defs"][name]["properties"])
    sentence = wire["sentences"][4]
    assert list(sentence) == list(schema["$defs"]["sentence"]["properties"])
    assert list(sentence["claims"][0]) == list(schema["$defs"]["claim"]["properties"])
    assert list(sentence["findings"][0]) == list(schema["$defs"]["finding"]["properties"])


def test_an_unknown_key_is_refused(schema):
    import jsonschema

    wire = to_wire(report())
    wire["sentences"][0]["mood"] = "sombre"
    with pytest.raises(jsonschema.ValidationError, match="mood"):
        jsonschema.Draft202012Validator(schema).validate(wire)


def test_offsets_point_into_the_text_as_read():
    wire = to_wire(report())
    text = wire["document"]["text"]
    assert "saysâ€¦" in text
    by_index = {sentence["index"]: sentence for sentence in wire["sentences"]}
    after = by_index[4]
    assert text[after["start"] : after["end"]] == after["text"]
    mended = by_index[3]
    assert text[mended["start"] : mended["end"]] == "What the ministry saysâ€¦"
    assert mended["text"] == "What the ministry says…"
    start, end = after["claims"][0]["cue"][0]
    assert text[start:end] == "said"
    start, end = after["speaker"]["mention"] or after["claims"][0]["source"][0]
    assert text[start:end] == "spokesman Ivo Brandt"
    quotation = after["quotations"][0]
    assert text[quotation["start"] : quotation["end"]] == f"“{quotation['text']}”"
    figure = after["findings"][1]
    assert text[figure["start"] : figure["end"]] == "1,200"
    assert (figure["line"], figure["column"]) == (5, 123)
    repair = wire["document"]["repairs"][0]
    assert text[repair["start"] : repair["end"]] == repair["before"] == "â€¦"
    dropped = wire["document"]["boilerplate"][0]
    assert text[dropped["start"] : dropped["end"]] == dropped["text"] == "Listen to this story (4 min)"


def test_both_questions_are_answered_apart():
    claims = [claim for sentence in to_wire(report())["sentences"] for claim in sentence["claims"]]
    own = [c for c in claims if c["speaker"] is None]
    assert {c["attribution"] for c in own} == {None}
    said = next(c for c in claims if c["kind"] == "government_claim")
    assert said["attribution"]["verdict"] == "confirmed"
    assert said["substance"]["verdict"] == "unsure"
    assert said["evidence"][0]["independent"] is False


def test_floats_have_four_places():
    wire = to_wire(report())
    evidence = wire["sentences"][1]["claims"][0]["evidence"][0]
    assert evidence["support"] == 0.9123
    assert wire["sentences"][4]["quotations"][0]["score"] == 0.6364
    assert wire["sentences"][4]["claims"][0]["score"] == 0.5123


def test_all_findings_stand_at_the_top_too():
    wire = to_wire(report())
    nested = [finding for sentence in wire["sentences"] for finding in sentence["findings"]]
    assert wire["findings"] == nested


def test_questions_stand_apart_from_the_findings(schema):
    import jsonschema

    made = report()
    asked = dataclasses.replace(made, findings=made.findings[1:], questions=made.findings[:1])
    wire = to_wire(asked)
    jsonschema.Draft202012Validator(schema).validate(wire)
    assert wire["questions"] == to_wire(made)["findings"][:1]
    assert wire["findings"] == to_wire(made)["findings"][1:]
    assert not any(wire["questions"][0] in sentence["findings"] for sentence in wire["sentences"])


def test_a_finding_about_the_whole_article_has_no_sentence():
    made = report()
    made = dataclasses.replace(made, findings=(dataclasses.replace(made.findings[0], sentence=None),))
    wire = to_wire(made)
    assert wire["findings"][0]["sentence"] is None
    assert not any(sentence["findings"] for sentence in wire["sentences"])


def test_equal_reports_give_equal_bytes():
    first, second = render(report()), render(report())
    assert first.encode() == second.encode()
    assert first.endswith("}\n")
    assert forms.render(report(), "json") == first


def test_hostile_text_comes_back_whole_and_acts_nowhere(schema):
    made = poisoned(report(extra=ACTING), ACTING)
    text = render(made)
    assert not {c for c in text if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0}
    assert not any(c in text for c in "\u202e\u2066\udc80")
    text.encode("utf-8")
    wire = json.loads(text)
    assert wire["sentences"][0]["text"].endswith(ACTING)
    assert wire["document"]["name"].endswith(ACTING)


def test_numbers_that_json_does_not_know_are_refused():
    with pytest.raises(ValueError, match="Out of range"):
        to_text({"score": float("nan")})


@settings(max_examples=25)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_comes_back_as_it_was(schema, text):
    import jsonschema

    made = poisoned(report(extra=text), text)
    assert json.loads(render(made)) == to_wire(made)
    jsonschema.Draft202012Validator(schema).validate(json.loads(render(report(extra=text))))
