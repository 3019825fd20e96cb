import dataclasses
import json
import shutil
import subprocess
from importlib.resources import files

import pytest

from verifier import render as forms
from verifier.render.json import to_wire

from .builder import report


def lines(*reports):
    text = forms.render_all(reports, "jsonl")
    assert text.endswith("}\n")
    return [json.loads(line) for line in text.removesuffix("\n").split("\n")]


def whole_article(made):
    return dataclasses.replace(made, findings=(dataclasses.replace(made.findings[0], sentence=None),))


def test_an_article_and_its_sentences():
    first, *rest = lines(report())
    assert first["record"] == "article"
    assert {line["record"] for line in rest} == {"sentence"}
    assert [line["index"] for line in rest] == list(range(12))
    assert {line["article"] for line in [first, *rest]} == {"draft.txt"}
    assert first["summary"]["findings"] == {"error": 2, "warning": 2, "suggestion": 1}


@pytest.mark.parametrize("made", [report(), report(sources_held=0), whole_article(report())])
def test_put_together_the_lines_are_the_report(made):
    first, *rest = lines(made)
    for line in (first, *rest):
        del line["record"], line["article"]
    sentences = [finding for line in rest for finding in line["findings"]]
    again = {**first, "sentences": rest, "findings": first["findings"] + sentences}
    assert again == to_wire(made)


def test_each_line_fits_its_part_of_the_schema():
    import jsonschema

    schema = json.loads(files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8"))
    first, *rest = lines(whole_article(report()), report())
    parts = {"sentence": {"$ref": "#/$defs/sentence"}}
    parts["article"] = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in schema["required"] if name != "sentences"],
        "properties": {name: part for name, part in schema["properties"].items() if name != "sentences"},
    }
    for line in (first, *rest):
        assert line.pop("article") == "draft.txt"
        jsonschema.Draft202012Validator({**parts[line.pop("record")], "$defs": schema["$defs"]}).validate(
            line
        )


def test_several_articles_follow_each_other():
    found = lines(report(), report(findings=False))
    assert [number for number, line in enumerate(found) if line["record"] == "article"] == [0, 13]


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs jq")
def test_jq_reads_it_as_it_comes():
    text = forms.render_all([report(), report()], "jsonl")
    asked = 'select(.record == "sentence") | .claims[] | select(.kind == "ngo_allegation") | .speaker.name'
    done = subprocess.run(
        ["jq", "--stream", "-c", "."], input=text, capture_output=True, check=True, text=True
    )
    assert done.stdout.count("\n") > 1000
    done = subprocess.run(["jq", "-r", asked], input=text, capture_output=True, check=True, text=True)
    assert done.stdout.split("\n")[:3] == ["Open Door Network"] * 3
    assert done.stdout.count("Mara Quill") == 2
