import json
from pathlib import Path

import pytest

from verifier import render as forms

from .builder import report

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "annotation.json").read_text(encoding="utf-8"))


def collection(*reports):
    text = forms.render_all(reports, "annotation")
    assert text.endswith("}\n")
    return json.loads(text)


def bodies(annotation, purpose):
    return [body["value"] for body in annotation["body"] if body["purpose"] == purpose]


@pytest.mark.parametrize(
    "reports", [[report()], [report(sources_held=0, findings=False)], [report(), report()]]
)
def test_it_fits_the_model(reports):
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(collection(*reports))


def test_each_claim_and_each_finding_is_an_annotation():
    found = collection(report())
    items = found["first"]["items"]
    assert found["total"] == len(items) == 11 + 5
    assert [item["motivation"] for item in items] == ["classifying"] * 11 + ["commenting"] * 5
    arrests = items[1]
    assert bodies(arrests, "classifying") == ["government_claim"]
    assert bodies(arrests, "tagging") == [
        "Interior Ministry of Varland",
        "said so: confirmed",
        "is it so: unsure",
    ]
    assert bodies(arrests, "commenting") == [
        "Government claim, Interior Ministry of Varland.\n"
        "Said so? confirmed: held against what the sources show this speaker to have said\n"
        "Is it so? unsure: held against what others say"
    ]
    assert bodies(items[0], "tagging") == ["The outlet's own voice", "is it so: not found"]
    figure = items[13]
    assert (bodies(figure, "classifying"), bodies(figure, "tagging")) == (["FIG002"], ["error"])


def test_both_selectors_find_the_same_words():
    original = report().article.analysis.document.original
    for item in collection(report())["first"]["items"]:
        for target in item["target"]:
            quoted, placed = target["selector"]
            assert target["source"] == "draft.txt"
            assert original[placed["start"] : placed["end"]] == quoted["exact"]
            assert original[: placed["start"]].endswith(quoted["prefix"])
            assert original[placed["end"] :].startswith(quoted["suffix"])
            assert len(quoted["prefix"]) == 32 or placed["start"] < 32


def test_identifiers_are_made_of_what_is_said():
    first, second = collection(report()), collection(report(sources_held=0))
    assert first == collection(report())
    assert first["id"] != second["id"]
    ids = [item["id"] for item in first["first"]["items"]]
    assert len(set(ids)) == len(ids)
